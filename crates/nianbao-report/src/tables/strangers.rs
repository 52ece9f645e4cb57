//! What a table holds beside the form: its labels in other words, and rows that the form does not have.

mod labels;
mod rows;

use std::borrow::Cow;
use std::cell::OnceCell;
use std::collections::HashSet;
use std::ops::Range;

use super::chain::Match;
use super::form::Labels;
use super::lexicon::printed;
use super::{Item, Stream};
use crate::labels::bare_words;
use crate::{LabelDrift, TableSpec, UnknownRow};

/// Most labels in other words that are kept of one table; a table with more of them is none.
const MOST_DRIFTS: usize = 64;

/// The items of a table with the labels found among them.
pub(super) struct Strangers<'a, 'd> {
    spec: &'static TableSpec,
    labels: &'a Labels,
    items: &'a [Item<'d>],
    /// Which of them are words.
    words: &'a [usize],
    /// The rows' labels that were found, by place.
    found: &'a [Match],
    /// The words of all items, once they are asked for.
    standing: OnceCell<HashSet<Cow<'a, str>>>,
}

impl<'a, 'd> Strangers<'a, 'd> {
    pub(super) fn new(
        spec: &'static TableSpec,
        labels: &'a Labels,
        stream: &'a Stream<'d>,
        found: &'a [Match],
    ) -> Strangers<'a, 'd> {
        let Stream { items, words } = stream;
        Strangers { spec, labels, items, words, found, standing: OnceCell::new() }
    }

    /// The drifted labels and the unknown rows among the items of `range`, by place.
    pub(super) fn sorted(&self, range: Range<usize>) -> (Vec<LabelDrift>, Vec<UnknownRow>) {
        let otherwise = self.found.iter().filter(|found| !self.is_verbatim(found));
        let mut drifts: Vec<LabelDrift> =
            otherwise.filter_map(|found| self.row_drift(found)).collect();
        let mut unknown = Vec::new();
        for at in self.loose(range) {
            if self.is_heading_of_form(at) {
                continue;
            }
            if let Some(row) = self.unknown_row(at) {
                unknown.push(row);
            } else if !self.labels.contain(self.items[at].label()) {
                for drift in self.heading_drifts(at) {
                    push_or_merge(&mut drifts, drift);
                }
            }
        }
        drifts.sort_by_key(|drift| drift.label.span);
        (drifts, unknown)
    }

    /// Whether a row's label stands just as the form prints it.
    fn is_verbatim(&self, found: &Match) -> bool {
        let items = &self.items[found.items.clone()];
        matches!(items, [item] if item.text == self.spec.rows[found.row].label)
    }

    /// Whether an item is a label of the form without values, or several, which nothing need be said of.
    fn is_heading_of_form(&self, at: usize) -> bool {
        let item = &self.items[at];
        if self.items.get(at + 1).is_some_and(Item::is_value_or_blank) {
            return false;
        }
        // A line may hold several, parted by spaces.
        let is_of_form = |part| self.labels.contain(printed(part).and_then(|named| named.label));
        self.labels.contain(item.label())
            || item.label().is_none() && item.text.split_whitespace().all(is_of_form)
    }

    /// The items of `range` that are words and no part of a label found.
    fn loose(&self, range: Range<usize>) -> impl Iterator<Item = usize> {
        let first = self.found.partition_point(|found| found.items.end <= range.start);
        let mut found = &self.found[first..];
        let place = |at| self.words.partition_point(|word| *word < at);
        let words = &self.words[place(range.start)..place(range.end)];
        words.iter().copied().filter(move |at| {
            while let [passed, rest @ ..] = found
                && passed.items.end <= *at
            {
                found = rest;
            }
            let is_free = found.first().is_none_or(|found| *at < found.items.start);
            is_free && !self.items[*at].words().is_empty()
        })
    }

    /// Whether some item has these words, whole or as one of several that spaces part.
    fn stands(&self, words: &str) -> bool {
        let standing = self.standing.get_or_init(|| {
            let items = || self.words.iter().map(|at| &self.items[*at]);
            let parts = items().flat_map(|item| item.text.split_whitespace()).map(bare_words);
            items().map(|item| Cow::Borrowed(item.words())).chain(parts).collect()
        });
        standing.contains(words)
    }
}

/// Adds a heading to those found; the same words once more are a copy.
fn push_or_merge(drifts: &mut Vec<LabelDrift>, drift: LabelDrift) {
    let same =
        |known: &&mut LabelDrift| known.form == drift.form && known.label.text == drift.label.text;
    let is_full = drifts.len() >= MOST_DRIFTS;
    match drifts.iter_mut().find(same) {
        Some(known) => known.copies.push(drift.label.span),
        None if is_full => {}
        None => drifts.push(drift),
    }
}
