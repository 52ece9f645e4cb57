use std::ops::Range;

use nianbao_span::Span;

/// Words as a person sees them (entities decoded, tags gone, runs joined), with the way back to the source.
///
/// Where the source already says it so, which it nearly always does, the content borrows from it.
#[derive(Clone, Debug)]
pub struct Text<'s> {
    said: Said<'s>,
}

#[derive(Clone, Debug)]
enum Said<'s> {
    /// The source under this span, as it is.
    Verbatim(&'s str, Span),
    /// Boxed so that a text is small.
    Pieces(Box<Pieces>),
}

/// Content that is not one piece of the source.
#[derive(Clone, Debug)]
struct Pieces {
    content: String,
    /// In content order; the first begins at content byte 0. Never empty once the text is built.
    segments: Vec<Segment>,
}

/// Content from one byte on, up to the next segment, and the source it came from. With equal lengths the two correspond
/// byte by byte, otherwise only as wholes (an entity and its character).
#[derive(Clone, Copy, Debug)]
struct Segment {
    content_start: u32,
    source: Span,
}

impl<'s> Text<'s> {
    /// The text that stands in the source as it is, at `span`.
    #[inline]
    pub fn verbatim(source: &'s str, span: Span) -> Text<'s> {
        Text { said: Said::Verbatim(&source[span.range()], span) }
    }

    /// What a person sees.
    #[inline]
    pub fn content(&self) -> &str {
        match &self.said {
            Said::Verbatim(content, _) => content,
            Said::Pieces(pieces) => &pieces.content,
        }
    }

    /// Whether there are no words.
    #[inline]
    pub fn is_empty(&self) -> bool {
        self.content().is_empty()
    }

    /// The source from the first character to the last, with whatever markup lies between.
    #[inline]
    pub fn whole_span(&self) -> Span {
        match &self.said {
            Said::Verbatim(_, span) => *span,
            Said::Pieces(pieces) => {
                let sources = pieces.segments.iter().map(|segment| segment.source);
                sources.reduce(Span::cover).unwrap_or_default()
            }
        }
    }

    /// What is said and its source, piece by piece in content order. A piece whose words are not as long as its source
    /// says it otherwise (an entity, a line break element). A text without words is one empty piece at the place where
    /// they would stand.
    pub fn pieces(&self) -> impl Iterator<Item = (&str, Span)> {
        let (whole, pieces) = match &self.said {
            Said::Verbatim(content, span) => (Some((*content, *span)), None),
            Said::Pieces(pieces) => (None, Some(pieces)),
        };
        let parts = pieces.into_iter().flat_map(|pieces| {
            let segments = pieces.segments.iter().enumerate();
            segments.map(|(index, segment)| {
                (&pieces.content[pieces.content_range(index)], segment.source)
            })
        });
        whole.into_iter().chain(parts)
    }

    /// The source of `range`, a byte range of the content on character borders: from its first character to its last,
    /// with whatever markup lies between.
    #[inline]
    pub fn span(&self, range: Range<usize>) -> Span {
        match &self.said {
            Said::Verbatim(_, span) => span.part(range),
            Said::Pieces(pieces) if range.is_empty() => pieces.empty_span(range.start),
            Said::Pieces(pieces) => {
                pieces.spans(range).into_iter().reduce(Span::cover).unwrap_or_default()
            }
        }
    }

    /// The source of `range` in unbroken pieces, in content order. More than one piece cannot be edited as one.
    pub fn spans(&self, range: Range<usize>) -> Vec<Span> {
        match &self.said {
            Said::Verbatim(_, span) => vec![span.part(range)],
            Said::Pieces(pieces) => pieces.spans(range),
        }
    }

    /// The source of `range` where it is one unbroken piece, which can be edited as one.
    pub fn unbroken_span(&self, range: Range<usize>) -> Option<Span> {
        match &self.said {
            Said::Verbatim(_, span) => Some(span.part(range)),
            Said::Pieces(pieces) => match pieces.spans(range).as_slice() {
                [span] => Some(*span),
                _ => None,
            },
        }
    }
}

/// Builds a [`Text`] from pieces of the source in content order. Nothing is copied as long as they are one piece.
#[derive(Debug)]
pub struct TextBuilder<'s> {
    source: &'s str,
    built: Built,
}

#[derive(Debug)]
enum Built {
    /// The source under this span, which may be empty.
    Verbatim(Span),
    Pieces(Pieces),
}

impl<'s> TextBuilder<'s> {
    /// A builder over `source`, the text spans point into.
    pub fn new(source: &'s str) -> TextBuilder<'s> {
        TextBuilder { source, built: Built::Verbatim(Span::default()) }
    }

    /// Whether nothing was pushed yet.
    pub fn is_empty(&self) -> bool {
        match &self.built {
            Built::Verbatim(span) => span.is_empty(),
            Built::Pieces(pieces) => pieces.content.is_empty(),
        }
    }

    /// What was pushed so far.
    pub fn content(&self) -> &str {
        match &self.built {
            Built::Verbatim(span) => &self.source[span.range()],
            Built::Pieces(pieces) => &pieces.content,
        }
    }

    /// Appends the source under `span` as it is.
    pub fn push_verbatim(&mut self, span: Span) {
        match &mut self.built {
            _ if span.is_empty() => {}
            Built::Verbatim(known) if known.is_empty() => *known = span,
            Built::Verbatim(known) if known.end == span.start => known.end = span.end,
            _ => {
                let source = self.source;
                self.pieces().push_verbatim(&source[span.range()], span);
            }
        }
    }

    /// Appends `content` for the source under `span`, which says it otherwise (an entity, a line break element, a run
    /// of white space). An empty span stands for nothing written, such as the border between two paragraphs.
    pub fn push_replaced(&mut self, content: &str, span: Span) {
        if !content.is_empty() {
            self.pieces().push(content, span);
        }
    }

    /// Removes white space from the end.
    pub fn trim_end(&mut self) {
        let kept = self.content().trim_end().len();
        match &mut self.built {
            Built::Verbatim(span) => *span = span.part(0..kept),
            Built::Pieces(pieces) => pieces.truncate(kept),
        }
    }

    /// The finished text; where nothing was pushed, an empty text at `place`.
    pub fn finish(self, place: Span) -> Text<'s> {
        let Pieces { content, segments } = match self.built {
            Built::Verbatim(span) if span.is_empty() => {
                return Text::verbatim(self.source, Span::empty(place.start));
            }
            Built::Verbatim(span) => return Text::verbatim(self.source, span),
            Built::Pieces(pieces) => pieces,
        };
        match segments.as_slice() {
            [] => Text::verbatim(self.source, Span::empty(place.start)),
            [only] if self.source[only.source.range()] == content => {
                Text::verbatim(self.source, only.source)
            }
            _ => Text { said: Said::Pieces(Box::new(Pieces { content, segments })) },
        }
    }

    /// What was pushed so far, copied so that more can follow from elsewhere.
    fn pieces(&mut self) -> &mut Pieces {
        if let Built::Verbatim(span) = self.built {
            let mut pieces = Pieces { content: String::new(), segments: Vec::new() };
            if !span.is_empty() {
                pieces.push(&self.source[span.range()], span);
            }
            self.built = Built::Pieces(pieces);
        }
        match &mut self.built {
            Built::Pieces(pieces) => pieces,
            Built::Verbatim(_) => unreachable!("it was just replaced"),
        }
    }
}

impl Pieces {
    fn spans(&self, range: Range<usize>) -> Vec<Span> {
        let mut spans: Vec<Span> = Vec::new();
        let first = self.segment_at(range.start);
        for (index, segment) in self.segments.iter().enumerate().skip(first) {
            let content = self.content_range(index);
            if content.start >= range.end {
                break;
            }
            let within = range.start.max(content.start) - content.start
                ..range.end.min(content.end) - content.start;
            let span = if segment.source.len() == content.len() {
                segment.source.part(within)
            } else {
                segment.source
            };
            match spans.last_mut() {
                Some(last) if last.end == span.start => last.end = span.end,
                _ => spans.push(span),
            }
        }
        spans
    }

    fn empty_span(&self, at: usize) -> Span {
        let index = self.segment_at(at);
        let Some(segment) = self.segments.get(index) else { return Span::default() };
        let content = self.content_range(index);
        let within = at - content.start;
        if segment.source.len() == content.len() && within <= content.len() {
            Span::empty(segment.source.part(0..within).end)
        } else if within == 0 {
            Span::empty(segment.source.start)
        } else {
            Span::empty(segment.source.end)
        }
    }

    fn segment_at(&self, at: usize) -> usize {
        let after = self.segments.partition_point(|segment| segment.content_start as usize <= at);
        after.saturating_sub(1)
    }

    fn content_range(&self, index: usize) -> Range<usize> {
        let start = self.segments[index].content_start as usize;
        let next = self.segments.get(index + 1);
        start..next.map_or(self.content.len(), |next| next.content_start as usize)
    }

    fn push_verbatim(&mut self, content: &str, span: Span) {
        let len = self.content.len();
        match self.segments.last_mut() {
            Some(last)
                if last.source.end == span.start
                    && last.source.len() == len - last.content_start as usize =>
            {
                self.content.push_str(content);
                last.source.end = span.end;
            }
            _ => self.push(content, span),
        }
    }

    fn push(&mut self, content: &str, source: Span) {
        let content_start =
            u32::try_from(self.content.len()).expect("a source is smaller than 4 GiB");
        self.content.push_str(content);
        self.segments.push(Segment { content_start, source });
    }

    fn truncate(&mut self, kept: usize) {
        let mut end = self.content.len();
        self.content.truncate(kept);
        while let Some(last) = self.segments.last_mut() {
            let start = last.content_start as usize;
            if start < kept {
                // With equal lengths the two correspond byte by byte, so the source ends where the content does.
                if last.source.len() == end - start {
                    last.source = last.source.part(0..kept - start);
                }
                return;
            }
            end = start;
            self.segments.pop();
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn entity_text() -> Text<'static> {
        let source = "<p>甲&amp;<b>乙丙</b></p>";
        let mut builder = TextBuilder::new(source);
        builder.push_verbatim(Span::new(3..6));
        builder.push_replaced("&", Span::new(6..11));
        builder.push_verbatim(Span::new(14..20));
        builder.finish(Span::new(0..0))
    }

    #[test]
    fn content_maps_back_to_the_source() {
        let text = entity_text();
        assert_eq!(text.content(), "甲&乙丙");
        assert_eq!(text.span(0..3), Span::new(3..6));
        assert_eq!(text.span(3..4), Span::new(6..11));
        assert_eq!(text.span(7..10), Span::new(17..20));
        assert_eq!(text.span(0..10), Span::new(3..20));
        assert_eq!(text.spans(0..10), [Span::new(3..11), Span::new(14..20)]);
        assert_eq!(text.span(10..10), Span::empty(20));
    }

    #[test]
    fn pieces_are_what_is_said_with_its_source() {
        let text = entity_text();
        let pieces: Vec<(&str, Span)> = text.pieces().collect();
        let expected =
            [("甲", Span::new(3..6)), ("&", Span::new(6..11)), ("乙丙", Span::new(14..20))];
        assert_eq!(pieces, expected);
        let empty = Text::verbatim("甲乙", Span::empty(3));
        assert_eq!(empty.pieces().collect::<Vec<_>>(), [("", Span::empty(3))]);
    }

    #[test]
    fn trimming_keeps_replaced_and_verbatim_parts_in_step() {
        let mut builder = TextBuilder::new("甲\t乙 &nbsp;");
        builder.push_verbatim(Span::new(0..3));
        builder.push_replaced(" ", Span::new(3..4));
        builder.push_verbatim(Span::new(4..8));
        builder.push_replaced("\u{A0}", Span::new(8..14));
        builder.trim_end();
        let text = builder.finish(Span::default());
        assert_eq!(text.content(), "甲 乙");
        assert_eq!(text.whole_span(), Span::new(0..7));
        assert_eq!(text.span(4..7), Span::new(4..7));
    }

    #[test]
    fn a_text_is_three_words() {
        assert_eq!(size_of::<Text<'_>>(), 24);
    }

    #[test]
    fn untouched_text_borrows() {
        let mut builder = TextBuilder::new("  报告  ");
        builder.push_verbatim(Span::new(2..10));
        builder.trim_end();
        let text = builder.finish(Span::default());
        assert_eq!(text.content(), "报告");
        assert_eq!(text.whole_span(), Span::new(2..8));
        assert!(matches!(text.said, Said::Verbatim(..)));
    }
}
