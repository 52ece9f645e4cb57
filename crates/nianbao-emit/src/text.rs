mod excerpt;
mod files;
mod paint;

use std::io::{self, Write as _};

use codespan_reporting::diagnostic as shown;
use codespan_reporting::files::Error;
use codespan_reporting::term::{Config, Renderer, RichDiagnostic};
use nianbao_diagnostics::{Diagnostic, Label};
use nianbao_lint::Note;
use nianbao_run::{CheckedDocument, Refusal, Status};
use nianbao_span::Source;

use self::excerpt::Excerpt;
use self::files::ExcerptFile;
use self::paint::{Paint, severity_of};
use crate::private::Mask;
use crate::summary::summary;
use crate::{Emitter, Private, Totals, visible};

/// Findings for people, with the words they are about.
#[derive(Debug)]
pub struct Text {
    color: Color,
    detail: Detail,
    private: Private,
    config: Config,
}

/// Whether colours are written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Color {
    /// As ANSI escape codes.
    Always,
    /// Not at all.
    Never,
}

/// What is written besides findings.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Detail {
    /// What could not be assessed, and a line of counts.
    Full,
    /// Nothing.
    FindingsOnly,
}

/// Places listed in words for a finding with very many.
const MAX_LISTED: usize = 20;

impl Text {
    /// The format with these choices.
    pub fn new(color: Color, detail: Detail) -> Text {
        Text { color, detail, private: Private::default(), config: Config::default() }
    }

    /// The same, with personal data shown or masked.
    #[must_use]
    pub fn with_private(self, private: Private) -> Text {
        Text { private, ..self }
    }

    fn diagnostic(
        &self,
        (source, mask): (&Source, &Mask),
        path: &str,
        diagnostic: &Diagnostic,
        out: &mut Paint,
    ) -> Result<(), Error> {
        let excerpt = Excerpt::new(source, mask, diagnostic);
        let messages: Vec<_> =
            excerpt.labels.iter().map(|label| visible(label.message).into_owned()).collect();
        let labels =
            excerpt.labels.iter().zip(messages).enumerate().map(|(index, (label, message))| {
                let range = label.range.clone();
                let label = match index {
                    0 => shown::Label::primary((), range),
                    _ => shown::Label::secondary((), range),
                };
                label.with_message(message)
            });
        let mut notes = notes_of(diagnostic);
        if !excerpt.left_out.is_empty() {
            notes.insert(0, left_out(source, excerpt.left_out));
        }
        let shown = shown::Diagnostic::new(severity_of(diagnostic.severity))
            .with_code(visible(&diagnostic.rule))
            .with_message(visible(&diagnostic.message))
            .with_labels(labels.collect())
            .with_notes(notes);
        let file = ExcerptFile::new(path, &excerpt);
        RichDiagnostic::new(&shown, &self.config)
            .render(&file, &mut Renderer::new(out, &self.config))
    }

    /// A finding in a file without text to quote.
    fn file_finding(
        &self,
        path: &str,
        diagnostic: &Diagnostic,
        out: &mut Paint,
    ) -> Result<(), Error> {
        let mut renderer = Renderer::new(out, &self.config);
        let severity = severity_of(diagnostic.severity);
        let (rule, message) = (visible(&diagnostic.rule), visible(&diagnostic.message));
        renderer.render_header(None, severity, Some(&rule), &message)?;
        renderer.render_snippet_note(1, &format!("文件: {path}"))?;
        for note in notes_of(diagnostic) {
            renderer.render_snippet_note(1, &note)?;
        }
        renderer.render_empty()
    }

    fn notes(&self, path: &str, notes: &[Note], out: &mut Paint) -> io::Result<()> {
        if self.detail == Detail::FindingsOnly || notes.is_empty() {
            return Ok(());
        }
        writeln!(out, "{path} 有未能检查的内容：")?;
        for (reason, rules) in by_reason(notes) {
            writeln!(out, "  {}（{}）", visible(reason), rules.join("、"))?;
        }
        writeln!(out)
    }

    fn render(&self, document: &CheckedDocument, out: &mut Paint) -> Result<(), Error> {
        let source = &document.source;
        let path = visible(&source.path);
        let mask = Mask::of(document, self.private);
        for diagnostic in &document.diagnostics {
            match document.status {
                Status::Unreadable => self.file_finding(&path, diagnostic, out)?,
                Status::Checked | Status::NotAReport => {
                    self.diagnostic((source, &mask), &path, diagnostic, out)?;
                }
            }
        }
        self.notes(&path, &document.notes, out)?;
        let refused = document.fixing.as_ref().map_or(&[][..], |fixing| &fixing.refused);
        Ok(self.refusals(&path, refused, out)?)
    }

    fn refusals(&self, path: &str, refused: &[Refusal], out: &mut Paint) -> io::Result<()> {
        if self.detail == Detail::FindingsOnly || refused.is_empty() {
            return Ok(());
        }
        writeln!(out, "{path} 有未作的修改：")?;
        for Refusal { rule, reason } in refused {
            writeln!(out, "  {}（{}）", visible(reason), visible(rule))?;
        }
        writeln!(out)
    }
}

impl Emitter for Text {
    fn document(&self, document: &CheckedDocument) -> Vec<u8> {
        let mut out = Paint::new(self.color);
        self.render(document, &mut out)
            .expect("an excerpt holds its labels, and writing to memory does not fail");
        out.bytes
    }

    fn end(&self, totals: &Totals<'_>) -> String {
        match self.detail {
            Detail::Full => summary(totals.tally),
            Detail::FindingsOnly => String::new(),
        }
    }
}

/// The lines below the quoted words.
fn notes_of(diagnostic: &Diagnostic) -> Vec<String> {
    let place = diagnostic.place.as_ref().map(|place| format!("位置: {}", visible(&place.label)));
    let help = diagnostic.help.as_ref().map(|help| format!("帮助: {}", visible(help)));
    let fix = diagnostic.fix.as_ref().map(|fix| format!("修改: {}", visible(&fix.title)));
    let norm = diagnostic.norm.map(|norm| format!("依据: {norm}"));
    [place, help, fix, norm].into_iter().flatten().collect()
}

/// Labels that the excerpt does not show, in words.
fn left_out(source: &Source, labels: &[Label]) -> String {
    let mut listed: Vec<String> = labels
        .iter()
        .take(MAX_LISTED)
        .map(|label| {
            let position = source.position(label.span.start);
            format!("{}:{} {}", position.line, position.column, visible(&label.message))
        })
        .collect();
    if labels.len() > MAX_LISTED {
        listed.push("……".to_owned());
    }
    format!("另有 {} 处: {}", labels.len(), listed.join("；"))
}

/// Rules by the reason they could not be assessed for, in the order met.
pub(crate) fn by_reason(notes: &[Note]) -> Vec<(&str, Vec<&'static str>)> {
    let mut reasons: Vec<(&str, Vec<&'static str>)> = Vec::new();
    for note in notes {
        match reasons.iter_mut().find(|(reason, _)| *reason == note.reason) {
            Some((_, rules)) => rules.push(note.rule),
            None => reasons.push((&note.reason, vec![note.rule])),
        }
    }
    reasons
}
