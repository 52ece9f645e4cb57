//! What a table holds beside the form: its labels in other words, and rows that the form does not have.

use std::borrow::Cow;
use std::ops::Range;

use super::align::{Match, is_similar};
use super::stream::Layout;
use super::window::figure;
use super::{Item, ItemKind, Labels, found_label, is_label_of_other};
use crate::labels::LabelKey;
use crate::{LabelChange, LabelDrift, TableSpec, UnknownRow};

/// Most of a heading's characters that may differ, in percent.
const HEADING_DIFFERENCE: usize = 34;
/// Shortest and longest heading that is compared; the note in the corner of 表三 is no heading.
const HEADING_CHARS: std::ops::RangeInclusive<usize> = 3..=20;
/// Fewest columns of a row that is told by blank cells alone.
const WIDE_COLUMNS: usize = 7;
/// How many items without values may stand before a row behind the last, in a layout of one cell a line.
const LOOK_AHEAD_ITEMS: usize = 6;

/// How labels begin that are no part of the statistics: notes, signatures, numbers of rows and columns.
const NOTES: [&str; 18] = [
    "备注", "附注", "说明", "填表", "填报", "制表", "审核", "负责", "单位", "联系", "电话", "日期",
    "时间", "序号", "行次", "栏次", "编号", "来源",
];

/// The items of a table with the labels found among them.
pub(super) struct Strangers<'a, 'd> {
    pub(super) spec: &'static TableSpec,
    pub(super) labels: &'a Labels,
    pub(super) items: &'a [Item<'d>],
    /// The rows' labels that were found, by place.
    pub(super) found: &'a [Match],
}

impl<'d> Strangers<'_, 'd> {
    /// The drifted labels and the unknown rows among the items of `range`, by place.
    pub(super) fn sorted(&self, range: &Range<usize>) -> (Vec<LabelDrift>, Vec<UnknownRow>) {
        let mut drifts: Vec<LabelDrift> =
            self.found.iter().filter_map(|found| self.row_drift(found)).collect();
        let mut unknown = Vec::new();
        for at in range.clone().filter(|at| self.is_loose(*at)) {
            let row = if self.found.is_empty() { None } else { self.unknown_row(at) };
            if let Some(row) = row {
                unknown.push(row);
            } else if let Some(drift) = self.heading_drift(at, range) {
                drifts.push(drift);
            }
        }
        drifts.sort_by_key(|drift| drift.label.span);
        (drifts, unknown)
    }

    /// Where the rows end that go on right below the form's own last row, which ends before `start`.
    pub(super) fn end_of_rows_behind(&self, start: usize) -> usize {
        let mut end = start;
        for at in start..self.items.len() {
            let (before, item) = (&self.items[at - 1], &self.items[at]);
            let goes_on = item.kind != ItemKind::Prose
                && item.row <= before.row + 1
                && (item.layout == Layout::Lines) == (before.layout == Layout::Lines)
                && !is_label_of_other(self.spec.name, item.words());
            if !goes_on || (item.layout == Layout::Lines && at - end > LOOK_AHEAD_ITEMS) {
                break;
            }
            let behind = self.values_behind(at).len();
            // A single number below a label may be anything where no row is drawn.
            let told = item.layout != Layout::Lines || (behind > 1 && self.has_row_of(behind));
            if told && self.is_loose(at) && self.unknown_row(at).is_some() {
                end = at + 1 + behind;
            }
        }
        end
    }

    fn has_row_of(&self, columns: usize) -> bool {
        self.spec.rows.iter().any(|row| row.columns.len() == columns)
    }

    /// Whether the item is words and no part of a label found.
    fn is_loose(&self, at: usize) -> bool {
        let next = self.found.partition_point(|found| found.items.start <= at);
        let within = next.checked_sub(1).is_some_and(|last| self.found[last].items.contains(&at));
        self.items[at].kind == ItemKind::Words && !within && !self.items[at].words().is_empty()
    }

    fn row_drift(&self, found: &Match) -> Option<LabelDrift> {
        let items = &self.items[found.items.clone()];
        let form = &self.labels.row_keys[found.row];
        let words = joined(items);
        let is_admitted = |words: &str| {
            words == form.words
                || self.labels.rows(words).iter().any(|row| row.row == found.row && row.admitted)
        };
        let change = if is_admitted(&words) {
            let (found, form) = items[0].key().ordinal.zip(form.ordinal)?;
            (found != form).then_some(LabelChange::Number { found, form })
        } else {
            let plain = without_note(items[0].text, &self.spec.rows[found.row].label);
            let is_noted = plain.is_some_and(|plain| is_admitted(&LabelKey::of(&plain).words));
            let change =
                || LabelChange::Words { found: words.into_owned(), form: form.words.clone() };
            (!is_noted).then(change)
        }?;
        Some(LabelDrift {
            label: found_label(items)?,
            form: &self.spec.rows[found.row].label,
            row: Some(found.row),
            change,
        })
    }

    /// A heading of the form in slightly other words, where the form's own is not there.
    fn heading_drift(&self, at: usize, range: &Range<usize>) -> Option<LabelDrift> {
        let words = self.items[at].words();
        if self.labels.contain(words) || !HEADING_CHARS.contains(&words.chars().count()) {
            return None;
        }
        let known = self
            .labels
            .headings
            .iter()
            .filter(|known| is_similar(words, &known.words, HEADING_DIFFERENCE))
            .min_by_key(|known| strsim::levenshtein(words, &known.words))?;
        let stands =
            |wanted: &str| self.items[range.clone()].iter().any(|item| item.words() == wanted);
        let plain = without_note(self.items[at].text, known.label);
        let is_noted = plain.is_some_and(|plain| LabelKey::of(&plain).words == known.words);
        let is_fragment = rest_of(&known.words, words).is_some_and(stands);
        if is_noted || is_fragment || (stands(&known.words) && !known.repeated) {
            return None;
        }
        Some(LabelDrift {
            label: found_label(&self.items[at..=at])?,
            form: known.label,
            row: self.spec.rows.iter().position(|row| row.label == known.label),
            change: LabelChange::Words { found: words.to_owned(), form: known.words.clone() },
        })
    }

    /// The row that a label the form does not have, or has but once, opens.
    fn unknown_row(&self, at: usize) -> Option<UnknownRow> {
        let label = &self.items[at];
        let values = self.values_behind(at);
        let filled = values.iter().filter(|item| item.kind == ItemKind::Value).count();
        let repeats = self.repeated_row(at);
        let is_known = repeats.is_none() && self.labels.contain(label.words());
        if values.is_empty() || is_known || !self.stands_as_label(at) {
            return None;
        }
        let is_row = match repeats {
            Some(row) => filled > 0 && values.len() == self.spec.rows[row].columns.len(),
            None if filled == 0 => values.len() == WIDE_COLUMNS && self.has_row_of(WIDE_COLUMNS),
            None => true,
        };
        let named = is_row && (repeats.is_some() || self.may_name_a_row(label.words()));
        let values = values.iter().map(figure).collect();
        named.then_some(UnknownRow { label: found_label(&self.items[at..=at])?, values, repeats })
    }

    /// The value cells right behind an item.
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
        &behind[..behind.iter().take_while(belongs).count()]
    }

    /// The row of the form whose label this is once more, between the first and the last label found.
    fn repeated_row(&self, at: usize) -> Option<usize> {
        let key = self.items[at].key();
        if self.labels.is_group(&key.words) {
            return None;
        }
        let (first, last) = (self.found.first()?, self.found.last()?);
        let row = self.labels.rows(&key.words).iter().find(|row| {
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
        let between = &self.items[before.items.end..at];
        let values = between.iter().filter(|item| item.is_value_or_blank()).count();
        let complete = values >= self.spec.rows[before.row].columns.len();
        complete || (values > 0 && item.key().ordinal.is_some())
    }

    /// Whether words can name a row: they are neither a note nor a piece of a label of the form.
    fn may_name_a_row(&self, words: &str) -> bool {
        words.chars().nth(1).is_some()
            && !words.starts_with('注')
            && !NOTES.iter().any(|note| words.starts_with(note))
            && !self.labels.by_words.keys().any(|known| known.contains(words))
    }
}

/// The words of a label's items together.
fn joined<'i>(items: &'i [Item<'_>]) -> Cow<'i, str> {
    let (first, rest) = (&items[0], &items[1..]);
    if rest.is_empty() {
        return Cow::Borrowed(first.words());
    }
    let rest = rest.iter().map(|item| crate::labels::bare_words(item.text));
    Cow::Owned(std::iter::once(first.words().to_owned()).chain(rest).collect())
}

/// `text` without what it says in brackets, which counts for nothing where the form has none.
fn without_note(text: &str, form: &str) -> Option<String> {
    let (open, close) = (['（', '('], ['）', ')']);
    let note = text.find(open).filter(|at| *at > 0)?;
    if form.trim_start_matches(open).contains(open) {
        return None;
    }
    let behind =
        text[note..].find(close).map_or("", |end| text[note + end..].trim_start_matches(close));
    Some(format!("{}{behind}", &text[..note]))
}

/// What is left of `known` without `part` at its beginning or end.
fn rest_of<'k>(known: &'k str, part: &str) -> Option<&'k str> {
    known.strip_prefix(part).or_else(|| known.strip_suffix(part)).filter(|rest| !rest.is_empty())
}
