//! Text between tags, by its place in the source.
//!
//! The tree builder gets no text but tickets. It looks at nothing in text but whether it is white space and whether it
//! begins with a line feed, so a ticket is made alike in both, and names the chunk it stands for. Wherever the builder
//! puts, holds back, drops or moves it, the text is found again exactly, and none is copied.

use std::ops::Range;

use html5ever::tendril::StrTendril;
use nianbao_span::Span;

/// All chunks of a page, in the order of the source.
#[derive(Debug, Default)]
pub(super) struct Chunks {
    list: Vec<Chunk>,
    references: Vec<Reference>,
    /// What the references say, one after the other.
    said: String,
    /// Number of references that belong to chunks already added.
    placed: usize,
}

/// Text without a tag in it.
#[derive(Clone, Copy, Debug)]
struct Chunk {
    span: Span,
    /// Index of its first reference.
    first_reference: u32,
}

/// A character reference, or anything else that the source writes otherwise.
#[derive(Clone, Debug)]
struct Reference {
    span: Span,
    said: Range<u32>,
}

/// A chunk as a text node has it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct ChunkRef {
    index: u32,
    /// Whether its first character, a line feed, is none of the text: one right after `<pre>`.
    skips_line_feed: bool,
}

/// What is made of text between two tags.
#[derive(Clone, Copy, Debug)]
pub(super) struct TextChunks {
    /// White space at the beginning.
    pub(super) space: Option<SpaceChunk>,
    /// All else.
    pub(super) words: Option<ChunkRef>,
}

/// White space that a text begins with.
#[derive(Clone, Copy, Debug)]
pub(super) struct SpaceChunk {
    pub(super) chunk: ChunkRef,
    begins_with_line_feed: bool,
}

/// How much there was at some time.
#[derive(Clone, Copy, Debug)]
pub(super) struct ChunksLen {
    list: usize,
    references: usize,
    said: usize,
}

impl TextChunks {
    /// The tickets that stand for it.
    pub(super) fn tickets(self) -> impl Iterator<Item = StrTendril> {
        let space =
            self.space.map(|space| space_ticket(space.chunk.index, space.begins_with_line_feed));
        space.into_iter().chain(self.words.map(|words| words_ticket(words.index)))
    }
}

/// A stretch of a chunk.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Piece<'t> {
    /// The source says it as it is, except that `\r\n` and `\r` mean `\n`.
    Verbatim(Span),
    /// The source at the span says it otherwise.
    Said(&'t str, Span),
}

impl Chunks {
    /// No chunks, with room for some.
    pub(super) fn with_capacity(capacity: usize) -> Chunks {
        Chunks { list: Vec::with_capacity(capacity), ..Chunks::default() }
    }

    /// Adds a reference of the chunk that will be added next.
    pub(super) fn add_reference(&mut self, span: Span, said: &str) {
        let start = as_u32(self.said.len());
        self.said.push_str(said);
        self.references.push(Reference { span, said: start..as_u32(self.said.len()) });
    }

    /// Adds the text at `span` of `source`: the white space it begins with, and the rest.
    pub(super) fn add(&mut self, source: &str, span: Span) -> TextChunks {
        let first = std::mem::replace(&mut self.placed, self.references.len());
        let (border, after) = self.leading_space(source, span, first);
        let begins_with_line_feed = matches!(source.as_bytes()[span.range()], [b'\n' | b'\r', ..])
            || self.references.get(first).is_some_and(|reference| {
                reference.span.start == span.start && self.said_by(reference) == "\n"
            });
        let space = self.push(Span { start: span.start, end: border }, first);
        let words = self.push(Span { start: border, end: span.end }, after);
        TextChunks { space: space.map(|chunk| SpaceChunk { chunk, begins_with_line_feed }), words }
    }

    /// How much there is, to go back to by [`Chunks::truncate`]. No references wait for their chunk.
    pub(super) fn len(&self) -> ChunksLen {
        ChunksLen {
            list: self.list.len(),
            references: self.references.len(),
            said: self.said.len(),
        }
    }

    /// Takes back what was added since `len`.
    pub(super) fn truncate(&mut self, len: ChunksLen) {
        self.list.truncate(len.list);
        self.references.truncate(len.references);
        self.said.truncate(len.said);
        self.placed = len.references;
    }

    /// The place of a chunk that the source says as it is, as nearly all are.
    pub(super) fn verbatim(&self, chunk: ChunkRef) -> Option<Span> {
        let Chunk { span, first_reference } = self.list[chunk.index as usize];
        let reference = self.references.get(first_reference as usize);
        let is_said = reference.is_some_and(|reference| reference.span.start < span.end);
        (!is_said && !chunk.skips_line_feed).then_some(span)
    }

    /// The stretches of a chunk.
    pub(super) fn pieces(&self, source: &str, chunk: ChunkRef) -> impl Iterator<Item = Piece<'_>> {
        let Chunk { mut span, first_reference } = self.list[chunk.index as usize];
        let mut references = self.references[first_reference as usize..]
            .iter()
            .take_while(move |reference| reference.span.start < span.end)
            .peekable();
        if chunk.skips_line_feed {
            match references.next_if(|reference| reference.span.start == span.start) {
                Some(reference) => span.start = reference.span.end,
                None => span.start += as_u32(line_feed_len(&source[span.range()])),
            }
        }
        let mut at = span.start;
        std::iter::from_fn(move || {
            let next = references.peek().map_or(span.end, |reference| reference.span.start);
            if at < next {
                let verbatim = Span { start: at, end: next };
                at = next;
                return Some(Piece::Verbatim(verbatim));
            }
            let reference = references.next()?;
            at = reference.span.end;
            Some(Piece::Said(self.said_by(reference), reference.span))
        })
    }

    /// The place of a chunk in the source.
    pub(super) fn span(&self, chunk: ChunkRef) -> Span {
        self.list[chunk.index as usize].span
    }

    fn push(&mut self, span: Span, first_reference: usize) -> Option<ChunkRef> {
        if span.is_empty() {
            return None;
        }
        self.list.push(Chunk { span, first_reference: as_u32(first_reference) });
        Some(ChunkRef { index: as_u32(self.list.len() - 1), skips_line_feed: false })
    }

    /// Where the white space that a chunk begins with ends, and the index of the first reference after it.
    fn leading_space(&self, source: &str, span: Span, first: usize) -> (u32, usize) {
        let bytes = source.as_bytes();
        let mut at = span.start;
        let mut index = first;
        while at < span.end {
            match self.references.get(index) {
                Some(reference) if reference.span.start == at => {
                    if !is_space(self.said_by(reference)) {
                        break;
                    }
                    at = reference.span.end;
                    index += 1;
                }
                _ if bytes[at as usize].is_ascii_whitespace() => at += 1,
                _ => break,
            }
        }
        (at, index)
    }

    fn said_by(&self, reference: &Reference) -> &str {
        &self.said[reference.said.start as usize..reference.said.end as usize]
    }
}

impl ChunkRef {
    /// The chunk that a ticket stands for; `None` for text that the builder made.
    pub(super) fn of_ticket(ticket: &str) -> Option<ChunkRef> {
        if let Some(digits) = ticket.strip_prefix(WORDS_MARK) {
            let index = u32::from_str_radix(digits, WORDS_RADIX).ok()?;
            return Some(ChunkRef { index, skips_line_feed: false });
        }
        let digits = ticket.trim_start_matches([' ', '\n']);
        let mut index = 0_u32;
        for digit in digits.bytes().rev() {
            let value = SPACE_DIGITS.iter().position(|known| *known == digit)?;
            index = index.checked_mul(3)?.checked_add(as_u32(value))?;
        }
        // The builder took the line feed away that the ticket began with.
        let skips_line_feed = digits.len() == ticket.len();
        (!digits.is_empty()).then_some(ChunkRef { index, skips_line_feed })
    }
}

/// What a ticket for words begins with.
const WORDS_MARK: char = '=';
const WORDS_RADIX: u32 = 32;
const WORDS_DIGITS: &[u8; 32] = b"0123456789abcdefghijklmnopqrstuv";
/// The digits of a ticket for white space, least first.
const SPACE_DIGITS: [u8; 3] = [b'\t', b'\x0C', b'\r'];

fn words_ticket(index: u32) -> StrTendril {
    let mut ticket = [WORDS_MARK as u8; 8];
    for (place, byte) in ticket.iter_mut().rev().take(7).enumerate() {
        *byte = WORDS_DIGITS[(index >> (place * 5)) as usize & 31];
    }
    StrTendril::from_slice(str::from_utf8(&ticket).expect("a ticket is ASCII"))
}

fn space_ticket(index: u32, begins_with_line_feed: bool) -> StrTendril {
    let mut ticket = StrTendril::new();
    ticket.push_char(if begins_with_line_feed { '\n' } else { ' ' });
    let mut rest = index;
    loop {
        ticket.push_char(char::from(SPACE_DIGITS[rest as usize % 3]));
        rest /= 3;
        if rest == 0 {
            return ticket;
        }
    }
}

/// Whether characters are white space that HTML collapses.
pub(super) fn is_space(said: &str) -> bool {
    said.bytes().all(|byte| byte.is_ascii_whitespace())
}

/// Length of the line break that a text begins with, in bytes.
pub(super) fn line_feed_len(text: &str) -> usize {
    match text.as_bytes() {
        [b'\r', b'\n', ..] => 2,
        [b'\r' | b'\n', ..] => 1,
        _ => 0,
    }
}

fn as_u32(at: usize) -> u32 {
    u32::try_from(at).expect("a source is smaller than 4 GiB")
}

#[cfg(test)]
mod tests {
    use nianbao_span::Span;

    use super::{ChunkRef, Chunks, Piece, space_ticket, words_ticket};

    #[test]
    fn tickets_name_their_chunk() {
        for index in [0, 1, 2, 3, 31, 32, 2_187, 70_000, u32::MAX] {
            let plain = Some(ChunkRef { index, skips_line_feed: false });
            assert_eq!(ChunkRef::of_ticket(&words_ticket(index)), plain);
            assert_eq!(ChunkRef::of_ticket(&space_ticket(index, false)), plain);
            let ticket = space_ticket(index, true);
            assert_eq!(ChunkRef::of_ticket(&ticket), plain);
            let skipped = Some(ChunkRef { index, skips_line_feed: true });
            assert_eq!(ChunkRef::of_ticket(&ticket[1..]), skipped);
            assert!(ticket.chars().all(|c| c.is_ascii_whitespace()));
        }
        assert_eq!(ChunkRef::of_ticket("\u{FFFD}"), None);
        assert_eq!(ChunkRef::of_ticket(""), None);
    }

    #[test]
    fn leading_white_space_is_a_chunk_of_its_own() {
        let source = " \n&#32;甲&amp;乙";
        let mut chunks = Chunks::default();
        chunks.add_reference(Span::new(2..7), " ");
        chunks.add_reference(Span::new(10..15), "&");
        let tickets: Vec<_> = chunks.add(source, Span::new(0..18)).tickets().collect();
        let pieces = |at: usize| {
            let chunk = ChunkRef::of_ticket(&tickets[at]).unwrap();
            chunks.pieces(source, chunk).collect::<Vec<_>>()
        };
        let space = Piece::Said(" ", Span::new(2..7));
        assert_eq!(pieces(0), [Piece::Verbatim(Span::new(0..2)), space]);
        let and = Piece::Said("&", Span::new(10..15));
        let words = [7..10, 15..18].map(|range| Piece::Verbatim(Span::new(range)));
        assert_eq!(pieces(1), [words[0], and, words[1]]);
    }
}
