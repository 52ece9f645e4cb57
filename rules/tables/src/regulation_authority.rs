use nianbao_lint::report::{CellRef, Figure, OfficialTable, OrganKind, RowState};
use nianbao_lint::{Norm, Place, Report, Severity, Sink, Span, TableName, rule};

use crate::rulemaking::{is_provincial, without_power};

rule! {
    /// 无权制定规章的机关，规章一行应为0
    ///
    /// 规章 are made by the departments of the State Council and by the governments of provinces, of cities with districts
    /// and of autonomous prefectures. A positive figure in that row of 表二 is queried where the organ is, beyond doubt, a
    /// local department, a government or government office of a county, district or banner, a town, a sub-district or
    /// an administrative committee. A city that may be of either rank is left alone, and so is an organ of the State. For a
    /// province's department, which may have counted the 规章 it drafted for its government, it is an info.
    ///
    /// ```bad
    /// # 云岫县水务局2023年政府信息公开工作年度报告
    ///
    /// ## 二、主动公开政府信息情况
    ///
    /// | 信息内容 | 本年制发件数 | 本年废止件数 | 现行有效件数 |
    /// | --- | --- | --- | --- |
    /// | 规章 | 1 | 0 | 6 |
    /// | 行政规范性文件 | 2 | 0 | 9 |
    /// ```
    /// ```good
    /// # 柏渚市人民政府2023年政府信息公开工作年度报告
    ///
    /// ## 二、主动公开政府信息情况
    ///
    /// | 信息内容 | 本年制发件数 | 本年废止件数 | 现行有效件数 |
    /// | --- | --- | --- | --- |
    /// | 规章 | 2 | 0 | 12 |
    /// | 行政规范性文件 | 2 | 0 | 9 |
    /// ```
    /// ```good
    /// # 云岫县水务局2023年政府信息公开工作年度报告
    ///
    /// ## 二、主动公开政府信息情况
    ///
    /// | 信息内容 | 本年制发件数 | 本年废止件数 | 现行有效件数 |
    /// | --- | --- | --- | --- |
    /// | 规章 | 0 | 0 | 0 |
    /// | 行政规范性文件 | 2 | 0 | 9 |
    /// ```
    "tables/regulation-authority" {
        severity: Severity::Warning,
        norm: Some(Norm { document: "《中华人民共和国立法法》", clause: "第九十一条、第九十三条" }),
        since: "0.1.0",
        check: check,
    }
}

fn check(report: &Report<'_>, sink: &mut Sink<'_>) {
    let Some(table) = report.edition.and_then(|_| report.table(TableName::Disclosure)) else {
        return;
    };
    let counted = counted(table);
    let Some((first, others)) = counted.split_first() else { return };
    let Some(organ) = organ_without_power(report, sink) else { return };
    let said: Vec<&str> = counted.iter().map(|counted| counted.words.as_str()).collect();
    let message = format!("表二“规章”{}，而{organ}无权制定规章", said.join("、"));
    let name = report.organ.as_ref().map_or("", |organ| organ.name.as_str());
    let severity =
        if is_provincial(report.organ_kind, name) { Severity::Info } else { Severity::Warning };
    let diagnostic = sink.report_as(severity, first.span, message);
    diagnostic
        .span_label("应为 0")
        .help("本机关制发的文件请计入“行政规范性文件”，执行上级规章的不计")
        .place(first.place.clone());
    for counted in others {
        diagnostic.label(counted.span, &counted.words);
    }
    if let Some(organ) = &report.organ {
        diagnostic.value("organ", &organ.name);
    }
}

/// A figure in the row of 规章 that counts some.
struct Counted {
    span: Span,
    /// What it says.
    words: String,
    place: Place,
}

/// The figures of the row of 规章 that count some; which column they are of need not be known.
fn counted(table: &OfficialTable) -> Vec<Counted> {
    const KEY: &str = "art20_1.regulations";
    let Some(index) = table.spec.rows.iter().position(|row| row.key == KEY) else {
        return Vec::new();
    };
    let (row, spec) = (&table.rows[index], &table.spec.rows[index]);
    let is_certain = row.state == RowState::Certain;
    let figures: &[Figure] = match row.state {
        RowState::Certain => &row.figures,
        RowState::Uncertain if row.values().len() < spec.columns.len() => row.values(),
        _ => &[],
    };
    let counted = figures.iter().enumerate().filter_map(|(column, figure)| {
        let number = figure.value.number().filter(|it| it.is_sign_positive() && !it.is_zero())?;
        let number = number.normalize();
        let (words, place) = if is_certain {
            let label = &spec.columns[column].label;
            (format!("{label}为 {number}"), table.place(CellRef { row: index, column }))
        } else {
            (format!("计有 {number}"), table.row_place(index))
        };
        Some(Counted { span: figure.span, words, place })
    });
    counted.collect()
}

/// What the organ is called where it can make no 规章; a note where its kind or rank cannot be told.
fn organ_without_power(report: &Report<'_>, sink: &mut Sink<'_>) -> Option<&'static str> {
    let name = report.organ.as_ref().map_or("", |organ| organ.name.as_str());
    let organ = report.organ_kind.and_then(|kind| without_power(kind, name));
    let may_have_power =
        matches!(report.organ_kind, Some(OrganKind::Government | OrganKind::Office));
    if organ.is_none() && !may_have_power {
        sink.note("机关的类别或层级不能确定，未核对能否制定规章");
    }
    organ
}
