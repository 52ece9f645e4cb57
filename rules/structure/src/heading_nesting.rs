use nianbao_lint::document::BlockKind;
use nianbao_lint::report::{
    LineRole, NumberStyle, NumberedLine, Section, list_number, numbered_lines, section_numeral,
    section_place,
};
use nianbao_lint::{Norm, Report, Severity, Sink, rule};

use crate::form;

rule! {
    /// 结构层次越级或颠倒
    ///
    /// Below the sections' 一、 come （一）, then 1., then （1）. A level is inverted where （一） follows 1. in a section that
    /// began with 1., and skipped where （1） stands right below 一、 or （一）. 一、 with 1. and no （一） is customary and right.
    /// Items of a list that a colon introduces are no headings. Only the sections of prose are looked at: 一, 五 and 六.
    ///
    /// Where sections are headings by markup, they must be of one level; that is a hint.
    ///
    /// ```bad
    /// # 柳林镇2023年政府信息公开工作年度报告
    ///
    /// ## 一、总体情况
    ///
    /// 1\.主动公开。全年公开信息120条。
    ///
    /// 2\.依申请公开。未收到申请。
    ///
    /// （一）加强领导
    ///
    /// 成立领导小组。
    /// ```
    /// ```bad text
    /// 柳林镇2023年政府信息公开工作年度报告
    /// 一、总体情况
    /// （一）主动公开
    /// （1）网站公开。全年公开信息120条。
    /// （2）微信公开。全年公开信息12条。
    /// ```
    /// ```bad
    /// # 柳林镇2023年政府信息公开工作年度报告
    ///
    /// ## 一、总体情况
    ///
    /// ## 二、主动公开政府信息情况
    ///
    /// ### 三、收到和处理政府信息公开申请情况
    /// ```
    /// ```good text
    /// 柳林镇2023年政府信息公开工作年度报告
    /// 一、总体情况
    /// （一）主动公开
    /// 1.网站公开。全年公开信息120条，包括：
    /// （1）政策文件12条；
    /// （2）财政信息8条。
    /// （二）依申请公开
    /// 未收到申请。
    /// 五、存在的主要问题及改进情况
    /// 1.更新不及时。
    /// 2.解读少。
    /// 今后主要做好：
    /// （一）每月检查。
    /// （二）增加图解。
    /// 六、其他需要报告的事项
    /// （一）收费情况
    /// （1）未收取信息处理费；
    /// （2）未减免信息处理费。
    /// ```
    "structure/heading-nesting" {
        severity: Severity::Warning,
        norm: Some(Norm { document: "GB/T 9704-2012", clause: "7.3.3" }),
        since: "0.1.0",
        check: check,
    }
}

/// Sections of prose; the others hold tables, whose labels are numbered otherwise.
const PROSE: [u8; 3] = [1, 5, 6];

/// Further places shown; the first ones are enough to see the habit.
const MOST_LABELS: usize = 4;

fn check(report: &Report<'_>, sink: &mut Sink<'_>) {
    check_markup(report, sink);
    for section in PROSE.iter().filter_map(|number| report.section(*number)) {
        if !is_numbered_below(report, section) {
            continue;
        }
        let numbered: Vec<NumberedLine> = numbered_lines(report, section).collect();
        check_inverted(report, section, &numbered, sink);
        check_skipped(report, section, &numbered, sink);
    }
}

/// Whether the section's own heading takes a higher level than （一）.
fn is_numbered_below(report: &Report<'_>, section: &Section) -> bool {
    let number = list_number(report.lines[section.heading.line].words());
    number.is_none_or(|number| number.style == NumberStyle::Chinese)
}

fn check_inverted(
    report: &Report<'_>,
    section: &Section,
    numbered: &[NumberedLine],
    sink: &mut Sink<'_>,
) {
    let Some(upper) = numbered.iter().position(|item| item.number.style <= NumberStyle::Bracketed)
    else {
        return;
    };
    let (before, upper) = (&numbered[..upper], &numbered[upper]);
    let lower: Vec<&NumberedLine> =
        before.iter().filter(|item| item.number.style == NumberStyle::Arabic).collect();
    // One alone may be a number of another kind, and a list within a sentence is no heading.
    let (Some(first), Some(last)) = (lower.first(), lower.last()) else { return };
    let is_first = upper.number.style == NumberStyle::Bracketed && upper.number.value == 1;
    if lower.len() < 2 || !is_first || ends_open(report, first.line) || is_introduced(report, upper)
    {
        return;
    }
    let (one, other) = (shown(upper), format!("{}至{}", shown(first), shown(last)));
    let place = section_place(Some(section.number));
    let numeral = section_numeral(section.number);
    sink.report(span(report, first), format!("“{}”越级：第{numeral}部分后文另有“{one}”一级", shown(first)))
        .label(span(report, upper), "高一级的编号出现在后")
        .help("按“一、”“（一）”“1.”“（1）”的次序，“一、”之下应先用“（一）”；后文没有“（一）”时才可直接用“1.”")
        .place(place.clone());
    sink.report(span(report, upper), format!("“{one}”排在“{other}”之后，层次颠倒"))
        .label(span(report, first), "低一级的编号从这里开始")
        .help(format!("可将“{other}”改为“（一）”一级，或将“{one}”起的内容归入其中一项之下"))
        .place(place);
}

fn check_skipped(
    report: &Report<'_>,
    section: &Section,
    numbered: &[NumberedLine],
    sink: &mut Sink<'_>,
) {
    let mut above: Option<&NumberedLine> = None;
    let mut skipped: Vec<(&NumberedLine, Option<&NumberedLine>)> = Vec::new();
    for item in numbered {
        if item.number.style != NumberStyle::BracketedArabic {
            above = Some(item);
        } else if item.number.value == 1
            && above.is_none_or(|above| above.number.style != NumberStyle::Arabic)
            && !is_list_item(report, item)
        {
            skipped.push((item, above));
        }
    }
    let Some((item, above)) = skipped.first() else { return };
    let upper = above.map_or("一、".to_owned(), shown);
    let expected = if above.is_some() { "1." } else { "（一）" };
    let diagnostic =
        sink.report(span(report, item), format!("“{}”越级：它直接用在“{upper}”之下", shown(item)));
    for (other, _) in skipped[1..].iter().take(MOST_LABELS) {
        diagnostic.label(span(report, other), "同样越级");
    }
    diagnostic
        .help(format!("按“一、”“（一）”“1.”“（1）”的次序，此处应用“{expected}”"))
        .place(section_place(Some(section.number)));
}

/// Whether a numbered line is an item of a list within a sentence.
fn is_list_item(report: &Report<'_>, item: &NumberedLine) -> bool {
    ends_open(report, item.line) || is_introduced(report, item)
}

/// Whether the sentence goes on behind the line.
fn ends_open(report: &Report<'_>, line: usize) -> bool {
    report.lines[line].words().ends_with(['；', ';', '，', ','])
}

/// Whether the line before ends in a colon: what follows is a list of its own.
fn is_introduced(report: &Report<'_>, item: &NumberedLine) -> bool {
    let before = item.line.checked_sub(1).map(|before| &report.lines[before]);
    before.is_some_and(|before| {
        before.role == LineRole::Prose && before.words().ends_with(['：', ':'])
    })
}

fn shown(item: &NumberedLine) -> String {
    item.number.style.number(item.number.value)
}

/// The number with its brackets and marks.
fn span(report: &Report<'_>, item: &NumberedLine) -> nianbao_lint::Span {
    let line = &report.lines[item.line];
    line.span(0..line.words()[..item.number.end].trim_end().len())
}

/// Section headings by markup of more than one level.
fn check_markup(report: &Report<'_>, sink: &mut Sink<'_>) {
    let levels: Vec<(&Section, u8)> = report
        .sections
        .iter()
        .filter_map(|section| {
            match report.document.blocks[report.lines[section.heading.line].block].kind {
                BlockKind::Heading { level, .. } => Some((section, level)),
                _ => None,
            }
        })
        .collect();
    let Some((first, level)) = levels.first() else { return };
    let mut others = levels.iter().filter(|(_, other)| other != level);
    let Some((section, other)) = others.next() else { return };
    let message = format!("各部分标题的标记级别不一：此处为{other}级，第一个为{level}级");
    let diagnostic = sink.report_as(Severity::Info, form::heading_span(report, section), message);
    diagnostic.label(form::heading_span(report, first), format!("{level}级标题"));
    for (section, other) in others {
        diagnostic.label(form::heading_span(report, section), format!("{other}级标题"));
    }
    diagnostic
        .help("六个部分同级，标题的标记级别应相同")
        .place(section_place(Some(section.number)));
    diagnostic.norm = None;
}
