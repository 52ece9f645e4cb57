//! Quantities of the prose: every number with what it counts, and what a number is that counts nothing.
//!
//! A quantity is a number with a unit: `13件`, `1，204 条`, `两起`, `3.2万次`, `76.35%`. Years, dates, spans of time, numbers
//! of documents, articles, items of lists, telephones, houses and codes are none, nor is what stands in 《》 or in a short
//! quotation: `“8+4”政策`, `《营商环境80条》`.

mod compact;
mod exactness;
mod heads;
mod number;
mod scan;
mod unit;

use std::ops::Range;
use std::sync::LazyLock;

use memchr::memmem::Finder;
use nianbao_span::Span;
use rust_decimal::Decimal;

use crate::marks::survey;
use crate::{Mark, Report};
use compact::Compact;

pub use exactness::Exactness;
pub(crate) use scan::{Break, BreakKind};
use scan::{Scratch, Words, item_start};
pub use unit::{Unit, UnitKind};

/// A number of the prose with what it counts. Ranges count bytes of [`CountedLine::text`].
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Quantity {
    /// What it says, 万 and 亿 multiplied out; the digits shown behind the point are its scale.
    pub value: Decimal,
    /// What it is counted in; absent only in front of a share, as in `部分公开67，占4.61%`.
    pub unit: Option<Unit>,
    /// Whether it is the number itself, or near it.
    pub exactness: Exactness,
    /// How it is written.
    pub writing: Writing,
    /// The words before it, from the last mark or quantity on: what it counts, as a rule.
    pub subject: Range<usize>,
    /// The number alone, with 万 and the like.
    pub number: Range<usize>,
    /// The number with its unit, and 约 or 左右 around them.
    pub whole: Range<usize>,
}

/// How a number is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Writing {
    /// `13`, `1.3万`.
    Arabic,
    /// `十三`, `两`.
    Chinese,
}

impl Quantity {
    /// Whether it is counted in a unit of this kind.
    pub fn is_in(&self, kind: UnitKind) -> bool {
        self.unit.is_some_and(|unit| unit.kind == kind)
    }

    /// Whether it is a percentage.
    pub fn is_percentage(&self) -> bool {
        self.is_in(UnitKind::Percent)
    }
}

/// A line of prose that has quantities.
#[derive(Debug)]
pub struct CountedLine {
    /// Index into [`Report::lines`].
    pub line: usize,
    /// Its quantities in reading order.
    pub quantities: Vec<Quantity>,
    /// The marks between its words, in reading order; those within numbers are none.
    pub(crate) breaks: Vec<Break>,
    /// Where its words begin behind the number it opens with.
    pub(crate) start: usize,
    /// Where 年 and 月 stand behind ASCII digits, in reading order.
    calendar: Vec<usize>,
    compact: Option<Compact>,
}

impl CountedLine {
    /// Its words without white space; where there is none, [`crate::Line::words`].
    pub fn text<'r>(&'r self, report: &'r Report<'_>) -> &'r str {
        match &self.compact {
            Some(compact) => compact.text(),
            None => report.lines[self.line].words(),
        }
    }

    /// Where 年 and 月 stand behind ASCII digits within `range` of the text.
    pub(crate) fn calendar_in(&self, range: &Range<usize>) -> &[usize] {
        let place = |at: usize| self.calendar.partition_point(|it| *it < at);
        &self.calendar[place(range.start + 1)..place(range.end)]
    }

    /// The range of [`crate::Line::words`] that `range`, a range of the text, stands for.
    pub fn words_range(&self, range: &Range<usize>) -> Range<usize> {
        self.compact.as_ref().map_or_else(|| range.clone(), |compact| compact.original(range))
    }

    /// The source of `range`, a range of the text.
    pub fn span(&self, report: &Report<'_>, range: &Range<usize>) -> Span {
        report.lines[self.line].span(self.words_range(range))
    }
}

impl Report<'_> {
    /// The lines of prose that have quantities, in reading order. They are sought once for a report. Lines whose numbers
    /// are all Chinese are taken only where they speak of applications, disputes or normative documents.
    pub fn counted_lines(&self) -> &[CountedLine] {
        self.memo.counted_lines.get_or_init(|| find(self))
    }
}

fn find(report: &Report<'_>) -> Vec<CountedLine> {
    let mut scratch = Scratch::default();
    let mut lines = Vec::new();
    for (index, contents) in report.prose() {
        let (words, passage) = (contents.words(), report.passage(index));
        if passage.longest_number == 0 && !speaks_of_cases(words) {
            continue;
        }
        let start = item_start(words);
        let is_space = |mark: &Mark| mark.at >= start && compact::is_space(mark.char);
        let marks = passage.marks();
        let line = if marks.iter().any(is_space) {
            let compact = Compact::of(words);
            let line = scratch.surveyed(index, compact.text());
            line.map(|line| CountedLine { compact: Some(compact), ..line })
        } else {
            let runs = report.digit_runs(index);
            scratch.line(index, &Words { text: words, marks, runs, start })
        };
        lines.extend(line);
    }
    lines
}

impl Scratch {
    /// The line with this index and `text`, if it has quantities.
    fn surveyed(&mut self, line: usize, text: &str) -> Option<CountedLine> {
        let (mut marks, mut runs) = (Vec::new(), Vec::new());
        survey(text, &mut marks, &mut runs);
        self.line(line, &Words { text, marks: &marks, runs: &runs, start: item_start(text) })
    }

    /// The line with this index and `words`, if it has quantities.
    fn line(&mut self, line: usize, words: &Words<'_>) -> Option<CountedLine> {
        self.scan(words);
        (!self.quantities.is_empty()).then(|| CountedLine {
            line,
            quantities: self.quantities.drain(..).collect(),
            breaks: self.breaks.clone(),
            start: words.start,
            calendar: self.calendar.clone(),
            compact: None,
        })
    }
}

/// What makes the number behind it a percentage.
const PERCENT_OF: &str = "百分之";

/// Whether `words` speak of applications, disputes or normative documents, whose counts the tables hold.
pub(crate) fn speaks_of_cases(words: &str) -> bool {
    static WORDS: LazyLock<[Finder<'static>; 5]> =
        LazyLock::new(|| ["申请", "规范性文件", "复议", "诉讼", "予以公开"].map(Finder::new));
    WORDS.iter().any(|word| word.find(words.as_bytes()).is_some())
}

/// The quantities of `text`, which has no white space, as a line of their own.
#[cfg(test)]
pub(crate) fn counted_line(text: &str) -> CountedLine {
    let none = CountedLine {
        line: 0,
        quantities: Vec::new(),
        breaks: Vec::new(),
        start: 0,
        calendar: Vec::new(),
        compact: None,
    };
    Scratch::default().surveyed(0, text).unwrap_or(none)
}
