//! The grid of a table, merged cells reckoned in, by the rules of the HTML standard.

use html5ever::local_name;

use super::elements::Class;
use super::tree::{NodeId, Tree};

/// The rightmost column whose merges are followed. The official tables have 15 columns.
const MAX_COLUMNS: u32 = 256;

/// A cell's place in its table.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Slot {
    /// The cell's element.
    pub(super) node: NodeId,
    /// Its first column.
    pub(super) column: u32,
    /// Columns it covers.
    pub(super) colspan: u32,
    /// Rows it covers.
    pub(super) rowspan: u32,
}

/// The cells that begin in each row of a table.
pub(super) fn rows_of(tree: &Tree, table: NodeId) -> Vec<Vec<Slot>> {
    let mut rows = Vec::new();
    let mut loose = Vec::new();
    for child in tree.children(table) {
        let Some(element) = tree.element(child) else { continue };
        match element.name {
            local_name!("thead") | local_name!("tbody") | local_name!("tfoot")
                if !element.traits.hidden =>
            {
                push_group(tree, &std::mem::take(&mut loose), &mut rows);
                let group: Vec<NodeId> =
                    tree.children(child).filter(|row| is_row(tree, *row)).collect();
                push_group(tree, &group, &mut rows);
            }
            _ if is_row(tree, child) => loose.push(child),
            _ => {}
        }
    }
    push_group(tree, &loose, &mut rows);
    rows
}

fn is_row(tree: &Tree, node: NodeId) -> bool {
    tree.element(node)
        .is_some_and(|element| element.name == local_name!("tr") && !element.traits.hidden)
}

/// Lays out the rows of one row group; no cell reaches beyond it.
fn push_group(tree: &Tree, group: &[NodeId], rows: &mut Vec<Vec<Slot>>) {
    // For each column, the row of the group in which it is free again.
    let mut free_from: Vec<usize> = Vec::new();
    for (at, row) in group.iter().enumerate() {
        let left = u32::try_from(group.len() - at).unwrap_or(u32::MAX);
        let mut column = 0;
        let mut slots = Vec::with_capacity(rows.last().map_or(8, Vec::len));
        for node in tree.children(*row) {
            let Some(cell) = tree.element(node).filter(|element| element.is_cell()) else {
                continue;
            };
            if cell.traits.hidden {
                continue;
            }
            while free_from.get(column as usize).is_some_and(|free| *free > at) {
                column += 1;
            }
            let rowspan = match cell.traits.rowspan {
                0 => left,
                rowspan => rowspan.min(left),
            };
            let colspan = cell.traits.colspan.min(MAX_COLUMNS);
            slots.push(Slot { node, column, colspan, rowspan });
            occupy(&mut free_from, column, colspan, at + rowspan as usize);
            column += colspan;
        }
        rows.push(slots);
    }
}

fn occupy(free_from: &mut Vec<usize>, column: u32, colspan: u32, until: usize) {
    let start = column.min(MAX_COLUMNS) as usize;
    let end = (column + colspan).min(MAX_COLUMNS) as usize;
    if free_from.len() < end {
        free_from.resize(end, 0);
    }
    for free in &mut free_from[start..end] {
        *free = until.max(*free);
    }
}

impl super::tree::Element {
    /// Whether it is a cell of a table.
    pub(super) fn is_cell(&self) -> bool {
        self.class == Class::Block && matches!(self.name, local_name!("td") | local_name!("th"))
    }
}
