//! What a safe fix must not change.

use nianbao_diagnostics::TableName;
use nianbao_report::{CellRef, OfficialTable, Report, Value};

/// What a report is about: the year, the sections that are there, every number in the official tables.
#[derive(Debug)]
pub(super) struct Facts {
    year: Option<u16>,
    sections: Vec<u8>,
    figures: Vec<(TableName, CellRef, Value)>,
}

impl Facts {
    pub(super) fn of(report: &Report<'_>) -> Facts {
        Facts {
            year: report.year,
            sections: report.sections.iter().map(|section| section.number).collect(),
            figures: report.tables().flat_map(figures).collect(),
        }
    }

    /// Whether all that was known is still so in `after`. More may be known there: a mended heading is found again.
    pub(super) fn hold_in(&self, after: &Facts) -> bool {
        let same_year = self.year.is_none() || self.year == after.year;
        let kept = self.sections.iter().all(|section| after.sections.contains(section));
        same_year && kept && self.figures.iter().all(|figure| after.figures.contains(figure))
    }
}

/// The numbers of a table.
fn figures(table: &OfficialTable) -> impl Iterator<Item = (TableName, CellRef, Value)> {
    table.rows.iter().enumerate().flat_map(move |(row, recovered)| {
        let numbers = recovered.figures.iter().enumerate();
        numbers.filter(|(_, figure)| figure.value.number().is_some()).map(
            move |(column, figure)| (table.name(), CellRef { row, column }, figure.value.clone()),
        )
    })
}
