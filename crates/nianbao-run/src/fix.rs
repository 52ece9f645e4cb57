//! Mending a file: fixes are made in rounds, until none is left to make.
//!
//! A round makes all fixes that do not meet, the first by place before the others; the rest wait for the next round,
//! which sees the file anew. Only bytes under an edit change. What a round makes is read again and compared with what it
//! was to say; a rule whose fixes do something else is left out. Where rounds do not come to an end, nothing is changed.

mod composed;
mod facts;
mod plan;
mod stage;
mod words;
mod writing;

use std::borrow::Cow;
use std::collections::{BTreeMap, BTreeSet};

use nianbao_diagnostics::{Applicability, Severity};
use nianbao_read::Revision;

use self::composed::Composed;
use self::plan::Plan;
use self::stage::{Fault, Stage};
use crate::document::finding;
use crate::{CheckedDocument, Profile};

/// Most rounds. Two or three settle what rules can want of one another; more means that two of them disagree.
const MAX_ROUNDS: usize = 20;

/// Which fixes are made.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Fixes {
    /// Those that cannot change the meaning.
    Safe,
    /// Also those that need a look.
    All,
}

/// A file's mended bytes, and what is found in them.
#[derive(Debug)]
pub struct Fixed {
    /// The document as it is now, with what was done to it.
    pub document: CheckedDocument,
    /// The new bytes; absent where nothing was mended.
    pub bytes: Option<Vec<u8>>,
}

/// What fixing did to a document.
#[derive(Debug)]
pub struct Fixing {
    /// What was to be mended.
    pub fixes: Fixes,
    /// The document as it was; absent where nothing was mended.
    pub before: Option<Box<CheckedDocument>>,
    /// Findings mended, by rule.
    pub applied: BTreeMap<Cow<'static, str>, usize>,
    /// Fixes that were wanted and not made.
    pub refused: Vec<Refusal>,
    /// What became of the file on disk.
    pub file: FileState,
}

/// What became of a file on disk.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum FileState {
    /// It was left as it was: there was nothing to mend, or nothing was to be written.
    Kept,
    /// It was replaced.
    Written,
    /// It should have been replaced and could not be.
    Failed,
}

/// A fix that was not made.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Refusal {
    /// The rule that wanted it.
    pub rule: Cow<'static, str>,
    /// Why not, in Chinese.
    pub reason: String,
}

impl Fixing {
    /// Nothing was mended.
    pub fn none(fixes: Fixes, file: FileState) -> Fixing {
        Fixing { fixes, before: None, applied: BTreeMap::new(), refused: Vec::new(), file }
    }
}

impl Fixes {
    fn admit(self, applicability: Applicability) -> bool {
        match self {
            Fixes::Safe => applicability == Applicability::Safe,
            Fixes::All => applicability >= Applicability::Unsafe,
        }
    }
}

/// Mends a file's bytes. Pure: the same bytes and profile give the same result.
pub fn fix_bytes(path: &str, bytes: &[u8], profile: &Profile, fixes: Fixes) -> Fixed {
    mend(path, bytes, profile, fixes, None)
}

/// Mends a Word document's bytes by tracked changes; other files stay as they are. Pure, as [`fix_bytes`] is: who changes
/// it and when is what `revision` says.
pub fn track_bytes(
    path: &str,
    bytes: &[u8],
    profile: &Profile,
    fixes: Fixes,
    revision: &Revision,
) -> Fixed {
    mend(path, bytes, profile, fixes, Some(revision))
}

fn mend(
    path: &str,
    bytes: &[u8],
    profile: &Profile,
    fixes: Fixes,
    revision: Option<&Revision>,
) -> Fixed {
    let (barred, applied) = (BTreeMap::new(), BTreeMap::new());
    let mending = Mending { profile, fixes, revision, barred, applied };
    match Stage::read(path, bytes.to_vec(), profile) {
        Ok(stage) => mending.run(stage),
        Err(error) => {
            Fixed { document: CheckedDocument::unreadable(path, &error.into()), bytes: None }
        }
    }
}

/// A file being mended.
struct Mending<'p> {
    profile: &'p Profile,
    fixes: Fixes,
    /// Whose tracked changes the fixes are to be.
    revision: Option<&'p Revision>,
    /// Rules whose fixes are not made, with why.
    barred: BTreeMap<Cow<'static, str>, Fault>,
    applied: BTreeMap<Cow<'static, str>, usize>,
}

impl Mending<'_> {
    fn run(mut self, first: Stage) -> Fixed {
        let mut mended: Option<Stage> = None;
        let mut rounds = 0;
        let mut composed = Composed::new(first.source.text.len());
        loop {
            let stage = mended.as_ref().unwrap_or(&first);
            let plan = Plan::of(stage, self.fixes, &self.barred, self.revision.is_some());
            if plan.fixes.is_empty() {
                let refused = plan.refused;
                if let (Some(revision), Some(last)) = (self.revision, &mended) {
                    let edits = composed.edits(first.source.text.len());
                    match first.tracked(&edits, last, revision, self.profile) {
                        Some(tracked) => mended = Some(tracked),
                        None => return untracked(first, self.fixes),
                    }
                }
                return self.settle(first, mended, refused);
            }
            if rounds == MAX_ROUNDS {
                let rules = plan.rules();
                return unsettled(first, self.fixes, &rules);
            }
            match stage.with(&plan.fixes, self.fixes, self.profile) {
                Ok(next) => {
                    rounds += 1;
                    composed.edit(plan.edits());
                    for fix in &plan.fixes {
                        *self.applied.entry(fix.rule.clone()).or_default() += 1;
                    }
                    mended = Some(next);
                }
                Err(fault) => self.barred.extend(self.blamed(stage, &plan, fault)),
            }
        }
    }

    /// The rules of `plan` that it fails for: those whose fixes fail on their own, else all but the first, which may be
    /// right.
    fn blamed(
        &self,
        stage: &Stage,
        plan: &Plan<'_>,
        fault: Fault,
    ) -> BTreeMap<Cow<'static, str>, Fault> {
        let rules = plan.rules();
        let alone = rules.iter().filter_map(|rule| {
            let own: Vec<_> = plan.fixes.iter().filter(|fix| fix.rule == *rule).collect();
            let fault = stage.with(own, self.fixes, self.profile).err()?;
            Some((rule.clone(), fault))
        });
        let alone: BTreeMap<_, _> = alone.collect();
        if alone.is_empty() {
            return rules.into_iter().skip(1).map(|rule| (rule, fault)).collect();
        }
        alone
    }

    fn settle(self, first: Stage, mended: Option<Stage>, refused: Vec<Refusal>) -> Fixed {
        let (before, last) = match mended {
            None => (None, first),
            Some(last) => (Some(Box::new(first.into_document())), last),
        };
        let bytes = before.is_some().then(|| last.bytes.clone());
        let fixing = Fixing {
            before,
            applied: self.applied,
            refused,
            ..Fixing::none(self.fixes, FileState::Kept)
        };
        let document = CheckedDocument { fixing: Some(fixing), ..last.into_document() };
        Fixed { document, bytes }
    }
}

/// The file as it was, where its changes cannot be written as tracked ones.
fn untracked(first: Stage, fixes: Fixes) -> Fixed {
    internal_error(first, fixes, "修改未能写成修订，本文件未作修改".to_owned())
}

/// The file as it was, where the fixes of `rules` would go on for ever.
fn unsettled(first: Stage, fixes: Fixes, rules: &BTreeSet<Cow<'static, str>>) -> Fixed {
    let rules: Vec<&str> = rules.iter().map(|rule| &**rule).collect();
    internal_error(
        first,
        fixes,
        format!("规则 {} 的修改没有尽头，本文件未作修改", rules.join("、")),
    )
}

fn internal_error(first: Stage, fixes: Fixes, message: String) -> Fixed {
    let mut finding = finding("nianbao/internal-error", Severity::Error, message);
    finding.help("这是 nianbao 的缺陷，请附上能重现的最小文件反馈");
    let mut document = first.into_document();
    document.diagnostics.insert(0, finding);
    document.fixing = Some(Fixing::none(fixes, FileState::Kept));
    Fixed { document, bytes: None }
}

#[cfg(test)]
mod tests;
