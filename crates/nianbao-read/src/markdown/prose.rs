//! Markdown outside tables.

use std::iter::Peekable;
use std::ops::Range;
use std::vec::IntoIter;

use nianbao_document::{BlockKind, Document};
use nianbao_span::Span;
use pulldown_cmark::{CodeBlockKind, Event, Options, Parser, Tag, TagEnd};

use super::words::Words;
use crate::text::content;
use crate::{html, text};

/// Appends the blocks of the Markdown in `range` of the document's source, which holds no table.
pub(super) fn push(document: &mut Document<'_>, range: Range<usize>) {
    let text = &document.source.text[range.clone()];
    if text.trim().is_empty() {
        return;
    }
    let parser = Parser::new_ext(text, Options::empty());
    let mut notes = notes_of(&parser);
    let mut reader = Reader::new(document);
    for (event, place) in parser.into_offset_iter() {
        while let Some(note) = notes.next_if(|note| note.start < place.start) {
            reader.push_lines(range.start + note.start..range.start + note.end);
        }
        reader.take(&event, range.start + place.start..range.start + place.end);
    }
    reader.flush();
    for note in notes {
        reader.push_lines(range.start + note.start..range.start + note.end);
    }
}

/// Lines such as `[注]：…` with an ASCII colon, which Markdown takes for the definition of a link and shows nowhere.
/// Addresses are ASCII; what is not is the author's words.
fn notes_of(parser: &Parser<'_>) -> Peekable<IntoIter<Range<usize>>> {
    let definitions = parser.reference_definitions().iter();
    let mut notes: Vec<Range<usize>> = definitions
        .filter(|(_, definition)| !definition.dest.is_ascii())
        .map(|(_, definition)| definition.span.clone())
        .collect();
    notes.sort_by_key(|note| note.start);
    notes.into_iter().peekable()
}

struct Reader<'d, 's> {
    document: &'d mut Document<'s>,
    words: Words<'s>,
    /// The level of the heading that is open.
    heading: Option<u8>,
    /// What holds text that is no prose.
    raw: Option<Raw>,
    /// Where the number of an ordered list item stands, until its first words.
    number: Option<Range<usize>>,
    /// Pictures of the open paragraph: the markup's place and the alternative text or file name.
    images: Vec<(Span, String)>,
    /// Pictures of the open paragraph that are written as raw HTML.
    html_images: Vec<Range<usize>>,
    /// Depth of images around the next event.
    image_depth: usize,
}

/// A block whose lines are taken as they stand.
enum Raw {
    /// Lines seen so far.
    Code(Option<Range<usize>>),
    Html,
}

impl<'d, 's> Reader<'d, 's> {
    fn new(document: &'d mut Document<'s>) -> Reader<'d, 's> {
        let words = Words::new(&document.source.text);
        Reader {
            document,
            words,
            heading: None,
            raw: None,
            number: None,
            images: Vec::new(),
            html_images: Vec::new(),
            image_depth: 0,
        }
    }

    fn push_lines(&mut self, range: Range<usize>) {
        self.flush();
        text::push_lines(self.document, range);
    }

    fn take(&mut self, event: &Event<'_>, place: Range<usize>) {
        match (event, &mut self.raw) {
            (Event::Text(_), Some(Raw::Code(lines))) => {
                let start = lines.as_ref().map_or(place.start, |lines| lines.start);
                *lines = Some(start..place.end);
            }
            (Event::End(TagEnd::CodeBlock | TagEnd::HtmlBlock), raw) => {
                if let Some(Raw::Code(Some(lines))) = raw.take() {
                    text::push_lines(self.document, lines);
                }
            }
            (_, Some(_)) => {}
            (Event::Start(tag), None) => self.start(tag, event, place),
            (Event::End(tag), None) => self.end(*tag, event, place),
            (_, None) => self.inline(event, place),
        }
    }

    fn start(&mut self, tag: &Tag<'_>, event: &Event<'_>, place: Range<usize>) {
        match tag {
            Tag::Emphasis | Tag::Strong | Tag::Link { .. } => {}
            Tag::Image { dest_url, .. } => {
                self.image_depth += 1;
                self.words.take(event, place.clone());
                let name = dest_url.rsplit('/').next().unwrap_or(dest_url);
                self.images.push((Span::new(place), name.to_owned()));
            }
            Tag::Heading { level, .. } => {
                self.flush();
                self.heading = Some(*level as u8);
            }
            Tag::Item => {
                self.flush();
                self.number = number_at(&self.document.source.text, place);
            }
            Tag::CodeBlock(CodeBlockKind::Indented | CodeBlockKind::Fenced(_)) => {
                self.flush();
                self.raw = Some(Raw::Code(None));
            }
            Tag::HtmlBlock => {
                self.flush();
                self.raw = Some(Raw::Html);
                html::read_part(self.document, place);
            }
            Tag::Paragraph if self.number.is_some() => {}
            _ => self.flush(),
        }
    }

    fn end(&mut self, tag: TagEnd, event: &Event<'_>, place: Range<usize>) {
        match tag {
            TagEnd::Emphasis | TagEnd::Strong | TagEnd::Link => {}
            TagEnd::Image => {
                self.image_depth -= 1;
                self.words.take(event, place);
            }
            _ => self.flush(),
        }
    }

    fn inline(&mut self, event: &Event<'_>, place: Range<usize>) {
        match event {
            Event::Text(alt) if self.image_depth > 0 => {
                if let Some((_, name)) = self.images.last_mut() {
                    alt.trim().clone_into(name);
                }
            }
            Event::InlineHtml(tag) if is_image(tag) => {
                self.html_images.push(place);
            }
            _ => {
                self.push_number();
                self.words.take(event, place);
            }
        }
    }

    /// Appends the number of a list item, which a person sees as part of its words.
    fn push_number(&mut self) {
        let Some(number) = self.number.take() else { return };
        let text = &self.document.source.text;
        self.words.push(&text[number.clone()], number.clone());
        let rest = &text[number.end..];
        let spaces = rest.len() - rest.trim_start_matches([' ', '\t']).len();
        self.words.push(" ", number.end..number.end + spaces);
    }

    /// Ends the open heading or paragraph.
    fn flush(&mut self) {
        self.push_number();
        let heading = self.heading.take();
        if let Some(text) = self.words.take_text() {
            let kind = match heading {
                Some(level) => BlockKind::Heading { level, text },
                None => BlockKind::Paragraph(text),
            };
            self.document.blocks.push(content(kind));
        }
        for (span, name) in self.images.drain(..) {
            self.document.blocks.push(content(BlockKind::Image { span, name }));
        }
        for range in self.html_images.drain(..) {
            html::read_part(self.document, range);
        }
    }
}

/// The number an ordered list item begins with, its dot or bracket included.
fn number_at(text: &str, item: Range<usize>) -> Option<Range<usize>> {
    let words = text[item.clone()].trim_start();
    let start = item.end - words.len();
    let digits = words.bytes().take_while(u8::is_ascii_digit).count();
    let is_number = digits > 0 && words[digits..].starts_with(['.', ')']);
    is_number.then_some(start..start + digits + 1)
}

fn is_image(tag: &str) -> bool {
    tag.get(..4).is_some_and(|name| name.eq_ignore_ascii_case("<img"))
}
