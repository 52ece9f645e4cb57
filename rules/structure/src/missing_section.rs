use nianbao_lint::report::{Edition, LineRole, section_numeral, section_place};
use nianbao_lint::{FORMAT_2021, Report, Severity, Sink, Span, rule};

use crate::form;

rule! {
    /// 缺少格式规定的部分
    ///
    /// Each of the six sections must be there. A section under another heading is there and is the business of
    /// `structure/nonstandard-heading`. Where not one heading is found, one finding says so.
    ///
    /// ```bad
    /// # 柳林镇2023年政府信息公开工作年度报告
    ///
    /// ## 一、总体情况
    ///
    /// 2023年，柳林镇主动公开信息120条。
    ///
    /// ## 二、主动公开政府信息情况
    ///
    /// ## 三、收到和处理政府信息公开申请情况
    ///
    /// ## 五、存在的主要问题及改进情况
    ///
    /// ## 六、其他需要报告的事项
    /// ```
    /// ```bad
    /// # 柳林镇2023年政府信息公开工作年度报告
    ///
    /// 2023年，柳林镇主动公开信息120条，未收到政府信息公开申请。
    /// ```
    /// ```bad text
    /// 柳林镇2023年政府信息公开工作年度报告
    /// 一、总体情况
    /// 2023年，柳林镇主动公开信息120条。
    /// 二、主动公开政府信息情况
    /// 规章 0 0 0
    /// 三、收到和处理政府信息公开申请情况
    /// （四）无法提供 1.本机关不掌握相关政府信息 0 0 0 0 0 0 0
    /// 四、结转下年度继续办理 0 0 0 0 0 0 0
    /// 五、存在的主要问题及改进情况
    /// 更新不够及时，下一步加强检查。
    /// 六、其他需要报告的事项
    /// 本年度未收取信息处理费。
    /// ```
    /// ```good
    /// # 柳林镇2023年政府信息公开工作年度报告
    ///
    /// ## 一、总体情况
    ///
    /// ## 二、主动公开政府信息情况
    ///
    /// ## 三、收到和处理政府信息公开申请情况
    ///
    /// ## 四、政府信息公开行政复议、行政诉讼情况
    ///
    /// ## 五、存在的主要问题及改进情况
    ///
    /// ## 六、其他需要报告的事项
    /// ```
    "structure/missing-section" {
        severity: Severity::Error,
        norm: Some(FORMAT_2021),
        since: "0.1.0",
        check: check,
    }
}

fn check(report: &Report<'_>, sink: &mut Sink<'_>) {
    let Some(edition) = form::edition(report) else { return };
    if report.sections.is_empty() {
        report_all(report, edition, sink);
        return;
    }
    for number in 1..=6 {
        if report.section(number).is_none() {
            report_one(report, edition, number, sink);
        }
    }
}

/// Without any heading the text may be a part of a report; with a title it is meant for a whole one.
fn report_all(report: &Report<'_>, edition: &'static Edition, sink: &mut Sink<'_>) {
    let Some(title) = &report.title else {
        sink.note("既无标题也无各部分标题，未检查是否缺少部分");
        return;
    };
    let headings: Vec<String> = (1..=6).map(|number| form::heading(edition, number)).collect();
    sink.report(title.span, "全文没有格式规定的六个部分中的任何一个标题")
        .help(format!("应分为：{}", headings.join("；")))
        .norm(form::norm(edition))
        .value("missing", 6);
}

fn report_one(report: &Report<'_>, edition: &'static Edition, number: u8, sink: &mut Sink<'_>) {
    let expected = form::heading(edition, number);
    let next = report.sections.iter().find(|section| section.number > number);
    let previous = report.sections.iter().rfind(|section| section.number < number);
    let (span, place) = match next {
        Some(next) => {
            let before = form::stated_heading(report, next);
            (form::heading_span(report, next), format!("应在“{before}”之前"))
        }
        None => (Span::empty(end(report)), "应在文末".to_owned()),
    };
    let diagnostic = sink.report(span, format!("缺少“{expected}”，{place}"));
    diagnostic
        .span_label(format!("此前应有第{}部分", section_numeral(number)))
        .help("没有发生的事项也应保留该部分，表格填0，文字写明没有")
        .norm(form::norm(edition))
        .place(section_place(Some(number)))
        .value("expected", expected);
    if let Some(previous) = previous {
        let message = format!("这是第{}部分", section_numeral(previous.number));
        diagnostic.label(form::heading_span(report, previous), message);
    }
}

/// Where the report ends: behind its last line that is not the page's, or its last table.
fn end(report: &Report<'_>) -> u32 {
    let lines = report.lines.iter().filter(|line| line.role != LineRole::Page);
    let line_end = lines.map(|line| line.whole_span().end).max();
    let table_end = report.tables().map(|table| table.span.end).max();
    line_end.max(table_end).unwrap_or(0)
}
