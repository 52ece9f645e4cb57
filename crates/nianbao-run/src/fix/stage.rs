//! A file between two rounds.

use nianbao_read::{DecodeError, Docx, EncodeError, Opened, Revision, open};
use nianbao_span::{Source, Span};
use thiserror::Error;

use super::Fixes;
use super::facts::Facts;
use super::plan::PlannedFix;
use super::words::Words;
use super::writing::{WrittenEdit, bytes_with, text_with};
use crate::check::{Found, examine};
use crate::{CheckedDocument, Profile};

/// A file's bytes, what they say and what is found there.
#[derive(Debug)]
pub(super) struct Stage {
    pub(super) bytes: Vec<u8>,
    pub(super) source: Source,
    /// What else was read of a Word document.
    pub(super) docx: Option<Box<Docx>>,
    pub(super) found: Found,
    pub(super) words: Words,
    facts: Facts,
}

/// Why a fix is not made, as the user reads it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Error)]
pub(super) enum Fault {
    /// It is none: out of the text, or against itself.
    #[error("修改的位置有误，这是 nianbao 的缺陷")]
    Place,
    /// It changes more than words.
    #[error("修改会动到标记")]
    Markup,
    /// It changes what the words of a Word document are made from, such as automatic numbers.
    #[error("修改会动到文字以外的内容（自动编号、段落、文本框等），请在 Word 中修改")]
    Generated,
    /// It was to be a tracked change.
    #[error("只有 Word 文档（.docx）能写成修订")]
    Untracked,
    /// The file cannot carry its words.
    #[error(transparent)]
    Encode(#[from] EncodeError),
    /// The file says something else afterwards than it was to say.
    #[error("修改后读出的内容与预期不符")]
    Words,
    /// Afterwards it is no report any more.
    #[error("修改后认不出是年度报告")]
    Report,
    /// A safe fix that changes what the report is about.
    #[error("修改会改变表中数据、报告年份或各部分")]
    Facts,
}

impl Stage {
    pub(super) fn read(
        path: &str,
        bytes: Vec<u8>,
        profile: &Profile,
    ) -> Result<Stage, DecodeError> {
        let opened = open(path, bytes.clone())?;
        let (found, (words, facts)) =
            examine(&opened, profile, |document, report| (Words::of(document), Facts::of(report)));
        let Opened { source, docx, .. } = opened;
        Ok(Stage { bytes, source, docx, found, words, facts })
    }

    /// The file once `planned`, which do not meet, are made.
    pub(super) fn with<'f>(
        &self,
        planned: impl IntoIterator<Item = &'f PlannedFix>,
        fixes: Fixes,
        profile: &Profile,
    ) -> Result<Stage, Fault> {
        let mut edits: Vec<&WrittenEdit> = planned.into_iter().flat_map(|fix| &fix.edits).collect();
        edits.sort_by_key(|edit| edit.span);
        let bytes = self.bytes_with(&edits)?;
        let next = Stage::read(&self.source.path, bytes, profile).map_err(|_| Fault::Words)?;
        self.compare(&next, &edits, fixes)?;
        Ok(next)
    }

    /// The file's bytes with `edits` made.
    fn bytes_with(&self, edits: &[&WrittenEdit]) -> Result<Vec<u8>, Fault> {
        let Some(docx) = &self.docx else {
            return Ok(bytes_with(&self.source, &self.bytes, edits.iter().copied()));
        };
        let said = edits.iter().map(|edit| (edit.span, edit.said.as_str()));
        docx.with_edits(&self.bytes, &self.source, said, None).map_err(|_| Fault::Words)
    }

    /// The file with `edits` made as tracked changes, where they then say just what `mended` says.
    pub(super) fn tracked(
        &self,
        edits: &[(Span, String)],
        mended: &Stage,
        revision: &Revision,
        profile: &Profile,
    ) -> Option<Stage> {
        let said = edits.iter().map(|(span, words)| (*span, words.as_str()));
        let docx = self.docx.as_ref()?;
        let bytes = docx.with_edits(&self.bytes, &self.source, said, Some(revision)).ok()?;
        let tracked = Stage::read(&self.source.path, bytes, profile).ok()?;
        (tracked.source.text == mended.source.text).then_some(tracked)
    }

    /// Whether the file can carry `words` in the place of what stands at `span`.
    pub(super) fn admits(&self, span: Span, words: &str) -> bool {
        let is_in_words = self.words.admit(span, &self.source);
        is_in_words && self.docx.as_ref().is_none_or(|docx| docx.admits(span, words))
    }

    fn compare(&self, next: &Stage, edits: &[&WrittenEdit], fixes: Fixes) -> Result<(), Fault> {
        let same_reading = next.source.encoding == self.source.encoding
            && next.found.format == self.found.format
            && next.source.text == text_with(&self.source, edits.iter().copied())
            && next.words.said_with(&next.source, &[]) == self.words.said_with(&self.source, edits);
        if !same_reading {
            Err(Fault::Words)
        } else if next.found.report.is_none() {
            Err(Fault::Report)
        } else if fixes == Fixes::Safe && !self.facts.hold_in(&next.facts) {
            Err(Fault::Facts)
        } else {
            Ok(())
        }
    }

    pub(super) fn into_document(self) -> CheckedDocument {
        self.found.into_document(self.source)
    }
}
