//! Totals of tables whose zeros were lost on the way, so that which value belongs to which column cannot be told.

use nianbao_diagnostics::TableName;
use rust_decimal::Decimal;

use super::equations;
use crate::{OfficialTable, RecoveredRow, RowState};

/// Fewest rows that lack values where zeros were lost; a single one is a row of its own kind.
const FEWEST_ROWS: usize = 2;

impl OfficialTable {
    /// The total of each row of 表三, in 件, where some rows lack values and all sums over totals hold when those are zeros: the
    /// last value of such a row is the sum of those before, and a row without values is nothing. Absent where any sum fails.
    pub fn totals_without_zeros(&self) -> Option<Vec<Decimal>> {
        let lacking = |row: &&RecoveredRow| row.state == RowState::Uncertain;
        if self.name() != TableName::Applications
            || self.rows.iter().filter(lacking).count() < FEWEST_ROWS
        {
            return None;
        }
        let totals: Vec<Decimal> = self.rows.iter().map(total).collect::<Option<_>>()?;
        let sum = |cells: &[crate::CellRef]| {
            let mut values = cells.iter().map(|cell| totals[cell.row]);
            values.try_fold(Decimal::ZERO, Decimal::checked_add)
        };
        let is_of_totals =
            |cell: &crate::CellRef| cell.column + 1 == self.spec.rows[cell.row].columns.len();
        let mut over_totals = equations(self.spec)
            .iter()
            .filter(|equation| equation.left.iter().chain(&equation.right).all(is_of_totals));
        let holds = over_totals.all(|equation| {
            let left = sum(&equation.left);
            left.is_some() && left == sum(&equation.right)
        });
        holds.then_some(totals)
    }

    /// The totals of those groups of 表四 that are not nothing, in order, where its row lacks values: each group's last value is
    /// the sum of those before. Absent where the values can be parted in no such way, or in several.
    pub fn groups_without_zeros(&self) -> Option<Vec<Decimal>> {
        if self.name() != TableName::Disputes {
            return None;
        }
        let first = self.rows.first().filter(|row| row.state == RowState::Uncertain)?;
        let values = numbers(first)?;
        if values.iter().any(Decimal::is_zero) {
            return None;
        }
        let mut found = Vec::new();
        part(&values, self.rows.len(), &mut Vec::new(), &mut found);
        match found.as_slice() {
            [only] => Some(only.clone()),
            _ => None,
        }
    }
}

/// The total of a row that may lack zeros.
fn total(row: &RecoveredRow) -> Option<Decimal> {
    match row.state {
        RowState::Missing => None,
        RowState::Certain => row.figures.last()?.value.number(),
        RowState::Uncertain if row.values().is_empty() => Some(Decimal::ZERO),
        RowState::Uncertain => {
            let values = numbers(row).filter(|values| values.len() < row.figures.len())?;
            let (total, parts) = values.split_last()?;
            (!parts.is_empty() && add(parts)? == *total).then_some(*total)
        }
    }
}

/// The values of a row, where all are counts.
fn numbers(row: &RecoveredRow) -> Option<Vec<Decimal>> {
    let numbers = row.values().iter().map(|figure| figure.value.number());
    numbers.map(|number| number.filter(|it| super::is_count(*it))).collect()
}

fn add(values: &[Decimal]) -> Option<Decimal> {
    values.iter().try_fold(Decimal::ZERO, |sum, value| sum.checked_add(*value))
}

/// Parts `values` into at most `most` groups of outcomes and their total, and adds the totals to `found`.
fn part(values: &[Decimal], most: usize, before: &mut Vec<Decimal>, found: &mut Vec<Vec<Decimal>>) {
    /// Outcomes of a group.
    const OUTCOMES: usize = 4;
    if values.is_empty() {
        found.push(before.clone());
        return;
    }
    if most == 0 {
        return;
    }
    for outcomes in 1..=OUTCOMES {
        let Some(total) = values.get(outcomes).copied() else { return };
        if add(&values[..outcomes]) == Some(total) {
            before.push(total);
            part(&values[outcomes + 1..], most - 1, before, found);
            before.pop();
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(values: &[i64], expected: &[&[i64]]) {
        let values: Vec<Decimal> = values.iter().copied().map(Decimal::from).collect();
        let mut found = Vec::new();
        part(&values, 3, &mut Vec::new(), &mut found);
        let expected: Vec<Vec<Decimal>> = expected
            .iter()
            .map(|totals| totals.iter().copied().map(Decimal::from).collect())
            .collect();
        assert_eq!(found, expected, "{values:?}");
    }

    #[test]
    fn values_are_parted_where_totals_fit() {
        check(&[], &[&[]]);
        check(&[2, 2], &[&[2]]);
        check(&[1, 2, 3, 4, 4], &[&[3, 4]]);
        check(&[1, 1, 2, 5, 5, 7, 1, 8], &[&[2, 5, 8]]);
        check(&[1, 1, 2], &[&[2]]);
        check(&[3], &[]);
        check(&[1, 2], &[]);
        check(&[1, 1, 1, 1, 1, 1, 1, 1], &[]);
    }
}
