//! Prose that has nothing of Markdown in it but headings by `#`, as most reports are written: a paragraph a line.

use std::ops::Range;

use memchr::{memchr_iter, memchr3};

use super::words::has_marks;

/// A line that is a block.
#[derive(Clone, Debug)]
pub(super) struct Line {
    /// The level of a heading.
    pub(super) heading: Option<u8>,
    /// Its words, with white space around them.
    pub(super) words: Range<usize>,
}

/// The blocks in `range` of `text`; `None` where only the parser can tell, since a line may mean more than it says.
pub(super) fn lines(text: &str, range: Range<usize>) -> Option<Vec<Line>> {
    let bytes = &text.as_bytes()[..range.end];
    let prose = &bytes[range.start..];
    if has_marks(prose) || memchr3(b'\t', b'\r', b'\0', prose).is_some() {
        return None;
    }
    let mut lines = Vec::with_capacity(32);
    let mut follows_paragraph = false;
    let mut at = range.start;
    let ends = memchr_iter(b'\n', prose).map(|len| range.start + len);
    for end in ends.chain(std::iter::once(range.end)) {
        let line = at..end;
        at = end + 1;
        if bytes[line.clone()].iter().all(|byte| *byte == b' ') {
            follows_paragraph = false;
            continue;
        }
        let line = Line::of(bytes, line)?;
        let is_paragraph = line.heading.is_none();
        if is_paragraph && follows_paragraph {
            return None;
        }
        follows_paragraph = is_paragraph;
        lines.push(line);
    }
    Some(lines)
}

impl Line {
    /// The block that a line is wherever it stands.
    fn of(bytes: &[u8], line: Range<usize>) -> Option<Line> {
        let said = &bytes[line.clone()];
        match said[0] {
            b'#' => {
                let level = said.iter().take_while(|byte| **byte == b'#').count();
                let words = said[level..].strip_prefix(b" ")?.trim_ascii_end();
                let is_heading = level <= 6 && !words.is_empty() && !words.ends_with(b"#");
                let heading = u8::try_from(level).ok();
                is_heading.then_some(Line { heading, words: line.start + level..line.end })
            }
            b'0'..=b'9' => {
                // The number of a list item is followed by ASCII.
                let after = said.iter().find(|byte| !byte.is_ascii_digit())?;
                (!after.is_ascii()).then_some(Line { heading: None, words: line })
            }
            first if first.is_ascii_alphabetic() || !first.is_ascii() => {
                Some(Line { heading: None, words: line })
            }
            _ => None,
        }
    }
}
