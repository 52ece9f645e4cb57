use std::ops::Range;

use nianbao_lint::document::script::{ScriptCounts, count};
use nianbao_lint::report::{Passage, PassageKind};
use nianbao_lint::{Edit, Report, Sink, Span};

use crate::damages::Damages;

/// A line or a table cell of the report, with its words as they stand.
#[derive(Clone, Copy)]
pub(crate) struct Piece<'r> {
    /// Its words.
    pub(crate) text: &'r str,
    /// The section it stands in, 1 to 6.
    pub(crate) section: Option<u8>,
    passage: Passage<'r>,
}

/// Every line and cell of the report that has words.
pub(crate) fn pieces<'r>(report: &'r Report<'r>) -> impl Iterator<Item = Piece<'r>> {
    report.passages().map(|passage| Piece {
        text: passage.raw(),
        section: passage.section,
        passage,
    })
}

/// The pieces whose characters can be judged: those in which nothing was read in the wrong encoding.
pub(crate) fn sound_pieces<'r>(report: &'r Report<'r>, sink: &Sink<'_>) -> Vec<Piece<'r>> {
    let damages = Damages::of(report, sink);
    let numbered = pieces(report).enumerate();
    numbered.filter(|(number, _)| !damages.are_misread(*number)).map(|(_, piece)| piece).collect()
}

/// The characters of `pieces`, which are the sound ones of the report, by script.
pub(crate) fn script(pieces: &[Piece<'_>], sink: &Sink<'_>) -> ScriptCounts {
    let counts = || pieces.iter().map(|piece| count(piece.text));
    *sink.shared(|| counts().fold(ScriptCounts::default(), ScriptCounts::plus))
}

impl Piece<'_> {
    /// Whether it is a line, not a cell.
    pub(crate) fn is_line(&self) -> bool {
        matches!(self.passage.kind, PassageKind::Line(_))
    }

    /// Its words folded.
    pub(crate) fn folded(&self) -> &str {
        self.passage.words()
    }

    /// The byte range of the text that `range` of the folded words stands for.
    pub(crate) fn original(&self, range: Range<usize>) -> Range<usize> {
        self.passage.raw_range(range)
    }

    /// Where it begins in the source; pieces do not overlap.
    pub(crate) fn start(&self) -> u32 {
        self.span(0..0).start
    }

    /// The source of `range`, a byte range of the text.
    pub(crate) fn span(&self, range: Range<usize>) -> Span {
        self.passage.raw_span(range)
    }

    /// Replaces `range`, where no markup stands within.
    pub(crate) fn replace(
        &self,
        range: Range<usize>,
        replacement: impl Into<String>,
    ) -> Option<Edit> {
        let span = self.passage.raw_unbroken_span(range)?;
        Some(Edit::replace(span, replacement))
    }

    /// Deletes `range`, by edits added to `edits`; markup within stays.
    pub(crate) fn delete(&self, range: Range<usize>, edits: &mut Vec<Edit>) {
        match self.passage.raw_unbroken_span(range.clone()) {
            Some(span) => edits.push(Edit::delete(span)),
            None => edits.extend(self.passage.raw_spans(range).into_iter().map(Edit::delete)),
        }
    }
}
