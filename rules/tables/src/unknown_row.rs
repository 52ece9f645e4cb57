use nianbao_lint::report::{Edition, OfficialTable, UnknownRow};
use nianbao_lint::{FORMAT_2021, Report, Severity, Sink, TableName, rule};

use crate::form;

rule! {
    /// 表格不得自行增加格式没有的行
    ///
    /// A row with values whose label neither is the form's nor resembles one that is missing, and a row of the form that
    /// stands twice. Notes below the table are no rows. More than three in a table are one finding. Rows of the tables for
    /// 2019 and 2020 do not belong into a later one.
    ///
    /// ```bad
    /// ## 二、主动公开政府信息情况
    ///
    /// | 信息内容 | 本年制发件数 | 本年废止件数 | 现行有效件数 |
    /// | --- | --- | --- | --- |
    /// | 规章 | 0 | 0 | 0 |
    /// | 行政规范性文件 | 2 | 0 | 9 |
    /// | 行政许可 | 31 | | |
    /// | 行政处罚 | 4 | | |
    /// | 行政检查 | 12 | | |
    /// | 行政强制 | 0 | | |
    /// | 行政事业性收费 | 0 | | |
    /// | 备注 | 无 | | |
    /// ```
    /// ```good
    /// ## 二、主动公开政府信息情况
    ///
    /// | 信息内容 | 本年制发件数 | 本年废止件数 | 现行有效件数 |
    /// | --- | --- | --- | --- |
    /// | 规章 | 0 | 0 | 0 |
    /// | 行政规范性文件 | 2 | 0 | 9 |
    /// | 行政许可 | 31 | | |
    /// | 行政处罚 | 4 | | |
    /// | 行政强制 | 0 | | |
    /// | 行政事业性收费 | 0 | | |
    /// | 备注 | 无 | | |
    /// ```
    "tables/unknown-row" {
        severity: Severity::Warning,
        norm: Some(FORMAT_2021),
        since: "0.1.0",
        check: check,
    }
}

/// Most rows of a table that are reported one by one.
const MOST_SINGLE: usize = 3;
/// Most rows that are labelled besides the first where they are reported together.
const LABELS: usize = 4;

fn check(report: &Report<'_>, sink: &mut Sink<'_>) {
    for (edition, table) in form::tables(report) {
        if table.unknown_rows.len() > MOST_SINGLE {
            report_together(edition, table, sink);
        } else {
            for row in &table.unknown_rows {
                report_row(edition, table, row, sink);
            }
        }
    }
}

fn report_row(
    edition: &'static Edition,
    table: &OfficialTable,
    row: &UnknownRow,
    sink: &mut Sink<'_>,
) {
    let (title, label) = (table.name().title(), row.label.text.as_str());
    let (message, span_label) = match row.repeats {
        Some(_) => (format!("{title}重复出现“{label}”一行"), "重复的行"),
        None => (format!("{title}有格式没有的行“{label}”"), "格式没有这一行"),
    };
    let mut place = table.table_place();
    place.label = format!("{} · {label}", place.label);
    let diagnostic = sink.report(row.label.span, message);
    diagnostic
        .span_label(span_label)
        .help(help(edition, table.name(), row))
        .norm(form::norm(edition, table.name()))
        .place(place);
    let first = row.repeats.and_then(|row| table.rows[row].label);
    if let Some(first) = first {
        diagnostic.label(first, "另一行");
    }
}

fn help(edition: &Edition, table: TableName, row: &UnknownRow) -> String {
    let belongs_to = |other: &&Edition| {
        let rows = &other.table(table).rows;
        other.name != edition.name && rows.iter().any(|known| known.label == row.label.text)
    };
    match (Edition::all().iter().find(belongs_to), row.repeats) {
        (Some(other), _) => {
            format!("这是{}年版格式的行，{}年版没有，请删去", other.name, edition.name)
        }
        (None, Some(_)) => "请删去重复的一行，并核对两行的数".to_owned(),
        (None, None) => "请按格式填表，把这一行的数计入格式规定的行，其他情况写入正文".to_owned(),
    }
}

fn report_together(edition: &'static Edition, table: &OfficialTable, sink: &mut Sink<'_>) {
    let Some((first, others)) = table.unknown_rows.split_first() else { return };
    let (title, count) = (table.name().title(), table.unknown_rows.len());
    let message = format!("{title}有 {count} 行与格式不合，如“{}”", first.label.text);
    let diagnostic = sink.report(first.label.span, message);
    diagnostic
        .span_label("格式没有这一行")
        .help("请按格式填表，不要增加或重复行")
        .norm(form::norm(edition, table.name()))
        .place(table.table_place())
        .value("rows", count);
    for row in others.iter().take(LABELS) {
        let words = if row.repeats.is_some() { "重复的行" } else { "格式没有这一行" };
        diagnostic.label(row.label.span, words);
    }
}
