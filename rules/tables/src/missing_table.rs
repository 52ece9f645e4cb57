use nianbao_lint::report::{Edition, Section, section_numeral, table_place};
use nianbao_lint::{FORMAT_2021, Report, Severity, Sink, TableName, rule};

use crate::{form, pictures};

rule! {
    /// 第二、三、四部分须各有一张格式规定的表
    ///
    /// A section whose table was not found: none of its rows is there. Where the section itself is missing, that is the
    /// finding, and none is given here; where a picture stands in place of the table, that is `tables/table-as-image`.
    /// Reports on years before 2019 had no such tables.
    ///
    /// ```bad
    /// ## 三、收到和处理政府信息公开申请情况
    ///
    /// ## 四、政府信息公开行政复议、行政诉讼情况
    /// ```
    /// ```good
    /// ## 三、收到和处理政府信息公开申请情况
    ///
    /// | 一、本年新收政府信息公开申请数量 | 3 | 0 | 0 | 0 | 0 | 0 | 3 |
    /// | --- | --- | --- | --- | --- | --- | --- | --- |
    /// | 二、上年结转政府信息公开申请数量 | 0 | 0 | 0 | 0 | 0 | 0 | 0 |
    /// ```
    "tables/missing-table" {
        severity: Severity::Error,
        norm: Some(FORMAT_2021),
        since: "0.1.0",
        check: check,
    }
}

fn check(report: &Report<'_>, sink: &mut Sink<'_>) {
    let Some(edition) = report.edition else { return };
    for name in TableName::ALL.into_iter().filter(|name| report.table(*name).is_none()) {
        let section = report.section(name.section());
        if let Some(section) = section.filter(|it| pictures::in_section(report, it).is_empty()) {
            report_missing(report, edition, name, section, sink);
        }
    }
}

fn report_missing(
    report: &Report<'_>,
    edition: &'static Edition,
    name: TableName,
    section: &Section,
    sink: &mut Sink<'_>,
) {
    let title = name.title();
    let message = format!("第{}部分没有{title}", section_numeral(section.number));
    let rows = &edition.table(name).rows;
    let labels: Vec<&str> = rows.iter().map(|row| row.label.as_str()).collect();
    let rows = match labels.as_slice() {
        [first, .., last] if labels.len() > SHOWN_ROWS => {
            format!("“{first}”至“{last}”共 {} 行", labels.len())
        }
        labels => format!("“{}”", labels.join("”“")),
    };
    let heading = &report.lines[section.heading.line];
    sink.report(heading.whole_span(), message)
        .span_label(format!("此标题下应有{title}"))
        .help(format!("按{}年版格式，{title}应有{rows}；没有的也须列表并填 0", edition.name))
        .norm(form::norm(edition, name))
        .place(table_place(name));
}

/// Most rows named one by one.
const SHOWN_ROWS: usize = 10;
