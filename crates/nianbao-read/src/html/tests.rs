//! The tree against the one that html5ever builds with its own tokenizer.

use std::fmt::Write;

use html5ever::tendril::TendrilSink;
use markup5ever_rcdom::{NodeData, RcDom};
use proptest::prelude::*;

use super::blocks::{plain_words, words_of};
use super::chunks::Piece;
use super::tokens::{self, PlainTables};
use super::tree::{Element, NodeId, NodeKind, Tree, Visit, Visitor};

/// A tree written as tags and text, without attributes and comments.
struct Writer<'t> {
    tree: &'t Tree,
    source: &'t str,
    out: String,
}

impl Visitor for Writer<'_> {
    fn enter(&mut self, node: NodeId) -> Visit {
        match self.tree.kind(node) {
            NodeKind::Element(element) => write!(self.out, "<{}>", element.name).unwrap(),
            NodeKind::Text(chunk) => {
                for piece in self.tree.chunks.pieces(self.source, chunk) {
                    self.out += &said(self.source, piece);
                }
            }
            NodeKind::Root | NodeKind::Comment => {}
        }
        Visit::Inside
    }

    fn leave(&mut self, node: NodeId) {
        if let Some(element) = self.tree.element(node) {
            write!(self.out, "</{}>", element.name).unwrap();
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
                write!(out, "<{}>", name.local).unwrap();
                node.children.borrow().iter().for_each(|child| write(child, out));
                write!(out, "</{}>", name.local).unwrap();
            }
            _ => node.children.borrow().iter().for_each(|child| write(child, out)),
        }
    }
    let dom =
        html5ever::parse_document(RcDom::default(), html5ever::ParseOpts::default()).one(source);
    let mut out = String::new();
    write(&dom.document, &mut out);
    out
}

#[track_caller]
fn assert_same_tree(source: &str) {
    assert_eq!(our_tree(source), their_tree(source), "{source:?}");
}

#[test]
fn what_a_browser_mends_is_mended_alike() {
    assert_same_tree("<table>甲<tr>乙<td>丙</table>丁");
    assert_same_tree("<p>甲<b>乙<i>丙</b>丁</i><p>戊");
    assert_same_tree("<p>甲<table><tr><td>乙</table>");
    assert_same_tree("<!DOCTYPE html><p>甲<table><tr><td>乙</table>");
    assert_same_tree("<ul><li>甲<li>乙</ul><h1>丙</h3>丁");
    assert_same_tree("<textarea>\n甲</textarea><pre>\r\n 乙</pre>");
    assert_same_tree("<title>甲</i>&amp;乙</title><script><!--<b></script>");
    assert_same_tree("<a href=1>甲<a href=2>乙<div>丙</a>丁");
}

#[test]
fn a_reference_to_a_semicolon_is_one_place() {
    let source = "<p>甲&semi;乙;</p>&#59;";
    assert_eq!(our_tree(source), their_tree(source));
}

#[test]
fn a_reference_to_a_less_than_sign_is_text() {
    assert_same_tree("<p>《关于印发&lt;要点&gt;的通知》&#60;甲&#x3C;乙&lt丙</p>");
    assert_same_tree("<title>甲&lt;乙</titl&lt;e></title>");
}

#[test]
fn a_reference_to_what_begins_a_tag_is_one_place() {
    assert_same_tree("<p>甲&lt;乙&gt;丙</p>");
    assert_same_tree("<p>&lt;b></p><textarea></te&lt;</textarea>&#60;");
    assert_same_tree("甲<乙&lt;丙<丁</>&lt;戊");
}

/// Pieces of tag soup, chosen for what the tree builder does out of order.
const PIECES: &str = "\
    <p>‖</p>‖<div>‖</div>‖<b>‖</b>‖<i class=x>‖</i>‖<a href=1>‖</a>‖<font color=red>‖</font>‖\
    <table>‖</table>‖<tr>‖</tr>‖<td>‖</td>‖<th colspan=2>‖<tbody>‖<caption>‖<colgroup>‖<col>‖\
    <ul>‖<li>‖</ul>‖<pre>x‖</pre>‖<textarea>‖</textarea>‖<title>‖</title>‖<script>‖</script>‖\
    <style>‖</style>‖<br>‖</br>‖<hr/>‖<h1>‖</h2>‖<o:p>‖</o:p>‖<!-- 注 -->‖<!--‖-->‖<![if x]>‖\
    <![CDATA[x]]>‖<!DOCTYPE html>‖<html>‖<head>‖<body>‖</body>‖</html>‖<form>‖</form>‖<select>‖\
    <option>‖</select>‖<button>‖<template>‖</template>‖<svg>‖<math><mi>‖</svg>‖<foreignObject>‖\
    <noscript>‖</noscript>‖<nobr>‖<plaintext>‖<a‖</‖<‖>‖&‖&amp;‖&amp‖&nbsp;‖&#20013;‖&#x4e2d‖\
    &#0;‖&lt;‖&lt‖&#60;‖&gt;‖&semi;‖&notit;‖&fjlig;‖&#10;‖&#13;‖&ampx‖\r\n‖\r‖\n‖ ‖\t‖中文‖甲 乙‖abc‖\u{a0}‖\u{3000}‖𠀀‖\
    =\"‖'‖<?xml?>‖/>‖;";

/// Pieces of tables, nearly all of them plain.
const TABLE_PIECES: &str = "\
    <table>‖<table border=1>‖</table>\n‖<tr>‖<tr class=x>‖<tr>‖</tr>\n‖</tr>‖</tr>‖<td>‖<td colspan=2>‖<td>甲</td>‖\
    <td>1&nbsp;2</td>‖<td>\r\n 甲 </td>‖</td>‖</td>‖<th>‖</th>‖<tbody>‖</tbody>‖<thead>‖</thead>‖</TD>‖<TR>‖ ‖\n‖甲‖\
    <tr><td>甲</td></tr>‖<tr><td>1</td><td></td></tr>\n‖<tr><td>&lt;</td><td>2</td></tr>‖<b>‖</b>‖<p>‖</p>‖<br>‖\
    <!--注-->‖<![CDATA[x]]>‖</>‖<select>‖<caption>‖<col>‖\0‖<td/>‖<td rowspan=\"2\">‖\
    <td class=\"x\" colspan=\"2\">‖<td colspan=\"2\" colspan=\"3\">‖<td colspan=\"2\"rowspan=\"2\">‖<td  colspan=\"2\" >‖<td =\"2\">‖\
    <td title=\"<td>&amp;\" colspan='2'>‖<td hidden colspan=\"a\rb\">‖</td class=\"x\">‖</td >‖< td>‖甲<乙‖&‖<table><tr><td>‖<tr><td>甲</td></tr></table>";

fn tables() -> impl Strategy<Value = String> {
    let pieces = prop::sample::select(TABLE_PIECES.split('‖').collect::<Vec<_>>());
    prop::collection::vec(pieces, 0..16).prop_map(|pieces| format!("<table>{}", pieces.concat()))
}

/// What may stand in a cell.
const CELL_PIECES: &str =
    "甲‖乙 丙‖12‖ ‖  ‖\n‖\t‖\u{3000}‖\u{a0}‖&nbsp;‖&amp;‖<b>丁</b>‖<br>‖<!---->";

fn cell() -> impl Strategy<Value = String> {
    let pieces = prop::sample::select(CELL_PIECES.split('‖').collect::<Vec<_>>());
    prop::collection::vec(pieces, 0..6).prop_map(|pieces| pieces.concat())
}

fn soup() -> impl Strategy<Value = String> {
    let pieces = prop::sample::select(PIECES.split('‖').collect::<Vec<_>>());
    prop::collection::vec(pieces, 0..40).prop_map(|pieces| pieces.concat())
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 1_000, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn the_tree_is_the_one_html5ever_builds(source in soup()) {
        prop_assert_eq!(our_tree(&source), their_tree(&source));
    }

    #[test]
    fn plain_tables_are_what_the_builder_makes_of_them(source in tables()) {
        let tree = |tables| format!("{:?}", tokens::parse_with(&source, 0..source.len(), tables));
        prop_assert_eq!(tree(PlainTables::Known), tree(PlainTables::Asked));
        prop_assert_eq!(our_tree(&source), their_tree(&source));
    }

    #[test]
    fn plain_words_of_a_cell_are_all_its_words(cell in cell()) {
        let source = format!("<table><tr><td>{cell}</td></tr></table>");
        let tree = tokens::parse(&source, 0..source.len());
        let is_cell = |node: &NodeId| tree.element(*node).is_some_and(Element::is_cell);
        let node = (0..100).find(is_cell).unwrap();
        if let Some(plain) = plain_words(&tree, &source, node) {
            let words = words_of(&tree, &source, node).unwrap();
            prop_assert_eq!(words.content(), &source[plain.range()]);
            prop_assert_eq!(words.whole_span(), plain);
        }
    }
}
