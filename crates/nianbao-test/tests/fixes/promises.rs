//! What holds for every file that is mended.

use std::collections::BTreeMap;

use nianbao_diagnostics::{Applicability, Fix};
use nianbao_run::{CheckedDocument, Fixed, Fixes, Profile, Status, check_bytes, fix_bytes};

/// All rules as they are without settings.
pub(crate) fn profile() -> Profile {
    Profile::default()
}

/// `bytes` with all safe fixes made.
#[track_caller]
pub(crate) fn mended(path: &str, bytes: &[u8]) -> Vec<u8> {
    let result = fix_bytes(path, bytes, &profile(), Fixes::Safe);
    assert_ne!(result.document.status, Status::Unreadable);
    result.bytes.unwrap_or_else(|| bytes.to_vec())
}

/// What is not as it should be when a file is mended in which rules know what they do: the grave faults, fixes that are
/// offered and cannot be made, and findings that safe fixes bring.
pub(crate) fn faults(path: &str, bytes: &[u8], fixes: Fixes) -> Vec<String> {
    let result = fix_bytes(path, bytes, &profile(), fixes);
    let mut faults = grave_faults(path, &result, fixes);
    let Some(fixing) = &result.document.fixing else { return faults };
    faults.extend(fixing.refused.iter().map(|it| format!("{} refused: {}", it.rule, it.reason)));
    if let (Some(before), Fixes::Safe) = (&fixing.before, fixes) {
        faults.extend(more(&places(before), &places(&result.document)));
    }
    faults
}

/// What must not be, whatever stands in a file: mending that does not end, or does not keep the encoding, or is not done
/// when it is done.
pub(crate) fn grave_faults(path: &str, result: &Fixed, fixes: Fixes) -> Vec<String> {
    let mut faults = Vec::new();
    let errors = result.document.diagnostics.iter();
    let internal = errors.filter(|finding| finding.rule == "nianbao/internal-error");
    faults.extend(internal.map(|finding| finding.message.clone()));
    let Some(mended) = &result.bytes else { return faults };
    if fix_bytes(path, mended, &profile(), fixes).bytes.is_some() {
        faults.push("mending twice is more than mending once".to_owned());
    }
    let checked = check_bytes(path, mended.clone(), &profile());
    if places(&checked) != places(&result.document) {
        faults.push("checking the mended file finds otherwise".to_owned());
    }
    if checked.source.encoding != result.document.source.encoding {
        faults.push(format!("the encoding is {} now", checked.source.encoding));
    }
    faults
}

/// What is not as it should be when only one of the safe fixes is made, for each of them: it must mend what it was offered
/// for, and bring nothing.
pub(crate) fn faults_of_each(path: &str, text: &str) -> Vec<String> {
    let check = |text: &str| check_bytes(path, text.as_bytes().to_vec(), &profile());
    let document = check(text);
    let before = places(&document);
    let mut faults = Vec::new();
    for finding in &document.diagnostics {
        let Some(fix) = safe(finding.fix.as_ref()) else { continue };
        let mended = applied(text, fix);
        let after = places(&check(&mended));
        let is_left = after.get(&*finding.rule) >= before.get(&*finding.rule);
        let left = is_left.then(|| "it is still there".to_owned());
        let wrong = left.into_iter().chain(more(&before, &after));
        let name = format!("{} {:?}", finding.rule, finding.message);
        faults.extend(wrong.map(|fault| format!("{name}: {fault}: {mended:?}")));
    }
    faults
}

fn safe(fix: Option<&Fix>) -> Option<&Fix> {
    fix.filter(|fix| fix.applicability == Applicability::Safe)
}

/// `text` with one fix made, by hand.
fn applied(text: &str, fix: &Fix) -> String {
    let mut edits: Vec<_> = fix.edits.iter().collect();
    edits.sort_by_key(|edit| edit.span);
    let mut mended = text.to_owned();
    for edit in edits.iter().rev() {
        mended.replace_range(edit.span.range(), &edit.replacement);
    }
    mended
}

/// Places found by rule: one finding may stand for many.
fn places(document: &CheckedDocument) -> BTreeMap<String, usize> {
    let mut counts = BTreeMap::new();
    for finding in &document.diagnostics {
        let count = finding.values.iter().find(|(name, _)| *name == "count");
        let count = count.and_then(|(_, count)| count.parse().ok()).unwrap_or(1);
        *counts.entry(finding.rule.to_string()).or_default() += count;
    }
    counts
}

/// The rules that find more than before.
fn more(before: &BTreeMap<String, usize>, after: &BTreeMap<String, usize>) -> Vec<String> {
    let more = after.iter().filter(|(rule, count)| *count > before.get(*rule).unwrap_or(&0));
    more.map(|(rule, count)| format!("{rule} finds {count} now")).collect()
}
