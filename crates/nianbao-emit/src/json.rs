mod types;

use nianbao_diagnostics as found;
use nianbao_run as run;
use nianbao_run::{CheckedDocument, Tally, fingerprints};
use nianbao_span::{Source, Span};
use schemars::Schema;
use schemars::generate::SchemaSettings;

use crate::{Emitter, escape};

/// The JSON contract's version.
const SCHEMA_VERSION: u32 = 1;

/// One JSON object for the run.
#[derive(Clone, Copy, Debug)]
pub struct Json;

/// One finding a line, each a JSON object. Notes are left out.
#[derive(Clone, Copy, Debug)]
pub struct JsonLines;

/// The JSON schema of [`Json`]'s output; a line of [`JsonLines`] is its `$defs/LocatedDiagnostic`.
pub fn schema() -> Schema {
    let mut generator = SchemaSettings::draft2020_12().for_serialize().into_generator();
    generator.subschema_for::<types::LocatedDiagnostic<'_>>();
    generator.into_root_schema_for::<types::Run<'_>>()
}

impl Emitter for Json {
    fn begin(&self) -> String {
        let tool = types::Tool { name: "nianbao", version: env!("CARGO_PKG_VERSION") };
        let tool = escape::to_string(&tool);
        format!("{{\"schema_version\":{SCHEMA_VERSION},\"tool\":{tool},\"documents\":[\n")
    }

    fn separator(&self) -> &'static str {
        ",\n"
    }

    fn document(&self, document: &CheckedDocument) -> Vec<u8> {
        escape::to_vec(&document_of(document))
    }

    fn end(&self, tally: &Tally) -> String {
        format!("\n],\"summary\":{}}}\n", escape::to_string(&summary_of(tally)))
    }
}

impl Emitter for JsonLines {
    fn document(&self, document: &CheckedDocument) -> Vec<u8> {
        let mut out = Vec::new();
        for diagnostic in diagnostics_of(document) {
            let path = &document.source.path;
            out.append(&mut escape::to_vec(&types::LocatedDiagnostic { path, diagnostic }));
            out.push(b'\n');
        }
        out
    }
}

fn document_of(document: &CheckedDocument) -> types::Document<'_> {
    let is_text = document.status != run::Status::Unreadable;
    types::Document {
        path: &document.source.path,
        format: document.format.map(nianbao_document::Format::name),
        encoding: is_text.then_some(document.source.encoding),
        status: match document.status {
            run::Status::Checked => types::Status::Checked,
            run::Status::Unreadable => types::Status::Unreadable,
            run::Status::NotAReport => types::Status::NotAReport,
        },
        report: document.report.as_ref().map(|report| types::Report {
            title: report.title.as_deref(),
            organ: report.organ.as_deref(),
            year: report.year,
            edition: report.edition,
        }),
        diagnostics: diagnostics_of(document),
        notes: document
            .notes
            .iter()
            .map(|note| types::Note { rule: note.rule, reason: &note.reason })
            .collect(),
    }
}

fn diagnostics_of(document: &CheckedDocument) -> Vec<types::Diagnostic<'_>> {
    let with_fingerprints = document.diagnostics.iter().zip(fingerprints(document));
    with_fingerprints
        .map(|(diagnostic, fingerprint)| diagnostic_of(&document.source, diagnostic, fingerprint))
        .collect()
}

fn diagnostic_of<'a>(
    source: &'a Source,
    diagnostic: &'a found::Diagnostic,
    fingerprint: String,
) -> types::Diagnostic<'a> {
    types::Diagnostic {
        rule: &diagnostic.rule,
        severity: match diagnostic.severity {
            found::Severity::Error => types::Severity::Error,
            found::Severity::Warning => types::Severity::Warning,
            found::Severity::Info => types::Severity::Info,
        },
        message: &diagnostic.message,
        help: diagnostic.help.as_deref(),
        norm: diagnostic.norm.map(|norm| norm.to_string()),
        url: None,
        range: range_of(source, diagnostic.span),
        place: diagnostic.place.as_ref().map(|place| types::Place {
            section: place.section,
            table: place.table.map(found::TableName::name),
            row: place.row,
            column: place.column,
            label: &place.label,
        }),
        labels: diagnostic
            .labels
            .iter()
            .map(|label| types::Label {
                message: &label.message,
                range: range_of(source, label.span),
            })
            .collect(),
        values: diagnostic.values.iter().map(|(name, value)| (*name, value.as_str())).collect(),
        fix: diagnostic.fix.as_ref().map(|fix| fix_of(source, fix)),
        fingerprint,
    }
}

fn fix_of<'a>(source: &Source, fix: &'a found::Fix) -> types::Fix<'a> {
    types::Fix {
        applicability: match fix.applicability {
            found::Applicability::Safe => types::Applicability::Safe,
            found::Applicability::Unsafe => types::Applicability::Unsafe,
            found::Applicability::Display => types::Applicability::Display,
        },
        title: &fix.title,
        edits: fix
            .edits
            .iter()
            .map(|edit| {
                let types::Range { byte, start, end, text: _ } = range_of(source, edit.span);
                types::Edit { byte, start, end, replacement: &edit.replacement }
            })
            .collect(),
    }
}

fn range_of(source: &Source, span: Span) -> types::Range<'_> {
    let bytes = source.file_span(span);
    types::Range {
        byte: Some(types::Bytes { start: bytes.start, end: bytes.end }),
        start: position_of(source, span.start),
        end: position_of(source, span.end),
        text: source.slice(span),
    }
}

fn position_of(source: &Source, offset: u32) -> types::Position {
    let position = source.position(offset);
    types::Position { line: position.line, column: position.column, utf16: position.utf16 }
}

fn summary_of(tally: &Tally) -> types::Summary {
    types::Summary {
        documents: tally.documents,
        unreadable: tally.unreadable,
        errors: tally.errors,
        warnings: tally.warnings,
        infos: tally.infos,
        suppressed: 0,
        baselined: 0,
        fixable: types::Fixable { safe: tally.safe_fixes, needs_look: tally.unsafe_fixes },
    }
}
