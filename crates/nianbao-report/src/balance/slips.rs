//! Slips of the pen that explain sums: two digits of a cell swapped, or one written wrongly.

use rust_decimal::Decimal;

use super::{CellRef, Equation, Slip, SlipKind, Solver};

impl Solver<'_> {
    /// The slip that makes `cell` differ by `change` from what it should be, and its row's total along with it.
    pub(super) fn slip_to(
        &self,
        cell: CellRef,
        change: Decimal,
        total: Option<CellRef>,
    ) -> Option<Slip> {
        let found = self.table.number(cell)?;
        let value = found.checked_add(change)?;
        let kind = SlipKind::between(found, value)?;
        let total = match total {
            Some(total) => Some((total, self.value(total)?.checked_add(change)?)),
            None => None,
        };
        Some(Slip { cell, value, kind, total })
    }

    /// The one slip that explains a failing equation; none where several do. Swapped digits are the likelier ones.
    pub(super) fn only_slip(&self, equation: &Equation) -> Option<Slip> {
        let cells = equation.left.iter().chain(&equation.right);
        let mut slips: Vec<Slip> = cells.filter_map(|cell| self.slip_of(*cell)).collect();
        slips.sort_by_key(|slip| (slip.kind, slip.cell));
        let likeliest = slips.first()?.kind;
        let mut slips = slips.into_iter().take_while(|slip| slip.kind == likeliest);
        let only = slips.next();
        only.filter(|_| slips.next().is_none())
    }

    /// The slip in `cell` that explains every failing equation it stands in, with or without its row's total.
    fn slip_of(&self, cell: CellRef) -> Option<Slip> {
        if let Some(alone) = self.explain_by(&[cell]) {
            return self.slip_to(cell, alone.change, None);
        }
        let total = *self.sums.row_of(cell)?.right.first()?;
        let explanation = self.explain_by(&[cell, total])?;
        self.slip_to(cell, explanation.change, Some(total))
    }
}

impl SlipKind {
    /// What was done to the digits of `right` to make `wrong` of them; nothing where they differ otherwise. A number of one
    /// digit can be any other.
    pub fn between(wrong: Decimal, right: Decimal) -> Option<SlipKind> {
        let (wrong, right) = (wrong.normalize().to_string(), right.normalize().to_string());
        if wrong.len() != right.len() || wrong.len() < 2 {
            return None;
        }
        let differing: Vec<(u8, u8)> =
            wrong.bytes().zip(right.bytes()).filter(|(wrong, right)| wrong != right).collect();
        match differing.as_slice() {
            [_] => Some(SlipKind::WrongDigit),
            [(a, b), (c, d)] if (a, b) == (d, c) => Some(SlipKind::SwappedDigits),
            _ => None,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn digits_are_compared_place_by_place() {
        let kind = |wrong: u32, right: u32| SlipKind::between(wrong.into(), right.into());
        assert_eq!(kind(72, 27), Some(SlipKind::SwappedDigits));
        assert_eq!(kind(1204, 4201), Some(SlipKind::SwappedDigits));
        assert_eq!(kind(132, 122), Some(SlipKind::WrongDigit));
        for (wrong, right) in [(3, 5), (20, 2), (99, 100), (27, 38), (123, 231), (27, 27)] {
            assert_eq!(kind(wrong, right), None, "{wrong} {right}");
        }
    }
}
