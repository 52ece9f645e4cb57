//! Labels and headings of the form in other words or with another number.

use std::borrow::Cow;
use std::ops::Range;

use nianbao_span::Span;

use super::Strangers;
use crate::labels::{LabelKey, bare_words};
use crate::tables::chain::Match;
use crate::tables::form::{KnownHeading, KnownRow, is_quote};
use crate::tables::{Item, LabelId, found_label};
use crate::{ColumnSpec, FoundLabel, LabelChange, LabelDrift};

impl Strangers<'_, '_> {
    /// What differs in the label of a row found.
    pub(super) fn row_drift(&self, found: &Match) -> Option<LabelDrift> {
        let items = &self.items[found.items.clone()];
        let known = &self.labels.rows[found.row];
        let form = &known.key;
        if !known.is_quoted && is_as_printed(items, known) {
            return None;
        }
        let words = joined(items);
        let has_quotes = !known.is_quoted || items.iter().any(|item| item.text.contains(is_quote));
        let label = if items.len() == 1 { items[0].label() } else { LabelId::of(&words) };
        if self.is_admitted(found.row, label) && is_numbered(items[0].key(), form) && has_quotes {
            return None;
        }
        let text = items[0].text;
        let start = if items.len() == 1 { self.own_start(found.row, text) } else { 0 };
        let key = LabelKey::of(&text[start..]);
        let words = if start > 0 { Cow::Borrowed(&*key.words) } else { words };
        let change = if !self.is_admitted(found.row, LabelId::of(&words)) {
            let plain = without_note(&text[start..], &self.spec.rows[found.row].label);
            if plain.is_some_and(|plain| self.is_admitted(found.row, label_of(&plain))) {
                return None;
            }
            LabelChange::Words { found: words.into_owned(), form: form.words.clone().into_owned() }
        } else if let Some((found, form)) = key.ordinal.zip(form.ordinal).filter(|(a, b)| a != b) {
            LabelChange::Number { found, form }
        } else if !has_quotes {
            LabelChange::Quotes
        } else {
            let group = text[..start].trim_end();
            return self.heading_drift(found.items.start, 0..group.len(), &LabelKey::of(group));
        };
        Some(LabelDrift {
            label: part_of_label(found_label(items)?, text, start..text.len()),
            copies: self.copies_of(found),
            form: &self.spec.rows[found.row].label,
            row: Some(found.row),
            change,
        })
    }

    /// Whether `label` is the row's own or one that practice admits.
    fn is_admitted(&self, row: usize, label: Option<LabelId>) -> bool {
        self.labels.rows(label).iter().any(|known| known.row == row && known.admitted)
    }

    /// Where a row's own label begins in `text`: behind the heading of its group, where spaces part the cells of a row.
    fn own_start(&self, row: usize, text: &str) -> usize {
        let spaces = text.char_indices().filter(|(_, c)| c.is_whitespace());
        let starts: Vec<usize> = spaces.map(|(at, space)| at + space.len_utf8()).collect();
        let is_own = |start: &&usize| self.is_admitted(row, label_of(&text[**start..]));
        if let Some(start) = starts.iter().find(is_own) {
            return *start;
        }
        starts.into_iter().fold(0, |before, start| {
            let group = label_of(&text[before..start]);
            if self.labels.is_group(group) { start } else { before }
        })
    }

    /// The other cells of a row that hold its label again.
    fn copies_of(&self, found: &Match) -> Vec<Span> {
        let label = &self.items[found.items.start];
        let start = self.items.partition_point(|item| item.row < label.row);
        let row = self.items[start..].iter().take_while(|item| item.row == label.row);
        row.filter(|item| item.span != label.span && item.words() == label.words())
            .map(|item| item.span)
            .collect()
    }

    /// The headings of an item in other words than the form's, where the form's own are not there. A line may hold
    /// several, parted by spaces.
    pub(super) fn heading_drifts(&self, at: usize) -> Vec<LabelDrift> {
        let item = &self.items[at];
        let parts: Vec<Range<usize>> = item
            .text
            .split_whitespace()
            .map(|part| {
                let start = part.as_ptr() as usize - item.text.as_ptr() as usize;
                start..start + part.len()
            })
            .collect();
        let keys: Vec<LabelKey<'_>> =
            parts.iter().map(|part| LabelKey::of(&item.text[part.clone()])).collect();
        if keys.len() < 2 || !keys.iter().any(|key| self.is_of_form(key)) {
            let words =
                |index: Option<usize>| index.and_then(|it| self.items.get(it)).map(Item::words);
            let neighbours = words(at.checked_sub(1)).zip(words(Some(at + 1)));
            let whole = 0..item.text.len();
            return self.any_heading_drift(at, whole, item.key(), neighbours).into_iter().collect();
        }
        let words = |index: Option<usize>| index.and_then(|it| keys.get(it)).map(|key| &*key.words);
        let drifts = (0..).zip(parts.into_iter().zip(&keys)).map(|(index, (part, key))| {
            let neighbours = words(usize::checked_sub(index, 1)).zip(words(Some(index + 1)));
            self.any_heading_drift(at, part, key, neighbours)
        });
        drifts.flatten().collect()
    }

    fn is_of_form(&self, key: &LabelKey<'_>) -> bool {
        self.labels.contain(LabelId::of(&key.words))
    }

    /// The heading at `part` of an item: in slightly other words, or in any between the words of its neighbours.
    fn any_heading_drift(
        &self,
        at: usize,
        part: Range<usize>,
        key: &LabelKey<'_>,
        neighbours: Option<(&str, &str)>,
    ) -> Option<LabelDrift> {
        let similar = self.heading_drift(at, part.clone(), key);
        if similar.is_some() || self.is_of_form(key) {
            return similar;
        }
        let (before, behind) = neighbours?;
        let known = self.heading_between(before, behind)?;
        let is_free = known.repeated || !self.stands(known.sketch.words);
        is_free.then(|| self.drifted_heading(at, part, key, known)).flatten()
    }

    /// The heading that stands between two others in the form.
    fn heading_between(&self, before: &str, behind: &str) -> Option<&KnownHeading> {
        let is_group = |words| self.labels.is_group(LabelId::of(words));
        if !is_group(before) || !is_group(behind) {
            return None;
        }
        let is_named = |column: &ColumnSpec, words: &str| bare_words(&column.label) == words;
        let windows = self.spec.rows.iter().flat_map(|row| row.columns.windows(3));
        let mut between = windows
            .filter(|columns| is_named(&columns[0], before) && is_named(&columns[2], behind))
            .map(|columns| &columns[1].label);
        let label = between.next()?;
        self.labels.headings.iter().find(|known| known.label == label)
    }

    /// The heading at `part` of an item in slightly other words than the form's.
    fn heading_drift(
        &self,
        at: usize,
        part: Range<usize>,
        key: &LabelKey<'_>,
    ) -> Option<LabelDrift> {
        if self.is_of_form(key) {
            return None;
        }
        let words = &*key.words;
        let known = self.labels.nearest_heading(key)?;
        let plain = without_note(&self.items[at].text[part.clone()], known.label);
        let is_noted = plain.is_some_and(|plain| LabelKey::of(&plain).words == known.sketch.words);
        let is_fragment = rest_of(known.sketch.words, words).is_some_and(|rest| self.stands(rest));
        if is_noted || is_fragment || (self.stands(known.sketch.words) && !known.repeated) {
            return None;
        }
        self.drifted_heading(at, part, key, known)
    }

    fn drifted_heading(
        &self,
        at: usize,
        part: Range<usize>,
        key: &LabelKey<'_>,
        known: &KnownHeading,
    ) -> Option<LabelDrift> {
        let label = found_label(&self.items[at..=at])?;
        Some(LabelDrift {
            label: part_of_label(label, self.items[at].text, part),
            copies: Vec::new(),
            form: known.label,
            row: self.spec.rows.iter().position(|row| row.label == known.label),
            change: LabelChange::Words {
                found: key.words.clone().into_owned(),
                form: known.sketch.words.to_owned(),
            },
        })
    }
}

/// The label that a text is.
fn label_of(text: &str) -> Option<LabelId> {
    LabelId::of(&LabelKey::of(text).words)
}

/// Whether a label has the words and the number of the form.
fn is_as_printed(items: &[Item<'_>], form: &KnownRow) -> bool {
    matches!(items, [item] if item.label() == Some(form.label) && item.key().ordinal == form.key.ordinal)
}

/// Whether a label bears no other number than the form's.
fn is_numbered(key: &LabelKey<'_>, form: &LabelKey<'_>) -> bool {
    key.ordinal.zip(form.ordinal).is_none_or(|(found, form)| found == form)
}

/// The label that `part` of a label's text is.
fn part_of_label(label: FoundLabel, text: &str, part: Range<usize>) -> FoundLabel {
    if part == (0..text.len()) {
        return label;
    }
    let own = text[part.clone()].split_whitespace().collect();
    let is_plain = label.span.len() == text.len();
    FoundLabel { span: if is_plain { label.span.part(part) } else { label.span }, text: own }
}

/// The words of a label's items together.
fn joined<'i>(items: &'i [Item<'_>]) -> Cow<'i, str> {
    let (first, rest) = (&items[0], &items[1..]);
    if rest.is_empty() {
        return Cow::Borrowed(first.words());
    }
    let rest = rest.iter().map(|item| bare_words(item.text));
    Cow::Owned(std::iter::once(Cow::Borrowed(first.words())).chain(rest).collect())
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
