//! What a document says and where: the part of a file that fixes may change, and the proof that they changed nothing else.

use nianbao_document::{Block, Document, Format, Text, is_blank};
use nianbao_span::{Source, Span};

use super::writing::WrittenEdit;

/// The words of a document by place. All else in its source is markup or white space.
#[derive(Debug)]
pub(super) struct Words {
    format: Format,
    pieces: Vec<Piece>,
    /// The source of each block.
    blocks: Vec<Span>,
}

/// Words that stand together in the source.
#[derive(Debug)]
struct Piece {
    span: Span,
    /// What is said, where the source says it otherwise.
    said: Option<String>,
    /// Whether it is said byte by byte, not just as a whole as with an entity.
    is_aligned: bool,
}

impl Words {
    pub(super) fn of(document: &Document<'_>) -> Words {
        let source = document.source;
        let mut pieces: Vec<Piece> = document
            .texts()
            .flat_map(Text::pieces)
            .filter(|(said, span)| !is_break_element(said, source.slice(*span)))
            .map(|(said, span)| {
                let is_verbatim = source.slice(span) == said;
                let is_aligned = span.len() == said.len();
                Piece { span, said: (!is_verbatim).then(|| said.to_owned()), is_aligned }
            })
            .collect();
        pieces.sort_by_key(|piece| piece.span);
        let blocks = document.blocks.iter().map(Block::span).collect();
        Words { format: document.format, pieces, blocks }
    }

    /// Whether an edit at `span` touches words only. In formats that are not made of tags, white space around lines may go
    /// as well, and so may blocks as a whole.
    pub(super) fn admit(&self, span: Span, source: &Source) -> bool {
        let first = self.pieces.partition_point(|piece| piece.span.end < span.start);
        let count = self.pieces[first..].partition_point(|piece| piece.span.start <= span.end);
        let touched = &self.pieces[first..first + count];
        let is_split = |piece: &Piece| {
            !piece.is_aligned && piece.span.overlaps(span) && !span.contains(piece.span)
        };
        if touched.iter().any(is_split) || touched.is_empty() && self.format == Format::Html {
            return false;
        }
        let mut at = span.start;
        let end = Span::empty(span.end);
        touched.iter().map(|piece| piece.span).chain([end]).all(|words| {
            let gap = Span { start: at, end: words.start.max(at) };
            at = words.end.max(at);
            self.may_lose(gap, span, source)
        })
    }

    /// Whether `gap`, which holds no words, may go in an edit at `span`.
    fn may_lose(&self, gap: Span, span: Span, source: &Source) -> bool {
        if gap.is_empty() {
            return true;
        }
        let within_whole_block =
            || self.blocks.iter().any(|block| span.contains(*block) && block.contains(gap));
        let is_blank = || source.slice(gap).chars().all(is_blank);
        self.format != Format::Html && (is_blank() || within_whole_block())
    }

    /// What is said, white space left out, once `edits`, which are in order, are made.
    pub(super) fn said_with(&self, source: &Source, edits: &[&WrittenEdit]) -> String {
        let mut said = Said { text: String::with_capacity(source.text.len()), edits };
        for piece in &self.pieces {
            let words = piece.said.as_deref().unwrap_or(source.slice(piece.span));
            if !piece.is_aligned {
                said.push(piece.span, words);
                continue;
            }
            for (at, c) in words.char_indices() {
                said.push(piece.span.part(at..at + c.len_utf8()), c.encode_utf8(&mut [0; 4]));
            }
        }
        for edit in said.edits {
            push_dense(&mut said.text, &edit.said);
        }
        said.text
    }
}

/// What was said up to a place, and the edits that were not met yet or reach beyond it.
struct Said<'e> {
    text: String,
    edits: &'e [&'e WrittenEdit],
}

impl Said<'_> {
    /// Says `words` of the source at `span`, unless an edit takes them away.
    fn push(&mut self, span: Span, words: &str) {
        while let Some((edit, rest)) = self.edits.split_first() {
            if edit.span.end > span.start {
                break;
            }
            push_dense(&mut self.text, &edit.said);
            self.edits = rest;
        }
        let is_taken = self.edits.first().is_some_and(|edit| edit.span.overlaps(span));
        if !is_taken {
            push_dense(&mut self.text, words);
        }
    }
}

fn push_dense(text: &mut String, words: &str) {
    text.extend(words.chars().filter(|c| !c.is_whitespace()));
}

/// Whether a piece is a line break that an element makes.
fn is_break_element(said: &str, raw: &str) -> bool {
    said == "\n" && raw.starts_with('<')
}
