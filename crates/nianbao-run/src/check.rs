use nianbao_diagnostics::Place;
use nianbao_document::{Document, Format};
use nianbao_lint::{Diagnostic, Note, Outcome, Suppressed, check, check_all, suppress};
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
    let (found, outline) =
        examine(&opened, profile, |document, report| outline_of(document, report, keep));
    CheckedDocument { outline, ..found.into_document(opened.source) }
}

/// Checks what was opened of several files under one profile.
pub(crate) fn check_all_opened(
    opened: Vec<Opened>,
    profile: &Profile,
    keep: Keep,
) -> Vec<CheckedDocument> {
    let found = examine_all(&opened, profile, keep);
    let with_sources = found.into_iter().zip(opened);
    with_sources
        .map(|((found, outline), Opened { source, .. })| CheckedDocument {
            outline,
            ..found.into_document(source)
        })
        .collect()
}

/// As [`examine`], for several files. All take a step before any takes the next one, as in [`check_all`].
fn examine_all(opened: &[Opened], profile: &Profile, keep: Keep) -> Vec<(Found, Option<Outline>)> {
    let hints = profile.settings.hints();
    let documents: Vec<Document<'_>> = opened.iter().map(Opened::document).collect();
    let reports: Vec<Report<'_>> =
        documents.iter().map(|document| Report::recover(document, &hints)).collect();
    let mut outcomes =
        check_all(reports.iter().filter(|report| report.is_report()), &profile.rules).into_iter();
    let read = opened.iter().zip(documents.iter().zip(&reports));
    read.map(|(opened, (document, report))| {
        let outcome = report.is_report().then(|| outcomes.next()).flatten();
        (Found::new(opened, report, outcome, profile), outline_of(document, report, keep))
    })
    .collect()
}

fn outline_of(document: &Document<'_>, report: &Report<'_>, keep: Keep) -> Option<Outline> {
    (keep == Keep::Outline && report.is_report()).then(|| Outline::of(document, report))
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
    let document = opened.document();
    let report = Report::recover(&document, &profile.settings.hints());
    let seen = look(&document, &report);
    let outcome = report.is_report().then(|| check(&report, &profile.rules));
    (Found::new(opened, &report, outcome, profile), seen)
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
    /// What the rules said of what was opened, where it is a report.
    fn new(
        opened: &Opened,
        report: &Report<'_>,
        outcome: Option<Outcome>,
        profile: &Profile,
    ) -> Found {
        let format = opened.format;
        let Some(mut outcome) = outcome else {
            return Found {
                format,
                report: None,
                diagnostics: Vec::new(),
                notes: Vec::new(),
                suppressed: Suppressed::default(),
            };
        };
        let Profile { settings, rules, today } = profile;
        let suppressed = suppress(report, rules, settings, *today, &mut outcome);
        conceal(&mut outcome.diagnostics, &suppressed.findings, &opened.source);
        if let Some(docx) = &opened.docx {
            for diagnostic in &mut outcome.diagnostics {
                add_place(diagnostic, docx);
            }
        }
        Found {
            format,
            report: Some(ReportFacts::of(report)),
            diagnostics: outcome.diagnostics,
            notes: outcome.notes,
            suppressed,
        }
    }

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
