//! Counts in the prose that speak of figures of the official tables, each with every reading it admits.
//!
//! Only clauses whose every word is known are read (`lexicon`), and only what the organ says of itself for the report
//! year. What is left is silence: a count that is not understood is no count here.

mod claim;
mod glyphs;
mod lexicon;
mod phrase;
mod quantity;
mod readings;
mod voice;

use std::ops::Range;

use nianbao_diagnostics::TableName;
use nianbao_span::Span;
use rust_decimal::Decimal;

use crate::{CellRef, Report};
use claim::claims;
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
    /// The total it is part of: an index into the counts.
    pub parent: Option<usize>,
    /// Whether the prose says whose count it is. In the report of a whole area, a count without it may be that of the
    /// government's own office.
    pub speaker_named: bool,
    /// Every figure or sum of figures it may repeat, the likeliest first. Never empty.
    pub readings: Vec<CountReading>,
}

/// A figure or a sum of figures that a count may repeat.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CountReading {
    /// What it is, such as `新收＋上年结转`.
    pub name: String,
    /// The cells that make it.
    pub cells: Vec<(TableName, CellRef)>,
    /// Its value as the table has it; absent where a cell holds no number.
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

/// The counts of a report's prose that were understood, in reading order.
pub fn counts(report: &Report<'_>) -> Vec<Count> {
    let Some(figures) = Figures::of(report) else { return Vec::new() };
    let organ = report.organ.as_ref();
    let voice = Voice::new(
        organ.map(|organ| organ.name.as_str()),
        organ.map(|organ| organ.kind),
        report.year,
    );
    let mut counts: Vec<Count> = Vec::new();
    for (index, line) in report.prose() {
        let words = line.words();
        if !["申请", "复议", "诉讼"].iter().any(|word| words.contains(word)) {
            continue;
        }
        let claims = claims(&voice, line.section, words);
        let readings = figures.readings(&claims);
        let mut places: Vec<Option<usize>> = Vec::with_capacity(claims.len());
        for (claim, readings) in claims.iter().zip(readings) {
            if readings.is_empty() {
                places.push(None);
                continue;
            }
            places.push(Some(counts.len()));
            counts.push(Count {
                line: index,
                number: claim.number.clone(),
                span: line.span(claim.number.clone()),
                phrase: claim.phrase.clone(),
                value: claim.value,
                parent: claim.parent.and_then(|parent| places[parent]),
                speaker_named: claim.speaker_named,
                readings,
            });
        }
    }
    counts
}
