//! A look over the whole page before it is read: how much of each element's text is links, which tables only lay out
//! the page, and where the page's title stands.

use html5ever::{LocalName, local_name};
use nianbao_span::Span;

use super::chunks::ChunkRef;
use super::elements::Class;
use super::tree::{Element, NodeId, NodeKind, Tree, Visit, Visitor};
use crate::fields;

/// Links that make a list of links, at least.
const MIN_LINKS: u32 = 3;
/// How much of a list of links stands inside links, in hundredths of its bytes.
const LINK_SHARE: u64 = 80;
/// The longest text of a link in navigation, in bytes (40 Chinese characters). An unclosed link around paragraphs of
/// the report is longer.
const MAX_LINK_BYTES: u32 = 120;
/// Prose in one cell that shows a table to be layout, in bytes (200 Chinese characters).
const MIN_PROSE_BYTES: u32 = 600;

/// What was seen.
#[derive(Debug)]
pub(super) struct Survey {
    tallies: Vec<Tally>,
    /// The `<title>` element.
    pub(super) title: Option<NodeId>,
}

/// What stands in one element and all inside it.
#[derive(Clone, Copy, Debug, Default)]
struct Tally {
    /// One past the last byte of text or of a start tag.
    end: u32,
    /// Bytes of text.
    text: u32,
    /// Bytes of text within links.
    linked: u32,
    links: u32,
    longest_link: u32,
    /// Blocks and line breaks.
    breaks: u32,
    /// Cells of this table, tables inside left out.
    cells: u32,
    /// Whether this table cannot be data.
    is_layout: bool,
}

impl Survey {
    /// Looks over a page.
    pub(super) fn of(tree: &Tree, source: &str) -> Survey {
        let survey = Survey { tallies: vec![Tally::default(); tree.len()], title: None };
        let mut surveyor = Surveyor { tree, source, survey, tables: Vec::new() };
        tree.traverse(Tree::ROOT, &mut surveyor);
        surveyor.survey
    }

    /// Whether a table only arranges what is in it.
    pub(super) fn is_layout(&self, table: NodeId) -> bool {
        let tally = &self.tallies[table as usize];
        tally.is_layout || tally.cells <= 1
    }

    /// The source of an element, its end tag included where it has one.
    pub(super) fn span(&self, source: &str, node: NodeId, element: &Element) -> Span {
        let end = self.tallies[node as usize].end.max(element.tag.end);
        Span {
            start: element.tag.start,
            end: end_tag_after(source, end, &element.name).unwrap_or(end),
        }
    }

    /// Whether nearly all of an element's text is links, three at least.
    pub(super) fn is_link_list(&self, element: NodeId) -> bool {
        let tally = &self.tallies[element as usize];
        tally.links >= MIN_LINKS
            && u64::from(tally.linked) * 100 >= u64::from(tally.text) * LINK_SHARE
            && tally.longest_link <= MAX_LINK_BYTES
    }
}

/// Where the end tag `name` ends after `at`, with nothing but other end tags and white space before it.
fn end_tag_after(source: &str, at: u32, name: &LocalName) -> Option<u32> {
    let mut rest = source[at as usize..].trim_ascii_start();
    while let Some(tag) = rest.strip_prefix("</") {
        let (tag, after) = tag.split_once('>')?;
        if tag.trim_ascii_end().eq_ignore_ascii_case(name) {
            return u32::try_from(source.len() - after.len()).ok();
        }
        rest = after.trim_ascii_start();
    }
    None
}

struct Surveyor<'t> {
    tree: &'t Tree,
    source: &'t str,
    survey: Survey,
    /// The tables around the node, outermost first.
    tables: Vec<NodeId>,
}

impl Visitor for Surveyor<'_> {
    fn enter(&mut self, node: NodeId) -> Visit {
        match self.tree.kind(node) {
            NodeKind::Text(chunk) => {
                if let Some(parent) = self.tree.parent(node) {
                    self.add_text(parent, chunk);
                }
                return Visit::Past;
            }
            NodeKind::Element(element) if element.class == Class::Table => self.tables.push(node),
            NodeKind::Element(element) => {
                if element.class == Class::Dropped && !self.enter_dropped(node, element) {
                    return Visit::Past;
                }
                if element.traits.hidden {
                    return Visit::Past;
                }
                if let Some(chunk) = self.tree.only_text(node) {
                    self.add_text(node, chunk);
                    return Visit::Past;
                }
            }
            NodeKind::Root | NodeKind::Comment => {}
        }
        Visit::Inside
    }

    fn leave(&mut self, node: NodeId) {
        let Some(element) = self.tree.element(node) else { return };
        let mut tally = self.survey.tallies[node as usize];
        if element.traits.link && tally.text > 0 {
            tally.links = 1;
            tally.linked = tally.text;
            tally.longest_link = tally.text;
        }
        match element.class {
            Class::Table => self.leave_table(node, &tally),
            Class::Heading(_) if tally.text > 0 => self.mark_layout(),
            _ if element.is_cell() => self.leave_cell(&tally),
            _ => {}
        }
        tally.end = tally.end.max(element.tag.end);
        tally.breaks += u32::from(!matches!(element.class, Class::Inline | Class::Dropped));
        if let Some(parent) = self.tree.parent(node) {
            self.survey.tallies[parent as usize].add(&tally);
        }
    }
}

impl Surveyor<'_> {
    /// Comes to an element that is not shown; answers whether the title may be in it.
    fn enter_dropped(&mut self, node: NodeId, element: &Element) -> bool {
        if element.name == local_name!("title") {
            self.survey.title.get_or_insert(node);
        }
        element.name == local_name!("head")
    }

    fn leave_table(&mut self, table: NodeId, tally: &Tally) {
        self.tables.retain(|open| *open != table);
        if tally.text > 0 {
            self.mark_layout();
        }
    }

    fn leave_cell(&mut self, tally: &Tally) {
        let Some(table) = self.tables.last() else { return };
        let table = &mut self.survey.tallies[*table as usize];
        table.cells += 1;
        table.is_layout |= tally.breaks > 1 && tally.text > MIN_PROSE_BYTES;
    }

    /// The innermost open table holds what no data table holds.
    fn mark_layout(&mut self) {
        if let Some(table) = self.tables.last() {
            self.survey.tallies[*table as usize].is_layout = true;
        }
    }

    fn add_text(&mut self, parent: NodeId, chunk: ChunkRef) {
        let span = self.tree.chunks.span(chunk);
        let len = fields::trim(self.source, span.range()).len();
        let tally = &mut self.survey.tallies[parent as usize];
        tally.end = tally.end.max(span.end);
        tally.text += u32::try_from(len).unwrap_or(u32::MAX);
    }
}

impl Tally {
    fn add(&mut self, inner: &Tally) {
        self.end = self.end.max(inner.end);
        self.text += inner.text;
        self.linked += inner.linked;
        self.links += inner.links;
        self.longest_link = self.longest_link.max(inner.longest_link);
        self.breaks += inner.breaks;
    }
}
