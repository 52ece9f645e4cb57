use std::borrow::Cow;
use std::ops::Range;
use std::sync::LazyLock;

use crate::script::{
    Script, TRADITIONAL, convertible, is_full_width_alphanumeric, script_of, simplified,
};
use crate::{CharSet, pinyin};

/// A copy for comparing: full-width digits and letters made half-width, Traditional characters made Simplified,
/// injected pinyin removed. Punctuation keeps its width. Where nothing folds, it borrows.
#[derive(Clone, Debug)]
pub struct Folded<'t> {
    /// The folded text.
    pub content: Cow<'t, str>,
    /// Where runs begin that correspond byte by byte: in the content and in the original. Empty where all does.
    runs: Vec<Run>,
}

#[derive(Clone, Copy, Debug)]
struct Run {
    content: usize,
    original: usize,
}

/// Folds `text`. Ordinary text costs one look at each character, about 2 ns, and no memory.
///
/// Characters both scripts have, such as 於, are made Simplified only where the text has a character that is
/// Traditional for certain. Folding twice is folding once.
pub fn fold(text: &str) -> Folded<'_> {
    let mut notes = pinyin::Scanner::new(text);
    let mut first = None;
    for (at, c) in CHANGEABLE.members_in(text) {
        let changes = changes(&mut notes, at, c);
        // What both scripts have before a change may be made Simplified too.
        if changes || !pinyin::is_opening(c) {
            first.get_or_insert(at);
        }
        if let Some(first) = first.filter(|_| changes) {
            return Folder::new(text, first).fold(first);
        }
    }
    Folded { content: Cow::Borrowed(text), runs: Vec::new() }
}

/// Every character that a folded copy may have otherwise, and those that may open a note.
static CHANGEABLE: LazyLock<CharSet> = LazyLock::new(|| {
    let is_other = |c: &char| pinyin::is_opening(*c) || is_full_width_alphanumeric(*c);
    let others = std::iter::once('(').chain('\u{FF00}'..='\u{FF5E}').filter(is_other);
    convertible().chain(others).collect()
});

impl Folded<'_> {
    /// Whether it differs from its text.
    pub fn is_changed(&self) -> bool {
        matches!(self.content, Cow::Owned(_))
    }

    /// The range of the original text that `range`, a byte range of the content on character borders, came from. A
    /// removed note belongs to the character before it, so that ranges side by side stay side by side.
    pub fn original(&self, range: Range<usize>) -> Range<usize> {
        self.original_offset(range.start)..self.original_offset(range.end)
    }

    fn original_offset(&self, at: usize) -> usize {
        let next = self.runs.partition_point(|run| run.content <= at);
        match next.checked_sub(1).map(|last| self.runs[last]) {
            Some(run) => run.original + (at - run.content),
            None => at,
        }
    }
}

/// Whether the character `c` at `at` makes a folded copy differ.
fn changes(notes: &mut pinyin::Scanner<'_>, at: usize, c: char) -> bool {
    if pinyin::is_opening(c) {
        return notes.note_at(at).is_some();
    }
    is_full_width_alphanumeric(c) || script_of(c) == Script::Traditional
}

struct Folder<'t> {
    text: &'t str,
    is_traditional: bool,
    content: String,
    /// How far the text is in the content, or left out of it.
    copied: usize,
    runs: Vec<Run>,
}

impl<'t> Folder<'t> {
    /// A folder of `text`, in which no character before `start` is otherwise in a copy.
    fn new(text: &'t str, start: usize) -> Folder<'t> {
        let is_traditional = TRADITIONAL.members_from(text, start).next().is_some();
        let content = String::with_capacity(text.len());
        Folder { text, is_traditional, content, copied: 0, runs: Vec::new() }
    }

    /// Folds the text from byte `start` on, before which nothing changes.
    fn fold(mut self, start: usize) -> Folded<'t> {
        let mut notes = pinyin::Scanner::new(self.text);
        for (at, c) in CHANGEABLE.members_from(self.text, start) {
            // A letter of a note is left out with it.
            if at < self.copied {
                continue;
            }
            if !pinyin::is_opening(c) {
                self.copy_up_to(at);
                self.push(c, at + c.len_utf8());
            } else if let Some(note) = notes.note_at(at) {
                self.copy_up_to(at);
                self.continue_at(note.range.end);
            }
        }
        self.copy_up_to(self.text.len());
        Folded { content: Cow::Owned(self.content), runs: self.runs }
    }

    /// Appends the folded form of `c`, which ends at `end`.
    fn push(&mut self, c: char, end: usize) {
        let folded = match c {
            '\u{FF00}'.. => half_width(c),
            _ if !self.is_traditional => c,
            '覆' if self.content.ends_with(ANSWERING) => '复',
            _ => simplified(c),
        };
        self.content.push(folded);
        self.copied = end;
        if folded.len_utf8() != c.len_utf8() {
            self.continue_at(end);
        }
    }

    /// Appends what stands before `at` and is not copied yet, as it is.
    fn copy_up_to(&mut self, at: usize) {
        if at > self.copied {
            self.content.push_str(&self.text[self.copied..at]);
            self.copied = at;
        }
    }

    /// Lets what is appended next correspond to the original from `original` on.
    fn continue_at(&mut self, original: usize) {
        self.copied = original;
        let content = self.content.len();
        match self.runs.last_mut() {
            Some(last) if last.content == content => last.original = original,
            _ => self.runs.push(Run { content, original }),
        }
    }
}

/// Characters behind which Traditional texts write 覆 for 复; by itself it means to cover, in both scripts.
const ANSWERING: [char; 5] = ['答', '回', '反', '批', '函'];

/// The half-width form of a full-width digit or letter, which the only changeable characters of their block are.
fn half_width(c: char) -> char {
    const DISTANCE: u32 = '０' as u32 - '0' as u32;
    char::from_u32(u32::from(c) - DISTANCE).unwrap_or(c)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    /// The original of the first `wanted` in the folded copy of `text`.
    #[track_caller]
    fn original_of<'t>(text: &'t str, wanted: &str) -> &'t str {
        let folded = fold(text);
        let at = folded.content.find(wanted).expect("the folded copy has it");
        &text[folded.original(at..at + wanted.len())]
    }

    #[test]
    fn ordinary_text_is_borrowed() {
        for text in
            ["", "2023年，共收到申请3件（含1件结转）", "公顷(km)", "乾县、於潜镇、瞭望、覆盖"]
        {
            assert!(
                matches!(fold(text).content, Cow::Borrowed(folded) if folded == text),
                "{text}"
            );
        }
    }

    #[test]
    fn what_folds() {
        assert_eq!(fold("結(jié)果維持").content, "结果维持");
        assert_eq!(fold("申請(qǐng)（qǐng），２０２３年ＡＰＰ").content, "申请，2023年APP");
        assert_eq!(fold("於網站瞭解").content, "于网站了解");
        assert_eq!(fold("申請答覆、反覆修改、覆蓋").content, "申请答复、反复修改、覆盖");
        assert_eq!(fold("文(wen)章，於潜").content, "文章，於潜");
    }

    #[test]
    fn ranges_lead_back() {
        assert_eq!(original_of("其中結(jié)果維持", "结果"), "結(jié)果");
        assert_eq!(original_of("其中結(jié)果維持", "果"), "果");
        assert_eq!(original_of("依申請(qǐng)公開", "申请"), "申請(qǐng)");
        assert_eq!(original_of("申請(qǐng)(qǐng)", "申请"), "申請(qǐng)(qǐng)");
        assert_eq!(original_of("截至２０２３年12月", "2023年"), "２０２３年");
        assert_eq!(original_of("截至２０２３年12月", "12月"), "12月");
    }

    #[test]
    fn whatever_changes_by_itself_is_changeable() {
        for c in '\0'..='\u{FFFF}' {
            let is_fixed = simplified(c) == c
                && !is_full_width_alphanumeric(c)
                && !pinyin::is_opening(c)
                && script_of(c) != Script::Traditional;
            assert!(is_fixed || CHANGEABLE.contains(c), "{c}");
        }
    }

    fn texts() -> impl Strategy<Value = String> {
        let piece = prop_oneof![
            Just("結"),
            Just("(jié)"),
            Just("（wen）"),
            Just("申请"),
            Just("２"),
            Just("ａ"),
            Just("於"),
            Just("("),
            Just(")"),
            Just("a"),
            Just("，"),
            Just("縣"),
            Just("(ｗen)"),
            Just("后"),
            Just("𠀀"),
        ];
        prop_oneof![
            prop::collection::vec(piece, 0..12).prop_map(|pieces| pieces.concat()),
            ".{0,12}".prop_map(String::from),
        ]
    }

    proptest! {
        #[test]
        fn folding_twice_is_folding_once(text in texts()) {
            let once = fold(&text).content.into_owned();
            prop_assert_eq!(&fold(&once).content, &once);
        }

        #[test]
        fn originals_tile_the_text_on_character_borders(text in texts()) {
            let folded = fold(&text);
            let mut end = 0;
            for (at, c) in folded.content.char_indices() {
                let original = folded.original(at..at + c.len_utf8());
                prop_assert_eq!(original.start, end);
                prop_assert!(text.get(original.clone()).is_some_and(|part| !part.is_empty()));
                end = original.end;
            }
            prop_assert_eq!(end, text.len());
        }
    }
}
