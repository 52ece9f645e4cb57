use nianbao_lint::report::{LineRole, OrganKind, section_place};
use nianbao_lint::{Norm, Report, Severity, Sink, Span, WordList, inventory, rule};

use crate::form;

rule! {
    /// 人民政府的报告缺少工作考核、社会评议或责任追究结果
    ///
    /// The report of a government of a county or above, not those of its offices and departments, also tells the results
    /// of 工作考核, 社会评议 and 责任追究. What section 五 says of them is a problem or a plan, no result. Which kind of organ
    /// reports is told by the title; `organ-kind` in lint.toml overrules it.
    ///
    /// ```bad
    /// # 清河市2023年政府信息公开工作年度报告
    ///
    /// ## 一、总体情况
    ///
    /// 2023年，全市公开信息1200条。将公开工作纳入绩效考核，考核结果全市通报。
    ///
    /// ## 五、存在的主要问题及改进情况
    ///
    /// 下一步将开展社会评议，严格责任追究。
    /// ```
    /// ```good
    /// # 清河市2023年政府信息公开工作年度报告
    ///
    /// ## 一、总体情况
    ///
    /// 2023年，全市公开信息1200条。将公开工作纳入绩效考核，考核结果全市通报；委托第三方开展评议；没有需要追责的情形。
    /// ```
    /// ```good
    /// # 清河市人民政府办公室2023年政府信息公开工作年度报告
    ///
    /// ## 一、总体情况
    ///
    /// 2023年，本机关公开信息120条。
    /// ```
    /// ```good
    /// # 清河市东山区2023年政府信息公开工作年度报告
    ///
    /// ## 一、总体情况
    ///
    /// 2023年，我局公开信息120条。
    /// ```
    "structure/missing-assessment" {
        severity: Severity::Warning,
        norm: Some(Norm { document: "《中华人民共和国政府信息公开条例》", clause: "第五十条第（四）项" }),
        since: "0.1.0",
        check: check,
    }
}

/// Section 五, whose problems and plans are no results.
const PLANS: u8 = 5;

/// What must be told.
const RESULTS: [&str; 3] = ["工作考核", "社会评议", "责任追究"];

/// Words that tell it.
static WORDS: WordList = WordList(&[
    "考核",
    "考评",
    "绩效评估",
    "评议",
    "第三方",
    "满意度",
    "社会评价",
    "群众评价",
    "公众评价",
    "问卷",
    "责任追究",
    "追责",
    "问责",
    "追究",
]);

inventory::submit! { &WORDS }

/// What of [`RESULTS`] each word of [`WORDS`] tells.
const TOLD: [usize; 14] = [0, 0, 0, 1, 1, 1, 1, 1, 1, 1, 2, 2, 2, 2];

fn check(report: &Report<'_>, sink: &mut Sink<'_>) {
    if report.organ_kind != Some(OrganKind::Government) || form::edition(report).is_none() {
        return;
    }
    let Some(first) = report.sections.first() else { return };
    let told = [0, 1, 2].map(|result| first_place(report, result, sink));
    let missing: Vec<&str> = RESULTS
        .into_iter()
        .zip(&told)
        .filter(|(_, told)| told.is_none())
        .map(|(name, _)| name)
        .collect();
    if missing.is_empty() {
        return;
    }
    let missing = missing.join("、");
    let (span, section) = told
        .into_iter()
        .flatten()
        .next()
        .unwrap_or((form::heading_span(report, first), Some(first.number)));
    sink.report(span, format!("人民政府的年度报告没有写{missing}的结果"))
        .help(format!(
            "应在第一部分“监督保障”中写明工作考核、社会评议、责任追究的结果，没有发生的也应写明；缺少：{missing}"
        ))
        .place(section_place(section))
        .value("missing", missing);
}

/// Where a result is first told outside section 五.
fn first_place(report: &Report<'_>, result: usize, sink: &Sink<'_>) -> Option<(Span, Option<u8>)> {
    sink.hits(&WORDS).iter().filter(|hit| TOLD[hit.word] == result).find_map(|hit| {
        let line = &report.lines[hit.line];
        let counts = line.role == LineRole::Prose && line.section != Some(PLANS);
        counts.then(|| (line.span(hit.range.clone()), line.section))
    })
}
