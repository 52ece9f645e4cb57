use nianbao_lint::report::{LineRole, Section, section_numeral, section_place};
use nianbao_lint::{FORMAT_2021, Report, Severity, Sink, rule};

use crate::form;

rule! {
    /// 部分标题之下没有任何内容
    ///
    /// Nothing stands between a section's heading and the next: no words, no table, no picture.
    ///
    /// ```bad
    /// # 柳林镇2023年政府信息公开工作年度报告
    ///
    /// ## 五、存在的主要问题及改进情况
    ///
    /// ## 六、其他需要报告的事项
    ///
    /// 无其他需要报告的事项。
    /// ```
    /// ```good
    /// # 柳林镇2023年政府信息公开工作年度报告
    ///
    /// ## 四、政府信息公开行政复议、行政诉讼情况
    ///
    /// | 行政复议 | 行政诉讼 |
    /// | --- | --- |
    /// | 0 | 0 |
    ///
    /// ## 五、存在的主要问题及改进情况：公开不够及时，今后加强培训。
    ///
    /// ## 六、其他需要报告的事项
    ///
    /// 无。
    /// ```
    "structure/empty-section" {
        severity: Severity::Error,
        norm: Some(FORMAT_2021),
        since: "0.1.0",
        check: check,
    }
}

fn check(report: &Report<'_>, sink: &mut Sink<'_>) {
    for (index, section) in report.sections.iter().enumerate() {
        if has_words(report, section) || form::has_table_or_picture(report, section) {
            continue;
        }
        let numeral = section_numeral(section.number);
        let heading = form::stated_heading(report, section);
        let span = form::heading_span(report, section);
        let diagnostic = sink.report(span, format!("第{numeral}部分“{heading}”之下没有内容"));
        diagnostic.help(help(section.number)).place(section_place(Some(section.number)));
        if let Some(next) = report.sections.get(index + 1) {
            diagnostic.label(form::heading_span(report, next), "紧接着就是下一部分");
        }
    }
}

/// What belongs into the section.
fn help(number: u8) -> &'static str {
    match number {
        2..=4 => {
            "这一部分应有格式规定的表格，没有数据的填0；表格也可能在网页转换时丢失，请核对原件"
        }
        5 => "应写明存在的主要问题和改进措施",
        6 => "没有其他事项也应写明，并说明收取信息处理费的情况",
        _ => "应概述主动公开、依申请公开、政府信息管理、平台建设和监督保障",
    }
}

/// Whether words follow the heading, behind it or below.
fn has_words(report: &Report<'_>, section: &Section) -> bool {
    report.lines[section.lines.clone()].iter().any(|line| {
        matches!(line.role, LineRole::Prose | LineRole::TableCell(_))
            && line.raw().contains(char::is_alphanumeric)
    })
}
