use rust_decimal::Decimal;

use super::{Exactness, Writing};

/// A number as it stands in words.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Number {
    pub(super) value: Decimal,
    pub(super) exactness: Exactness,
    pub(super) writing: Writing,
    /// One past its last byte.
    pub(super) end: usize,
}

/// Longest run of Arabic digits that is a number, in digits; longer ones are codes.
const MAX_DIGITS: usize = 18;

/// The greatest number that counts anything, so that some thousands of them can be added up.
const MOST: Decimal = Decimal::from_parts(0, 0, 1, false, 0);

/// The number that begins at `at`, a digit or Chinese numeral, or where what looks like one ends: `三四件`, `十几件`, codes.
pub(super) fn number_at(text: &str, at: usize) -> Result<Number, usize> {
    if !text.as_bytes()[at].is_ascii_digit() {
        return composed(text, at, at, Sum::default());
    }
    let (digits, end) = arabic(text, at);
    if text[end..].starts_with(|c| is_more(c) || numeral(c).is_some()) {
        let mut sum = Sum::default();
        sum.digits(digits);
        return composed(text, at, end, sum);
    }
    let (exactness, writing) = (Exactness::Exact, Writing::Arabic);
    digits.map(|value| Number { value, exactness, writing, end }).ok_or(end)
}

/// The number that begins at `at` and goes on with a numeral at `end`, up to which it comes to `sum`.
fn composed(text: &str, at: usize, end: usize, mut sum: Sum) -> Result<Number, usize> {
    let writing = if end > at { Writing::Arabic } else { Writing::Chinese };
    let mut end = end;
    let mut is_over = false;
    while let Some(c) = text[end..].chars().next() {
        if c.is_ascii_digit() {
            let (digits, after) = arabic(text, end);
            sum.digits(digits);
            end = after;
            continue;
        }
        match numeral(c) {
            Some(numeral) => sum.numeral(numeral),
            None if is_more(c) && end > at => is_over = true,
            None => break,
        }
        end += c.len_utf8();
    }
    let value = sum.value().filter(|value| *value <= MOST).ok_or(end)?;
    let exactness = match (is_over, sum.is_rounded) {
        (true, _) => Exactness::Over,
        (false, true) => Exactness::Rounded,
        (false, false) => Exactness::Exact,
    };
    Ok(Number { value, exactness, writing, end })
}

/// Whether `c` can follow a Chinese numeral within a number.
pub(super) fn may_follow_numeral(c: char) -> bool {
    is_more(c) || c.is_ascii_digit() || numeral(c).is_some()
}

/// 余, 多, 几: that many and more.
fn is_more(c: char) -> bool {
    matches!(c, '余' | '多' | '几' | '数')
}

/// One past the run of digits and separators that begins at `at`, and its value.
fn arabic(text: &str, at: usize) -> (Option<Decimal>, usize) {
    let bytes = text.as_bytes();
    let digits = |from: usize| bytes[from..].iter().take_while(|b| b.is_ascii_digit()).count();
    let first = digits(at);
    let mut end = at + first;
    if (1..=3).contains(&first) && bytes[at] != b'0' {
        while let Some(group) = separator(bytes, end).map(|len| end + len)
            && digits(group) == 3
        {
            end = group + 3;
        }
    }
    let point = end;
    if bytes.get(end) == Some(&b'.') {
        let decimals = digits(end + 1);
        end += if decimals > 0 { 1 + decimals } else { 0 };
    }
    let scale = end.saturating_sub(point + 1);
    let is_code = point - at > MAX_DIGITS || scale > MAX_DIGITS;
    (if is_code { None } else { decimal(&bytes[at..end], scale) }, end)
}

/// The bytes of a comma at `at` that may part groups of digits.
fn separator(bytes: &[u8], at: usize) -> Option<usize> {
    match bytes.get(at..)? {
        [b',', ..] => Some(1),
        // ，
        [0xEF, 0xBC, 0x8C, ..] => Some(3),
        _ => None,
    }
}

/// The value of ASCII digits among other bytes, the last `scale` of them behind the point.
fn decimal(bytes: &[u8], scale: usize) -> Option<Decimal> {
    let scale = u32::try_from(scale).ok()?;
    let digits = bytes.iter().filter(|byte| byte.is_ascii_digit());
    if bytes.len() <= MAX_DIGITS {
        let mantissa = digits.fold(0, |value, byte| value * 10 + i64::from(byte - b'0'));
        return Decimal::try_new(mantissa, scale).ok();
    }
    let mantissa = digits.fold(0_i128, |value, byte| {
        value.saturating_mul(10).saturating_add(i128::from(byte - b'0'))
    });
    Decimal::try_from_i128_with_scale(mantissa, scale).ok()
}

/// A Chinese numeral.
#[derive(Clone, Copy)]
enum Numeral {
    Zero,
    Digit(i64),
    /// 十, 百, 千.
    Small(i64),
    /// 万, 亿.
    Great(i64),
}

fn numeral(c: char) -> Option<Numeral> {
    Some(match c {
        '零' | '〇' => Numeral::Zero,
        '一' => Numeral::Digit(1),
        '二' | '两' => Numeral::Digit(2),
        '三' => Numeral::Digit(3),
        '四' => Numeral::Digit(4),
        '五' => Numeral::Digit(5),
        '六' => Numeral::Digit(6),
        '七' => Numeral::Digit(7),
        '八' => Numeral::Digit(8),
        '九' => Numeral::Digit(9),
        '十' => Numeral::Small(10),
        '百' => Numeral::Small(100),
        '千' => Numeral::Small(1_000),
        '万' => Numeral::Great(10_000),
        '亿' => Numeral::Great(100_000_000),
        _ => return None,
    })
}

/// A number as its digits and numerals come.
#[derive(Default)]
struct Sum {
    /// What 万 and 亿 have multiplied.
    great: Decimal,
    /// What 十, 百 and 千 have multiplied since.
    small: Decimal,
    /// What waits for its multiplier.
    digits: Option<Decimal>,
    /// 三四, 二〇二三, numbers too long.
    is_none: bool,
    /// Whether 万 or 亿 stood in it.
    is_rounded: bool,
}

impl Sum {
    fn digits(&mut self, digits: Option<Decimal>) {
        self.is_none |= self.digits.is_some() || digits.is_none();
        self.digits = digits;
    }

    fn numeral(&mut self, numeral: Numeral) {
        match numeral {
            Numeral::Zero => self.is_none |= self.digits.is_some(),
            Numeral::Digit(digit) => self.digits(Some(digit.into())),
            Numeral::Small(multiplier) => {
                let digits = self.digits.take().unwrap_or(Decimal::ONE);
                self.small = self.checked(
                    digits
                        .checked_mul(multiplier.into())
                        .and_then(|product| product.checked_add(self.small)),
                );
            }
            Numeral::Great(multiplier) => {
                let waiting = self.digits.take().unwrap_or_default();
                let sum = self.small.checked_add(waiting).and_then(|it| it.checked_add(self.great));
                self.great = self.checked(sum.and_then(|it| it.checked_mul(multiplier.into())));
                self.small = Decimal::ZERO;
                self.is_rounded = true;
            }
        }
    }

    fn checked(&mut self, value: Option<Decimal>) -> Decimal {
        self.is_none |= value.is_none();
        value.unwrap_or_default()
    }

    fn value(&self) -> Option<Decimal> {
        match self.digits {
            _ if self.is_none => None,
            Some(digits) if self.great.is_zero() && self.small.is_zero() => Some(digits),
            digits => self.great.checked_add(self.small)?.checked_add(digits.unwrap_or_default()),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(text: &str, value: &str, exactness: Exactness) {
        let number = number_at(text, 0).unwrap_or_else(|end| panic!("none in {}", &text[..end]));
        assert_eq!((number.value.to_string().as_str(), number.exactness), (value, exactness));
        assert_eq!(&text[number.end..], "件", "{text}");
    }

    #[test]
    fn numbers_are_read_in_every_writing() {
        use Exactness::{Exact, Over, Rounded};
        check("13件", "13", Exact);
        check("1,204件", "1204", Exact);
        check("12，345，678件", "12345678", Exact);
        check("76.350件", "76.350", Exact);
        check("1.3万件", "13000.0", Rounded);
        check("3万5千件", "35000", Rounded);
        check("2亿件", "200000000", Rounded);
        check("100余件", "100", Over);
        check("1万余件", "10000", Over);
        check("10多万件", "100000", Over);
        check("十二件", "12", Exact);
        check("两百一十二件", "212", Exact);
        check("一百零五件", "105", Exact);
        check("一万二千件", "12000", Rounded);
        check("二十多件", "20", Over);
    }

    #[test]
    fn what_is_no_number_ends_somewhere() {
        let none = |text: &str| number_at(text, 0).err().map(|end| text[end..].to_owned());
        assert_eq!(none("三四件"), Some("件".to_owned()));
        assert_eq!(none("二〇二三年"), Some("年".to_owned()));
        assert_eq!(none(&format!("{}件", "9".repeat(1_000))), Some("件".to_owned()));
        assert_eq!(none(&format!("1.{}件", "9".repeat(1_000))), Some("件".to_owned()));
        assert_eq!(none("9亿亿亿件"), Some("件".to_owned()));
        assert_eq!(none("9亿亿亿亿亿件"), Some("件".to_owned()));
    }

    #[test]
    fn commas_part_groups_of_three_only() {
        for (text, value) in [("5，204件", "5204"), ("0,123", "0"), ("12,3456", "12")] {
            assert_eq!(number_at(text, 0).map(|it| it.value.to_string()), Ok(value.to_owned()));
        }
    }
}
