use std::borrow::Cow;
use std::ops::Range;

use super::chain::{Match, best_chain};
use super::form::{LabelledRow, Labels};
use super::lexicon::LabelId;
use super::similarity::Sketch;
use super::strangers::Strangers;
use super::stream::{Layout, Stream};
use super::window::{self, Cells, Fitted};
use super::{Certainty, Item, ItemKind, span_of};
use crate::labels::bare_words;
use crate::{OfficialTable, RecoveredRow, RowState, TableSpec};

const EXACT: i32 = 10;
const LONGER_OR_SHORTER: i32 = 6;
const SIMILAR: i32 = 4;
const SAME_ORDINAL: i32 = 3;
const OTHER_ORDINAL: i32 = -4;
const LACKS_ORDINAL: i32 = -2;
const BEFORE_VALUES: i32 = 4;

/// Most lines a label may be broken over.
const MOST_FRAGMENTS: usize = 4;
/// Fewest labels that make a table in its own section though no value is left of it.
const FEWEST_BARE_LABELS: usize = 5;
/// Longest words that are taken for a wrong value in a layout of one cell a line.
const LONGEST_WORD_VALUE_CHARS: usize = 8;

/// Recovers a table whose rows have labels, with the items it takes up.
pub(super) fn recover(
    spec: &'static TableSpec,
    labels: &Labels,
    stream: &Stream<'_>,
    certainty: Certainty,
) -> Option<(OfficialTable, Range<usize>)> {
    let aligner = Aligner { spec, labels, items: &stream.items, words: &stream.words };
    let matches = match aligner.ordinary() {
        Some(matches) => matches,
        None => aligner.likeliest(certainty)?,
    };
    let cells = aligner.cells(&matches);
    let fitted = aligner.fit(&matches, &cells);
    let last = last_item(&stream.items, &matches, &cells);
    let first = aligner.first_heading(matches.first()?.items.start);
    let rows = aligner.rows(&matches, fitted);
    let strangers = Strangers::new(spec, labels, stream, &matches);
    let end = match certainty {
        Certainty::OwnSection => strangers.end_of_rows_behind(last + 1),
        Certainty::Elsewhere => last + 1,
    };
    let items = first..end;
    let span = span_of(&stream.items[items.clone()])?;
    let (drifts, unknown_rows) = strangers.sorted(items.clone());
    Some((OfficialTable { spec, span, rows, drifts, unknown_rows }, items))
}

fn last_item(items: &[Item<'_>], matches: &[Match], cells: &Cells<'_, '_>) -> usize {
    let last_label = matches.last().map_or(0, |found| found.items.end - 1);
    let last_cell = matches.len().checked_sub(1).and_then(|row| cells.of(row).last());
    last_cell
        .and_then(|cell| items.iter().rposition(|item| std::ptr::eq(item, *cell)))
        .map_or(last_label, |cell| cell.max(last_label))
}

struct Aligner<'a, 'd> {
    spec: &'static TableSpec,
    labels: &'a Labels,
    items: &'a [Item<'d>],
    /// Which of them are words.
    words: &'a [usize],
}

impl<'a, 'd> Aligner<'a, 'd> {
    /// The labels of a table that has every row of the form in order, each with its number and with values behind it: none
    /// can have a higher score, and of those that have as high a one, the first are taken.
    fn ordinary(&self) -> Option<Vec<Match>> {
        let mut matches: Vec<Match> = Vec::with_capacity(self.spec.rows.len());
        let mut broken = Vec::new();
        for &start in self.words {
            if self.is_fragment(start + 1) {
                self.push_fragments(start, &mut broken);
                if !broken.is_empty() {
                    return None;
                }
            }
            let label = &self.items[start];
            let rows = self.labels.rows(label.label());
            if rows.is_empty() || !self.is_before_values(&(start..start + 1)) {
                continue;
            }
            let (row, stated) = (matches.len(), label.key().ordinal);
            let is_next =
                |it: &&LabelledRow| it.row == row && (it.ordinal.is_none() || it.ordinal == stated);
            if let Some(labelled) = rows.iter().find(is_next) {
                matches.push(self.scored(start..start + 1, *labelled, EXACT));
            }
        }
        (matches.len() == self.spec.rows.len()).then_some(matches)
    }

    /// The labels with the highest score together, where that is enough to believe in a table.
    fn likeliest(&self, certainty: Certainty) -> Option<Vec<Match>> {
        let mut matches = best_chain(self.matches(), self.spec.rows.len());
        self.fill_gaps(&mut matches);
        self.is_believable(&matches, certainty).then_some(matches)
    }

    /// Every way an item, or a few lines together, can be a row's label.
    fn matches(&self) -> Vec<Match> {
        let mut matches = Vec::with_capacity(2 * self.spec.rows.len());
        for &start in self.words {
            let item = &self.items[start];
            let before = matches.len();
            self.push_exact(start..start + 1, item.label(), &mut matches);
            self.push_fragments(start, &mut matches);
            if matches.len() == before && !self.labels.is_group(item.label()) {
                self.push_inexact(start, &mut matches);
            }
        }
        matches
    }

    fn push_exact(&self, items: Range<usize>, label: Option<LabelId>, matches: &mut Vec<Match>) {
        for labelled in self.labels.rows(label) {
            matches.push(self.scored(items.clone(), *labelled, EXACT));
        }
    }

    fn scored(&self, items: Range<usize>, labelled: LabelledRow, score: i32) -> Match {
        let ordinal_score = match (self.items[items.start].key().ordinal, labelled.ordinal) {
            (Some(stated), Some(form)) if stated == form => SAME_ORDINAL,
            (Some(_), Some(_)) => OTHER_ORDINAL,
            (None, Some(_)) => LACKS_ORDINAL,
            _ => 0,
        };
        let before_values = if self.is_before_values(&items) { BEFORE_VALUES } else { 0 };
        Match {
            score: score + ordinal_score + before_values,
            items,
            row: labelled.row,
            drifted: false,
        }
    }

    /// Whether a value follows, copies of the label by converters left out.
    fn is_before_values(&self, items: &Range<usize>) -> bool {
        let label = &self.items[items.start];
        let is_behind = |next: &Item<'_>| next.row == label.row || label.layout == Layout::Lines;
        let behind = &self.items[items.end..];
        // Most labels have their values right behind them.
        if let Some(next) = behind.first().filter(|next| next.is_value_or_blank()) {
            return is_behind(next);
        }
        behind
            .iter()
            .find(|item| {
                item.row != label.row
                    || item.kind != ItemKind::Words
                    || item.words() != label.words()
            })
            .is_some_and(|next| next.is_value_or_blank() && is_behind(next))
    }

    /// A label broken over lines.
    fn push_fragments(&self, start: usize, matches: &mut Vec<Match>) {
        let mut words = String::new();
        for end in start + 1..(start + MOST_FRAGMENTS).min(self.items.len()) {
            if !self.is_fragment(end) {
                return;
            }
            if words.is_empty() {
                words.push_str(self.items[start].words());
            }
            words.push_str(&bare_words(self.items[end].text));
            self.push_exact(start..end + 1, LabelId::of(&words), matches);
        }
    }

    /// Whether an item may go on with a label that begins in the one before.
    #[inline]
    fn is_fragment(&self, at: usize) -> bool {
        self.items.get(at).is_some_and(|item| {
            item.kind == ItemKind::Words
                && item.layout != Layout::Grid
                && !self.labels.contain(item.label())
        })
    }

    /// A label with words before or behind, or in slightly other words.
    fn push_inexact(&self, start: usize, matches: &mut Vec<Match>) {
        let own = Sketch::of(self.items[start].words());
        let items = start..start + 1;
        if own.chars < 4 || !self.is_before_values(&items) {
            return;
        }
        for (known, labelled) in &self.labels.labelled_rows {
            let is_part = own.words.starts_with(known.words) || own.words.ends_with(known.words);
            let partial = known.chars >= 4 && is_part;
            let score = if partial {
                LONGER_OR_SHORTER
            } else if own.is_similar(known, 25) {
                SIMILAR
            } else {
                continue;
            };
            let drifted = !partial;
            matches.push(Match { drifted, ..self.scored(items.clone(), *labelled, score) });
        }
    }

    /// Rows of the form between two found ones, when as many unknown labels with values stand there.
    fn fill_gaps(&self, matches: &mut Vec<Match>) {
        let mut filled = Vec::new();
        for gap in 0..=matches.len() {
            let before = gap.checked_sub(1).map(|index| &matches[index]);
            let after = matches.get(gap);
            if before.is_none() && after.is_none() {
                return;
            }
            let rows = before.map_or(0, |found| found.row + 1)
                ..after.map_or(self.spec.rows.len(), |found| found.row);
            let between = before.map_or(0, |found| found.items.end)
                ..after.map_or(self.items.len(), |found| found.items.start);
            filled.extend(self.fill(rows, between, before.is_some() && after.is_some()));
        }
        if !filled.is_empty() {
            matches.extend(filled);
            matches.sort_by_key(|found| found.row);
        }
    }

    fn fill(&self, rows: Range<usize>, between: Range<usize>, enclosed: bool) -> Vec<Match> {
        if rows.is_empty() {
            return Vec::new();
        }
        let unknown: Vec<usize> = between
            .filter(|index| {
                let item = &self.items[*index];
                item.kind == ItemKind::Words
                    && !self.labels.contain(item.label())
                    && self.is_before_values(&(*index..*index + 1))
            })
            .collect();
        let drifted = |index: usize, row| Match {
            items: index..index + 1,
            row,
            score: SIMILAR,
            drifted: true,
        };
        if enclosed && unknown.len() == rows.len() {
            return unknown
                .into_iter()
                .zip(rows)
                .filter(|(index, row)| {
                    let own = Sketch::of(self.items[*index].words());
                    own.is_similar(&self.labels.rows[*row].sketch, 70)
                })
                .map(|(index, row)| drifted(index, row))
                .collect();
        }
        let mut filled: Vec<Match> = Vec::new();
        let mut next_row = rows.start;
        for index in unknown {
            let own = Sketch::of(self.items[index].words());
            let like =
                (next_row..rows.end).find(|row| own.is_similar(&self.labels.rows[*row].sketch, 50));
            if let Some(row) = like {
                filled.push(drifted(index, row));
                next_row = row + 1;
            }
        }
        filled
    }

    fn is_believable(&self, matches: &[Match], certainty: Certainty) -> bool {
        let with_values = matches
            .iter()
            .filter(|found| !found.drifted && self.is_before_values(&found.items))
            .count();
        match certainty {
            Certainty::OwnSection => {
                let labels = matches.iter().filter(|found| !found.drifted).count();
                with_values >= 1 || labels >= FEWEST_BARE_LABELS.min(self.spec.rows.len())
            }
            Certainty::Elsewhere => with_values >= 3,
        }
    }

    /// The cells that belong to each row.
    fn cells(&self, matches: &[Match]) -> Cells<'a, 'd> {
        let columns = matches.iter().map(|found| self.spec.rows[found.row].columns.len()).sum();
        let mut all = Vec::with_capacity(columns);
        let mut ends = Vec::with_capacity(matches.len());
        for (index, found) in matches.iter().enumerate() {
            self.push_cells(found, matches.get(index + 1), &mut all);
            ends.push(all.len());
        }
        Cells { all, ends }
    }

    /// The cells that belong to a row: behind its label, up to the next label.
    fn push_cells(&self, found: &Match, next: Option<&Match>, all: &mut Vec<&'a Item<'d>>) {
        let end = next.map_or(self.items.len(), |next| next.items.start);
        let label = &self.items[found.items.end - 1];
        let columns = self.spec.rows[found.row].columns.len();
        let first = all.len();
        for item in &self.items[found.items.end..end.max(found.items.end)] {
            if label.layout != Layout::Lines && item.row != label.row {
                break;
            }
            let belongs = match item.kind {
                ItemKind::Value | ItemKind::Blank => true,
                ItemKind::Prose => false,
                ItemKind::Words if label.layout == Layout::Lines => {
                    (1..columns).contains(&(all.len() - first)) && self.is_word_value(item)
                }
                ItemKind::Words if item.words() == label.words() => continue,
                ItemKind::Words => !self.labels.contain(item.label()),
            };
            if !belongs {
                break;
            }
            all.push(item);
        }
    }

    /// Whether words behind a value may stand for a value, in a layout of one cell a line.
    fn is_word_value(&self, item: &Item<'_>) -> bool {
        item.key().ordinal.is_none()
            && !self.labels.contain(item.label())
            && item.text.chars().count() <= LONGEST_WORD_VALUE_CHARS
    }

    /// Puts each row's cells in columns; rows with gaps take the columns their siblings use.
    fn fit(&self, matches: &[Match], cells: &Cells<'_, '_>) -> Vec<Fitted> {
        let mut fitted: Vec<Fitted> = matches
            .iter()
            .enumerate()
            .map(|(index, found)| {
                let columns = self.spec.rows[found.row].columns.len();
                window::fit(&self.without_repeats(cells.of(index), columns), columns)
            })
            .collect();
        for index in 0..fitted.len() {
            let own = cells.of(index);
            if fitted[index].state == RowState::Uncertain && window::has_columns(own) {
                let columns = self.sibling_columns(index, matches, cells, &fitted);
                if let Some(by_columns) =
                    columns.and_then(|columns| window::fit_by_columns(own, &columns))
                {
                    fitted[index] = by_columns;
                }
            }
        }
        fitted
    }

    /// The cells of a row without copies that converters make of merged cells: where a value stands under the same
    /// heading as the value before it and equals it.
    fn without_repeats<'c, 'i>(
        &self,
        cells: &'c [&'i Item<'d>],
        columns: usize,
    ) -> Cow<'c, [&'i Item<'d>]> {
        let filled = || cells.iter().filter(|cell| cell.kind != ItemKind::Blank).count();
        let Some(first) =
            cells.first().filter(|cell| cell.layout == Layout::Fields && filled() > columns)
        else {
            return Cow::Borrowed(cells);
        };
        let headings = self.headings_above(first.row);
        let heading =
            |cell: &Item<'_>| headings.iter().find(|heading| heading.column == cell.column);
        let repeats = |cell: &Item<'_>, before: &Item<'_>| {
            cell.text == before.text
                && heading(cell)
                    .zip(heading(before))
                    .is_some_and(|(here, there)| here.words() == there.words())
        };
        cells
            .iter()
            .enumerate()
            .filter(|(index, cell)| {
                index.checked_sub(1).is_none_or(|before| !repeats(cell, cells[before]))
            })
            .map(|(_, cell)| *cell)
            .collect()
    }

    /// The nearest row above `row` that holds nothing but headings.
    fn headings_above(&self, row: u32) -> &'a [Item<'d>] {
        let mut end = self.items.partition_point(|item| item.row < row);
        while let Some(last) = end.checked_sub(1) {
            let start = self.items.partition_point(|item| item.row < self.items[last].row);
            let cells = &self.items[start..end];
            if cells.len() > 1 && cells.iter().all(|cell| self.labels.is_group(cell.label())) {
                return cells;
            }
            end = start;
        }
        &[]
    }

    /// The column numbers most certain rows of the same shape use.
    fn sibling_columns(
        &self,
        index: usize,
        matches: &[Match],
        cells: &Cells<'_, '_>,
        fitted: &[Fitted],
    ) -> Option<Vec<u32>> {
        let shape = |index: usize| {
            let found: &Match = &matches[index];
            let label = &self.items[found.items.end - 1];
            let label_column = (label.layout == Layout::Fields).then_some(label.column);
            (self.spec.rows[found.row].columns.len(), label.layout, label_column)
        };
        let mut seen: Vec<(Vec<u32>, usize)> = Vec::new();
        for other in (0..matches.len()).filter(|other| fitted[*other].state == RowState::Certain) {
            if shape(other) == shape(index) {
                let columns = window::columns_of(cells.of(other), &fitted[other]);
                match seen.iter_mut().find(|(known, _)| *known == columns) {
                    Some((_, count)) => *count += 1,
                    None => seen.push((columns, 1)),
                }
            }
        }
        let total: usize = seen.iter().map(|(_, count)| count).sum();
        let (columns, count) = seen.into_iter().max_by_key(|(_, count)| *count)?;
        let expected = self.spec.rows[matches[index].row].columns.len();
        (count * 2 > total && columns.len() == expected).then_some(columns)
    }

    fn rows(&self, matches: &[Match], fitted: Vec<Fitted>) -> Vec<RecoveredRow> {
        let mut found = matches.iter().zip(fitted).peekable();
        let rows = self.spec.rows.iter().enumerate().map(|(row, spec)| {
            match found.next_if(|(found, _)| found.row == row) {
                None => RecoveredRow::new(spec, None, RowState::Missing, Vec::new()),
                Some((found, fitted)) => {
                    let label = span_of(&self.items[found.items.clone()]);
                    RecoveredRow::new(spec, label, fitted.state, fitted.values)
                }
            }
        });
        rows.collect()
    }

    /// The first of the column headings and group labels right before the first row. A single line of other words among
    /// them is one whose words were changed.
    fn first_heading(&self, first_row: usize) -> usize {
        let is_heading = |index: usize| {
            let item = &self.items[index];
            item.kind == ItemKind::Words && self.is_heading(item)
        };
        (0..first_row)
            .rev()
            .take_while(|index| {
                let item = &self.items[*index];
                item.kind == ItemKind::Blank
                    || item.layout != Layout::Lines
                    || is_heading(*index)
                    || (item.kind == ItemKind::Words
                        && index.checked_sub(1).is_some_and(is_heading))
            })
            .last()
            .unwrap_or(first_row)
    }

    /// Whether an item is a heading, a piece of one, several parted by spaces, or one in slightly other words.
    fn is_heading(&self, item: &Item<'_>) -> bool {
        let words = item.words();
        let several = || {
            let mut parts = item.text.split_whitespace().map(bare_words);
            parts.any(|part| self.labels.is_group(LabelId::of(&part)))
        };
        self.labels.is_group(item.label())
            || !words.is_empty()
                && (self.labels.is_part_of_group(words)
                    || several()
                    || self.labels.nearest_heading(item.key()).is_some())
    }
}

#[cfg(test)]
mod tests;
