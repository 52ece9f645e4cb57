use nianbao_lint::report::{Passage, section_place};
use nianbao_lint::{
    Applicability, Norm, Report, Severity, Sink, WordHit, WordList, inventory, rule,
};

use crate::titles::titles;

rule! {
    /// 信息处理费名称有误
    ///
    /// The fee is 信息处理费, as the 管理办法 calls it; 信息公开处理费 is no name. Within title marks the rule for names of laws
    /// judges.
    ///
    /// ```bad
    /// # 柳林镇2023年政府信息公开工作年度报告
    ///
    /// ## 六、其他需要报告的事项
    ///
    /// 本年度没有产生信息公开处理费，未收取政府信息公开处理费。
    /// ```
    /// ```good
    /// # 柳林镇2023年政府信息公开工作年度报告
    ///
    /// ## 六、其他需要报告的事项
    ///
    /// 按照《政府信息公开信息处理费管理办法》，未收取信息处理费，也未收取政府信息公开信息处理费。信息公开处理决定均已送达。
    /// ```
    "citations/fee-name" {
        severity: Severity::Warning,
        norm: Some(Norm { document: "国办函〔2020〕109号", clause: "第二条" }),
        since: "0.1.0",
        fixes: &[Applicability::Safe],
        check: check,
    }
}

/// Wrong names.
static WRONG: WordList = WordList(&[
    "政府信息公开处理费",
    "政务信息公开处理费",
    "信息公开处理费",
    "政府信息公开信息处置费",
    "信息处置费",
]);

inventory::submit! { &WRONG }

/// What each of them should be.
const RIGHT: [&str; 5] = [
    "政府信息公开信息处理费",
    "政府信息公开信息处理费",
    "信息处理费",
    "政府信息公开信息处理费",
    "信息处理费",
];

fn check(report: &Report<'_>, sink: &mut Sink<'_>) {
    for hits in sink.hits(&WRONG).chunk_by(|a, b| a.line == b.line) {
        check_line(&report.passage(hits[0].line), hits, sink);
    }
}

/// Reports the wrong names at `hits`, which stand in one line.
fn check_line(line: &Passage<'_>, hits: &[WordHit], sink: &mut Sink<'_>) {
    let words = line.words();
    let titles = titles(words);
    let mut done = 0;
    for hit in hits {
        let range = hit.range.clone();
        let before = titles.partition_point(|title| title.range.end <= range.start);
        let is_in_title = titles.get(before).is_some_and(|title| title.range.start <= range.start);
        if range.start < done || is_in_title {
            continue;
        }
        done = range.end;
        let (wrong, right) = (&words[range.clone()], RIGHT[hit.word]);
        let diagnostic = sink.report(line.span(range.clone()), format!("“{wrong}”应为“{right}”"));
        diagnostic
            .span_label(format!("应为{right}"))
            .place(section_place(line.section))
            .value("expected", right)
            .value("actual", wrong);
        if let Some(edit) = line.replace(range, right) {
            diagnostic.fix(Applicability::Safe, format!("改为“{right}”"), vec![edit]);
        }
    }
}
