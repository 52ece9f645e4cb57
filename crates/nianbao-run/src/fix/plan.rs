//! What one round does.

use std::borrow::Cow;
use std::collections::{BTreeMap, BTreeSet};

use nianbao_diagnostics::{Diagnostic, Edit, Fix};
use nianbao_span::Span;

use super::stage::{Fault, Stage};
use super::writing::WrittenEdit;
use super::{Fixes, Refusal};

/// The fixes of one round, and those that cannot be made.
#[derive(Debug)]
pub(super) struct Plan<'s> {
    /// By place, apart from one another.
    pub(super) fixes: Vec<PlannedFix>,
    /// Each reason of a rule once.
    pub(super) refused: Vec<Refusal>,
    stage: &'s Stage,
    /// Whether changes are to be tracked.
    must_track: bool,
    /// Starts and ends of the edits taken so far.
    taken: BTreeSet<(u32, u32)>,
}

/// A fix to be made.
#[derive(Debug)]
pub(super) struct PlannedFix {
    pub(super) rule: Cow<'static, str>,
    /// By place, without overlap.
    pub(super) edits: Vec<WrittenEdit>,
}

impl<'s> Plan<'s> {
    /// The next round at `stage`: of fixes that meet, the first by place.
    pub(super) fn of(
        stage: &'s Stage,
        fixes: Fixes,
        barred: &BTreeMap<Cow<'static, str>, Fault>,
        must_track: bool,
    ) -> Plan<'s> {
        let mut plan = Plan {
            fixes: Vec::new(),
            refused: Vec::new(),
            stage,
            must_track,
            taken: BTreeSet::new(),
        };
        for (diagnostic, fix) in wanted(stage, fixes) {
            let edits = match barred.get(&diagnostic.rule) {
                Some(fault) => Err(*fault),
                None => plan.written(fix),
            };
            match edits {
                Ok(edits) => plan.take(PlannedFix { rule: diagnostic.rule.clone(), edits }),
                Err(fault) => plan.refuse(diagnostic.rule.clone(), fault),
            }
        }
        plan
    }

    /// The rules whose fixes it makes.
    pub(super) fn rules(&self) -> BTreeSet<Cow<'static, str>> {
        self.fixes.iter().map(|fix| fix.rule.clone()).collect()
    }

    /// What its fixes put where, in order.
    pub(super) fn edits(&self) -> Vec<(Span, &str)> {
        let edits = self.fixes.iter().flat_map(|fix| &fix.edits);
        let mut edits: Vec<_> = edits.map(|edit| (edit.span, edit.said.as_str())).collect();
        edits.sort_by_key(|(span, _)| *span);
        edits
    }

    /// The edits of `fix` as they are written into the file, in order.
    fn written(&self, fix: &Fix) -> Result<Vec<WrittenEdit>, Fault> {
        let Stage { source, docx, found, .. } = self.stage;
        let mut edits: Vec<&Edit> = fix.edits.iter().collect();
        edits.sort_by_key(|edit| edit.span);
        edits.dedup();
        let is_placed = |edit: &&Edit| {
            edit.span.start <= edit.span.end && source.text.get(edit.span.range()).is_some()
        };
        let is_apart = |pair: &[&Edit]| pair[0].span.end <= pair[1].span.start;
        if !edits.iter().all(is_placed) || !edits.windows(2).all(is_apart) {
            return Err(Fault::Place);
        }
        if !edits.iter().all(|edit| self.stage.admits(edit.span, &edit.replacement)) {
            return Err(if docx.is_some() { Fault::Generated } else { Fault::Markup });
        }
        if self.must_track && docx.is_none() {
            return Err(Fault::Untracked);
        }
        let written = edits.into_iter().map(|edit| WrittenEdit::new(edit, source, found.format));
        Ok(written.collect::<Result<_, _>>()?)
    }

    /// Takes a fix, unless one that was taken meets it.
    fn take(&mut self, fix: PlannedFix) {
        if fix.edits.iter().any(|edit| self.meets(edit)) {
            return;
        }
        self.taken.extend(fix.edits.iter().map(|edit| (edit.span.start, edit.span.end)));
        self.fixes.push(fix);
    }

    /// Whether an edit that was taken overlaps `edit` or touches it: what two rules want of one place was not thought of
    /// together.
    fn meets(&self, edit: &WrittenEdit) -> bool {
        let before = self.taken.range(..=(edit.span.end, u32::MAX)).next_back();
        before.is_some_and(|(_, end)| *end >= edit.span.start)
    }

    fn refuse(&mut self, rule: Cow<'static, str>, fault: Fault) {
        let refusal = Refusal { rule, reason: fault.to_string() };
        if !self.refused.contains(&refusal) {
            self.refused.push(refusal);
        }
    }
}

/// The findings with fixes that shall be made and do something, by the first place they change.
fn wanted(stage: &Stage, fixes: Fixes) -> Vec<(&Diagnostic, &Fix)> {
    let mut wanted: Vec<(&Diagnostic, &Fix)> = stage
        .found
        .diagnostics
        .iter()
        .filter_map(|diagnostic| Some((diagnostic, diagnostic.fix.as_ref()?)))
        .filter(|(_, fix)| fixes.admit(fix.applicability))
        .filter(|(_, fix)| fix.edits.iter().any(|edit| changes(edit, stage)))
        .collect();
    wanted.sort_by_key(|(_, fix)| fix.edits.iter().map(|edit| edit.span).min());
    wanted
}

/// Whether `edit` puts there what is not there already.
fn changes(edit: &Edit, stage: &Stage) -> bool {
    stage.source.text.get(edit.span.range()) != Some(&edit.replacement)
}
