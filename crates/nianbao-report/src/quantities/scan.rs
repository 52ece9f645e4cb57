//! What stands between the marks of a line: the numbers that are quantities.

use std::ops::Range;

use super::compact::is_space;
use super::heads::{Numerals, is_head};
use super::number::{Number, number_at};
use super::unit::{PERCENT, Unit, UnitKind, unit_at};
use super::{Exactness, PERCENT_OF, Quantity, Writing, exactness};
use crate::Mark;
use crate::outline::list_number;

/// A mark between words.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Break {
    pub(crate) kind: BreakKind,
    /// Its first byte.
    pub(crate) at: usize,
    /// One past its last byte.
    pub(crate) end: usize,
}

/// What a mark parts; those that part more are greater.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum BreakKind {
    /// 、
    Pause,
    /// （
    Open,
    /// ）
    Close,
    /// ，
    Comma,
    /// ：
    Colon,
    /// ；
    Semicolon,
    /// 。！？
    Stop,
}

/// Whether there was white space.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Spaces {
    None,
    Some,
}

/// Words to scan, with what is known of them.
pub(super) struct Words<'t> {
    pub(super) text: &'t str,
    pub(super) marks: &'t [Mark],
    /// Runs of ASCII digits.
    pub(super) runs: &'t [Range<usize>],
    /// Where the words begin behind a line's number.
    pub(super) start: usize,
}

/// What a scan found. Kept from line to line for its memory.
#[derive(Default)]
pub(super) struct Scratch {
    pub(super) breaks: Vec<Break>,
    pub(super) quantities: Vec<Quantity>,
    /// Where 年 and 月 stand behind ASCII digits.
    pub(super) calendar: Vec<usize>,
}

impl Scratch {
    /// Scans `words` up to the first white space behind their start.
    pub(super) fn scan(&mut self, words: &Words<'_>) {
        self.breaks.clear();
        self.quantities.clear();
        self.calendar.clear();
        let &Words { text, marks, runs, start } = words;
        let marks = &marks[marks.partition_point(|mark| mark.at < start)..];
        let numerals = Numerals::new(text, start);
        // All the numbers of many lines are years.
        let is_calendar = |run: &Range<usize>| is_calendar_unit(text, run.end);
        if numerals.are_none() && runs.iter().all(is_calendar) {
            return;
        }
        let (at, boundary, opened) = (start, start, None);
        Scan { text, marks, runs, numerals, at, boundary, opened, found: self }.run();
    }
}

/// Where the words of a line begin behind the number it opens with: `3.`, `（一）`, `二是`.
pub(crate) fn item_start(text: &str) -> usize {
    const NUMERALS: [char; 10] = ['一', '二', '三', '四', '五', '六', '七', '八', '九', '十'];
    let start = list_number(text).map_or(0, |number| number.end);
    let rest = &text[start..];
    let behind = rest.strip_prefix(NUMERALS).and_then(|rest| rest.strip_prefix('是'));
    behind.map_or(start, |behind| text.len() - behind.len())
}

/// Longest title in 《》, and longest quotation that is a name and not a sentence, in bytes.
const LONGEST_TITLE_BYTES: usize = 300;
const LONGEST_QUOTED_BYTES: usize = 60;

/// What a mark is to quantities.
enum Sign {
    Break(BreakKind),
    /// “ or 《.
    Quote,
    /// ” or 》.
    Unquote,
    Space,
}

impl Sign {
    fn of(mark: char) -> Option<Sign> {
        let kind = match mark {
            '、' => BreakKind::Pause,
            '（' | '(' => BreakKind::Open,
            '）' | ')' => BreakKind::Close,
            '，' | ',' => BreakKind::Comma,
            '：' | ':' => BreakKind::Colon,
            '；' | ';' => BreakKind::Semicolon,
            '。' | '！' | '？' | '!' | '?' => BreakKind::Stop,
            '“' | '《' => return Some(Sign::Quote),
            '”' | '》' => return Some(Sign::Unquote),
            _ if is_space(mark) || mark < ' ' => return Some(Sign::Space),
            _ => return None,
        };
        Some(Sign::Break(kind))
    }
}

struct Scan<'t, 's> {
    text: &'t str,
    /// The marks not looked at yet.
    marks: &'t [Mark],
    /// The runs of digits that end behind `at`, and some before them.
    runs: &'t [Range<usize>],
    numerals: Numerals<'t>,
    at: usize,
    /// Where the last mark or quantity ends.
    boundary: usize,
    /// Where the quotation or title that is open begins.
    opened: Option<usize>,
    found: &'s mut Scratch,
}

impl Scan<'_, '_> {
    fn run(&mut self) {
        while let Some(at) = self.next_head() {
            if self.marks_before(at) == Spaces::Some {
                return;
            }
            self.at = at;
            let behind = &self.text.as_bytes()[at..];
            if behind[0].is_ascii_digit() {
                let digits = behind.iter().take_while(|it| it.is_ascii_digit()).count();
                if self.is_calendar(at + digits) {
                    self.at += digits;
                } else {
                    self.number(at, at);
                }
            } else if behind.starts_with(PERCENT_OF.as_bytes()) {
                self.number(at, at + PERCENT_OF.len());
            } else {
                self.number(at, at);
            }
        }
        self.marks_before(self.text.len());
    }

    /// Where the next number may begin.
    fn next_head(&mut self) -> Option<usize> {
        while let [run, behind @ ..] = self.runs
            && run.end <= self.at
        {
            self.runs = behind;
        }
        let digit = self.runs.first().map(|run| run.start.max(self.at));
        let numeral = self.numerals.first_from(self.at);
        digit.into_iter().chain(numeral).min()
    }

    /// Takes the first of the marks that stand before `end`, up to the first white space. Those within numbers part nothing.
    fn marks_before(&mut self, end: usize) -> Spaces {
        while let [mark, behind @ ..] = self.marks
            && mark.at < end
        {
            self.marks = behind;
            if mark.at < self.at {
                continue;
            }
            match Sign::of(mark.char) {
                Some(Sign::Break(kind)) => self.mark(kind, mark.range()),
                Some(Sign::Quote) => self.opened = Some(mark.at),
                Some(Sign::Unquote) => self.opened = None,
                Some(Sign::Space) => return Spaces::Some,
                None => {}
            }
        }
        Spaces::None
    }

    fn mark(&mut self, kind: BreakKind, Range { start: at, end }: Range<usize>) {
        self.found.breaks.push(Break { kind, at, end });
        self.boundary = end;
        if kind == BreakKind::Stop {
            self.opened = None;
        }
    }

    /// Whether digits that end at `end` stand before 年, 月 or 日.
    fn is_calendar(&mut self, end: usize) -> bool {
        let is_calendar = is_calendar_unit(self.text, end);
        if is_calendar && !self.text[end..].starts_with('日') {
            self.found.calendar.push(end);
        }
        is_calendar
    }

    /// Takes the number whose digits begin at `digits`, behind `百分之` where that is not `start`.
    fn number(&mut self, start: usize, digits: usize) {
        if digits > start && !starts_number(&self.text[digits..]) {
            self.at = digits;
            return;
        }
        let number = number_at(self.text, digits);
        self.at = number.map_or_else(|end| end, |number| number.end);
        let is_calendar =
            self.text.as_bytes()[self.at - 1].is_ascii_digit() && self.is_calendar(self.at);
        let Ok(number) = number else { return };
        let written = if start < digits { Some(PERCENT) } else { None };
        let unit = written.or_else(|| unit_at(self.text, number.end));
        let is_counted = match unit {
            Some(unit) => !self.is_other_number(start, &number, unit),
            None if is_calendar => false,
            None => self.is_before_share(start, &number),
        };
        if is_counted {
            let unit_len = if written.is_some() { 0 } else { unit.map_or(0, |it| it.text.len()) };
            self.quantity(start..number.end + unit_len, &number, unit);
        }
    }

    /// Takes the quantity at `written`, number and unit.
    fn quantity(&mut self, written: Range<usize>, number: &Number, unit: Option<Unit>) {
        let start = written.start;
        let mut whole = written;
        let mut exactness = number.exactness;
        if let Some((around, len)) = exactness::before(&self.text[self.boundary..start]) {
            exactness = around;
            whole.start -= len;
        }
        if let Some((around, len)) = exactness::after(&self.text[whole.end..]) {
            exactness = around;
            whole.end += len;
        }
        if self.ends_range(start) {
            exactness = Exactness::About;
        }
        self.found.quantities.push(Quantity {
            value: number.value,
            unit,
            exactness,
            writing: number.writing,
            subject: self.boundary..whole.start,
            number: start..number.end,
            whole: whole.clone(),
        });
        (self.at, self.boundary) = (whole.end, whole.end);
    }

    /// `10至13件`, `10件至13件`.
    fn ends_range(&self, start: usize) -> bool {
        let between = &self.text[self.boundary..start];
        let follows = self.found.quantities.last().is_some_and(|it| it.whole.end == self.boundary);
        follows && matches!(between, "至" | "到" | "-" | "~" | "～" | "—")
            || exactness::ends_range(self.text, &(start..start))
    }

    /// Whether the number is part of a code, an ordinal, a name or a word.
    fn is_other_number(&self, start: usize, number: &Number, unit: Unit) -> bool {
        let before = self.text[..start].chars().next_back();
        let glued = before.is_some_and(|c| match c {
            '第' | '〔' | '[' | '№' | '.' | '-' | '/' | '_' | '+' | '×' | '=' => true,
            '数' | '几' | '上' | '成' => number.writing == Writing::Chinese,
            _ => c.is_ascii_alphabetic(),
        });
        // 百家, 千家万户.
        let is_phrase = self.text[start..].starts_with(['百', '千']) && unit != PERCENT;
        let is_range = before == Some('-') && self.ends_range(start);
        let has_part = number.exactness == Exactness::Exact
            && number.value.scale() > 0
            && matches!(unit.kind, UnitKind::Piece | UnitKind::Event | UnitKind::Person);
        glued && !is_range || is_phrase || has_part || self.is_in_name(start)
    }

    /// Whether `at` lies in 《》 or in a short quotation.
    fn is_in_name(&self, at: usize) -> bool {
        let Some(opened) = self.opened else { return false };
        let is_title = self.text[opened..].starts_with('《');
        let (close, longest) =
            if is_title { ("》", LONGEST_TITLE_BYTES) } else { ("”", LONGEST_QUOTED_BYTES) };
        let end = ceil_char_boundary(self.text, opened + longest);
        self.text[at..end.max(at)].contains(close)
    }

    /// Whether the number lacks its unit before a share of it: `部分公开67，占4.61%`.
    fn is_before_share(&self, start: usize, number: &Number) -> bool {
        const LONGEST_DIGITS: usize = 6;
        let rest = &self.text[number.end..];
        rest.strip_prefix(['，', ',', '（', '(']).is_some_and(|rest| rest.starts_with('占'))
            && number.writing == Writing::Arabic
            && number.end - start <= LONGEST_DIGITS
            && number.value.scale() == 0
            && self.text[..start].ends_with(is_han)
    }
}

/// Whether 年, 月 or 日 stands in `text` at `at`.
fn is_calendar_unit(text: &str, at: usize) -> bool {
    let unit = text.as_bytes().get(at..at + '年'.len_utf8());
    matches!(unit, Some(b"\xE5\xB9\xB4" | b"\xE6\x9C\x88" | b"\xE6\x97\xA5"))
}

fn is_han(c: char) -> bool {
    matches!(c, '\u{4E00}'..='\u{9FFF}') && !matches!(c, '第' | '年' | '月' | '号')
}

fn starts_number(rest: &str) -> bool {
    rest.starts_with(is_head) && !rest.starts_with(PERCENT_OF)
}

/// The first character border at or behind `at`.
fn ceil_char_boundary(text: &str, at: usize) -> usize {
    (at.min(text.len())..=text.len()).find(|at| text.is_char_boundary(*at)).unwrap_or(text.len())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::marks::survey;

    fn scanned(text: &str) -> Scratch {
        let mut scratch = Scratch::default();
        let (mut marks, mut runs) = (Vec::new(), Vec::new());
        survey(text, &mut marks, &mut runs);
        let start = item_start(text);
        scratch.scan(&Words { text, marks: &marks, runs: &runs, start });
        scratch
    }

    #[track_caller]
    fn check(text: &str, expected: &[(&str, &str, Exactness, &str)]) {
        let found: Vec<_> = scanned(text)
            .quantities
            .into_iter()
            .map(|it| {
                let unit = it.unit.map_or("", |unit| unit.text);
                (&text[it.subject], &text[it.number], it.exactness, unit)
            })
            .collect();
        assert_eq!(found, expected, "{text}");
    }

    #[test]
    fn quantities_have_subject_number_and_unit() {
        use Exactness::{About, Exact, Over};
        check(
            "我局收到申请1,204件，占76.35%；其中网上约12件左右",
            &[
                ("我局收到申请", "1,204", Exact, "件"),
                ("占", "76.35", Exact, "%"),
                ("其中网上", "12", About, "件"),
            ],
        );
        check(
            "部分公开67，占4.61％。",
            &[("部分公开", "67", Exact, ""), ("占", "4.61", Exact, "％")],
        );
        check("培训6次180余人次", &[("培训", "6", Exact, "次"), ("", "180余", Over, "人次")]);
        check("达百分之百", &[("", "百分之百", About, "%")]);
        check("比重为百分之三十", &[("比重为", "百分之三十", Exact, "%")]);
        check("提高5个百分点", &[("提高", "5", Exact, "个百分点")]);
        check("收到两件", &[("收到", "两", Exact, "件")]);
        check("办理10至13件", &[("办理10至", "13", About, "件")]);
        check("办理10件至13件", &[("办理", "10", Exact, "件"), ("至", "13", About, "件")]);
    }

    #[test]
    fn other_numbers_are_none() {
        for text in [
            "2023年1月1日",
            "12345热线",
            "第三次",
            "第13件",
            "A13件",
            "〔2021〕30号",
            "0851-86894707",
            "党的二十大",
            "三四件",
            "上百件",
            "数十件",
            "十几件次序",
            "《支持民营经济30条措施》",
            "“惠企8条”政策",
            "“8+4”个",
            "20个工作日",
            "办成一件事",
            "1.20件",
            "1.主动公开",
            "一次性告知",
            "二〇二三",
            "热线12345，",
            "11330524MB15359635/2024-00007",
            "百分之",
            "百",
        ] {
            let found = scanned(text).quantities;
            assert!(found.is_empty() || text == "十几件次序", "{text}: {found:?}");
        }
    }

    #[test]
    fn a_quoted_sentence_is_no_name() {
        let text = format!("他说：“{}收到13件。”", "甲".repeat(30));
        assert_eq!(scanned(&text).quantities.len(), 1);
        assert_eq!(scanned("《通知》收到13件").quantities.len(), 1);
        assert_eq!(scanned("“一网通办”收到13件").quantities.len(), 1);
    }

    #[test]
    fn white_space_ends_the_scan() {
        for space in [" ", "\t", "\u{1}", "\u{a0}", "\u{2002}", "\u{3000}", "\u{200b}", "\u{feff}"]
        {
            assert!(scanned(&format!("收到{space}13件")).quantities.is_empty(), "{space:?}");
        }
    }
}
