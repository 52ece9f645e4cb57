use nianbao_diagnostics::TableName;

use super::CountReading;
use super::beside::{Beside, stage_of};
use super::claim::Claim;
use super::phrase::{Stage, Topic};
use super::sheet::{Column, Sheet, Term};
use crate::Report;

/// The tables that prose counts repeat.
pub(super) struct Figures<'r> {
    applications: Option<Sheet<'r>>,
    disputes: Option<Sheet<'r>>,
    disclosure: Option<Sheet<'r>>,
}

impl<'r> Figures<'r> {
    /// The tables of `report`; none where it has neither.
    pub(super) fn of(report: &'r Report<'_>) -> Option<Figures<'r>> {
        let sheet = |name| Some(Sheet::of(report.table(name)?, report.balance(name)?));
        let figures = Figures {
            applications: sheet(TableName::Applications),
            disputes: sheet(TableName::Disputes),
            disclosure: sheet(TableName::Disclosure),
        };
        let all = [&figures.applications, &figures.disputes, &figures.disclosure];
        all.iter().any(|sheet| sheet.is_some()).then_some(figures)
    }

    /// What the claim at `index` among a line's `claims`, with what is told `beside` it, may repeat; empty where the
    /// table is not there or too little is said.
    pub(super) fn readings(
        &self,
        claims: &[Claim],
        index: usize,
        beside: &Beside,
    ) -> Vec<CountReading> {
        let claim = &claims[index];
        let total = claim.parent.map(|parent| &claims[parent]);
        if let Topic::Dispute { .. } | Topic::Ruling(_) = claim.topic {
            let disputes = self.disputes.as_ref();
            return disputes.map_or_else(Vec::new, |sheet| sheet.disputes(&claim.topic));
        }
        if let Topic::Documents { fact, .. } = claim.topic {
            let disclosure = self.disclosure.as_ref();
            return disclosure.and_then(|sheet| sheet.documents(fact)).into_iter().collect();
        }
        let Some(sheet) = &self.applications else { return Vec::new() };
        let one = |name: &'static str, term| {
            vec![sheet.reading(name.into(), &[term], &[], Column::Total)]
        };
        match &claim.topic {
            Topic::Applications { stage, .. } => {
                sheet.applications(beside.readings(*stage), Column::Total, claim.value)
            }
            Topic::CarriedIn { .. } => one("上年结转", Term::CarriedIn),
            Topic::CarriedOut { .. } => one("结转下年度", Term::CarriedOut),
            Topic::Applicant { applicant, stage } => {
                // Applicants of a total may be those of the new ones or of all, whatever was done with the total.
                let stage = match (stage, total.and_then(stage_of)) {
                    (Some(stage), _) => Some(*stage),
                    (None, Some(Stage::New)) => Some(Stage::New),
                    (None, Some(_)) => Some(Stage::Unsaid),
                    (None, None) => None,
                };
                let column = sheet.column_of(*applicant);
                stage.zip(column).map_or_else(Vec::new, |(stage, column)| {
                    sheet.applications(beside.readings(stage), column, claim.value)
                })
            }
            Topic::Results(results) if total.is_none_or(|total| sheet.results_follow(total)) => {
                sheet.results(results, &beside.named, claim.value)
            }
            _ => Vec::new(),
        }
    }
}
