//! One part of a document as a tree: what is in it, and where in the part's XML.

use std::ops::Range;

use super::styles::Properties;

/// Bytes of a part's XML.
pub(super) type Raw = Range<usize>;

/// A part that holds text, read.
#[derive(Debug, Default)]
pub(super) struct Story {
    /// The part's name.
    pub(super) part: String,
    pub(super) xml: String,
    /// Its content; for footnotes and endnotes empty.
    pub(super) nodes: Vec<Node>,
    /// The notes it holds, by their number.
    pub(super) notes: Vec<(String, Vec<Node>)>,
    /// The parts shown above and below its pages, by relation.
    pub(super) frames: Vec<Frame>,
    /// The elements that hold words.
    pub(super) elements: Vec<Element>,
    pub(super) runs: Vec<Run>,
    pub(super) anchors: Vec<Anchor>,
}

/// A block.
#[derive(Debug)]
pub(super) enum Node {
    Paragraph(Paragraph),
    Table(Table),
}

#[derive(Debug, Default)]
pub(super) struct Paragraph {
    /// Its place: an index into [`Story::anchors`].
    pub(super) anchor: usize,
    pub(super) properties: Properties,
    pub(super) inlines: Vec<Inline>,
    /// Whether its end was deleted by a tracked change, so that it goes on in the next paragraph.
    pub(super) is_joined: bool,
    /// Whether it belongs to a table of contents.
    pub(super) is_contents: bool,
}

/// What a paragraph consists of.
#[derive(Debug)]
pub(super) enum Inline {
    /// Words as the XML has them.
    Words(Piece),
    /// A character that the XML has as a reference.
    Reference(Piece, char),
    /// A character that an element stands for.
    Sign(char),
    /// A line break.
    Break,
    /// A picture with its name.
    Picture(String),
    /// What a text box holds.
    Box(Vec<Node>),
    /// A reference to a note.
    Note(NoteKind, String),
    /// Something that a tracked change deleted stood here.
    Deleted,
}

/// Words in the XML, and the element they stand in: an index into [`Story::elements`].
#[derive(Clone, Debug)]
pub(super) struct Piece {
    pub(super) raw: Raw,
    pub(super) element: usize,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum NoteKind {
    Footnote,
    Endnote,
}

/// A header or footer.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Frame {
    pub(super) is_header: bool,
    pub(super) relation: String,
}

#[derive(Debug, Default)]
pub(super) struct Table {
    pub(super) rows: Vec<Row>,
}

#[derive(Debug, Default)]
pub(super) struct Row {
    /// All its cells, those that a merge from above covers among them.
    pub(super) cells: Vec<Cell>,
}

#[derive(Debug)]
pub(super) struct Cell {
    /// First column of the grid, from 0.
    pub(super) column: u32,
    pub(super) colspan: u32,
    pub(super) merge: Merge,
    pub(super) nodes: Vec<Node>,
}

/// A cell's part in a merge over rows.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Merge {
    None,
    Begins,
    GoesOn,
}

/// An element that holds words, such as `w:t`.
#[derive(Clone, Debug)]
pub(super) struct Element {
    /// Its start tag.
    pub(super) tag: Raw,
    /// Its words, without white space at either end that does not count.
    pub(super) inner: Raw,
    /// Where its end tag begins.
    pub(super) close: usize,
    /// Whether it says that its white space counts.
    pub(super) keeps_space: bool,
    /// The run around it, where its words can be changed.
    pub(super) run: Option<usize>,
    pub(super) anchor: usize,
    /// Whether a tracked change inserted it.
    pub(super) is_inserted: bool,
}

/// A run of words that look alike.
#[derive(Clone, Debug)]
pub(super) struct Run {
    /// Its start tag.
    pub(super) tag: Raw,
    /// Its properties, empty where it has none.
    pub(super) properties: Raw,
    /// Bytes of the prefix of its name, with the colon.
    pub(super) prefix_len: usize,
}

/// A paragraph's place in the XML.
#[derive(Clone, Debug)]
pub(super) struct Anchor {
    /// Its start tag.
    pub(super) tag: Raw,
    /// Where its content begins, behind its properties.
    pub(super) content: usize,
    /// Whether it is one tag without content.
    pub(super) is_empty: bool,
    /// Bytes of the prefix of its name, with the colon.
    pub(super) prefix_len: usize,
    /// The properties of its mark, which words in it look like where it has none yet; empty where it has none, or such as
    /// no run can have.
    pub(super) mark: Raw,
    /// For one in a text box, the paragraph that the box is tied to.
    pub(super) host: Option<usize>,
    /// Whether it stands in the file a second time, so that no edit of it is one.
    pub(super) is_doubled: bool,
    /// Whether a text box is tied to it.
    pub(super) has_box: bool,
}

impl Run {
    /// The prefix of its name with the colon.
    pub(super) fn prefix<'s>(&self, story: &'s Story) -> &'s str {
        story.prefix(&self.tag, self.prefix_len)
    }
}

impl Anchor {
    /// The prefix of its name with the colon.
    pub(super) fn prefix<'s>(&self, story: &'s Story) -> &'s str {
        story.prefix(&self.tag, self.prefix_len)
    }
}

impl Story {
    fn prefix(&self, tag: &Raw, len: usize) -> &str {
        let name = tag.start + "<".len();
        &self.xml[name..name + len]
    }
}
