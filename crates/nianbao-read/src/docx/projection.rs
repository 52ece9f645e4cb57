//! A document as plain text: a paragraph a line, a table row a line, with the way back to the XML.

mod cells;
mod inlines;

use std::collections::HashMap;

use nianbao_document::Region;
use nianbao_span::Span;

use super::numbering::{Counter, Numbering};
use super::place::Place;
use super::story::{Inline, Node, NoteKind, Paragraph, Piece, Story};
use super::styles::{Resolved, Styles};

/// A document as plain text.
#[derive(Debug, Default)]
pub(super) struct Projection {
    pub(super) text: String,
    pub(super) blocks: Vec<Block>,
    /// Words of the XML by their place in the text.
    pub(super) words: Vec<Words>,
    /// Paragraphs by their place in the text.
    pub(super) spots: Vec<Spot>,
    /// Places that [`Spot::place`] and [`Site::around`] index.
    pub(super) sites: Vec<Site>,
    /// Where a tracked change deleted something.
    pub(super) deleted: Vec<u32>,
}

/// A block of the text.
#[derive(Debug)]
pub(super) struct Block {
    pub(super) kind: Kind,
    pub(super) region: Region,
}

#[derive(Debug)]
pub(super) enum Kind {
    Heading(u8, Span),
    Paragraph(Span),
    Table(Span, Vec<Vec<Field>>),
    Picture(Span, String),
}

/// A cell of a table.
#[derive(Debug)]
pub(super) struct Field {
    pub(super) span: Span,
    /// Line breaks within, each a blank of the text.
    pub(super) breaks: Vec<u32>,
    pub(super) column: u32,
    pub(super) colspan: u32,
    pub(super) rowspan: u32,
}

/// Words of the text that the XML says byte by byte, or a single character that it has as a reference.
#[derive(Debug)]
pub(super) struct Words {
    pub(super) span: Span,
    /// An index into the document's stories.
    pub(super) story: usize,
    pub(super) piece: Piece,
}

/// A paragraph in the text.
#[derive(Debug)]
pub(super) struct Spot {
    pub(super) span: Span,
    pub(super) story: usize,
    /// An index into [`Story::anchors`].
    pub(super) anchor: usize,
    pub(super) place: usize,
}

/// A place within a place.
#[derive(Debug)]
pub(super) struct Site {
    pub(super) place: Place,
    pub(super) around: Option<usize>,
}

/// All parts of a document that hold text.
#[derive(Debug, Default)]
pub(super) struct Stories {
    pub(super) all: Vec<Story>,
    /// Indexes into `all`.
    pub(super) headers: Vec<usize>,
    pub(super) body: usize,
    pub(super) footers: Vec<usize>,
    pub(super) footnotes: Option<usize>,
    pub(super) endnotes: Option<usize>,
}

/// Makes plain text of a document.
pub(super) fn project(stories: &Stories, styles: &Styles, numbering: &Numbering) -> Projection {
    let mut projector = Projector {
        stories,
        styles,
        counter: Counter::new(numbering),
        out: Projection::default(),
        paragraphs: 0,
        tables: 0,
        notes: note_index(stories),
    };
    projector.frames(&stories.headers, &Place::Header);
    let body = View { story: stories.body, region: Region::Content, site: None };
    projector.nodes(&stories.all[stories.body].nodes, body);
    projector.frames(&stories.footers, &Place::Footer);
    projector.out
}

/// Where each note stands: its story, and its index there.
fn note_index(stories: &Stories) -> HashMap<(bool, &str), (usize, usize)> {
    let kinds = [(true, stories.footnotes), (false, stories.endnotes)];
    let notes = kinds.into_iter().filter_map(|(is_foot, story)| Some((is_foot, story?)));
    notes
        .flat_map(|(is_foot, story)| {
            let ids = stories.all[story].notes.iter().map(|(id, _)| id.as_str());
            ids.enumerate().map(move |(index, id)| ((is_foot, id), (story, index)))
        })
        .collect()
}

struct Projector<'d> {
    stories: &'d Stories,
    styles: &'d Styles,
    counter: Counter<'d>,
    out: Projection,
    /// Paragraphs of the body outside tables so far.
    paragraphs: usize,
    /// Tables of the body so far.
    tables: usize,
    /// Notes that were not shown yet.
    notes: HashMap<(bool, &'d str), (usize, usize)>,
}

/// What holds for nodes that are shown.
#[derive(Clone, Copy, Debug)]
struct View {
    story: usize,
    region: Region,
    /// The place around them; absent in the body outside tables.
    site: Option<usize>,
}

/// What stands beside the words of a paragraph or table and is shown after it.
#[derive(Debug, Default)]
struct Beside<'d> {
    pictures: Vec<&'d str>,
    boxes: Vec<&'d [Node]>,
    notes: Vec<(NoteKind, &'d str)>,
}

impl<'d> Projector<'d> {
    fn frames(&mut self, frames: &[usize], place: &Place) {
        for story in frames {
            let site = Some(self.site(place.clone(), None));
            let view = View { story: *story, region: Region::Page, site };
            let stories = self.stories;
            self.nodes(&stories.all[*story].nodes, view);
        }
    }

    fn site(&mut self, place: Place, around: Option<usize>) -> usize {
        self.out.sites.push(Site { place, around });
        self.out.sites.len() - 1
    }

    fn nodes(&mut self, nodes: &'d [Node], view: View) {
        let mut joined: Vec<&'d Paragraph> = Vec::new();
        for node in nodes {
            match node {
                Node::Paragraph(paragraph) => {
                    joined.push(paragraph);
                    if !paragraph.is_joined {
                        self.paragraph(&std::mem::take(&mut joined), view);
                    }
                }
                Node::Table(table) => {
                    self.paragraph(&std::mem::take(&mut joined), view);
                    self.table(table, view);
                }
            }
        }
        self.paragraph(&joined, view);
    }

    /// Shows paragraphs of which each but the last goes on in the next. The end of the last tells what they are.
    fn paragraph(&mut self, parts: &[&'d Paragraph], view: View) {
        let Some(last) = parts.last() else { return };
        let resolved = self.styles.resolve(&last.properties);
        let mut beside = Beside::default();
        let site = view.site.unwrap_or_else(|| {
            self.paragraphs += parts.len();
            self.site(Place::Paragraph(self.paragraphs + 1 - parts.len()), None)
        });
        let region =
            if resolved.is_contents || last.is_contents { Region::Page } else { view.region };
        // A box before all words, such as one that holds a title, is read before them.
        let is_box_first =
            parts.iter().flat_map(|part| &part.inlines).find_map(|inline| match inline {
                Inline::Box(_) => Some(true),
                Inline::Words(_) | Inline::Reference(..) => Some(false),
                _ => None,
            });
        let inner = View { site: Some(site), region, ..view };
        if is_box_first == Some(true) {
            for part in parts {
                self.boxes_of(part, inner);
            }
        }
        let span = self.line(parts, &resolved, inner, &mut beside);
        if !span.is_empty() {
            let kind = match resolved.heading {
                Some(level) => Kind::Heading(level, span),
                None => Kind::Paragraph(span),
            };
            self.out.blocks.push(Block { kind, region });
        }
        if is_box_first == Some(true) {
            beside.boxes.clear();
        }
        self.beside(beside, inner);
    }

    /// Writes the line of a paragraph, and gives its words.
    fn line(
        &mut self,
        parts: &[&'d Paragraph],
        resolved: &Resolved,
        view: View,
        beside: &mut Beside<'d>,
    ) -> Span {
        let start = self.out.text.len();
        let number = self.counter.next(resolved);
        self.out.text.push_str(&number);
        for part in parts {
            let from = self.out.text.len();
            self.inlines(&part.inlines, view.story, '\n', beside);
            self.spot(from, part.anchor, view);
        }
        let span = trimmed(&self.out.text, start);
        self.out.text.push('\n');
        span
    }

    /// Notes where a paragraph stands whose words begin at `from` and end here.
    fn spot(&mut self, from: usize, anchor: usize, view: View) {
        let span = Span::new(from..self.out.text.len());
        let place = view.site.unwrap_or_default();
        self.out.spots.push(Spot { span, story: view.story, anchor, place });
    }

    fn boxes_of(&mut self, paragraph: &'d Paragraph, view: View) {
        for inline in &paragraph.inlines {
            if let Inline::Box(nodes) = inline {
                self.boxed(nodes, view);
            }
        }
    }

    fn boxed(&mut self, nodes: &'d [Node], view: View) {
        let site = Some(self.site(Place::Box, view.site));
        self.nodes(nodes, View { site, ..view });
    }

    /// Shows what stood beside the words.
    fn beside(&mut self, beside: Beside<'d>, view: View) {
        for name in beside.pictures {
            let start = self.out.text.len();
            let shown: String = name.chars().filter(|c| !c.is_control()).collect();
            self.out.text.push_str("[图片");
            self.out.text.push_str(if shown.is_empty() { "" } else { "：" });
            self.out.text.push_str(&shown);
            self.out.text.push(']');
            let span = Span::new(start..self.out.text.len());
            self.out.text.push('\n');
            let site = self.site(Place::Picture, view.site);
            let anchor = self.out.spots.last().filter(|spot| spot.story == view.story);
            let anchor = anchor.map_or(0, |spot| spot.anchor);
            self.out.spots.push(Spot { span, story: view.story, anchor, place: site });
            let kind = Kind::Picture(span, name.to_owned());
            self.out.blocks.push(Block { kind, region: view.region });
        }
        for nodes in beside.boxes {
            self.boxed(nodes, view);
        }
        for (kind, id) in beside.notes {
            let is_foot = kind == NoteKind::Footnote;
            let Some((story, index)) = self.notes.remove(&(is_foot, id)) else { continue };
            let place = if is_foot { Place::Footnote } else { Place::Endnote };
            let site = Some(self.site(place, view.site));
            let stories = self.stories;
            let nodes = &stories.all[story].notes[index].1;
            self.nodes(nodes, View { story, site, ..view });
        }
    }
}

/// The words from `start` on, without the white space at both ends.
fn trimmed(text: &str, start: usize) -> Span {
    let words = &text[start..];
    let begin = start + words.len() - words.trim_start().len();
    Span::new(begin..begin.max(start + words.trim_end().len()))
}
