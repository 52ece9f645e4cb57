use nianbao_lint::report::{LineRole, Title, section_place};
use nianbao_lint::{FORMAT_2021, Report, Severity, Sink, rule};

use crate::form;

rule! {
    /// 标题不是“〈机关〉〈年份〉年政府信息公开工作年度报告”
    ///
    /// A title names the organ and the year, in either order, and calls the report 政府信息公开工作年度报告. Where a line near
    /// a title without organ names it, as pages with a headline of their own do, nothing is said.
    ///
    /// ```bad
    /// # 2023年政府信息公开工作年度报告
    ///
    /// 现公布柳林镇人民政府2023年政府信息公开工作年度报告。
    ///
    /// ## 一、总体情况
    /// ```
    /// ```bad
    /// # 清河市东山区教育局2023年政务公开工作总结
    ///
    /// ## 一、总体情况
    /// ```
    /// ```bad
    /// # 清河市东山区教育局2023年度政府信息公开年度报告
    ///
    /// ## 一、总体情况
    /// ```
    /// ```good
    /// # 2023年清河市东山区教育局政府信息公开工作年度报告
    ///
    /// ## 一、总体情况
    /// ```
    /// ```good html
    /// <h1>2023年政府信息公开工作年度报告</h1>
    /// <p>清河市东山区教育局</p>
    /// <p>2023年政府信息公开工作年度报告</p>
    /// <p>一、总体情况</p>
    /// ```
    /// ```good
    /// # 清河市东山区教育局2016年政府信息公开年度报告
    ///
    /// 2016年，我局公开信息120条。
    ///
    /// ## 一、概述
    /// ```
    "structure/nonstandard-title" {
        severity: Severity::Info,
        norm: Some(FORMAT_2021),
        since: "0.1.0",
        check: check,
    }
}

/// What the report calls itself.
const GENRE: &str = "政府信息公开工作年度报告";

fn check(report: &Report<'_>, sink: &mut Sink<'_>) {
    let Some(title) = &report.title else { return };
    let Some(edition) = form::edition(report) else { return };
    let mut faults = Vec::new();
    if title.organ.is_none() && !is_named_nearby(report) {
        faults.push("没有机关名称".to_owned());
    }
    if title.year.is_none() {
        faults.push("没有年份".to_owned());
    }
    faults.extend(genre_fault(title));
    if faults.is_empty() {
        return;
    }
    let organ = report.organ.as_ref().map_or("〈机关名称〉", |organ| organ.name.as_str());
    let year = report.year.map_or("〈年份〉".to_owned(), |year| year.to_string());
    let expected = format!("{organ}{year}年{GENRE}");
    sink.report(title.span, format!("标题{}", faults.join("，")))
        .help(format!("按格式应写作“{expected}”"))
        .norm(form::norm(edition))
        .place(section_place(None))
        .value("expected", expected)
        .value("actual", &title.text);
}

/// What differs in the words that say what kind of text this is.
fn genre_fault(title: &Title) -> Option<String> {
    let text = title.without_remark().trim_end_matches(|c: char| "（()）全文本网络版".contains(c));
    let Some(before) = text.strip_suffix(GENRE) else {
        let start =
            ["政府信息公开", "政务公开", "信息公开"].iter().find_map(|words| text.find(words));
        let actual = start.map_or(text, |start| &text[start..]);
        return Some(format!("称“{actual}”，不称“{GENRE}”"));
    };
    let has_doubled_year = before.contains("年度");
    has_doubled_year.then(|| "写“年度”，格式写“年”".to_owned())
}

/// Whether another line before the first section gives the organ's name alone or in a title of its own.
fn is_named_nearby(report: &Report<'_>) -> bool {
    const MOST_CHARS: usize = 60;
    let Some(organ) = &report.organ else { return false };
    let first = report.sections.first().map_or(report.lines.len(), |section| section.heading.line);
    report.lines[..first].iter().filter(|line| line.role != LineRole::Title).any(|line| {
        let words: String = line.words().chars().filter(|c| !c.is_whitespace()).collect();
        let is_title = words.chars().nth(MOST_CHARS).is_none()
            && words.contains(&organ.name)
            && words.ends_with("报告");
        words == organ.name || is_title
    })
}
