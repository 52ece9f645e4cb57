use nianbao_lint::report::{
    Date, DateRole, HeaderDate, OrganKind, YearCertainty, YearEvidence, section_place,
};
use nianbao_lint::{Norm, Report, Severity, Sink, rule};

use crate::publication::{dates_of, in_words};

rule! {
    /// 公布时间晚于条例规定的期限
    ///
    /// Departments of governments of a county and above, their offices included, publish by 31 January of the next year;
    /// the governments themselves by 31 March. The law sets no day for towns, sub-districts and others, and these are not
    /// checked. The last day itself is in time. 发布时间 counts, and where there is none 成文日期, as a warning. Which kind
    /// of organ reports is told by the title; `organ-kind` in lint.toml overrules it.
    ///
    /// ```bad
    /// # 清河市教育局2023年政府信息公开工作年度报告
    ///
    /// 发布时间：2024-02-05
    ///
    /// ## 一、总体情况
    ///
    /// 2023年，我局公开信息120条。
    /// ```
    /// ```bad
    /// # 清河市人民政府2023年政府信息公开工作年度报告
    ///
    /// 发布日期：2024年4月1日
    ///
    /// ## 一、总体情况
    ///
    /// 2023年，全市公开信息1200条。
    /// ```
    /// ```good
    /// # 清河市2021年政府信息公开工作年度报告
    ///
    /// 来源：清河市政府办公室 发布时间：2022-03-31
    ///
    /// ## 一、总体情况
    ///
    /// 2021年，全市公开信息1200条。
    /// ```
    /// ```good
    /// # 清河市教育局2023年政府信息公开工作年度报告
    ///
    /// 成文日期：2024-01-31
    ///
    /// ## 一、总体情况
    ///
    /// 2023年，我局公开信息120条。
    /// ```
    /// ```good
    /// # 柳林镇人民政府2023年政府信息公开工作年度报告
    ///
    /// 发布时间：2024-02-20
    ///
    /// ## 一、总体情况
    ///
    /// 2023年，我镇公开信息120条。
    /// ```
    "years/late-publication" {
        severity: Severity::Error,
        norm: Some(Norm { document: "《中华人民共和国政府信息公开条例》", clause: "第四十九条" }),
        since: "0.1.0",
        check: check,
    }
}

/// The first report year whose publication falls under the revised 条例, in force since 15 May 2019.
const FIRST_YEAR: u16 = 2019;

/// The last day to publish by article 49, as month and day, for the kinds of organs it names.
const DEADLINES: [(OrganKind, u8, u8, &str); 3] = [
    (OrganKind::Department, 1, 31, "县级以上人民政府部门应在每年1月31日前公布上一年度报告"),
    (OrganKind::Office, 1, 31, "政府办公厅（室）作为政府部门，应在每年1月31日前公布上一年度报告"),
    (OrganKind::Government, 3, 31, "县级以上地方人民政府的报告应在每年3月31日前公布"),
];

/// Days behind the deadline from which a date is rather that of a page that was moved.
const MOVED_DAYS: i32 = 366;

fn check(report: &Report<'_>, sink: &mut Sink<'_>) {
    let Some(year) = report.year.filter(|year| *year >= FIRST_YEAR) else { return };
    let Some((date, severity)) = earliest(report) else { return };
    if YearEvidence::of(report).certainty() != YearCertainty::Agreed {
        sink.note("报告年份不能确定，未检查是否按期公布");
        return;
    }
    let Some(kind) = report.organ_kind else {
        sink.note("机关类别不明，未检查是否按期公布；可在lint.toml中以organ-kind指明");
        return;
    };
    let Some((_, month, day, law)) = DEADLINES.iter().find(|(of, ..)| *of == kind) else { return };
    let deadline = Date { year: year + 1, month: *month, day: Some(*day) };
    if is_after(date.date, deadline) {
        report_late(report, date, deadline, law, severity, sink);
    }
}

/// The earliest day of publication, else that of writing, which weighs less.
fn earliest<'r>(report: &'r Report<'_>) -> Option<(&'r HeaderDate, Severity)> {
    let first = |role| dates_of(report, role).min_by_key(|header| header.date);
    let published = first(DateRole::Published).map(|header| (header, Severity::Error));
    published.or_else(|| first(DateRole::Written).map(|header| (header, Severity::Warning)))
}

/// Whether `date` is later than `deadline`, whatever day of its month it is where it states none.
fn is_after(date: Date, deadline: Date) -> bool {
    let month = |date: Date| (date.year, date.month);
    month(date) > month(deadline) || month(date) == month(deadline) && date.day > deadline.day
}

fn report_late(
    report: &Report<'_>,
    header: &HeaderDate,
    deadline: Date,
    law: &str,
    severity: Severity,
    sink: &mut Sink<'_>,
) {
    let days = header.date.days_since(deadline);
    let severity =
        if days.is_some_and(|days| days > MOVED_DAYS) { Severity::Warning } else { severity };
    let name = match header.role {
        DateRole::Published => "发布时间",
        DateRole::Written => "成文日期",
    };
    let late = days.map_or(String::new(), |days| format!("，迟了{days}天"));
    let message =
        format!("{name}为{}，晚于法定期限{}{late}", in_words(header.date), in_words(deadline));
    let diagnostic = sink.report_as(severity, header.span, message);
    diagnostic
        .help(format!("{law}；若这是网页迁移后的日期，请注明原公布日期，若机关类别有误，请在lint.toml中以organ-kind指明"))
        .place(section_place(None))
        .value("expected", format!("不晚于{}", in_words(deadline)))
        .value("actual", in_words(header.date));
    if let Some(organ) = &report.organ {
        diagnostic.label(organ.span, "公布报告的机关");
    }
}

#[cfg(test)]
mod tests {
    use nianbao_lint::Severity;
    use nianbao_lint::document::Format;
    use nianbao_test::findings;

    const RULE: &str = "years/late-publication";

    #[track_caller]
    fn check(organ: &str, header: &str, own: &str, expected: Option<Severity>) {
        let text = format!(
            "{organ}2023年政府信息公开工作年度报告\n{header}\n一、总体情况\n2023年，{own}公开信息。\n"
        );
        let found = findings(RULE, Format::Text, &text);
        assert_eq!(found.first().map(|found| found.severity), expected, "{organ} {header}");
    }

    #[test]
    fn the_deadline_follows_the_kind_of_organ() {
        use Severity::Error;
        check("清河市教育局", "发布时间：2024-02-01", "我局", Some(Error));
        check("清河市教育局", "发布时间：2024-01-31", "我局", None);
        check("清河市人民政府办公室", "发布时间：2024-02-01", "本机关", Some(Error));
        check("清河市", "发布时间：2024-02-01", "全市", None);
        check("清河市", "发布时间：2024-03-31", "全市", None);
        check("清河市", "发布时间：2024-04-01", "全市", Some(Error));
        check("柳林镇", "发布时间：2024-04-01", "我镇", None);
        check("新安街道办事处", "发布时间：2024-04-01", "我街道", None);
        check("清河高新区管理委员会", "发布时间：2024-04-01", "全区", None);
    }

    #[test]
    fn organs_in_doubt_are_left_alone() {
        check("", "来源：清河市政府办公室 发布时间：2024-03-20", "全市", None);
        check("", "来源：清河市教育局 发布时间：2024-03-20", "我局", Some(Severity::Error));
        check("清河市", "发布时间：2024-04-20", "我局", None);
    }

    #[test]
    fn a_date_of_writing_or_of_a_moved_page_weighs_less() {
        check("清河市教育局", "成文日期：2024-02-01", "我局", Some(Severity::Warning));
        check("清河市教育局", "成文日期：2024-02-01 发布时间：2024-01-30", "我局", None);
        check("清河市教育局", "发布时间：2025-08-01", "我局", Some(Severity::Warning));
    }

    #[test]
    fn a_month_alone_is_late_only_as_a_month() {
        check("清河市教育局", "发布时间：2024年1月", "我局", None);
        check("清河市教育局", "发布时间：2024年2月", "我局", Some(Severity::Error));
    }
}
