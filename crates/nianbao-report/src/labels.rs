use std::borrow::Cow;
use std::sync::LazyLock;

use nianbao_document::script::{is_han, simplified};
use nianbao_document::{CharSet, fold};

/// A label's words reduced to what tells it from others.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct LabelKey<'t> {
    /// Its ordinal (`（七）` is 7), where it bears one.
    pub(crate) ordinal: Option<u8>,
    /// Its letters and digits: no ordinal, no marks, no white space, Simplified.
    pub(crate) words: Cow<'t, str>,
}

impl<'t> LabelKey<'t> {
    /// The key of what is no label.
    pub(crate) const NONE: LabelKey<'static> = LabelKey { ordinal: None, words: Cow::Borrowed("") };

    /// The key of a label as it stands.
    pub(crate) fn of(label: &'t str) -> LabelKey<'t> {
        match folded_label(label) {
            Cow::Borrowed(same) => LabelKey::of_folded(same),
            Cow::Owned(folded) => {
                let LabelKey { ordinal, words } = LabelKey::of_folded(&folded);
                LabelKey { ordinal, words: Cow::Owned(words.into_owned()) }
            }
        }
    }

    /// The key of a label without injected pinyin and with half-width digits.
    fn of_folded(label: &'t str) -> LabelKey<'t> {
        let text = label.trim_start();
        let (ordinal, rest) = match leading_ordinal(text) {
            Some(found) if text[found.end..].chars().any(is_kept) => {
                (Some(found.value), &text[found.end..])
            }
            _ => (None, text),
        };
        LabelKey { ordinal, words: bare_words(rest) }
    }
}

/// A label without injected pinyin and with half-width digits.
pub(crate) fn folded_label(label: &str) -> Cow<'_, str> {
    // One of Chinese characters alone has neither the one nor full-width digits.
    if label.contains(may_fold) { fold(label).content } else { Cow::Borrowed(label) }
}

/// Whether a label with this character may have to be folded.
fn may_fold(c: char) -> bool {
    match Look::of(c) {
        Look::Mark | Look::Han => false,
        Look::Other if c.is_ascii() => c.is_ascii_alphabetic(),
        Look::Other => !is_han(c) && c.is_alphanumeric(),
    }
}

/// Letters and digits only, Simplified.
pub(crate) fn bare_words(text: &str) -> Cow<'_, str> {
    let mut words = Words { text, run: "", all: String::new() };
    let mut copied = 0;
    for (at, c) in ALTERED.members_in(text) {
        let kept = is_kept(c).then(|| label_char(c));
        if kept != Some(c) {
            words.push_run(&text[copied..at]);
            if let Some(other) = kept {
                words.push(other);
            }
            copied = at + c.len_utf8();
        }
    }
    words.push_run(&text[copied..]);
    if words.all.is_empty() { Cow::Borrowed(words.run) } else { Cow::Owned(words.all) }
}

/// What is kept of a text: one run of it, as long as there are no more.
struct Words<'t> {
    text: &'t str,
    run: &'t str,
    /// All that is kept, once that is more than a run.
    all: String,
}

impl<'t> Words<'t> {
    fn push_run(&mut self, run: &'t str) {
        if self.all.is_empty() && self.run.is_empty() {
            self.run = run;
        } else if !run.is_empty() {
            self.owned().push_str(run);
        }
    }

    fn push(&mut self, other: char) {
        self.owned().push(other);
    }

    fn owned(&mut self) -> &mut String {
        if self.all.is_empty() {
            self.all.reserve(self.text.len());
            self.all.push_str(self.run);
        }
        &mut self.all
    }
}

/// Characters that labels may lack or have otherwise: all but most Chinese ones.
static ALTERED: LazyLock<CharSet> = LazyLock::new(|| {
    let is_altered = |c: &char| !matches!(Look::of(*c), Look::Han) || label_char(*c) != *c;
    // One character stands for all those behind the first plane.
    ('\0'..='\u{10000}').filter(is_altered).collect()
});

/// Whether labels have a character as it is: a quick look, which takes all but Chinese characters for others.
#[inline]
pub(crate) fn is_kept_as_is(c: char) -> bool {
    !ALTERED.contains(c)
}

/// Whether a character is a letter or digit.
fn is_kept(c: char) -> bool {
    match Look::of(c) {
        Look::Han => true,
        Look::Mark => false,
        Look::Other if c.is_ascii() => c.is_ascii_alphanumeric(),
        Look::Other => is_han(c) || c.is_alphanumeric(),
    }
}

/// What nearly every character of a label is, told without the slow look-up among all letters of the world.
enum Look {
    Han,
    Mark,
    Other,
}

impl Look {
    const fn of(c: char) -> Look {
        match c {
            '\u{4e00}'..='\u{9fff}' => Look::Han,
            '\u{2010}'..='\u{2027}'
            | '\u{3000}'..='\u{3003}'
            | '\u{3008}'..='\u{3011}'
            | '！'..='／'
            | '：'..='＠' => Look::Mark,
            _ => Look::Other,
        }
    }
}

/// A character as labels have it. Traditional text writes 反覆 for 反复, and no label has 覆 of its own.
fn label_char(c: char) -> char {
    match simplified(c) {
        '覆' => '复',
        simplified => simplified,
    }
}

/// An ordinal at the beginning of a heading or label.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Ordinal {
    /// Its value.
    pub(crate) value: u8,
    /// How it is written.
    pub(crate) style: OrdinalStyle,
    /// Byte offset behind it and its marks.
    pub(crate) end: usize,
}

/// How an ordinal is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(crate) enum OrdinalStyle {
    /// `一、`
    Chinese,
    /// `第一部分`
    Part,
    /// `（一）`, also with one bracket lost.
    Bracketed,
    /// `1.`
    Arabic,
}

/// The ordinal `text` begins with: `一、`, `第一部分`, `（一）`, `一)`, `1.`, `（1）` and their damaged forms.
pub(crate) fn leading_ordinal(text: &str) -> Option<Ordinal> {
    // Few lines begin like an ordinal, and most that do are written right.
    well_formed_ordinal(text).or_else(|| any_ordinal(text))
}

/// The ordinal of any form that `text` begins with.
fn any_ordinal(text: &str) -> Option<Ordinal> {
    let first = text.chars().next()?;
    let is_unopened = first.is_ascii_digit() || first == '第' || chinese_digit(first).is_some();
    if !is_unopened && !is_opening(first) {
        return None;
    }
    let unopened = if is_unopened { text } else { skip(text, is_opening) };
    let opened = !is_unopened && text.trim_start().len() != unopened.len();
    if let Some(part) = unopened.strip_prefix("第") {
        let (value, rest) = part_number(part)?;
        return Some(Ordinal { value, style: OrdinalStyle::Part, end: text.len() - rest.len() });
    }
    let (value, rest) = numeral(unopened).filter(|(_, rest)| !rest.is_empty())?;
    let arabic = unopened.as_bytes()[0].is_ascii_digit();
    let closed = skip(rest, char::is_whitespace).starts_with(is_closing);
    let unmarked = skip(rest, |c| is_closing(c) || matches!(c, ' ' | '\u{3000}'));
    let unmarked = skip(unmarked, is_mark);
    let marked = unmarked.len() != rest.len();
    if !marked && (arabic || opened) {
        return None;
    }
    let style = match (opened || closed, arabic) {
        (true, false) => OrdinalStyle::Bracketed,
        (_, true) => OrdinalStyle::Arabic,
        (false, false) if marked => OrdinalStyle::Chinese,
        (false, false) => return None,
    };
    Some(Ordinal { value, style, end: text.len() - unmarked.len() })
}

/// The ordinal `（一）`, `一、`, `1.` or `1、` of one digit with a Chinese character right behind it.
#[inline]
pub(crate) fn well_formed_ordinal(text: &str) -> Option<Ordinal> {
    let bytes = text.as_bytes();
    let (style, end) = match bytes {
        [0xEF, 0xBC, 0x88, _, _, _, 0xEF, 0xBC, 0x89, 0xE4..=0xE9, ..] => {
            (OrdinalStyle::Bracketed, "（一）".len())
        }
        [0xE4..=0xE9, _, _, 0xE3, 0x80, 0x81, 0xE4..=0xE9, ..] => {
            (OrdinalStyle::Chinese, "一、".len())
        }
        [b'0'..=b'9', b'.', 0xE4..=0xE9, ..] => (OrdinalStyle::Arabic, "1.".len()),
        [b'0'..=b'9', 0xE3, 0x80, 0x81, 0xE4..=0xE9, ..] => (OrdinalStyle::Arabic, "1、".len()),
        _ => return None,
    };
    let value = match style {
        OrdinalStyle::Arabic => bytes[0] - b'0',
        OrdinalStyle::Bracketed => chinese_digit(text["（".len()..].chars().next()?)?,
        _ => chinese_digit(text.chars().next()?)?,
    };
    Some(Ordinal { value, style, end })
}

/// The number in `一部分` or `一、` behind 第, and what follows it and its marks.
fn part_number(text: &str) -> Option<(u8, &str)> {
    let (value, rest) = numeral(text)?;
    let rest = rest.strip_prefix("部分").or_else(|| rest.strip_prefix(['、', '，', ',']))?;
    Some((value, skip(rest, is_mark)))
}

/// `text` from the first character on that is not skipped.
#[inline]
fn skip(text: &str, is_skipped: impl Fn(char) -> bool) -> &str {
    let mut chars = text.chars();
    loop {
        let rest = chars.as_str();
        if !chars.next().is_some_and(&is_skipped) {
            return rest;
        }
    }
}

const fn is_opening(c: char) -> bool {
    matches!(c, '（' | '(' | '〔' | ' ' | '\u{3000}')
}

const fn is_closing(c: char) -> bool {
    matches!(c, '）' | ')' | '〕')
}

/// Whether a character may stand between an ordinal and the words behind it.
const fn is_mark(c: char) -> bool {
    matches!(c, '、' | '.' | '．' | ',' | '，' | ':' | '：' | ' ' | '\u{3000}' | '\u{a0}' | '\t')
}

/// A small numeral, Chinese or Arabic, and what follows it.
pub(crate) fn numeral(text: &str) -> Option<(u8, &str)> {
    let digit = |at: usize| text.as_bytes().get(at).filter(|byte| byte.is_ascii_digit());
    match (digit(0), digit(1)) {
        (Some(units), None) => return Some((units - b'0', &text[1..])),
        (Some(_), Some(_)) if digit(2).is_some() => return None,
        (Some(tens), Some(units)) => {
            return Some(((tens - b'0') * 10 + (units - b'0'), &text[2..]));
        }
        (None, _) => {}
    }
    let mut value = None;
    let mut rest = text;
    while let Some(digit) = rest.chars().next().and_then(chinese_digit) {
        value = Some(match (value, digit) {
            (None, digit) => digit,
            (Some(tens @ 1..=9), 10) => tens * 10,
            (Some(tens), units @ 1..=9) if tens % 10 == 0 => tens + units,
            _ => return None,
        });
        rest = &rest['一'.len_utf8()..];
    }
    Some((value?, rest))
}

/// The value of a Chinese digit, ten among them.
pub(crate) const fn chinese_digit(c: char) -> Option<u8> {
    Some(match c {
        '一' => 1,
        '二' => 2,
        '三' => 3,
        '四' => 4,
        '五' => 5,
        '六' => 6,
        '七' => 7,
        '八' => 8,
        '九' => 9,
        '十' => 10,
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(label: &str, ordinal: Option<u8>, words: &str) {
        assert_eq!(LabelKey::of(label), LabelKey { ordinal, words: words.into() }, "{label}");
    }

    #[test]
    fn labels_lose_marks_ordinals_and_white_space() {
        check("3.危及“三安全一稳定”", Some(3), "危及三安全一稳定");
        check("四)无法提供", Some(4), "无法提供");
        check("（七） 总计", Some(7), "总计");
        check("一、本年新收政府\n信息公开申请数量", Some(1), "本年新收政府信息公开申请数量");
        check("1、属于国家秘密", Some(1), "属于国家秘密");
        check("结果 维持", None, "结果维持");
        check("第二十条第（一）项", None, "第二十条第一项");
        check("三 本年度办理结果", Some(3), "本年度办理结果");
    }

    #[test]
    fn characters_told_at_a_glance_are_told_as_the_slow_look_up_tells_them() {
        for c in '\0'..=char::MAX {
            let is_letter = is_han(c) || c.is_alphanumeric();
            assert_eq!(is_kept(c), is_letter, "{c:?}");
            assert_eq!(may_fold(c), is_letter && !is_han(c) && !c.is_ascii_digit(), "{c:?}");
        }
    }

    #[test]
    fn words_without_marks_between_are_borrowed() {
        let is_borrowed = |label| matches!(LabelKey::of(label).words, Cow::Borrowed(_));
        assert!(is_borrowed("1.属于国家秘密"));
        assert!(is_borrowed("（七）总计："));
        assert!(!is_borrowed("结果 维持"));
        assert!(!is_borrowed("屬於國家秘密"));
    }

    #[test]
    fn numbers_and_words_that_begin_with_a_numeral_bear_no_ordinal() {
        check("12", None, "12");
        check("一般情况", None, "一般情况");
        check("2023年", None, "2023年");
        check("三安全一稳定", None, "三安全一稳定");
    }

    #[test]
    fn ordinals_written_right_are_told_as_any_other_is() {
        let mut well_formed = 0;
        for (open, numeral) in ["", "（", "(", "第", " "].into_iter().flat_map(|open| {
            ["一", "十", "十二", "1", "12", "", "甲"].map(|numeral| (open, numeral))
        }) {
            for close in ["", "、", ".", "）", ")", "）、", "部分", "、、"] {
                for rest in ["总体情况", "一般", "3", "", " 甲", "、乙", "年"] {
                    let text = format!("{open}{numeral}{close}{rest}");
                    let Some(found) = well_formed_ordinal(&text) else { continue };
                    assert_eq!(Some(found), any_ordinal(&text), "{text}");
                    well_formed += 1;
                }
            }
        }
        assert!(well_formed > 20, "{well_formed}");
    }

    #[test]
    fn styles_are_told_apart() {
        let style = |text| leading_ordinal(text).map(|ordinal| (ordinal.style, ordinal.value));
        assert_eq!(style("一、总体情况"), Some((OrdinalStyle::Chinese, 1)));
        assert_eq!(style("第六部分 其他"), Some((OrdinalStyle::Part, 6)));
        assert_eq!(style("（十二）其他"), Some((OrdinalStyle::Bracketed, 12)));
        assert_eq!(style("1.主动公开"), Some((OrdinalStyle::Arabic, 1)));
        assert_eq!(style("（1）主动公开"), Some((OrdinalStyle::Arabic, 1)));
        assert_eq!(style("2023年以来"), None);
    }
}
