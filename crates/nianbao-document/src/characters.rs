use std::sync::LazyLock;

use crate::script::{is_full_width_alphanumeric, traditional_characters};
use crate::{BlockKind, CharSet, Document, pinyin};

/// Which characters the texts of a document have, found in one pass: who looks for certain ones asks here first whether
/// there are any, and nearly always need not look.
#[derive(Clone, Debug, Default)]
pub struct Characters {
    present: CharSet,
    /// Whether a small Latin letter stands directly behind an opening bracket, as in a pinyin note.
    opens_with_letter: bool,
}

impl Characters {
    /// The characters of all texts of `document`, those of the page included.
    pub fn of(document: &Document<'_>) -> Characters {
        let mut characters = Characters::default();
        for block in &document.blocks {
            match &block.kind {
                BlockKind::Heading { text, .. } | BlockKind::Paragraph(text) => {
                    characters.add(text.content());
                }
                BlockKind::Table(table) => {
                    for row in &table.rows {
                        row.cells.iter().for_each(|cell| characters.add(cell.text.content()));
                    }
                }
                BlockKind::Image { .. } => {}
            }
        }
        characters
    }

    /// Whether `c` is there.
    #[inline]
    pub fn contains(&self, c: char) -> bool {
        self.present.contains(c)
    }

    /// Whether one of a few characters is there.
    #[inline]
    pub fn contains_any(&self, chars: &[char]) -> bool {
        chars.iter().any(|c| self.present.contains(*c))
    }

    /// Whether a character of `set` is there.
    pub fn intersect(&self, set: &CharSet) -> bool {
        self.present.intersects(set)
    }

    /// Those of the characters that are in `set`; one for all those behind the first plane.
    pub fn common(&self, set: &CharSet) -> impl Iterator<Item = char> {
        self.present.common(set)
    }

    /// Whether a [folded](crate::fold()) copy of a text can differ from it.
    pub fn may_fold(&self) -> bool {
        self.opens_with_letter || self.intersect(&FOLDED)
    }

    fn add(&mut self, text: &str) {
        let Characters { present, opens_with_letter } = self;
        present.insert_all(text, |before| {
            *opens_with_letter |= ends_with_opening_bracket(before);
        });
    }
}

#[inline]
fn ends_with_opening_bracket(bytes: &[u8]) -> bool {
    matches!(bytes, [.., b'('] | [.., 0xEF, 0xBC, 0x88])
}

/// Characters that a folded copy has otherwise, and those that only pinyin notes have.
static FOLDED: LazyLock<CharSet> = LazyLock::new(|| {
    let full_width = ('\u{FF00}'..='\u{FF5E}').filter(|c| is_full_width_alphanumeric(*c));
    let letters = ('\u{80}'..='\u{2AF}').filter(|c| pinyin::is_letter(*c));
    traditional_characters().chain(full_width).chain(letters).collect()
});

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::script::count;
    use crate::{Folded, fold};

    fn characters(text: &str) -> Characters {
        let mut characters = Characters::default();
        characters.add(text);
        characters
    }

    #[test]
    fn opening_brackets_are_told_by_their_bytes() {
        for c in ('\0'..='\u{FFFF}').filter(|c| pinyin::is_opening(*c)) {
            assert!(ends_with_opening_bracket(c.to_string().as_bytes()), "{c}");
        }
    }

    #[test]
    fn every_letter_of_a_note_is_ascii_or_folded() {
        for c in ('\u{80}'..='\u{FFFF}').filter(|c| pinyin::is_letter(*c)) {
            assert!(FOLDED.contains(c), "{c}");
        }
    }

    #[test]
    fn ordinary_text_does_not_fold() {
        for text in ["2023年，见http://a.cn（以下简称“本镇”）(HTML)。", "", "（一）于(一)"]
        {
            assert!(!characters(text).may_fold(), "{text}");
        }
        for text in ["縣", "２", "申请(qing)", "申请（qing）", "乌(ū)"] {
            assert!(characters(text).may_fold(), "{text}");
        }
    }

    proptest! {
        #[test]
        fn what_does_not_fold_is_as_it_was(
            text in "[a-z公开縣於（(）)ǐüā１ｗ。，]{0,12}|公(\\(|（)[a-zǐüā]{0,3}(\\)|）)|.{0,12}",
        ) {
            let characters = characters(&text);
            prop_assert!(text.chars().all(|c| characters.contains(c)));
            if !characters.may_fold() {
                let Folded { content, .. } = fold(&text);
                prop_assert_eq!(content, text.as_str());
                prop_assert_eq!(count(&text).traditional, 0);
                prop_assert_eq!(pinyin::notes(&text).next(), None);
            }
        }
    }
}
