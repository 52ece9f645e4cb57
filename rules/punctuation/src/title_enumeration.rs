use nianbao_lint::report::{Mark, MarkSet};
use nianbao_lint::{Applicability, Habit, Norm, Report, Severity, Sink, Spot, rule};

use crate::oddities::{Oddities, Oddity};

rule! {
    /// 并列的书名号或引号之间用了顿号
    ///
    /// A 、 with a closing title mark or quote directly before it and an opening one directly behind it. Where other words
    /// stand between, as a number in brackets does, the 、 is right.
    ///
    /// ```bad
    /// 落实《条例》、《规定》要求，做到“应公开”、“尽公开”。
    /// ```
    /// ```good
    /// 落实《条例》《规定》要求，做到“应公开”“尽公开”，依据《办法》（第3号）、《规定》执行，“甲”等、“乙”类。
    /// ```
    ///
    /// The fix is safe.
    "punctuation/title-enumeration" {
        severity: Severity::Info,
        norm: Some(Norm { document: "《标点符号用法》（GB/T 15834—2011）", clause: "4.5.3.5" }),
        since: "0.1.0",
        fixes: &[Applicability::Safe],
        check: check,
    }
}

const HABIT: Habit = Habit {
    severity: Severity::Info,
    most_single: 1,
    summary: |count| format!("并列的书名号、引号之间用了顿号，共 {count} 处"),
    fix: (Applicability::Safe, "删去顿号"),
    help: None,
};

fn check(report: &Report<'_>, sink: &mut Sink<'_>) {
    if !Oddities::of(report, sink).have(Oddity::PartedTitles) {
        return;
    }
    let mut spots = Vec::new();
    for passage in report.passages_with(MarkSet::of(&['、'])) {
        for marks in passage.marks().windows(3) {
            let [close, comma @ Mark { char: '、', .. }, open] = marks else { continue };
            let side_by_side = close.range().end == comma.at && comma.range().end == open.at;
            let noun = match (close.char, open.char) {
                ('》', '《') if side_by_side => "书名号",
                ('”', '“') if side_by_side => "引号",
                _ => continue,
            };
            let range = comma.range();
            spots.push(Spot {
                span: passage.span(range.clone()),
                section: passage.section,
                message: format!("并列的{noun}之间不用顿号").into(),
                label: format!("并列的{noun}").into(),
                edits: passage.delete(range),
            });
        }
    }
    HABIT.report(spots, sink);
}
