//! The words of inline Markdown: marks vanish, their text stays.

use std::ops::Range;

use memchr::{memchr, memchr3};
use nianbao_document::{Text, TextBuilder};
use nianbao_span::Span;
use pulldown_cmark::{Event, Options, Parser, Tag, TagEnd};

/// Collects inline events into a text.
pub(super) struct Words<'s> {
    source: &'s str,
    builder: TextBuilder<'s>,
    /// Depth of images around the next event; their alternative text is not said in the line.
    images: usize,
}

impl<'s> Words<'s> {
    pub(super) fn new(source: &'s str) -> Words<'s> {
        Words { source, builder: TextBuilder::new(source), images: 0 }
    }

    /// Takes one inline event that stands at `range` of the source. Other events have no words.
    pub(super) fn take(&mut self, event: &Event<'_>, range: Range<usize>) {
        match event {
            Event::Start(Tag::Image { .. }) => self.images += 1,
            Event::End(TagEnd::Image) => self.images -= 1,
            _ if self.images > 0 => {}
            Event::Text(text) => self.push(text, range),
            Event::Code(code) => self.push_code(code, range),
            Event::SoftBreak | Event::HardBreak => self.push("\n", range),
            Event::InlineHtml(tag) if is_line_break(tag) => self.push("\n", range),
            _ => {}
        }
    }

    /// Appends `said` for the source at `range`, white space at the beginning left out.
    pub(super) fn push(&mut self, said: &str, range: Range<usize>) {
        let words = if self.builder.is_empty() { said.trim_start() } else { said };
        let raw = &self.source[range.clone()];
        // A backslash that ends a paragraph is given out with the line break after it.
        if raw.starts_with(said) && !(raw.starts_with('&') && raw != said) {
            let end = range.start + said.len();
            self.builder.push_verbatim(Span::new(end - words.len()..end));
        } else {
            self.builder.push_replaced(words, Span::new(range));
        }
    }

    /// Appends a code span, its back quotes left out where the code stands in the source as it is.
    fn push_code(&mut self, code: &str, range: Range<usize>) {
        match self.source[range.clone()].find(code) {
            Some(at) => self.push(code, range.start + at..range.start + at + code.len()),
            None => self.push(code, range),
        }
    }

    /// The text so far, or `None` where there are no words; begins anew.
    pub(super) fn take_text(&mut self) -> Option<Text<'s>> {
        let mut builder = std::mem::replace(&mut self.builder, TextBuilder::new(self.source));
        builder.trim_end();
        (!builder.is_empty()).then(|| builder.finish(Span::default()))
    }
}

/// The words of a table cell whose trimmed source is `range`.
pub(super) fn of_cell(source: &str, range: Range<usize>) -> Text<'_> {
    let verbatim = || Text::verbatim(source, Span::new(range.clone()));
    if !has_marks(&source.as_bytes()[range.clone()]) {
        return verbatim();
    }
    let mut words = Words::new(source);
    for (event, place) in
        Parser::new_ext(&source[range.clone()], Options::empty()).into_offset_iter()
    {
        match event {
            Event::Start(Tag::Paragraph) | Event::End(TagEnd::Paragraph) => {}
            // The cell's words look like a list or a heading, which they cannot be.
            Event::Start(tag) if !is_inline(&tag) => return verbatim(),
            Event::Rule | Event::Html(_) => return verbatim(),
            event => words.take(&event, range.start + place.start..range.start + place.end),
        }
    }
    words.take_text().unwrap_or_else(|| Text::verbatim(source, Span::new(range.end..range.end)))
}

fn is_inline(tag: &Tag<'_>) -> bool {
    matches!(tag, Tag::Emphasis | Tag::Strong | Tag::Link { .. } | Tag::Image { .. })
}

/// Whether a byte in it can begin inline markup.
pub(super) fn has_marks(bytes: &[u8]) -> bool {
    memchr3(b'*', b'_', b'<', bytes).is_some()
        || memchr3(b'\\', b'&', b'[', bytes).is_some()
        || memchr(b'`', bytes).is_some()
}

fn is_line_break(tag: &str) -> bool {
    let name = tag.trim_start_matches('<').trim_end_matches(['>', '/', ' ']);
    name.eq_ignore_ascii_case("br")
}
