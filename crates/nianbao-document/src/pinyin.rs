//! Pinyin notes that a converter put behind characters: `申請(qǐng)`, `文(wen)章(zhang)`, `公(gong)(gong)開`.

use std::ops::Range;
use std::sync::LazyLock;

use memchr::memchr2_iter;

use crate::script::is_han;

/// One note, brackets included.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Note {
    /// Its bytes in the text.
    pub range: Range<usize>,
    /// Whether it bears a tone mark. Without one it may be something else, such as a unit: `公顷(ha)`.
    pub toned: bool,
}

/// The notes in `text`, in order: one syllable in brackets of either width directly behind a Chinese character or
/// behind another note. Letters that form no syllable, as in `(HTML)` or `(km)`, are no note; neither is a toneless
/// single letter, as in `(a)`, nor a group with more than one syllable, as in `盱眙(xūyí)`.
pub fn notes(text: &str) -> impl Iterator<Item = Note> {
    let mut scanner = Scanner::new(text);
    openings(text).filter_map(move |at| scanner.note_at(at))
}

/// Where characters stand that may open a note.
fn openings(text: &str) -> impl Iterator<Item = usize> {
    const FULL_WIDTH: &[u8] = "（".as_bytes();
    let bytes = text.as_bytes();
    memchr2_iter(b'(', FULL_WIDTH[2], bytes).filter_map(move |at| match bytes[at] {
        b'(' => Some(at),
        _ => bytes[..=at].ends_with(FULL_WIDTH).then(|| at + 1 - FULL_WIDTH.len()),
    })
}

/// Finds notes from left to right.
pub(crate) struct Scanner<'t> {
    text: &'t str,
    /// Where the last note found ends.
    end: usize,
}

impl<'t> Scanner<'t> {
    pub(crate) fn new(text: &'t str) -> Scanner<'t> {
        Scanner { text, end: 0 }
    }

    /// The note whose opening bracket stands at byte `open`, where one does. To be asked from left to right.
    pub(crate) fn note_at(&mut self, open: usize) -> Option<Note> {
        let follows_note = open == self.end;
        let follows_character = || self.text[..open].chars().next_back().is_some_and(is_han);
        if open == 0 || !(follows_note || follows_character()) {
            return None;
        }
        let note = bracketed_syllable(self.text, open)?;
        self.end = note.range.end;
        Some(note)
    }
}

/// Whether `c` may open a note.
#[inline]
pub(crate) const fn is_opening(c: char) -> bool {
    matches!(c, '(' | '（')
}

/// The syllable in brackets at `open`.
fn bracketed_syllable(text: &str, open: usize) -> Option<Note> {
    let mut syllable = Syllable::default();
    let mut rest = text[open..].chars();
    rest.next();
    loop {
        // Most letters of a note are plain.
        let plain = rest.as_str().bytes().take_while(u8::is_ascii_lowercase).take(MAX_LETTERS);
        let len = plain.fold(0, |len, letter| {
            syllable.push(letter);
            len + 1
        });
        rest = rest.as_str()[len..].chars();
        let c = rest.next()?;
        if matches!(c, ')' | '）') {
            let range = open..text.len() - rest.as_str().len();
            return syllable.is_plausible().then_some(Note { range, toned: syllable.toned });
        }
        let (letter, toned) = letter(c)?;
        if syllable.len >= MAX_LETTERS || toned && syllable.toned {
            return None;
        }
        syllable.push(letter);
        syllable.toned |= toned;
    }
}

/// The longest syllables, such as `zhuang`.
const MAX_LETTERS: usize = 6;

/// The letters of a note, without their tone.
#[derive(Default)]
struct Syllable {
    /// A byte each, the last one lowest.
    letters: u64,
    len: usize,
    toned: bool,
}

impl Syllable {
    /// Adds a plain letter; of more than eight, the first are lost.
    #[inline]
    fn push(&mut self, letter: u8) {
        self.letters = self.letters << u8::BITS | u64::from(letter);
        self.len += 1;
    }

    fn is_plausible(&self) -> bool {
        let is_syllable = self.len <= MAX_LETTERS && (self.toned || self.len > 1);
        is_syllable && SYLLABLES.binary_search(&self.letters).is_ok()
    }
}

/// Whether notes are written with `c`.
pub(crate) fn is_letter(c: char) -> bool {
    letter(c).is_some()
}

/// The plain letter of `c`, `v` for ü, and whether `c` bears a tone mark. Capitals are no pinyin.
fn letter(c: char) -> Option<(u8, bool)> {
    Some(match c {
        'a'..='z' => (u8::try_from(c).ok()?, false),
        'ａ'..='ｚ' => (b'a' + u8::try_from(u32::from(c) - u32::from('ａ')).ok()?, false),
        'ɡ' => (b'g', false),
        'ɑ' => (b'a', false),
        'ü' => (b'v', false),
        'ā' | 'á' | 'ǎ' | 'à' | 'ă' => (b'a', true),
        'ē' | 'é' | 'ě' | 'è' | 'ĕ' => (b'e', true),
        'ī' | 'í' | 'ǐ' | 'ì' | 'ĭ' => (b'i', true),
        'ō' | 'ó' | 'ǒ' | 'ò' | 'ŏ' => (b'o', true),
        'ū' | 'ú' | 'ǔ' | 'ù' | 'ŭ' => (b'u', true),
        'ǖ' | 'ǘ' | 'ǚ' | 'ǜ' => (b'v', true),
        _ => return None,
    })
}

/// The syllables of standard Chinese without tone, `v` for ü, as [`Syllable`] has their letters, in order.
static SYLLABLES: LazyLock<Vec<u64>> = LazyLock::new(|| {
    let add = |letters: u64, letter: u8| letters << u8::BITS | u64::from(letter);
    let with_initial = FINALS.iter().chain([&NO_INITIAL]).flat_map(|(initial, finals)| {
        finals.split(' ').map(|rest| initial.bytes().chain(rest.bytes()).fold(0, add))
    });
    let mut syllables: Vec<u64> = with_initial.collect();
    syllables.sort_unstable();
    syllables
});

/// The syllables without initial.
const NO_INITIAL: (&str, &str) = ("", "a o e ai ei ao ou an en ang eng er");

/// Which finals go with which initial.
const FINALS: [(&str, &str); 23] = [
    ("b", "a o ai ei ao an en ang eng i ie iao ian in ing u"),
    ("p", "a o ai ei ao ou an en ang eng i ie iao ian in ing u"),
    ("m", "a o e ai ei ao ou an en ang eng i ie iao iu ian in ing u"),
    ("f", "a o ei ou an en ang eng u"),
    ("d", "a e ai ei ao ou an en ang eng ong i ie iao iu ian ing u uo ui uan un"),
    ("t", "a e ai ao ou an ang eng ong i ie iao ian ing u uo ui uan un"),
    ("n", "a e ai ei ao ou an en ang eng ong i ie iao iu ian in iang ing u uo uan v ve"),
    ("l", "a o e ai ei ao ou an ang eng ong i ia ie iao iu ian in iang ing u uo uan un v ve"),
    ("g", "a e ai ei ao ou an en ang eng ong u ua uo uai ui uan un uang"),
    ("k", "a e ai ei ao ou an en ang eng ong u ua uo uai ui uan un uang"),
    ("h", "a e ai ei ao ou an en ang eng ong u ua uo uai ui uan un uang"),
    ("j", "i ia ie iao iu ian in iang ing iong u ue uan un"),
    ("q", "i ia ie iao iu ian in iang ing iong u ue uan un"),
    ("x", "i ia ie iao iu ian in iang ing iong u ue uan un"),
    ("zh", "a e i ai ei ao ou an en ang eng ong u ua uo uai ui uan un uang"),
    ("ch", "a e i ai ao ou an en ang eng ong u ua uo uai ui uan un uang"),
    ("sh", "a e i ai ei ao ou an en ang eng u ua uo uai ui uan un uang"),
    ("r", "e i ao ou an en ang eng ong u ua uo ui uan un"),
    ("z", "a e i ai ei ao ou an en ang eng ong u uo ui uan un"),
    ("c", "a e i ai ao ou an en ang eng ong u uo ui uan un"),
    ("s", "a e i ai ao ou an en ang eng ong u uo ui uan un"),
    ("y", "a e ao ou an ang i in ing o ong u ue uan un"),
    ("w", "a o ai ei an en ang eng u"),
];

#[cfg(test)]
mod tests {
    use super::*;

    fn found(text: &str) -> Vec<&str> {
        notes(text).map(|note| &text[note.range]).collect()
    }

    #[test]
    fn converters_notes_are_found() {
        assert_eq!(found("申請(qǐng)結(jié)果"), ["(qǐng)", "(jié)"]);
        assert_eq!(found("文(wen)章(zhang)"), ["(wen)", "(zhang)"]);
        assert_eq!(found("公(gong)(gong)開(kai)（kai）"), ["(gong)", "(gong)", "(kai)", "（kai）"]);
        assert_eq!(found("戰(zhàn)略、綠(lǜ)色、女(nǚ)、阿(ā)"), ["(zhàn)", "(lǜ)", "(nǚ)", "(ā)"]);
    }

    #[test]
    fn other_brackets_are_no_notes() {
        for text in [
            "面积(km)",
            "第(a)项",
            "格式(HTML)",
            "(wen)章",
            "應用(APP)",
            "公开(OA)",
            "成效?,F(xiàn)將",
            "盱眙(xūyí)",
            "文(wen",
            "文()",
            "乘(x)",
            "函(2021)30号",
            "文(wèán)",
            "名称(Wen)",
            "A(wen)",
            "文(wen)b(wen)",
        ] {
            let expected: &[&str] = if text.ends_with("b(wen)") { &["(wen)"] } else { &[] };
            assert_eq!(found(text), expected, "{text}");
        }
    }

    #[test]
    fn tones_are_told() {
        let tones: Vec<bool> = notes("文(wén)章(zhang)").map(|note| note.toned).collect();
        assert_eq!(tones, [true, false]);
    }
}
