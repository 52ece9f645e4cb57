use nianbao_lint::report::{Edition, HeadingForm, Section, section_numeral, section_place};
use nianbao_lint::{Applicability, Edit, FORMAT_2021, Report, Severity, Sink, rule};

use crate::form;

rule! {
    /// 部分标题的用语与格式不一致
    ///
    /// A heading has other words than the form prints. Wordings that the notices or practice admit are hints; in reports
    /// on 2019 and 2020 they are right, for the notice of 2019 has both.
    ///
    /// ```bad
    /// # 柳林镇2023年政府信息公开工作年度报告
    ///
    /// ## 一、总体情况
    ///
    /// ## 二、主动公开政府信息情况
    ///
    /// ## 三、依申请公开政府信息情况
    ///
    /// ## 四、行政复议、行政诉讼和举报投诉情况
    ///
    /// ## 五、政府信息公开工作存在的主要问题及改进情况
    ///
    /// ## 六、其他需要报告的事项
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
    /// ## 六、其他需要报告的事项：
    /// ```
    /// ```good
    /// # 柳林镇2020年政府信息公开工作年度报告
    ///
    /// ## 一、总体情况
    ///
    /// ## 五、政府信息公开工作存在的主要问题及改进情况
    /// ```
    /// The fix replaces the words only, not number and marks. It is unsafe because what stands under a heading of other
    /// words may be other matter.
    "structure/nonstandard-heading" {
        severity: Severity::Warning,
        norm: Some(FORMAT_2021),
        since: "0.1.0",
        fixes: &[Applicability::Unsafe],
        check: check,
    }
}

/// The edition whose notice and form word some headings differently.
const EDITION_WITH_BOTH_WORDINGS: &str = "2019";

fn check(report: &Report<'_>, sink: &mut Sink<'_>) {
    let Some(edition) = form::edition(report) else { return };
    for section in &report.sections {
        let severity = match section.heading.form {
            HeadingForm::Exact => continue,
            HeadingForm::Accepted if edition.name == EDITION_WITH_BOTH_WORDINGS => continue,
            HeadingForm::Accepted => Severity::Info,
            HeadingForm::Deviant | HeadingForm::ByPlace => Severity::Warning,
        };
        report_heading(report, edition, section, severity, sink);
    }
}

fn report_heading(
    report: &Report<'_>,
    edition: &'static Edition,
    section: &Section,
    severity: Severity,
    sink: &mut Sink<'_>,
) {
    let line = &report.lines[section.heading.line];
    let actual = &line.words()[section.heading.title.clone()];
    let expected = form::heading_words(edition, section.number);
    let numeral = section_numeral(section.number);
    let message = match severity {
        Severity::Info => {
            format!("第{numeral}部分的标题“{actual}”通行，但格式写作“{expected}”")
        }
        _ => format!("第{numeral}部分的标题为“{actual}”，格式规定为“{expected}”"),
    };
    let span = line.span(section.heading.title.clone());
    let diagnostic = sink.report_as(severity, span, message);
    diagnostic
        .norm(form::norm(edition))
        .place(section_place(Some(section.number)))
        .value("expected", expected)
        .value("actual", actual);
    if section.heading.form == HeadingForm::ByPlace {
        diagnostic.help(format!("按编号和位置认作第{numeral}部分；若不是，则缺少第{numeral}部分"));
    }
    // In a folded line, or across markup, the words are not the source's own and cannot be replaced as one.
    if report.document.source.slice(span) == actual {
        let title = format!("改为“{expected}”");
        diagnostic.fix(Applicability::Unsafe, title, vec![Edit::replace(span, expected)]);
    }
}
