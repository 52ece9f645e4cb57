use nianbao_lint::report::{OfficialTable, RecoveredRow};
use nianbao_lint::{Diagnostic, FORMAT_2021, Report, Severity, Sink, Span, TableName, rule};

use crate::filling::{Filling, filled};
use crate::form;

rule! {
    /// 表格每行的数字个数应与格式一致
    ///
    /// A row whose values are more or fewer than the form's columns (3 or 1 in 表二, 7 in 表三, 15 in the one row of 表四),
    /// so that which figure is which cannot be told. Where several rows of a table lack values, its blank cells were lost:
    /// that is `tables/blank-cell`.
    ///
    /// ```bad
    /// ## 三、收到和处理政府信息公开申请情况
    ///
    /// | 一、本年新收政府信息公开申请数量 | 3 | 0 | 0 | 0 | 0 | 0 | 0 | 3 |
    /// | --- | --- | --- | --- | --- | --- | --- | --- | --- |
    /// ```
    /// ```good
    /// ## 三、收到和处理政府信息公开申请情况
    ///
    /// | 一、本年新收政府信息公开申请数量 | | 3 | 0 | 0 | 0 | 0 | 0 | 3 |
    /// | --- | --- | --- | --- | --- | --- | --- | --- | --- |
    /// ```
    "tables/cell-count" {
        severity: Severity::Warning,
        norm: Some(FORMAT_2021),
        since: "0.1.0",
        check: check,
    }
}

fn check(report: &Report<'_>, sink: &mut Sink<'_>) {
    for (edition, table) in form::tables(report) {
        for row in Filling::of(report, table).odd_rows {
            let norm = form::norm(edition, table.name());
            if let Some(diagnostic) = report_row(report, table, row, sink) {
                diagnostic.norm(norm);
            }
        }
    }
}

/// Reports the row with this index; nothing where only blanks are more or fewer than the form's.
fn report_row<'s>(
    report: &Report<'_>,
    table: &OfficialTable,
    index: usize,
    sink: &'s mut Sink<'_>,
) -> Option<&'s mut Diagnostic> {
    let row = &table.rows[index];
    let span = values_span(report, row)?;
    let (expected, actual) = (columns(table, row), filled(row));
    if expected == actual {
        return None;
    }
    let (name, place) = if table.name() == TableName::Disputes {
        ("数据行".to_owned(), table.table_place())
    } else {
        (format!("“{}”", row.spec.label), table.row_place(index))
    };
    let title = table.name().title();
    let diagnostic =
        sink.report(span, format!("{title}{name}应有 {expected} 个数，实有 {actual} 个"));
    diagnostic
        .span_label(format!("此行有 {actual} 个数"))
        .help("请补全或删去多余的数，没有的填 0；也可能是网页转换时合并或丢失了单元格")
        .place(place)
        .value("expected", expected)
        .value("actual", actual);
    Some(diagnostic)
}

/// How many values the physical row is to have.
fn columns(table: &OfficialTable, row: &RecoveredRow) -> usize {
    match table.name() {
        TableName::Disputes => table.spec.rows.iter().map(|row| row.columns.len()).sum(),
        _ => row.spec.columns.len(),
    }
}

/// From the first value to the last where they stand in a line, else the first; the label where there is none.
fn values_span(report: &Report<'_>, row: &RecoveredRow) -> Option<Span> {
    let first = row.values().first().map(|figure| figure.span);
    let all = row.values().iter().map(|figure| figure.span).reduce(Span::cover);
    let in_line = all.filter(|span| !report.document.source.slice(*span).contains('\n'));
    in_line.or(first).or(row.label)
}
