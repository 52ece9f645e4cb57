//! Tables written as lines of fields, parted by tabs or bars, as converters and crawlers leave them.

use std::ops::Range;

use memchr::{memchr, memchr_iter, memchr2, memrchr2};
use nianbao_document::{Cell, Grid, Row, Table, Text};
use nianbao_span::Span;

/// Lines that are rows of one table, with nothing but blank lines between them.
#[derive(Debug)]
pub(crate) struct Run {
    /// The rows' lines, trimmed of white space other than tabs.
    pub(crate) rows: Vec<Range<usize>>,
    separator: Separator,
}

/// What parts the fields of a row.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Separator {
    Tab,
    Bar,
}

/// A line that may be a row.
#[derive(Debug)]
struct Candidate {
    line: Range<usize>,
    separator: Separator,
    /// Whether a separator stands between words, not only before or after them.
    parts_words: bool,
    /// Whether a blank line stands above it, within the run.
    after_blank: bool,
}

impl Run {
    /// The source the run covers, from the first row to the last.
    pub(crate) fn range(&self) -> Range<usize> {
        let start = self.rows.first().map_or(0, |row| row.start);
        start..self.rows.last().map_or(start, |row| row.end)
    }

    /// The run as a table whose cells' words are what `words` makes of their trimmed ranges.
    pub(crate) fn table<'s>(
        &self,
        source: &'s str,
        words: impl Fn(Range<usize>) -> Text<'s>,
    ) -> Table<'s> {
        let mut n_cells = 0;
        let rows = self
            .rows
            .iter()
            .filter(|row| {
                self.separator == Separator::Tab || !is_delimiter(&source[(*row).clone()])
            })
            .map(|row| {
                let row = self.row(source, row.clone(), n_cells, &words);
                n_cells = row.cells.len();
                row
            })
            .collect();
        Table { span: Span::new(self.range()), grid: Grid::Fields, rows }
    }

    /// A row, for whose cells as much room is made as the row above has.
    fn row<'s>(
        &self,
        source: &'s str,
        row: Range<usize>,
        n_cells: usize,
        words: &impl Fn(Range<usize>) -> Text<'s>,
    ) -> Row<'s> {
        let (row, separator) = match self.separator {
            Separator::Tab => (row, b'\t'),
            Separator::Bar => (without_outer_bars(source, row), b'|'),
        };
        let mut cells = Vec::with_capacity(n_cells.max(4));
        let mut rest = Some(row.clone());
        while let Some(Range { start, end }) = rest {
            let border = separator_in(source, row.start, start..end, separator);
            let field = start..border.unwrap_or(end);
            let column = u32::try_from(cells.len()).expect("a source is smaller than 4 GiB");
            cells.push(Cell::single(words(trimmed_field(source, field)), column));
            rest = border.map(|border| border + 1..end);
        }
        Row { cells }
    }
}

/// The runs of field rows in `range` of `source`, in order.
pub(crate) fn runs(source: &str, range: Range<usize>) -> Vec<Run> {
    let mut runs = Vec::new();
    let mut open: Vec<Candidate> = Vec::new();
    let mut at = range.start;
    while let Some(found) = memchr2(b'\t', b'|', &source.as_bytes()[at..range.end]) {
        let line = line_around(source, &range, at + found);
        at = line.end;
        let Some(mut row) = Candidate::of(source, line) else { continue };
        if let Some(last) = open.last() {
            let between = &source[last.line.end..row.line.start];
            row.after_blank = count(b'\n', between) > 1;
            if last.separator != row.separator || !between.trim_start().is_empty() {
                close(source, &mut open, &mut runs);
            }
        }
        if row.separator == Separator::Bar && is_delimiter(&source[row.line.clone()]) {
            split_before_header(source, &mut open, &mut runs);
        }
        open.push(row);
    }
    close(source, &mut open, &mut runs);
    runs
}

impl Candidate {
    fn of(source: &str, line: Range<usize>) -> Option<Candidate> {
        let words = trim(source, line.clone());
        if words.is_empty() {
            return None;
        }
        let text = &source[words.clone()];
        if memchr(b'|', text.as_bytes()).is_some() {
            let row = (words, Separator::Bar, true);
            return Some(Candidate::new(row));
        }
        if memchr(b'\t', text.as_bytes()).is_some() {
            let row = (trim_but_tabs(source, line), Separator::Tab, true);
            return (!is_numbered(text)).then(|| Candidate::new(row));
        }
        // One tab before or after words is an indented or carelessly ended paragraph.
        let row = trim_but_tabs(source, line);
        let tabs = count(b'\t', &source[row.clone()]);
        (tabs > 1).then(|| Candidate::new((row, Separator::Tab, false)))
    }

    fn new((line, separator, parts_words): (Range<usize>, Separator, bool)) -> Candidate {
        Candidate { line, separator, parts_words, after_blank: false }
    }
}

/// Ends the open run. Lines of which none parts words, and a single line with a single tab, are paragraphs after all.
fn close(source: &str, open: &mut Vec<Candidate>, runs: &mut Vec<Run>) {
    let rows = std::mem::take(open);
    let Some(first) = rows.first() else { return };
    let separator = first.separator;
    let is_table = match rows.as_slice() {
        [only] if separator == Separator::Tab => {
            only.parts_words && count(b'\t', &source[only.line.clone()]) > 1
        }
        rows => rows.iter().any(|row| row.parts_words),
    };
    if is_table {
        runs.push(Run { rows: rows.into_iter().map(|row| row.line).collect(), separator });
    }
}

/// Before a delimiter row: where a blank line stands above the header, the rows above it are another table.
fn split_before_header(source: &str, open: &mut Vec<Candidate>, runs: &mut Vec<Run>) {
    if open.len() > 1 && open.last().is_some_and(|header| header.after_blank) {
        let header = open.pop();
        close(source, open, runs);
        open.extend(header);
    }
}

/// How often an ASCII character stands in `text`.
fn count(byte: u8, text: &str) -> usize {
    memchr_iter(byte, text.as_bytes()).count()
}

/// The line of `range` that holds the byte `at`, without its line break.
fn line_around(source: &str, range: &Range<usize>, at: usize) -> Range<usize> {
    let bytes = source.as_bytes();
    let start = memrchr2(b'\n', b'\r', &bytes[range.start..at])
        .map_or(range.start, |end| range.start + end + 1);
    let end = memchr2(b'\n', b'\r', &bytes[at..range.end]).map_or(range.end, |len| at + len);
    start..end
}

/// `range` without white space at its ends.
#[inline]
pub(crate) fn trim(source: &str, range: Range<usize>) -> Range<usize> {
    let words = &source.as_bytes()[range.clone()];
    if words.is_empty() || is_trimmed(words) { range } else { trim_usual(source, range) }
}

/// Takes spaces away, of which nearly all white space consists, and then all else.
fn trim_usual(source: &str, range: Range<usize>) -> Range<usize> {
    let mut words = &source.as_bytes()[range.clone()];
    while let [b' ', rest @ ..] | [0xE3, 0x80, 0x80, rest @ ..] = words {
        words = rest;
    }
    let start = range.end - words.len();
    while let [rest @ .., b' '] | [rest @ .., 0xE3, 0x80, 0x80] = words {
        words = rest;
    }
    let range = start..start + words.len();
    if is_trimmed(words) { range } else { trim_matches(source, range, char::is_whitespace) }
}

/// Whether no white space is at either end, as far as bytes tell it at once. Nearly all lines begin and end so.
#[inline]
fn is_trimmed(words: &[u8]) -> bool {
    let begins = matches!(words, [b'!'..=b'~' | 0xE4..=0xEF, ..]);
    // Of three bytes that begin so, only U+3000 and what precedes it is white space.
    let ends = matches!(
        words,
        [.., b'!'..=b'~'] | [.., 0xE4..=0xEF, _, _] | [.., 0xE3, 0x80, 0x81..=0xBF]
    );
    begins && ends
}

fn trim_but_tabs(source: &str, range: Range<usize>) -> Range<usize> {
    trim_matches(source, range, |c| c.is_whitespace() && c != '\t')
}

fn trim_matches(source: &str, range: Range<usize>, drop: fn(char) -> bool) -> Range<usize> {
    let text = &source[range.clone()];
    let start = range.start + text.len() - text.trim_start_matches(drop).len();
    start..start + source[start..range.end].trim_end_matches(drop).len()
}

/// A field without white space at its ends; of a blank one, the place after its first space.
fn trimmed_field(source: &str, field: Range<usize>) -> Range<usize> {
    let words = trim(source, field.clone());
    if !words.is_empty() {
        return words;
    }
    let at = field.start + usize::from(source[field].starts_with(' '));
    at..at
}

/// The bars at the ends of a row close it; fields stand between bars.
fn without_outer_bars(source: &str, row: Range<usize>) -> Range<usize> {
    let text = &source[row.clone()];
    let start = row.start + usize::from(text.starts_with('|'));
    let closed = text.len() > 1 && text.ends_with('|') && !text.ends_with("\\|");
    start..row.end - usize::from(closed)
}

/// Where the first separator stands in `range`, the rest of a row that begins at `row`; a bar after a backslash is none.
/// Fields are too short for `memchr` to be worth its while.
#[inline]
fn separator_in(source: &str, row: usize, range: Range<usize>, separator: u8) -> Option<usize> {
    let bytes = source.as_bytes();
    let is_escaped = |at: usize| separator == b'|' && at > row && bytes[at - 1] == b'\\';
    let mut at = range.start;
    loop {
        at += bytes[at..range.end].iter().position(|byte| *byte == separator)?;
        if !is_escaped(at) {
            return Some(at);
        }
        at += 1;
    }
}

/// Whether a row is the line of dashes that Markdown draws under a table's header.
pub(crate) fn is_delimiter(row: &str) -> bool {
    row.bytes().all(|byte| matches!(byte, b'|' | b'-' | b':' | b' ' | b'\t')) && row.contains('-')
}

/// Whether a line is a numbered paragraph, its number followed by a tab, as word processors export lists.
fn is_numbered(line: &str) -> bool {
    const MOST_CHARS: usize = 6;
    let Some(tab) = memchr(b'\t', line.as_bytes()) else { return false };
    let number = line[..tab].trim_end();
    // No character takes more than four bytes.
    let is_short = number.len() <= MOST_CHARS * 4 && number.chars().count() <= MOST_CHARS;
    let is_marker = || {
        number.ends_with([
            '、', '.', '．', ')', '）', '，', '•', '●', '■', '◆', '·', '-', '–', '—', '*',
        ])
    };
    is_short && is_marker() && memchr(b'\t', &line.as_bytes()[tab + 1..]).is_none()
}

#[cfg(test)]
mod tests {
    use nianbao_document::Text;
    use nianbao_span::Span;

    use super::{is_trimmed, runs, trim};

    /// The cells of each table in `source`, rows parted by `/`, cells by `,`.
    #[track_caller]
    fn assert_tables(source: &str, expected: &[&str]) {
        let words = |range| Text::verbatim(source, Span::new(range));
        let tables: Vec<String> = runs(source, 0..source.len())
            .iter()
            .map(|run| {
                let rows = run.table(source, words).rows;
                let row = |cells: &[nianbao_document::Cell<'_>]| {
                    cells
                        .iter()
                        .map(|cell| cell.text.content().to_owned())
                        .collect::<Vec<_>>()
                        .join(",")
                };
                rows.iter().map(|cells| row(&cells.cells)).collect::<Vec<_>>().join("/")
            })
            .collect();
        assert_eq!(tables, expected);
    }

    #[test]
    fn tabs_part_fields_and_empty_ones_are_kept() {
        assert_tables("甲\t\t\n\t乙\t丙\n丁\t1\t2", &["甲,,/,乙,丙/丁,1,2"]);
    }

    #[test]
    fn outer_bars_close_a_row_and_empty_fields_between_bars_are_kept() {
        assert_tables("| 甲 | 乙 |\n|---|:-:|\n| 1 | |", &["甲,乙/1,"]);
        assert_tables("甲条 | |||\n规章 | 0 | 1 | 2 |", &["甲条,,,/规章,0,1,2"]);
        assert_tables(r"a | b\|c", &[r"a,b\|c"]);
        assert_tables("|", &[""]);
    }

    #[test]
    fn blank_lines_between_rows_do_not_part_a_table() {
        assert_tables("甲\t1\r\n\r\n乙\t2\r\n", &["甲,1/乙,2"]);
        assert_tables("甲 | 1\n\n乙 | 2\n丙丙\n丁 | 3", &["甲,1/乙,2", "丁,3"]);
    }

    #[test]
    fn a_header_after_a_blank_line_begins_another_table() {
        assert_tables("|a|\n|-|\n|b|\n\n|c|\n|-|\n|d|", &["a/b", "c/d"]);
    }

    #[test]
    fn what_bytes_tell_of_white_space_is_so() {
        let ends = [
            "a", "~", "甲", "。", "，", "\u{3000}", "\u{2003}", "\u{A0}", "\u{E000}", "é", "😀",
            "\t", "\u{E3}",
        ];
        for (first, last) in
            ends.iter().flat_map(|first| ends.iter().map(move |last| (first, last)))
        {
            let words = format!("{first}x{last}");
            if is_trimmed(words.as_bytes()) {
                assert_eq!(words.trim(), words, "{words:?}");
            }
            assert_eq!(&words[trim(&words, 0..words.len())], words.trim(), "{words:?}");
        }
    }

    #[test]
    fn tabs_of_prose_make_no_table() {
        assert_tables("\t首行缩进的一段。\n正文。\t\n一、\t总体情况\n二、\t主动公开", &[]);
        assert_tables("来源：某局\t2024-01-01", &[]);
    }
}
