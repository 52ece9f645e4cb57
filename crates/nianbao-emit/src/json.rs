pub(crate) mod types;

use nianbao_diagnostics as found;
use nianbao_run as run;
use nianbao_run::{CheckedDocument, Tally, fingerprints};
use nianbao_span::{Position, Positions, Source, Span};
use schemars::Schema;
use schemars::generate::SchemaSettings;

use crate::private::Mask;
use crate::{Emitter, Private, Totals, escape};

/// The JSON contract's version.
pub(crate) const SCHEMA_VERSION: u32 = 1;

/// One JSON object for the run.
#[derive(Clone, Copy, Debug, Default)]
pub struct Json {
    /// Whether personal data is quoted.
    pub private: Private,
}

/// One finding a line, each a JSON object. Notes are left out.
#[derive(Clone, Copy, Debug, Default)]
pub struct JsonLines {
    /// Whether personal data is quoted.
    pub private: Private,
}

/// The JSON schema of [`Json`]'s output; a line of [`JsonLines`] is its `$defs/LocatedDiagnostic`, what
/// [`crate::Statistics`] writes its `$defs/Statistics`.
pub fn schema() -> Schema {
    let mut generator = SchemaSettings::draft2020_12().for_serialize().into_generator();
    generator.subschema_for::<types::LocatedDiagnostic<'_>>();
    generator.subschema_for::<types::Statistics<'_>>();
    generator.into_root_schema_for::<types::Run<'_>>()
}

impl Emitter for Json {
    fn begin(&self, _: &Totals<'_>) -> String {
        let tool = escape::to_string(&types::Tool::NIANBAO);
        format!("{{\"schema_version\":{SCHEMA_VERSION},\"tool\":{tool},\"documents\":[\n")
    }

    fn separator(&self) -> &'static str {
        ",\n"
    }

    fn document(&self, document: &CheckedDocument) -> Vec<u8> {
        let mut out = Vec::with_capacity(usual_len(document));
        escape::write_to(&mut out, &document_of(document, self.private));
        out
    }

    fn end(&self, totals: &Totals<'_>) -> String {
        format!("\n],\"summary\":{}}}\n", escape::to_string(&summary_of(totals.tally)))
    }
}

impl Emitter for JsonLines {
    fn document(&self, document: &CheckedDocument) -> Vec<u8> {
        let mut out = Vec::new();
        for diagnostic in diagnostics_of(document, self.private) {
            let path = &document.source.path;
            escape::write_to(&mut out, &types::LocatedDiagnostic { path, diagnostic });
            out.push(b'\n');
        }
        out
    }
}

/// About as many bytes as are written of a document, so that room for them is made at once.
fn usual_len(document: &CheckedDocument) -> usize {
    const DOCUMENT: usize = 512;
    const DIAGNOSTIC: usize = 768;
    const LABEL: usize = 192;
    const EDIT: usize = 160;
    let len_of = |diagnostic: &found::Diagnostic| {
        let n_edits = diagnostic.fix.as_ref().map_or(0, |fix| fix.edits.len());
        DIAGNOSTIC + diagnostic.labels.len() * LABEL + n_edits * EDIT
    };
    DOCUMENT + document.diagnostics.iter().map(len_of).sum::<usize>()
}

fn document_of(document: &CheckedDocument, private: Private) -> types::Document<'_> {
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
        diagnostics: diagnostics_of(document, private),
        notes: document
            .notes
            .iter()
            .map(|note| types::Note { rule: note.rule, reason: &note.reason })
            .collect(),
        fixing: document.fixing.as_ref().map(fixing_of),
    }
}

fn fixing_of(fixing: &run::Fixing) -> types::Fixing<'_> {
    types::Fixing {
        applied: fixing.applied.iter().map(|(rule, count)| (&**rule, *count)).collect(),
        refused: fixing
            .refused
            .iter()
            .map(|refusal| types::Note { rule: &refusal.rule, reason: &refusal.reason })
            .collect(),
        file: match fixing.file {
            run::FileState::Kept => types::FileState::Kept,
            run::FileState::Written => types::FileState::Written,
            run::FileState::Failed => types::FileState::Failed,
        },
    }
}

fn diagnostics_of(document: &CheckedDocument, private: Private) -> Vec<types::Diagnostic<'_>> {
    if document.diagnostics.is_empty() {
        return Vec::new();
    }
    let is_container = document.format.is_some_and(nianbao_document::Format::is_container);
    let mask = Mask::of(document, private);
    let positions = document.source.positions();
    let mut quoted = Quoted { source: &document.source, positions, is_container, mask };
    let with_fingerprints = document.diagnostics.iter().zip(fingerprints(document));
    with_fingerprints
        .map(|(diagnostic, fingerprint)| diagnostic_of(&mut quoted, diagnostic, fingerprint))
        .collect()
}

/// A source with what of it is not quoted.
struct Quoted<'a> {
    source: &'a Source,
    positions: Positions<'a>,
    /// Whether bytes of the text are no bytes of the file.
    is_container: bool,
    mask: Mask,
}

fn diagnostic_of<'a>(
    quoted: &mut Quoted<'a>,
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
        range: quoted.range(diagnostic.span),
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
            .map(|label| types::Label { message: &label.message, range: quoted.range(label.span) })
            .collect(),
        values: diagnostic.values.iter().map(|(name, value)| (*name, value.as_str())).collect(),
        fix: diagnostic.fix.as_ref().map(|fix| fix_of(quoted, fix)),
        fingerprint,
    }
}

fn fix_of<'a>(quoted: &mut Quoted<'_>, fix: &'a found::Fix) -> types::Fix<'a> {
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
                let Place { byte, start, end } = quoted.place(edit.span);
                types::Edit { byte, start, end, replacement: &edit.replacement }
            })
            .collect(),
    }
}

/// Where a span stands, for people and editors.
struct Place {
    byte: Option<types::Bytes>,
    start: types::Position,
    end: types::Position,
}

impl<'a> Quoted<'a> {
    fn range(&mut self, span: Span) -> types::Range<'a> {
        let Place { byte, start, end } = self.place(span);
        types::Range { byte, start, end, text: self.mask.quote(self.source, span) }
    }

    fn place(&mut self, span: Span) -> Place {
        let Span { start, end } = self.source.file_span(span);
        Place {
            byte: (!self.is_container).then_some(types::Bytes { start, end }),
            start: position_of(self.positions.of(span.start)),
            end: position_of(self.positions.of(span.end)),
        }
    }
}

fn position_of(position: Position) -> types::Position {
    types::Position { line: position.line, column: position.column, utf16: position.utf16 }
}

pub(crate) fn summary_of(tally: &Tally) -> types::Summary {
    types::Summary {
        documents: tally.documents,
        unreadable: tally.unreadable,
        errors: tally.errors,
        warnings: tally.warnings,
        infos: tally.infos,
        suppressed: tally.suppressed,
        baselined: tally.baselined,
        fixable: types::Fixable { safe: tally.safe_fixes, needs_look: tally.unsafe_fixes },
        fixed: tally.mended.values().sum(),
        unwritten: tally.unwritten,
    }
}
