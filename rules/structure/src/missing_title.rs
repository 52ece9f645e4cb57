use nianbao_lint::{FORMAT_2021, Place, Report, Severity, Sink, Span, rule};

rule! {
    /// 第一部分之前没有标题
    ///
    /// No line before the first section has the form of a title: organ, year and 政府信息公开工作年度报告. The title may have
    /// been lost when the text was cut from its page.
    ///
    /// ```bad
    /// 一、总体情况
    ///
    /// 2023年，柳林镇主动公开信息120条。
    ///
    /// 二、主动公开政府信息情况
    /// ```
    /// ```good
    /// 柳林镇2023年政府信息公开工作年度报告
    ///
    /// 一、总体情况
    ///
    /// 2023年，柳林镇主动公开信息120条。
    /// ```
    /// ```good
    /// 清河市住房保障局2021年度政府信息公开工作报告（文字版）
    ///
    /// 一、总体情况
    ///
    /// 2021年，我局主动公开信息120条。
    /// ```
    "structure/missing-title" {
        severity: Severity::Warning,
        norm: Some(FORMAT_2021),
        since: "0.1.0",
        check: check,
    }
}

fn check(report: &Report<'_>, sink: &mut Sink<'_>) {
    if report.title.is_some() {
        return;
    }
    let Some((_, first)) = report.authored().next() else {
        sink.note("全文没有正文，未检查标题");
        return;
    };
    let organ = report.organ.as_ref().map_or("〈机关名称〉", |organ| organ.name.as_str());
    let year = report.year.map_or("〈年份〉".to_owned(), |year| year.to_string());
    let expected = format!("{organ}{year}年政府信息公开工作年度报告");
    sink.report(Span::empty(first.whole_span().start), "正文之前没有标题")
        .span_label("标题应在此之前")
        .help(format!("标题写明机关、年份和文种，如“{expected}”；若转载时截去了标题，请核对原件"))
        .place(Place { label: "标题".to_owned(), ..Place::default() })
        .value("expected", expected);
}
