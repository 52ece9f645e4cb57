//! Where in a document something stands, in the words of a person who looks for it in Word.

use std::fmt;

/// A place in the document.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Place {
    /// A paragraph of the body outside tables, from 1; empty ones count.
    Paragraph(usize),
    /// A cell: table, row and cell within the row, each from 1, as Word's own macros count them. Cells that a merge from
    /// above covers count.
    Cell {
        table: usize,
        row: usize,
        column: usize,
    },
    /// A row, column and cell of a table within a cell.
    Inner {
        row: usize,
        column: usize,
    },
    Header,
    Footer,
    Footnote,
    Endnote,
    Box,
    Picture,
}

impl fmt::Display for Place {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Place::Paragraph(number) => write!(f, "第{number}段"),
            Place::Cell { table, row, column } => {
                write!(f, "第{table}个表格第{row}行第{column}列")
            }
            Place::Inner { row, column } => write!(f, "内嵌表格第{row}行第{column}列"),
            Place::Header => f.write_str("页眉"),
            Place::Footer => f.write_str("页脚"),
            Place::Footnote => f.write_str("脚注"),
            Place::Endnote => f.write_str("尾注"),
            Place::Box => f.write_str("文本框"),
            Place::Picture => f.write_str("图片"),
        }
    }
}
