use nianbao_document::{Document, Format};
use nianbao_lint::{Diagnostic, Note, Suppressed, check, suppress};
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
    let (found, ()) = examine(&source, profile, |_, _| ());
    found.into_document(source)
}

/// What was found in a source.
#[derive(Debug)]
pub(crate) struct Found {
    pub(crate) format: Format,
    /// Absent where it is no report; nothing is found in it then.
    pub(crate) report: Option<ReportFacts>,
    pub(crate) diagnostics: Vec<Diagnostic>,
    pub(crate) notes: Vec<Note>,
    pub(crate) suppressed: Suppressed,
}

/// Checks `source`, and lets `look` see what it was read as.
pub(crate) fn examine<T>(
    source: &Source,
    profile: &Profile,
    look: impl FnOnce(&Document<'_>, &Report<'_>) -> T,
) -> (Found, T) {
    let format = nianbao_read::format_of(source);
    let document = nianbao_read::read(source, format);
    let report = Report::recover(&document, &profile.settings.hints());
    let seen = look(&document, &report);
    if !report.is_report() {
        let found = Found {
            format,
            report: None,
            diagnostics: Vec::new(),
            notes: Vec::new(),
            suppressed: Suppressed::default(),
        };
        return (found, seen);
    }
    let mut outcome = check(&report, &profile.rules);
    let Profile { settings, rules, today } = profile;
    let suppressed = suppress(&report, rules, settings, *today, &mut outcome);
    let found = Found {
        format,
        report: Some(ReportFacts::of(&report)),
        diagnostics: outcome.diagnostics,
        notes: outcome.notes,
        suppressed,
    };
    (found, seen)
}

impl Found {
    /// The document that was found so in `source`.
    pub(crate) fn into_document(self, source: Source) -> CheckedDocument {
        let Found { format, report, diagnostics, notes, suppressed } = self;
        if report.is_none() {
            return CheckedDocument::not_a_report(source, format);
        }
        CheckedDocument {
            source,
            status: Status::Checked,
            format: Some(format),
            report,
            diagnostics,
            notes,
            suppressed,
            fixing: None,
        }
    }
}
