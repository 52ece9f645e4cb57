//! Tables: the grid, with cells merged over columns and rows.

use std::collections::HashMap;

use super::super::error::DocxFault;
use super::super::story::{Cell, Merge, Row, Table};
use super::super::xml::{Ns, Tag};
use super::{Parser, Scope};

/// The most columns that a cell may cover. The official tables have 15 columns.
const MAX_COLUMNS: u32 = 256;

/// What a cell says of itself.
struct CellProperties {
    colspan: u32,
    merge: Merge,
    /// Whether it is part of the cell before it, as old programs write it.
    goes_on_from_left: bool,
    is_deleted: bool,
}

impl Parser<'_, '_> {
    /// Reads the table that was opened last.
    pub(super) fn table(&mut self, scope: Scope) -> Result<Table, DocxFault> {
        let mut table = Table::default();
        self.push_rows(scope, &mut table)?;
        Ok(table)
    }

    fn push_rows(&mut self, scope: Scope, table: &mut Table) -> Result<(), DocxFault> {
        while let Some(tag) = self.xml.child()? {
            match (tag.ns, tag.name) {
                (Ns::Word, "tr") => table.rows.extend(self.row(scope)?),
                (Ns::Word, "customXml" | "ins" | "moveTo") => self.push_rows(scope, table)?,
                (Ns::Word, "sdt") => {
                    self.content_of_control(scope, &mut |parser, scope| {
                        parser.push_rows(scope, table)
                    })?;
                }
                _ => drop(self.xml.skip()?),
            }
        }
        Ok(())
    }

    /// Reads a row; none where a tracked change deleted it.
    fn row(&mut self, scope: Scope) -> Result<Option<Row>, DocxFault> {
        self.keep_one()?;
        let mut row = RowReader { scope, ..RowReader::default() };
        self.push_cells(&mut row)?;
        Ok((!row.is_deleted).then_some(Row { cells: row.cells }))
    }

    fn push_cells(&mut self, row: &mut RowReader) -> Result<(), DocxFault> {
        while let Some(tag) = self.xml.child()? {
            match (tag.ns, tag.name) {
                (Ns::Word, "trPr") => self.row_properties(row)?,
                (Ns::Word, "tc") => self.cell(row)?,
                (Ns::Word, "customXml") => self.push_cells(row)?,
                (Ns::Word, "sdt") => {
                    let scope = row.scope;
                    self.content_of_control(scope, &mut |parser, _| parser.push_cells(row))?;
                }
                _ => drop(self.xml.skip()?),
            }
        }
        Ok(())
    }

    fn row_properties(&mut self, row: &mut RowReader) -> Result<(), DocxFault> {
        while let Some(tag) = self.xml.child()? {
            match tag.name {
                "gridBefore" => row.column = tag.number().unwrap_or(0).min(MAX_COLUMNS),
                "ins" => row.scope.is_inserted = true,
                "del" => row.is_deleted = true,
                _ => {}
            }
            self.xml.skip()?;
        }
        Ok(())
    }

    fn cell(&mut self, row: &mut RowReader) -> Result<(), DocxFault> {
        self.keep_one()?;
        let mut properties = CellProperties {
            colspan: 1,
            merge: Merge::None,
            goes_on_from_left: false,
            is_deleted: false,
        };
        let mut nodes = Vec::new();
        while let Some(tag) = self.xml.child()? {
            if tag.is("tcPr") {
                while let Some(tag) = self.xml.child()? {
                    properties.take(&tag);
                    self.xml.skip()?;
                }
            } else {
                self.push_block(&tag, row.scope, &mut nodes)?;
            }
        }
        let CellProperties { colspan, merge, goes_on_from_left, is_deleted } = properties;
        let column = row.column;
        row.column = (column + colspan).min(u32::MAX / 2);
        match row.cells.last_mut() {
            _ if is_deleted => row.column = column,
            Some(left) if goes_on_from_left => {
                left.colspan = (left.colspan + colspan).min(MAX_COLUMNS);
            }
            _ => row.cells.push(Cell { column, colspan, merge, nodes }),
        }
        Ok(())
    }
}

/// A row being read.
#[derive(Default)]
struct RowReader {
    scope: Scope,
    cells: Vec<Cell>,
    /// The column where the next cell begins.
    column: u32,
    is_deleted: bool,
}

impl CellProperties {
    fn take(&mut self, tag: &Tag<'_>) {
        match tag.name {
            "gridSpan" => self.colspan = tag.number().unwrap_or(1).clamp(1, MAX_COLUMNS),
            "vMerge" if tag.val().is_some_and(|merge| merge == "restart") => {
                self.merge = Merge::Begins;
            }
            "vMerge" => self.merge = Merge::GoesOn,
            "hMerge" => {
                self.goes_on_from_left = tag.val().is_none_or(|merge| merge == "continue");
            }
            "cellDel" => self.is_deleted = true,
            _ => {}
        }
    }
}

impl Table {
    /// For each cell of each row, the rows it covers; none for one that a cell above covers.
    pub(in super::super) fn rowspans(&self) -> Vec<Vec<Option<u32>>> {
        let mut spans: Vec<Vec<Option<u32>>> =
            self.rows.iter().map(|row| vec![Some(1); row.cells.len()]).collect();
        // The cells of the row above that may go on, by column: the row and index they began at.
        let mut open: HashMap<u32, (usize, usize)> = HashMap::new();
        for (at, row) in self.rows.iter().enumerate() {
            let mut still_open = HashMap::new();
            for (index, cell) in row.cells.iter().enumerate() {
                let began = match (cell.merge, open.get(&cell.column)) {
                    (Merge::None, _) => continue,
                    (Merge::GoesOn, Some((from, of))) => {
                        spans[at][index] = None;
                        if let Some(Some(span)) = spans[*from].get_mut(*of) {
                            *span += 1;
                        }
                        (*from, *of)
                    }
                    (Merge::Begins | Merge::GoesOn, _) => (at, index),
                };
                still_open.insert(cell.column, began);
            }
            open = still_open;
        }
        spans
    }
}
