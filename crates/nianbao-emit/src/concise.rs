use std::fmt::Write as _;

use nianbao_run::CheckedDocument;

use crate::{Emitter, visible};

/// One line for each finding: `path:line:column: severity[rule] message`. Lines of a container are those of the text that
/// was made of it, which nobody sees, so there the place is told in words behind it.
#[derive(Clone, Copy, Debug)]
pub struct Concise;

impl Emitter for Concise {
    fn document(&self, document: &CheckedDocument) -> Vec<u8> {
        let path = visible(&document.source.path);
        let is_container = document.format.is_some_and(nianbao_document::Format::is_container);
        let mut out = String::new();
        for diagnostic in &document.diagnostics {
            let position = document.source.position(diagnostic.span.start);
            let (line, column) = (position.line, position.column);
            let severity = diagnostic.severity.name();
            let (rule, message) = (visible(&diagnostic.rule), visible(&diagnostic.message));
            let place = diagnostic.place.as_ref().filter(|_| is_container);
            let place = place.map_or(String::new(), |it| format!("（{}）", visible(&it.label)));
            // Writing to a string cannot fail.
            let _ = writeln!(out, "{path}:{line}:{column}: {severity}[{rule}] {message}{place}");
        }
        out.into_bytes()
    }
}
