use nianbao_diagnostics::Severity;
use nianbao_read::Revision;

use crate::document::finding;
use crate::load::read_bytes;
use crate::replace::replace;
use crate::{
    CheckedDocument, FileState, Fixed, Fixes, Fixing, Input, Keep, Profile, ReplaceError,
    check_bytes_keeping, fix_bytes, outlined, track_bytes,
};

/// Where mended files go.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Destination {
    /// In the place of the old ones.
    File,
    /// Nowhere: what would change is only shown.
    Nowhere,
}

/// Checks a file.
pub fn check_input(input: &Input, keep: Keep) -> CheckedDocument {
    match read_bytes(&input.path) {
        Ok(bytes) => check_bytes_keeping(&input.shown, bytes, &input.profile, keep),
        Err(error) => CheckedDocument::unreadable(&input.shown, &error),
    }
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
