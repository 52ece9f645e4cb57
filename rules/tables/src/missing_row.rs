use std::ops::Range;

use nianbao_lint::report::{OfficialTable, RowState};
use nianbao_lint::{Diagnostic, FORMAT_2021, Report, Severity, Sink, Span, TableName, rule};

use crate::form;

rule! {
    /// 表格不得缺少格式规定的行
    ///
    /// A row of the form that was not found in its table. More than five in a run are one finding. A row without cases
    /// stays in the table, filled with zeros.
    ///
    /// ```bad
    /// ## 二、主动公开政府信息情况
    ///
    /// | 规章 | 0 | 0 | 0 |
    /// | --- | --- | --- | --- |
    /// | 行政规范性文件 | 2 | 0 | 9 |
    /// | 行政许可 | 31 | | |
    /// | 行政处罚 | 4 | | |
    /// | 行政事业性收费 | 0 | | |
    /// ```
    /// ```good
    /// ## 二、主动公开政府信息情况
    ///
    /// | 规章 | 0 | 0 | 0 |
    /// | --- | --- | --- | --- |
    /// | 规范性文件 | 2 | 0 | 9 |
    /// | 行政许可 | 31 | | |
    /// | 行政处罚 | 4 | | |
    /// | 行政强制 | 0 | | |
    /// | 行政事业性收费 | 0 | | |
    /// ```
    "tables/missing-row" {
        severity: Severity::Error,
        norm: Some(FORMAT_2021),
        since: "0.1.0",
        check: check,
    }
}

/// Longest run of missing rows reported one by one.
const LONGEST_SINGLE: usize = 5;

fn check(report: &Report<'_>, sink: &mut Sink<'_>) {
    for (edition, table) in form::tables(report) {
        let norm = form::norm(edition, table.name());
        for run in missing_runs(table) {
            // The groups of 表四 stand side by side and are missing together.
            if run.len() > LONGEST_SINGLE || table.name() == TableName::Disputes {
                report_run(table, &run, sink).norm(norm);
            } else {
                for row in run {
                    report_row(table, row, sink).norm(norm);
                }
            }
        }
    }
}

/// Runs of rows that were not found.
fn missing_runs(table: &OfficialTable) -> Vec<Range<usize>> {
    let mut runs: Vec<Range<usize>> = Vec::new();
    for (index, _) in
        table.rows.iter().enumerate().filter(|(_, row)| row.state == RowState::Missing)
    {
        match runs.last_mut() {
            Some(run) if run.end == index => run.end += 1,
            _ => runs.push(index..index + 1),
        }
    }
    runs
}

fn report_row<'s>(table: &OfficialTable, row: usize, sink: &'s mut Sink<'_>) -> &'s mut Diagnostic {
    let label = &table.spec.rows[row].label;
    sink.report(place_of_row(table, row), format!("{}缺少“{label}”一行", table.name().title()))
        .span_label(label_at(table, row, label))
        .help("请按格式补上这一行；没有的填 0，不要删行")
        .place(table.row_place(row))
}

fn report_run<'s>(
    table: &OfficialTable,
    run: &Range<usize>,
    sink: &'s mut Sink<'_>,
) -> &'s mut Diagnostic {
    let rows = &table.spec.rows;
    let (first, last) = (&rows[run.start].label, &rows[run.end - 1].label);
    let title = table.name().title();
    let count = run.len();
    let message = match count {
        1 => format!("{title}缺少“{first}”"),
        _ => format!("{title}缺少“{first}”至“{last}”共 {count} 行"),
    };
    sink.report(place_of_row(table, run.start), message)
        .span_label(label_at(table, run.start, first))
        .help("请按格式补全各行；没有的填 0，不要删行")
        .place(table.row_place(run.start))
        .value("missing_rows", count)
}

fn label_at(table: &OfficialTable, row: usize, label: &str) -> String {
    let side = if found_before(table, row).is_some() { "之后" } else { "之前" };
    format!("{side}应有“{label}”")
}

/// The label of the nearest row found before, else of the first found after.
fn place_of_row(table: &OfficialTable, row: usize) -> Span {
    let after = || table.rows[row..].iter().find_map(|row| row.label);
    found_before(table, row).or_else(after).unwrap_or(table.span)
}

fn found_before(table: &OfficialTable, row: usize) -> Option<Span> {
    table.rows[..row].iter().rev().find_map(|row| row.label)
}
