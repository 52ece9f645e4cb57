use nianbao_diagnostics::{Diagnostic, Severity};
use nianbao_document::Format;
use nianbao_lint::{Note, Suppressed};
use nianbao_report::Report;
use nianbao_span::{Source, Span};

use crate::{Fixing, LoadError, Outline};

/// One file and all that was found in it.
#[derive(Debug)]
pub struct CheckedDocument {
    /// Its path and text; the text is empty where it could not be read.
    pub source: Source,
    /// How far checking came.
    pub status: Status,
    /// The format it was read as; absent where it could not be read.
    pub format: Option<Format>,
    /// What the report says of itself; absent unless it was checked.
    pub report: Option<ReportFacts>,
    /// Findings by place.
    pub diagnostics: Vec<Diagnostic>,
    /// Findings that a baseline knows, by place; they are not among the others.
    pub baselined: Vec<Diagnostic>,
    /// What could not be assessed.
    pub notes: Vec<Note>,
    /// What was found and is not reported, for a reason that is written down.
    pub suppressed: Suppressed,
    /// What fixing did to it; absent where it was only checked.
    pub fixing: Option<Fixing>,
    /// What it looks like; absent unless it was asked for, and where it is no report.
    pub outline: Option<Outline>,
}

/// How far checking a file came.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Status {
    /// All rules ran.
    Checked,
    /// Its bytes are no text, or could not be had.
    Unreadable,
    /// It is text, but no annual report.
    NotAReport,
}

/// What a report says of itself.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ReportFacts {
    /// The title's words.
    pub title: Option<String>,
    /// The organ that reports.
    pub organ: Option<String>,
    /// The year reported on.
    pub year: Option<u16>,
    /// The name of the form's edition, such as `2021`.
    pub edition: Option<&'static str>,
}

impl ReportFacts {
    /// The facts of `report`.
    pub fn of(report: &Report<'_>) -> ReportFacts {
        ReportFacts {
            title: report.title.as_ref().map(|title| title.text.clone()),
            organ: report.organ.as_ref().map(|organ| organ.name.clone()),
            year: report.year,
            edition: report.edition.map(|edition| edition.name.as_str()),
        }
    }
}

impl CheckedDocument {
    /// A file whose text could not be had.
    pub fn unreadable(path: &str, error: &LoadError) -> CheckedDocument {
        let mut finding = finding("nianbao/unreadable", Severity::Error, error.to_string());
        finding.help = error.advice().map(str::to_owned);
        CheckedDocument::without_text(path, finding)
    }

    /// A file at which nianbao itself failed.
    pub fn internal_error(path: &str) -> CheckedDocument {
        let message = "检查本文件时 nianbao 内部出错，未能检查";
        let mut finding = finding("nianbao/internal-error", Severity::Error, message);
        finding.help("这是 nianbao 的缺陷，请附上能重现的最小文件反馈");
        CheckedDocument::without_text(path, finding)
    }

    /// A text that is no annual report.
    pub fn not_a_report(source: Source, format: Format) -> CheckedDocument {
        let message = if source.text.trim().is_empty() {
            "文件中没有文字"
        } else {
            "未认出政府信息公开工作年度报告，未做检查"
        };
        let mut finding = finding("nianbao/not-a-report", Severity::Warning, message);
        finding.help("文中没有报告标题、六个部分的标题和三张表；不必检查的文件可在 lint.toml 的 exclude 中排除");
        CheckedDocument {
            format: Some(format),
            diagnostics: vec![finding],
            ..CheckedDocument::bare(source, Status::NotAReport)
        }
    }

    fn without_text(path: &str, finding: Diagnostic) -> CheckedDocument {
        let source = Source::from_text(path, "");
        let diagnostics = vec![finding];
        CheckedDocument { diagnostics, ..CheckedDocument::bare(source, Status::Unreadable) }
    }

    /// A file of which nothing is known.
    pub(crate) fn bare(source: Source, status: Status) -> CheckedDocument {
        CheckedDocument {
            source,
            status,
            format: None,
            report: None,
            diagnostics: Vec::new(),
            baselined: Vec::new(),
            notes: Vec::new(),
            suppressed: Suppressed::default(),
            fixing: None,
            outline: None,
        }
    }
}

/// A finding about the whole file.
pub(crate) fn finding(
    rule: &'static str,
    severity: Severity,
    message: impl Into<String>,
) -> Diagnostic {
    Diagnostic::new(rule, severity, Span::default(), message)
}
