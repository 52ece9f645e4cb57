//! Phrases of reports as data: `banks/*.toml` hold lists of ways to say one thing, a [`Writer`] picks and fills them.
//!
//! Within a phrase, `{name}` is a fact of the report, `{!flag}` says that the phrase is right only where the flag holds,
//! `{#3-9}` is any number of that range, `{a|b}` one of several wordings, and `{@list}` a phrase of another list. A
//! phrase that needs a fact the report does not have is not used.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Display;
use std::sync::LazyLock;

use fastrand::Rng;

const BANKS: [&str; 6] = [
    include_str!("../banks/organs.toml"),
    include_str!("../banks/preamble.toml"),
    include_str!("../banks/overview.toml"),
    include_str!("../banks/disclosure.toml"),
    include_str!("../banks/applications.toml"),
    include_str!("../banks/closing.toml"),
];

type Lists = BTreeMap<String, Vec<String>>;

static LISTS: LazyLock<Lists> = LazyLock::new(|| {
    let parse =
        |bank: &str| toml::from_str::<Lists>(bank).unwrap_or_else(|error| panic!("{error}"));
    BANKS.iter().flat_map(|bank| parse(bank)).collect()
});

/// The phrases of the list named so.
///
/// # Panics
/// When there is none.
pub(crate) fn list(name: &str) -> &'static [String] {
    LISTS.get(name).unwrap_or_else(|| panic!("no list {name}"))
}

/// Writes the sentences of one report.
#[derive(Clone, Debug)]
pub(crate) struct Writer {
    /// Where its choices come from.
    pub(crate) rng: Rng,
    facts: BTreeMap<&'static str, String>,
    flags: BTreeSet<&'static str>,
    used: BTreeSet<(&'static str, usize)>,
}

impl Writer {
    /// One that knows nothing yet.
    pub(crate) fn new(rng: Rng) -> Writer {
        Writer { rng, facts: BTreeMap::new(), flags: BTreeSet::new(), used: BTreeSet::new() }
    }

    /// Tells it a fact.
    pub(crate) fn fact(&mut self, name: &'static str, fact: impl Display) {
        self.facts.insert(name, fact.to_string());
    }

    /// The words of a fact.
    pub(crate) fn known(&self, name: &str) -> Option<&str> {
        self.facts.get(name).map(String::as_str)
    }

    /// Sets a flag where `holds`.
    pub(crate) fn flag(&mut self, name: &'static str, holds: bool) {
        if holds {
            self.flags.insert(name);
        }
    }

    /// Whether a flag holds.
    pub(crate) fn holds(&self, name: &str) -> bool {
        self.flags.contains(name)
    }

    /// True one time in `times`.
    pub(crate) fn once_in(&mut self, times: u8) -> bool {
        self.rng.u8(0..times) == 0
    }

    /// Any phrase of the list that fits, filled.
    ///
    /// # Panics
    /// When none fits.
    pub(crate) fn pick(&mut self, list: &'static str) -> String {
        self.some(list, 1).pop().unwrap_or_else(|| panic!("no phrase of {list} fits"))
    }

    /// Up to `count` different phrases of the list that fit, filled, in any order.
    pub(crate) fn some(&mut self, name: &'static str, count: usize) -> Vec<String> {
        let phrases = list(name);
        let mut order: Vec<usize> = (0..phrases.len()).collect();
        self.rng.shuffle(&mut order);
        let mut filled = Vec::new();
        for index in order {
            if filled.len() == count {
                break;
            }
            if let Some(phrase) = self.fill(&phrases[index]) {
                self.used.insert((name, index));
                filled.push(phrase);
            }
        }
        filled
    }

    /// `phrase` with its slots filled; nothing where it needs what the report does not have.
    pub(crate) fn fill(&mut self, phrase: &str) -> Option<String> {
        let mut filled = String::new();
        let mut rest = phrase;
        while let Some(open) = rest.find('{') {
            let close = open + closing(&rest[open..]);
            filled.push_str(&rest[..open]);
            filled.push_str(&self.slot(&rest[open + 1..close])?);
            rest = &rest[close + 1..];
        }
        filled.push_str(rest);
        Some(filled)
    }

    fn slot(&mut self, slot: &str) -> Option<String> {
        if let Some(flag) = slot.strip_prefix('!') {
            return self.flags.contains(flag).then(String::new);
        }
        if let Some(range) = slot.strip_prefix('#') {
            return Some(self.number(range).to_string());
        }
        if let Some(name) = slot.strip_prefix('@') {
            let (name, _) = LISTS.get_key_value(name)?;
            return Some(self.pick(name));
        }
        if slot.contains('|') {
            let ways: Vec<&str> = slot.split('|').collect();
            let way = ways[self.rng.usize(0..ways.len())];
            return self.fill(way);
        }
        self.facts.get(slot).cloned()
    }

    fn number(&mut self, range: &str) -> u64 {
        let ends = range
            .split_once('-')
            .and_then(|(low, high)| Some((low.parse::<u64>().ok()?, high.parse::<u64>().ok()?)));
        let (low, high) = ends.unwrap_or_else(|| panic!("{range} is no range"));
        self.rng.u64(low..=high)
    }
}

/// Where the brace that opens `text` closes.
fn closing(text: &str) -> usize {
    let mut depth = 0_usize;
    for (at, c) in text.char_indices() {
        match c {
            '{' => depth += 1,
            '}' if depth == 1 => return at,
            '}' => depth -= 1,
            _ => {}
        }
    }
    panic!("{text} does not close its braces")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::clean;

    fn writer() -> Writer {
        let mut writer = Writer::new(Rng::with_seed(7));
        writer.fact("year", 2023);
        writer.flag("some", true);
        writer
    }

    #[test]
    fn slots_are_filled() {
        assert_eq!(
            writer().fill("{!some}{year}年{甲{year}|甲{year}}{#3-3}件"),
            Some("2023年甲20233件".into())
        );
    }

    #[test]
    fn phrase_that_lacks_a_fact_is_not_used() {
        assert_eq!(writer().fill("{next}年"), None);
        assert_eq!(writer().fill("{!none}全年"), None);
    }

    #[test]
    fn every_phrase_is_used_by_some_report() {
        let mut used = BTreeSet::new();
        for seed in 0..600 {
            used.extend(clean::report(seed, nianbao_test::layout::Layout::CellLines).writer.used);
        }
        let used_lists: BTreeSet<&str> = used.iter().map(|(list, _)| *list).collect();
        for list in used_lists {
            for (index, phrase) in super::list(list).iter().enumerate() {
                assert!(used.contains(&(list, index)), "{list}: {phrase}");
            }
        }
    }
}
