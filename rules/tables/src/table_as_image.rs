use nianbao_lint::report::{section_numeral, table_place};
use nianbao_lint::{FORMAT_2021, Report, Severity, Sink, TableName, rule};

use crate::{form, pictures};

rule! {
    /// 官方表格不得以图片代替
    ///
    /// A section whose table was not found, and a picture stands in it. Neither people who search nor those who listen to a
    /// page can read it, and none of its figures can be checked. Icons, and pictures beside a table that can be read, are
    /// right.
    ///
    /// ```bad
    /// ## 三、收到和处理政府信息公开申请情况
    ///
    /// ![申请情况表](images/table3.png)
    ///
    /// ## 四、政府信息公开行政复议、行政诉讼情况
    /// ```
    /// ```good
    /// ## 三、收到和处理政府信息公开申请情况
    ///
    /// ![近三年申请数量走势](images/trend.png)
    ///
    /// | 一、本年新收政府信息公开申请数量 | 3 | 0 | 0 | 0 | 0 | 0 | 3 |
    /// | --- | --- | --- | --- | --- | --- | --- | --- |
    /// | 二、上年结转政府信息公开申请数量 | 0 | 0 | 0 | 0 | 0 | 0 | 0 |
    ///
    /// ## 四、政府信息公开行政复议、行政诉讼情况
    /// ```
    "tables/table-as-image" {
        severity: Severity::Error,
        norm: Some(FORMAT_2021),
        since: "0.1.0",
        check: check,
    }
}

fn check(report: &Report<'_>, sink: &mut Sink<'_>) {
    let Some(edition) = report.edition else { return };
    for name in TableName::ALL.into_iter().filter(|name| report.table(*name).is_none()) {
        let Some(section) = report.section(name.section()) else { continue };
        let pictures = pictures::in_section(report, section);
        let Some((first, others)) = pictures.split_first() else { continue };
        let title = name.title();
        let numeral = section_numeral(section.number);
        let message = format!("第{numeral}部分的{title}是图片，没有可读取的表格");
        let diagnostic = sink.report(*first, message);
        diagnostic
            .span_label(format!("此处应为{title}"))
            .help("请以文字录入表格，使数据可以检索、复制和核对")
            .norm(form::norm(edition, name))
            .place(table_place(name));
        let heading = &report.lines[section.heading.line];
        diagnostic.label(heading.whole_span(), format!("此标题下应有{title}"));
        for span in others {
            diagnostic.label(*span, "也是图片");
        }
    }
}
