use std::ops::Range;

use nianbao_lint::document::is_blank;
use nianbao_lint::document::script::is_han;
use nianbao_lint::report::{LineRole, MarkSet, Passage, PassageKind};
use nianbao_lint::{Applicability, Habit, Report, Severity, Sink, Spot, rule};

rule! {
    /// 汉字与数字之间有空格
    ///
    /// A single space between a Chinese word and a number. The number of a heading, and telephone numbers and the like
    /// behind what they are called, may keep theirs.
    ///
    /// No norm: official documents are set without, and no text forbids it.
    ///
    /// ```bad
    /// 2023 年，柳林镇公开信息 120 条。
    /// ```
    /// ```good
    /// # 柳林镇 2023年政府信息公开工作年度报告
    ///
    /// 2023年，柳林镇公开信息120条，联系电话 0990-6112233，邮编 990031，H5 页面，v2 版，信息公开, 依法办理。
    ///
    /// 局长办公会  2023年审议。
    /// ```
    ///
    /// The fix is safe.
    "script/digit-space" {
        severity: Severity::Info,
        norm: None,
        since: "0.1.0",
        fixes: &[Applicability::Safe],
        check: check,
    }
}

const HABIT: Habit = Habit {
    severity: Severity::Info,
    most_single: 2,
    summary: |count| format!("汉字与数字之间有空格，共 {count} 处"),
    fix: (Applicability::Safe, "删去空格"),
    help: None,
};

/// Numbers of this many digits and more are telephone numbers, codes and the like.
const LONG_NUMBER: usize = 5;

fn check(report: &Report<'_>, sink: &mut Sink<'_>) {
    let mut spots = Vec::new();
    for passage in report.passages_with(MarkSet::of(&[' '])) {
        let PassageKind::Line(index) = passage.kind else { continue };
        let line = &report.lines[index];
        if !matches!(line.role, LineRole::Title | LineRole::Heading | LineRole::Prose) {
            continue;
        }
        let spaces = spaces(&passage).into_iter().filter(|space| {
            line.role != LineRole::Title || !parts_title(&line.words()[space.end..])
        });
        spots.extend(spaces.map(|range| Spot {
            span: passage.span(range.clone()),
            section: line.section,
            message: "汉字与数字之间有空格".into(),
            label: "空格".into(),
            edits: passage.delete(range),
        }));
    }
    HABIT.report(spots, sink);
}

/// Whether a space before `rest` of a title parts the organ from the year, as a line break does.
fn parts_title(rest: &str) -> bool {
    const YEAR_DIGITS: usize = 4;
    let digits = rest.bytes().take_while(u8::is_ascii_digit).count();
    digits == YEAR_DIGITS && rest[digits..].starts_with('年')
}

/// Spaces between Chinese words and numbers.
fn spaces(passage: &Passage<'_>) -> Vec<Range<usize>> {
    let words = passage.words();
    let mut found = Vec::new();
    for space in passage.marks().iter().filter(|mark| mark.char == ' ') {
        let Range { start, end } = space.range();
        let before = words[..start].trim_end_matches(is_odd_blank);
        let after = words[end..].trim_start_matches(is_odd_blank);
        let number_before = number_len(before.chars().rev());
        let number_after = number_len(after.chars());
        let behind_number = number_before > 0
            && number_before < LONG_NUMBER
            && after.starts_with(is_han)
            && !is_marker(before, number_before);
        let before_number =
            number_after > 0 && number_after < LONG_NUMBER && before.ends_with(is_han);
        if behind_number || before_number {
            found.push(start..end);
        }
    }
    found
}

/// Whether `c` is a blank that `script/odd-space` takes away, so that it parts nothing.
fn is_odd_blank(c: char) -> bool {
    is_blank(c) && !matches!(c, ' ' | '\u{3000}' | '\n')
}

/// How many digits and marks stand here of a number that begins or ends with a digit or percent sign.
fn number_len(chars: impl Iterator<Item = char>) -> usize {
    let mut chars = chars.peekable();
    if chars.next_if(|c| c.is_ascii_digit() || *c == '%').is_none() {
        return 0;
    }
    1 + chars.take_while(|c| c.is_ascii_digit() || matches!(c, '.' | '-' | ',')).count()
}

/// Whether the number is that of a heading, or ends a Latin word.
fn is_marker(before: &str, number_len: usize) -> bool {
    let rest = &before[..before.len() - number_len];
    rest.is_empty() || rest.ends_with(|c: char| c.is_ascii_alphabetic())
}
