use std::ops::Range;

use nianbao_lint::report::{
    Announcement, NumberStyle, announcement, chinese_numeral, is_same_part, list_number,
    section_numeral, section_place,
};
use nianbao_lint::{Report, Severity, Sink, rule};

use crate::form;

rule! {
    /// 导语所列的各部分名称或数目与标题不一致
    ///
    /// The preamble says how many parts the report has, or what they are called, and the headings say otherwise. 和 or 及
    /// for 、, a shorter form of a name, and another wording the form admits where the heading is one as well are the same
    /// name. Names are compared where as many are given as there are sections.
    ///
    /// No norm: the preamble is custom, but it must not contradict what follows.
    ///
    /// ```bad
    /// # 柳林镇2023年政府信息公开工作年度报告
    ///
    /// 本报告由五个部分组成。
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
    /// ```bad
    /// # 柳林镇2023年政府信息公开工作年度报告
    ///
    /// 本报告包括总体情况、主动公开政府信息情况、收到和处理政府信息公开申请情况、政府信息公开行政复议和行政诉讼情况、存在的主要问题及改进情况、其他需要报告的事项六个部分。
    ///
    /// ## 一、总体情况
    ///
    /// ## 二、主动公开政府信息情况
    ///
    /// ## 三、依申请公开政府信息情况
    ///
    /// ## 四、政府信息公开行政复议、行政诉讼情况
    ///
    /// ## 五、存在的主要问题及改进情况
    ///
    /// ## 六、其他需要报告的事项
    /// ```
    /// ```good
    /// # 柳林镇2023年政府信息公开工作年度报告
    ///
    /// 本报告由总体情况、行政机关主动公开政府信息情况、收到和处理申请情况、因政府信息公开工作被申请行政复议、提起行政诉讼情况、存在的主要问题和改进情况以及其它需要报告的事项等六部分组成。
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
    "structure/announced-parts" {
        severity: Severity::Warning,
        norm: None,
        since: "0.1.0",
        check: check,
    }
}

/// Fewest sections whose names are compared; of a text cut off there are fewer.
const FEWEST_SECTIONS: usize = 4;

fn check(report: &Report<'_>, sink: &mut Sink<'_>) {
    if form::edition(report).is_none() {
        return;
    }
    let Some(announcement) = announcement(report) else { return };
    if let Some((count, range)) = &announcement.count {
        check_count(report, &announcement, *count, range, sink);
    }
    let is_in_order = (1..).zip(&report.sections).all(|(number, section)| section.number == number);
    let is_whole = report.sections.len() >= FEWEST_SECTIONS;
    if is_in_order && is_whole && announcement.names.len() == report.sections.len() {
        check_names(report, &announcement, sink);
    }
}

fn check_count(
    report: &Report<'_>,
    announcement: &Announcement,
    stated: u8,
    range: &Range<usize>,
    sink: &mut Sink<'_>,
) {
    let found = u8::try_from(report.sections.len()).unwrap_or(u8::MAX);
    // Six are what the form asks for, and of a text that is cut off fewer are found than it has.
    let is_form = usize::from(stated) == form::SECTIONS;
    let may_be_cut = stated > found && report.sections.len() < form::SECTIONS;
    if stated == found || is_form || may_be_cut || stated == highest_number(report) {
        return;
    }
    let Some(last) = report.sections.last() else { return };
    let line = &report.lines[announcement.line];
    let numeral = chinese_numeral(found);
    sink.report(
        line.span(range.clone()),
        format!("导语称报告分为{stated}个部分，实际有{found}个部分"),
    )
    .label(form::heading_span(report, last), format!("最后一部分，共{found}个"))
    .help(format!("按实际改为“{numeral}个部分”，或补上缺少的部分"))
    .place(section_place(line.section))
    .value("expected", found)
    .value("actual", stated);
}

/// The highest number a heading bears, whether or not the form knows the section: an extra one counts as a part.
fn highest_number(report: &Report<'_>) -> u8 {
    let stated = report.sections.iter().filter_map(|section| section.heading.stated_number);
    let extra = report.prose().filter_map(|(_, line)| list_number(line.words()));
    let extra =
        extra.filter(|number| number.style == NumberStyle::Chinese).map(|number| number.value);
    stated.chain(extra).max().unwrap_or(0)
}

fn check_names(report: &Report<'_>, announcement: &Announcement, sink: &mut Sink<'_>) {
    let line = &report.lines[announcement.line];
    let differing: Vec<_> = announcement
        .names
        .iter()
        .zip(&report.sections)
        .filter_map(|(name, section)| {
            let heading =
                &report.lines[section.heading.line].words()[section.heading.title.clone()];
            let announced = &line.words()[name.clone()];
            (!is_same_part(announced, heading, section.number)).then_some((
                line.span(name.clone()),
                section,
                announced,
                heading,
            ))
        })
        .collect();
    let Some((span, section, announced, heading)) = differing.first() else { return };
    let numeral = section_numeral(section.number);
    let message = format!("导语称第{numeral}部分为“{announced}”，标题却是“{heading}”");
    let diagnostic = sink.report(*span, message);
    for (index, (span, section, ..)) in differing.iter().enumerate() {
        if index > 0 {
            let numeral = section_numeral(section.number);
            diagnostic.label(*span, format!("第{numeral}部分的标题也与此不同"));
        }
        diagnostic.label(form::heading_span(report, section), "标题");
    }
    diagnostic
        .help("导语和标题应使用同一名称，以格式规定的标题为准")
        .place(section_place(line.section))
        .value("expected", heading)
        .value("actual", announced);
}
