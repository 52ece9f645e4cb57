//! Numbered lines below the sections' headings: （一）, 1., （1）, and the lists they make.

use std::ops::Range;

use nianbao_document::BlockKind;
use nianbao_document::script::is_han;

use crate::labels::{Ordinal, OrdinalStyle, chinese_digit, numeral, well_formed_ordinal};
use crate::{LineRole, Report, Section};

/// The number a line opens with, such as `（二）` or `3.`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ListNumber {
    /// How it is written.
    pub style: NumberStyle,
    /// Its value.
    pub value: u8,
    /// Its numeral within the line's words, without brackets and marks.
    pub numeral: Range<usize>,
    /// Where the words behind it begin.
    pub end: usize,
}

/// How numbers of lines are written, the higher level first, as GB/T 9704 orders them.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum NumberStyle {
    /// `一、`
    Chinese,
    /// `（一）`, also with its first bracket lost.
    Bracketed,
    /// `1.`
    Arabic,
    /// `（1）`
    BracketedArabic,
}

/// How many styles there are.
const STYLES: usize = 4;

impl NumberStyle {
    /// `value` as numbers of this style write it, without brackets and marks.
    pub fn numeral(self, value: u8) -> String {
        match self {
            NumberStyle::Chinese | NumberStyle::Bracketed => chinese_numeral(value),
            NumberStyle::Arabic | NumberStyle::BracketedArabic => value.to_string(),
        }
    }

    /// `value` as the norm writes it in this style: `（二）`.
    pub fn number(self, value: u8) -> String {
        let numeral = self.numeral(value);
        match self {
            NumberStyle::Chinese => format!("{numeral}、"),
            NumberStyle::Arabic => format!("{numeral}."),
            NumberStyle::Bracketed | NumberStyle::BracketedArabic => format!("（{numeral}）"),
        }
    }
}

/// `value` in Chinese, such as 十二; in Arabic digits from 100 on.
pub fn chinese_numeral(value: u8) -> String {
    const DIGITS: [&str; 10] = ["", "一", "二", "三", "四", "五", "六", "七", "八", "九"];
    let (tens, units) = (usize::from(value / 10), usize::from(value % 10));
    match tens {
        0 => DIGITS[units].to_owned(),
        1 => format!("十{}", DIGITS[units]),
        2..=9 => format!("{}十{}", DIGITS[tens], DIGITS[units]),
        _ => value.to_string(),
    }
}

const OPENING: [char; 3] = ['（', '(', '〔'];
const CLOSING: [char; 3] = ['）', ')', '〕'];
const MARKS: [char; 3] = ['、', '.', '．'];

/// The number `words` open with, where they do. Decimals, dates and `一、二季度` are no numbers of lines.
pub fn list_number(words: &str) -> Option<ListNumber> {
    // Few lines begin like a number, and most that do are written right.
    well_formed_number(words).or_else(|| any_number(words))
}

/// The number `（一）`, `一、`, `1.` or `1、` of one digit with a Chinese character right behind it that is no digit.
fn well_formed_number(words: &str) -> Option<ListNumber> {
    let Ordinal { value, style, end } = well_formed_ordinal(words)?;
    let (style, numeral) = match style {
        OrdinalStyle::Bracketed => (NumberStyle::Bracketed, "（".len().."（一".len()),
        OrdinalStyle::Chinese => (NumberStyle::Chinese, 0.."一".len()),
        OrdinalStyle::Arabic => (NumberStyle::Arabic, 0.."1".len()),
        OrdinalStyle::Part => return None,
    };
    let goes_on = words[end..].chars().next().is_some_and(|c| chinese_digit(c).is_some());
    (!goes_on).then_some(ListNumber { style, value, numeral, end })
}

/// The number of any form that `words` open with.
fn any_number(words: &str) -> Option<ListNumber> {
    let first = words.chars().next()?;
    let may_open = first.is_ascii_digit()
        || chinese_digit(first).is_some()
        || OPENING.contains(&first)
        || first.is_whitespace();
    if !may_open {
        return None;
    }
    let unopened = words.strip_prefix(OPENING).unwrap_or(words).trim_start();
    let is_opened = words.starts_with(OPENING);
    let (value, rest) = numeral(unopened)?;
    let is_arabic = unopened.starts_with(|c: char| c.is_ascii_digit());
    let after = rest.trim_start();
    let (style, text) = if let Some(text) = after.strip_prefix(CLOSING) {
        let style = if is_arabic { NumberStyle::BracketedArabic } else { NumberStyle::Bracketed };
        (style, text)
    } else {
        let text = after.strip_prefix(MARKS).filter(|_| !is_opened)?;
        if numeral(text.trim_start()).is_some() || text.starts_with(|c: char| c.is_ascii_digit()) {
            return None;
        }
        (if is_arabic { NumberStyle::Arabic } else { NumberStyle::Chinese }, text)
    };
    let start = words.len() - unopened.len();
    let text = text.trim_start_matches(MARKS).trim_start();
    Some(ListNumber {
        style,
        value,
        numeral: start..words.len() - rest.len(),
        end: words.len() - text.len(),
    })
}

/// A numbered line.
#[derive(Clone, Debug)]
pub struct NumberedLine {
    /// Index into [`Report::lines`].
    pub line: usize,
    /// Its number.
    pub number: ListNumber,
}

/// Numbered lines of one level that belong together.
#[derive(Clone, Debug)]
pub struct NumberedList {
    /// How its numbers are written.
    pub style: NumberStyle,
    /// The value its first item should have: 1, or more where it goes on from the list before.
    pub start: u8,
    /// Its items in reading order.
    pub items: Vec<NumberedLine>,
}

/// The numbered lines of a section's prose.
pub fn numbered_lines<'r>(
    report: &'r Report<'_>,
    section: &Section,
) -> impl Iterator<Item = NumberedLine> + 'r {
    section.lines.clone().filter_map(|line| {
        let number = list_number(prose(report, line)?)?;
        Some(NumberedLine { line, number })
    })
}

/// The numbered lines of a section's prose as lists. A list ends where a line of a higher level begins, and where a new
/// one is introduced: `改进措施如下：`.
pub fn numbered_lists(report: &Report<'_>, section: &Section) -> Vec<NumberedList> {
    let mut lists: Vec<NumberedList> = Vec::new();
    let mut open: [Option<usize>; STYLES] = [None; STYLES];
    let mut closed: [Option<u8>; STYLES] = [None; STYLES];
    let mut previous = None;
    for item in numbered_lines(report, section) {
        let level = item.number.style as usize;
        for deeper in level + 1..STYLES {
            let last = open[deeper].take().and_then(|list| lists[list].items.last());
            closed[deeper] = last.map(|last| last.number.value).or(closed[deeper]);
        }
        let is_new = item.number.value == 1
            && previous
                .as_ref()
                .is_some_and(|previous| begins_anew(report, section, previous, &item));
        previous = Some(item.clone());
        if let Some(list) = open[level].filter(|_| !is_new) {
            lists[list].items.push(item);
            continue;
        }
        let continued = closed[level].map_or(1, |last| last.saturating_add(1));
        let start = if item.number.value == continued { continued } else { 1 };
        open[level] = Some(lists.len());
        lists.push(NumberedList { style: item.number.style, start, items: vec![item] });
    }
    lists
}

/// Words of lines that introduce a list.
const INTRODUCING: [&str; 11] = [
    "如下",
    "以下",
    "下列",
    "下一步",
    "下步",
    "今后",
    "改进",
    "措施",
    "针对",
    "几个方面",
    "几方面",
];

/// Whether `item`, numbered 1, begins a list of its own behind `previous`, the numbered line before it.
fn begins_anew(
    report: &Report<'_>,
    section: &Section,
    previous: &NumberedLine,
    item: &NumberedLine,
) -> bool {
    const MOST_HEADING_CHARS: usize = 20;
    const PROBLEMS_AND_MEASURES: u8 = 5;
    if previous.number.style > item.number.style {
        return true;
    }
    let between = previous.line + 1..item.line;
    let Some(before) = between.rev().find(|line| prose(report, *line).is_some()) else {
        return report.lines[previous.line].words().ends_with(['：', ':']);
    };
    let words = report.lines[before].words();
    let is_heading = words.chars().nth(MOST_HEADING_CHARS).is_none() && !words.contains('。');
    let by_markup = matches!(
        report.document.blocks[report.lines[before].block].kind,
        BlockKind::Heading { .. }
    );
    section.number == PROBLEMS_AND_MEASURES
        || is_heading
        || by_markup
        || words.ends_with(['：', ':'])
        || INTRODUCING.iter().any(|word| words.contains(word))
}

/// The words of a line where it is prose.
fn prose<'r>(report: &'r Report<'_>, line: usize) -> Option<&'r str> {
    let line = &report.lines[line];
    (line.role == LineRole::Prose).then(|| line.words())
}

/// A clause that counts: `二是…`, `三要…`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CountedClause {
    /// Its value.
    pub value: u8,
    /// 是 or 要.
    pub word: char,
    /// Its numeral within the line's words.
    pub numeral: Range<usize>,
    /// One past 是 or 要.
    pub end: usize,
}

impl CountedClause {
    /// Numeral and word: `二是`.
    pub fn marker(&self) -> Range<usize> {
        self.numeral.start..self.end
    }
}

/// The clause of `words` that opens with a Chinese numeral and 是 or 要, of which one stands at byte `at`. 一是 also counts
/// within a clause: `主要表现在一是…`.
pub fn counted_clause(words: &str, at: usize) -> Option<CountedClause> {
    let word = words[at..].chars().next().filter(|word| matches!(word, '是' | '要'))?;
    let before = words[..at].trim_end();
    let head = before.trim_end_matches(|c| chinese_digit(c).is_some());
    let (value, rest) = numeral(&before[head.len()..])?;
    // Nearly all clauses stand behind one of a few marks.
    let parts = |c| matches!(c, '；' | '。' | '，' | '：') || !is_han(c) && !c.is_alphanumeric();
    let is_clause = head.chars().next_back().is_none_or(parts);
    let is_first = value == 1 && !head.ends_with(NOT_BEFORE_FIRST) && word == '是';
    (rest.is_empty() && (is_clause || is_first)).then(|| CountedClause {
        value,
        word,
        numeral: head.len()..before.len(),
        end: at + word.len_utf8(),
    })
}

/// Characters that make 一是 part of another word: 之一是, 统一是.
const NOT_BEFORE_FIRST: [char; 12] =
    ['之', '统', '唯', '同', '第', '其', '万', '单', '专', '逐', '每', '周'];

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(words: &str, expected: Option<(NumberStyle, u8, &str, &str)>) {
        let found = list_number(words);
        let shown = found.as_ref().map(|number| {
            (number.style, number.value, &words[number.numeral.clone()], &words[number.end..])
        });
        assert_eq!(shown, expected, "{words}");
    }

    #[test]
    fn numbers_of_lines_are_read_in_all_styles() {
        use NumberStyle::{Arabic, Bracketed, BracketedArabic, Chinese};
        check("一、总体情况", Some((Chinese, 1, "一", "总体情况")));
        check("（十二）其他", Some((Bracketed, 12, "十二", "其他")));
        check("( 二 ) 其他", Some((Bracketed, 2, "二", "其他")));
        check("三)其他", Some((Bracketed, 3, "三", "其他")));
        check("1.主动公开", Some((Arabic, 1, "1", "主动公开")));
        check("2、主动公开", Some((Arabic, 2, "2", "主动公开")));
        check("（1）、主动公开", Some((BracketedArabic, 1, "1", "主动公开")));
        check("3）主动公开", Some((BracketedArabic, 3, "3", "主动公开")));
    }

    #[test]
    fn numbers_written_right_are_told_as_any_other_is() {
        let mut well_formed = 0;
        for number in
            ["（一）", "一、", "1.", "1、", "（十）", "（1）", "二.", "（一", "12.", "十、"]
        {
            for rest in ["", "甲", "二季度", "、甲", " 甲", "3", "十二五"] {
                let words = format!("{number}{rest}");
                let Some(found) = well_formed_number(&words) else { continue };
                assert_eq!(Some(found), any_number(&words), "{words}");
                well_formed += 1;
            }
        }
        assert!(well_formed > 5, "{well_formed}");
    }

    #[test]
    fn other_numbers_open_no_list() {
        for words in
            ["12件", "1.5万条", "2023年", "（2023）", "一、二季度", "一般情况", "（1件）", "2、3月"]
        {
            check(words, None);
        }
    }

    #[test]
    fn numerals_are_written_in_chinese() {
        assert_eq!(
            [1, 10, 11, 20, 25].map(chinese_numeral),
            ["一", "十", "十一", "二十", "二十五"]
        );
        assert_eq!(NumberStyle::Bracketed.number(3), "（三）");
        assert_eq!(NumberStyle::Arabic.number(12), "12.");
    }

    #[test]
    fn clauses_that_count_are_found() {
        let found = |words: &str| -> Vec<(u8, String)> {
            let places = words.match_indices(['是', '要']);
            places
                .filter_map(|(at, _)| counted_clause(words, at))
                .map(|clause| (clause.value, words[clause.marker()].to_owned()))
                .collect()
        };
        let some = |pairs: &[(u8, &str)]| -> Vec<(u8, String)> {
            pairs.iter().map(|(value, words)| (*value, (*words).to_owned())).collect()
        };
        assert_eq!(found("一是甲；二是乙，三要丙"), some(&[(1, "一是"), (2, "二是"), (3, "三要")]));
        assert_eq!(found("主要表现在一是甲。二 是乙"), some(&[(1, "一是"), (2, "二 是")]));
        assert_eq!(found("原因之一是甲，共十二是乙，统一是丙，重要，是"), []);
    }
}
