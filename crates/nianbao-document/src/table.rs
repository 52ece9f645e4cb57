use nianbao_span::Span;

use crate::Text;

/// A table in the order of its rows.
#[derive(Debug)]
pub struct Table<'s> {
    /// All of it.
    pub span: Span,
    /// How far cell columns can be trusted.
    pub grid: Grid,
    /// Its rows.
    pub rows: Vec<Row<'s>>,
}

/// What a cell's column number means.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Grid {
    /// Columns of the table as drawn, merged cells reckoned in.
    Merged,
    /// The number of the field in its line; cells that were merged once may have left fields out or doubled.
    Fields,
}

/// One row.
#[derive(Debug)]
pub struct Row<'s> {
    /// The cells that begin in this row.
    pub cells: Vec<Cell<'s>>,
}

/// One cell.
#[derive(Debug)]
pub struct Cell<'s> {
    /// Its words, paragraphs parted by `\n`. An empty cell has an empty text whose span is the place where words would
    /// stand.
    pub text: Text<'s>,
    /// Zero-based column, as [`Table::grid`] says.
    pub column: u32,
    /// Columns it covers, at least 1.
    pub colspan: u32,
    /// Rows it covers, at least 1.
    pub rowspan: u32,
}

impl<'s> Cell<'s> {
    /// A cell that covers one column and one row.
    pub fn single(text: Text<'s>, column: u32) -> Cell<'s> {
        Cell { text, column, colspan: 1, rowspan: 1 }
    }
}
