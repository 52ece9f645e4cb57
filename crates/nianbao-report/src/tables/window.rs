use super::{Item, ItemKind};
use crate::number::cell_value;
use crate::tables::stream::Layout;
use crate::{Figure, RowState};

/// A row's values put in columns.
pub(super) struct Fitted {
    pub(super) state: RowState,
    /// One a column where that is certain, else as they stand, padding left out.
    pub(super) values: Vec<Figure>,
}

/// The cells behind each label found, in the order of the labels.
pub(super) struct Cells<'a, 'd> {
    pub(super) all: Vec<&'a Item<'d>>,
    /// Where the cells of each label end.
    pub(super) ends: Vec<usize>,
}

impl<'a, 'd> Cells<'a, 'd> {
    /// The cells behind the label with this index.
    pub(super) fn of(&self, label: usize) -> &[&'a Item<'d>] {
        let start = label.checked_sub(1).map_or(0, |before| self.ends[before]);
        &self.all[start..self.ends[label]]
    }
}

/// Puts the cells behind a label in `columns` columns. `cells` may hold padding left by merged cells, at either end.
pub(super) fn fit(cells: &[&Item<'_>], columns: usize) -> Fitted {
    if cells.len() == columns {
        return certain(cells);
    }
    let trimmed = trim_blanks(cells);
    if trimmed.len() == columns {
        return certain(trimmed);
    }
    let filled: Vec<&Item<'_>> =
        cells.iter().copied().filter(|cell| cell.kind != ItemKind::Blank).collect();
    if filled.len() == columns {
        certain(&filled)
    } else if columns == 1 && is_one_value_repeated(&filled) {
        certain(&filled[..1])
    } else if filled.is_empty() && cells.len() > columns {
        certain(&cells[..columns])
    } else {
        uncertain(trimmed)
    }
}

/// Puts `cells` in columns by the column numbers that sibling rows use.
pub(super) fn fit_by_columns(cells: &[&Item<'_>], columns: &[u32]) -> Option<Fitted> {
    let window: Option<Vec<&Item<'_>>> = columns
        .iter()
        .map(|column| cells.iter().copied().find(|cell| cell.column == *column))
        .collect();
    let window = window?;
    let outside =
        cells.iter().any(|cell| cell.kind != ItemKind::Blank && !columns.contains(&cell.column));
    (!outside).then(|| certain(&window))
}

/// The column numbers of the cells that carry a certain row's figures.
pub(super) fn columns_of(cells: &[&Item<'_>], fitted: &Fitted) -> Vec<u32> {
    fitted
        .values
        .iter()
        .filter_map(|figure| cells.iter().find(|cell| cell.span == figure.span))
        .map(|cell| cell.column)
        .collect()
}

/// Whether `cells` are so laid out that their column numbers mean something.
pub(super) fn has_columns(cells: &[&Item<'_>]) -> bool {
    cells.iter().all(|cell| cell.layout != Layout::Lines)
}

#[inline]
pub(super) fn figure(cell: &Item<'_>) -> Figure {
    Figure { value: cell_value(cell.text), span: cell.span }
}

fn certain(window: &[&Item<'_>]) -> Fitted {
    Fitted { state: RowState::Certain, values: figures(window) }
}

fn uncertain(cells: &[&Item<'_>]) -> Fitted {
    Fitted { state: RowState::Uncertain, values: figures(cells) }
}

fn figures(cells: &[&Item<'_>]) -> Vec<Figure> {
    cells.iter().map(|cell| figure(cell)).collect()
}

fn trim_blanks<'a, 'i, 'd>(cells: &'a [&'i Item<'d>]) -> &'a [&'i Item<'d>] {
    let is_filled = |cell: &&Item<'_>| cell.kind != ItemKind::Blank;
    let Some(first) = cells.iter().position(is_filled) else { return &cells[..0] };
    let last = cells.iter().rposition(is_filled).unwrap_or(first);
    &cells[first..=last]
}

/// Converters repeat a merged cell's value in every column it covered.
fn is_one_value_repeated(filled: &[&Item<'_>]) -> bool {
    filled.len() > 1
        && filled[0].layout == Layout::Fields
        && filled.iter().all(|cell| cell.text == filled[0].text)
}
