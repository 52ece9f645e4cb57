//! The official tables in plain text.

use super::grid::{Fill, Grid, GridCell};

/// How plain text writes a table.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum TableStyle {
    /// Fields parted by tabs, merged cells dropped, rows padded to the width of the table at either end.
    Tabs,
    /// Fields parted by bars, merged cells dropped, rows padded on the right.
    Pipes,
    /// Cells parted by spaces.
    Spaces,
    /// One cell a line.
    Lines,
    /// One cell a line, indented, long headings broken over two lines.
    RaggedLines,
    /// One cell a line; of a row whose other numbers are zero mostly only the first and the last.
    LinesWithoutBlanks,
    /// One cell a line, no zeros.
    LinesWithoutZeros,
}

impl TableStyle {
    /// The lines of `grid`.
    pub(crate) fn lines(self, grid: &Grid) -> Vec<String> {
        match self {
            TableStyle::Tabs => tabs(grid),
            TableStyle::Pipes => pipes(grid),
            TableStyle::Spaces => {
                grid.rows.iter().map(|row| words(row).collect::<Vec<_>>().join(" ")).collect()
            }
            TableStyle::Lines => cell_lines(grid, |_, row| row.iter().collect()),
            TableStyle::RaggedLines => ragged(grid),
            TableStyle::LinesWithoutBlanks => cell_lines(grid, without_blanks),
            TableStyle::LinesWithoutZeros => cell_lines(grid, |_, row| {
                row.iter().filter(|cell| !(cell.is_value() && cell.text == "0")).collect()
            }),
        }
    }

    /// Whether each of its lines is a row.
    pub(crate) const fn is_rows(self) -> bool {
        matches!(self, TableStyle::Tabs | TableStyle::Pipes | TableStyle::Spaces)
    }
}

fn words(row: &[GridCell]) -> impl Iterator<Item = &str> {
    row.iter().map(|cell| cell.text.as_str())
}

fn cell_lines<'g>(
    grid: &'g Grid,
    kept: impl Fn(usize, &'g [GridCell]) -> Vec<&'g GridCell>,
) -> Vec<String> {
    grid.rows
        .iter()
        .enumerate()
        .flat_map(|(index, row)| kept(index, row))
        .map(|cell| cell.text.clone())
        .collect()
}

/// A row of seven numbers of which only the first and the last say something keeps only these, but for every fifth row.
fn without_blanks(index: usize, row: &[GridCell]) -> Vec<&GridCell> {
    let values: Vec<&GridCell> = row.iter().filter(|cell| cell.is_value()).collect();
    let dispensable =
        values.len() == 7 && index % 5 != 3 && values[1..6].iter().all(|cell| cell.text == "0");
    if !dispensable {
        return row.iter().collect();
    }
    let labels = row.iter().filter(|cell| !cell.is_value());
    labels.chain([values[0], values[6]]).collect()
}

/// As a file converter leaves it: a cell that covers several columns is one field, a field covered from above is
/// blank, and what is lost is made up for on the right; single rows have lost the fields before their label too.
fn tabs(grid: &Grid) -> Vec<String> {
    let matrix = grid.matrix(Fill::Blank);
    let rows = grid.rows.iter().zip(matrix);
    rows.map(|(row, fields)| {
        let first = row.first().map_or(0, |cell| cell.column);
        let mut kept: Vec<String> = Vec::new();
        let lost = row
            .iter()
            .any(|cell| cell.text.starts_with("5.要求") || cell.text.starts_with("（七）"));
        for (column, field) in fields.into_iter().enumerate() {
            let covered =
                row.iter().any(|cell| cell.column < column && column < cell.column + cell.colspan);
            let before = column < first && lost;
            if !(before || covered && grid.columns == 10 && column == 2) {
                kept.push(field);
            }
        }
        kept.resize(grid.columns, String::new());
        kept.join("\t").replace("（七）总计", "（七） 总计")
    })
    .collect()
}

fn pipes(grid: &Grid) -> Vec<String> {
    let lines = grid.rows.iter().zip(1..).map(|(row, nth)| {
        let line = words(row).map(broken).collect::<Vec<_>>().join(" | ") + " |";
        // The padding of the last row gets lost at the end of the table.
        match grid.columns - row.len() {
            padding if padding > 0 && nth < grid.rows.len() => line + " " + &"|".repeat(padding),
            _ => line,
        }
    });
    lines.collect()
}

/// A heading of four characters as narrow columns break it, the line break turned into a space.
fn broken(text: &str) -> String {
    match text {
        "商业企业" => "商业 企业".to_owned(),
        "科研机构" => "科研 机构".to_owned(),
        "结果维持" => "结果 维持".to_owned(),
        "尚未审结" => "尚未 审结".to_owned(),
        _ => text.to_owned(),
    }
}

fn ragged(grid: &Grid) -> Vec<String> {
    let cells = grid.rows.iter().flatten().zip(0_usize..);
    cells
        .map(|(cell, index)| {
            let text = broken(&cell.text).replace(' ', "\n");
            match index % 4 {
                0 => format!("   {text} "),
                1 => format!(" {text}"),
                2 => format!("\u{a0}\u{a0}{text}\u{a0}"),
                _ => format!("\u{3000}{text}"),
            }
        })
        .collect()
}
