use std::ops::Range;

use nianbao_lint::document::is_blank;
use nianbao_lint::document::script::is_han;
use nianbao_lint::{Applicability, Habit, Norm, Report, Severity, Sink, Spot, rule};

rule! {
    /// 层次序数之后的标点不合规定
    ///
    /// A number at the beginning of a line as `1、` instead of `1.`, and a 、 or stop behind a number in brackets
    /// (`（一）、`, `(1).`). Numbers that begin an enumeration are none of a level.
    ///
    /// ```bad text
    /// 1、加强组织领导。
    /// （二）、完善工作机制。
    /// (3).强化监督考核。
    /// ```
    /// ```good text
    /// 1.加强组织领导。
    /// （二）完善工作机制。
    /// 一、总体情况
    /// 1、2、3号楼设有公开栏。
    /// 12345、12328热线办结率100%。
    /// 5、6月集中开展检查。
    /// ```
    ///
    /// The fix is safe.
    "punctuation/list-number" {
        severity: Severity::Info,
        norm: Some(Norm { document: "《党政机关公文格式》（GB/T 9704—2012）", clause: "7.3.3" }),
        since: "0.1.0",
        fixes: &[Applicability::Safe],
        check: check,
    }
}

const HABIT: Habit = Habit {
    severity: Severity::Info,
    most_single: 1,
    summary: |count| format!("层次序数之后的标点不合规定，共 {count} 处"),
    fix: (Applicability::Safe, "改正序数后的标点"),
    help: None,
};

/// Most digits of a number of a level.
const MOST_DIGITS: usize = 2;

fn check(report: &Report<'_>, sink: &mut Sink<'_>) {
    let mut spots = Vec::new();
    for (index, line) in report.prose() {
        let words = line.words();
        let Some((number, mark, right)) = wrong_mark(words) else { continue };
        let passage = report.passage(index);
        let (wrong, bare) = (&words[number.start..mark.end], &words[number.clone()]);
        let edits = match right {
            "" => passage.delete(mark.clone()),
            _ => passage.replace(mark.clone(), right).into_iter().collect(),
        };
        spots.push(Spot {
            span: passage.span(number.start..mark.end),
            section: line.section,
            message: format!("序数“{wrong}”应为“{bare}{right}”").into(),
            label: format!("应为“{bare}{right}”").into(),
            edits,
        });
    }
    HABIT.report(spots, sink);
}

/// The number that begins a line with the mark behind it and what should stand there.
fn wrong_mark(words: &str) -> Option<(Range<usize>, Range<usize>, &'static str)> {
    if let Some(inner) = words.strip_prefix(['（', '(']) {
        let close = inner.find(['）', ')'])?;
        let is_number = inner[..close]
            .chars()
            .all(|c| c.is_ascii_digit() || "一二三四五六七八九十".contains(c));
        let start = words.len() - inner.len();
        let bracket = inner[close..].chars().next()?;
        let end = start + close + bracket.len_utf8();
        let rest = words[end..].trim_start_matches(['、', '.', '．']);
        let range = end..words.len() - rest.len();
        return (close > 0 && is_number && !range.is_empty() && begins_heading(rest)).then_some((
            0..end,
            range,
            "",
        ));
    }
    let end = words.bytes().position(|byte| !byte.is_ascii_digit()).filter(|end| *end > 0)?;
    // Doubled marks are another rule's business, and a number's mark all the same.
    let rest = words[end..].strip_prefix('、')?.trim_start_matches('、');
    let range = end..words.len() - rest.len();
    // 5、6月 and 3、甲、乙 go on counting.
    let counts_on = rest.split(['，', ',', '。', '：', ':']).next()?.contains('、')
        && rest.chars().take_while(|c| *c != '、').count() <= MOST_DIGITS;
    ((1..=MOST_DIGITS).contains(&end) && begins_heading(rest) && !counts_on).then_some((
        0..end,
        range,
        ".",
    ))
}

/// Whether Chinese words or a title follow.
fn begins_heading(rest: &str) -> bool {
    let rest = rest.trim_start_matches(is_blank);
    rest.starts_with(|c: char| is_han(c) || c == '《' || c == '“')
}

#[cfg(test)]
mod tests {
    use nianbao_lint::document::Format;
    use nianbao_test::findings;

    #[track_caller]
    fn check(text: &str, mended: &str) {
        let found = findings("punctuation/list-number", Format::Text, text);
        let fixed: Vec<&str> =
            found.iter().filter_map(|found| Some(found.fix.as_ref()?.1.as_str())).collect();
        assert_eq!(fixed, [mended], "{text}");
    }

    #[test]
    fn marks_written_twice_are_a_numbers_mark_too() {
        check("1、、加强领导。", "1.加强领导。");
        check("（一）、、加强领导。", "（一）加强领导。");
        check("2、\u{200B}加强领导。", "2.\u{200B}加强领导。");
    }
}
