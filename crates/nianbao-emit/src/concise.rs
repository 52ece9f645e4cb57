use std::fmt::Write as _;

use nianbao_run::CheckedDocument;

use crate::{Emitter, visible};

/// One line for each finding: `path:line:column: severity[rule] message`.
#[derive(Clone, Copy, Debug)]
pub struct Concise;

impl Emitter for Concise {
    fn document(&self, document: &CheckedDocument) -> Vec<u8> {
        let path = visible(&document.source.path);
        let mut out = String::new();
        for diagnostic in &document.diagnostics {
            let position = document.source.position(diagnostic.span.start);
            let (line, column) = (position.line, position.column);
            let severity = diagnostic.severity.name();
            let (rule, message) = (visible(&diagnostic.rule), visible(&diagnostic.message));
            // Writing to a string cannot fail.
            let _ = writeln!(out, "{path}:{line}:{column}: {severity}[{rule}] {message}");
        }
        out.into_bytes()
    }
}
