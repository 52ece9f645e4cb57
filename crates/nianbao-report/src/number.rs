use nianbao_document::script::is_han;
use rust_decimal::Decimal;

use crate::Value;

/// Words that stand for "does not apply" in a cell.
const NOT_APPLICABLE: [&str; 12] =
    ["/", "／", "-", "－", "–", "—", "——", "--", "\\", "无", "無", "N/A"];

/// Units that may follow a number in a cell.
const UNITS: [&str; 9] = ["件", "宗", "条", "项", "个", "次", "万元", "元", "份"];

/// What a cell says. White space, width of digits and thousands separators do not matter.
pub(crate) fn cell_value(text: &str) -> Value {
    if let Some(number) = plain_count(text) {
        return Value::Number(number);
    }
    let compact = compact(text);
    if compact.is_empty() {
        return Value::Blank;
    }
    if NOT_APPLICABLE.contains(&compact.as_str()) {
        return Value::NotApplicable;
    }
    match parse_number(&compact) {
        Some(number) => Value::Number(number),
        None => Value::Text(text.trim().to_owned()),
    }
}

/// A few ASCII digits, as nearly every cell is.
fn plain_count(text: &str) -> Option<Decimal> {
    if is_plain_count(text) { text.parse::<u32>().ok().map(Decimal::from) } else { None }
}

fn is_plain_count(text: &str) -> bool {
    (1..=9).contains(&text.len()) && text.bytes().all(|byte| byte.is_ascii_digit())
}

/// What people write in place of a number: letters that look like a zero, and words for what they did not count.
const STAND_INS: [&str; 17] = [
    "O",
    "o",
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

/// Longest of them, in bytes.
const LONGEST_STAND_IN: usize = 12;

/// Longest text that may be a value, in bytes: an exact decimal in full-width digits has some hundred, and white space
/// may part them.
const LONGEST_VALUE: usize = 240;

/// Whether the words of a cell can only be a value: a number, a sign for none, or what people write in its place.
pub(crate) fn is_value_like(text: &str) -> bool {
    if is_plain_count(text) || (text.len() <= LONGEST_STAND_IN && STAND_INS.contains(&text)) {
        return true;
    }
    if text.len() > LONGEST_VALUE {
        return false;
    }
    let starts_like_value = text.chars().next().is_none_or(|c| match c {
        '增' | '减' | '无' | '無' | 'N' => true,
        _ => !is_han(c) && (is_digit(c) || !c.is_alphabetic()),
    });
    starts_like_value && !matches!(cell_value(text), Value::Text(_))
}

/// A number with optional sign, thousands separators and unit, white space already removed.
fn parse_number(compact: &str) -> Option<Decimal> {
    let bare = UNITS.iter().find_map(|unit| compact.strip_suffix(unit)).unwrap_or(compact);
    let (negative, digits) = match bare.chars().next()? {
        '+' | '增' => (false, &bare[bare.chars().next()?.len_utf8()..]),
        '-' | '—' | '−' | '减' => {
            (true, bare[bare.chars().next()?.len_utf8()..].trim_start_matches('—'))
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

/// Removes commas that part groups of three digits; absent where a comma stands elsewhere.
fn without_thousands_separators(digits: &str) -> Option<String> {
    if !digits.contains(',') {
        return Some(digits.to_owned());
    }
    let whole = digits.split('.').next().unwrap_or_default();
    let mut groups = whole.split(',');
    let first = groups.next()?;
    let regular = (1..=3).contains(&first.len()) && groups.all(|group| group.len() == 3);
    regular.then(|| digits.replace(',', ""))
}

/// Without white space, full-width ASCII made half-width.
fn compact(text: &str) -> String {
    text.chars()
        .filter(|c| !c.is_whitespace() && !is_invisible(*c))
        .map(|c| match c {
            '！'..='～' => half_width(c),
            _ => c,
        })
        .collect()
}

fn half_width(c: char) -> char {
    char::from_u32(u32::from(c) - 0xFEE0).unwrap_or(c)
}

fn is_invisible(c: char) -> bool {
    matches!(c, '\u{200B}'..='\u{200F}' | '\u{FEFF}' | '\u{2060}')
}

fn is_digit(c: char) -> bool {
    c.is_ascii_digit() || ('０'..='９').contains(&c)
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
}
