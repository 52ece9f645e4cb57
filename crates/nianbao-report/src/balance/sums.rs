//! The sums that must hold in a table, written out cell by cell.

use std::ops::Range;
use std::sync::LazyLock;

use nianbao_diagnostics::TableName;

use super::{Equation, EquationKind};
use crate::{Axis, CellRef, Edition, Identity, TableSpec};

/// The equations of a table, and where each cell stands in them.
pub(super) struct Sums {
    pub(super) equations: Vec<Equation>,
    /// For each cell, by row and column: the equations it is a term of, in their order.
    terms: Vec<Vec<Vec<Term>>>,
    /// The places of the terms of each equation's sides.
    sides: Vec<Sides>,
    /// The terms of all equations as places among all cells of the table.
    places: Vec<u16>,
}

/// Where the left and the right terms of an equation are in [`Sums::places`].
struct Sides {
    left: Range<usize>,
    right: Range<usize>,
}

/// A cell's part in an equation.
#[derive(Clone, Copy)]
pub(super) struct Term {
    /// Index of the equation.
    pub(super) equation: usize,
    /// 1 on the left, -1 on the right.
    pub(super) weight: i8,
}

impl Sums {
    fn of(spec: &TableSpec) -> Sums {
        let equations = written_out(spec);
        let mut terms: Vec<_> =
            spec.rows.iter().map(|row| vec![Vec::new(); row.columns.len()]).collect();
        for (index, equation) in equations.iter().enumerate() {
            let left = equation.left.iter().map(|cell| (cell, 1));
            let right = equation.right.iter().map(|cell| (cell, -1));
            for (cell, weight) in left.chain(right) {
                terms[cell.row][cell.column].push(Term { equation: index, weight });
            }
        }
        let (sides, places) = sides(spec, &equations);
        Sums { equations, terms, sides, places }
    }

    /// The terms of both sides of an equation as places among all cells of the table, row by row.
    #[inline]
    pub(super) fn places_of(&self, equation: usize) -> (&[u16], &[u16]) {
        let Sides { left, right } = &self.sides[equation];
        (&self.places[left.clone()], &self.places[right.clone()])
    }

    /// The equations that `cell` is a term of, in their order.
    pub(super) fn terms_of(&self, cell: CellRef) -> &[Term] {
        &self.terms[cell.row][cell.column]
    }

    /// What an equal change of all `cells` adds to the left of an equation: 1 for each left term, -1 for each right one.
    pub(super) fn weight_of(&self, cells: &[CellRef], equation: usize) -> i8 {
        let terms = cells.iter().flat_map(|cell| self.terms_of(*cell));
        terms.filter(|term| term.equation == equation).map(|term| term.weight).sum()
    }

    /// The sum of the row whose total `cell` is a part of.
    pub(super) fn row_of(&self, cell: CellRef) -> Option<&Equation> {
        let parts = self.terms_of(cell).iter().filter(|term| term.weight > 0);
        let mut equations = parts.map(|term| &self.equations[term.equation]);
        equations.find(|equation| equation.kind == EquationKind::RowTotal)
    }
}

fn sides(spec: &TableSpec, equations: &[Equation]) -> (Vec<Sides>, Vec<u16>) {
    let place = |cell: &CellRef| {
        let before = spec.rows[..cell.row].iter().map(|row| row.columns.len());
        let place = before.sum::<usize>() + cell.column;
        u16::try_from(place).expect("a form has some hundred cells")
    };
    let mut places = Vec::new();
    let mut push = |cells: &[CellRef]| {
        let start = places.len();
        places.extend(cells.iter().map(place));
        start..places.len()
    };
    let sides = equations
        .iter()
        .map(|equation| Sides { left: push(&equation.left), right: push(&equation.right) })
        .collect();
    (sides, places)
}

/// The sums of both editions' tables, in the order of [`Edition::all`] and [`TableName::ALL`].
static SUMS: LazyLock<Vec<[Sums; 3]>> = LazyLock::new(|| {
    Edition::all()
        .iter()
        .map(|edition| TableName::ALL.map(|name| Sums::of(edition.table(name))))
        .collect()
});

/// The sums of `spec`.
pub(super) fn sums(spec: &TableSpec) -> &'static Sums {
    &SUMS[Edition::position_of(spec)][spec.name as usize]
}

/// The equations of `spec`.
pub(super) fn equations(spec: &TableSpec) -> &'static [Equation] {
    &sums(spec).equations
}

/// The equations of a table's identities, written out cell by cell.
fn written_out(spec: &TableSpec) -> Vec<Equation> {
    spec.identities
        .iter()
        .flat_map(|identity| match identity.over {
            Axis::Columns => over_columns(spec, identity),
            Axis::Rows => over_rows(spec, identity),
        })
        .collect()
}

fn over_columns(spec: &TableSpec, identity: &Identity) -> Vec<Equation> {
    let in_row = |row: usize, keys: &[String]| -> Option<Vec<CellRef>> {
        keys.iter()
            .map(|key| {
                let column = spec.rows[row].columns.iter().position(|column| column.key == *key)?;
                Some(CellRef { row, column })
            })
            .collect()
    };
    (0..spec.rows.len())
        .filter_map(|row| {
            let left = in_row(row, &identity.left)?;
            Some(Equation { kind: identity.kind, left, right: in_row(row, &identity.right)? })
        })
        .collect()
}

fn over_rows(spec: &TableSpec, identity: &Identity) -> Vec<Equation> {
    let rows = |keys: &[String]| -> Vec<usize> {
        keys.iter().filter_map(|key| spec.rows.iter().position(|row| row.key == *key)).collect()
    };
    let (left, right) = (rows(&identity.left), rows(&identity.right));
    let columns = left.first().map_or(0, |row| spec.rows[*row].columns.len());
    let in_column = |rows: &[usize], column| {
        rows.iter().map(|row| CellRef { row: *row, column }).collect::<Vec<_>>()
    };
    (0..columns)
        .map(|column| Equation {
            kind: identity.kind,
            left: in_column(&left, column),
            right: in_column(&right, column),
        })
        .collect()
}
