use nianbao_span::{Source, Span};

use crate::{Table, Text};

/// What a reader makes of one source: its blocks in reading order.
#[derive(Debug)]
pub struct Document<'s> {
    /// The text all spans point into.
    pub source: &'s Source,
    /// The format it was read as.
    pub format: Format,
    /// Blocks in reading order, page furniture included.
    pub blocks: Vec<Block<'s>>,
    /// The elements that hold the blocks; the first is the root. Formats without nesting have only the root.
    pub containers: Vec<Container>,
    /// The page's own title (`<title>`), which is no part of the report.
    pub page_title: Option<Text<'s>>,
    /// What was odd about the source.
    pub problems: Vec<Problem>,
}

/// A source format.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Format {
    /// Plain text.
    Text,
    /// Markdown.
    Markdown,
    /// HTML.
    Html,
    /// A Word document, `.docx`. Its source is the plain text that its reader makes of it.
    Docx,
}

impl Format {
    /// The name in JSON.
    pub const fn name(self) -> &'static str {
        match self {
            Format::Text => "text",
            Format::Markdown => "markdown",
            Format::Html => "html",
            Format::Docx => "docx",
        }
    }

    /// Whether a file in it is a container, whose bytes are not the text that spans point into.
    pub const fn is_container(self) -> bool {
        matches!(self, Format::Docx)
    }

    /// Whether it is made of lines that people write as such, so that a line can be taken out as a whole.
    pub const fn is_lines(self) -> bool {
        matches!(self, Format::Text | Format::Markdown)
    }
}

/// One block.
#[derive(Debug)]
pub struct Block<'s> {
    /// What it is.
    pub kind: BlockKind<'s>,
    /// Whether the format's own markup says that it belongs to the page around the report.
    pub region: Region,
    /// The element that holds it: an index into [`Document::containers`].
    pub container: u32,
}

/// What a block is. White space at both ends of a text is not part of it; a line break within is `\n`.
#[derive(Debug)]
pub enum BlockKind<'s> {
    /// A heading by markup, level 1 to 6.
    Heading {
        /// 1 for the highest.
        level: u8,
        /// Its words.
        text: Text<'s>,
    },
    /// A paragraph, a list item or a line of plain text.
    Paragraph(Text<'s>),
    /// A table, or rows of fields parted by tabs or bars.
    Table(Table<'s>),
    /// A picture.
    Image {
        /// The whole of its markup.
        span: Span,
        /// Its alternative text or file name.
        name: String,
    },
}

/// Whether a block is part of what the author wrote.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Region {
    /// The content proper.
    Content,
    /// Navigation, header, footer, controls: the page around it.
    Page,
}

/// An element that holds blocks.
#[derive(Clone, Copy, Debug)]
pub struct Container {
    /// The element around it: an index into [`Document::containers`]; the root is its own parent.
    pub parent: u32,
}

/// Something odd about a source that reading got over.
#[derive(Clone, Debug)]
pub struct Problem {
    /// What kind of thing.
    pub kind: ProblemKind,
    /// Where; empty at 0 where the whole file is meant.
    pub span: Span,
    /// In Chinese, one clause.
    pub message: String,
}

/// Kinds of oddities.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ProblemKind {
    /// The declared character encoding is not the real one.
    WrongCharset,
    /// Part of the source was left out because a limit was passed, such as nesting depth.
    Limit,
}

impl<'s> Document<'s> {
    /// A document without blocks.
    pub fn new(source: &'s Source, format: Format) -> Document<'s> {
        Document {
            source,
            format,
            blocks: Vec::new(),
            containers: vec![Container { parent: 0 }],
            page_title: None,
            problems: Vec::new(),
        }
    }

    /// Every text of the document, in the order of its blocks.
    pub fn texts(&self) -> impl Iterator<Item = &Text<'s>> {
        self.blocks.iter().flat_map(Block::texts)
    }

    /// Whether the source says under `span` just what a reader sees, as far as can be told without looking for markup
    /// around it.
    pub fn is_plain(&self, span: Span) -> bool {
        let is_markup: fn(char) -> bool = match self.format {
            Format::Text | Format::Docx => return true,
            Format::Html => |c| matches!(c, '<' | '&'),
            Format::Markdown => |c| matches!(c, '<' | '&' | '\\' | '*' | '_' | '`' | '[' | ']'),
        };
        !self.source.slice(span).contains(is_markup)
    }

    /// Whether `container` is `ancestor` or lies inside it.
    pub fn is_within(&self, container: u32, ancestor: u32) -> bool {
        let mut at = container;
        loop {
            if at == ancestor {
                return true;
            }
            let parent = self.containers[at as usize].parent;
            if parent == at {
                return false;
            }
            at = parent;
        }
    }
}

impl<'s> Block<'s> {
    /// Its texts: one, those of its cells, or none.
    pub fn texts(&self) -> impl Iterator<Item = &Text<'s>> {
        let (own, rows) = match &self.kind {
            BlockKind::Heading { text, .. } | BlockKind::Paragraph(text) => (Some(text), &[][..]),
            BlockKind::Table(table) => (None, table.rows.as_slice()),
            BlockKind::Image { .. } => (None, &[][..]),
        };
        own.into_iter().chain(rows.iter().flat_map(|row| &row.cells).map(|cell| &cell.text))
    }

    /// The source it covers.
    pub fn span(&self) -> Span {
        match &self.kind {
            BlockKind::Heading { text, .. } | BlockKind::Paragraph(text) => text.whole_span(),
            BlockKind::Table(table) => table.span,
            BlockKind::Image { span, .. } => *span,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(format: Format, text: &str, is_plain: bool) {
        let source = Source::from_text("example", text);
        let document = Document::new(&source, format);
        assert_eq!(document.is_plain(Span::new(0..text.len())), is_plain, "{text}");
    }

    #[test]
    fn markup_is_not_plain() {
        check(Format::Html, "2023年", true);
        check(Format::Html, "20<b>23</b>年", false);
        check(Format::Html, "202&#51;年", false);
        check(Format::Markdown, "20**23**年", false);
        check(Format::Text, "20**23**年", true);
    }
}
