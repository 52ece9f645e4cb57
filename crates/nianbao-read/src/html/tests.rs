//! The tree against html5ever's own, and the traps of spans in real pages.

use html5ever::tendril::TendrilSink;
use markup5ever_rcdom::{NodeData, RcDom};
use nianbao_document::{BlockKind, Document, Region};
use nianbao_span::{Source, Span};
use proptest::prelude::*;

use super::chunks::Piece;
use super::tokens;
use super::tree::{NodeId, NodeKind, Tree, Visit, Visitor};

/// A tree written as tags and text, without attributes and comments.
struct Writer<'t> {
    tree: &'t Tree,
    source: &'t str,
    out: String,
}

impl Visitor for Writer<'_> {
    fn enter(&mut self, node: NodeId) -> Visit {
        match self.tree.kind(node) {
            NodeKind::Element(element) => self.out += &format!("<{}>", element.name),
            NodeKind::Text(chunk) => {
                for piece in self.tree.chunks.pieces(self.source, *chunk) {
                    self.out += &said(self.source, piece);
                }
            }
            NodeKind::Root | NodeKind::Comment => {}
        }
        Visit::Inside
    }

    fn leave(&mut self, node: NodeId) {
        if let Some(element) = self.tree.element(node) {
            self.out += &format!("</{}>", element.name);
        }
    }
}

fn said(source: &str, piece: Piece<'_>) -> String {
    match piece {
        Piece::Verbatim(span) => source[span.range()].replace("\r\n", "\n").replace('\r', "\n"),
        Piece::Said(said, _) => said.to_owned(),
    }
}

fn our_tree(source: &str) -> String {
    let tree = tokens::parse(source, 0..source.len());
    let mut writer = Writer { tree: &tree, source, out: String::new() };
    tree.traverse(Tree::ROOT, &mut writer);
    writer.out
}

fn their_tree(source: &str) -> String {
    fn write(node: &markup5ever_rcdom::Handle, out: &mut String) {
        match &node.data {
            NodeData::Text { contents } => *out += &contents.borrow(),
            NodeData::Element { name, .. } => {
                *out += &format!("<{}>", name.local);
                node.children.borrow().iter().for_each(|child| write(child, out));
                *out += &format!("</{}>", name.local);
            }
            _ => node.children.borrow().iter().for_each(|child| write(child, out)),
        }
    }
    let dom = html5ever::parse_document(RcDom::default(), html5ever::ParseOpts::default()).one(source);
    let mut out = String::new();
    write(&dom.document, &mut out);
    out
}

#[track_caller]
fn assert_same_tree(source: &str) {
    assert_eq!(our_tree(source), their_tree(source), "{source:?}");
}

/// Pieces of tag soup, chosen for what the tree builder does out of order.
fn soup() -> impl Strategy<Value = String> {
    let pieces = prop::sample::select(vec![
        "<p>", "</p>", "<div>", "</div>", "<b>", "</b>", "<i class=x>", "</i>", "<a href=1>", "</a>",
        "<font color=red>", "</font>", "<table>", "</table>", "<tr>", "</tr>", "<td>", "</td>",
        "<th colspan=2>", "<tbody>", "<caption>", "<colgroup>", "<col>", "<ul>", "<li>", "</ul>",
        "<pre>x", "</pre>", "<textarea>", "</textarea>", "<title>", "</title>", "<script>",
        "</script>", "<style>", "</style>", "<br>", "</br>", "<hr/>", "<h1>", "</h2>", "<o:p>",
        "</o:p>", "<!-- 注 -->", "<!--", "-->", "<![if x]>", "<![CDATA[x]]>", "<!DOCTYPE html>",
        "<html>", "<head>", "<body>", "</body>", "</html>", "<form>", "</form>", "<select>",
        "<option>", "</select>", "<button>", "<template>", "</template>", "<svg>", "<math><mi>",
        "</svg>", "<foreignObject>", "<noscript>", "</noscript>", "<nobr>", "<plaintext>", "<a",
        "</", "<", ">", "&", "&amp;", "&amp", "&nbsp;", "&#20013;", "&#x4e2d", "&#0;", "&semi;",
        "&notit;", "&fjlig;", "&#10;", "&#13;", "&ampx", "\r\n", "\r", "\n", " ", "\t", "中文",
        "甲 乙", "abc", "\u{a0}", "\u{3000}", "𠀀", "=\"", "'", "<?xml?>", "/>", ";",
    ]);
    prop::collection::vec(pieces, 0..60).prop_map(|pieces| pieces.concat())
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(1_000_000))]

    #[test]
    fn the_tree_is_the_one_html5ever_builds(source in soup()) {
        prop_assert_eq!(our_tree(&source), their_tree(&source));
    }
}
