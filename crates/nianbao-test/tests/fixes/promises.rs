//! What holds for every file that is mended.

use std::collections::BTreeMap;
use std::path::PathBuf;

use nianbao_diagnostics::{Applicability, Diagnostic};
use nianbao_lint::Settings;
use nianbao_run::{CheckedDocument, Fixes, Profile, Status, check_bytes, fix_bytes};

/// All rules as they are without settings.
pub(crate) fn profile() -> Profile {
    Profile::new(Settings::default(), PathBuf::new())
}

/// `bytes` with all safe fixes made.
#[track_caller]
pub(crate) fn mended(path: &str, bytes: &[u8]) -> Vec<u8> {
    let fixed = fix_bytes(path, bytes, &profile(), Fixes::Safe);
    assert_ne!(fixed.document.status, Status::Unreadable);
    fixed.bytes.unwrap_or_else(|| bytes.to_vec())
}

/// What is not as it should be when the file is mended.
pub(crate) fn faults(path: &str, bytes: &[u8], fixes: Fixes) -> Vec<String> {
    let fixed = fix_bytes(path, bytes, &profile(), fixes);
    let mut faults = Vec::new();
    let findings = |document: &CheckedDocument| count(document.diagnostics.iter());
    if let Some(error) =
        fixed.document.diagnostics.iter().find(|it| it.rule == "nianbao/internal-error")
    {
        return vec![error.message.clone()];
    }
    let fixing = fixed.document.fixing.as_ref().unwrap();
    faults.extend(fixing.refused.iter().map(|it| format!("{} refused: {}", it.rule, it.reason)));
    if let (Some(before), Fixes::Safe) = (&fixing.before, fixes) {
        faults.extend(more(&findings(before), &findings(&fixed.document)));
    }
    if let Some(mended) = &fixed.bytes {
        let again = fix_bytes(path, mended, &profile(), fixes);
        if again.bytes.is_some() {
            faults.push("mending twice is more than mending once".to_owned());
        }
        let checked = check_bytes(path, mended.clone(), &profile());
        if findings(&checked) != findings(&fixed.document) {
            faults.push("checking the mended file finds otherwise".to_owned());
        }
        if checked.source.encoding != fixed.document.source.encoding {
            faults.push(format!("the encoding is {} now", checked.source.encoding));
        }
    }
    faults
}

/// What is not as it should be when only one of the safe fixes is made, for each of them.
pub(crate) fn faults_of_each(path: &str, text: &str) -> Vec<String> {
    let check = |text: &str| check_bytes(path, text.as_bytes().to_vec(), &profile());
    let before = check(text);
    let mut faults = Vec::new();
    for finding in &before.diagnostics {
        let Some(fix) = &finding.fix else { continue };
        if fix.applicability != Applicability::Safe {
            continue;
        }
        let mut mended = text.to_owned();
        let mut edits: Vec<_> = fix.edits.iter().collect();
        edits.sort_by_key(|edit| edit.span);
        for edit in edits.iter().rev() {
            mended.replace_range(edit.span.range(), &edit.replacement);
        }
        let after = check(&mended);
        let (old, new) = (count(before.diagnostics.iter()), count(after.diagnostics.iter()));
        let name = format!("{} {:?}", finding.rule, finding.message);
        if new.get(&*finding.rule) >= old.get(&*finding.rule) {
            faults.push(format!("{name} is still there: {mended:?}"));
        }
        faults.extend(
            more(&old, &new).into_iter().map(|fault| format!("{name}: {fault}: {mended:?}")),
        );
    }
    faults
}

/// Findings by rule.
fn count<'d>(findings: impl Iterator<Item = &'d Diagnostic>) -> BTreeMap<String, usize> {
    let mut counts = BTreeMap::new();
    for finding in findings {
        *counts.entry(finding.rule.to_string()).or_default() += 1;
    }
    counts
}

/// The rules that find more than before.
fn more(before: &BTreeMap<String, usize>, after: &BTreeMap<String, usize>) -> Vec<String> {
    let more = after.iter().filter(|(rule, count)| *count > before.get(*rule).unwrap_or(&0));
    more.map(|(rule, count)| format!("{rule} finds {count} now")).collect()
}
