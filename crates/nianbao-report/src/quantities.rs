//! Quantities of the prose: every number with what it counts, and what a number is that counts nothing.
//!
//! A quantity is a number with a unit: `13件`, `1，204 条`, `两起`, `3.2万次`, `76.35%`. Years, dates, spans of time, numbers
//! of documents, articles, items of lists, telephones, houses and codes are none, nor is what stands in 《》 or in a short
//! quotation: `“8+4”政策`, `《营商环境80条》`.

mod compact;
mod exactness;
mod number;
mod scan;
mod unit;

use std::ops::Range;
use std::sync::LazyLock;

use memchr::memmem::Finder;
use nianbao_span::Span;
use rust_decimal::Decimal;

use crate::Report;
use crate::marks::survey;
use compact::Compact;

pub use exactness::Exactness;
pub(crate) use scan::{Break, BreakKind, item_start};
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
    let mut scratch = scan::Scratch::default();
    let mut lines = Vec::new();
    for (line, contents) in report.prose() {
        let (words, passage) = (contents.words(), report.passage(line));
        if passage.longest_number == 0 && !speaks_of_cases(words) {
            continue;
        }
        let start = item_start(words);
        let mut compact = None;
        if passage.marks().iter().any(|mark| mark.at >= start && compact::is_space(mark.char)) {
            let without = Compact::of(words);
            let mut marks = Vec::with_capacity(passage.marks().len());
            survey(without.text(), &mut marks, &mut Vec::new());
            scratch.scan(without.text(), &marks, item_start(without.text()));
            compact = Some(without);
        } else {
            scratch.scan(words, passage.marks(), start);
        }
        if !scratch.quantities.is_empty() {
            let quantities = scratch.quantities.drain(..).collect();
            let (breaks, calendar) = (scratch.breaks.clone(), scratch.calendar.clone());
            lines.push(CountedLine { line, quantities, breaks, calendar, compact });
        }
    }
    lines
}

/// Whether `words` speak of applications, disputes or normative documents, whose counts the tables hold.
pub(crate) fn speaks_of_cases(words: &str) -> bool {
    static WORDS: LazyLock<[Finder<'static>; 5]> =
        LazyLock::new(|| ["申请", "规范性文件", "复议", "诉讼", "予以公开"].map(Finder::new));
    WORDS.iter().any(|word| word.find(words.as_bytes()).is_some())
}

/// The quantities of `text`, which has no white space, as a line of their own.
#[cfg(test)]
pub(crate) fn counted_line(text: &str) -> CountedLine {
    let mut scratch = scan::Scratch::default();
    let mut marks = Vec::new();
    survey(text, &mut marks, &mut Vec::new());
    scratch.scan(text, &marks, item_start(text));
    let scan::Scratch { breaks, quantities, calendar } = scratch;
    CountedLine { line: 0, quantities, breaks, calendar, compact: None }
}
