//! How a table's rows are filled, for the rules on blank cells and on rows of another length.

use nianbao_lint::report::{Balance, OfficialTable, RecoveredRow, RowState, Value};
use nianbao_lint::{Report, Span, TableName};

/// Fewest rows that must lack values before that is this table's way to leave cells blank; a single one is a row of its
/// own kind.
const HABIT_ROWS: usize = 2;

/// What a table leaves empty, and which of its rows are of another length than the form's.
#[derive(Default)]
pub(crate) struct Filling {
    /// Blank cells that stand in the source, by place.
    pub(crate) blanks: Vec<Span>,
    /// Rows whose blank cells were lost, so that only some values are left.
    pub(crate) short_rows: Vec<usize>,
    /// How many values those rows lack.
    pub(crate) lost: usize,
    /// Rows with a blank or a lost cell.
    pub(crate) rows: usize,
    /// Rows with more or fewer values for another reason.
    pub(crate) odd_rows: Vec<usize>,
}

impl Filling {
    /// How `table` of the report is filled.
    pub(crate) fn of(report: &Report<'_>, table: &OfficialTable) -> Filling {
        let mut filling = Filling::default();
        let lacks_nothing = |balance: &Balance| balance.balances_with_zeros.is_none();
        if report.balance(table.name()).is_some_and(lacks_nothing) {
            return filling;
        }
        for row in &table.rows {
            let before = filling.blanks.len();
            for figure in &row.figures {
                if matches!(figure.value, Value::Blank) {
                    filling.blanks.push(figure.span);
                }
            }
            filling.rows += usize::from(filling.blanks.len() > before);
        }
        filling.blanks.sort_unstable();
        if table.rows.iter().any(|row| row.state == RowState::Uncertain) {
            filling.sort_uncertain_rows(report, table);
        }
        filling
    }

    fn sort_uncertain_rows(&mut self, report: &Report<'_>, table: &OfficialTable) {
        let uncertain =
            (0..table.rows.len()).filter(|row| table.rows[*row].state == RowState::Uncertain);
        // The groups of 表四 share one row of values, which the first of them has.
        if table.name() == TableName::Disputes {
            let first: Vec<usize> = uncertain.take(1).collect();
            let applications = report.table(TableName::Applications);
            let lost = applications.is_some_and(leaves_out_zeros)
                && table.groups_without_zeros().is_some();
            if let Some(row) = first.first().filter(|_| lost) {
                self.lost = columns(table).saturating_sub(filled(&table.rows[*row]));
                self.rows += 1;
                self.short_rows = first;
            } else {
                self.odd_rows = first;
            }
            return;
        }
        let (short, long): (Vec<usize>, Vec<usize>) =
            uncertain.partition(|row| lacking(&table.rows[*row]) > 0);
        if short.len() >= HABIT_ROWS || !self.blanks.is_empty() {
            self.lost = short.iter().map(|row| lacking(&table.rows[*row])).sum();
            self.rows += short.len();
            self.short_rows = short;
        } else {
            self.odd_rows = short;
        }
        self.odd_rows.extend(long);
        self.odd_rows.sort_unstable();
    }
}

/// How many values the physical row of 表四 is to have.
fn columns(table: &OfficialTable) -> usize {
    table.spec.rows.iter().map(|row| row.columns.len()).sum()
}

/// Whether rows of 表三 lack values as a habit, and their last values are their totals.
fn leaves_out_zeros(table: &OfficialTable) -> bool {
    table.totals_without_zeros().is_some()
}

/// How many values a row lacks; none where it has as many as the form or more.
fn lacking(row: &RecoveredRow) -> usize {
    row.spec.columns.len().saturating_sub(filled(row))
}

/// How many values a row has.
pub(crate) fn filled(row: &RecoveredRow) -> usize {
    row.values().iter().filter(|figure| !matches!(figure.value, Value::Blank)).count()
}
