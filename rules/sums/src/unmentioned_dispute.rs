use nianbao_lint::report::{CellRef, Edition, LineRole, OfficialTable};
use nianbao_lint::{
    FORMAT_2021, Norm, Report, Severity, Sink, Span, TableName, WordHit, WordList, inventory, rule,
};
use rust_decimal::Decimal;

use crate::imbalance::plain;
use crate::sentence;

rule! {
    /// 表四有行政复议或行政诉讼，正文却未提及
    ///
    /// 表四 counts disputes, and nowhere does the prose speak of one. Names of laws and the preamble's list of what the
    /// report contains do not count as speaking of it.
    ///
    /// ```bad
    /// ## 一、总体情况
    ///
    /// 2023年，我局收到政府信息公开申请3件，均按时答复，并组织学习《中华人民共和国行政复议法》。
    ///
    /// ## 四、政府信息公开行政复议、行政诉讼情况
    ///
    /// | 行政复议 | | | | | 行政诉讼 | | | | | | | | | |
    /// | --- | --- | --- | --- | --- | --- | --- | --- | --- | --- | --- | --- | --- | --- | --- |
    /// | 结果维持 | 结果纠正 | 其他结果 | 尚未审结 | 总计 | 未经复议直接起诉 | | | | | 复议后起诉 | | | | |
    /// | | | | | | 结果维持 | 结果纠正 | 其他结果 | 尚未审结 | 总计 | 结果维持 | 结果纠正 | 其他结果 | 尚未审结 | 总计 |
    /// | 1 | 0 | 0 | 0 | 1 | 0 | 0 | 0 | 0 | 0 | 0 | 0 | 0 | 0 | 0 |
    /// ```
    /// ```good
    /// ## 一、总体情况
    ///
    /// 2023年，我局收到政府信息公开申请3件，均按时答复。被申请行政复议1件，结果维持。
    ///
    /// ## 四、政府信息公开行政复议、行政诉讼情况
    ///
    /// | 行政复议 | | | | | 行政诉讼 | | | | | | | | | |
    /// | --- | --- | --- | --- | --- | --- | --- | --- | --- | --- | --- | --- | --- | --- | --- |
    /// | 结果维持 | 结果纠正 | 其他结果 | 尚未审结 | 总计 | 未经复议直接起诉 | | | | | 复议后起诉 | | | | |
    /// | | | | | | 结果维持 | 结果纠正 | 其他结果 | 尚未审结 | 总计 | 结果维持 | 结果纠正 | 其他结果 | 尚未审结 | 总计 |
    /// | 1 | 0 | 0 | 0 | 1 | 0 | 0 | 0 | 0 | 0 | 0 | 0 | 0 | 0 | 0 |
    /// ```
    "sums/unmentioned-dispute" {
        severity: Severity::Info,
        norm: Some(FORMAT_2021),
        since: "0.1.0",
        check: check,
    }
}

/// What the prose calls disputes.
static DISPUTES: WordList = WordList(&["复议", "诉讼", "起诉", "应诉", "被诉"]);

inventory::submit! { &DISPUTES }

/// Names of sections that a list of the report's contents holds, and prose on disputes does not.
const CONTENTS: [&str; 3] = ["总体情况", "主动公开政府信息", "其他需要报告"];

fn check(report: &Report<'_>, sink: &mut Sink<'_>) {
    let (Some(edition), Some(table)) = (report.edition, report.table(TableName::Disputes)) else {
        return;
    };
    let counted = counted(table);
    let lost = table.groups_without_zeros().filter(|groups| !groups.is_empty());
    if counted.is_empty() && lost.is_none()
        || sink.hits(&DISPUTES).iter().any(|hit| speaks_of_disputes(report, hit))
    {
        return;
    }
    if let Some(groups) = lost {
        return report_lost(table, &groups, edition, sink);
    }
    let Some((first, others)) = counted.split_first() else { return };
    let named: Vec<String> = counted.iter().map(|cell| in_words(table, *cell)).collect();
    let message = format!("表四有{}，正文没有提及", named.join("、"));
    let diagnostic = sink.report(table.figure(*first).span, message);
    diagnostic
        .span_label(in_words(table, *first))
        .help("请在总体情况中说明案件的数量和结果；若没有发生，请核对表四")
        .norm(Norm { document: &edition.norm, clause: "表四" })
        .place(table.place(*first));
    for cell in others {
        diagnostic.label(table.figure(*cell).span, in_words(table, *cell));
    }
}

/// Reports disputes of which it cannot be told which they are, for the table's zeros were lost.
fn report_lost(
    table: &OfficialTable,
    groups: &[Decimal],
    edition: &'static Edition,
    sink: &mut Sink<'_>,
) {
    let Some(row) = table.rows.first() else { return };
    let Some(span) = row.values().iter().map(|figure| figure.span).reduce(Span::cover) else {
        return;
    };
    let all = groups.iter().try_fold(Decimal::ZERO, |sum, group| sum.checked_add(*group));
    let all = all.map(plain).unwrap_or_default();
    sink.report(span, format!("表四有行政复议、行政诉讼共 {all} 件，正文没有提及"))
        .span_label(format!("共 {all} 件"))
        .help("请在总体情况中说明案件的数量和结果；若没有发生，请核对表四")
        .norm(Norm { document: &edition.norm, clause: "表四" })
        .place(table.table_place());
}

/// The totals that count disputes.
fn counted(table: &OfficialTable) -> Vec<CellRef> {
    let totals = table.spec.rows.iter().filter_map(|row| table.cell(&row.key, "total"));
    let is_counted = |cell: &CellRef| {
        table.number(*cell).is_some_and(|number| number.is_sign_positive() && !number.is_zero())
    };
    totals.filter(is_counted).collect()
}

fn in_words(table: &OfficialTable, cell: CellRef) -> String {
    let label = &table.spec.rows[cell.row].label;
    let count = table.number(cell).map(plain).unwrap_or_default();
    format!("{label} {count} 件")
}

/// Whether the words are the report's own on disputes: prose, no title of a law, no list of the report's contents.
fn speaks_of_disputes(report: &Report<'_>, hit: &WordHit) -> bool {
    let line = &report.lines[hit.line];
    if line.role != LineRole::Prose {
        return false;
    }
    let (at, marks) = (hit.range.start, report.passage(hit.line).marks());
    let around = sentence::around(line.words(), marks, at);
    let before = marks[..marks.partition_point(|mark| mark.at < at)].iter().rev();
    let mut titles = before.take_while(|mark| mark.at >= around.start).map(|mark| mark.char);
    let in_title = titles.find(|c| matches!(c, '《' | '》')) == Some('《');
    let sentence = &line.words()[around];
    let in_contents = CONTENTS.iter().filter(|name| sentence.contains(**name)).count() > 1;
    !in_title && !in_contents
}
