use std::borrow::Cow;

use rust_decimal::Decimal;

use crate::Value;

/// Units that may follow a number in a cell.
const UNITS: [&str; 9] = ["件", "宗", "条", "项", "个", "次", "万元", "元", "份"];

/// What a cell says. White space, width of digits and thousands separators do not matter.
#[inline]
pub(crate) fn cell_value(text: &str) -> Value {
    match plain_count(text) {
        Some(count) => Value::Number(Decimal::from(count)),
        None => dressed_value(text).unwrap_or_else(|| Value::Text(text.trim().to_owned())),
    }
}

/// What a cell says in whatever dress; nothing where it says other words than a value.
fn dressed_value(text: &str) -> Option<Value> {
    if !text.chars().all(may_stand_in_value) {
        return None;
    }
    let compact = compact(text);
    if compact.is_empty() {
        Some(Value::Blank)
    } else if is_not_applicable(&compact) {
        Some(Value::NotApplicable)
    } else {
        parse_number(&compact).map(Value::Number)
    }
}

/// Whether words stand for "does not apply" in a cell.
fn is_not_applicable(compact: &str) -> bool {
    matches!(
        compact,
        "/" | "／" | "-" | "－" | "–" | "—" | "——" | "--" | "\\" | "无" | "無" | "N/A"
    )
}

/// Whether a character can stand in a number or a sign for none, or is left out of it. Most words can be told from a
/// value by one character that cannot.
fn may_stand_in_value(c: char) -> bool {
    let is_sign = |c| matches!(c, '+' | ',' | '-' | '.' | '/' | '\\' | 'A' | 'N');
    match c {
        '0'..='9'
        | '０'..='９'
        | '–'
        | '—'
        | '−'
        | '增'
        | '减'
        | '无'
        | '無'
        | '件'
        | '宗'
        | '条'
        | '项'
        | '个'
        | '次'
        | '万'
        | '元'
        | '份' => true,
        _ => is_sign(half_width(c)) || is_left_out(c),
    }
}

/// The number that a few ASCII digits are, as nearly every cell is.
#[inline]
fn plain_count(text: &str) -> Option<u32> {
    if !(1..=9).contains(&text.len()) {
        return None;
    }
    text.bytes().try_fold(0, |number, byte| {
        byte.is_ascii_digit().then(|| number * 10 + u32::from(byte - b'0'))
    })
}

/// Whether a text is a few ASCII digits, as nearly every cell is.
#[inline]
pub(crate) fn is_plain_count(text: &str) -> bool {
    let [first, rest @ ..] = text.as_bytes() else { return false };
    first.is_ascii_digit() && rest.len() < 9 && rest.iter().all(u8::is_ascii_digit)
}

/// Whether words are what people write in place of a number: letters that look like a zero, and words for what they did
/// not count.
fn is_stand_in(text: &str) -> bool {
    matches!(
        text,
        "O" | "o"
            | "Ｏ"
            | "〇"
            | "○"
            | "零"
            | "若干"
            | "若干件"
            | "少量"
            | "多件"
            | "数件"
            | "不详"
            | "暂无"
            | "暂缺"
            | "未统计"
            | "待统计"
            | "暂无统计"
    )
}

/// Longest text that may be a value, in bytes: an exact decimal in full-width digits has some hundred, and white space
/// may part them.
const LONGEST_VALUE: usize = 240;

/// Whether the words of a cell can only be a value: a number, a sign for none, or what people write in its place.
pub(crate) fn is_value_like(text: &str) -> bool {
    is_plain_count(text)
        || is_stand_in(text)
        || (text.len() <= LONGEST_VALUE && dressed_value(text).is_some())
}

/// Whether a text can end in a value: a quick look at its last character, which settles it for nearly every sentence.
pub(crate) fn may_end_in_value(text: &str) -> bool {
    text.chars().next_back().is_some_and(|last| {
        may_stand_in_value(last)
            || matches!(last, 'O' | 'o' | 'Ｏ' | '〇' | '○' | '零')
            || matches!(last, '干' | '量' | '详' | '缺' | '计')
    })
}

/// A number with optional sign, thousands separators and unit, white space already removed.
fn parse_number(compact: &str) -> Option<Decimal> {
    let bare = without_unit(compact);
    let (negative, digits) = match bare.chars().next()? {
        sign @ ('+' | '增') => (false, &bare[sign.len_utf8()..]),
        sign @ ('-' | '—' | '−' | '减') => {
            (true, bare[sign.len_utf8()..].trim_start_matches('—'))
        }
        _ => (false, bare),
    };
    let plain = without_thousands_separators(digits)?;
    let well_formed = plain.bytes().next()?.is_ascii_digit()
        && plain.bytes().last()?.is_ascii_digit()
        && plain.bytes().all(|byte| byte.is_ascii_digit() || byte == b'.');
    let number: Decimal = if well_formed { plain.parse().ok()? } else { return None };
    Some(if negative { -number } else { number })
}

fn without_unit(compact: &str) -> &str {
    if compact.ends_with(|last: char| last.is_ascii_digit()) {
        return compact;
    }
    UNITS.iter().find_map(|unit| compact.strip_suffix(unit)).unwrap_or(compact)
}

/// Removes commas that part groups of three digits; absent where a comma stands elsewhere.
fn without_thousands_separators(digits: &str) -> Option<Cow<'_, str>> {
    if !digits.bytes().any(|byte| byte == b',') {
        return Some(Cow::Borrowed(digits));
    }
    let whole = digits.split('.').next().unwrap_or_default();
    let mut groups = whole.split(',');
    let first = groups.next()?;
    let regular = (1..=3).contains(&first.len()) && groups.all(|group| group.len() == 3);
    regular.then(|| Cow::Owned(digits.replace(',', "")))
}

/// Without white space, full-width ASCII made half-width.
fn compact(text: &str) -> Cow<'_, str> {
    if !text.chars().any(|c| is_left_out(c) || is_full_width(c)) {
        return Cow::Borrowed(text);
    }
    text.chars().filter(|c| !is_left_out(*c)).map(half_width).collect()
}

/// Whether a character says nothing in a value.
fn is_left_out(c: char) -> bool {
    c.is_whitespace() || is_invisible(c)
}

const fn is_full_width(c: char) -> bool {
    matches!(c, '！'..='～')
}

fn half_width(c: char) -> char {
    if is_full_width(c) { char::from_u32(u32::from(c) - 0xFEE0).unwrap_or(c) } else { c }
}

fn is_invisible(c: char) -> bool {
    matches!(c, '\u{200B}'..='\u{200F}' | '\u{FEFF}' | '\u{2060}')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(text: &str, expected: &str) {
        let number: Decimal = expected.parse().unwrap();
        assert_eq!(cell_value(text), Value::Number(number), "{text}");
        assert!(is_value_like(text), "{text}");
    }

    #[test]
    fn numbers_are_read_in_every_dress() {
        check("13", "13");
        check(" 1 3\u{a0}", "13");
        check("１３", "13");
        check("1,024", "1024");
        check("47593.6663", "47593.6663");
        check("-3", "-3");
        check("—3", "-3");
        check("＋5", "5");
        check("增5", "5");
        check("251000元", "251000");
        check("3件", "3");
    }

    #[test]
    fn what_is_no_number_is_said_to_be_none() {
        assert_eq!(cell_value("\u{3000}"), Value::Blank);
        assert_eq!(cell_value("／"), Value::NotApplicable);
        assert_eq!(cell_value("——"), Value::NotApplicable);
        for text in ["1.", "1,02", "三件", "1-2", "1.2.3", "O"] {
            assert!(matches!(cell_value(text), Value::Text(_)), "{text}");
        }
        assert!(is_value_like("O"));
        assert!(!is_value_like("1."));
        assert!(!is_value_like("无法提供"));
        assert_eq!(cell_value(&"9".repeat(1_000)), Value::Text("9".repeat(1_000)));
    }

    #[test]
    fn a_look_at_single_characters_takes_no_value_for_words() {
        let values = [
            "13",
            "１３",
            "1,024",
            "1，024",
            "47593.6663",
            "—3",
            "−3",
            "＋5",
            "增5",
            "减5",
            "251000元",
            "3 件",
            "2宗",
            "2条",
            "2项",
            "2个",
            "2次",
            "2份",
            "3.5万元",
            "/",
            "／",
            "－",
            "–",
            "——",
            "--",
            "\\",
            "＼",
            "无",
            "無",
            "N/A",
            "Ｎ／Ａ",
            "5\u{200b}",
            "\u{a0}",
            "O",
            "Ｏ",
            "〇",
            "○",
            "零",
            "若干",
            "若干件",
            "少量",
            "多件",
            "数件",
            "不详",
            "暂无",
            "暂缺",
            "未统计",
            "待统计",
            "暂无统计",
        ];
        for value in values {
            assert!(is_value_like(value), "{value}");
            assert!(may_end_in_value(value), "{value}");
        }
        for unit in UNITS {
            assert!(unit.chars().all(may_stand_in_value), "{unit}");
        }
        assert!(!may_end_in_value("全年共收到申请3件。"));
        assert!(!may_end_in_value(""));
    }
}
