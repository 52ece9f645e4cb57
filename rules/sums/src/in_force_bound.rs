use nianbao_lint::report::{CellRef, Edition, OfficialTable};
use nianbao_lint::{FORMAT_2021, Norm, Report, Severity, Sink, TableName, rule};
use rust_decimal::Decimal;

use crate::imbalance::plain;

rule! {
    /// 现行有效件数不应少于制发减去废止的件数
    ///
    /// For 规章 and 行政规范性文件 in 表二, all in 件: 现行有效 ≥ 本年制发 − 本年废止, for what was in force before cannot be
    /// less than nothing. More may have been repealed than are left, and fewer be in force than were issued. The tables of
    /// 2019 and 2020 count otherwise.
    ///
    /// ```bad
    /// ## 二、主动公开政府信息情况
    ///
    /// | 信息内容 | 本年制发件数 | 本年废止件数 | 现行有效件数 |
    /// | --- | --- | --- | --- |
    /// | 规章 | 0 | 0 | 0 |
    /// | 行政规范性文件 | 8 | 2 | 5 |
    /// ```
    /// ```good
    /// ## 二、主动公开政府信息情况
    ///
    /// | 信息内容 | 本年制发件数 | 本年废止件数 | 现行有效件数 |
    /// | --- | --- | --- | --- |
    /// | 规章 | 1 | 9 | 3 |
    /// | 行政规范性文件 | 8 | 5 | 3 |
    /// ```
    ///
    /// A document may lapse in the year it was issued without being repealed, so this is a question and no proof.
    "sums/in-force-bound" {
        severity: Severity::Warning,
        norm: Some(FORMAT_2021),
        since: "0.1.0",
        check: check,
    }
}

/// The rows that count documents.
const ROWS: [&str; 2] = ["art20_1.regulations", "art20_1.normative_documents"];

fn check(report: &Report<'_>, sink: &mut Sink<'_>) {
    let (Some(edition), Some(table)) = (report.edition, report.table(TableName::Disclosure)) else {
        return;
    };
    for row in ROWS {
        check_row(edition, table, row, sink);
    }
}

/// Checks a row, where all its three figures are counts.
fn check_row(
    edition: &'static Edition,
    table: &OfficialTable,
    row: &str,
    sink: &mut Sink<'_>,
) -> Option<()> {
    let count = |column: &str| -> Option<(CellRef, Decimal)> {
        let cell = table.cell(row, column)?;
        let number = table.number(cell).filter(|it| *it >= Decimal::ZERO && it.is_integer())?;
        Some((cell, number))
    };
    let (issued_cell, issued) = count("issued")?;
    let (repealed_cell, repealed) = count("repealed")?;
    let (in_force_cell, in_force) = count("in_force")?;
    let left = issued.checked_sub(repealed)?;
    if in_force >= left {
        return None;
    }
    let label = &table.spec.rows[in_force_cell.row].label;
    let (issued, repealed) = (plain(issued), plain(repealed));
    let (in_force, left) = (plain(in_force), plain(left));
    sink.report(
        table.figure(in_force_cell).span,
        format!("表二“{label}”现行有效 {in_force} 件，少于制发减废止所余的 {left} 件"),
    )
    .span_label(format!("不应少于 {left}"))
    .help(format!(
        "{in_force} < {issued}-{repealed} = {left}；上年末的件数不会是负数，请核对三个数"
    ))
    .norm(Norm { document: &edition.norm, clause: "表二" })
    .place(table.place(in_force_cell))
    .label(table.figure(issued_cell).span, format!("本年制发 {issued}"))
    .label(table.figure(repealed_cell).span, format!("本年废止 {repealed}"))
    .value("at_least", left)
    .value("actual", in_force);
    Some(())
}
