use std::borrow::Cow;

use nianbao_lint::report::{Balance, OfficialTable, RecoveredRow};
use nianbao_lint::{
    Applicability, Diagnostic, Edit, FORMAT_2021, Report, Severity, Sink, Span, TableName, rule,
};

use crate::filling::{Filling, filled};
use crate::form;

rule! {
    /// 应填数字的单元格不得留空，没有的填0
    ///
    /// One finding a table, for cells that stand blank and for rows whose blank cells were lost on the way, so that only
    /// some values are left of each. It says whether the sums hold when every blank is zero. A single row of another
    /// length is `tables/cell-count`.
    ///
    /// ```bad
    /// ## 三、收到和处理政府信息公开申请情况
    ///
    /// | 一、本年新收政府信息公开申请数量 | 3 | | | | | | 3 |
    /// | --- | --- | --- | --- | --- | --- | --- | --- |
    /// | 二、上年结转政府信息公开申请数量 | 0 | 0 | 0 | 0 | 0 | 0 | 0 |
    /// | （七）总计 | 3 | 0 | 0 | 0 | 0 | 0 | 3 |
    /// | 四、结转下年度继续办理 | 0 | 0 | 0 | 0 | 0 | 0 | 0 |
    /// ```
    /// ```good
    /// ## 三、收到和处理政府信息公开申请情况
    ///
    /// | 一、本年新收政府信息公开申请数量 | 3 | 0 | 0 | 0 | 0 | 0 | 3 |
    /// | --- | --- | --- | --- | --- | --- | --- | --- |
    /// | 二、上年结转政府信息公开申请数量 | 0 | 0 | 0 | 0 | 0 | 0 | 0 |
    /// | （七）总计 | 3 | 0 | 0 | 0 | 0 | 0 | 3 |
    /// | 四、结转下年度继续办理 | 0 | 0 | 0 | 0 | 0 | 0 | 0 |
    /// ```
    ///
    /// The fix fills in zeros and is unsafe: a blank may be a figure forgotten. It is offered where no blank was lost,
    /// and is only shown where no sum confirms it.
    "tables/blank-cell" {
        severity: Severity::Warning,
        norm: Some(FORMAT_2021),
        since: "0.1.0",
        fixes: &[Applicability::Unsafe, Applicability::Display],
        check: check,
    }
}

/// Most places that are labelled besides the first.
const LABELS: usize = 4;

fn check(report: &Report<'_>, sink: &mut Sink<'_>) {
    for (edition, table) in form::tables(report) {
        let filling = Filling::of(report, table);
        if let Some(places) = Places::of(table, &filling) {
            let diagnostic = sink.report(places.first, message(table, &filling));
            places.tell(diagnostic);
            diagnostic.norm(form::norm(edition, table.name()));
            diagnostic.place(table.table_place()).help(help(table, report.balance(table.name())));
            diagnostic
                .value("blank_cells", filling.blanks.len() + filling.lost)
                .value("rows", filling.rows);
            offer_zeros(table, &filling, report.balance(table.name()), diagnostic);
        }
    }
}

fn message(table: &OfficialTable, filling: &Filling) -> String {
    let title = table.name().title();
    let (cells, rows) = (filling.blanks.len() + filling.lost, filling.rows);
    if filling.blanks.is_empty() {
        format!("{title}有 {rows} 行没有填满，共缺 {cells} 个数")
    } else if table.name() == TableName::Disputes {
        format!("{title}有 {cells} 个单元格空白")
    } else {
        format!("{title}有 {cells} 个单元格空白，涉及 {rows} 行")
    }
}

fn help(table: &OfficialTable, balance: Option<&Balance>) -> &'static str {
    let has_sums = !table.spec.identities.is_empty();
    match balance.and_then(|balance| balance.balances_with_zeros) {
        Some(true) if has_sums => "没有的应填 0；空白按 0 计，全表各项合计相等",
        Some(false) => "没有的应填 0；空白按 0 计，仍有合计不等或无法核对，请逐格核对是否漏填",
        _ => "没有的应填 0",
    }
}

/// What is said of a place; most are blank cells, and few of them are told.
type Words = Cow<'static, str>;

/// How many values a row lacks.
fn lacking(table: &OfficialTable, row: &RecoveredRow) -> Words {
    // The groups of 表四 share one row, and their labels stand above it.
    let expected: usize = match table.name() {
        TableName::Disputes => table.spec.rows.iter().map(|it| it.columns.len()).sum(),
        _ => row.spec.columns.len(),
    };
    Words::Owned(format!("应有 {expected} 个数，只有 {} 个", filled(row)))
}

/// Where blanks are: the cells themselves, or the rows they were lost from.
struct Places {
    first: Span,
    span_label: Words,
    others: Vec<(Span, Words)>,
}

impl Places {
    fn of(table: &OfficialTable, filling: &Filling) -> Option<Places> {
        let short_rows = filling.short_rows.iter().map(|row| &table.rows[*row]);
        let short = short_rows.filter_map(|row| Some((row.label?, Some(row))));
        let blanks = filling.blanks.iter().map(|span| (*span, None));
        let mut places: Vec<(Span, Option<&RecoveredRow>)> = short.chain(blanks).collect();
        places.sort_by_key(|(span, _)| *span);
        let told = |(span, row): (Span, Option<&RecoveredRow>)| {
            (span, row.map_or(Words::Borrowed("空白"), |row| lacking(table, row)))
        };
        let mut places = places.into_iter().map(told);
        let (first, span_label) = places.next()?;
        Some(Places { first, span_label, others: places.take(LABELS).collect() })
    }

    fn tell(self, diagnostic: &mut Diagnostic) {
        diagnostic.span_label(self.span_label);
        for (span, words) in self.others {
            diagnostic.label(span, words);
        }
    }
}

fn offer_zeros(
    table: &OfficialTable,
    filling: &Filling,
    balance: Option<&Balance>,
    diagnostic: &mut Diagnostic,
) {
    let zeros_hold = balance.is_some_and(|balance| balance.balances_with_zeros == Some(true));
    if filling.lost > 0 || !zeros_hold {
        return;
    }
    let applicability = if table.spec.identities.is_empty() {
        Applicability::Display
    } else {
        Applicability::Unsafe
    };
    let edits = filling.blanks.iter().map(|span| Edit::replace(*span, "0")).collect();
    diagnostic.fix(applicability, "空白处填 0", edits);
}
