//! A table's figures as plain whole numbers, which nearly all are, so that most sums need no exact decimals.

use super::{Reading, Sums};
use crate::{OfficialTable, Value};

/// Each cell of a table as a term of its sums, looked at once.
pub(super) struct Ledger {
    sums: &'static Sums,
    /// Row by row.
    entries: Vec<Entry>,
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
    pub(super) fn of(table: &OfficialTable, sums: &'static Sums) -> Ledger {
        let cells = table.rows.iter().map(|row| row.figures.len()).sum();
        let mut entries = Vec::with_capacity(cells);
        for row in &table.rows {
            entries.extend(row.figures.iter().map(|figure| Entry::of(&figure.value)));
        }
        Ledger { sums, entries }
    }

    /// Whether every sum holds as it is written, in small whole numbers.
    pub(super) fn holds(&self) -> bool {
        let holds = |equation| {
            let sums = self.sums(equation, Reading::AsWritten);
            sums.is_some_and(|(left, right)| left == right)
        };
        (0..self.sums.equations.len()).all(holds)
    }

    /// Whether some cell is blank.
    pub(super) fn has_blanks(&self) -> bool {
        self.entries.iter().any(|entry| matches!(entry, Entry::Blank))
    }

    /// The sums of both sides of the equation with this index; absent where a term is no small whole number, though they
    /// may be known all the same.
    pub(super) fn sums(&self, equation: usize, reading: Reading) -> Option<(u64, u64)> {
        let (left, right) = self.sums.places_of(equation);
        Some((self.sum(left, reading)?, self.sum(right, reading)?))
    }

    #[inline]
    fn sum(&self, places: &[u16], reading: Reading) -> Option<u64> {
        let mut sum = 0;
        for place in places {
            match (self.entries[usize::from(*place)], reading) {
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
            Value::Number(number) => {
                let parts = number.unpack();
                let is_small = !parts.negative && (parts.scale, parts.hi, parts.mid) == (0, 0, 0);
                if is_small { Entry::Small(parts.lo) } else { Entry::Other }
            }
            Value::Blank | Value::NotApplicable => Entry::Blank,
            Value::Text(_) | Value::Absent => Entry::Other,
        }
    }
}
