//! Counts in the prose that speak of figures of the official tables, each with every reading it admits.
//!
//! Only clauses whose every word is known are read (`lexicon`), and only what the organ says of itself for the report
//! year. What is left is silence: a count that is not understood is no count here.

mod beside;
mod claim;
mod counter;
mod lexicon;
mod period;
mod phrase;
mod readings;
mod sheet;
mod signals;
mod voice;

use std::borrow::Cow;
use std::ops::Range;

use nianbao_diagnostics::TableName;
use nianbao_span::Span;
use rust_decimal::Decimal;

use crate::quantities::speaks_of_cases;
use crate::{CellRef, CountedLine, Line, Report};
use beside::Beside;
use claim::{Claim, Prose, Standing, claims};
use readings::Figures;
use voice::Voice;

/// A count in the prose and the figures it may be meant to repeat.
#[derive(Debug)]
pub struct Count {
    /// Index into [`Report::lines`].
    pub line: usize,
    /// Its digits within [`crate::Line::words`].
    pub number: Range<usize>,
    /// Where its digits stand.
    pub span: Span,
    /// Its clause up to the counter, within [`crate::Line::words`], such as `共收到申请13件`.
    pub phrase: Range<usize>,
    /// What it says.
    pub value: Decimal,
    /// What it is counted in, such as 件.
    pub unit: &'static str,
    /// The total it is part of: an index into the counts.
    pub parent: Option<usize>,
    /// Whether the prose says whose count it is. In the report of a whole area, a count without it may be that of the
    /// government's own office.
    pub speaker_named: bool,
    /// Whether every word of its phrase was understood. Where it was not, those passed over tell how, not what.
    pub fully_read: bool,
    /// Every figure or sum of figures it may repeat, the likeliest first; where that one fits, it may stand alone. Never
    /// empty.
    pub readings: Vec<CountReading>,
}

/// A figure or a sum of figures that a count may repeat.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CountReading {
    /// What it is, such as `新收＋上年结转`.
    pub name: Cow<'static, str>,
    /// The cells that make it.
    pub cells: Vec<(TableName, CellRef)>,
    /// Its value as the table has it, blanks taken for zeros where the whole table balances so; absent where a cell holds
    /// no number.
    pub value: Option<Decimal>,
    /// Its value when the cells that a wrong sum can be pinned on are put right; absent where that changes nothing.
    pub mended: Option<Decimal>,
}

impl Count {
    /// Whether one of the readings has its value, or may have it for all the table tells.
    pub fn may_fit(&self) -> bool {
        self.readings.iter().any(|reading| {
            reading.value.is_none_or(|value| value == self.value)
                || reading.mended == Some(self.value)
        })
    }
}

/// The counts of a report's prose that were understood, in reading order. They are sought once for a report.
pub fn counts<'r>(report: &'r Report<'_>) -> &'r [Count] {
    report.memo.counts.get_or_init(|| find(report))
}

fn find(report: &Report<'_>) -> Vec<Count> {
    let lines = report.counted_lines().iter().filter(|line| {
        let text = line.text(report);
        counter::may_have_claims(line, text) && speaks_of_cases(text)
    });
    let mut lines = lines.peekable();
    if lines.peek().is_none() {
        return Vec::new();
    }
    let Some(figures) = Figures::of(report) else { return Vec::new() };
    let organ = report.organ.as_ref();
    let voice = Voice::new(
        organ.map(|organ| organ.name.as_str()),
        organ.map(|organ| organ.kind),
        report.year,
    );
    let mut counts: Vec<Count> = Vec::new();
    for line in lines {
        push_counts(&mut counts, report, line, &claims_of(&voice, report, line), &figures);
    }
    counts
}

fn claims_of(voice: &Voice, report: &Report<'_>, line: &CountedLine) -> Vec<Claim> {
    let section = report.lines[line.line].section;
    let is_announced = is_announced(report, line.line);
    claims(voice, &Prose { line, text: line.text(report), section, is_announced })
}

/// Whether the sub-heading above `line` says that it is about applications: `（二）依申请公开情况`. Between them no more than some
/// numbered paragraphs stand.
fn is_announced(report: &Report<'_>, line: usize) -> bool {
    const LONGEST_HEADING_BYTES: usize = 60;
    const MOST_BETWEEN: usize = 6;
    let section = report.lines[line].section;
    let above = report.lines[..line].iter().rev().take(MOST_BETWEEN + 1);
    let mut headings = above
        .take_while(|above| above.section == section)
        .map(Line::words)
        .filter(|words| words.len() <= LONGEST_HEADING_BYTES);
    headings.next().is_some_and(|words| words.contains("依申请") || words.contains("公开申请"))
}

/// Whether more than one of the parts whose total is not said has another value than the table's: they are then of another
/// total.
fn has_other_reckoning(claims: &[Claim], readings: &[Vec<CountReading>]) -> bool {
    let is_other = |(claim, readings): &(&Claim, &Vec<CountReading>)| {
        let value = claim.value;
        claim.standing == Standing::Implied
            && !readings.is_empty()
            && !readings
                .iter()
                .any(|it| it.value.is_none_or(|known| known == value) || it.mended == Some(value))
    };
    claims.iter().zip(readings).filter(is_other).nth(1).is_some()
}

fn push_counts(
    counts: &mut Vec<Count>,
    report: &Report<'_>,
    line: &CountedLine,
    claims: &[Claim],
    figures: &Figures<'_>,
) {
    // Where in the counts each claim stands that became one.
    let mut places: Vec<Option<usize>> = Vec::with_capacity(claims.len());
    let beside = Beside::of(claims);
    let readings: Vec<Vec<CountReading>> =
        (0..claims.len()).map(|index| figures.readings(claims, index, &beside)).collect();
    let doubtful = has_other_reckoning(claims, &readings);
    for (claim, readings) in claims.iter().zip(readings) {
        if readings.is_empty() || claim.standing == Standing::Implied && doubtful {
            places.push(None);
            continue;
        }
        places.push(Some(counts.len()));
        counts.push(Count {
            line: line.line,
            number: line.words_range(&claim.number),
            span: line.span(report, &claim.number),
            phrase: line.words_range(&claim.phrase),
            value: claim.value,
            unit: claim.unit,
            parent: claim.parent.and_then(|parent| places[parent]),
            speaker_named: claim.speaker_named,
            fully_read: claim.fully_read,
            readings,
        });
    }
}
