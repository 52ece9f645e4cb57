use nianbao_lint::report::{Passage, section_place};
use nianbao_lint::{Applicability, Edit, Norm, Report, Severity, Sink, Span, rule};

use crate::titles::{Citing, Title, citing, is_introduced};

rule! {
    /// 使用《条例》等简称前未作说明
    ///
    /// A title that is nothing but the word for a kind of document (《条例》, 《规定》, 《办法》, 《实施细则》) and is nowhere introduced
    /// by 以下简称, 下称 or in brackets behind the full name, or only after its first use. One finding for each, at its first use.
    ///
    /// ```bad
    /// # 柳林镇2023年政府信息公开工作年度报告
    ///
    /// ## 一、总体情况
    ///
    /// 2023年，全镇学习《中华人民共和国政府信息公开条例》，严格执行《条例》规定。
    /// ```
    /// ```bad
    /// # 柳林镇2023年政府信息公开工作年度报告
    ///
    /// 按照《条例》编制本报告。
    ///
    /// ## 一、总体情况
    ///
    /// 落实《中华人民共和国政府信息公开条例》（以下简称《条例》）。
    /// ```
    /// ```good
    /// # 柳林镇2023年政府信息公开工作年度报告
    ///
    /// 按照《中华人民共和国政府信息公开条例》（国务院令第711号，以下简称“《条例》”）、《江南省政府信息公开规定》（下称《规定》）编制，
    /// 落实《条例》和《规定》。更新《指南》和《目录》。
    /// ```
    /// ```good
    /// # 柳林镇2023年政府信息公开工作年度报告
    ///
    /// 按照新修订的《中华人民共和国政府信息公开条例》（以下简称新《条例》）编制，落实《条例》。
    /// ```
    /// ```good
    /// # 柳林镇2023年政府信息公开工作年度报告
    ///
    /// 按照《中华人民共和国政府信息公开条例》（以下简称条例）编制，落实《条例》。按照《中华人民共和国政府信息公开条例》（《条例》）执行。
    /// ```
    /// The fix adds the introduction behind the full name, where that stands before; it is unsafe because another regulation
    /// may be meant.
    "citations/undefined-short-title" {
        severity: Severity::Warning,
        norm: Some(Norm { document: "《党政机关公文处理工作条例》", clause: "第十九条" }),
        since: "0.1.0",
        fixes: &[Applicability::Unsafe],
        check: check,
    }
}

/// Words that alone name no document.
const SHORT_TITLES: [&str; 5] = ["条例", "规定", "办法", "细则", "实施细则"];

/// The document that 《条例》 means unless the report says otherwise.
const REGULATION: &str = "政府信息公开条例";

/// The uses of a short title, in order.
type Uses<'c> = Vec<(Passage<'c>, &'c Title)>;

fn check(report: &Report<'_>, sink: &mut Sink<'_>) {
    let citing = citing(report, sink);
    for short in SHORT_TITLES {
        let uses = named(report, &citing, |name| name == short);
        let Some((first, title)) = uses.first() else { continue };
        let span = first.span(title.range.clone());
        match introduction(report, &uses, short) {
            Some(place) if place.start <= span.end => {}
            Some(place) => {
                sink.report(span, format!("“《{short}》”在说明简称之前就已使用"))
                    .label(place, "到这里才说明简称")
                    .help("首次出现时写全称并注明“以下简称”")
                    .place(section_place(first.section));
            }
            None => report_undefined(report, &citing, &uses, short, sink),
        }
    }
}

/// The titles whose words `is_meant` accepts.
fn named<'c>(
    report: &'c Report<'_>,
    citing: &'c [Citing],
    is_meant: impl Fn(&str) -> bool + Copy,
) -> Uses<'c> {
    let meant = citing.iter().flat_map(|citing| {
        let words = report.lines[citing.line].words();
        let titles = citing.titles.iter().filter(move |title| is_meant(&words[title.name.clone()]));
        titles.map(|title| (citing.line, title))
    });
    meant.map(|(line, title)| (report.passage(line), title)).collect()
}

/// Where `short` is introduced.
fn introduction(report: &Report<'_>, uses: &Uses<'_>, short: &str) -> Option<Span> {
    let within_marks = uses.iter().find(|(line, title)| {
        let before = &line.words()[..title.range.start];
        is_introduced(before) || ["》（", "》(", "以下"].iter().any(|end| before.ends_with(end))
    });
    let within_marks = within_marks.map(|(line, title)| line.span(title.range.clone()));
    let first = uses.first().map(|(line, title)| line.span(title.range.clone()));
    if within_marks.is_some() && within_marks == first {
        return within_marks;
    }
    let bare = report.authored().find_map(|(_, line)| {
        let words = line.words();
        let mut places = words.match_indices(short);
        let (start, found) = places.find(|(start, _)| is_introduced(&words[..*start]))?;
        Some(line.span(start..start + found.len()))
    });
    within_marks.into_iter().chain(bare).min()
}

fn report_undefined(
    report: &Report<'_>,
    citing: &[Citing],
    uses: &Uses<'_>,
    short: &str,
    sink: &mut Sink<'_>,
) {
    let Some((line, title)) = uses.first() else { return };
    let span = line.span(title.range.clone());
    let ending = if short == "条例" { REGULATION } else { short };
    let full = named(report, citing, |name| name != short && name.ends_with(ending));
    let full = full.first().filter(|(line, title)| line.span(title.range.clone()) < span);
    let message = match full {
        Some(_) => format!("“《{short}》”未说明是哪一文件的简称，虽前文有全称"),
        None => format!("“《{short}》”未说明是哪一文件的简称，前文也无全称"),
    };
    let diagnostic = sink.report(span, message);
    diagnostic
        .help(format!("首次写全称时注明“以下简称《{short}》”"))
        .place(section_place(line.section))
        .value("count", uses.len());
    let Some((line, title)) = full else { return };
    diagnostic.label(line.span(title.range.clone()), "全称在此");
    if let Some(edit) = introduce(line, title, short) {
        let fix = format!("在全称后加“以下简称《{short}》”");
        diagnostic.fix(Applicability::Unsafe, fix, vec![edit]);
    }
}

/// Adds the introduction behind `title`, within the brackets that follow it where there are any.
fn introduce(line: &Passage<'_>, title: &Title, short: &str) -> Option<Edit> {
    let words = line.words();
    let at = title.range.end;
    let note =
        words[at..].starts_with(['（', '(']).then(|| words[at..].find(['）', ')'])).flatten();
    match note {
        Some(end) => line.replace(at + end..at + end, &format!("，以下简称《{short}》")),
        None => line.replace(at..at, &format!("（以下简称《{short}》）")),
    }
}
