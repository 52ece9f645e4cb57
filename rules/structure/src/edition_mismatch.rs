use std::collections::BTreeSet;

use nianbao_lint::report::{Edition, Passage, YearCertainty, YearEvidence, section_place};
use nianbao_lint::{FORMAT_2021, Report, Severity, Sink, Span, rule};

use crate::form;

rule! {
    /// 表格的版式不是报告年份应使用的版式
    ///
    /// Reports on 2019 and 2020 follow the form of 国办公开办函〔2019〕60号, those from 2021 on that of 国办公开办函〔2021〕30号.
    /// The labels of the tables show which form they follow. The year must be beyond doubt: two parts of the report agree
    /// on it and none speaks against it. The year of publication plays no part. Reports on years before 2019 had no common
    /// form; a note says so.
    ///
    /// ```bad
    /// # 柳林镇2022年政府信息公开工作年度报告
    ///
    /// ## 一、总体情况
    ///
    /// 2022年，柳林镇公开信息120条。
    ///
    /// ## 二、主动公开政府信息情况
    ///
    /// | 信息内容 | 本年新制作数量 | 本年新公开数量 | 对外公开总数量 |
    /// | --- | --- | --- | --- |
    /// | 规章 | 0 | 0 | 0 |
    /// | 规范性文件 | 1 | 1 | 3 |
    /// ```
    /// ```good
    /// # 柳林镇2020年政府信息公开工作年度报告
    ///
    /// 发布日期：2021-12-30
    ///
    /// ## 一、总体情况
    ///
    /// 2020年，柳林镇公开信息120条。
    ///
    /// ## 二、主动公开政府信息情况
    ///
    /// | 信息内容 | 本年新制作数量 | 本年新公开数量 | 对外公开总数量 |
    /// | --- | --- | --- | --- |
    /// | 规章 | 0 | 0 | 0 |
    /// | 规范性文件 | 1 | 1 | 3 |
    /// ```
    /// ```good
    /// # 柳林镇2022年政府信息公开工作年度报告
    ///
    /// ## 一、总体情况
    ///
    /// 2022年，柳林镇公开信息120条。
    ///
    /// ## 二、主动公开政府信息情况
    ///
    /// | 信息内容 | 本年制发件数 | 本年废止件数 | 现行有效件数 |
    /// | --- | --- | --- | --- |
    /// | 规章 | 0 | 0 | 0 |
    /// | 规范性文件 | 1 | 1 | 3 |
    /// ```
    "structure/edition-mismatch" {
        severity: Severity::Error,
        norm: Some(FORMAT_2021),
        since: "0.1.0",
        check: check,
    }
}

/// Labels shown; the first ones are enough to see it.
const MOST_LABELS: usize = 4;

fn check(report: &Report<'_>, sink: &mut Sink<'_>) {
    let Some(year) = report.year else { return };
    let Some(expected) = report.hints.edition.or(Edition::for_year(year)) else {
        sink.note(format!("{year}年的报告早于统一格式（自2019年度起），与格式有关的规则未检查"));
        return;
    };
    let Some(shown) = report.shown_edition else {
        // Without any table there is nothing to be of an edition.
        if report.tables().next().is_some() {
            sink.note("表格没有可辨版式的栏目，未核对版式与年份");
        }
        return;
    };
    if shown.name == expected.name {
        return;
    }
    let is_certain = YearEvidence::of(report).certainty() == YearCertainty::Agreed;
    if report.hints.edition.is_none() && !is_certain {
        sink.note("报告年份不能确定，未核对版式与年份");
        return;
    }
    report_mismatch(report, year, expected, shown, sink);
}

fn report_mismatch(
    report: &Report<'_>,
    year: u16,
    expected: &'static Edition,
    shown: &'static Edition,
    sink: &mut Sink<'_>,
) {
    let labels = telling_labels(report, expected, shown);
    let Some((first, rest)) = labels.split_first() else { return };
    let message =
        format!("{year}年的报告应使用{}年版格式，表格却是{}年版", expected.name, shown.name);
    let diagnostic = sink.report(*first, message);
    diagnostic.span_label(format!("{}年版才有的栏目", shown.name));
    for span in rest.iter().take(MOST_LABELS - 1) {
        diagnostic.label(*span, "同上");
    }
    diagnostic
        .help(format!("请按{}所附格式重新填表；若年份有误，请改正年份", expected.norm))
        .norm(form::norm(expected))
        .place(section_place(Some(DISCLOSURE)))
        .value("expected", &expected.name)
        .value("actual", &shown.name);
}

/// The section of the table that differs most between editions.
const DISCLOSURE: u8 = 2;

/// Where labels stand that `shown` has and `expected` has not.
fn telling_labels(report: &Report<'_>, expected: &Edition, shown: &Edition) -> Vec<Span> {
    let known = labels(expected);
    let telling: BTreeSet<String> =
        labels(shown).into_iter().filter(|label| !known.contains(label)).collect();
    let cells = report.passages().filter(Passage::is_cell);
    cells
        .filter(|cell| telling.contains(&bare(cell.words())))
        .map(|cell| cell.span(0..cell.words().len()))
        .collect()
}

/// The labels of all tables, letters and digits only.
fn labels(edition: &Edition) -> BTreeSet<String> {
    let groups = edition.tables.iter().flat_map(|table| &table.groups);
    let rows = || edition.tables.iter().flat_map(|table| &table.rows);
    let row_labels =
        rows().flat_map(|row| std::iter::once(&row.label).chain(&row.aliases).chain(&row.variants));
    let columns = rows().flat_map(|row| &row.columns).map(|column| &column.label);
    groups.chain(row_labels).chain(columns).map(|label| bare(label)).collect()
}

fn bare(label: &str) -> String {
    label.chars().filter(|c| c.is_alphanumeric()).collect()
}
