use std::borrow::Cow;
use std::cell::OnceCell;
use std::ops::Range;
use std::sync::LazyLock;

use nianbao_diagnostics::TableName;
use rust_decimal::Decimal;

use super::CountReading;
use super::beside::stage_of;
use super::claim::Claim;
use super::lexicon::{Applicant, DocumentFact, Outcome};
use super::phrase::{Dispute, Results, Stage, Topic};
use crate::{Balance, CellRef, Edition, OfficialTable, RowSpec, TableSpec, Value};

/// A table with its sums.
pub(super) struct Sheet<'r> {
    table: &'r OfficialTable,
    balance: &'r Balance,
    rows: &'static Rows,
    /// The sums of the terms of applications in the column of totals, by term, once they were asked for.
    totals: [OnceCell<Sum>; Term::ALL.len()],
    /// The totals of its rows, or groups, where its zeros were lost.
    without_zeros: Option<Vec<Decimal>>,
}

/// Rows that readings are made of.
#[derive(Clone, Copy)]
pub(super) enum Term {
    New,
    CarriedIn,
    Total,
    CarriedOut,
    Outcome(Outcome),
}

impl Term {
    const ALL: [Term; 4 + Outcome::ALL.len()] = {
        let mut all = [Term::New; 4 + Outcome::ALL.len()];
        [all[1], all[2], all[3]] = [Term::CarriedIn, Term::Total, Term::CarriedOut];
        let mut index = 0;
        while index < Outcome::ALL.len() {
            all[4 + index] = Term::Outcome(Outcome::ALL[index]);
            index += 1;
        }
        all
    };

    /// The beginning of its rows' keys.
    const fn key(self) -> &'static str {
        match self {
            Term::New => "new_received",
            Term::CarriedIn => "carried_in",
            Term::Total => "result.total",
            Term::CarriedOut => "carried_out",
            Term::Outcome(outcome) => outcome.key(),
        }
    }

    /// Its place in [`Term::ALL`].
    const fn index(self) -> usize {
        match self {
            Term::New => 0,
            Term::CarriedIn => 1,
            Term::Total => 2,
            Term::CarriedOut => 3,
            Term::Outcome(outcome) => 4 + outcome as usize,
        }
    }
}

/// The rows of each term, side by side: one or more by edition.
type Rows = [Range<usize>; Term::ALL.len()];

/// The rows of applications, in the order of [`Edition::all`].
static ROWS: LazyLock<Vec<Rows>> = LazyLock::new(|| {
    let rows = |spec: &TableSpec| {
        Term::ALL.map(|term| {
            let is_of = |row: &RowSpec| row.key.starts_with(term.key());
            let first = spec.rows.iter().position(is_of).unwrap_or(0);
            first..first + spec.rows[first..].iter().take_while(|row| is_of(row)).count()
        })
    };
    Edition::all().iter().map(|edition| rows(edition.table(TableName::Applications))).collect()
});

/// Numbers of cells added up: as they stand, and with those put right that a wrong sum can be pinned on.
#[derive(Clone, Copy)]
struct Sum {
    value: Option<Decimal>,
    mended: Option<Decimal>,
    /// Whether some were put right.
    is_mended: bool,
}

impl Sum {
    const ZERO: Sum =
        Sum { value: Some(Decimal::ZERO), mended: Some(Decimal::ZERO), is_mended: false };

    fn plus(self, other: Sum) -> Sum {
        self.combine(other, Decimal::checked_add)
    }

    fn minus(self, other: Sum) -> Sum {
        self.combine(other, Decimal::checked_sub)
    }

    fn combine(self, other: Sum, combine: fn(Decimal, Decimal) -> Option<Decimal>) -> Sum {
        let of = |a: Option<Decimal>, b: Option<Decimal>| match (a?, b?) {
            (a, b) if b.is_zero() => Some(a),
            (a, b) => combine(a, b),
        };
        let is_mended = self.is_mended || other.is_mended;
        let value = of(self.value, other.value);
        let mended = if is_mended { of(self.mended, other.mended) } else { value };
        Sum { value, mended, is_mended }
    }
}

/// A column of a table of applications or disputes.
#[derive(Clone, Copy)]
pub(super) enum Column {
    /// The total; where it is no number, the columns that make it.
    Total,
    /// 法人或其他组织: those between natural persons and the total.
    Organisations,
    /// The column with this index.
    One(usize),
}

impl<'r> Sheet<'r> {
    pub(super) fn of(table: &'r OfficialTable, balance: &'r Balance) -> Sheet<'r> {
        let rows = &ROWS[Edition::position_of(table.spec)];
        let without_zeros = table.totals_without_zeros().or_else(|| table.groups_without_zeros());
        let totals = [const { OnceCell::new() }; Term::ALL.len()];
        Sheet { table, balance, rows, totals, without_zeros }
    }

    /// What may be meant, by the `readings`, by applications of which so much is `said`.
    pub(super) fn applications(
        &self,
        readings: &[Reading],
        column: Column,
        said: Decimal,
    ) -> Vec<CountReading> {
        let all = readings
            .iter()
            .map(|(name, terms, without)| self.reading((*name).into(), terms, without, column));
        first_that_fits_or_all(all, said)
    }

    /// Whether results said beside `total` are the whole year's: where some were carried in, those of the new ones
    /// alone are not in the table.
    pub(super) fn results_follow(&self, total: &Claim) -> bool {
        let Some(Stage::New | Stage::Received | Stage::Accepted) = stage_of(total) else {
            return true;
        };
        let [new, carried] = [Term::New, Term::CarriedIn].map(|term| self.sum(term, Column::Total));
        carried.value == Some(Decimal::ZERO) || new.plus(carried).value == Some(total.value)
    }

    pub(super) fn results(
        &self,
        results: &Results,
        named: &[Outcome],
        said: Decimal,
    ) -> Vec<CountReading> {
        let outcomes = results.outcomes.as_slice();
        let mut readings = Vec::new();
        if !outcomes.is_empty() {
            let first = std::iter::once_with(|| self.outcomes(outcomes));
            readings = first_that_fits_or_all(first.chain(self.looser(outcomes, named)), said);
        }
        if !results.rows.is_empty() && !results.and_more {
            let rows: Vec<usize> = results.rows.iter().filter_map(|key| self.row(key)).collect();
            let labels = rows.iter().map(|row| self.table.spec.rows[*row].label.as_str());
            let name = labels.collect::<Vec<_>>().join("＋");
            readings.push(self.reading_of_rows(name.into(), &rows, Column::Total));
        }
        readings
    }

    /// What one outcome alone may be meant to take in where the line does not name the others beside it.
    fn looser(
        &self,
        outcomes: &[Outcome],
        named: &[Outcome],
    ) -> impl Iterator<Item = CountReading> {
        use Outcome::{Denied, Granted, Other, Partial, Rejected, Unavailable};
        let wider: &[&[Outcome]] = match outcomes {
            [Granted] => &[&[Granted, Partial]],
            [Denied] => &[
                &[Denied, Unavailable],
                &[Denied, Rejected],
                &[Denied, Unavailable, Rejected],
                &[Denied, Unavailable, Rejected, Other],
            ],
            [Rejected] => &[&[Rejected, Other]],
            [Unavailable] => &[&[Unavailable, Rejected], &[Unavailable, Rejected, Other]],
            _ => &[],
        };
        wider
            .iter()
            .filter(move |wider| {
                !wider.iter().any(|it| !outcomes.contains(it) && named.contains(it))
            })
            .map(|wider| self.outcomes(wider))
    }

    fn outcomes(&self, outcomes: &[Outcome]) -> CountReading {
        let name = match outcomes {
            [outcome] => outcome.name().into(),
            _ => outcomes.iter().map(|it| it.name()).collect::<Vec<_>>().join("＋").into(),
        };
        let terms: Vec<Term> = outcomes.iter().copied().map(Term::Outcome).collect();
        self.reading(name, &terms, &[], Column::Total)
    }

    pub(super) fn disputes(&self, topic: &Topic) -> Vec<CountReading> {
        let (dispute, ruling) = match topic {
            Topic::Dispute { dispute, ruling } => (Some(*dispute), *ruling),
            Topic::Ruling(ruling) => (None, Some(*ruling)),
            _ => return Vec::new(),
        };
        let column = match ruling.map(|ruling| self.column(ruling)) {
            None => Column::Total,
            Some(Some(column)) => Column::One(column),
            Some(None) => return Vec::new(),
        };
        if let Some(groups) = &self.without_zeros {
            return match ruling {
                None => self.lost_disputes(dispute, groups),
                Some(_) => Vec::new(),
            };
        }
        let rows = |name: &'static str, keys: &[&str]| {
            let rows: Vec<usize> = keys.iter().filter_map(|key| self.row(key)).collect();
            self.reading_of_rows(name.into(), &rows, column)
        };
        let review = || rows("行政复议", &["review"]);
        let direct = || rows("未经复议直接起诉", &["litigation_direct"]);
        let after = || rows("复议后起诉", &["litigation_after_review"]);
        let litigation = || rows("行政诉讼", &["litigation_direct", "litigation_after_review"]);
        let all = ["review", "litigation_direct", "litigation_after_review"];
        match dispute {
            Some(Dispute::Review) => vec![review()],
            Some(Dispute::Litigation) => vec![litigation()],
            Some(Dispute::DirectLitigation) => vec![direct()],
            Some(Dispute::LitigationAfterReview) => vec![after()],
            None => {
                vec![review(), litigation(), direct(), after(), rows("行政复议＋行政诉讼", &all)]
            }
        }
    }

    /// What disputes may come to, where only the totals of those `groups` are left that are not nothing.
    fn lost_disputes(&self, dispute: Option<Dispute>, groups: &[Decimal]) -> Vec<CountReading> {
        const ZERO: Decimal = Decimal::ZERO;
        let review = |value: Decimal| ("行政复议", "review", Some(value));
        let litigation = |value: Option<Decimal>| ("行政诉讼", "litigation_direct", value);
        let sum = |a: &Decimal, b: &Decimal| a.checked_add(*b);
        let readings = match (dispute, groups) {
            (Some(Dispute::Review), []) => vec![review(ZERO)],
            (Some(Dispute::Review), [first, _, _]) => vec![review(*first)],
            (Some(Dispute::Review), [first, ..]) => vec![review(*first), review(ZERO)],
            (Some(Dispute::Litigation), []) => vec![litigation(Some(ZERO))],
            (Some(Dispute::Litigation), [only]) => {
                vec![litigation(Some(*only)), litigation(Some(ZERO))]
            }
            (Some(Dispute::Litigation), [first, second]) => {
                vec![litigation(Some(*second)), litigation(sum(first, second))]
            }
            (Some(Dispute::Litigation), [_, second, third, ..]) => {
                vec![litigation(sum(second, third))]
            }
            _ => Vec::new(),
        };
        let of_row = |(name, key, value): (&'static str, &str, Option<Decimal>)| {
            let row = self.row(key)?;
            let column = self.table.spec.rows[row].columns.len().saturating_sub(1);
            let cells = vec![(self.table.name(), CellRef { row, column })];
            Some(CountReading { name: name.into(), cells, value, mended: None })
        };
        readings.into_iter().filter_map(of_row).collect()
    }

    /// The cell of normative documents that counts `fact`; none in another edition.
    pub(super) fn documents(&self, fact: DocumentFact) -> Option<CountReading> {
        let row = self.row("art20_1.normative_documents")?;
        let columns = &self.table.spec.rows[row].columns;
        let column =
            columns.iter().position(|column| fact.keys().contains(&column.key.as_str()))?;
        let name = format!("行政规范性文件{}", columns[column].label);
        Some(self.reading_of_rows(name.into(), &[row], Column::One(column)))
    }

    fn row(&self, key: &str) -> Option<usize> {
        self.table.spec.rows.iter().position(|row| row.key == key)
    }

    /// The index of the column with this key; all rows of the table have the same.
    fn column(&self, key: &str) -> Option<usize> {
        let columns = &self.table.spec.rows.first()?.columns;
        columns.iter().position(|column| column.key == key)
    }

    pub(super) fn column_of(&self, applicant: Applicant) -> Option<Column> {
        match applicant {
            Applicant::One(key) => self.column(key).map(Column::One),
            Applicant::Organisations => Some(Column::Organisations),
        }
    }

    /// The sum of `terms` less the groups `without`.
    pub(super) fn reading(
        &self,
        name: Cow<'static, str>,
        terms: &[Term],
        without: &[Outcome],
        column: Column,
    ) -> CountReading {
        let mut sum = Sum::ZERO;
        let mut rows = 0;
        for term in terms {
            sum = sum.plus(self.sum(*term, column));
            rows += self.rows_of(*term).len();
        }
        for outcome in without {
            sum = sum.minus(self.sum(Term::Outcome(*outcome), column));
            rows += self.rows_of(Term::Outcome(*outcome)).len();
        }
        let table = self.table.name();
        let mut cells = Vec::with_capacity(rows);
        for term in terms.iter().copied().chain(without.iter().copied().map(Term::Outcome)) {
            for row in self.rows_of(term) {
                let columns = self.columns(row, column);
                cells.extend(columns.map(|column| (table, CellRef { row, column })));
            }
        }
        with_cells(name, sum, cells)
    }

    /// The sum of `rows`.
    fn reading_of_rows(
        &self,
        name: Cow<'static, str>,
        rows: &[usize],
        column: Column,
    ) -> CountReading {
        let mut cells = Vec::with_capacity(rows.len());
        let table = self.table.name();
        for row in rows.iter().copied() {
            let columns = self.columns(row, column);
            cells.extend(columns.map(|column| (table, CellRef { row, column })));
        }
        let sum = cells.iter().fold(Sum::ZERO, |sum, (_, cell)| sum.plus(self.figure(*cell)));
        with_cells(name, sum, cells)
    }

    fn rows_of(&self, term: Term) -> Range<usize> {
        self.rows[term.index()].clone()
    }

    fn sum(&self, term: Term, column: Column) -> Sum {
        match column {
            Column::Total => *self.totals[term.index()].get_or_init(|| self.sum_of(term, column)),
            _ => self.sum_of(term, column),
        }
    }

    fn sum_of(&self, term: Term, column: Column) -> Sum {
        let mut sum = Sum::ZERO;
        for row in self.rows_of(term) {
            for column in self.columns(row, column) {
                sum = sum.plus(self.figure(CellRef { row, column }));
            }
        }
        sum
    }

    /// The columns of `row` that make `column`; the last is that of totals.
    fn columns(&self, row: usize, column: Column) -> Range<usize> {
        let total = self.table.spec.rows[row].columns.len().saturating_sub(1);
        let is_blank = || self.number(CellRef { row, column: total }).is_none();
        match column {
            Column::One(column) => column..column + 1,
            Column::Organisations => 1..total,
            Column::Total if is_blank() => 0..total,
            Column::Total => total..total + 1,
        }
    }

    /// The number at `cell`. A blank is zero where the whole table balances so.
    fn number(&self, cell: CellRef) -> Option<Decimal> {
        match &self.table.figure(cell).value {
            Value::Blank if self.balance.balances_with_zeros == Some(true) => Some(Decimal::ZERO),
            Value::Absent if self.table.name() == TableName::Applications => {
                let is_total = cell.column + 1 == self.table.spec.rows[cell.row].columns.len();
                let totals = self.without_zeros.as_ref().filter(|_| is_total)?;
                totals.get(cell.row).copied()
            }
            value => value.number(),
        }
    }

    /// The number at `cell`, and what a wrong sum says it should be.
    fn figure(&self, cell: CellRef) -> Sum {
        let value = self.number(cell);
        let wrong = self.balance.imbalances.iter().find(|imbalance| imbalance.cell == cell);
        let expected = wrong.and_then(|imbalance| imbalance.expected);
        Sum { value, mended: expected.or(value), is_mended: expected.is_some() }
    }
}

/// A name, what is added up, and what is taken away.
pub(super) type Reading = (&'static str, &'static [Term], &'static [Outcome]);

/// The readings; where the first has the value that is `said`, that alone.
fn first_that_fits_or_all(
    mut readings: impl Iterator<Item = CountReading>,
    said: Decimal,
) -> Vec<CountReading> {
    let Some(first) = readings.next() else { return Vec::new() };
    let fits = first.value == Some(said);
    let mut all = vec![first];
    if !fits {
        all.extend(readings);
    }
    all
}

/// A reading; without value where there are no cells.
fn with_cells(name: Cow<'static, str>, sum: Sum, cells: Vec<(TableName, CellRef)>) -> CountReading {
    let value = sum.value.filter(|_| !cells.is_empty());
    let mended = sum.mended.filter(|mended| value != Some(*mended));
    CountReading { name, cells, value, mended }
}
