use nianbao_lint::report::{LineRole, YearEvidence, YearMention, YearRole, section_place};
use nianbao_lint::{Applicability, Edit, Norm, Report, Severity, Sink, Span, rule};

rule! {
    /// 该写报告年份的地方写成了往年
    ///
    /// A heading or sentence reports on a year one or two before the report's own: the text was taken over from an older
    /// report and its year was not changed. Years that are compared with, planned for, part of a document's name, or the
    /// time of an event of their own are right; where that cannot be told, nothing is said.
    ///
    /// ```bad
    /// # 清河市东山区教育局2023年政府信息公开工作年度报告
    ///
    /// ## 一、总体情况
    ///
    /// 2023年，我局主动公开信息120条，比2022年增加了7.1%。
    ///
    /// ## 五、存在的主要问题及改进情况
    ///
    /// 2022年，我局顺利完成各项公开任务，但仍存在不足。
    /// ```
    /// ```bad
    /// # 柳林镇2023年政府信息公开工作年度报告
    ///
    /// 现将柳林镇2022年政府信息公开工作情况报告如下。
    ///
    /// ## 一、总体情况
    ///
    /// 全镇2023年未收到政府信息公开申请。
    /// ```
    /// ```good
    /// # 清河市东山区教育局2023年政府信息公开工作年度报告
    ///
    /// ## 一、总体情况
    ///
    /// 2023年，我局主动公开信息120条，比2022年增加了7.1%。网站于2022年改版，自2022年以来运行稳定。
    ///
    /// 年初按新模板编制2022年政府信息公开工作年度报告，并集中公布。2022年受理的1件行政复议于2023年3月审结。
    ///
    /// 2022年，我局由两局合并组建。按照《清河市2022年政务公开工作要点》和2022年第三方评估结果逐项整改。
    ///
    /// ## 五、存在的主要问题及改进情况
    ///
    /// 2024年，我局将进一步加大公开力度。
    /// ```
    /// ```good
    /// # 清河市2021年政府信息公开工作年度报告
    ///
    /// ## 一、总体情况
    ///
    /// 2021年，全市公开信息990条。
    ///
    /// ## 五、存在的主要问题及改进情况
    ///
    /// 2021年全市工作取得了一些成效，但仍有不足。
    ///
    /// 2022年，清河市政府信息公开工作将在以下方面持续发力：一是完成目录修订，二是开展培训。
    /// ```
    /// Where title and text name different years throughout, `years/title-year` says so once.
    ///
    /// The fix puts the report's year; it is unsafe because only the author knows what was meant.
    "years/stale-year" {
        severity: Severity::Error,
        norm: Some(Norm { document: "《中华人民共和国政府信息公开条例》", clause: "第四十九条" }),
        since: "0.1.0",
        fixes: &[Applicability::Unsafe],
        check: check,
    }
}

/// How many years back a text that was taken over may come from.
const MOST_YEARS_BACK: u16 = 2;

fn check(report: &Report<'_>, sink: &mut Sink<'_>) {
    let Some(year) = report.year else {
        sink.note("报告年份不明，未检查文中年份是否过时");
        return;
    };
    let evidence = YearEvidence::of(report);
    if evidence.against_title().is_some() {
        return;
    }
    for mention in report.years.iter().filter(|mention| is_stale(report, mention, year)) {
        if is_outweighed(evidence, year, mention.year) {
            sink.note(format!("文中{}年与{year}年出现次数相当，未判断哪一个过时", mention.year));
            continue;
        }
        report_stale(report, mention, year, sink);
    }
}

fn is_stale(report: &Report<'_>, mention: &YearMention, year: u16) -> bool {
    let line = &report.lines[mention.line];
    mention.role == YearRole::Report
        && matches!(line.role, LineRole::Prose | LineRole::Heading)
        && (year.saturating_sub(MOST_YEARS_BACK)..year).contains(&mention.year)
}

/// Whether the older year has so much for it that it may be the right one. Title and 统计期限 together are beyond doubt;
/// without either the report's own year must be named much more often.
fn is_outweighed(evidence: &YearEvidence, year: u16, older: u16) -> bool {
    let by_title = usize::from(evidence.title == Some(year));
    let by_period = usize::from(evidence.period == Some(year));
    let (own, other) = (evidence.in_prose(year), evidence.in_prose(older));
    match by_title + by_period {
        0 => own <= 2 * other,
        1 => own + 1 < other,
        _ => false,
    }
}

fn report_stale(report: &Report<'_>, mention: &YearMention, year: u16, sink: &mut Sink<'_>) {
    let older = mention.year;
    let diagnostic =
        sink.report(mention.span, format!("此处写“{older}年”，而本报告的年份是{year}年"));
    diagnostic
        .span_label(format!("应为{year}"))
        .help(format!("疑为沿用{older}年报告的文字；若确指{older}年，请写明是对比或往年的事"))
        .place(section_place(report.lines[mention.line].section))
        .value("expected", year)
        .value("actual", older);
    if report.document.is_plain(mention.span) {
        let edits = vec![Edit::replace(mention.span, year.to_string())];
        diagnostic.fix(Applicability::Unsafe, format!("改为{year}年"), edits);
    }
    if let Some((span, message)) = witness(report, year) {
        diagnostic.label(span, message);
    }
}

/// What best shows the report's year.
fn witness(report: &Report<'_>, year: u16) -> Option<(Span, String)> {
    let title = report.title.as_ref().and_then(|title| title.year);
    match (title, report.period) {
        (Some((stated, span)), _) if stated == year => Some((span, format!("标题为{year}年"))),
        (_, Some(period)) if period.end.year == year => {
            Some((period.span, format!("统计期限为{year}年")))
        }
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use nianbao_test::check_rule;

    const RULE: &str = "years/stale-year";

    fn with_title(body: &str) -> String {
        format!("# 清河市教育局2023年政府信息公开工作年度报告\n\n一、总体情况\n\n{body}\n")
    }

    #[test]
    fn years_of_other_use_are_left_alone() {
        for body in [
            "与2022年相比，受理申请数量持平。",
            "2022年受理申请10件。2023年受理申请12件，同比增加20%。",
            "办理申请12件（其中2022年结转3件）。",
            "（2022年1月1日至12月31日）",
            "我局网站2022年11月完成改版。",
            "2022年度获评先进单位。",
            "依据国办函〔2022〕9号，公开2022年部门决算。",
            "2022年，我局获评全市政务公开先进单位。",
            "早在2022年，我局就已公开目录。",
            "对2022年政府信息公开年度报告中的问题进行整改。",
        ] {
            check_rule(RULE, &with_title(body), &[]);
        }
    }

    #[test]
    fn text_of_an_older_report_is_found() {
        check_rule(RULE, &with_title("2022年，全局共受理申请12件。"), &["2022"]);
        check_rule(RULE, &with_title("2023年公开信息。\n\n2021 年，我局公开信息12条。"), &["2021"]);
        check_rule(RULE, &with_title("### （一）2022年工作情况\n\n2023年，我局公开信息。"), &[]);
    }

    #[test]
    fn a_text_wholly_of_another_year_is_left_to_the_title() {
        check_rule(RULE, &with_title("2022年公开信息10条。\n\n2022年，我局受理申请1件。"), &[]);
    }
}
