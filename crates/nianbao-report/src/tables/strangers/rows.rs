//! Rows that the form does not have, or has but once.

use super::Strangers;
use crate::UnknownRow;
use crate::labels::LabelKey;
use crate::tables::form::{is_label_of_other, is_row_of_other_edition};
use crate::tables::stream::Layout;
use crate::tables::window::figure;
use crate::tables::{Item, ItemKind, LabelId, found_label};

/// Fewest columns of a row that is told by blank cells alone.
const WIDE_COLUMNS: usize = 7;
/// How many items without values may stand before a row behind the last, in a layout of one cell a line.
const LOOK_AHEAD_ITEMS: usize = 6;
/// How many items behind a label are looked at for its values, in that layout.
const LOOK_BACK_ITEMS: usize = 16;

/// How labels begin that are no rows: headings of blocks, notes, signatures, numbers of rows and columns.
const NOTES: [&str; 19] = [
    "第二十条",
    "备注",
    "附注",
    "说明",
    "填表",
    "填报",
    "制表",
    "审核",
    "负责",
    "单位",
    "联系",
    "电话",
    "日期",
    "时间",
    "序号",
    "行次",
    "栏次",
    "编号",
    "来源",
];

impl<'d> Strangers<'_, 'd> {
    /// Where the rows end that go on right below the form's own last row, which ends before `start`.
    pub(in crate::tables) fn end_of_rows_behind(&self, start: usize) -> usize {
        let mut end = start;
        for at in start..self.items.len() {
            let (before, item) = (&self.items[at - 1], &self.items[at]);
            let goes_on = item.kind != ItemKind::Prose
                && item.row <= before.row + 1
                && (item.layout == Layout::Lines) == (before.layout == Layout::Lines)
                && !is_label_of_other(self.spec.name, item.label());
            if !goes_on || (item.layout == Layout::Lines && at > end + LOOK_AHEAD_ITEMS) {
                break;
            }
            if self.loose(at..at + 1).next().is_none() {
                continue;
            }
            let behind = self.values_behind(at).len();
            // A single number below a label may be anything where no row is drawn.
            let told = item.layout != Layout::Lines
                || (behind > 1 && self.has_row_of(behind))
                || self.is_row_of_other_edition(item.label());
            if told && self.unknown_row(at).is_some() {
                end = at + 1 + behind;
            }
        }
        end
    }

    fn has_row_of(&self, columns: usize) -> bool {
        self.spec.rows.iter().any(|row| row.columns.len() == columns)
    }

    /// The row that a label the form does not have, or has but once, opens.
    pub(super) fn unknown_row(&self, at: usize) -> Option<UnknownRow> {
        if self.found.is_empty() {
            return None;
        }
        let label = &self.items[at];
        let values = self.values_behind(at);
        let of_other = values.is_empty() && self.is_row_of_other_edition(label.label());
        if values.is_empty() && !of_other {
            return None;
        }
        let repeats = self.repeated_row(at);
        let is_known = repeats.is_none() && self.is_label_of_form(label);
        if is_known || !(of_other || self.stands_as_label(at)) {
            return None;
        }
        let named = match repeats {
            Some(row) => values.len() == self.spec.rows[row].columns.len() && !are_blank(values),
            None => of_other || (self.is_filled(label, values) && self.may_name_a_row(label.key())),
        };
        let values = values.iter().map(figure).collect();
        named.then_some(UnknownRow { label: found_label(&self.items[at..=at])?, values, repeats })
    }

    /// Whether cells behind a label are those of a row. Blank ones alone are where a table is drawn, or where there are
    /// as many as a wide row has.
    fn is_filled(&self, label: &Item<'_>, values: &[Item<'_>]) -> bool {
        let columns = values.len();
        let as_drawn = label.layout == Layout::Grid && label.column == 0;
        !are_blank(values) || ((as_drawn || columns == WIDE_COLUMNS) && self.has_row_of(columns))
    }

    /// Whether `label` labels a row that the form of another year has in this table.
    fn is_row_of_other_edition(&self, label: Option<LabelId>) -> bool {
        !self.labels.contain(label) && is_row_of_other_edition(self.spec, label)
    }

    /// The value cells right behind an item, without the blank ones that pad a row.
    fn values_behind(&self, at: usize) -> &[Item<'d>] {
        let label = &self.items[at];
        let behind = &self.items[at + 1..];
        let belongs = |item: &&Item<'_>| {
            item.is_value_or_blank()
                && match label.layout {
                    Layout::Lines => item.layout == Layout::Lines,
                    Layout::Grid | Layout::Fields => item.row == label.row,
                }
        };
        let values = &behind[..behind.iter().take_while(belongs).count()];
        if values.is_empty() {
            return values;
        }
        let (own, padding) = values.split_at(self.columns_at(at).min(values.len()));
        if padding.iter().all(|item| item.kind == ItemKind::Blank) { own } else { values }
    }

    /// The columns of the nearest row found before an item, or of the first.
    fn columns_at(&self, at: usize) -> usize {
        let next = self.found.partition_point(|found| found.items.start < at);
        let row = self.found.get(next.saturating_sub(1)).map_or(0, |found| found.row);
        self.spec.rows[row].columns.len()
    }

    /// The row of the form whose label this is once more, between the first and the last label found.
    fn repeated_row(&self, at: usize) -> Option<usize> {
        let (key, label) = (self.items[at].key(), self.items[at].label());
        if self.labels.is_group(label) && key.ordinal.is_none() {
            return None;
        }
        let (first, last) = (self.found.first()?, self.found.last()?);
        let row = self.labels.rows(label).iter().find(|row| {
            key.ordinal.is_none_or(|stated| row.ordinal.is_none_or(|form| form == stated))
                && self.found.iter().any(|found| found.row == row.row)
        })?;
        (first.items.start < at && at < last.items.start).then_some(row.row)
    }

    /// Whether a label may stand at this place: no label of the row was found, and the row before is complete.
    fn stands_as_label(&self, at: usize) -> bool {
        let item = &self.items[at];
        if item.layout != Layout::Lines {
            let row = item.row;
            return self.found.iter().all(|found| self.items[found.items.start].row != row);
        }
        let next = self.found.partition_point(|found| found.items.start < at);
        let Some(before) = next.checked_sub(1).map(|last| &self.found[last]) else { return true };
        let between = self.items[before.items.end..at].iter().take(LOOK_BACK_ITEMS);
        let values = between.filter(|item| item.is_value_or_blank()).count();
        let complete = values >= self.spec.rows[before.row].columns.len();
        complete || (values > 0 && item.key().ordinal.is_some())
    }

    /// Whether a label is one of the form's: `9.其他` is not, though the form has `3.其他`.
    fn is_label_of_form(&self, item: &Item<'_>) -> bool {
        let ordinal = item.key().ordinal;
        let rows = self.labels.rows(item.label());
        let is_numbered_otherwise = ordinal.is_some()
            && !rows.is_empty()
            && rows.iter().all(|row| row.ordinal.is_some() && row.ordinal != ordinal);
        self.labels.contain(item.label()) && !is_numbered_otherwise
    }

    /// Whether a label can name a row: it is no note, and bears a number or is no piece of a label of the form.
    fn may_name_a_row(&self, key: &LabelKey<'_>) -> bool {
        let words = &*key.words;
        words.chars().nth(1).is_some()
            && !words.starts_with('注')
            && !NOTES.iter().any(|note| words.starts_with(note))
            && (key.ordinal.is_some() || !self.labels.is_part_of_label(words))
    }
}

fn are_blank(values: &[Item<'_>]) -> bool {
    values.iter().all(|item| item.kind == ItemKind::Blank)
}
