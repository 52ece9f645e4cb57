//! Whether a table balances when what is blank or lost is zero.

use super::{CellRef, Decimal, Equation, Ledger, OfficialTable, Reading, RowState, Value};

pub(super) fn balance(
    table: &OfficialTable,
    ledger: &Ledger,
    equations: &[Equation],
) -> Option<bool> {
    let lacking =
        ledger.has_blanks() || table.rows.iter().any(|row| row.state == RowState::Uncertain);
    let holds = |(index, equation): (usize, &Equation)| {
        let small = ledger.sums(index, Reading::BlanksAsZero);
        small.map_or_else(|| holds(table, equation), |(left, right)| left == right)
    };
    lacking.then(|| {
        let all = equations.iter().enumerate();
        all.filter(|(_, equation)| is_present(table, equation)).all(holds)
    })
}

fn holds(table: &OfficialTable, equation: &Equation) -> bool {
    let left = sum(table, &equation.left);
    left.is_some() && left == sum(table, &equation.right)
}

/// Whether hardly a zero is written in `table` while many cells are blank.
pub(super) fn are_blank(table: &OfficialTable) -> bool {
    const FEWEST_BLANKS: usize = 20;
    /// One zero written among so many blanks is a correction, not a habit.
    const BLANKS_FOR_ONE_ZERO: usize = 10;
    let values = || table.rows.iter().flat_map(|row| &row.figures).map(|figure| &figure.value);
    let blanks = values().filter(|value| matches!(value, Value::Blank)).count();
    let zeros = values().filter(|value| value.number().is_some_and(|it| it.is_zero())).count();
    blanks >= FEWEST_BLANKS && zeros * BLANKS_FOR_ONE_ZERO <= blanks
}

fn is_present(table: &OfficialTable, equation: &Equation) -> bool {
    equation
        .left
        .iter()
        .chain(&equation.right)
        .all(|cell| table.rows[cell.row].state != RowState::Missing)
}

fn sum(table: &OfficialTable, cells: &[CellRef]) -> Option<Decimal> {
    cells.iter().try_fold(Decimal::ZERO, |sum, cell| sum.checked_add(value(table, *cell)?))
}

fn value(table: &OfficialTable, cell: CellRef) -> Option<Decimal> {
    let row = &table.rows[cell.row];
    let figure = match row.state {
        RowState::Certain => Some(&row.figures[cell.column]),
        RowState::Uncertain if row.values().len() > row.figures.len() => return None,
        // What is left of a row stands at its beginning, its last value in the last column.
        RowState::Uncertain if cell.column + 1 == row.figures.len() => row.values().last(),
        RowState::Uncertain => {
            row.values().split_last().and_then(|(_, front)| front.get(cell.column))
        }
        RowState::Missing => return None,
    };
    match figure.map(|figure| &figure.value) {
        None => Some(Decimal::ZERO),
        Some(value) if is_blank(value) => Some(Decimal::ZERO),
        Some(value) => value.number(),
    }
}

fn is_blank(value: &Value) -> bool {
    matches!(value, Value::Blank | Value::NotApplicable)
}
