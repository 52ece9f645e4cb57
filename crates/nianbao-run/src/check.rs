use nianbao_diagnostics::Place;
use nianbao_document::{Document, Format};
use nianbao_lint::{Diagnostic, Note, Suppressed, check, suppress};
use nianbao_read::{Docx, Opened};
use nianbao_report::Report;
use nianbao_span::{Source, Span};

use crate::conceal::conceal;
use crate::{CheckedDocument, Keep, Outline, Profile, ReportFacts, Status};

/// Checks one file's bytes. Pure: the same bytes and profile give the same result.
pub fn check_bytes(path: &str, bytes: Vec<u8>, profile: &Profile) -> CheckedDocument {
    check_bytes_keeping(path, bytes, profile, Keep::Findings)
}

/// As [`check_bytes`], with what is to be kept of the document besides findings.
pub fn check_bytes_keeping(
    path: &str,
    bytes: Vec<u8>,
    profile: &Profile,
    keep: Keep,
) -> CheckedDocument {
    match nianbao_read::open(path, bytes) {
        Ok(opened) => check_opened(opened, profile, keep),
        Err(error) => CheckedDocument::unreadable(path, &error.into()),
    }
}

/// `document` with the outline of `bytes`, where those are what it was read from.
pub fn outlined(document: CheckedDocument, bytes: Vec<u8>, profile: &Profile) -> CheckedDocument {
    if document.status != Status::Checked {
        return document;
    }
    let again = check_bytes_keeping(&document.source.path, bytes, profile, Keep::Outline);
    let is_same = again.source.text == document.source.text;
    CheckedDocument { outline: again.outline.filter(|_| is_same), ..document }
}

/// Checks one decoded text, as an editor has it.
pub fn check_source(source: Source, profile: &Profile) -> CheckedDocument {
    check_opened(Opened::text(source), profile, Keep::Findings)
}

fn check_opened(opened: Opened, profile: &Profile, keep: Keep) -> CheckedDocument {
    let (found, outline) = examine(&opened, profile, |document, report| {
        (keep == Keep::Outline && report.is_report()).then(|| Outline::of(document, report))
    });
    CheckedDocument { outline, ..found.into_document(opened.source) }
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

/// Checks what was opened, and lets `look` see what it was read as.
pub(crate) fn examine<T>(
    opened: &Opened,
    profile: &Profile,
    look: impl FnOnce(&Document<'_>, &Report<'_>) -> T,
) -> (Found, T) {
    let format = opened.format;
    let document = opened.document();
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
    conceal(&mut outcome.diagnostics, &suppressed.findings, &opened.source);
    if let Some(docx) = &opened.docx {
        for diagnostic in &mut outcome.diagnostics {
            add_place(diagnostic, docx);
        }
    }
    let found = Found {
        format,
        report: Some(ReportFacts::of(&report)),
        diagnostics: outcome.diagnostics,
        notes: outcome.notes,
        suppressed,
    };
    (found, seen)
}

/// Says where in the Word document a finding is, behind the place in the form where the rule names one.
fn add_place(diagnostic: &mut Diagnostic, docx: &Docx) {
    // Nowhere in particular: the finding is about the document as a whole.
    if diagnostic.span == Span::default() {
        return;
    }
    let Some(place) = docx.place(diagnostic.span) else { return };
    let label = match &diagnostic.place {
        Some(known) if !known.label.is_empty() => format!("{}（{place}）", known.label),
        _ => place,
    };
    let known = diagnostic.place.take().unwrap_or_default();
    diagnostic.place = Some(Place { label, ..known });
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
            baselined: Vec::new(),
            notes,
            suppressed,
            fixing: None,
            outline: None,
        }
    }
}
