//! A copy of a report with what was found written where it is: comments in a Word document, marks in a page.

use std::fs;
use std::io::Write;
use std::path::Path;

use nianbao_diagnostics::{Diagnostic, Severity};
use nianbao_document::{Document, Format, Text};
use nianbao_read::{
    Comment, Docx, DocxError, EncodeError, Mark, Opened, Revision, marked_page, open, read,
};
use thiserror::Error;

use crate::check::examine;
use crate::document::finding;
use crate::load::read_bytes;
use crate::{CheckedDocument, Input, NewFile, NewFileError, Profile, Status};

/// A file, and the copy of it that says what was found.
#[derive(Debug)]
pub struct Annotated {
    /// What was found.
    pub document: CheckedDocument,
    /// The copy; absent where the file cannot be read, or is a text that is no report.
    pub copy: Option<Result<Vec<u8>, AnnotateError>>,
}

/// Why there is no annotated copy, as the user reads it.
#[derive(Debug, Error)]
pub enum AnnotateError {
    /// Nothing can be written into files of this format without becoming part of the text.
    #[error("只能批注 Word 文档（.docx）和网页（.html），不能批注纯文本和 Markdown")]
    Format,
    /// The package cannot be written.
    #[error("{0}")]
    Docx(#[from] DocxError),
    /// The page's encoding cannot carry a mark.
    #[error("{0}")]
    Encode(#[from] EncodeError),
    /// The copy does not say what the file says.
    #[error("批注后读出的文字与原文不符，这是 nianbao 的缺陷")]
    Words,
    /// The copy would take the file's place.
    #[error("批注不能写入原文件，请另指定文件")]
    SameFile,
    /// The copy cannot be written.
    #[error("{0}")]
    Write(#[from] NewFileError),
}

/// Labels of a finding that a comment tells of.
const MOST_LABELS: usize = 10;

/// Checks one file's bytes, and makes a copy that says what was found and `drop_known` leaves. Pure, as
/// [`crate::check_bytes`] is: who says it and when is what `author` tells.
pub fn annotate_bytes(
    path: &str,
    bytes: &[u8],
    profile: &Profile,
    author: &Revision,
    drop_known: &dyn Fn(&mut CheckedDocument),
) -> Annotated {
    let opened = match open(path, bytes.to_vec()) {
        Ok(opened) => opened,
        Err(error) => {
            let document = CheckedDocument::unreadable(path, &error.into());
            return Annotated { document, copy: None };
        }
    };
    let (found, ()) = examine(&opened, profile, |_, _| ());
    let Opened { source, docx, .. } = opened;
    let mut document = found.into_document(source);
    drop_known(&mut document);
    let copy = match (document.status, &docx, document.format) {
        // Nothing was asked of a text that is no report.
        (Status::NotAReport, None, Some(Format::Text | Format::Markdown)) => None,
        _ => Some(copy_of(&document, docx.as_deref(), bytes, author)),
    };
    Annotated { document, copy }
}

/// Checks a file, and writes the copy that says what was found and `drop_known` leaves to `target`. Where that cannot be, a
/// finding says why.
pub fn annotate_input(
    input: &Input,
    target: &Path,
    author: &Revision,
    drop_known: &dyn Fn(&mut CheckedDocument),
) -> CheckedDocument {
    let bytes = match read_bytes(&input.path) {
        Ok(bytes) => bytes,
        Err(error) => return CheckedDocument::unreadable(&input.shown, &error),
    };
    let Annotated { document, copy } =
        annotate_bytes(&input.shown, &bytes, &input.profile, author, drop_known);
    let written = match copy {
        None => return document,
        Some(_) if is_same(&input.path, target) => Err(AnnotateError::SameFile),
        Some(copy) => copy.and_then(|copy| write_copy(target, &copy)),
    };
    match written {
        Ok(()) => document,
        Err(error) => not_annotated(document, &error),
    }
}

/// The document with the finding that there is no annotated copy of it.
pub fn not_annotated(mut document: CheckedDocument, error: &AnnotateError) -> CheckedDocument {
    let message = format!("未能写出批注：{error}");
    document.diagnostics.insert(0, finding("nianbao/unwritten", Severity::Error, message));
    document
}

fn is_same(a: &Path, b: &Path) -> bool {
    matches!((a.canonicalize(), b.canonicalize()), (Ok(a), Ok(b)) if a == b)
}

/// Writes an annotated copy to `target`, in a new folder where there is none.
pub fn write_copy(target: &Path, copy: &[u8]) -> Result<(), AnnotateError> {
    if let Some(folder) = target.parent().filter(|folder| !folder.as_os_str().is_empty()) {
        // Where it cannot be made, beginning the file says why.
        let _ = fs::create_dir_all(folder);
    }
    let mut file = NewFile::create(target)?;
    file.write_all(copy).map_err(|error| NewFileError::new(target, error.to_string()))?;
    Ok(file.keep()?)
}

fn copy_of(
    document: &CheckedDocument,
    docx: Option<&Docx>,
    bytes: &[u8],
    author: &Revision,
) -> Result<Vec<u8>, AnnotateError> {
    let CheckedDocument { source, diagnostics, .. } = document;
    let copy = match (docx, document.format) {
        (None, Some(Format::Text | Format::Markdown)) => return Err(AnnotateError::Format),
        _ if diagnostics.is_empty() => return Ok(bytes.to_vec()),
        (Some(docx), _) => docx.with_comments(bytes, &comments(docx, diagnostics), author)?,
        (None, _) => {
            let marks: Vec<Mark> = diagnostics.iter().map(mark).collect();
            marked_page(&read(source, Format::Html), bytes, &marks)?
        }
    };
    let before = match docx {
        Some(docx) => said(&docx.document(source)),
        None => said(&read(source, Format::Html)),
    };
    let says_the_same =
        open(&source.path, copy.clone()).is_ok_and(|copy| said(&copy.document()) == before);
    if says_the_same { Ok(copy) } else { Err(AnnotateError::Words) }
}

/// All words of a document without white space.
fn said(document: &Document<'_>) -> String {
    let words = document.texts().flat_map(|text| Text::content(text).chars());
    words.filter(|c| !c.is_whitespace()).collect()
}

fn comments(docx: &Docx, diagnostics: &[Diagnostic]) -> Vec<Comment> {
    let comment = |it: &Diagnostic| {
        let mut lines = lines(it);
        let labels = it.labels.iter().filter(|label| !label.message.is_empty());
        let told = labels.take(MOST_LABELS).map(|label| match docx.place(label.span) {
            Some(place) => format!("另见{place}：{}", label.message),
            None => format!("另见：{}", label.message),
        });
        let at = lines.len() - 1;
        lines.splice(at..at, told);
        Comment { span: it.span, lines }
    };
    diagnostics.iter().map(comment).collect()
}

fn mark(diagnostic: &Diagnostic) -> Mark {
    let color = match diagnostic.severity {
        Severity::Error => "#ffc9c9",
        Severity::Warning => "#ffec99",
        Severity::Info => "#d0ebff",
    };
    Mark { span: diagnostic.span, title: lines(diagnostic).join("\n"), color }
}

/// What is said of a finding, the rule last.
fn lines(diagnostic: &Diagnostic) -> Vec<String> {
    let severity = match diagnostic.severity {
        Severity::Error => "错误",
        Severity::Warning => "警告",
        Severity::Info => "提示",
    };
    let message = Some(format!("【{severity}】{}", diagnostic.message));
    let help = diagnostic.help.as_ref().map(|help| format!("帮助：{help}"));
    let fix = diagnostic.fix.as_ref().map(|fix| format!("修改：{}", fix.title));
    let norm = diagnostic.norm.map(|norm| format!("依据：{norm}"));
    let rule = Some(format!("规则：{}", diagnostic.rule));
    [message, help, fix, norm, rule].into_iter().flatten().collect()
}
