//! Every label that any edition has in any of its tables, recognised with one look-up.

use std::borrow::Cow;
use std::sync::LazyLock;

use rustc_hash::FxHashMap;

use crate::labels::LabelKey;
use crate::names::Names;
use crate::{Edition, TableSpec};

/// A label of some table in some edition. Labels of the same words are one.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct LabelId(u16);

/// Words with what they come down to.
pub(super) struct Named<'t> {
    pub(super) key: LabelKey<'t>,
    /// The label that has these words.
    pub(super) label: Option<LabelId>,
}

struct Lexicon {
    /// Labels as they are printed, with full-width marks or half-width ones: most stand so in reports, and need not be
    /// taken apart.
    printed: Names<Named<'static>>,
    by_words: FxHashMap<Cow<'static, str>, LabelId>,
    /// The words of each label, by [`LabelId::index`].
    words: Vec<Cow<'static, str>>,
}

static LEXICON: LazyLock<Lexicon> = LazyLock::new(|| {
    let labels = || Edition::all().iter().flat_map(|edition| &edition.tables).flat_map(labels);
    let mut by_words = FxHashMap::default();
    let mut words = Vec::new();
    for key in labels().map(LabelKey::of) {
        let next = LabelId::at(words.len());
        if *by_words.entry(key.words.clone()).or_insert(next) == next {
            words.push(key.words);
        }
    }
    let named = |key: LabelKey<'static>| Named { label: by_words.get(&key.words).copied(), key };
    let wide = labels().map(|label| (Cow::Borrowed(label), named(LabelKey::of(label))));
    let narrow = labels().filter(|label| label.contains(is_wide_mark)).map(half_width);
    let narrow = narrow.map(|label| {
        let LabelKey { ordinal, words } = LabelKey::of(&label);
        let key = LabelKey { ordinal, words: Cow::Owned(words.into_owned()) };
        (Cow::Owned(label), named(key))
    });
    let printed = Names::new(narrow.chain(wide));
    Lexicon { printed, by_words, words }
});

/// Whether a mark of labels has a half-width form, in which crawled text often has it.
const fn is_wide_mark(c: char) -> bool {
    matches!(c, '（' | '）' | '：' | '，' | '；')
}

/// A label with half-width marks.
fn half_width(label: &str) -> String {
    let narrow = |c| match c {
        '（' => '(',
        '）' => ')',
        '：' => ':',
        '，' => ',',
        '；' => ';',
        other => other,
    };
    label.chars().map(narrow).collect()
}

/// Every label and heading of a table, with those that practice uses.
pub(super) fn labels(spec: &'static TableSpec) -> impl Iterator<Item = &'static str> {
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
        (0..LabelId::count()).map(LabelId::at)
    }

    /// The label with this [`LabelId::index`].
    fn at(index: usize) -> LabelId {
        LabelId(u16::try_from(index).expect("the forms have some hundred labels"))
    }

    /// Its words, as a [`LabelKey`] has them.
    pub(super) fn words(self) -> &'static str {
        &LEXICON.words[self.index()]
    }

    /// Where to find what is known of the label in a list of all.
    #[inline]
    pub(super) const fn index(self) -> usize {
        self.0 as usize
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
    LEXICON.printed.get(text)
}

#[cfg(test)]
mod tests {
    use super::super::stream::{ItemKind, Looks};
    use nianbao_document::fold;
    use nianbao_document::script::traditional;

    use super::*;
    use crate::labels::folded_label;
    use crate::number::is_value_like;

    #[test]
    fn a_label_as_printed_is_what_its_words_say() {
        let tables = Edition::all().iter().flat_map(|edition| &edition.tables);
        for text in tables.flat_map(labels) {
            let known = printed(text).expect("every label is known as it is printed");
            assert_eq!(known.key, LabelKey::of(text), "{text}");
            assert_eq!(LabelId::of(&known.key.words), known.label, "{text}");
            assert_eq!(known.label.expect("it is a label").words(), known.key.words, "{text}");
            for text in [text.to_owned(), half_width(text)] {
                assert!(!text.contains(char::is_whitespace), "{text}");
                assert!(matches!(folded_label(&text), Cow::Borrowed(_)), "{text}");
                assert!(!is_value_like(&text), "{text}");
                assert_eq!(Looks::of_line(&format!("{text} ")).kind, ItemKind::Words, "{text}");
            }
        }
    }

    #[test]
    fn a_label_with_half_width_marks_is_what_its_words_say() {
        let tables = Edition::all().iter().flat_map(|edition| &edition.tables);
        for text in tables.flat_map(labels).map(half_width) {
            let (known, plain) = (printed(&text).expect("it is known"), Named::of(&text));
            assert_eq!((&known.key, known.label), (&plain.key, plain.label), "{text}");
        }
    }

    #[test]
    fn a_traditional_label_is_what_its_folded_words_say() {
        let tables = Edition::all().iter().flat_map(|edition| &edition.tables);
        let mut known = 0;
        for text in tables.flat_map(labels) {
            let traditional: String = text.chars().map(traditional).collect();
            let folded = fold(&traditional);
            let plain = Named::of(&traditional);
            if let Some(printed) = printed(&folded.content) {
                assert_eq!((&printed.key, printed.label), (&plain.key, plain.label), "{text}");
                known += 1;
            }
        }
        assert!(known > 50, "{known}");
    }
}
