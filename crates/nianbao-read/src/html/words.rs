//! The words of a line of HTML: white space collapsed as a browser does, every character with its place.

use nianbao_document::{Text, TextBuilder};
use nianbao_span::Span;

use super::chunks::{ChunkRef, Chunks, Piece, is_space, line_feed_len};

/// What becomes of white space.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Space {
    /// Runs become one space.
    Collapsed,
    /// It stays as it is.
    Preserved,
}

/// Collects the words of one paragraph or cell.
#[derive(Debug)]
pub(super) struct Words<'s> {
    source: &'s str,
    builder: TextBuilder<'s>,
    /// What stands between the words so far and the next.
    pending: Option<Pending>,
}

#[derive(Clone, Copy, Debug)]
enum Pending {
    /// White space that becomes one space.
    Space(Span),
    /// The border between two paragraphs.
    Border,
}

impl<'s> Words<'s> {
    pub(super) fn new(source: &'s str) -> Words<'s> {
        Words { source, builder: TextBuilder::new(source), pending: None }
    }

    /// Appends a chunk of text.
    pub(super) fn push_chunk(&mut self, chunks: &Chunks, chunk: ChunkRef, space: Space) {
        if let (Some(span), Space::Collapsed) = (chunks.verbatim(chunk), space) {
            return self.push_collapsed(span);
        }
        for piece in chunks.pieces(self.source, chunk) {
            match (piece, space) {
                (Piece::Verbatim(span), Space::Collapsed) => self.push_collapsed(span),
                (Piece::Verbatim(span), Space::Preserved) => self.push_preserved(span),
                (Piece::Said(said, span), _) => self.push_said(said, span, space),
            }
        }
    }

    /// Appends a forced line break, the tag at `tag`.
    pub(super) fn break_line(&mut self, tag: Span) {
        self.pending = None;
        if !self.builder.is_empty() {
            self.builder.push_replaced("\n", tag);
        }
    }

    /// Parts the words so far from the next as paragraphs.
    pub(super) fn break_paragraph(&mut self) {
        self.pending = Some(Pending::Border);
    }

    /// The text so far, or `None` where there are no words; begins anew.
    pub(super) fn take(&mut self) -> Option<Text<'s>> {
        self.pending = None;
        if self.builder.is_empty() {
            return None;
        }
        let mut builder = std::mem::replace(&mut self.builder, TextBuilder::new(self.source));
        builder.trim_end();
        (!builder.is_empty()).then(|| builder.finish(Span::default()))
    }

    fn push_collapsed(&mut self, span: Span) {
        let mut at = span.start as usize;
        let end = span.end as usize;
        while at < end {
            let rest = &self.source.as_bytes()[at..end];
            let spaces = rest.iter().take_while(|byte| byte.is_ascii_whitespace()).count();
            if spaces > 0 {
                self.push_space(Span::new(at..at + spaces));
                at += spaces;
            } else {
                let words = rest.iter().take_while(|byte| !byte.is_ascii_whitespace()).count();
                self.push_words(Span::new(at..at + words));
                at += words;
            }
        }
    }

    /// Appends words without white space that collapses.
    fn push_words(&mut self, span: Span) {
        let mut span = span;
        if self.builder.is_empty() {
            let words = self.source[span.range()].trim_start();
            span.start = span.end - as_u32(words.len());
        }
        if !span.is_empty() {
            self.settle(span.start);
            self.builder.push_verbatim(span);
        }
    }

    fn push_preserved(&mut self, span: Span) {
        let mut at = span.start as usize;
        let end = span.end as usize;
        while at < end {
            let text = &self.source[at..end];
            let line = text.find(['\r', '\n']).unwrap_or(text.len());
            self.push_words(Span::new(at..at + line));
            let break_len = line_feed_len(&text[line..]);
            if break_len > 0 {
                self.break_line(Span::new(at + line..at + line + break_len));
            }
            at += line + break_len;
        }
    }

    fn push_said(&mut self, said: &str, span: Span, space: Space) {
        if is_space(said) && space == Space::Collapsed {
            self.push_space(span);
        } else if !(self.builder.is_empty() && said.trim().is_empty()) {
            self.settle(span.start);
            self.builder.push_replaced(said, span);
        }
    }

    fn push_space(&mut self, span: Span) {
        if self.pending.is_none() {
            self.pending = Some(Pending::Space(span));
        }
    }

    /// Writes what stands between the words so far and words that begin at `next`.
    fn settle(&mut self, next: u32) {
        let content = self.builder.content();
        if content.is_empty() || content.ends_with('\n') {
            self.pending = None;
            return;
        }
        match self.pending.take() {
            None => {}
            Some(Pending::Border) => self.builder.push_replaced("\n", Span::empty(next)),
            Some(Pending::Space(span)) if &self.source[span.range()] == " " => {
                self.builder.push_verbatim(span);
            }
            Some(Pending::Space(span)) => self.builder.push_replaced(" ", span),
        }
    }
}

fn as_u32(at: usize) -> u32 {
    u32::try_from(at).expect("a source is smaller than 4 GiB")
}
