use nianbao_diagnostics::Severity;
use nianbao_document::Format;
use nianbao_run::{CheckedDocument, fingerprints, located_fingerprint};
use nianbao_span::Position;
use serde::Serialize;

use crate::located::{plain_path, words};
use crate::{Emitter, Totals, escape};

/// GitLab's Code Quality report: one JSON list of findings.
#[derive(Clone, Copy, Debug)]
pub struct GitLab;

/// A finding as GitLab reads it.
#[derive(Serialize)]
struct Issue<'a> {
    description: &'a str,
    content: Content,
    check_name: &'a str,
    /// Unique within the list, the same as long as the finding is.
    fingerprint: String,
    severity: &'static str,
    location: Location<'a>,
}

#[derive(Serialize)]
struct Content {
    /// Shown behind the description when asked for.
    body: String,
}

#[derive(Serialize)]
struct Location<'a> {
    path: &'a str,
    positions: Positions,
}

#[derive(Serialize)]
struct Positions {
    begin: Point,
    end: Point,
}

#[derive(Serialize)]
struct Point {
    line: u32,
    column: u32,
}

impl Emitter for GitLab {
    fn begin(&self, _: &Totals<'_>) -> String {
        "[\n".to_owned()
    }

    fn separator(&self) -> &'static str {
        ",\n"
    }

    fn document(&self, document: &CheckedDocument) -> Vec<u8> {
        let path = plain_path(&document.source.path);
        let is_container = document.format.is_some_and(Format::is_container);
        let at = |offset| {
            if is_container {
                // GitLab wants a line. Those of a Word document's text are none of the file.
                Point { line: 1, column: 1 }
            } else {
                Point::from(document.source.position(offset))
            }
        };
        let mut out = Vec::new();
        for (diagnostic, fingerprint) in document.diagnostics.iter().zip(fingerprints(document)) {
            if !out.is_empty() {
                out.extend_from_slice(self.separator().as_bytes());
            }
            let positions =
                Positions { begin: at(diagnostic.span.start), end: at(diagnostic.span.end) };
            out.append(&mut escape::to_vec(&Issue {
                description: &diagnostic.message,
                content: Content { body: words(diagnostic) },
                check_name: &diagnostic.rule,
                fingerprint: located_fingerprint(&path, &fingerprint),
                severity: severity(diagnostic.severity),
                location: Location { path: &path, positions },
            }));
        }
        out
    }

    fn end(&self, _: &Totals<'_>) -> String {
        "\n]\n".to_owned()
    }
}

impl From<Position> for Point {
    fn from(position: Position) -> Point {
        Point { line: position.line, column: position.column }
    }
}

/// GitLab's name for a severity.
fn severity(severity: Severity) -> &'static str {
    match severity {
        Severity::Error => "major",
        Severity::Warning => "minor",
        Severity::Info => "info",
    }
}
