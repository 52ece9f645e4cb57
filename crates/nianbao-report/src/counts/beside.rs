use super::claim::{APPLICATIONS_SECTION, Claim, Prose, Standing};
use super::lexicon::Outcome;
use super::phrase::{Stage, Topic};
use super::sheet::{Reading, Term};

/// What else a line tells, so that a count of it cannot mean the same.
pub(super) struct Beside {
    /// The groups of results named.
    pub(super) named: Vec<Outcome>,
    /// Those carried in beside those received: what was received is what was new.
    carried_in: bool,
    /// Those carried out: what was answered is not all there was.
    carried_out: bool,
}

impl Beside {
    pub(super) fn of(claims: &[Claim]) -> Beside {
        let is_said = |is: fn(&Topic) -> bool| {
            let mut said = claims.iter().filter(|claim| is(&claim.topic));
            said.any(|claim| !claim.value.is_zero() && claim.standing != Standing::Within)
        };
        let says_new = claims.iter().any(|claim| stage_of(claim) == Some(Stage::New));
        Beside {
            named: named_outcomes(claims),
            carried_in: !says_new && is_said(|topic| matches!(topic, Topic::CarriedIn { .. })),
            carried_out: is_said(|topic| matches!(topic, Topic::CarriedOut { .. })),
        }
    }

    /// The readings that applications at `stage` admit, the likeliest first.
    pub(super) fn readings(&self, stage: Stage) -> &'static [Reading] {
        const NEW: Reading = ("新收", &[Term::New], &[]);
        const BOTH: Reading = ("新收＋上年结转", &[Term::New, Term::CarriedIn], &[]);
        const TOTAL: Reading = ("办理结果总计", &[Term::Total], &[]);
        const WITHOUT_OTHER: Reading =
            ("办理结果总计－其他处理", &[Term::Total], &[Outcome::Other]);
        const WITHOUT_REJECTED: Reading = (
            "办理结果总计－不予处理－其他处理",
            &[Term::Total],
            &[Outcome::Rejected, Outcome::Other],
        );
        match stage {
            Stage::New => &[NEW],
            Stage::Received if self.carried_in => &[NEW],
            Stage::Received => &[NEW, BOTH],
            Stage::Accepted | Stage::Unsaid => &[NEW, BOTH, TOTAL],
            Stage::Handled => &[TOTAL, BOTH, NEW],
            Stage::Answered if self.carried_out => &[TOTAL, WITHOUT_OTHER, WITHOUT_REJECTED],
            Stage::Answered | Stage::ReceivedAndAnswered => {
                &[TOTAL, BOTH, NEW, WITHOUT_OTHER, WITHOUT_REJECTED]
            }
        }
    }
}

/// The groups of results that the claims of a line name.
fn named_outcomes(claims: &[Claim]) -> Vec<Outcome> {
    let mut named = Vec::new();
    for claim in claims {
        let Topic::Results(results) = &claim.topic else { continue };
        for outcome in &results.outcomes {
            if !named.contains(outcome) {
                named.push(*outcome);
            }
        }
    }
    named
}

/// What was done with the applications of a claim.
pub(super) fn stage_of(claim: &Claim) -> Option<Stage> {
    match claim.topic {
        Topic::Applications { stage, .. } => Some(stage),
        _ => None,
    }
}

/// The section that tells of the year as a whole.
const OVERVIEW_SECTION: u8 = 1;

impl Prose<'_> {
    /// Whether its section is one that tells of all applications of the year.
    pub(super) fn is_of_whole_year(&self) -> bool {
        matches!(self.section, None | Some(OVERVIEW_SECTION | APPLICATIONS_SECTION))
    }

    /// Whether some of what is told was done late.
    pub(super) fn tells_of_delay(&self) -> bool {
        self.text.contains("延期")
    }

    /// Whether documents that lapsed are told apart from those repealed, so that the form's number may be either's.
    pub(super) fn tells_lapsed_apart(&self) -> bool {
        self.text.contains("失效")
    }

    /// Whether the line tells of results or applicants in the words of the form, so that all applications are meant where it
    /// says no total: two results at least, or both kinds of applicants of what it calls applications.
    pub(super) fn has_words_of_form(&self) -> bool {
        const RESULTS: [&str; 5] = ["予以公开", "部分公开", "不予公开", "无法提供", "不予处理"];
        let is_there = |word: &str| self.text.contains(word);
        RESULTS.iter().filter(|word| is_there(word)).nth(1).is_some()
            || is_there("自然人") && is_there("法人") && is_there("申请")
    }
}
