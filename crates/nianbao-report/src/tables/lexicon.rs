//! Every label that any edition has in any of its tables, recognised with one look-up.

use std::borrow::Cow;
use std::sync::LazyLock;

use rustc_hash::FxHashMap;

use crate::labels::LabelKey;
use crate::{Edition, TableSpec};

/// A label of some table in some edition. Labels of the same words are one.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct LabelId(usize);

/// A label as a form or practice prints it, with what it comes down to.
pub(super) struct Printed {
    pub(super) key: LabelKey<'static>,
    pub(super) id: LabelId,
}

#[derive(Default)]
struct Lexicon {
    /// Labels as they are printed: most stand so in reports, and need not be taken apart.
    printed: FxHashMap<&'static str, Printed>,
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
        self.printed.insert(label, Printed { key, id });
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

/// The label that `text` is just as a form or practice prints it.
pub(super) fn printed(text: &str) -> Option<&'static Printed> {
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
            assert_eq!(LabelId::of(&known.key.words), Some(known.id), "{text}");
            assert_eq!(known.id.words(), known.key.words, "{text}");
            assert!(!is_value_like(text), "{text}");
            assert_eq!(Looks::of_line(&format!("{text} ")).kind, ItemKind::Words, "{text}");
        }
    }
}
