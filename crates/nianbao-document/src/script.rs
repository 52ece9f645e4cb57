//! Which script a Chinese character belongs to, and its form in the other one.
//!
//! A character counts for a script only where texts of the other one never have it. What both have (后, 里, 台; 著, 於,
//! 乾 in names) counts for neither. The data are those of `OpenCC`, cut down by a reviewed list: `data/*.tsv` beside the source.
//!
//! The tables are built at first use, which takes about 0.1 ms; from then on a character costs about a nanosecond.

use std::ops::RangeInclusive;
use std::sync::LazyLock;

use crate::CharSet;

/// The script of a character.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Script {
    /// Written alike in both, or no Chinese character.
    Common,
    /// Only Traditional text has it.
    Traditional,
    /// Only Simplified text has it.
    Simplified,
}

/// How many characters of a text only one script has.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct ScriptCounts {
    /// Characters only Traditional text has.
    pub traditional: u32,
    /// Characters only Simplified text has.
    pub simplified: u32,
}

/// The script of `c`.
#[inline]
pub fn script_of(c: char) -> Script {
    match TABLES.class(c) {
        Class::Traditional => Script::Traditional,
        Class::Simplified => Script::Simplified,
        Class::Common | Class::Either => Script::Common,
    }
}

/// What Simplified text has for `c` of a Traditional text, every other character as it is.
///
/// It takes `c` for Traditional: 於 becomes 于, though in a Simplified text it may be a name. [`fold`](crate::fold())
/// looks at the text around.
#[inline]
pub fn simplified(c: char) -> char {
    TABLES.simplified(c)
}

/// What Traditional text most often has for a character that only Simplified text has, every other one as it is.
pub fn traditional(c: char) -> char {
    match TABLES.class(c) {
        Class::Simplified => TABLES.counterpart(c),
        _ => c,
    }
}

/// Every character that only Traditional text has.
pub static TRADITIONAL: LazyLock<CharSet> = LazyLock::new(|| traditional_characters().collect());

/// Every character that only Simplified text has.
pub static SIMPLIFIED: LazyLock<CharSet> =
    LazyLock::new(|| TABLES.characters(Class::Simplified).collect());

pub(crate) fn traditional_characters() -> impl Iterator<Item = char> {
    TABLES.characters(Class::Traditional)
}

/// Every character that Simplified text has otherwise, if it takes it for Traditional: those for which [`simplified`]
/// has another form.
pub static CONVERTIBLE: LazyLock<CharSet> =
    LazyLock::new(|| convertible().filter(|c| simplified(*c) != *c).collect());

/// Every character that Simplified text may have otherwise.
pub(crate) fn convertible() -> impl Iterator<Item = char> {
    traditional_characters().chain(TABLES.characters(Class::Either))
}

/// Whether `c` is a Chinese character.
#[inline]
pub const fn is_han(c: char) -> bool {
    matches!(c, '\u{3400}'..='\u{9fff}' | '\u{f900}'..='\u{faff}' | '\u{20000}'..='\u{3ffff}')
}

/// Whether `c` is a full-width digit or letter.
pub const fn is_full_width_alphanumeric(c: char) -> bool {
    matches!(c, '０'..='９' | 'Ａ'..='Ｚ' | 'ａ'..='ｚ')
}

/// Counts the characters of `text` by script.
pub fn count(text: &str) -> ScriptCounts {
    let classes = &TABLES.classes;
    let mut counts = ScriptCounts::default();
    let mut rest = text.as_bytes();
    loop {
        // All characters whose script the tables know have three bytes.
        while let [first @ 0xE0..=0xEF, second, third, behind @ ..] = rest {
            let bits = |byte: u8| usize::from(byte & 0x3F);
            let code = usize::from(first & 0x0F) << 12 | bits(*second) << 6 | bits(*third);
            let class = class_in(classes, code);
            counts.traditional += u32::from(class == Class::Traditional);
            counts.simplified += u32::from(class == Class::Simplified);
            rest = behind;
        }
        rest = match rest {
            [..0x80, behind @ ..] | [0xC0..=0xDF, _, behind @ ..] | [_, _, _, _, behind @ ..] => {
                behind
            }
            _ => break,
        };
    }
    counts
}

/// A copy of `text` in which every character is [simplified].
pub fn simplified_copy(text: &str) -> String {
    let tables = &*TABLES;
    let mut copy = String::with_capacity(text.len());
    let mut copied = 0;
    for (at, c) in CONVERTIBLE.members_in(text) {
        copy.push_str(&text[copied..at]);
        copy.push(tables.simplified(c));
        copied = at + c.len_utf8();
    }
    copy.push_str(&text[copied..]);
    copy
}

impl ScriptCounts {
    /// Both counts together.
    #[must_use]
    pub fn plus(self, other: ScriptCounts) -> ScriptCounts {
        ScriptCounts {
            traditional: self.traditional.saturating_add(other.traditional),
            simplified: self.simplified.saturating_add(other.simplified),
        }
    }
}

/// The characters whose script the tables know: CJK Unified Ideographs and their extension A.
const KNOWN: RangeInclusive<char> = '\u{3400}'..='\u{9fff}';

/// How many characters the tables have room for: those of the first plane, so that a character's number is its index.
const COUNT: usize = 0x10000;

static TABLES: LazyLock<Tables> = LazyLock::new(Tables::build);

/// What the data say of a character.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Class {
    Common,
    Traditional,
    Simplified,
    /// In a Traditional text it has another form in Simplified, but Simplified texts have it too.
    Either,
}

/// Classes as two bits a character (those of the Chinese ones are 7 KB, which stays in the nearest cache) and the forms in
/// the other script, 0 where there is none.
struct Tables {
    classes: Box<[u8; COUNT / 4]>,
    counterparts: Box<[u16]>,
}

impl Tables {
    fn build() -> Tables {
        let mut tables =
            Tables { classes: Box::new([0; COUNT / 4]), counterparts: vec![0; COUNT].into() };
        for (data, class) in [
            (include_str!("../data/traditional.tsv"), Class::Traditional),
            (include_str!("../data/simplified.tsv"), Class::Simplified),
            (include_str!("../data/either.tsv"), Class::Either),
        ] {
            for (c, counterpart) in pairs(data) {
                tables.set(c, class, counterpart);
            }
        }
        tables
    }

    fn set(&mut self, c: char, class: Class, counterpart: char) {
        let Some(index) = index(c).filter(|_| KNOWN.contains(&c)) else { return };
        let Ok(counterpart) = u16::try_from(u32::from(counterpart)) else { return };
        self.classes[index / 4] |= (class as u8) << (index % 4 * 2);
        self.counterparts[index] = counterpart;
    }

    #[inline]
    fn simplified(&self, c: char) -> char {
        let Some(index) = index(c) else { return c };
        match self.counterparts[index] {
            0 => c,
            _ if self.class_at(index) == Class::Simplified => c,
            counterpart => char::from_u32(counterpart.into()).unwrap_or(c),
        }
    }

    /// Every character of `class`.
    fn characters(&self, class: Class) -> impl Iterator<Item = char> {
        KNOWN.filter(move |c| self.class(*c) == class)
    }

    #[inline]
    fn class(&self, c: char) -> Class {
        index(c).map_or(Class::Common, |index| self.class_at(index))
    }

    #[inline]
    fn class_at(&self, index: usize) -> Class {
        class_in(&self.classes, index)
    }

    /// The other form of a character that has one.
    fn counterpart(&self, c: char) -> char {
        index(c).and_then(|index| char::from_u32(self.counterparts[index].into())).unwrap_or(c)
    }
}

#[inline]
fn class_in(classes: &[u8; COUNT / 4], index: usize) -> Class {
    match classes[index % COUNT / 4] >> (index % 4 * 2) & 0b11 {
        0 => Class::Common,
        1 => Class::Traditional,
        2 => Class::Simplified,
        _ => Class::Either,
    }
}

#[inline]
fn index(c: char) -> Option<usize> {
    u16::try_from(u32::from(c)).ok().map(usize::from)
}

/// The first two fields of each line that is no remark, one character each.
fn pairs(data: &str) -> impl Iterator<Item = (char, char)> {
    data.lines().filter(|line| !line.starts_with('#')).filter_map(|line| {
        let mut chars = line.chars();
        let (first, tab, second) = (chars.next()?, chars.next()?, chars.next()?);
        (tab == '\t').then_some((first, second))
    })
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn only_what_one_script_never_has_counts_for_the_other() {
        for c in "國體條與為爲裡裏後個麼範係".chars() {
            assert_eq!(script_of(c), Script::Traditional, "{c}");
        }
        for c in "国体条与为这个务员报".chars() {
            assert_eq!(script_of(c), Script::Simplified, "{c}");
        }
        for c in "后里面云范台只余干丑表板松谷卜征准于著乾藉徵瞭於覆的人一〇A，".chars()
        {
            assert_eq!(script_of(c), Script::Common, "{c}");
        }
    }

    #[test]
    fn sets_hold_what_script_of_says() {
        for c in '\0'..='\u{FFFF}' {
            assert_eq!(TRADITIONAL.contains(c), script_of(c) == Script::Traditional, "{c}");
            assert_eq!(SIMPLIFIED.contains(c), script_of(c) == Script::Simplified, "{c}");
        }
    }

    #[test]
    fn characters_of_names_are_evidence_of_nothing() {
        for c in "喆堃淼犇玥昇陞甯於乾徵祎濛阪畲垚骉".chars() {
            assert_ne!(script_of(c), Script::Traditional, "{c}");
        }
    }

    #[test]
    fn forms_in_the_other_script() {
        let to_simplified: String = "關於規範後續覆蓋瞭解乾縣".chars().map(simplified).collect();
        assert_eq!(to_simplified, "关于规范后续覆盖了解乾县");
        let to_traditional: String = "规范后续".chars().map(traditional).collect();
        assert_eq!(to_traditional, "規范后續");
    }

    proptest! {
        #[test]
        fn counting_and_copying_go_by_character(
            text in "[縣政府鎮办后于於Aé２，。\u{3400}\u{9fff}\u{a000}𠀀]{0,24}|.{0,12}",
        ) {
            let count_of = |script| text.chars().filter(|c| script_of(*c) == script).count();
            let counts = count(&text);
            prop_assert_eq!(counts.traditional as usize, count_of(Script::Traditional));
            prop_assert_eq!(counts.simplified as usize, count_of(Script::Simplified));
            prop_assert_eq!(simplified_copy(&text), text.chars().map(simplified).collect::<String>());
        }
    }

    #[test]
    fn simplifying_ends_after_one_step() {
        for c in ('\u{3400}'..='\u{9fff}').filter(|&c| script_of(c) == Script::Traditional) {
            let once = simplified(c);
            assert_ne!(once, c);
            assert_ne!(script_of(once), Script::Traditional, "{c} → {once}");
            assert_eq!(simplified(once), once, "{c} → {once}");
        }
    }
}
