//! The part of a source that a finding shows: for each line with a span on it, the words around the span.
//!
//! A report's paragraph is one line of a thousand characters, and a page may be one line altogether, so lines are not
//! shown whole. The excerpt is a small text of its own; labels are mapped into it, and it knows the real line numbers.

use std::collections::BTreeMap;
use std::ops::Range;

use crate::private::Mask;
use crate::visible::{columns as columns_of, is_hidden, push_visible};
use nianbao_diagnostics::{Diagnostic, Label};
use nianbao_span::{Position, Source, Span};

/// A line that is not wider is shown whole.
const LINE_COLUMNS: usize = 88;
/// Columns shown on either side of a span, where it is alone on its line.
const CONTEXT_COLUMNS: usize = 38;
/// Columns shown on either side of a span, however many share its line.
const LEAST_CONTEXT_COLUMNS: usize = 8;
/// Columns shown of a long span, at its start and at its end.
const SPAN_COLUMNS: usize = 40;
/// Labels shown in the excerpt besides the primary span; a finding with more lists the rest in words.
const MAX_LABELS: usize = 8;
/// Stands for what is left out.
const ELLIPSIS: char = '…';

/// The excerpt of one finding.
#[derive(Debug)]
pub(super) struct Excerpt<'d> {
    /// Its lines, each with a line break.
    pub(super) text: String,
    /// In reading order.
    pub(super) lines: Vec<ExcerptLine>,
    /// The primary span first.
    pub(super) labels: Vec<ExcerptLabel<'d>>,
    /// Labels that would have been too many.
    pub(super) left_out: &'d [Label],
    /// Where the primary span begins in the source.
    pub(super) position: Position,
}

/// A line of an excerpt.
#[derive(Debug)]
pub(super) struct ExcerptLine {
    /// Line number in the source, from 1.
    pub(super) number: usize,
    /// Its bytes in the excerpt, without line break.
    pub(super) range: Range<usize>,
}

/// A label of an excerpt.
#[derive(Debug)]
pub(super) struct ExcerptLabel<'d> {
    /// Its bytes in the excerpt.
    pub(super) range: Range<usize>,
    /// Its words.
    pub(super) message: &'d str,
}

impl<'d> Excerpt<'d> {
    /// The excerpt of `source` that shows `diagnostic`, with what `mask` hides written as `*`.
    pub(super) fn new(source: &Source, mask: &Mask, diagnostic: &'d Diagnostic) -> Excerpt<'d> {
        let shown = diagnostic.labels.len().min(MAX_LABELS);
        let (labels, left_out) = diagnostic.labels.split_at(shown);
        let spans = std::iter::once(diagnostic.span).chain(labels.iter().map(|label| label.span));
        let messages = std::iter::once(diagnostic.span_label.as_str())
            .chain(labels.iter().map(|label| label.message.as_str()));
        let parts: Vec<LinePart> = spans.map(|span| LinePart::of(source, span)).collect();

        let mut builder = Builder { source: &source.text, mask, text: String::new() };
        let mut lines = Vec::new();
        let mut ranges = vec![0..0; parts.len()];
        for (line, on_line) in by_line(&parts) {
            let start = builder.text.len();
            let bounds = source.lines().line_range(&source.text, line);
            builder.push_line(bounds, &parts, &on_line, &mut ranges);
            lines.push(ExcerptLine { number: line + 1, range: start..builder.text.len() });
            builder.text.push('\n');
        }
        Excerpt {
            text: builder.text,
            lines,
            labels: ranges
                .into_iter()
                .zip(messages)
                .map(|(range, message)| ExcerptLabel { range, message })
                .collect(),
            left_out,
            position: source.position(position_offset(source, diagnostic.span)),
        }
    }
}

/// The indexes of the parts on each line.
fn by_line(parts: &[LinePart]) -> BTreeMap<usize, Vec<usize>> {
    let mut lines: BTreeMap<usize, Vec<usize>> = BTreeMap::new();
    for (index, part) in parts.iter().enumerate() {
        lines.entry(part.line).or_default().push(index);
    }
    lines
}

/// The start of `span`, put inside the text and on a character border.
fn position_offset(source: &Source, span: Span) -> u32 {
    let offset = source.text.floor_char_boundary(span.start as usize);
    Span::new(offset..offset).start
}

/// What a span covers on its first line that has words of it.
#[derive(Clone, Debug)]
struct LinePart {
    /// Zero-based.
    line: usize,
    /// Bytes of the source, within the line.
    range: Range<usize>,
    /// Whether the span goes on below.
    goes_on: bool,
}

impl LinePart {
    fn of(source: &Source, span: Span) -> LinePart {
        let text = &source.text;
        let start = text.floor_char_boundary(span.start as usize);
        let end = text.ceil_char_boundary(span.end as usize).max(start);
        let blank = text[start..end].len() - text[start..end].trim_start_matches(is_blank).len();
        let start = if start + blank < end { start + blank } else { start };
        let line = source.lines().line_of(Span::new(start..start).start);
        let bounds = source.lines().line_range(text, line);
        let start = start.min(bounds.end);
        let goes_on = end > bounds.end && !text[bounds.end..end].trim().is_empty();
        LinePart { line, range: start..end.min(bounds.end), goes_on }
    }
}

/// Whether `c` is white space that is shown as such. What is hidden, such as U+2028, is written out and has its label.
fn is_blank(c: char) -> bool {
    matches!(c, '\t' | '\r' | '\n') || c.is_whitespace() && !is_hidden(c)
}

/// Writes an excerpt's lines.
struct Builder<'s> {
    source: &'s str,
    mask: &'s Mask,
    text: String,
}

impl Builder<'_> {
    /// Appends what `parts[on_line]` need of the line at `bounds`, and sets their `ranges` in the excerpt.
    fn push_line(
        &mut self,
        bounds: Range<usize>,
        parts: &[LinePart],
        on_line: &[usize],
        ranges: &mut [Range<usize>],
    ) {
        let pieces = self.pieces(&bounds, parts, on_line);
        let mut marks = Marks::default();
        let mut shown_to = bounds.start;
        for piece in &pieces {
            if piece.start > shown_to {
                self.text.push(ELLIPSIS);
            }
            for (at, c) in self.source[piece.clone()].char_indices() {
                marks.set(piece.start + at, self.text.len());
                let shown = if self.mask.hides(piece.start + at) { '*' } else { c };
                push_visible(&mut self.text, shown);
            }
            marks.set(piece.end, self.text.len());
            shown_to = piece.end;
        }
        let goes_on = on_line.iter().any(|index| parts[*index].goes_on);
        if shown_to < bounds.end || goes_on {
            self.text.push(ELLIPSIS);
        }
        for index in on_line {
            let part = &parts[*index];
            let end = if part.goes_on { self.text.len() } else { marks.get(part.range.end) };
            ranges[*index] = marks.get(part.range.start)..end;
        }
    }

    /// The pieces of a line to show, in order, apart from each other.
    fn pieces(
        &self,
        bounds: &Range<usize>,
        parts: &[LinePart],
        on_line: &[usize],
    ) -> Vec<Range<usize>> {
        let line = &self.source[bounds.clone()];
        if forward(line, LINE_COLUMNS) == line.len() {
            return vec![bounds.clone()];
        }
        let context = (CONTEXT_COLUMNS / on_line.len()).max(LEAST_CONTEXT_COLUMNS);
        let mut pieces: Vec<Range<usize>> = on_line
            .iter()
            .flat_map(|index| self.around(bounds, &parts[*index].range, context))
            .collect();
        pieces.sort_by_key(|piece| (piece.start, piece.end));
        join_touching(&pieces)
    }

    /// The pieces that show `range`: one, or its two ends where it is long.
    fn around(
        &self,
        bounds: &Range<usize>,
        range: &Range<usize>,
        context: usize,
    ) -> [Range<usize>; 2] {
        let start = range.start - backward(&self.source[bounds.start..range.start], context);
        let end = range.end + forward(&self.source[range.end..bounds.end], context);
        let within = &self.source[range.clone()];
        let head = range.start + forward(within, SPAN_COLUMNS);
        let tail = range.end - backward(within, SPAN_COLUMNS);
        [start..head, tail..end]
    }
}

/// Sorted pieces, with those that touch, overlap or are parted by one character made one.
fn join_touching(pieces: &[Range<usize>]) -> Vec<Range<usize>> {
    /// An ellipsis must stand for more than it takes.
    const LEAST_GAP_BYTES: usize = 4;
    let mut joined: Vec<Range<usize>> = Vec::new();
    for piece in pieces {
        match joined.last_mut() {
            Some(last) if piece.start < last.end + LEAST_GAP_BYTES => {
                last.end = last.end.max(piece.end);
            }
            _ => joined.push(piece.clone()),
        }
    }
    joined
}

/// Bytes from the start of `text` that take at most `columns`.
fn forward(text: &str, columns: usize) -> usize {
    taken(text.chars(), columns)
}

/// Bytes up to the end of `text` that take at most `columns`.
fn backward(text: &str, columns: usize) -> usize {
    taken(text.chars().rev(), columns)
}

fn taken(chars: impl Iterator<Item = char>, columns: usize) -> usize {
    let mut left = columns;
    let mut bytes = 0;
    for c in chars {
        let Some(rest) = left.checked_sub(columns_of(c)) else { break };
        left = rest;
        bytes += c.len_utf8();
    }
    bytes
}

/// Where bytes of the source went in the excerpt.
#[derive(Default)]
struct Marks {
    /// Source and excerpt offsets, both rising.
    marks: Vec<(usize, usize)>,
}

impl Marks {
    fn set(&mut self, source: usize, excerpt: usize) {
        self.marks.push((source, excerpt));
    }

    fn get(&self, source: usize) -> usize {
        let after = self.marks.partition_point(|(offset, _)| *offset <= source);
        after.checked_sub(1).map_or(0, |index| self.marks[index].1)
    }
}

#[cfg(test)]
mod tests {
    use nianbao_diagnostics::Severity;
    use proptest::prelude::*;

    use super::*;
    use crate::{is_hidden, visible};

    fn diagnostic(span: Span, labels: Vec<Span>) -> Diagnostic {
        let mut diagnostic = Diagnostic::new("family/name", Severity::Error, span, "");
        for span in labels {
            diagnostic.label(span, "");
        }
        diagnostic
    }

    /// Checks the excerpt that shows the words marked by `[` and `]` in `marked`: its lines, and the words under labels.
    #[track_caller]
    fn check_excerpt(marked: &str, lines: &[&str], words: &[&str]) {
        let (text, spans) = unmark(marked);
        let source = Source::from_text("a.txt", text);
        let diagnostic = diagnostic(spans[0], spans[1..].to_vec());
        let excerpt = Excerpt::new(&source, &Mask::default(), &diagnostic);
        let shown: Vec<&str> =
            excerpt.lines.iter().map(|line| &excerpt.text[line.range.clone()]).collect();
        assert_eq!(shown, lines);
        let labelled: Vec<&str> =
            excerpt.labels.iter().map(|label| &excerpt.text[label.range.clone()]).collect();
        assert_eq!(labelled, words);
    }

    fn unmark(marked: &str) -> (String, Vec<Span>) {
        let mut text = String::new();
        let mut spans = Vec::new();
        let mut start = 0;
        for c in marked.chars() {
            match c {
                '[' => start = text.len(),
                ']' => spans.push(Span::new(start..text.len())),
                _ => text.push(c),
            }
        }
        (text, spans)
    }

    #[test]
    fn a_short_line_is_shown_whole() {
        check_excerpt("甲\n收到[13]件\r\n乙", &["收到13件"], &["13"]);
    }

    #[test]
    fn a_long_line_is_cut_around_the_span() {
        let filler = "公开".repeat(100);
        let side = "公开公开公开公开公开公开公开公开公开公";
        let other = "开公开公开公开公开公开公开公开公开公开";
        check_excerpt(
            &format!("{filler}[十三件]{filler}"),
            &[&format!("…{other}十三件{side}…")],
            &["十三件"],
        );
    }

    #[test]
    fn spans_far_apart_on_a_line_get_pieces_of_their_own() {
        let filler = "公开".repeat(100);
        check_excerpt(
            &format!("[收到]{filler}[十三件]{filler}，[完]"),
            &["收到公开公开公开…公开公开公开十三件公开公开公开…开公开公开，完"],
            &["收到", "十三件", "完"],
        );
    }

    #[test]
    fn a_long_span_is_shown_by_its_ends() {
        let span = "公开".repeat(100);
        let end = "公开".repeat(10);
        check_excerpt(
            &format!("甲[{span}]乙"),
            &[&format!("甲{end}…{end}乙")],
            &[&format!("{end}…{end}")],
        );
    }

    #[test]
    fn a_span_over_lines_is_shown_on_its_first_line_with_words() {
        check_excerpt("甲[\n\n  一、总体\n情况]\n", &["  一、总体…"], &["一、总体…"]);
        check_excerpt("甲[乙\n\n]丙", &["甲乙"], &["乙"]);
    }

    #[test]
    fn places_without_words_are_shown() {
        check_excerpt("[]", &[""], &[""]);
        check_excerpt("甲乙[]\n", &["甲乙"], &[""]);
        check_excerpt("甲乙[\n]", &["甲乙"], &[""]);
    }

    #[test]
    fn what_is_hidden_is_under_the_label() {
        check_excerpt("甲\t[\u{202E}乙]\u{7}", &["甲    <U+202E>乙␇"], &["<U+202E>乙"]);
    }

    #[test]
    fn labels_beyond_the_limit_are_left_out() {
        let (text, spans) = unmark(&"[1]\n".repeat(MAX_LABELS + 4));
        let source = Source::from_text("a.txt", text);
        let diagnostic = diagnostic(spans[0], spans[1..].to_vec());
        let excerpt = Excerpt::new(&source, &Mask::default(), &diagnostic);
        assert_eq!(excerpt.lines.len(), MAX_LABELS + 1);
        assert_eq!(excerpt.left_out.len(), 3);
    }

    #[test]
    fn hidden_white_space_is_under_the_label() {
        for text in ["\u{2028}!", "\u{85}!", "\u{B}!"] {
            let source = Source::from_text("a.txt", text);
            let end = u32::try_from(text.len()).unwrap();
            let diagnostic = diagnostic(Span { start: 0, end }, Vec::new());
            let excerpt = Excerpt::new(&source, &Mask::default(), &diagnostic);
            assert_eq!(excerpt.text[excerpt.labels[0].range.clone()], *visible(text));
        }
    }

    /// Texts with long lines, wide, hidden and combining characters, and spans on character borders in them.
    fn text_and_spans() -> impl Strategy<Value = (String, Vec<Span>)> {
        let piece = prop_oneof![
            any::<String>(),
            "[\\t\\r\\n\u{202E}\u{200B}\u{FEFF}报告é😀|0-9]{0,200}",
            Just("公开".repeat(80)),
        ];
        let text = prop::collection::vec(piece, 1..6).prop_map(|pieces| pieces.concat());
        let spans =
            prop::collection::vec(any::<(prop::sample::Index, prop::sample::Index)>(), 1..14);
        (text, spans).prop_map(|(text, spans)| {
            let border =
                |at: prop::sample::Index| text.floor_char_boundary(at.index(text.len() + 1));
            let spans = spans
                .into_iter()
                .map(|(a, b)| (border(a), border(b)))
                .map(|(a, b)| Span::new(a.min(b)..a.max(b)))
                .collect();
            (text, spans)
        })
    }

    proptest! {
        #[test]
        fn labels_lie_inside_lines((text, spans) in text_and_spans()) {
            let source = Source::from_text("a.txt", text.as_str());
            let diagnostic = diagnostic(spans[0], spans[1..].to_vec());
            let excerpt = Excerpt::new(&source, &Mask::default(), &diagnostic);
            for (label, span) in excerpt.labels.iter().zip(&spans) {
                let range = label.range.clone();
                let is_inside = |line: &ExcerptLine| {
                    line.range.start <= range.start && range.end <= line.range.end
                };
                prop_assert_eq!(excerpt.lines.iter().filter(|line| is_inside(line)).count(), 1);
                let words = visible(source.slice(*span));
                if words.len() < 40 && !source.slice(*span).contains(['\r', '\n']) {
                    let shown = &excerpt.text[range];
                    prop_assert!(words.trim_start() == shown.trim_start());
                }
            }
        }

        #[test]
        fn lines_are_short_and_show_nothing_raw((text, spans) in text_and_spans()) {
            let source = Source::from_text("a.txt", text);
            let diagnostic = diagnostic(spans[0], spans[1..].to_vec());
            let excerpt = Excerpt::new(&source, &Mask::default(), &diagnostic);
            let most = LINE_COLUMNS.max(excerpt.labels.len() * 2 * (SPAN_COLUMNS + CONTEXT_COLUMNS + 1));
            for line in &excerpt.lines {
                let shown = &excerpt.text[line.range.clone()];
                prop_assert!(!shown.contains(is_hidden));
                prop_assert!(shown.chars().count() <= most);
            }
        }
    }
}
