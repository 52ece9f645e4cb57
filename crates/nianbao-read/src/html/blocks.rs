//! From the element tree to blocks in reading order.

use html5ever::local_name;
use nianbao_document::{
    Block, BlockKind, Cell, Container, Document, Grid, Region, Row, Table, Text,
};
use nianbao_span::Span;

use super::elements::Class;
use super::grid::{Slot, rows_of};
use super::survey::Survey;
use super::tree::{Element, NodeId, NodeKind, Tree, Visit, Visitor};
use super::words::{Space, Words};
use crate::fields;

/// Whether the elements around blocks become containers of the document.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Nesting {
    /// They do.
    Kept,
    /// All blocks stand under the root.
    Flat,
}

/// Appends the blocks of a page.
pub(super) fn push(document: &mut Document<'_>, tree: &Tree, survey: &Survey, nesting: Nesting) {
    let words = Words::new(&document.source.text);
    let mut walker = Walker {
        document,
        tree,
        survey,
        nesting,
        words,
        images: Vec::new(),
        container: 0,
        heading: None,
        page_depth: 0,
        article_depth: 0,
        preserved_depth: 0,
    };
    tree.traverse(Tree::ROOT, &mut walker);
    walker.flush();
}

/// The words of all text inside an element.
pub(super) fn words_of<'s>(tree: &Tree, source: &'s str, node: NodeId) -> Option<Text<'s>> {
    CellReader::read(tree, source, node).words.take()
}

struct Walker<'d, 's, 't> {
    document: &'d mut Document<'s>,
    tree: &'t Tree,
    survey: &'t Survey,
    nesting: Nesting,
    words: Words<'s>,
    /// Pictures of the open paragraph.
    images: Vec<(Span, String)>,
    container: u32,
    heading: Option<u8>,
    /// Elements around the node that belong to the page around the report.
    page_depth: usize,
    /// `<article>` and `<main>` elements around the node, within which header and footer are the author's.
    article_depth: usize,
    /// Elements around the node that keep white space.
    preserved_depth: usize,
}

/// What reading makes of an element.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Role {
    Skipped,
    LineBreak,
    Rule,
    Image,
    Data,
    Block,
    Inline,
}

impl Visitor for Walker<'_, '_, '_> {
    fn enter(&mut self, node: NodeId) -> Visit {
        let element = match self.tree.kind(node) {
            NodeKind::Element(element) => element,
            NodeKind::Text(chunk) => {
                let space =
                    if self.preserved_depth > 0 { Space::Preserved } else { Space::Collapsed };
                self.words.push_chunk(&self.tree.chunks, chunk, space);
                return Visit::Past;
            }
            NodeKind::Root => return Visit::Inside,
            NodeKind::Comment => return Visit::Past,
        };
        match self.role(node, element) {
            Role::Skipped => Visit::Past,
            Role::Inline => Visit::Inside,
            Role::LineBreak => {
                self.words.break_line(element.tag);
                Visit::Past
            }
            Role::Rule => {
                self.flush();
                Visit::Past
            }
            Role::Image => {
                self.images.push((element.tag, element.traits.image.clone()));
                Visit::Past
            }
            Role::Data => {
                self.push_table(node, element);
                Visit::Past
            }
            Role::Block => {
                self.enter_block(node, element);
                Visit::Inside
            }
        }
    }

    fn leave(&mut self, node: NodeId) {
        let Some(element) = self.tree.element(node) else { return };
        if self.role(node, element) == Role::Block {
            self.leave_block(node, element);
        }
    }
}

impl<'s> Walker<'_, 's, '_> {
    fn role(&self, node: NodeId, element: &Element) -> Role {
        if element.traits.hidden {
            return Role::Skipped;
        }
        match element.class {
            Class::Dropped => Role::Skipped,
            Class::LineBreak => Role::LineBreak,
            Class::Rule => Role::Rule,
            Class::Image => Role::Image,
            Class::Table if !self.survey.is_layout(node) => Role::Data,
            Class::Table
            | Class::Heading(_)
            | Class::Preformatted
            | Class::Control
            | Class::Block => Role::Block,
            Class::Inline => Role::Inline,
        }
    }

    fn enter_block(&mut self, node: NodeId, element: &Element) {
        self.flush();
        // Page first: a header that is one does not depend on what it holds.
        self.page_depth += usize::from(self.is_page(node, element));
        self.article_depth += usize::from(is_article(element));
        self.preserved_depth += usize::from(element.class == Class::Preformatted);
        if let Class::Heading(level) = element.class {
            self.heading = Some(level);
        }
        if self.nesting == Nesting::Kept {
            let containers = &mut self.document.containers;
            containers.push(Container { parent: self.container });
            self.container = u32::try_from(containers.len() - 1).unwrap_or(0);
        }
    }

    fn leave_block(&mut self, node: NodeId, element: &Element) {
        self.flush();
        self.article_depth -= usize::from(is_article(element));
        self.page_depth -= usize::from(self.is_page(node, element));
        self.preserved_depth -= usize::from(element.class == Class::Preformatted);
        if matches!(element.class, Class::Heading(_)) {
            self.heading = None;
        }
        if self.nesting == Nesting::Kept {
            self.container = self.document.containers[self.container as usize].parent;
        }
    }

    /// Whether an element belongs to the page around the report.
    fn is_page(&self, node: NodeId, element: &Element) -> bool {
        if element.traits.page || element.class == Class::Control {
            return true;
        }
        match element.name {
            local_name!("nav") | local_name!("aside") => true,
            local_name!("header") | local_name!("footer") => self.article_depth == 0,
            _ => self.survey.is_link_list(node),
        }
    }

    fn push_table(&mut self, node: NodeId, element: &Element) {
        self.flush();
        self.page_depth += usize::from(self.is_page(node, element));
        let source = self.document.source.text.as_str();
        for caption in self.tree.children(node) {
            let is_caption = |element: &Element| element.name == local_name!("caption");
            if self.tree.element(caption).is_some_and(is_caption) {
                let mut reader = CellReader::read(self.tree, source, caption);
                self.images.append(&mut reader.images);
                self.push_paragraph(reader.words.take());
            }
        }
        let rows = rows_of(self.tree, node)
            .into_iter()
            .map(|slots| Row { cells: slots.into_iter().map(|slot| self.cell(slot)).collect() })
            .collect();
        let span = self.survey.span(source, node, element);
        self.push_block(BlockKind::Table(Table { span, grid: Grid::Merged, rows }));
        self.push_images();
        self.page_depth -= usize::from(self.is_page(node, element));
    }

    fn cell(&mut self, slot: Slot) -> Cell<'s> {
        let source = self.document.source.text.as_str();
        let text = match plain_words(self.tree, source, slot.node) {
            Some(words) => Text::verbatim(source, words),
            None => self.cell_text(slot.node),
        };
        Cell { text, column: slot.column, colspan: slot.colspan, rowspan: slot.rowspan }
    }

    fn cell_text(&mut self, cell: NodeId) -> Text<'s> {
        let source = self.document.source.text.as_str();
        let mut reader = CellReader::read(self.tree, source, cell);
        self.images.append(&mut reader.images);
        let nothing = || Text::verbatim(source, Span::empty(reader.place));
        reader.words.take().unwrap_or_else(nothing)
    }

    /// Ends the open heading or paragraph.
    fn flush(&mut self) {
        let text = self.words.take();
        self.push_paragraph(text);
        self.push_images();
    }

    fn push_paragraph(&mut self, text: Option<Text<'s>>) {
        let Some(text) = text else { return };
        self.push_block(match self.heading {
            Some(level) => BlockKind::Heading { level, text },
            None => BlockKind::Paragraph(text),
        });
    }

    fn push_images(&mut self) {
        for (span, name) in std::mem::take(&mut self.images) {
            self.push_block(BlockKind::Image { span, name });
        }
    }

    fn push_block(&mut self, kind: BlockKind<'s>) {
        let region = if self.page_depth > 0 { Region::Page } else { Region::Content };
        self.document.blocks.push(Block { kind, region, container: self.container });
    }
}

/// The words of a cell that the source says as they are, with nothing else in it. Nearly all cells are such.
pub(super) fn plain_words(tree: &Tree, source: &str, cell: NodeId) -> Option<Span> {
    let chunk = tree.only_text(cell)?;
    let words = fields::trim(source, tree.chunks.verbatim(chunk)?.range());
    let bytes = &source.as_bytes()[words.clone()];
    let is_plain = bytes.iter().all(|byte| *byte > b' ') || !collapses(bytes);
    (!words.is_empty() && is_plain).then(|| Span::new(words))
}

/// Whether white space in trimmed words is anything but single spaces.
fn collapses(words: &[u8]) -> bool {
    words.windows(2).any(|pair| match pair {
        [b' ', next] => next.is_ascii_whitespace(),
        pair => pair[0].is_ascii_whitespace(),
    })
}

fn is_article(element: &Element) -> bool {
    matches!(element.name, local_name!("article") | local_name!("main"))
}

/// Reads all text inside one element as one text, its paragraphs parted by line breaks.
struct CellReader<'s, 't> {
    tree: &'t Tree,
    words: Words<'s>,
    images: Vec<(Span, String)>,
    /// Where words would stand if there are none: where the first text is, else in the innermost first element.
    place: u32,
    has_text: bool,
}

impl<'s, 't> CellReader<'s, 't> {
    fn read(tree: &'t Tree, source: &'s str, node: NodeId) -> CellReader<'s, 't> {
        let place = tree.element(node).map_or(0, |element| element.tag.end);
        let words = Words::new(source);
        let mut reader = CellReader { tree, words, images: Vec::new(), place, has_text: false };
        for child in tree.children(node) {
            tree.traverse(child, &mut reader);
        }
        reader
    }

    fn breaks_paragraph(element: &Element) -> bool {
        !matches!(element.class, Class::Inline | Class::Dropped | Class::LineBreak | Class::Image)
    }
}

impl Visitor for CellReader<'_, '_> {
    fn enter(&mut self, node: NodeId) -> Visit {
        let element = match self.tree.kind(node) {
            NodeKind::Element(element) if element.traits.hidden => return Visit::Past,
            NodeKind::Element(element) => element,
            NodeKind::Text(chunk) => {
                if !self.has_text {
                    self.place = self.tree.chunks.span(chunk).start;
                    self.has_text = true;
                }
                self.words.push_chunk(&self.tree.chunks, chunk, Space::Collapsed);
                return Visit::Past;
            }
            NodeKind::Root | NodeKind::Comment => return Visit::Past,
        };
        match element.class {
            Class::Dropped => return Visit::Past,
            Class::LineBreak => self.words.break_line(element.tag),
            Class::Image => self.images.push((element.tag, element.traits.image.clone())),
            _ if CellReader::breaks_paragraph(element) => self.words.break_paragraph(),
            _ => {}
        }
        if !self.has_text {
            self.place = element.tag.end;
        }
        Visit::Inside
    }

    fn leave(&mut self, node: NodeId) {
        if self.tree.element(node).is_some_and(CellReader::breaks_paragraph) {
            self.words.break_paragraph();
        }
    }
}
