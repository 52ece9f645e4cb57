//! Lines made from plain words, for tests.

use nianbao_document::Text;
use nianbao_span::Span;

use crate::Line;

/// Calls `check` with one prose line for each line of `text`; spans are ranges of `text`.
pub(crate) fn with_lines<R>(text: &str, check: impl FnOnce(&mut [Line<'_>]) -> R) -> R {
    let mut start = 0;
    let texts: Vec<Text<'_>> = text
        .split('\n')
        .map(|line| {
            let span = Span::new(start..start + line.len());
            start = span.range().end + 1;
            Text::verbatim(text, span)
        })
        .collect();
    let mut lines: Vec<Line<'_>> = texts
        .iter()
        .enumerate()
        .map(|(block, text)| Line::new(block, text, 0..text.content().len()))
        .collect();
    check(&mut lines)
}
