//! Every label that any edition has in any of its tables, recognised with one look-up.

use std::borrow::Cow;
use std::sync::LazyLock;

use rustc_hash::FxHashMap;

use crate::labels::LabelKey;
use crate::{Edition, TableSpec};

/// A label of some table in some edition. Labels of the same words are one.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct LabelId(usize);

/// Words with what they come down to.
pub(super) struct Named<'t> {
    pub(super) key: LabelKey<'t>,
    /// The label that has these words.
    pub(super) label: Option<LabelId>,
}

#[derive(Default)]
struct Lexicon {
    /// Labels as they are printed: most stand so in reports, and need not be taken apart.
    printed: FxHashMap<&'static str, Named<'static>>,
    by_words: FxHashMap<Cow<'static, str>, LabelId>,
    /// The words of each label, by [`LabelId::index`].
    words: Vec<Cow<'static, str>>,
    /// Longest label as it is printed, in bytes.
    longest: usize,
}

static LEXICON: LazyLock<Lexicon> = LazyLock::new(|| {
    let mut lexicon = Lexicon::default();
    let tables = Edition::all().iter().flat_map(|edition| &edition.tables);
    tables.flat_map(labels).for_each(|label| lexicon.add(label));
    lexicon
});

impl Lexicon {
    fn add(&mut self, label: &'static str) {
        let key = LabelKey::of(label);
        let next = LabelId(self.words.len());
        let id = *self.by_words.entry(key.words.clone()).or_insert(next);
        if id == next {
            self.words.push(key.words.clone());
        }
        self.longest = self.longest.max(label.len());
        self.printed.insert(label, Named { key, label: Some(id) });
    }
}

/// Every label and heading of a table, with those that practice uses.
fn labels(spec: &'static TableSpec) -> impl Iterator<Item = &'static str> {
    let rows = spec.rows.iter().flat_map(|row| {
        let columns = row.columns.iter().map(|column| &column.label);
        std::iter::once(&row.label).chain(&row.aliases).chain(&row.variants).chain(columns)
    });
    spec.groups.iter().chain(rows).map(String::as_str)
}

impl LabelId {
    /// The label with these words: those of a [`LabelKey`].
    pub(crate) fn of(words: &str) -> Option<LabelId> {
        LEXICON.by_words.get(words).copied()
    }

    /// How many labels there are.
    pub(super) fn count() -> usize {
        LEXICON.words.len()
    }

    /// Every label.
    pub(super) fn all() -> impl Iterator<Item = LabelId> {
        (0..LabelId::count()).map(LabelId)
    }

    /// Its words, as a [`LabelKey`] has them.
    pub(super) fn words(self) -> &'static str {
        &LEXICON.words[self.0]
    }

    /// Where to find what is known of the label in a list of all.
    pub(super) const fn index(self) -> usize {
        self.0
    }
}

impl<'t> Named<'t> {
    pub(super) fn of(text: &'t str) -> Named<'t> {
        let key = LabelKey::of(text);
        Named { label: LabelId::of(&key.words), key }
    }
}

/// The label that `text` is just as a form or practice prints it.
pub(super) fn printed(text: &str) -> Option<&'static Named<'static>> {
    let lexicon = &*LEXICON;
    if text.len() > lexicon.longest { None } else { lexicon.printed.get(text) }
}

#[cfg(test)]
mod tests {
    use super::super::stream::{ItemKind, Looks};
    use super::*;
    use crate::number::is_value_like;

    #[test]
    fn a_label_as_printed_is_what_its_words_say() {
        let tables = Edition::all().iter().flat_map(|edition| &edition.tables);
        for text in tables.flat_map(labels) {
            let known = printed(text).expect("every label is known as it is printed");
            assert_eq!(known.key, LabelKey::of(text), "{text}");
            assert_eq!(LabelId::of(&known.key.words), known.label, "{text}");
            assert_eq!(known.label.expect("it is a label").words(), known.key.words, "{text}");
            assert!(!is_value_like(text), "{text}");
            assert_eq!(Looks::of_line(&format!("{text} ")).kind, ItemKind::Words, "{text}");
        }
    }
}
