use nianbao_lint::report::{Section, section_numeral, section_place};
use nianbao_lint::{Applicability, Edit, FORMAT_2021, Report, Severity, Sink, rule};

use crate::form;

rule! {
    /// 各部分的顺序或编号与格式不符
    ///
    /// The six sections stand in the form's order, and each heading bears its section's number. Where sections are
    /// missing and the others are numbered through, only the missing ones are reported.
    ///
    /// ```bad
    /// # 柳林镇2023年政府信息公开工作年度报告
    ///
    /// ## 一、总体情况
    ///
    /// ## 二、主动公开政府信息情况
    ///
    /// ## 三、收到和处理政府信息公开申请情况
    ///
    /// ## 三、政府信息公开行政复议、行政诉讼情况
    ///
    /// ## 五、存在的主要问题及改进情况
    ///
    /// ## 六、其他需要报告的事项
    /// ```
    /// ```bad
    /// # 柳林镇2023年政府信息公开工作年度报告
    ///
    /// ## 一、总体情况
    ///
    /// ## 三、收到和处理政府信息公开申请情况
    ///
    /// ## 二、主动公开政府信息情况
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
    /// ## 一、总体情况
    ///
    /// ## 二、主动公开政府信息情况
    ///
    /// ## 三、收到和处理政府信息公开申请情况
    ///
    /// ## 四、存在的主要问题及改进情况
    ///
    /// ## 五、其他需要报告的事项
    /// ```
    /// The fix renumbers a heading that stands in its place under a wrong number. It is unsafe because the text may
    /// refer to its sections by number. A section out of place is not moved.
    "structure/section-order" {
        severity: Severity::Error,
        norm: Some(FORMAT_2021),
        since: "0.1.0",
        fixes: &[Applicability::Unsafe],
        check: check,
    }
}

fn check(report: &Report<'_>, sink: &mut Sink<'_>) {
    if form::edition(report).is_none() {
        return;
    }
    let displaced = displaced(&report.sections);
    for section in &displaced {
        report_displaced(report, section, sink);
    }
    let in_place =
        |section: &&Section| !displaced.iter().any(|other| other.number == section.number);
    let in_place: Vec<&Section> = report.sections.iter().filter(in_place).collect();
    if is_numbered_through(&report.sections) {
        return;
    }
    let misnumbered: Vec<&Section> =
        in_place.into_iter().filter(|section| is_misnumbered(section)).collect();
    match misnumbered.as_slice() {
        // An extra section shifts all numbers behind it: one slip, not one for each.
        [first, _, ..] if is_shifted(&misnumbered) => report_shift(report, first, sink),
        all => all.iter().for_each(|section| report_number(report, section, sink)),
    }
}

fn is_misnumbered(section: &Section) -> bool {
    section.heading.stated_number.is_some_and(|stated| stated != section.number)
}

/// Whether the headings are numbered one after the other, whichever sections are missing.
fn is_numbered_through(sections: &[Section]) -> bool {
    (1..).zip(sections).all(|(position, section)| {
        section.heading.stated_number.is_none_or(|stated| stated == position)
    })
}

/// Whether all bear a number higher than their own by the same.
fn is_shifted(sections: &[&Section]) -> bool {
    let shift = |section: &Section| {
        section.heading.stated_number.and_then(|stated| stated.checked_sub(section.number))
    };
    let first = sections.first().and_then(|section| shift(section));
    first.is_some() && sections.iter().all(|section| shift(section) == first)
}

/// The fewest sections whose removal leaves the others in order.
fn displaced(sections: &[Section]) -> Vec<&Section> {
    // A longest run of rising numbers, by the length of the best one that ends at each section.
    let mut best: Vec<(usize, Option<usize>)> = Vec::with_capacity(sections.len());
    for (index, section) in sections.iter().enumerate() {
        let before = (0..index).filter(|other| sections[*other].number < section.number);
        let longest = before.max_by_key(|other| (best[*other].0, std::cmp::Reverse(*other)));
        best.push((longest.map_or(1, |other| best[other].0 + 1), longest));
    }
    let mut kept = vec![false; sections.len()];
    let mut at =
        (0..sections.len()).max_by_key(|index| (best[*index].0, std::cmp::Reverse(*index)));
    while let Some(index) = at {
        kept[index] = true;
        at = best[index].1;
    }
    sections.iter().zip(kept).filter(|(_, kept)| !kept).map(|(section, _)| section).collect()
}

fn report_displaced(report: &Report<'_>, section: &Section, sink: &mut Sink<'_>) {
    let number = section_numeral(section.number);
    let heading = form::stated_heading(report, section);
    let earlier =
        report.sections.iter().rev().find(|other| {
            other.heading.line < section.heading.line && other.number > section.number
        });
    let later = report
        .sections
        .iter()
        .find(|other| other.heading.line > section.heading.line && other.number < section.number);
    let (other, relation) = match (earlier, later) {
        (Some(earlier), _) => (earlier, "之后"),
        (None, Some(later)) => (later, "之前"),
        (None, None) => return,
    };
    let message = format!(
        "“{heading}”按格式是第{number}部分，却排在第{}部分{relation}",
        section_numeral(other.number)
    );
    sink.report(form::heading_span(report, section), message)
        .label(
            form::heading_span(report, other),
            format!("这是第{}部分", section_numeral(other.number)),
        )
        .help("请连同内容移到格式规定的位置，并重新编号")
        .place(section_place(Some(section.number)))
        .value("expected", section.number);
}

fn report_number(report: &Report<'_>, section: &Section, sink: &mut Sink<'_>) {
    let Some(stated) = section.heading.stated_number else { return };
    let numeral = section_numeral(section.number);
    let heading = form::stated_heading(report, section);
    let message = format!("“{heading}”按格式是第{numeral}部分，编号却是{stated}");
    let diagnostic = sink.report(form::heading_span(report, section), message);
    diagnostic
        .place(section_place(Some(section.number)))
        .value("expected", section.number)
        .value("actual", stated);
    if let Some(edit) = renumber(report, section) {
        let title = format!("编号改为“{}”", edit.replacement);
        diagnostic.fix(Applicability::Unsafe, title, vec![edit]);
    }
}

fn report_shift(report: &Report<'_>, first: &Section, sink: &mut Sink<'_>) {
    let Some(stated) = first.heading.stated_number else { return };
    let numeral = section_numeral(first.number);
    let heading = form::stated_heading(report, first);
    let message = format!(
        "从“{heading}”起编号比格式多{}，这一部分按格式是第{numeral}部分",
        stated.saturating_sub(first.number)
    );
    sink.report(form::heading_span(report, first), message)
        .help("前面如有格式以外的部分，请并入六个部分之中，再重新编号")
        .place(section_place(Some(first.number)))
        .value("expected", first.number)
        .value("actual", stated);
}

/// Replaces the numeral before the heading's words by the section's own, in the same kind of digits.
fn renumber(report: &Report<'_>, section: &Section) -> Option<Edit> {
    let line = &report.lines[section.heading.line];
    let numeral = &line.words()[..section.heading.title.start];
    let is_digit = |c: char| c.is_ascii_digit() || "一二三四五六七八九十".contains(c);
    let start = numeral.find(is_digit)?;
    let len = numeral[start..].find(|c| !is_digit(c)).unwrap_or(numeral.len() - start);
    let replacement = if numeral[start..].starts_with(|c: char| c.is_ascii_digit()) {
        section.number.to_string()
    } else {
        section_numeral(section.number).to_owned()
    };
    report.passage(section.heading.line).replace(start..start + len, &replacement)
}

#[cfg(test)]
mod tests {
    use nianbao_lint::document::Format;
    use nianbao_test::{check_rule, findings};

    const RULE: &str = "structure/section-order";
    const WORDS: [&str; 6] = [
        "总体情况",
        "主动公开政府信息情况",
        "收到和处理政府信息公开申请情况",
        "政府信息公开行政复议、行政诉讼情况",
        "存在的主要问题及改进情况",
        "其他需要报告的事项",
    ];

    /// A report with these sections under these numbers; section 0 is one the form does not have.
    fn outline(headings: &[(usize, &str)]) -> String {
        let sections = headings.iter().map(|(section, number)| {
            let words = section.checked_sub(1).map_or("收费情况", |index| WORDS[index]);
            format!("\n## {number}、{words}\n\n正文。\n")
        });
        let title = "# 清河市教育局2023年政府信息公开工作年度报告\n".to_owned();
        std::iter::once(title).chain(sections).collect()
    }

    #[test]
    fn a_doubled_number_is_renumbered() {
        let headings =
            |fourth| outline(&[(1, "一"), (2, "二"), (3, "三"), (4, fourth), (5, "五"), (6, "六")]);
        let found = findings(RULE, Format::Markdown, &headings("三"));
        assert_eq!(found.len(), 1);
        assert_eq!(found[0].fix.as_ref().map(|(_, text)| text.as_str()), Some(&*headings("四")));
    }

    #[test]
    fn an_extra_section_shifts_the_numbers_once() {
        let text =
            outline(&[(1, "一"), (2, "二"), (3, "三"), (4, "四"), (0, "五"), (5, "六"), (6, "七")]);
        check_rule(RULE, &text, &["六、存在的主要问题及改进情况"]);
    }

    #[test]
    fn a_section_out_of_place_is_named_once() {
        let text = outline(&[(1, "一"), (2, "二"), (4, "三"), (3, "四"), (5, "五"), (6, "六")]);
        check_rule(RULE, &text, &["四、收到和处理政府信息公开申请情况"]);
        let text = outline(&[(6, "一"), (1, "二"), (2, "三"), (3, "四"), (4, "五"), (5, "六")]);
        check_rule(RULE, &text, &["一、其他需要报告的事项"]);
    }

    #[test]
    fn headings_without_numbers_are_in_order() {
        let text = outline(&[(1, "一"), (2, "二"), (3, "三"), (5, "五"), (6, "六")]);
        check_rule(RULE, &text, &[]);
    }
}
