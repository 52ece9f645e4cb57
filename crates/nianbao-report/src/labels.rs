use std::borrow::Cow;

use nianbao_document::fold;
use nianbao_document::script::{is_han, simplified};

/// A label's words reduced to what tells it from others.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub(crate) struct LabelKey {
    /// Its ordinal (`（七）` is 7), where it bears one.
    pub(crate) ordinal: Option<u8>,
    /// Its letters and digits: no ordinal, no marks, no white space, Simplified.
    pub(crate) words: String,
}

impl LabelKey {
    /// The key of a label as it stands.
    pub(crate) fn of(label: &str) -> LabelKey {
        let folded = without_notes(label);
        let text = folded.trim_start();
        let (ordinal, rest) = match leading_ordinal(text) {
            Some(found) if text[found.end..].chars().any(char::is_alphanumeric) => {
                (Some(found.value), &text[found.end..])
            }
            _ => (None, text),
        };
        LabelKey { ordinal, words: bare_words(rest) }
    }
}

/// `label` without injected pinyin and with half-width digits; a label of Chinese characters alone has neither.
fn without_notes(label: &str) -> Cow<'_, str> {
    let folds = |c: char| !c.is_ascii_digit() && !is_han(c) && c.is_alphanumeric();
    if label.contains(folds) { fold(label).content } else { Cow::Borrowed(label) }
}

/// Letters and digits only, Simplified.
pub(crate) fn bare_words(text: &str) -> String {
    let mut words = String::with_capacity(text.len());
    let mut copied = 0;
    for (at, c) in text.char_indices() {
        // Asking first whether it is Chinese spares the slow look-up for nearly every character.
        let kept = (is_han(c) || c.is_alphanumeric()).then(|| label_char(c));
        if kept != Some(c) {
            words.push_str(&text[copied..at]);
            words.extend(kept);
            copied = at + c.len_utf8();
        }
    }
    words.push_str(&text[copied..]);
    words
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
    // Few lines begin like an ordinal.
    let first = text.chars().next()?;
    let may_begin = matches!(first, '（' | '(' | '〔' | ' ' | '\u{3000}' | '第' | '0'..='9');
    if !may_begin && chinese_digit(first).is_none() {
        return None;
    }
    let unopened = text.trim_start_matches(['（', '(', '〔', ' ', '\u{3000}']);
    let opened = text.trim_start().len() != unopened.len();
    let prefixed = unopened.strip_prefix('第');
    let digits = prefixed.unwrap_or(unopened);
    let (value, rest) = numeral(digits)?;
    let arabic = digits.starts_with(|c: char| c.is_ascii_digit());
    if prefixed.is_some() {
        let rest = rest.strip_prefix("部分").or_else(|| rest.strip_prefix(['、', '，', ',']))?;
        let rest = rest.trim_start_matches(MARKS);
        return Some(Ordinal { value, style: OrdinalStyle::Part, end: text.len() - rest.len() });
    }
    let closed = rest.trim_start().starts_with(['）', ')', '〕']);
    let unmarked =
        rest.trim_start_matches(['）', ')', '〕', ' ', '\u{3000}']).trim_start_matches(MARKS);
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

const MARKS: [char; 11] = ['、', '.', '．', ',', '，', ':', '：', ' ', '\u{3000}', '\u{a0}', '\t'];

/// A small numeral, Chinese or Arabic, and what follows it.
pub(crate) fn numeral(text: &str) -> Option<(u8, &str)> {
    let end = text.bytes().take_while(u8::is_ascii_digit).count();
    if (1..=2).contains(&end) {
        return Some((text[..end].parse().ok()?, &text[end..]));
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

fn chinese_digit(c: char) -> Option<u8> {
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
        assert_eq!(LabelKey::of(label), LabelKey { ordinal, words: words.to_owned() }, "{label}");
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
    fn numbers_and_words_that_begin_with_a_numeral_bear_no_ordinal() {
        check("12", None, "12");
        check("一般情况", None, "一般情况");
        check("2023年", None, "2023年");
        check("三安全一稳定", None, "三安全一稳定");
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
