use std::fmt::Write as _;

use nianbao_diagnostics::{Diagnostic, Severity};
use nianbao_document::Format;
use nianbao_run::CheckedDocument;
use nianbao_span::Span;

use crate::located::{plain_path, words};
use crate::summary::summary;
use crate::{Detail, Emitter, Totals, visible};

/// Workflow commands, from which GitHub Actions makes notes beside the lines of a change.
#[derive(Clone, Copy, Debug)]
pub struct GitHub {
    /// Whether a line of counts follows.
    pub detail: Detail,
}

impl Emitter for GitHub {
    fn document(&self, document: &CheckedDocument) -> Vec<u8> {
        let mut out = String::new();
        for diagnostic in &document.diagnostics {
            push_command(&mut out, document, diagnostic);
        }
        out.into_bytes()
    }

    fn end(&self, totals: &Totals<'_>) -> String {
        match self.detail {
            Detail::Full => summary(totals.tally),
            Detail::FindingsOnly => String::new(),
        }
    }
}

fn push_command(out: &mut String, document: &CheckedDocument, diagnostic: &Diagnostic) {
    let level = match diagnostic.severity {
        Severity::Error => "error",
        Severity::Warning => "warning",
        Severity::Info => "notice",
    };
    let path = plain_path(&document.source.path);
    let (file, rule) = (property(&visible(&path)), property(&visible(&diagnostic.rule)));
    let lines = lines(document, diagnostic.span);
    let message = data(&words(diagnostic));
    // Writing to a string cannot fail.
    let _ = writeln!(out, "::{level} file={file}{lines},title={rule}::{message}");
}

/// The properties that name lines and columns. Lines of a Word document's text are none of the file.
fn lines(document: &CheckedDocument, span: Span) -> String {
    if document.format.is_some_and(Format::is_container) {
        return String::new();
    }
    let (start, end) = [span.start, span.end].map(|at| document.source.position(at)).into();
    let lines = format!(",line={},endLine={}", start.line, end.line);
    // Columns are only shown for what stands in one line.
    if start.line == end.line && start.column < end.column {
        format!("{lines},col={},endColumn={}", start.column, end.column)
    } else {
        lines
    }
}

/// `text` as the message of a command.
fn data(text: &str) -> String {
    text.replace('%', "%25").replace('\r', "%0D").replace('\n', "%0A")
}

/// `text` as the value of a command's property.
fn property(text: &str) -> String {
    data(text).replace(':', "%3A").replace(',', "%2C")
}
