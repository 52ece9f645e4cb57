use nianbao_lint::{Applicability, Habit, Norm, Report, Severity, Sink, rule};

use crate::marks::Widths;

rule! {
    /// 汉字之间用了半角标点
    ///
    /// Half-width `,` `;` `:` `!` and `?` behind Chinese words. Times, numbers, addresses and Latin text keep theirs. Where
    /// more than nine of ten marks of the document are half-width, brackets included, one finding of severity info says so.
    ///
    /// ```bad
    /// # 柳林镇2023年政府信息公开工作年度报告
    ///
    /// ## 一、总体情况
    ///
    /// 2023年,柳林镇公开信息120条，其中政策文件12条，均按时发布；收到申请3件，均按时答复；组织培训4次：集中2次，分散2次。
    /// ```
    /// ```bad
    /// 2023年,柳林镇(以下简称本镇)公开信息120条,均按时发布;收到申请3件:均按时答复.
    /// ```
    /// ```good
    /// 2023年，柳林镇公开信息1,234条，11:30发布，见 <http://example.cn:80/?a=1,2>，Q&A:see below，比例为3:1，H5,VR等形式。
    /// ```
    ///
    /// The fix is safe.
    "punctuation/half-width" {
        severity: Severity::Warning,
        norm: Some(Norm { document: "《标点符号用法》（GB/T 15834—2011）", clause: "5.1" }),
        since: "0.1.0",
        fixes: &[Applicability::Safe],
        check: check,
    }
}

/// One finding for each mark while there are few.
const FEW: Habit = Habit {
    severity: Severity::Warning,
    most_single: 5,
    summary: |count| format!("汉字之间用了半角标点，共 {count} 处"),
    fix: (Applicability::Safe, "改为全角标点"),
    help: None,
};

/// One finding for a document that has nothing else.
const THROUGHOUT: Habit = Habit {
    severity: Severity::Info,
    most_single: 0,
    summary: |count| format!("通篇使用半角标点，共 {count} 处"),
    fix: (Applicability::Safe, "全部改为全角标点"),
    help: Some("通篇如此，可能在提取文本时产生，请对照原件"),
};

fn check(report: &Report<'_>, sink: &mut Sink<'_>) {
    let widths = Widths::of(report, sink);
    if widths.is_half_width_throughout() {
        THROUGHOUT.report(widths.points().chain(widths.brackets()).collect(), sink);
    } else {
        FEW.report(widths.points().collect(), sink);
    }
}
