//! Marks of both widths, and where half-width ones do the work of full-width ones.

use std::ops::Range;

use nianbao_lint::document::is_blank;
use nianbao_lint::document::script::is_han;
use nianbao_lint::report::{Mark, MarkSet, Passage};
use nianbao_lint::{Edit, Report, Sink, Spot};

use crate::oddities::{Oddities, Oddity};

/// The full-width form of a half-width point mark or bracket.
pub(crate) fn full_width(mark: char) -> Option<char> {
    Some(match mark {
        ',' => '，',
        ';' => '；',
        ':' => '：',
        '?' => '？',
        '!' => '！',
        '(' => '（',
        ')' => '）',
        _ => return None,
    })
}

/// Whether `c` parts clauses or the items of a list.
#[inline]
pub(crate) fn is_point(c: char) -> bool {
    matches!(c, '。' | '，' | '、' | '；' | '：' | ',' | ';' | ':')
}

/// Half-width marks of a report that should be full-width, with how many are.
#[derive(Default)]
pub(crate) struct Widths<'r> {
    /// Half-width point marks between Chinese words.
    points: Vec<(Passage<'r>, Mark)>,
    /// Half-width brackets around Chinese words, from the opening to the closing one.
    brackets: Vec<(Passage<'r>, Range<usize>)>,
    /// Full-width point marks and brackets.
    full: usize,
}

impl<'r> Widths<'r> {
    /// Counts the marks of `report`.
    pub(crate) fn of(report: &'r Report<'r>, sink: &Sink<'_>) -> Widths<'r> {
        const HALF: MarkSet = MarkSet::of(&[',', ';', ':', '!', '?', '(']);
        let mut widths = Widths::default();
        if !Oddities::of(report, sink).have(Oddity::HalfWidth) {
            return widths;
        }
        let mut open = Vec::new();
        for passage in report.passages_with(HALF) {
            widths.add_half(passage, &mut open);
        }
        if !widths.points.is_empty() || !widths.brackets.is_empty() {
            let marks = report.passages().flat_map(|passage| passage.marks());
            widths.full = marks.filter(|mark| is_full(mark.char)).count();
        }
        widths
    }

    /// Whether more than nine of ten marks are half-width: a habit of the document, or of the program it was taken with.
    pub(crate) fn is_half_width_throughout(&self) -> bool {
        let half = self.points.len() + 2 * self.brackets.len();
        half > 0 && half > 9 * self.full
    }

    /// A spot for each point mark.
    pub(crate) fn points(&self) -> impl Iterator<Item = Spot> {
        self.points.iter().map(|(passage, mark)| point_spot(passage, *mark))
    }

    /// A spot for each pair of brackets.
    pub(crate) fn brackets(&self) -> impl Iterator<Item = Spot> {
        self.brackets.iter().map(|(passage, pair)| bracket_spot(passage, pair.clone()))
    }

    /// Adds the half-width marks of a passage; `open` serves to pair brackets.
    fn add_half(&mut self, passage: Passage<'r>, open: &mut Vec<usize>) {
        let words = passage.words();
        open.clear();
        for &mark in passage.marks() {
            let at = mark.at;
            match mark.char {
                ',' | ';' | ':' | '!' if is_between(words, at) => self.points.push((passage, mark)),
                '?' if is_between(words, at) && asks(words, at) => {
                    self.points.push((passage, mark));
                }
                '(' => open.push(at),
                ')' => {
                    let Some(start) = open.pop() else { continue };
                    if is_chinese(words, start..at) {
                        self.brackets.push((passage, start..at + 1));
                    }
                }
                _ => {}
            }
        }
    }
}

fn is_full(mark: char) -> bool {
    matches!(mark, '，' | '；' | '：' | '？' | '！' | '（' | '）')
}

fn point_spot(passage: &Passage<'_>, Mark { at, char: mark }: Mark) -> Spot {
    let full = full_width(mark).unwrap_or(mark);
    Spot {
        span: passage.span(at..at + 1),
        section: passage.section,
        message: match mark {
            ',' => "汉字之间用了半角标点“,”，应为“，”".into(),
            ':' => "汉字之间用了半角标点“:”，应为“：”".into(),
            _ => format!("汉字之间用了半角标点“{mark}”，应为“{full}”").into(),
        },
        label: "半角标点".into(),
        edits: widen(passage, at).into_iter().collect(),
    }
}

fn bracket_spot(passage: &Passage<'_>, pair: Range<usize>) -> Spot {
    let edits = widen(passage, pair.start).zip(widen(passage, pair.end - 1));
    Spot {
        span: passage.span(pair),
        section: passage.section,
        message: "汉字两侧用了半角括号，应为全角".into(),
        label: "半角括号".into(),
        edits: edits.into_iter().flat_map(|(open, close)| [open, close]).collect(),
    }
}

/// Makes the half-width mark at `at` full-width.
fn widen(passage: &Passage<'_>, at: usize) -> Option<Edit> {
    let mark = full_width(passage.words()[at..].chars().next()?)?;
    passage.replace(at..at + 1, mark.encode_utf8(&mut [0; 4]))
}

/// Whether the mark at `at` stands behind Chinese words and before Chinese words, a number or the end of the line.
pub(crate) fn is_between(words: &str, at: usize) -> bool {
    let mark = words[at..].chars().next();
    let is_repeated = |c: char| is_blank(c) || Some(c) == mark;
    // Of marks written twice, the last one is judged.
    let before = words[..at].trim_end_matches(is_repeated).chars().next_back();
    let after = words[at + 1..].trim_start_matches(is_blank).chars().next();
    let chinese_before = before.is_some_and(|c| is_han(c) || is_chinese_mark(c));
    let latin_before = before.is_some_and(|c| c.is_ascii_digit() || c == '%' || c == ')');
    let chinese_after = after.is_none_or(|c| is_han(c) || is_chinese_mark(c) || "()".contains(c));
    let number_after = after.is_some_and(|c| c.is_ascii_alphanumeric());
    chinese_before && (chinese_after || number_after)
        || latin_before && after.is_some_and(|c| is_han(c) || is_chinese_mark(c))
}

/// Marks that only Chinese text has.
fn is_chinese_mark(c: char) -> bool {
    matches!(
        c,
        '“' | '”'
            | '《'
            | '》'
            | '〈'
            | '〉'
            | '〔'
            | '〕'
            | '【'
            | '】'
            | '（'
            | '）'
            | '、'
            | '。'
            | '…'
    )
}

/// Whether Chinese words stand between the brackets at the ends of `range`.
fn is_chinese(words: &str, range: Range<usize>) -> bool {
    words[range.start + 1..range.end].contains(is_han)
}

/// Whether the clause before a question mark asks. One that asks nothing may have lost a character there.
fn asks(words: &str, at: usize) -> bool {
    const ASKING: [&str; 12] =
        ["吗", "呢", "谁", "什么", "怎么", "怎样", "如何", "是否", "哪", "几", "多少", "满不满意"];
    let start = words[..at].rfind(['，', ',', '。', '；', ';', '?', '？']).unwrap_or(0);
    ASKING.iter().any(|word| words[start..at].contains(word))
}
