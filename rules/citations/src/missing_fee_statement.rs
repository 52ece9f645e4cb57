use nianbao_lint::report::section_place;
use nianbao_lint::{Norm, Report, Severity, Sink, WordHit, WordList, inventory, rule};

rule! {
    /// 未说明信息处理费收取情况
    ///
    /// From the report on 2021 on, section six says whether 信息处理费 was charged: how many notices were sent, over what
    /// sum, and what was received. A statement anywhere in the prose is enough. An empty section is another rule's matter.
    ///
    /// ```bad
    /// # 柳林镇2023年政府信息公开工作年度报告
    ///
    /// ## 六、其他需要报告的事项
    ///
    /// 无其他需要报告的事项。
    /// ```
    /// ```good
    /// # 柳林镇2023年政府信息公开工作年度报告
    ///
    /// ## 六、其他需要报告的事项
    ///
    /// 本年度未发出收费通知，未收取信息处理费。
    /// ```
    /// ```good
    /// # 柳林镇2020年政府信息公开工作年度报告
    ///
    /// ## 六、其他需要报告的事项
    ///
    /// 无其他需要报告的事项。
    /// ```
    /// ```good
    /// # 柳林镇2023年政府信息公开工作年度报告
    ///
    /// ## 一、总体情况
    ///
    /// 全年受理申请6件，未因信息公开收取公民、法人任何费用。
    ///
    /// ## 六、其他需要报告的事项
    ///
    /// 无。
    /// ```
    "citations/missing-fee-statement" {
        severity: Severity::Warning,
        norm: Some(Norm { document: "国办函〔2020〕109号", clause: "" }),
        since: "0.1.0",
        check: check,
    }
}

/// The first year the fee could be charged in.
const FIRST_YEAR: u16 = 2021;

/// Words of a statement on the fee anywhere in the report. The last is one only where a fee follows in its sentence.
static STATEMENTS: WordList = WordList(&["处理费", "收费通知", "未收费", "处置费", "收取"]);

inventory::submit! { &STATEMENTS }

/// Words of a statement on the fee in section six.
const STATEMENTS_IN_SIX: [&str; 4] = ["收费", "费用", "收取", "缴费"];

fn check(report: &Report<'_>, sink: &mut Sink<'_>) {
    if report.section(6).is_none() {
        sink.note("未找到第六部分，未检查信息处理费的说明");
        return;
    }
    let Some(year) = report.year else {
        sink.note("报告年份不明，未检查信息处理费的说明");
        return;
    };
    let Some(first) = report.section_prose(6).next() else { return };
    let says = |words: &str| STATEMENTS_IN_SIX.iter().any(|statement| words.contains(statement));
    let is_stated = sink.hits(&STATEMENTS).iter().any(|hit| is_statement(report, hit))
        || report.section_prose(6).any(|line| says(line.words()));
    if year < FIRST_YEAR || is_stated {
        return;
    }
    sink.report(first.whole_span(), "第六部分没有说明信息处理费的收取情况")
        .help("写明发出收费通知的件数、总金额和实际收取的金额；没有收取的，写明未收取信息处理费")
        .place(section_place(Some(6)));
}

/// Whether a word of the list states it: by name, or as a fee that was taken or not.
fn is_statement(report: &Report<'_>, hit: &WordHit) -> bool {
    let words = report.lines[hit.line].words();
    let taken = STATEMENTS.0.len() - 1;
    let mut rest = words[hit.range.end..].split(['。', '；', ';']);
    hit.word != taken || rest.next().is_some_and(|sentence| sentence.contains('费'))
}
