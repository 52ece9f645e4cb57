use nianbao_lint::{Applicability, Habit, Norm, Report, Severity, Sink, rule};

use crate::marks::Widths;

rule! {
    /// 全角文本中夹有半角括号
    ///
    /// Half-width brackets around Chinese words in a document whose marks are full-width. Brackets around addresses,
    /// numbers and Latin words are left alone.
    ///
    /// ```bad
    /// 柳林镇（以下简称本镇）公开信息120条(含转载12条)，均按时发布。
    /// ```
    /// ```good
    /// 柳林镇（以下简称本镇）公开信息120条，见门户网站(http://www.example.cn)，“互联网+”(Internet Plus)，约2公顷(km)，f(x)。
    /// ```
    /// ```good
    /// 2023年,柳林镇(以下简称本镇)公开信息120条(含转载),均按时发布;收到申请3件:均按时答复。
    /// ```
    ///
    /// The fix is safe.
    "punctuation/mixed-brackets" {
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
    summary: |count| format!("半角括号与全角标点混用，共 {count} 对"),
    fix: (Applicability::Safe, "改为全角括号"),
    help: None,
};

fn check(report: &Report<'_>, sink: &mut Sink<'_>) {
    let widths = Widths::of(report, sink);
    if !widths.is_half_width_throughout() {
        HABIT.report(widths.brackets().collect(), sink);
    }
}
