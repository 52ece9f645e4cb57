use nianbao_lint::report::{OfficialTable, RecoveredRow};
use nianbao_lint::{FORMAT_2021, Norm, Report, Severity, Sink, Span, TableName, rule};

use crate::filling::{Filling, filled};

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
        norm: Some(Norm { clause: "各表", ..FORMAT_2021 }),
        since: "0.1.0",
        check: check,
    }
}

fn check(report: &Report<'_>, sink: &mut Sink<'_>) {
    if report.edition.is_none() {
        return;
    }
    for table in report.tables() {
        for row in Filling::of(table).odd_rows {
            report_row(table, row, sink);
        }
    }
}

fn report_row(table: &OfficialTable, index: usize, sink: &mut Sink<'_>) {
    let row = &table.rows[index];
    let Some(span) = values_span(row) else { return };
    let (expected, actual) = (columns(table, row), filled(row));
    if expected == actual {
        return;
    }
    let title = table.name().title();
    let (message, place) = match table.name() {
        TableName::Disputes => {
            (format!("{title}数据行应有 {expected} 个数，实有 {actual} 个"), table.table_place())
        }
        _ => {
            let message =
                format!("{title}“{}”应有 {expected} 个数，实有 {actual} 个", row.spec.label);
            (message, table.row_place(index))
        }
    };
    sink.report(span, message)
        .span_label(format!("{actual} 个数"))
        .help("请补全或删去多余的数，没有的填 0；也可能是网页转换时合并或丢失了单元格")
        .place(place)
        .value("expected", expected)
        .value("actual", actual);
}

/// How many values the physical row is to have.
fn columns(table: &OfficialTable, row: &RecoveredRow) -> usize {
    match table.name() {
        TableName::Disputes => table.spec.rows.iter().map(|row| row.columns.len()).sum(),
        _ => row.spec.columns.len(),
    }
}

/// From the first value to the last; the label where there is none.
fn values_span(row: &RecoveredRow) -> Option<Span> {
    let values = row.values.iter().map(|figure| figure.span).reduce(Span::cover);
    values.or_else(|| row.label.as_ref().map(|label| label.span))
}
