use nianbao_lint::report::section_place;
use nianbao_lint::{Report, Severity, Sink, TableName, rule};

rule! {
    /// 总体情况未写明本年新收申请数
    ///
    /// Where applications were received, no number of the section 总体情况 is their total in 表三. A pack cannot say this:
    /// the number to look for stands in the table.
    ///
    /// No norm: the province is invented. A real one names its notice and the clause here.
    ///
    /// ```bad
    /// # 清河省柳林县2023年政府信息公开工作年度报告
    ///
    /// ## 一、总体情况
    ///
    /// 全年依法答复政府信息公开申请，做到件件有回音。
    ///
    /// ## 三、收到和处理政府信息公开申请情况
    ///
    /// | 一、本年新收政府信息公开申请数量 | 12 | 1 | 0 | 0 | 0 | 0 | 13 |
    /// | --- | --- | --- | --- | --- | --- | --- | --- |
    /// | 二、上年结转政府信息公开申请数量 | 0 | 0 | 0 | 0 | 0 | 0 | 0 |
    /// | 四、结转下年度继续办理 | 0 | 0 | 0 | 0 | 0 | 0 | 0 |
    /// ```
    /// ```good
    /// # 清河省柳林县2023年政府信息公开工作年度报告
    ///
    /// ## 一、总体情况
    ///
    /// 全年新收政府信息公开申请13件，均按期答复。
    ///
    /// ## 三、收到和处理政府信息公开申请情况
    ///
    /// | 一、本年新收政府信息公开申请数量 | 12 | 1 | 0 | 0 | 0 | 0 | 13 |
    /// | --- | --- | --- | --- | --- | --- | --- | --- |
    /// | 二、上年结转政府信息公开申请数量 | 0 | 0 | 0 | 0 | 0 | 0 | 0 |
    /// | 四、结转下年度继续办理 | 0 | 0 | 0 | 0 | 0 | 0 | 0 |
    /// ```
    /// ```good
    /// # 清河省柳林县2023年政府信息公开工作年度报告
    ///
    /// ## 一、总体情况
    ///
    /// 全年未收到政府信息公开申请。
    ///
    /// ## 三、收到和处理政府信息公开申请情况
    ///
    /// | 一、本年新收政府信息公开申请数量 | 0 | 0 | 0 | 0 | 0 | 0 | 0 |
    /// | --- | --- | --- | --- | --- | --- | --- | --- |
    /// | 二、上年结转政府信息公开申请数量 | 0 | 0 | 0 | 0 | 0 | 0 | 0 |
    /// | 四、结转下年度继续办理 | 0 | 0 | 0 | 0 | 0 | 0 | 0 |
    /// ```
    "qinghe/unstated-total" {
        severity: Severity::Warning,
        norm: None,
        since: "0.1.0",
        check: check,
    }
}

fn check(report: &Report<'_>, sink: &mut Sink<'_>) {
    let Some(overview) = report.section(1) else { return };
    let Some((total, span)) = report
        .table(TableName::Applications)
        .and_then(|table| table.lookup("new_received", "total"))
    else {
        sink.note("未找到表三的本年新收总计");
        return;
    };
    let counted = report.counted_lines().iter().filter(|line| overview.lines.contains(&line.line));
    let is_stated = counted.flat_map(|line| &line.quantities).any(|it| it.value == total);
    if total.is_zero() || is_stated {
        return;
    }
    let heading = &report.lines[overview.heading.line];
    sink.report(heading.whole_span(), format!("总体情况未写明本年新收申请 {total} 件"))
        .place(section_place(Some(1)))
        .label(span, format!("本年新收 {total}"))
        .help("写明全年新收政府信息公开申请的件数");
}
