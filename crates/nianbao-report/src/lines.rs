use std::ops::Range;

use nianbao_document::{Folded, Text};
use nianbao_span::Span;

use nianbao_diagnostics::TableName;

/// One line of the document outside grid tables: a paragraph, a heading, or a part of one between line breaks.
#[derive(Debug)]
pub struct Line<'d> {
    /// Index of its block in the document.
    pub block: usize,
    /// What part it plays in the report.
    pub role: LineRole,
    /// The section it stands in, 1 to 6; headings belong to the section they open.
    pub section: Option<u8>,
    text: &'d Text<'d>,
    /// Its bytes in the text.
    range: Range<usize>,
    raw: &'d str,
    /// Where it differs. Boxed because few lines have one, and all rules walk the lines.
    folded: Option<Box<Folded<'d>>>,
}

/// What part a line plays in the report.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum LineRole {
    /// Belongs to the page around the report: navigation, 发布时间, 分享到.
    Page,
    /// The report's title, or a part of it.
    Title,
    /// Opens a section.
    Heading,
    /// A cell or row of an official table in a layout without grid.
    TableCell(TableName),
    /// What the author wrote: preamble, paragraphs, sub-headings, signature.
    Prose,
}

impl<'d> Line<'d> {
    /// The line at `range` of `text`, not yet placed.
    pub(crate) fn new(block: usize, text: &'d Text<'d>, range: Range<usize>) -> Line<'d> {
        let raw = &text.content()[range.clone()];
        Line { block, role: LineRole::Prose, section: None, text, range, raw, folded: None }
    }

    /// Makes [`Line::words`] the folded copy.
    pub(crate) fn fold(&mut self) {
        let folded = nianbao_document::fold(self.raw());
        self.folded = folded.is_changed().then(|| Box::new(folded));
    }

    /// The line in two parts, the second from byte `at` of its words on.
    pub(crate) fn part_at(self, at: usize) -> [Line<'d>; 2] {
        let raw = self.folded.as_ref().map_or(at, |folded| folded.original(0..at).end);
        let border = self.range.start + raw;
        let content = self.text.content();
        let trimmed_end = self.range.start + content[self.range.start..border].trim_end().len();
        let mut parts = [self.range.start..trimmed_end, border..self.range.end]
            .map(|range| Line::new(self.block, self.text, range));
        if self.folded.is_some() {
            parts.iter_mut().for_each(Line::fold);
        }
        parts
    }

    /// Whether `next` goes on in the same line of the document, as the text does that runs in behind a heading.
    pub fn runs_into(&self, next: &Line<'_>) -> bool {
        let between = self.range.end..next.range.start;
        std::ptr::eq(self.text.content(), next.text.content())
            && self.text.content().get(between).is_some_and(|gap| !gap.contains('\n'))
    }

    /// The words as they stand, trimmed.
    #[inline]
    pub fn raw(&self) -> &'d str {
        self.raw
    }

    /// The words to compare and search: folded (Simplified, half-width digits and letters, no injected pinyin) where
    /// the document needs it, else as they stand. Punctuation keeps its width.
    #[inline]
    pub fn words(&self) -> &str {
        self.folded.as_ref().map_or(self.raw, |folded| &folded.content)
    }

    /// The source of `range`, a byte range of [`Line::words`].
    pub fn span(&self, range: Range<usize>) -> Span {
        self.raw_span(self.raw_range(range))
    }

    /// The byte range of [`Line::raw`] that `range` of [`Line::words`] was folded from.
    pub(crate) fn raw_range(&self, range: Range<usize>) -> Range<usize> {
        match &self.folded {
            Some(folded) => folded.original(range),
            None => range,
        }
    }

    /// The source of `range`, a byte range of [`Line::words`], in unbroken pieces; more than one piece cannot be edited
    /// as one.
    pub fn spans(&self, range: Range<usize>) -> Vec<Span> {
        self.raw_spans(self.raw_range(range))
    }

    /// The source of `range`, a byte range of [`Line::raw`].
    #[inline]
    pub fn raw_span(&self, range: Range<usize>) -> Span {
        self.text.span(self.range.start + range.start..self.range.start + range.end)
    }

    /// The source of `range` of [`Line::raw`] in unbroken pieces; more than one piece cannot be edited as one.
    pub fn raw_spans(&self, range: Range<usize>) -> Vec<Span> {
        self.text.spans(self.range.start + range.start..self.range.start + range.end)
    }

    /// The source of `range` of [`Line::raw`] where it is one unbroken piece.
    pub(crate) fn raw_unbroken_span(&self, range: Range<usize>) -> Option<Span> {
        self.text.unbroken_span(self.range.start + range.start..self.range.start + range.end)
    }

    /// The source of the whole line.
    #[inline]
    pub fn whole_span(&self) -> Span {
        self.raw_span(0..self.range.len())
    }
}
