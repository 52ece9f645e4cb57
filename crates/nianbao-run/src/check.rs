use nianbao_lint::check;
use nianbao_report::Report;
use nianbao_span::Source;

use crate::{CheckedDocument, Profile, ReportFacts, Status};

/// Checks one file's bytes. Pure: the same bytes and profile give the same result.
pub fn check_bytes(path: &str, bytes: Vec<u8>, profile: &Profile) -> CheckedDocument {
    match nianbao_read::decode(path, bytes) {
        Ok(source) => check_source(source, profile),
        Err(error) => CheckedDocument::unreadable(path, &error.into()),
    }
}

/// Checks one decoded text, as an editor has it.
pub fn check_source(source: Source, profile: &Profile) -> CheckedDocument {
    let format = nianbao_read::format_of(&source);
    let document = nianbao_read::read(&source, format);
    let report = Report::recover(&document, &profile.settings.hints());
    if !report.is_report() {
        drop(report);
        drop(document);
        return CheckedDocument::not_a_report(source, format);
    }
    let outcome = check(&report, &profile.rules);
    let facts = ReportFacts::of(&report);
    CheckedDocument {
        source,
        status: Status::Checked,
        format: Some(format),
        report: Some(facts),
        diagnostics: outcome.diagnostics,
        notes: outcome.notes,
    }
}
