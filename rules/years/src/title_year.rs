use nianbao_lint::report::{LineRole, YearEvidence, YearRole};
use nianbao_lint::{Norm, Place, Report, Severity, Sink, rule};

rule! {
    /// 标题年份与正文年份不一致
    ///
    /// The title names one year, while the stated period and the prose both speak of another, or the prose speaks of
    /// another alone and more than once. One finding for the whole report: single years left over from an older report
    /// are the business of `years/stale-year`, a period at odds with all else that of `years/period`.
    ///
    /// ```bad
    /// # 柳林镇2022年政府信息公开工作年度报告
    ///
    /// 本报告所列数据的统计期限自2023年1月1日起至2023年12月31日止。
    ///
    /// ## 一、总体情况
    ///
    /// 2023年，柳林镇主动公开信息120条。
    /// ```
    /// ```bad
    /// # 柳林镇2023年政府信息公开工作年度报告
    ///
    /// ## 一、总体情况
    ///
    /// 2022年，柳林镇主动公开信息120条。
    ///
    /// ## 六、其他需要报告的事项
    ///
    /// 2022年，柳林镇未收取信息处理费。
    /// ```
    /// ```good
    /// # 柳林镇2023年政府信息公开工作年度报告
    ///
    /// ## 一、总体情况
    ///
    /// 2023年，柳林镇主动公开信息120条，比2022年增加10条。
    ///
    /// ## 五、存在的主要问题及改进情况
    ///
    /// 2024年，我镇将加强培训。2024年要完成目录修订。
    /// ```
    /// A year in which the report was already published is a plan's, not the report's.
    "years/title-year" {
        severity: Severity::Error,
        norm: Some(Norm { document: "《中华人民共和国政府信息公开条例》", clause: "第四十九条" }),
        since: "0.1.0",
        check: check,
    }
}

/// Places of the text's year that are shown; the first ones are enough to see it.
const MOST_LABELS: usize = 3;

fn check(report: &Report<'_>, sink: &mut Sink<'_>) {
    let evidence = YearEvidence::of(report);
    let (Some(text_year), Some((title_year, span))) =
        (evidence.against_title(), report.title.as_ref().and_then(|title| title.year))
    else {
        return;
    };
    let count = evidence.in_prose(text_year);
    let period = if evidence.period == Some(text_year) { "，统计期限也是" } else { "" };
    let diagnostic = sink
        .report(span, format!("标题为{title_year}年，正文{count}处写的是{text_year}年{period}"));
    diagnostic
        .span_label(format!("正文为{text_year}年"))
        .help("请核对哪一个是报告年份，标题、统计期限与正文应当一致")
        .place(Place { label: "标题".to_owned(), ..Place::default() })
        .value("title", title_year)
        .value("text", text_year);
    if let Some(period) = report.period.filter(|period| period.end.year == text_year) {
        diagnostic.label(period.span, format!("统计期限为{text_year}年"));
    }
    let told = report.years.iter().filter(|mention| {
        let in_text =
            matches!(report.lines[mention.line].role, LineRole::Prose | LineRole::Heading);
        mention.role == YearRole::Report && mention.year == text_year && in_text
    });
    for mention in told.take(MOST_LABELS) {
        diagnostic.label(mention.span, format!("正文写{text_year}年"));
    }
}
