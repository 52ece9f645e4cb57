use nianbao_lint::report::{Date, DateRole, YearCertainty, YearEvidence, section_place};
use nianbao_lint::{Norm, Report, Severity, Sink, rule};

use crate::publication::{dates_of, in_words};

rule! {
    /// 统计期限结束前就已公布
    ///
    /// The page says that the report was published before 31 December of its own year, when its figures could not be
    /// complete: the date, the year or the figures are wrong. The title and another part of the report must agree on the
    /// year. Where only 成文日期 is early, it is a hint.
    ///
    /// ```bad
    /// # 柳林镇2023年政府信息公开工作年度报告
    ///
    /// 发布时间：2023-12-15
    ///
    /// 本报告所列数据的统计期限自2023年1月1日起至2023年12月31日止。
    ///
    /// ## 一、总体情况
    /// ```
    /// ```good
    /// # 柳林镇2023年政府信息公开工作年度报告
    ///
    /// 成文日期：2023-12-28 发布时间：2024-01-03
    ///
    /// 本报告所列数据的统计期限自2023年1月1日起至2023年12月31日止。
    ///
    /// ## 一、总体情况
    /// ```
    "years/early-publication" {
        severity: Severity::Warning,
        norm: Some(Norm { document: "《中华人民共和国政府信息公开条例》", clause: "第四十九条" }),
        since: "0.1.0",
        check: check,
    }
}

fn check(report: &Report<'_>, sink: &mut Sink<'_>) {
    let Some(year) = report.year else { return };
    let last = |role| dates_of(report, role).max_by_key(|header| header.date);
    let published = last(DateRole::Published).map(|header| (header, Severity::Warning, "发布时间"));
    let written = || last(DateRole::Written).map(|header| (header, Severity::Info, "成文日期"));
    let Some((header, severity, name)) = published.or_else(written) else { return };
    let end = Date { year, month: 12, day: Some(31) };
    let is_early = (header.date.year, header.date.month) < (year, 12)
        || header.date.days_since(end).is_some_and(|days| days < 0);
    if !is_early || YearEvidence::of(report).certainty() != YearCertainty::Agreed {
        return;
    }
    let date = in_words(header.date);
    let message = format!("{name}为{date}，而{year}年的统计期限到{year}年12月31日才结束");
    sink.report_as(severity, header.span, message)
        .help("请核对日期和报告年份；若确在年底前编成，数据应补至12月31日")
        .place(section_place(None))
        .value("expected", format!("不早于{}", in_words(end)))
        .value("actual", date);
}

#[cfg(test)]
mod tests {
    use nianbao_test::check_rule;

    const RULE: &str = "years/early-publication";

    #[track_caller]
    fn check(header: &str, expected: &[&str]) {
        let text = format!(
            "# 柳林镇2023年政府信息公开工作年度报告\n\n{header}\n\n## 一、总体情况\n\n2023年，柳林镇公开信息120条。\n"
        );
        check_rule(RULE, &text, expected);
    }

    #[test]
    fn only_dates_before_the_last_day_are_early() {
        check("发布时间：2023-12-30", &["2023-12-30"]);
        check("发布时间：2023年11月", &["2023年11月"]);
        check("发布时间：2023-12-31", &[]);
        check("发布时间：2023年12月", &[]);
        check("发布时间：2024-01-02", &[]);
        check("成文日期：2023-12-20", &["2023-12-20"]);
    }
}
