use std::ops::Range;

use nianbao_lint::document::script::{ScriptCounts, profile};
use nianbao_lint::document::{BlockKind, Region, Text};
use nianbao_lint::report::{Line, LineRole};
use nianbao_lint::{Edit, Report, Span};

use crate::damage::is_misread;

/// A line or a table cell of the report, with the way back to the source.
pub(crate) struct Piece<'r> {
    /// Its words as they stand.
    pub(crate) text: &'r str,
    /// The section it stands in, 1 to 6.
    pub(crate) section: Option<u8>,
    origin: Origin<'r>,
}

enum Origin<'r> {
    Line(&'r Line<'r>),
    Cell(&'r Text<'r>),
}

/// Every line the page around the report has no part in, then every cell of grid tables.
pub(crate) fn pieces<'r>(report: &'r Report<'r>) -> impl Iterator<Item = Piece<'r>> {
    let lines = report.lines.iter().filter(|line| line.role != LineRole::Page);
    lines.map(Piece::of_line).chain(cells(report))
}

/// The pieces whose characters can be judged: those in which nothing was read in the wrong encoding.
pub(crate) fn sound_pieces<'r>(report: &'r Report<'r>) -> Vec<Piece<'r>> {
    pieces(report).filter(|piece| !is_misread(piece.text)).collect()
}

/// The characters of `pieces` by script.
pub(crate) fn script(pieces: &[Piece<'_>]) -> ScriptCounts {
    pieces.iter().map(|piece| profile(piece.text)).fold(ScriptCounts::default(), ScriptCounts::plus)
}

fn cells<'r>(report: &'r Report<'r>) -> impl Iterator<Item = Piece<'r>> {
    let blocks = report.document.blocks.iter().enumerate();
    blocks.filter(|(_, block)| block.region == Region::Content).flat_map(|(index, block)| {
        let rows = match &block.kind {
            BlockKind::Table(table) => table.rows.as_slice(),
            _ => &[],
        };
        let section = report.sections.iter().find(|section| section.blocks.contains(&index));
        let section = section.map(|section| section.number);
        let cells = rows.iter().flat_map(|row| &row.cells);
        cells.map(move |cell| Piece {
            text: cell.text.content(),
            section,
            origin: Origin::Cell(&cell.text),
        })
    })
}

impl<'r> Piece<'r> {
    fn of_line(line: &'r Line<'r>) -> Piece<'r> {
        Piece { text: line.raw(), section: line.section, origin: Origin::Line(line) }
    }

    /// Whether it is a line, not a cell.
    pub(crate) fn is_line(&self) -> bool {
        matches!(self.origin, Origin::Line(_))
    }

    /// Where it begins in the source; pieces do not overlap.
    pub(crate) fn start(&self) -> u32 {
        self.span(0..0).start
    }

    /// The source of `range`, a byte range of the text.
    pub(crate) fn span(&self, range: Range<usize>) -> Span {
        match self.origin {
            Origin::Line(line) => line.raw_span(range),
            Origin::Cell(text) => text.span(range),
        }
    }

    /// Deletes `range`; markup within stays.
    pub(crate) fn delete(&self, range: Range<usize>) -> Vec<Edit> {
        self.unbroken(range).into_iter().map(Edit::delete).collect()
    }

    /// Replaces `range`, where no markup stands within.
    pub(crate) fn replace(&self, range: Range<usize>, replacement: &str) -> Option<Edit> {
        match self.unbroken(range).as_slice() {
            [span] => Some(Edit::replace(*span, replacement)),
            _ => None,
        }
    }

    fn unbroken(&self, range: Range<usize>) -> Vec<Span> {
        match self.origin {
            Origin::Line(line) => line.raw_spans(range),
            Origin::Cell(text) => text.spans(range),
        }
    }
}
