use rust_decimal::Decimal;
use serde::Deserialize;

use crate::CellRef;

/// Which sum an equation is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum EquationKind {
    /// Six kinds of applicants make the row's total.
    RowTotal,
    /// All results make （七）总计.
    ResultTotal,
    /// New and carried in make results and carried out.
    CarryBalance,
    /// Four outcomes make a group's total.
    DisputeTotal,
}

/// A sum that must hold between cells of one table: the left terms together equal the right terms together.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Equation {
    /// Which sum.
    pub kind: EquationKind,
    /// Left terms.
    pub left: Vec<CellRef>,
    /// Right terms.
    pub right: Vec<CellRef>,
}

/// One thing wrong with a table's sums.
#[derive(Clone, Debug)]
pub struct Imbalance {
    /// Which rule reports it.
    pub kind: EquationKind,
    /// The cell to point at: the wrong one where it can be told, else the sum's result.
    pub cell: CellRef,
    /// Whether this one cell explains every equation listed.
    pub localised: bool,
    /// The value at `cell` that makes all equations listed hold; absent where it would be negative.
    pub expected: Option<Decimal>,
    /// The equations that fail because of it, that of `kind` first.
    pub equations: Vec<Equation>,
    /// Whether blank cells were read as zero.
    pub reading: Reading,
}

/// How blank cells were read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Reading {
    /// No blank cell takes part.
    AsWritten,
    /// Blank cells count as zero.
    BlanksAsZero,
}

/// The sums of one table.
#[derive(Clone, Debug, Default)]
pub struct Balance {
    /// What is wrong, by place: the fewest cells that explain it all.
    pub imbalances: Vec<Imbalance>,
    /// Equations that could not be assessed because a term is not a number.
    pub unassessed: Vec<Equation>,
    /// Whether all equations hold when blanks, and rows whose blanks were lost, are read as zero. Absent where no value
    /// is blank or lost.
    pub balances_with_zeros: Option<bool>,
}
