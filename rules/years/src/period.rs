use std::fmt::Write;

use nianbao_lint::report::{Date, Period, YearEvidence, section_place};
use nianbao_lint::{Applicability, Edit, Norm, Report, Severity, Sink, Span, rule};

use crate::publication::in_words;

rule! {
    /// 统计期限不是报告年份的1月1日至12月31日
    ///
    /// The stated period must go from 1 January to 31 December of the year the report is on. Only a period said to be
    /// that of the report's figures is looked at, no other span of time.
    ///
    /// ```bad
    /// # 柳林镇2023年政府信息公开工作年度报告
    ///
    /// 本报告所列数据的统计期限自2022年1月1日起至2022年12月31日止。
    ///
    /// ## 一、总体情况
    ///
    /// 2023年，柳林镇主动公开信息120条。
    /// ```
    /// ```bad
    /// # 柳林镇2023年政府信息公开工作年度报告
    ///
    /// 统计期限：2023年1月1日至11月31日。
    /// ```
    /// ```good
    /// # 柳林镇2023年政府信息公开工作年度报告
    ///
    /// 本报告所列数据的统计期限自2023年1月1日起至12月31日止。
    ///
    /// ## 一、总体情况
    ///
    /// 2023年5月1日至5月31日，柳林镇开展公开宣传月活动。
    /// ```
    /// ```good
    /// # 柳林大学2022-2023学年信息公开工作年度报告
    ///
    /// 本报告所列数据的统计期限为2022年9月1日至2023年8月31日。
    /// ```
    /// Universities and schools report on academic years, by the 高等学校信息公开办法. The fix changes only the numbers
    /// that are wrong; it is unsafe because the figures may be those of the period stated.
    "years/period" {
        severity: Severity::Error,
        norm: Some(Norm { document: "《中华人民共和国政府信息公开条例》", clause: "第四十九条" }),
        since: "0.1.0",
        fixes: &[Applicability::Unsafe],
        check: check,
    }
}

/// The first report year that is a whole one: the 条例 came into force on 1 May 2008.
const FIRST_WHOLE_YEAR: u16 = 2009;

fn check(report: &Report<'_>, sink: &mut Sink<'_>) {
    let Some(period) = &report.period else {
        sink.note("未找到统计期限");
        return;
    };
    let Some(year) = report_year(report) else {
        sink.note("报告年份不明，未核对统计期限的年份");
        return;
    };
    if year < FIRST_WHOLE_YEAR || is_academic(report, period) {
        return;
    }
    let start_is_wrong = period.start.year != year || !period.starts_the_year();
    // A last day without a year of its own shares the first day's, which is mended there.
    let end_year_is_wrong = period.end_states_year && period.end.year != year;
    let end_is_wrong = end_year_is_wrong || !period.ends_the_year();
    if start_is_wrong || end_is_wrong {
        report_wrong(report, period, year, [start_is_wrong, end_is_wrong], sink);
    }
}

/// Whether the period begins as an academic year does, in a report on one or of a school.
fn is_academic(report: &Report<'_>, period: &Period) -> bool {
    const MONTHS: std::ops::RangeInclusive<u8> = 7..=10;
    const SCHOOLS: [&str; 3] = ["大学", "学院", "学校"];
    let is_school = || {
        report
            .organ
            .as_ref()
            .is_some_and(|organ| SCHOOLS.iter().any(|end| organ.name.ends_with(end)))
    };
    let names_it = || report.title.as_ref().is_some_and(|title| title.text.contains("学年"));
    MONTHS.contains(&period.start.month) && (names_it() || is_school())
}

/// The report's year; where the title is the odd one out, the text's.
fn report_year(report: &Report<'_>) -> Option<u16> {
    YearEvidence::of(report).against_title().or(report.year)
}

fn report_wrong(
    report: &Report<'_>,
    period: &Period,
    year: u16,
    [start_is_wrong, end_is_wrong]: [bool; 2],
    sink: &mut Sink<'_>,
) {
    let first = Date { year, month: 1, day: period.start.day.map(|_| 1) };
    let last = Date { year, month: 12, day: period.end.day.map(|_| 31) };
    let actual = format!("{}至{}", in_words(period.start), in_words(period.end));
    let expected = format!("{}至{}", in_words(first), in_words(last));
    let mut edits = Vec::new();
    let diagnostic = sink.report(period.span, format!("统计期限为{actual}，应为{expected}"));
    if start_is_wrong {
        diagnostic.label(period.start_span, format!("应为{}", in_words(first)));
        edits.extend(edit(report, period.start_span, first, true));
    }
    if end_is_wrong {
        diagnostic.label(period.end_span, format!("应为{}", in_words(last)));
        edits.extend(edit(report, period.end_span, last, period.end_states_year));
    }
    let section = report
        .lines
        .iter()
        .find(|line| line.whole_span().contains(period.span))
        .and_then(|line| line.section);
    diagnostic
        .help("年度报告反映上一自然年的情况；表中数据若也按此期限统计，请一并核对")
        .place(section_place(section))
        .value("expected", expected)
        .value("actual", actual);
    if !edits.is_empty() {
        diagnostic.fix(Applicability::Unsafe, "改为报告年份的起止日期", edits);
    }
}

/// Puts the numbers of `date` in place of those under `span`, keeping marks and leading zeros; nothing where the date
/// is written otherwise than in ASCII digits, part after part, or with markup among them.
fn edit(report: &Report<'_>, span: Span, date: Date, states_year: bool) -> Option<Edit> {
    if !report.document.is_plain(span) {
        return None;
    }
    let mut rest = report.document.source.slice(span);
    let mut replacement = String::with_capacity(rest.len());
    let year = states_year.then_some(date.year);
    let numbers = year.into_iter().chain([u16::from(date.month)]).chain(date.day.map(u16::from));
    for number in numbers {
        let (mark, tail) = rest.split_at(rest.find(|c: char| c.is_ascii_digit())?);
        let digits = tail.bytes().take_while(u8::is_ascii_digit).count();
        let width = if tail.starts_with('0') { digits } else { 0 };
        replacement.push_str(mark);
        write!(replacement, "{number:0width$}").ok()?;
        rest = &tail[digits..];
    }
    replacement.push_str(rest);
    (!rest.contains(|c: char| c.is_ascii_digit())).then(|| Edit::replace(span, replacement))
}

#[cfg(test)]
mod tests {
    use nianbao_test::{check_rule, findings};

    const RULE: &str = "years/period";

    fn with_title(body: &str) -> String {
        format!(
            "# 清河市教育局2023年政府信息公开工作年度报告\n\n{body}\n\n一、总体情况\n\n2023年，我局公开信息。\n"
        )
    }

    #[test]
    fn whole_years_in_all_forms_are_right() {
        for body in [
            "统计期限为2023年1月1日至2023年12月31日。",
            "统计时限均为 2023 年 1 月 1 日至 12 月 31 日。",
            "统计期限：2023.01.01-2023.12.31",
            "所列数据的统计期限为2023年1月至12月。",
            "所列数据统计期限为2023年度。",
        ] {
            check_rule(RULE, &with_title(body), &[]);
        }
    }

    #[test]
    fn each_wrong_part_is_named_and_mended() {
        #[track_caller]
        fn check(period: &str, labels: &[&str], fixed: &str) {
            let text = with_title(&format!("统计期限为{period}止。"));
            let found = findings(RULE, nianbao_lint::document::Format::Markdown, &text);
            assert_eq!(found.len(), 1, "{period}");
            let said: Vec<_> =
                found[0].labels.iter().map(|(_, message)| message.as_str()).collect();
            assert_eq!(said, labels, "{period}");
            let (_, mended) = found[0].fix.clone().unwrap();
            assert_eq!(mended, text.replace(period, fixed), "{period}");
        }
        check("2022年1月1日至12月31日", &["应为2023年1月1日"], "2023年1月1日至12月31日");
        check(
            "2022年1月1日至2022年12月30日",
            &["应为2023年1月1日", "应为2023年12月31日"],
            "2023年1月1日至2023年12月31日",
        );
        check("2023年1月1日至11月31日", &["应为2023年12月31日"], "2023年1月1日至12月31日");
        check("2023.01.01-2022.12.31", &["应为2023年12月31日"], "2023.01.01-2023.12.31");
        check("2023年2月1日至12月31日", &["应为2023年1月1日"], "2023年1月1日至12月31日");
    }
}
