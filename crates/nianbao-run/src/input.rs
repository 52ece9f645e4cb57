use std::mem;
use std::sync::Arc;

use nianbao_diagnostics::Severity;
use nianbao_read::{Opened, Revision};

use crate::check::check_all_opened;
use crate::document::finding;
use crate::load::read_bytes;
use crate::replace::replace;
use crate::{
    CheckedDocument, FileState, Fixed, Fixes, Fixing, Input, Keep, LoadError, Profile,
    ReplaceError, fix_bytes, outlined, track_bytes,
};

/// Where mended files go.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Destination {
    /// In the place of the old ones.
    File,
    /// Nowhere: what would change is only shown.
    Nowhere,
}

/// Bytes of text checked together, besides those of the last file: of large files, only one is in memory at a time.
const MOST_TOGETHER: usize = 1 << 20;

/// Checks files, those of one profile together.
pub fn check_inputs(inputs: &[Input], keep: Keep) -> Vec<CheckedDocument> {
    inputs
        .chunk_by(|a, b| Arc::ptr_eq(&a.profile, &b.profile))
        .flat_map(|inputs| check_of_one_profile(inputs, &inputs[0].profile, keep))
        .collect()
}

fn check_of_one_profile(inputs: &[Input], profile: &Profile, keep: Keep) -> Vec<CheckedDocument> {
    let mut checked = Vec::with_capacity(inputs.len());
    let mut opened: Vec<Opened> = Vec::with_capacity(inputs.len());
    for input in inputs {
        let error = open_input(input).map(|it| opened.push(it)).err();
        let bytes: usize = opened.iter().map(|it| it.source.text.len()).sum();
        if error.is_some() || bytes > MOST_TOGETHER {
            checked.extend(check_all_opened(mem::take(&mut opened), profile, keep));
            checked.extend(error.map(|error| CheckedDocument::unreadable(&input.shown, &error)));
        }
    }
    checked.extend(check_all_opened(opened, profile, keep));
    checked
}

fn open_input(input: &Input) -> Result<Opened, LoadError> {
    Ok(nianbao_read::open(&input.shown, read_bytes(&input.path)?)?)
}

/// `document` with the outline of its file, which says what the document does: once it was mended, the mended one.
pub fn outlined_input(document: CheckedDocument, input: &Input) -> CheckedDocument {
    match read_bytes(&input.path) {
        Ok(bytes) => outlined(document, bytes, &input.profile),
        Err(_) => document,
    }
}

/// Mends a file. Where it cannot be written, it stays as it was, with a finding that says why.
pub fn fix_input(input: &Input, fixes: Fixes, destination: Destination) -> CheckedDocument {
    mend(input, fixes, destination, fix_bytes)
}

/// Mends a Word document by tracked changes; other files stay as they are. Where it cannot be written, see [`fix_input`].
pub fn track_input(
    input: &Input,
    fixes: Fixes,
    destination: Destination,
    revision: &Revision,
) -> CheckedDocument {
    mend(input, fixes, destination, |path, bytes, profile, fixes| {
        track_bytes(path, bytes, profile, fixes, revision)
    })
}

fn mend(
    input: &Input,
    fixes: Fixes,
    destination: Destination,
    fix: impl FnOnce(&str, &[u8], &Profile, Fixes) -> Fixed,
) -> CheckedDocument {
    let old = match read_bytes(&input.path) {
        Ok(bytes) => bytes,
        Err(error) => return CheckedDocument::unreadable(&input.shown, &error),
    };
    let Fixed { mut document, bytes } = fix(&input.shown, &old, &input.profile, fixes);
    let (Some(new), Destination::File) = (bytes, destination) else { return document };
    let written = replace(&input.path, &old, &new);
    match (written, &mut document.fixing) {
        (Ok(()), Some(fixing)) => fixing.file = FileState::Written,
        (Ok(()), None) => {}
        (Err(error), _) => return unwritten(document, fixes, &error),
    }
    document
}

/// The document as it still is on disk.
fn unwritten(document: CheckedDocument, fixes: Fixes, error: &ReplaceError) -> CheckedDocument {
    let before = document.fixing.and_then(|fixing| fixing.before);
    let mut document = match before {
        Some(before) => *before,
        None => CheckedDocument { fixing: None, ..document },
    };
    let message = format!("未能写入修改：{error}");
    let mut finding = finding("nianbao/unwritten", Severity::Error, message);
    finding.help = Some(error.advice().to_owned());
    document.diagnostics.insert(0, finding);
    document.fixing = Some(Fixing::none(fixes, FileState::Failed));
    document
}
