use nianbao_diagnostics::TableName;
use rust_decimal::Decimal;

use super::CountReading;
use super::claim::Claim;
use super::lexicon::{Applicant, Outcome};
use super::phrase::{Dispute, Results, Stage, Topic};
use crate::{Balance, CellRef, OfficialTable, Report};

/// The tables that prose counts repeat.
pub(super) struct Figures<'r> {
    applications: Option<Sheet<'r>>,
    disputes: Option<Sheet<'r>>,
}

/// A table with its sums.
#[derive(Clone, Copy)]
struct Sheet<'r> {
    table: &'r OfficialTable,
    balance: &'r Balance,
}

/// Some rows of a table in one column, added or taken away.
struct Term {
    sign: Sign,
    rows: Vec<usize>,
    column: Column,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Sign {
    Plus,
    Minus,
}

/// A column of a table of applications or disputes.
#[derive(Clone, Copy)]
enum Column {
    /// The total; where it is no number, the columns that make it.
    Total,
    /// 法人或其他组织.
    Organisations,
    /// The column with this key.
    One(&'static str),
}

/// Columns of organisations.
const ORGANISATIONS: [&str; 5] =
    ["business", "research", "public_interest", "legal_service", "other_org"];

impl<'r> Figures<'r> {
    /// The tables of `report`; none where it has neither.
    pub(super) fn of(report: &'r Report<'_>) -> Option<Figures<'r>> {
        let sheet =
            |name| Some(Sheet { table: report.table(name)?, balance: report.balance(name)? });
        let figures = Figures {
            applications: sheet(TableName::Applications),
            disputes: sheet(TableName::Disputes),
        };
        (figures.applications.is_some() || figures.disputes.is_some()).then_some(figures)
    }

    /// What each of a line's `claims` may repeat; empty where the table is not there or too little is said.
    pub(super) fn readings(&self, claims: &[Claim]) -> Vec<Vec<CountReading>> {
        let named = named_outcomes(claims);
        let total = |claim: &Claim| claim.parent.map(|parent| &claims[parent]);
        claims.iter().map(|claim| self.readings_of(claim, total(claim), &named)).collect()
    }

    fn readings_of(
        &self,
        claim: &Claim,
        total: Option<&Claim>,
        named: &[Outcome],
    ) -> Vec<CountReading> {
        if let Topic::Dispute { .. } | Topic::Ruling(_) = claim.topic {
            return self.disputes.map_or_else(Vec::new, |sheet| sheet.disputes(&claim.topic));
        }
        let Some(sheet) = self.applications else { return Vec::new() };
        match &claim.topic {
            Topic::Applications { stage, .. } => sheet.applications(*stage, Column::Total),
            Topic::CarriedIn { .. } => vec![sheet.rows("上年结转", &["carried_in"], Column::Total)],
            Topic::CarriedOut { .. } => {
                vec![sheet.rows("结转下年度", &["carried_out"], Column::Total)]
            }
            Topic::Applicant { applicant, stage } => {
                let stage = stage.or_else(|| total.and_then(stage_of));
                stage.map_or_else(Vec::new, |stage| sheet.applications(stage, (*applicant).into()))
            }
            Topic::Results(results) if total.is_none_or(|total| sheet.results_follow(total)) => {
                sheet.results(results, named)
            }
            _ => Vec::new(),
        }
    }
}

/// The groups of results that a line names.
fn named_outcomes(claims: &[Claim]) -> Vec<Outcome> {
    let mut named = Vec::new();
    for claim in claims {
        if let Topic::Results(results) = &claim.topic {
            for outcome in &results.outcomes {
                if !named.contains(outcome) {
                    named.push(*outcome);
                }
            }
        }
    }
    named
}

fn stage_of(claim: &Claim) -> Option<Stage> {
    match claim.topic {
        Topic::Applications { stage, .. } => Some(stage),
        _ => None,
    }
}

impl Sheet<'_> {
    fn applications(self, stage: Stage, column: Column) -> Vec<CountReading> {
        let new = || self.rows("新收", &["new_received"], column);
        let new_and_carried =
            || self.rows("新收＋上年结转", &["new_received", "carried_in"], column);
        let total = || self.rows("办理结果总计", &["result.total"], column);
        match stage {
            Stage::New => vec![new()],
            Stage::Received => vec![new(), new_and_carried()],
            Stage::Accepted => vec![new(), new_and_carried(), total()],
            Stage::Handled => vec![total(), new_and_carried(), new()],
            Stage::Answered | Stage::ReceivedAndAnswered => vec![
                total(),
                new_and_carried(),
                new(),
                self.answered("办理结果总计－其他处理", &[Outcome::Other], column),
                self.answered(
                    "办理结果总计－不予处理－其他处理",
                    &[Outcome::Rejected, Outcome::Other],
                    column,
                ),
            ],
        }
    }

    /// All results but those that need no answer.
    fn answered(self, name: &str, without: &[Outcome], column: Column) -> CountReading {
        let mut terms = vec![Term { sign: Sign::Plus, rows: self.row("result.total"), column }];
        for outcome in without {
            terms.push(Term { sign: Sign::Minus, rows: self.group(*outcome), column });
        }
        self.reading(name.to_owned(), &terms)
    }

    /// Whether results said beside `total` are the whole year's: where some were carried in, those of the new ones
    /// alone are not in the table.
    fn results_follow(self, total: &Claim) -> bool {
        let Some(Stage::New | Stage::Received | Stage::Accepted) = stage_of(total) else {
            return true;
        };
        let carried = self.rows("", &["carried_in"], Column::Total);
        let whole = self.rows("", &["new_received", "carried_in"], Column::Total);
        carried.value == Some(Decimal::ZERO) || whole.value == Some(total.value)
    }

    fn results(self, results: &Results, named: &[Outcome]) -> Vec<CountReading> {
        let outcomes = results.outcomes.as_slice();
        let mut readings = Vec::new();
        if !outcomes.is_empty() {
            readings.push(self.outcomes(outcomes));
            readings.extend(self.looser(outcomes, named));
        }
        if !results.rows.is_empty() && !results.and_more {
            readings.push(self.rows(&self.labels(&results.rows), &results.rows, Column::Total));
        }
        readings
    }

    /// What one outcome alone may be meant to take in where the line names none of the others (`named`) beside it.
    fn looser(self, outcomes: &[Outcome], named: &[Outcome]) -> Vec<CountReading> {
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
            .filter(|wider| !wider.iter().any(|it| !outcomes.contains(it) && named.contains(it)))
            .map(|wider| self.outcomes(wider))
            .collect()
    }

    fn outcomes(self, outcomes: &[Outcome]) -> CountReading {
        let names: Vec<&str> = outcomes.iter().map(|outcome| outcome.name()).collect();
        let rows = outcomes.iter().flat_map(|outcome| self.group(*outcome)).collect();
        let term = Term { sign: Sign::Plus, rows, column: Column::Total };
        self.reading(names.join("＋"), &[term])
    }

    fn disputes(self, topic: &Topic) -> Vec<CountReading> {
        let (dispute, ruling) = match topic {
            Topic::Dispute { dispute, ruling } => (Some(*dispute), *ruling),
            Topic::Ruling(ruling) => (None, Some(*ruling)),
            _ => return Vec::new(),
        };
        let column = ruling.map_or(Column::Total, Column::One);
        let review = || self.rows("行政复议", &["review"], column);
        let direct = || self.rows("未经复议直接起诉", &["litigation_direct"], column);
        let after = || self.rows("复议后起诉", &["litigation_after_review"], column);
        let litigation =
            || self.rows("行政诉讼", &["litigation_direct", "litigation_after_review"], column);
        let all = ["review", "litigation_direct", "litigation_after_review"];
        match dispute {
            Some(Dispute::Review) => vec![review()],
            Some(Dispute::Litigation) => vec![litigation()],
            Some(Dispute::DirectLitigation) => vec![direct()],
            Some(Dispute::LitigationAfterReview) => vec![after()],
            None => vec![
                review(),
                litigation(),
                direct(),
                after(),
                self.rows("行政复议＋行政诉讼", &all, column),
            ],
        }
    }

    fn rows(self, name: &str, keys: &[&str], column: Column) -> CountReading {
        let rows = keys.iter().flat_map(|key| self.row(key)).collect();
        self.reading(name.to_owned(), &[Term { sign: Sign::Plus, rows, column }])
    }

    fn labels(self, keys: &[&str]) -> String {
        let rows = keys.iter().flat_map(|key| self.row(key));
        rows.map(|row| self.table.spec.rows[row].label.as_str()).collect::<Vec<_>>().join("＋")
    }

    fn row(self, key: &str) -> Vec<usize> {
        let rows = &self.table.spec.rows;
        rows.iter().position(|row| row.key == key).into_iter().collect()
    }

    /// The rows of a group of results, one or more by edition.
    fn group(self, outcome: Outcome) -> Vec<usize> {
        let rows = self.table.spec.rows.iter().enumerate();
        rows.filter(|(_, row)| row.key.starts_with(outcome.key())).map(|(index, _)| index).collect()
    }

    fn reading(self, name: String, terms: &[Term]) -> CountReading {
        let table = self.table.name();
        let mut reading = CountReading {
            name,
            cells: Vec::new(),
            value: Some(Decimal::ZERO),
            mended: Some(Decimal::ZERO),
        };
        if terms.iter().any(|term| term.rows.is_empty()) {
            reading.value = None;
        }
        for term in terms {
            for row in &term.rows {
                for cell in self.cells(*row, term.column) {
                    reading.cells.push((table, cell));
                    reading.value = add(reading.value, term.sign, self.table.number(cell));
                    reading.mended = add(reading.mended, term.sign, self.mended(cell));
                }
            }
        }
        reading.mended = reading.mended.filter(|mended| reading.value != Some(*mended));
        reading
    }

    fn cells(self, row: usize, column: Column) -> Vec<CellRef> {
        let columns = &self.table.spec.rows[row].columns;
        let one = |key: &str| columns.iter().position(|column| column.key == key);
        let columns: Vec<usize> = match column {
            Column::One(key) => one(key).into_iter().collect(),
            Column::Organisations => ORGANISATIONS.into_iter().filter_map(one).collect(),
            Column::Total => {
                let total = one("total").map(|column| CellRef { row, column });
                match total {
                    Some(total) if self.table.number(total).is_none() => {
                        (0..total.column).collect()
                    }
                    total => total.map(|cell| cell.column).into_iter().collect(),
                }
            }
        };
        columns.into_iter().map(|column| CellRef { row, column }).collect()
    }

    /// The number at `cell`, or what a wrong sum says it should be.
    fn mended(self, cell: CellRef) -> Option<Decimal> {
        let wrong = self.balance.imbalances.iter().find(|imbalance| imbalance.cell == cell);
        wrong.and_then(|imbalance| imbalance.expected).or_else(|| self.table.number(cell))
    }
}

fn add(sum: Option<Decimal>, sign: Sign, number: Option<Decimal>) -> Option<Decimal> {
    match sign {
        Sign::Plus => sum?.checked_add(number?),
        Sign::Minus => sum?.checked_sub(number?),
    }
}

impl From<Applicant> for Column {
    fn from(applicant: Applicant) -> Column {
        match applicant {
            Applicant::One(key) => Column::One(key),
            Applicant::Organisations => Column::Organisations,
        }
    }
}
