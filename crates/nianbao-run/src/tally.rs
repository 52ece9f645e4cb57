use std::borrow::Cow;
use std::collections::{BTreeMap, BTreeSet};
use std::ops::AddAssign;

use nianbao_diagnostics::{Applicability, Diagnostic, Severity};
use nianbao_lint::Site;

use crate::{CheckedDocument, Fixes, Status};

/// Counts over the documents of a run.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Tally {
    /// Documents, the unreadable among them.
    pub documents: usize,
    /// Documents that could not be read.
    pub unreadable: usize,
    /// Documents that are no annual reports.
    pub not_reports: usize,
    /// Findings of severity error.
    pub errors: usize,
    /// Findings of severity warning.
    pub warnings: usize,
    /// Findings of severity info.
    pub infos: usize,
    /// Findings that are not reported, for a reason that is written down; they count nowhere else.
    pub suppressed: usize,
    /// The entries of `lint.toml` that had something to suppress.
    pub used_suppressions: BTreeSet<Site>,
    /// Findings with a safe fix.
    pub safe_fixes: usize,
    /// Findings with an unsafe fix.
    pub unsafe_fixes: usize,
    /// Findings that a baseline knows, which are counted nowhere else.
    pub baselined: usize,
    /// Findings by rule.
    pub rules: BTreeMap<Cow<'static, str>, RuleCount>,
    /// Which fixes were to be made; absent where there was only checking.
    pub fixes: Option<Fixes>,
    /// Findings mended, by rule; they are no findings any more.
    pub mended: BTreeMap<Cow<'static, str>, usize>,
    /// Documents in which something was mended.
    pub mended_documents: usize,
    /// Files that were to be written and could not be.
    pub unwritten: usize,
}

/// Findings of one rule.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct RuleCount {
    /// Of severity error.
    pub errors: usize,
    /// Of severity warning.
    pub warnings: usize,
    /// Of severity info.
    pub infos: usize,
    /// With a safe fix.
    pub safe_fixes: usize,
    /// With an unsafe fix.
    pub unsafe_fixes: usize,
}

impl RuleCount {
    /// Findings of any severity.
    pub fn total(&self) -> usize {
        self.errors + self.warnings + self.infos
    }

    fn add(&mut self, diagnostic: &Diagnostic) {
        match diagnostic.severity {
            Severity::Error => self.errors += 1,
            Severity::Warning => self.warnings += 1,
            Severity::Info => self.infos += 1,
        }
        match diagnostic.fix.as_ref().map(|fix| fix.applicability) {
            Some(Applicability::Safe) => self.safe_fixes += 1,
            Some(Applicability::Unsafe) => self.unsafe_fixes += 1,
            Some(Applicability::Display) | None => {}
        }
    }
}

impl AddAssign for RuleCount {
    fn add_assign(&mut self, other: RuleCount) {
        self.errors += other.errors;
        self.warnings += other.warnings;
        self.infos += other.infos;
        self.safe_fixes += other.safe_fixes;
        self.unsafe_fixes += other.unsafe_fixes;
    }
}

impl Tally {
    /// The counts of one document.
    pub fn of(document: &CheckedDocument) -> Tally {
        let mut tally =
            Tally { documents: 1, baselined: document.baselined.len(), ..Tally::default() };
        match document.status {
            Status::Checked => {}
            Status::Unreadable => tally.unreadable = 1,
            Status::NotAReport => tally.not_reports = 1,
        }
        if let Some(fixing) = &document.fixing {
            tally.fixes = Some(fixing.fixes);
            tally.mended.clone_from(&fixing.applied);
            tally.mended_documents = usize::from(fixing.before.is_some());
        }
        tally.suppressed = document.suppressed.findings.len();
        tally.used_suppressions.clone_from(&document.suppressed.used);
        let is_unwritten = |it: &Diagnostic| it.rule == "nianbao/unwritten";
        tally.unwritten = usize::from(document.diagnostics.iter().any(is_unwritten));
        for diagnostic in &document.diagnostics {
            tally.rules.entry(diagnostic.rule.clone()).or_default().add(diagnostic);
        }
        let mut all = RuleCount::default();
        tally.rules.values().for_each(|count| all += *count);
        Tally {
            errors: all.errors,
            warnings: all.warnings,
            infos: all.infos,
            safe_fixes: all.safe_fixes,
            unsafe_fixes: all.unsafe_fixes,
            ..tally
        }
    }

    /// Number of findings that weigh at least `severity`.
    pub fn at_least(&self, severity: Severity) -> usize {
        match severity {
            Severity::Error => self.errors,
            Severity::Warning => self.errors + self.warnings,
            Severity::Info => self.errors + self.warnings + self.infos,
        }
    }
}

impl AddAssign for Tally {
    fn add_assign(&mut self, other: Tally) {
        self.documents += other.documents;
        self.unreadable += other.unreadable;
        self.not_reports += other.not_reports;
        self.errors += other.errors;
        self.warnings += other.warnings;
        self.infos += other.infos;
        self.suppressed += other.suppressed;
        self.used_suppressions.extend(other.used_suppressions);
        self.safe_fixes += other.safe_fixes;
        self.unsafe_fixes += other.unsafe_fixes;
        self.baselined += other.baselined;
        for (rule, count) in other.rules {
            *self.rules.entry(rule).or_default() += count;
        }
        self.fixes = self.fixes.max(other.fixes);
        for (rule, count) in other.mended {
            *self.mended.entry(rule).or_default() += count;
        }
        self.mended_documents += other.mended_documents;
        self.unwritten += other.unwritten;
    }
}
