use rust_decimal::Decimal;

use super::{equations, sum};
use crate::{Equation, OfficialTable, Reading};

/// An equation worked out with a table's figures.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Weighing {
    /// The sum of the left terms.
    pub left: Decimal,
    /// The sum of the right terms.
    pub right: Decimal,
    /// Whether blank cells were read as zero.
    pub reading: Reading,
}

impl Weighing {
    /// Whether both sides are equal.
    pub fn holds(&self) -> bool {
        self.left == self.right
    }
}

impl OfficialTable {
    /// Every sum that must hold in the table, in the order of the form.
    pub fn equations(&self) -> &'static [Equation] {
        equations(self.spec)
    }

    /// `equation` with the figures as they stand, blank cells read as zero where there are any; absent where a term is
    /// no number that can be counted.
    pub fn weigh(&self, equation: &Equation) -> Option<Weighing> {
        [Reading::AsWritten, Reading::BlanksAsZero].into_iter().find_map(|reading| {
            let left = sum(self, &equation.left, reading)?;
            let right = sum(self, &equation.right, reading)?;
            Some(Weighing { left, right, reading })
        })
    }
}
