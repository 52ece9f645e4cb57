//! The way from bytes to findings, for the tests of this folder.

use std::fmt;

use nianbao_lint::{Diagnostic, RuleSet, Settings, check};
use nianbao_report::{Figure, Hints, Report, Value};
use nianbao_span::Source;
use nianbao_test::layout::{Fidelity, Layout};
use nianbao_test::model::ReportModel;
use rust_decimal::Decimal;

/// Something that is not as it should be.
pub(crate) struct Fault {
    /// What kind of thing, the same words for the same kind.
    pub(crate) kind: String,
    /// What exactly.
    pub(crate) example: String,
}

impl Fault {
    pub(crate) fn new(kind: impl Into<String>, example: impl Into<String>) -> Fault {
        Fault { kind: kind.into(), example: example.into() }
    }

    /// A finding where there should be none.
    pub(crate) fn found(finding: &Diagnostic) -> Fault {
        Fault::new(&*finding.rule, &finding.message)
    }
}

impl fmt::Display for Fault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}: {}", self.kind, self.example)
    }
}

/// A file read and its report recovered.
pub(crate) struct Read<'s, 'd> {
    pub(crate) source: &'s Source,
    pub(crate) report: &'d Report<'d>,
}

/// Reads a file and hands it to `look`.
#[track_caller]
pub(crate) fn with_report<R>(
    path: &str,
    bytes: Vec<u8>,
    look: impl FnOnce(&Read<'_, '_>) -> R,
) -> R {
    let source = nianbao_read::decode(path, bytes).unwrap_or_else(|error| panic!("{error}"));
    let document = nianbao_read::read(&source, nianbao_read::format_of(&source));
    let report = Report::recover(&document, &Hints::default());
    look(&Read { source: &source, report: &report })
}

impl Read<'_, '_> {
    /// The figure with this key, where the table was found.
    pub(crate) fn figure(&self, key: &str) -> Option<&Figure> {
        let (name, rest) = key.split_once('.')?;
        let (row, column) = rest.rsplit_once('.')?;
        let table = self.report.tables().find(|table| table.spec.key == name)?;
        Some(table.figure(table.cell(row, column)?))
    }

    /// What all linked rules find.
    pub(crate) fn findings(&self) -> Vec<Diagnostic> {
        check(self.report, &RuleSet::new(&Settings::default())).diagnostics
    }
}

/// How the figure recovered differs from the one written, where it does.
pub(crate) fn difference(
    read: &Read<'_, '_>,
    key: &str,
    written: &str,
    fidelity: Fidelity,
) -> Option<Fault> {
    let table = key.split('.').next().unwrap();
    let Some(figure) = read.figure(key) else {
        return Some(Fault::new(format!("no table {table}"), key));
    };
    let number: Decimal = written.parse().unwrap();
    let fits = match (&figure.value, fidelity) {
        (Value::Number(found), Fidelity::BlankZeros) => *found == number && written != "0",
        (Value::Number(found), _) => *found == number,
        (Value::Blank, Fidelity::BlankZeros | Fidelity::Lossy) => written == "0",
        (Value::Absent, Fidelity::Lossy) => true,
        _ => false,
    };
    let said = || format!("{key} is {written}, found {:?}", figure.value);
    (!fits).then(|| Fault::new(format!("wrong figure in {table}"), said()))
}

/// What of title, organ, year, edition and sections is not as the model has it.
pub(crate) fn identity_faults(
    model: &ReportModel,
    layout: Layout,
    read: &Read<'_, '_>,
) -> Vec<Fault> {
    let report = read.report;
    let mut faults = Vec::new();
    let mut expect = |what: &str, found: Option<&str>, wanted: &str| {
        if found != Some(wanted) {
            faults.push(Fault::new(what, format!("{found:?} instead of {wanted:?}")));
        }
    };
    let year = report.year.map(|year| year.to_string());
    expect("year", year.as_deref(), &model.year.to_string());
    let edition = report.edition.map(|edition| edition.name.as_str());
    expect("edition", edition, model.edition.name());
    let shown = report.shown_edition.map(|edition| edition.name.as_str());
    expect("shown edition", shown, model.edition.name());
    let sections: Vec<u8> = report.sections.iter().map(|section| section.number).collect();
    expect("sections", Some(&format!("{sections:?}")), "[1, 2, 3, 4, 5, 6]");
    let kind = report.organ.as_ref().map(|organ| format!("{:?}", organ.kind));
    expect("kind of organ", kind.as_deref(), &format!("{:?}", model.organ.kind));
    if !matches!(layout, Layout::Traditional | Layout::TraditionalPinyin) {
        expect("title", report.title.as_ref().map(|title| &*title.text), &model.title);
        expect("organ", report.organ.as_ref().map(|organ| &*organ.name), &model.organ.name);
    }
    faults
}
