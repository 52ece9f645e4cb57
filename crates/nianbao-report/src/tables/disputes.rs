use std::borrow::Cow;
use std::ops::Range;

use super::form::{KnownRow, Labels, opens_disputes};
use super::strangers::Strangers;
use super::stream::{Layout, Stream};
use super::window::{self, figure};
use super::{Item, ItemKind, LabelId, labels, span_of};
use crate::labels::bare_words;
use crate::{Figure, OfficialTable, RecoveredRow, RowSpec, RowState, TableSpec};

/// Fewest values that make the table believable where not all its labels are there.
const FEWEST_VALUES: usize = 3;
/// Fewest labels of the form that make a table.
const FEWEST_LABELS: usize = 4;

/// Recovers the table of 行政复议 and 行政诉讼: three groups side by side, one row of values for all.
pub(super) fn recover(
    spec: &'static TableSpec,
    stream: &Stream<'_>,
) -> Option<(OfficialTable, Range<usize>)> {
    let known = labels(spec);
    let labels_in = |item: &Item<'_>| match item.kind {
        ItemKind::Words if known.contain(item.label()) || is_broken_label(item, spec) => 1,
        ItemKind::Words => parts(item).filter(|part| known.contain(LabelId::of(part))).count(),
        _ => 0,
    };
    let first_label = stream.items.iter().position(|item| opens_table(item, spec, known))?;
    let end = table_end(stream, first_label);
    let items = &stream.items[first_label..end];
    let labels: usize = items.iter().map(labels_in).sum();
    let cells = value_cells(items, columns(spec));
    let values = cells.iter().filter(|cell| cell.kind == ItemKind::Value).count();
    if labels < FEWEST_LABELS || (values < FEWEST_VALUES && labels < columns(spec)) {
        return None;
    }
    let last_cell = cells.last().copied();
    let is_part = |item: &Item<'_>| {
        labels_in(item) > 0 || last_cell.is_some_and(|cell| std::ptr::eq(cell, item))
    };
    let range = first_label..first_label + items.iter().rposition(is_part)? + 1;
    let span = span_of(&stream.items[range.clone()])?;
    let strangers = Strangers::new(spec, known, stream, &[]);
    let (drifts, _) = strangers.sorted(range.clone());
    let rows = rows(spec, items, &cells);
    Some((OfficialTable { spec, span, rows, drifts, unknown_rows: Vec::new() }, range))
}

/// Whether an item is a heading that only this table has.
fn opens_table(item: &Item<'_>, spec: &TableSpec, known: &Labels) -> bool {
    match item.label() {
        Some(label) => known.opening.contains(&label),
        None => parts(item).any(|part| opens_disputes(&part, spec)),
    }
}

/// The words of a line that holds several headings parted by spaces.
fn parts<'i>(item: &'i Item<'_>) -> impl Iterator<Item = Cow<'i, str>> {
    let line = match item.kind {
        ItemKind::Words if item.text.contains(char::is_whitespace) => item.text,
        _ => "",
    };
    line.split_whitespace().map(bare_words)
}

fn columns(spec: &TableSpec) -> usize {
    spec.rows.iter().map(|row| row.columns.len()).sum()
}

/// A heading such as 结果维持 is often broken into 结果 and 维持, each in a line of its own.
fn is_broken_label(item: &Item<'_>, spec: &TableSpec) -> bool {
    item.layout == Layout::Lines
        && item.kind == ItemKind::Words
        && item.words().chars().count() == 2
        && spec.rows[0].columns.iter().any(|column| column.label.contains(item.words()))
}

/// Behind the last cell: the table ends where a sentence begins.
fn table_end(stream: &Stream<'_>, first_label: usize) -> usize {
    stream.items[first_label..]
        .iter()
        .position(|item| item.kind == ItemKind::Prose)
        .map_or(stream.items.len(), |length| first_label + length)
}

/// The value cells in order. Blank cells count only below the headings, where they stand for values, and words only in a
/// drawn row that is full and holds values.
fn value_cells<'i, 'd>(items: &'i [Item<'d>], columns: usize) -> Vec<&'i Item<'d>> {
    let rows = || items.chunk_by(|before, item| before.row == item.row);
    let is_value_row = |row: &&[Item<'_>]| {
        let values = row.iter().filter(|item| item.kind == ItemKind::Value).count();
        row[0].layout != Layout::Lines && row.len() == columns && values >= FEWEST_VALUES
    };
    let value_row = rows().find(is_value_row).map(|row| row[0].row);
    let words = items.iter().filter(|item| item.kind == ItemKind::Words);
    let last_heading_row = words.map(|item| item.row).filter(|row| Some(*row) != value_row).max();
    items
        .iter()
        .filter(|item| match item.kind {
            ItemKind::Value => true,
            ItemKind::Blank => last_heading_row.is_none_or(|last| item.row > last),
            ItemKind::Words => Some(item.row) == value_row,
            ItemKind::Prose => false,
        })
        .collect()
}

fn rows(spec: &'static TableSpec, items: &[Item<'_>], cells: &[&Item<'_>]) -> Vec<RecoveredRow> {
    let span_of_label =
        |label| items.iter().find(|item| item.label() == Some(label)).map(|item| item.span);
    let fitted = window::fit(cells, columns(spec));
    let is_certain = fitted.state == RowState::Certain;
    let mut certain = fitted.values.into_iter();
    let mut uncertain = Vec::new();
    if !is_certain {
        let values = cells.iter().filter(|cell| cell.kind == ItemKind::Value);
        uncertain.extend(values.map(|cell| figure(cell)));
    }
    let row = |(row, known): (&'static RowSpec, &KnownRow)| {
        // Of a row that cannot be parted, the first group has it all.
        let values: Vec<Figure> = if is_certain {
            certain.by_ref().take(row.columns.len()).collect()
        } else {
            std::mem::take(&mut uncertain)
        };
        RecoveredRow::new(row, span_of_label(known.label), fitted.state, values)
    };
    spec.rows.iter().zip(&labels(spec).rows).map(row).collect()
}
