use std::ops::Range;

/// A document number, or the number of an order.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Number {
    /// Its bytes in the text.
    pub(crate) range: Range<usize>,
    /// The issuing organ's code (国办函) with what stands before it, or what the order is one of (国务院令).
    pub(crate) code: String,
    /// The year; orders have none.
    pub(crate) year: Option<u32>,
    /// The serial number.
    pub(crate) serial: u32,
}

/// Where the parts of a document number stand: `国办函〔2020〕第109号`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Parts {
    /// The Chinese characters before the bracket.
    pub(crate) code: Range<usize>,
    /// The opening bracket.
    pub(crate) open: Range<usize>,
    /// The digits of the year.
    pub(crate) year: Range<usize>,
    /// 年 behind them; often empty.
    pub(crate) year_word: Range<usize>,
    /// The closing bracket.
    pub(crate) close: Range<usize>,
    /// 第; often empty.
    pub(crate) ordinal: Range<usize>,
    /// The digits of the serial number.
    pub(crate) serial: Range<usize>,
    /// One past 号.
    pub(crate) end: usize,
}

/// Brackets that people put around the year.
const OPEN: [char; 8] = ['〔', '[', '【', '（', '(', '﹝', '［', '{'];
/// Their partners.
const CLOSE: [char; 8] = ['〕', ']', '】', '）', ')', '﹞', '］', '}'];

/// Longest code of an issuing organ, in characters.
const MAX_CODE_CHARS: usize = 12;

impl Number {
    /// How it should be written.
    pub(crate) fn standard(&self) -> String {
        match self.year {
            Some(year) => format!("{}〔{year}〕{}号", self.code, self.serial),
            None => format!("{}第{}号", self.code, self.serial),
        }
    }

    /// Whether `found` in a text is this number; other words may have run into its code.
    pub(crate) fn is_in(&self, found: &Number) -> bool {
        (self.year, self.serial) == (found.year, found.serial) && found.code.ends_with(&self.code)
    }
}

/// The numbers of `text` in order, whatever brackets they have.
pub(crate) fn numbers(text: &str) -> Vec<Number> {
    text.match_indices('号').filter_map(|(at, _)| number_at(text, at)).collect()
}

/// The number whose 号 stands at `hao`.
pub(crate) fn number_at(text: &str, hao: usize) -> Option<Number> {
    match parts(text, hao) {
        Some(parts) => of_document(text, &parts),
        None => of_order(text, hao),
    }
}

/// The parts of the document number whose 号 stands at `hao`.
pub(crate) fn parts(text: &str, hao: usize) -> Option<Parts> {
    let serial = serial_before(text, hao)?;
    let ordinal = last(text, serial.start, |c| c == '第');
    let close = last_one(text, ordinal.start, &CLOSE)?;
    let year_word = last(text, close.start, |c| c == '年');
    let year = last(text, year_word.start, |c| c.is_ascii_digit());
    let open = last_one(text, year.start, &OPEN)?;
    let code = last(text, open.start, is_han);
    let is_whole = !year.is_empty() && !code.is_empty();
    is_whole.then(|| Parts {
        code,
        open,
        year,
        year_word,
        close,
        ordinal,
        serial,
        end: hao + '号'.len_utf8(),
    })
}

fn of_document(text: &str, parts: &Parts) -> Option<Number> {
    let year = text[parts.year.clone()].parse().ok().filter(|year| (1949..2100).contains(year))?;
    Some(Number {
        code: text[parts.code.clone()].to_owned(),
        year: Some(year),
        serial: text[parts.serial.clone()].parse().ok()?,
        range: parts.code.start..parts.end,
    })
}

/// `国务院令第711号`, `国务院第711号令`.
fn of_order(text: &str, hao: usize) -> Option<Number> {
    const ORGAN: &str = "国务院";
    let end = hao + '号'.len_utf8();
    let serial = serial_before(text, hao)?;
    let ordinal = last(text, serial.start, |c| c == '第');
    let before = text[..ordinal.start].trim_end();
    let (organ, end) = match before.strip_suffix('令') {
        Some(organ) => (organ, end),
        None if text[end..].starts_with('令') => (before, end + '令'.len_utf8()),
        None => return None,
    };
    let start = organ.strip_suffix(ORGAN)?.len();
    let serial = text[serial].parse().ok()?;
    Some(Number { range: start..end, code: "国务院令".to_owned(), year: None, serial })
}

/// The digits before the 号 at `hao`, which most 号 have none of: 公众号, 账号.
fn serial_before(text: &str, hao: usize) -> Option<Range<usize>> {
    let serial = last(text, hao, |c| c.is_ascii_digit());
    (!serial.is_empty()).then_some(serial)
}

/// The run of characters that fit before `end`, white space between passed over; empty where there is none.
fn last(text: &str, end: usize, fits: impl Fn(char) -> bool) -> Range<usize> {
    let before = text[..end].trim_end();
    let run = before.chars().rev().take(MAX_CODE_CHARS).take_while(|c| fits(*c));
    before.len() - run.map(char::len_utf8).sum::<usize>()..before.len()
}

fn last_one(text: &str, end: usize, of: &[char]) -> Option<Range<usize>> {
    let end = text[..end].trim_end().len();
    Some(text[..end].strip_suffix(of)?.len()..end)
}

pub(crate) const fn is_han(c: char) -> bool {
    matches!(c, '\u{4E00}'..='\u{9FFF}')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(text: &str, expected: &[&str]) {
        let found: Vec<String> = numbers(text).iter().map(Number::standard).collect();
        assert_eq!(found, expected, "{text}");
    }

    #[test]
    fn numbers_are_read_whatever_their_brackets() {
        check("（国办函〔2020〕109号）", &["国办函〔2020〕109号"]);
        check("国办函[2020] 第109号", &["国办函〔2020〕109号"]);
        check("国办函（2020年）0109号", &["国办函〔2020〕109号"]);
        check("国务院令第711号、国务院第492号令", &["国务院令第711号", "国务院令第492号"]);
        check("（中华人民共和国国务院令 第 711 号）", &["国务院令第711号"]);
    }

    #[test]
    fn other_numbers_are_none() {
        check("省政府7号楼、省政府令第12号、第3号、（2023）浙01行终5号、〔2020〕109号", &[]);
    }

    #[test]
    fn words_before_a_code_do_not_hide_it() {
        let known = numbers("国办函〔2020〕109号").remove(0);
        assert!(known.is_in(&numbers("依据国办函（2020）109号").remove(0)));
        assert!(!known.is_in(&numbers("国办公开办函〔2020〕109号").remove(0)));
    }
}
