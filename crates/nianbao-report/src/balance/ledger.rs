//! A table's figures as plain whole numbers, which nearly all are, so that most sums need no exact decimals.

use super::{Equation, Reading};
use crate::{CellRef, OfficialTable, Value};

/// Each cell of a table as a term of sums, looked at once.
pub(super) struct Ledger {
    entries: Vec<Entry>,
    /// Where the entries of each row begin.
    rows: Vec<usize>,
}

/// What a cell adds to a sum.
#[derive(Clone, Copy)]
enum Entry {
    /// A whole number so small that no sum of a table's overflows.
    Small(u32),
    /// Nothing, where blanks are zeros.
    Blank,
    /// What must be looked at more closely.
    Other,
}

impl Ledger {
    pub(super) fn of(table: &OfficialTable) -> Ledger {
        let cells = table.rows.iter().map(|row| row.figures.len()).sum();
        let mut entries = Vec::with_capacity(cells);
        let mut rows = Vec::with_capacity(table.rows.len());
        for row in &table.rows {
            rows.push(entries.len());
            entries.extend(row.figures.iter().map(|figure| Entry::of(&figure.value)));
        }
        Ledger { entries, rows }
    }

    /// Whether some cell is blank.
    pub(super) fn has_blanks(&self) -> bool {
        self.entries.iter().any(|entry| matches!(entry, Entry::Blank))
    }

    /// The sums of both sides; absent where a term is no small whole number, though they may be known all the same.
    pub(super) fn sums(&self, equation: &Equation, reading: Reading) -> Option<(u64, u64)> {
        Some((self.sum(&equation.left, reading)?, self.sum(&equation.right, reading)?))
    }

    fn sum(&self, cells: &[CellRef], reading: Reading) -> Option<u64> {
        let mut sum = 0;
        for cell in cells {
            match (self.entries[self.rows[cell.row] + cell.column], reading) {
                (Entry::Small(count), _) => sum += u64::from(count),
                (Entry::Blank, Reading::BlanksAsZero) => {}
                (Entry::Blank, Reading::AsWritten) | (Entry::Other, _) => return None,
            }
        }
        Some(sum)
    }
}

impl Entry {
    #[inline]
    fn of(value: &Value) -> Entry {
        match value {
            Value::Number(number) if number.scale() == 0 => {
                u32::try_from(number.mantissa()).map_or(Entry::Other, Entry::Small)
            }
            Value::Blank | Value::NotApplicable => Entry::Blank,
            Value::Number(_) | Value::Text(_) | Value::Absent => Entry::Other,
        }
    }
}
