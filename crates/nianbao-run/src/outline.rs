use std::ops::Range;

use nianbao_document::{BlockKind, Document, Region, Text};
use nianbao_report::{Equation, Figure, OfficialTable, Report, RowSpec, TableSpec, Weighing};
use nianbao_span::Span;

/// A report as a person sees it, for formats that show it: its words with the way back to the source, and its official
/// tables with their sums worked out.
#[derive(Debug)]
pub struct Outline {
    /// Its blocks in reading order.
    pub blocks: Vec<OutlineBlock>,
    /// The official tables found, in the order of the form.
    pub tables: Vec<Sheet>,
}

/// What is kept of a document besides what was found in it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Keep {
    /// Nothing.
    #[default]
    Findings,
    /// Its outline.
    Outline,
}

/// One block.
#[derive(Debug)]
pub struct OutlineBlock {
    /// What it is.
    pub kind: OutlineKind,
    /// Whether it is part of what the author wrote, or of the page around it.
    pub region: Region,
}

/// What a block is.
#[derive(Debug)]
pub enum OutlineKind {
    /// A heading by markup, level 1 to 6.
    Heading(u8, Words),
    /// A paragraph.
    Paragraph(Words),
    /// A table, row by row.
    Table(Vec<Vec<OutlineCell>>),
    /// A picture: its name, and where it stands.
    Image(String, Span),
}

/// One cell of a table.
#[derive(Debug)]
pub struct OutlineCell {
    /// Its words.
    pub words: Words,
    /// Columns it covers.
    pub colspan: u32,
    /// Rows it covers.
    pub rowspan: u32,
}

/// Words and where each stands in the source.
#[derive(Debug)]
pub struct Words {
    /// The words.
    pub text: String,
    /// In order: a byte range of the words, and the source it came from. Of different lengths they correspond only as
    /// wholes.
    pub pieces: Vec<(Range<usize>, Span)>,
}

/// An official table with its sums.
#[derive(Debug)]
pub struct Sheet {
    /// The form of it.
    pub spec: &'static TableSpec,
    /// In the order of the form.
    pub rows: Vec<SheetRow>,
    /// Every sum that must hold; without result where a term is no number.
    pub sums: Vec<(&'static Equation, Option<Weighing>)>,
}

/// A row of an official table.
#[derive(Debug)]
pub struct SheetRow {
    /// The form of it.
    pub spec: &'static RowSpec,
    /// One for each column.
    pub figures: Vec<Figure>,
}

impl Outline {
    /// The outline of `report`, which was recovered from `document`.
    pub fn of(document: &Document<'_>, report: &Report<'_>) -> Outline {
        let blocks = document.blocks.iter().map(|block| {
            let kind = match &block.kind {
                BlockKind::Heading { level, text } => OutlineKind::Heading(*level, Words::of(text)),
                BlockKind::Paragraph(text) => OutlineKind::Paragraph(Words::of(text)),
                BlockKind::Table(table) => {
                    let rows = table.rows.iter().map(|row| {
                        let cells = row.cells.iter().map(|cell| OutlineCell {
                            words: Words::of(&cell.text),
                            colspan: cell.colspan,
                            rowspan: cell.rowspan,
                        });
                        cells.collect()
                    });
                    OutlineKind::Table(rows.collect())
                }
                BlockKind::Image { span, name } => OutlineKind::Image(name.clone(), *span),
            };
            OutlineBlock { kind, region: block.region }
        });
        Outline { blocks: blocks.collect(), tables: report.tables().map(Sheet::of).collect() }
    }
}

impl Words {
    fn of(text: &Text<'_>) -> Words {
        let mut words =
            Words { text: String::with_capacity(text.content().len()), pieces: Vec::new() };
        for (piece, span) in text.pieces() {
            let start = words.text.len();
            words.text.push_str(piece);
            words.pieces.push((start..words.text.len(), span));
        }
        words
    }
}

impl Sheet {
    fn of(table: &OfficialTable) -> Sheet {
        let rows = table.rows.iter();
        let sums = table.equations().iter();
        Sheet {
            spec: table.spec,
            rows: rows
                .map(|row| SheetRow { spec: row.spec, figures: row.figures.clone() })
                .collect(),
            sums: sums.map(|equation| (equation, table.weigh(equation))).collect(),
        }
    }
}
