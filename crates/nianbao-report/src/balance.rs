mod ledger;
mod lost;
mod slips;
mod sums;
mod weighing;
mod zeros;

use rust_decimal::Decimal;
use serde::Deserialize;

use self::ledger::Ledger;
use self::sums::{Sums, equations, sums};
pub use self::weighing::Weighing;
use crate::{CellRef, OfficialTable, RowState, Value};

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
    /// The slip of the pen that alone explains all equations listed, where there is just one.
    pub slip: Option<Slip>,
}

/// Digits of one cell that were written wrongly.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Slip {
    /// The cell.
    pub cell: CellRef,
    /// What it says with the digits put right.
    pub value: Decimal,
    /// What was done to the digits.
    pub kind: SlipKind,
    /// The total of the cell's row and what it becomes along with the cell, where it was computed from the wrong digits.
    pub total: Option<(CellRef, Decimal)>,
}

/// How digits go wrong.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum SlipKind {
    /// Two stand in each other's place.
    SwappedDigits,
    /// One of several is another.
    WrongDigit,
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
    pub unassessed: Vec<&'static Equation>,
    /// Whether all equations hold when blanks, and rows whose blanks were lost, are read as zero. Absent where no value
    /// is blank or lost.
    pub balances_with_zeros: Option<bool>,
}

impl Balance {
    /// The sums of `table`.
    pub(crate) fn of(table: &OfficialTable) -> Balance {
        let sums = sums(table.spec);
        let equations = sums.equations.as_slice();
        let ledger = Ledger::of(table, sums);
        if ledger.holds() {
            let balances_with_zeros = zeros::balance(table, &ledger, equations);
            return Balance { balances_with_zeros, ..Balance::default() };
        }
        let (chosen, reading) = Assessment::of_habit(table, &ledger, equations);
        let unassessed = chosen.unassessed.iter().map(|index| &equations[*index]).collect();
        let mut imbalances = Solver::new(table, sums, chosen, reading).solve();
        imbalances.sort_by_key(|imbalance| (imbalance.cell, imbalance.kind));
        Balance {
            imbalances,
            unassessed,
            balances_with_zeros: zeros::balance(table, &ledger, equations),
        }
    }
}

/// Which equations fail, hold, or cannot be assessed under one reading.
struct Assessment {
    /// Left minus right, for each equation whose terms are all known.
    differences: Vec<Option<Decimal>>,
    unassessed: Vec<usize>,
}

impl Assessment {
    /// The assessment under the reading that the table's own habit asks for.
    fn of_habit(
        table: &OfficialTable,
        ledger: &Ledger,
        equations: &[Equation],
    ) -> (Assessment, Reading) {
        let of = |reading| Assessment::of(table, ledger, equations, reading);
        let as_written = of(Reading::AsWritten);
        if !as_written.unassessed.is_empty() {
            let with_zeros = of(Reading::BlanksAsZero);
            if with_zeros.zeros_are_a_habit(&as_written) {
                return (with_zeros, Reading::BlanksAsZero);
            }
        }
        (as_written, Reading::AsWritten)
    }

    fn of(
        table: &OfficialTable,
        ledger: &Ledger,
        equations: &[Equation],
        reading: Reading,
    ) -> Assessment {
        let difference = |(index, equation)| match ledger.sums(index, reading) {
            Some((left, right)) if left == right => Some(Decimal::ZERO),
            _ => difference(table, equation, reading),
        };
        let differences: Vec<Option<Decimal>> =
            equations.iter().enumerate().map(difference).collect();
        let unassessed =
            (0..equations.len()).filter(|index| differences[*index].is_none()).collect();
        Assessment { differences, unassessed }
    }

    /// Whether blanks are this table's way to write zero: reading them so makes equations assessable, and at least four
    /// of five of those hold.
    fn zeros_are_a_habit(&self, as_written: &Assessment) -> bool {
        let gained: Vec<Decimal> =
            as_written.unassessed.iter().filter_map(|index| self.differences[*index]).collect();
        let holding = gained.iter().filter(|difference| difference.is_zero()).count();
        holding * 5 >= gained.len() * 4 && holding > 0
    }
}

fn difference(table: &OfficialTable, equation: &Equation, reading: Reading) -> Option<Decimal> {
    let left = sum(table, &equation.left, reading)?;
    let difference = left.checked_sub(sum(table, &equation.right, reading)?)?;
    let explained = !difference.is_zero()
        && equation.kind == EquationKind::ResultTotal
        && unknown_results(table, equation) == Some(-difference);
    Some(if explained { Decimal::ZERO } else { difference })
}

/// What the rows that the form does not have add to an equation over its rows; absent where there are none or their
/// columns cannot be told.
fn unknown_results(table: &OfficialTable, equation: &Equation) -> Option<Decimal> {
    let result = equation.right.first()?;
    let columns = table.spec.rows[result.row].columns.len();
    let added = table.unknown_rows.iter().filter(|row| row.repeats.is_none()).map(|row| {
        let value = row.values.get(result.column).filter(|_| row.values.len() == columns)?;
        value.value.number()
    });
    added.reduce(|sum, value| sum?.checked_add(value?)).flatten()
}

fn sum(table: &OfficialTable, cells: &[CellRef], reading: Reading) -> Option<Decimal> {
    cells.iter().try_fold(Decimal::ZERO, |sum, cell| {
        let value = match (&table.figure(*cell).value, reading) {
            (Value::Number(number), _) if is_count(*number) => *number,
            (Value::Blank | Value::NotApplicable, Reading::BlanksAsZero) => Decimal::ZERO,
            _ => return None,
        };
        sum.checked_add(value)
    })
}

/// Whether a number can be a number of cases; what is none is wrong by itself, and no sum can tell more.
fn is_count(number: Decimal) -> bool {
    number >= Decimal::ZERO && number.is_integer()
}

/// One failing sum among so many is a wrong figure, not another reading of blanks.
const SUMS_FOR_ONE_FAILING: usize = 8;

/// Finds the fewest cells that explain all failing equations.
struct Solver<'t> {
    table: &'t OfficialTable,
    sums: &'static Sums,
    equations: &'static [Equation],
    differences: Vec<Option<Decimal>>,
    failing: Vec<usize>,
    reading: Reading,
    /// Whether the table writes its zeros as blanks beyond doubt, so that a sum with blanks can be wrong too.
    blanks_are_zeros: bool,
}

/// A change of one cell, and of its row's total along with it or not, that makes failing equations hold.
struct Explanation {
    cell: CellRef,
    change: Decimal,
    explains: Vec<usize>,
}

impl<'t> Solver<'t> {
    fn new(
        table: &'t OfficialTable,
        sums: &'static Sums,
        assessment: Assessment,
        reading: Reading,
    ) -> Solver<'t> {
        let equations = sums.equations.as_slice();
        let failing: Vec<usize> = (0..equations.len())
            .filter(|index| {
                assessment.differences[*index].is_some_and(|difference| !difference.is_zero())
            })
            .collect();
        let blanks_are_zeros = reading == Reading::BlanksAsZero
            && assessment.unassessed.is_empty()
            && failing.len() * SUMS_FOR_ONE_FAILING <= equations.len()
            && zeros::are_blank(table);
        let differences = assessment.differences;
        Solver { table, sums, equations, differences, failing, reading, blanks_are_zeros }
    }

    fn solve(mut self) -> Vec<Imbalance> {
        let mut found = Vec::new();
        while let Some(explanation) = self.best_explanation() {
            let localised = self.localised(&explanation);
            if localised.is_none() && self.blanks_are_zeros {
                break;
            }
            self.failing.retain(|index| !explanation.explains.contains(index));
            found.extend(localised);
        }
        found.extend(self.remaining());
        found
    }

    /// The one change that explains more failing equations than any other; absent where none explains two, or where
    /// different cells explain the same.
    fn best_explanation(&self) -> Option<Explanation> {
        let mut candidates: Vec<Explanation> = self
            .cells_in_failing()
            .into_iter()
            .flat_map(|cell| [self.explain_by(&[cell]), self.explain_with_total(cell)])
            .flatten()
            .filter(|explanation| explanation.explains.len() >= 2)
            .collect();
        candidates.sort_by_key(|explanation| std::cmp::Reverse(explanation.explains.len()));
        let most = candidates.first()?.explains.len();
        let mut best =
            candidates.into_iter().take_while(|explanation| explanation.explains.len() == most);
        let first = best.next()?;
        let rivalled =
            best.any(|other| other.explains == first.explains && other.cell != first.cell);
        (!rivalled).then_some(first)
    }

    fn cells_in_failing(&self) -> Vec<CellRef> {
        let mut cells: Vec<CellRef> =
            self.failing.iter().flat_map(|index| self.terms(*index)).collect();
        cells.sort_unstable();
        cells.dedup();
        cells
    }

    fn terms(&self, index: usize) -> impl Iterator<Item = CellRef> {
        let equation = &self.equations[index];
        equation.left.iter().chain(&equation.right).copied()
    }

    /// The same change of `cell` and of its row's total, which leaves the row's own sum as it is.
    fn explain_with_total(&self, cell: CellRef) -> Option<Explanation> {
        let total = *self.sums.row_of(cell)?.right.first()?;
        self.explain_by(&[cell, total])
    }

    /// The change, equal in all `cells`, that makes every failing equation they stand in hold and breaks none.
    fn explain_by(&self, cells: &[CellRef]) -> Option<Explanation> {
        let mut change = None;
        let mut explains = Vec::new();
        for term in cells.iter().flat_map(|cell| self.sums.terms_of(*cell)) {
            let index = term.equation;
            let weight = self.sums.weight_of(cells, index);
            if weight == 0 || explains.contains(&index) {
                continue;
            }
            let difference = self.differences[index]?;
            let needed = -difference * Decimal::from(weight);
            if weight.abs() != 1
                || !self.failing.contains(&index)
                || change.is_some_and(|change| change != needed)
            {
                return None;
            }
            change = Some(needed);
            explains.push(index);
        }
        explains.sort_unstable();
        let change = change?;
        let possible = cells.iter().all(|cell| {
            self.value(*cell)
                .and_then(|value| value.checked_add(change))
                .is_some_and(|value| !value.is_sign_negative() || value.is_zero())
        });
        possible.then(|| Explanation { cell: cells[0], change, explains })
    }

    fn value(&self, cell: CellRef) -> Option<Decimal> {
        sum(self.table, &[cell], self.reading)
    }

    /// The finding for an explanation; none where the cell is blank, for then the blank is what is wrong.
    fn localised(&self, explanation: &Explanation) -> Option<Imbalance> {
        self.table.number(explanation.cell)?;
        let mut equations: Vec<Equation> =
            explanation.explains.iter().map(|index| self.equations[*index].clone()).collect();
        let kind = kind_of(&equations, explanation.cell);
        equations.sort_by_key(|equation| (equation.kind != kind, equation.kind));
        Some(Imbalance {
            kind,
            cell: explanation.cell,
            localised: true,
            expected: self
                .value(explanation.cell)
                .and_then(|value| value.checked_add(explanation.change)),
            reading: self.reading_of(&equations),
            equations,
            slip: self.slip_to(explanation.cell, explanation.change, None),
        })
    }

    /// The equations no single cell explains, each pointing at its own result. The total column's sum follows from the
    /// other columns', so it is reported with them.
    fn remaining(&self) -> Vec<Imbalance> {
        let mut found: Vec<Imbalance> = Vec::new();
        for index in &self.failing {
            let equation = &self.equations[*index];
            let is_doubtful = self.has_blank_term(equation) && !self.blanks_are_zeros;
            if is_doubtful || self.follows_from_other_columns(*index) {
                continue;
            }
            let Some(cell) = equation.right.last().copied() else { continue };
            let expected = self.differences[*index]
                .and_then(|difference| self.value(cell)?.checked_add(difference))
                .filter(|value| !value.is_sign_negative() && !self.stands_in_holding(cell));
            found.push(Imbalance {
                kind: equation.kind,
                cell,
                localised: false,
                expected,
                equations: vec![equation.clone()],
                reading: self.reading_of(std::slice::from_ref(equation)),
                slip: self.only_slip(equation),
            });
        }
        found
    }

    /// Whether `cell` is a term of an equation that holds, which another value would break.
    fn stands_in_holding(&self, cell: CellRef) -> bool {
        let mut differences =
            self.sums.terms_of(cell).iter().map(|term| self.differences[term.equation]);
        differences.any(|difference| difference.is_some_and(|it| it.is_zero()))
    }

    /// Whether `index` is the total column's equation of a sum whose other columns fail by as much together.
    fn follows_from_other_columns(&self, index: usize) -> bool {
        let equation = &self.equations[index];
        let last_column =
            equation.left.iter().map(|cell| self.table.spec.rows[cell.row].columns.len() - 1).min();
        let over_rows = equation
            .left
            .iter()
            .chain(&equation.right)
            .all(|cell| Some(cell.column) == last_column);
        if !over_rows || equation.kind == EquationKind::RowTotal {
            return false;
        }
        let others: Decimal = self
            .failing
            .iter()
            .filter(|other| **other != index && self.equations[**other].kind == equation.kind)
            .filter_map(|other| self.differences[*other])
            .sum();
        self.differences[index] == Some(others)
    }

    fn has_blank_term(&self, equation: &Equation) -> bool {
        self.reading == Reading::BlanksAsZero
            && self.reading_of(std::slice::from_ref(equation)) == Reading::BlanksAsZero
    }

    fn reading_of(&self, equations: &[Equation]) -> Reading {
        let all_numbers = equations
            .iter()
            .flat_map(|equation| equation.left.iter().chain(&equation.right))
            .all(|cell| self.table.number(*cell).is_some());
        if all_numbers { Reading::AsWritten } else { Reading::BlanksAsZero }
    }
}

/// The rule that reports `equations`, which all fail because of `cell`: （七）总计 is result-total's business even where
/// its row's sum fails too; otherwise the row's sum comes first.
fn kind_of(equations: &[Equation], cell: CellRef) -> EquationKind {
    let is_result = |equation: &&Equation| {
        equation.kind == EquationKind::ResultTotal && equation.right.contains(&cell)
    };
    match equations.iter().find(is_result) {
        Some(equation) => equation.kind,
        None => {
            equations.iter().map(|equation| equation.kind).min().unwrap_or(EquationKind::RowTotal)
        }
    }
}

#[cfg(test)]
mod tests;
