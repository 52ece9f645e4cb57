use nianbao_lint::report::{CellKind, CellRef, Edition, Figure, OfficialTable, RowState, Value};
use nianbao_lint::{FORMAT_2021, Report, Severity, Sink, Span, rule};

use crate::form;

rule! {
    /// 应填件数的单元格只能填0或正整数
    ///
    /// A count is a whole number, not negative and without unit; an amount of money may have decimals; a change in the
    /// tables of 2019 and 2020 may have a sign. Words, negatives and fractions are errors. `/`, `—` and 无, and numbers
    /// with their unit, are warnings. More than two of one kind in a table are one finding.
    ///
    /// ```bad
    /// ## 二、主动公开政府信息情况
    ///
    /// | 规章 | / | 0 | 0 |
    /// | --- | --- | --- | --- |
    /// | 行政规范性文件 | 2 | 1.5 | 9 |
    /// | 行政许可 | 31件 | | |
    /// | 行政处罚 | -4 | | |
    /// | 行政强制 | 0 | | |
    /// | 行政事业性收费 | 12.34 | | |
    /// ```
    /// ```good
    /// ## 二、主动公开政府信息情况
    ///
    /// | 规章 | 0 | 0 | 0 |
    /// | --- | --- | --- | --- |
    /// | 行政规范性文件 | 2 | 1 | 9 |
    /// | 行政许可 | 1,231 | | |
    /// | 行政处罚 | 4 | | |
    /// | 行政强制 | 0 | | |
    /// | 行政事业性收费 | 12.34 | | |
    /// ```
    "tables/not-a-number" {
        severity: Severity::Error,
        norm: Some(FORMAT_2021),
        since: "0.1.0",
        check: check,
    }
}

/// Most cells of one kind in a table that are reported one by one.
const MOST_SINGLE: usize = 2;
/// Most places that are labelled besides the first where cells are reported together.
const LABELS: usize = 4;

/// What is wrong with a cell that should hold a number.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Defect {
    Words,
    Negative,
    Fraction,
    NotApplicable,
    Unit,
}

impl Defect {
    fn of(figure: &Figure, kind: CellKind, written: &str) -> Option<Defect> {
        match &figure.value {
            Value::Text(_) => Some(Defect::Words),
            Value::NotApplicable => Some(Defect::NotApplicable),
            Value::Number(number) if kind != CellKind::Change => {
                if number.is_sign_negative() && !number.is_zero() {
                    Some(Defect::Negative)
                } else if kind == CellKind::Count && !number.is_integer() {
                    Some(Defect::Fraction)
                } else if kind == CellKind::Count && ends_in_unit(written) {
                    Some(Defect::Unit)
                } else {
                    None
                }
            }
            _ => None,
        }
    }

    const fn severity(self) -> Severity {
        match self {
            Defect::Words | Defect::Negative | Defect::Fraction => Severity::Error,
            Defect::NotApplicable | Defect::Unit => Severity::Warning,
        }
    }

    const fn name(self) -> &'static str {
        match self {
            Defect::Words => "不是数字",
            Defect::Negative => "是负数",
            Defect::Fraction => "不是整数",
            Defect::NotApplicable => "没有填数字",
            Defect::Unit => "带有单位",
        }
    }

    const fn help(self) -> &'static str {
        match self {
            Defect::Words => "此处应填 0 或正整数，说明文字请写入正文",
            Defect::Negative | Defect::Fraction => "此处应填 0 或正整数，请核对原始数据",
            Defect::NotApplicable => "没有的应填 0；以 / 或 — 代替数字，合计无法核对",
            Defect::Unit => "表头已有单位，此处只填数字",
        }
    }
}

fn check(report: &Report<'_>, sink: &mut Sink<'_>) {
    for (edition, table) in form::tables(report) {
        let mut found = defects(report, table);
        found.sort_by_key(|found| found.defect);
        for alike in found.chunk_by(|a, b| a.defect == b.defect) {
            if alike.len() > MOST_SINGLE {
                report_together(edition, table, alike, sink);
            } else {
                for found in alike {
                    found.report(edition, table, sink);
                }
            }
        }
    }
}

/// A cell that does not hold what it should.
struct Found<'s> {
    defect: Defect,
    cell: CellRef,
    span: Span,
    written: &'s str,
}

fn defects<'r>(report: &'r Report<'_>, table: &'r OfficialTable) -> Vec<Found<'r>> {
    let source = report.document.source;
    let mut found = Vec::new();
    for (index, row) in table.rows.iter().enumerate() {
        if row.state != RowState::Certain {
            continue;
        }
        for (column, figure) in row.figures.iter().enumerate() {
            if is_plain_count(figure, &source.text) {
                continue;
            }
            let written = source.slice(figure.span).trim();
            if let Some(defect) = Defect::of(figure, row.spec.columns[column].kind, written) {
                let cell = CellRef { row: index, column };
                found.push(Found { defect, cell, span: figure.span, written });
            }
        }
    }
    found
}

impl Found<'_> {
    fn report(&self, edition: &'static Edition, table: &OfficialTable, sink: &mut Sink<'_>) {
        let row = &table.spec.rows[self.cell.row];
        let column = &row.columns[self.cell.column].label;
        let (title, defect) = (table.name().title(), self.defect.name());
        let message = format!("{title}“{}”的“{column}”写为“{}”，{defect}", row.label, self.written);
        sink.report_as(self.defect.severity(), self.span, message)
            .span_label("应填数字")
            .help(self.defect.help())
            .norm(form::norm(edition, table.name()))
            .place(table.place(self.cell))
            .value("actual", self.written);
    }
}

fn report_together(
    edition: &'static Edition,
    table: &OfficialTable,
    cells: &[Found<'_>],
    sink: &mut Sink<'_>,
) {
    let Some((first, others)) = cells.split_first() else { return };
    let (title, defect) = (table.name().title(), first.defect.name());
    let message = format!("{title}有 {} 个单元格{defect}，如“{}”", cells.len(), first.written);
    let diagnostic = sink.report_as(first.defect.severity(), first.span, message);
    diagnostic
        .span_label("应填数字")
        .help(first.defect.help())
        .norm(form::norm(edition, table.name()))
        .place(table.table_place())
        .value("cells", cells.len());
    for other in others.iter().take(LABELS) {
        diagnostic.label(other.span, "应填数字");
    }
}

/// Whether a figure is a whole number that ends in a digit, as nearly all do, and needs no closer look.
fn is_plain_count(figure: &Figure, source: &str) -> bool {
    let Value::Number(number) = &figure.value else { return false };
    // A number of one byte is a digit.
    if figure.span.len() == 1 {
        return true;
    }
    let last = figure.span.range().last().and_then(|last| source.as_bytes().get(last));
    number.scale() == 0 && number.is_sign_positive() && last.is_some_and(u8::is_ascii_digit)
}

/// Whether a number is written with a counter or unit behind it; nearly all end in a digit.
fn ends_in_unit(written: &str) -> bool {
    let ends_in_digit = written.as_bytes().last().is_some_and(u8::is_ascii_digit);
    !ends_in_digit && written.ends_with(['件', '宗', '条', '项', '个', '次', '份', '元'])
}
