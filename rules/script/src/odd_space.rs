use std::ops::Range;

use nianbao_lint::document::Format;
use nianbao_lint::document::script::is_han;
use nianbao_lint::report::{Line, LineRole, Passage};
use nianbao_lint::{Applicability, Edit, Habit, Report, Severity, Sink, Span, Spot, rule};

rule! {
    /// 正文中有特殊空白字符
    ///
    /// No-break, en, em, thin and zero-width spaces in the report, and tabs within a sentence. The ideographic space and
    /// ordinary spaces are none of them. In plain text the ends of lines are looked at too.
    ///
    /// No norm: such characters come from web editors and word processors, and no text needs to forbid them.
    ///
    /// ```bad text
    ///   2023年，柳林镇公开信息120条。
    /// ```
    /// ```bad text
    /// 全年 公开信息​120条。
    /// ```
    /// ```good text
    /// 　　2023年，柳林镇公开信息120条。
    ///     见 example site，H5 页面。
    /// ```
    ///
    /// The fix is safe: it takes the space away, and leaves an ordinary one between Latin words.
    "script/odd-space" {
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
    summary: |count| format!("有特殊空白字符，共 {count} 处"),
    fix: (Applicability::Safe, "删去特殊空白字符"),
    help: Some("多由网页编辑器或文字处理软件产生，显示宽度因设备而异，也妨碍检索"),
};

fn check(report: &Report<'_>, sink: &mut Sink<'_>) {
    let mut spots = Vec::new();
    if report.characters().contains_any(&ODD) {
        spots.extend(report.passages().flat_map(|passage| within(&passage)));
    }
    if report.document.format != Format::Html {
        for line in report.lines.iter().filter(|line| line.role != LineRole::Page) {
            around(report, line, &mut spots);
        }
    }
    HABIT.report(spots, sink);
}

/// Odd spaces among the words of a passage.
fn within(passage: &Passage<'_>) -> Vec<Spot> {
    if !passage.marks().iter().any(|mark| name(mark.char).is_some()) {
        return Vec::new();
    }
    let words = passage.words();
    let runs = runs(words, !passage.is_cell());
    let spots = runs.map(|run| {
        let keeps_one = is_latin(words[..run.start].chars().next_back())
            && is_latin(words[run.end..].chars().next())
            && words[run.clone()].contains(char::is_whitespace);
        let edits = if parts_marks(words, &run) {
            Vec::new()
        } else if keeps_one {
            passage.replace(run.clone(), " ").into_iter().collect()
        } else {
            passage.delete(run.clone())
        };
        spot(passage.span(run.clone()), &words[run], passage.section, edits)
    });
    spots.collect()
}

/// Whether point marks stand on both sides, which would come together.
fn parts_marks(words: &str, run: &Range<usize>) -> bool {
    const POINTS: [char; 8] = ['。', '，', '、', '；', '：', ',', ';', ':'];
    words[..run.start].ends_with(POINTS) && words[run.end..].starts_with(POINTS)
}

/// Odd spaces before and behind a line of plain text, which are no part of its words.
fn around(report: &Report<'_>, line: &Line<'_>, spots: &mut Vec<Spot>) {
    let text = report.document.source.text.as_str();
    let own = line.whole_span().range();
    // As nearly every line does, it takes up its whole line of the source.
    let is_begun = own.start.checked_sub(1).is_none_or(|at| text.as_bytes()[at] == b'\n');
    if !is_begun {
        let start = text[..own.start].trim_end_matches(is_blank).len();
        beside(text, start..own.start, line.section, spots);
    }
    let is_ended = matches!(text.as_bytes().get(own.end), None | Some(b'\n' | b'\r'));
    if !is_ended {
        let end = text.len() - text[own.end..].trim_start_matches(is_blank).len();
        beside(text, own.end..end, line.section, spots);
    }
}

/// Odd spaces among the white space at `blank` of the source.
fn beside(text: &str, blank: Range<usize>, section: Option<u8>, spots: &mut Vec<Spot>) {
    let Range { start: at, end } = blank;
    spots.extend(runs(&text[at..end], false).map(|run| {
        let span = Span::new(at + run.start..at + run.end);
        spot(span, &text[span.range()], section, vec![Edit::delete(span)])
    }));
}

fn spot(span: Span, run: &str, section: Option<u8>, edits: Vec<Edit>) -> Spot {
    let (label, message) = run.chars().find_map(name).unwrap_or(("特殊空白字符", "有特殊空白字符"));
    Spot { span, section, message: message.into(), label: label.into(), edits }
}

/// Runs of odd spaces; `tabs` says whether a tab is one.
fn runs(text: &str, tabs: bool) -> impl Iterator<Item = Range<usize>> {
    let is_odd = move |c: char| name(c).is_some() && (tabs || c != '\t');
    let mut at = 0;
    std::iter::from_fn(move || {
        let start = at + text[at..].find(is_odd)?;
        let rest = &text[start..];
        at = start + rest.find(|c| !is_odd(c)).unwrap_or(rest.len());
        Some(start..at)
    })
}

/// Every odd space.
const ODD: [char; 20] = [
    '\t', '\u{A0}', '\u{AD}', '\u{1680}', '\u{2000}', '\u{2001}', '\u{2002}', '\u{2003}',
    '\u{2004}', '\u{2005}', '\u{2006}', '\u{2007}', '\u{2008}', '\u{2009}', '\u{200A}', '\u{200B}',
    '\u{202F}', '\u{205F}', '\u{2060}', '\u{FEFF}',
];

/// What an odd space is called, and the message that there is one.
fn name(c: char) -> Option<(&'static str, &'static str)> {
    Some(match c {
        '\t' => ("制表符", "有制表符"),
        '\u{A0}' | '\u{202F}' => ("不间断空格", "有不间断空格"),
        '\u{2000}'..='\u{200A}' | '\u{205F}' | '\u{1680}' => ("西文定宽空格", "有西文定宽空格"),
        '\u{200B}' | '\u{2060}' | '\u{FEFF}' => ("零宽空格", "有零宽空格"),
        '\u{AD}' => ("软连字符", "有软连字符"),
        _ => return None,
    })
}

/// White space that does not end a line, odd spaces included.
fn is_blank(c: char) -> bool {
    c != '\n' && c != '\r' && (c.is_whitespace() || name(c).is_some())
}

fn is_latin(c: Option<char>) -> bool {
    c.is_some_and(|c| !is_han(c) && c.is_alphanumeric())
}

#[cfg(test)]
mod tests {
    use nianbao_lint::document::Format;
    use nianbao_test::findings;

    use super::{ODD, name};

    const RULE: &str = "script/odd-space";

    #[track_caller]
    fn check(text: &str, count: usize, mended: &str) {
        let found = findings(RULE, Format::Text, text);
        assert_eq!(found.len(), count, "{text:?}");
        if let [only] = &found[..] {
            assert_eq!(only.fix.as_ref().unwrap().1, mended, "{text:?}");
        }
    }

    #[test]
    fn every_odd_space_has_a_name() {
        let named: Vec<char> = ('\0'..='\u{FFFF}').filter(|c| name(*c).is_some()).collect();
        assert_eq!(named, ODD);
    }

    #[test]
    fn spaces_are_taken_away_or_made_ordinary() {
        check("全年\u{A0}公开信息", 1, "全年公开信息");
        check("见 H5\u{A0}page 页面", 1, "见 H5 page 页面");
        check("全年\u{200B}公开", 1, "全年公开");
        check("公开\t信息平台", 1, "公开信息平台");
    }

    #[test]
    fn ends_of_lines_count_too() {
        check("\u{2002}\u{2002}2023年，柳林镇公开信息。", 1, "2023年，柳林镇公开信息。");
        check("公开信息。\u{A0}\n收到申请。\n", 1, "公开信息。\n收到申请。\n");
        check("\u{3000}\u{3000}公开信息。 \n", 0, "");
    }

    #[test]
    fn many_are_one_finding() {
        let text = "全\u{A0}年\u{A0}公\u{A0}开信息";
        check(text, 1, "全年公开信息");
    }
}
