use std::ops::Range;

use nianbao_lint::document::is_blank;
use nianbao_lint::document::script::is_han;
use nianbao_lint::report::{Mark, MarkSet, Passage};
use nianbao_lint::{Applicability, Habit, Norm, Report, Severity, Sink, Spot, rule};

use crate::marks::is_between;

rule! {
    /// 括号、引号、书名号内侧或点号之前有空格
    ///
    /// White space directly behind an opening bracket, quote or title mark, directly before a closing one, or between a
    /// Chinese word and a full-width point mark. Passages with Latin words in brackets are left alone, addresses are not.
    ///
    /// ```bad
    /// 电子版可在门户网站（http://www.example.cn/ ）查阅，根据《 条例》编制 ，见“ 专栏”。
    /// ```
    /// ```good
    /// 电子版可在门户网站（http://www.example.cn/）查阅，根据《条例》编制，（一） 主动公开，“互联网+” 专栏，f( x )，（see a b ）。
    /// ```
    ///
    /// The fix is safe.
    "punctuation/stray-space" {
        severity: Severity::Info,
        norm: Some(Norm { document: "《标点符号用法》（GB/T 15834—2011）", clause: "5.1" }),
        since: "0.1.0",
        fixes: &[Applicability::Safe],
        check: check,
    }
}

const HABIT: Habit = Habit {
    severity: Severity::Info,
    most_single: 2,
    summary: |count| format!("标点旁有多余的空格，共 {count} 处"),
    fix: (Applicability::Safe, "删去空格"),
    help: None,
};

fn check(report: &Report<'_>, sink: &mut Sink<'_>) {
    let mut spots = Vec::new();
    let blank = report.passages_with(MarkSet::BLANKS);
    for passage in blank.filter(|passage| !passage.is_cell()) {
        spots.extend(strays(&passage).into_iter().map(|(range, mark)| spot(&passage, range, mark)));
    }
    HABIT.report(spots, sink);
}

fn spot(passage: &Passage<'_>, range: Range<usize>, mark: char) -> Spot {
    Spot {
        span: passage.span(range.clone()),
        section: passage.section,
        message: format!("“{mark}”旁有多余的空格").into(),
        label: "多余的空格".into(),
        edits: passage.delete(range),
    }
}

/// White space beside marks, with the mark.
fn strays(passage: &Passage<'_>) -> Vec<(Range<usize>, char)> {
    let words = passage.words();
    let mut found = Vec::new();
    let are_spaces = |a: &Mark, b: &Mark| {
        a.char.is_whitespace() && b.char.is_whitespace() && a.range().end == b.at
    };
    for run in passage.marks().chunk_by(are_spaces) {
        let ([first, .., last] | [first @ last]) = run else { continue };
        if !first.char.is_whitespace() {
            continue;
        }
        let (start, end) = (first.at, last.range().end);
        let mark = stray(words, start..end);
        found.extend(mark.map(|mark| (start..end, mark)));
    }
    found
}

/// The mark that the white space at `space` is stray at.
fn stray(words: &str, space: Range<usize>) -> Option<char> {
    let (text, following) =
        (&words[..space.start], words[space.end..].trim_start_matches(is_blank));
    let before = text.trim_end_matches(is_blank).chars().next_back()?;
    let after = following.chars().next()?;
    let chinese_after = is_han(after) || after.is_ascii_digit();
    if matches!(before, '（' | '(' | '《' | '“' | '〈' | '【' | '〔') && chinese_after {
        return (before != '(' || is_han(after)).then_some(before);
    }
    let chinese_before = is_han(before) || before == '/' || before.is_ascii_digit();
    if matches!(after, '）' | ')' | '》' | '”' | '〉' | '】' | '〕') && chinese_before {
        let is_address = before == '/' && text.contains("http");
        return (is_han(before) || is_address || after != ')').then_some(after);
    }
    let is_point = match after {
        '，' | '。' | '、' | '；' | '：' => true,
        // Some half-width marks do the work of full-width ones.
        ',' | ';' | ':' => is_between(words, words.len() - following.len()),
        _ => false,
    };
    (is_point && is_han(before)).then_some(after)
}

#[cfg(test)]
mod tests {
    use nianbao_test::check_rule;

    #[test]
    fn half_width_marks_count_where_they_do_the_work_of_full_width_ones() {
        check_rule("punctuation/stray-space", "公开信息 ,均按时发布。", &[" "]);
        check_rule("punctuation/stray-space", "公开信息 \u{200B}，均按时发布。", &[" "]);
        check_rule("punctuation/stray-space", "采用H5 ,VR等形式，信息 :-)", &[]);
    }
}
