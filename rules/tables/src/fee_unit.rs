use nianbao_lint::report::{CellRef, LabelChange, OfficialTable, OrganKind};
use nianbao_lint::{
    FORMAT_2021, Report, Severity, Sink, Span, TableName, WordHit, WordList, inventory, rule,
};
use rust_decimal::Decimal;

use crate::form;

rule! {
    /// 行政事业性收费应以万元计，疑似填成了元
    ///
    /// The amount of 行政事业性收费 in 表二 is asked for in 万元. It is suspected to be in 元 where the cell says so, where the
    /// prose gives the same number in 元 or a ten-thousandth of it in 万元, or where it is a whole number or one with 角 and 分
    /// that an organ of this kind can hardly collect. A prose that gives it in 万元 settles the matter.
    ///
    /// ```bad
    /// # 云岫县水务局2023年政府信息公开工作年度报告
    ///
    /// ## 一、总体情况
    ///
    /// 2023年，我局收取行政事业性收费47.1万元。
    ///
    /// ## 二、主动公开政府信息情况
    ///
    /// | 行政许可 | 31 |
    /// | --- | --- |
    /// | 行政处罚 | 4 |
    /// | 行政强制 | 0 |
    /// | 行政事业性收费 | 471000 |
    /// ```
    /// ```good
    /// # 云岫县水务局2023年政府信息公开工作年度报告
    ///
    /// ## 二、主动公开政府信息情况
    ///
    /// | 行政许可 | 31 |
    /// | --- | --- |
    /// | 行政处罚 | 4 |
    /// | 行政强制 | 0 |
    /// | 行政事业性收费 | 47593.6663 |
    /// ```
    "tables/fee-unit" {
        severity: Severity::Info,
        norm: Some(FORMAT_2021),
        since: "0.1.0",
        check: check,
    }
}

/// What the prose calls the fees.
static FEES: WordList = WordList(&["行政事业性收费"]);

inventory::submit! { &FEES }

/// 元 in a 万元.
const WAN: Decimal = Decimal::from_parts(10_000, 0, 0, false, 0);
/// More decimals than 分 has show that a sum was divided by ten thousand.
const DECIMALS_OF_YUAN: u32 = 2;

fn check(report: &Report<'_>, sink: &mut Sink<'_>) {
    let Some(table) = report.table(TableName::Disclosure) else { return };
    let Some(cell) = table.cell("art20_8.fees", "amount_wan_yuan") else { return };
    let Some(amount) = table.number(cell).filter(|it| it.is_sign_positive() && !it.is_zero())
    else {
        return;
    };
    if heading_has_drifted(table) {
        return;
    }
    if let Some(reason) = suspicion(report, table, cell, amount, sink) {
        report_unit(report, table, cell, amount, &reason, sink);
    }
}

/// Whether the heading itself asks for another unit, which is `tables/label-drift`.
fn heading_has_drifted(table: &OfficialTable) -> bool {
    table.drifts.iter().any(|drift| match &drift.change {
        LabelChange::Words { found, form } => form.ends_with("万元") && !found.contains('万'),
        LabelChange::Number { .. } | LabelChange::Quotes => false,
    })
}

/// Why an amount seems to be in 元.
enum Suspicion {
    /// The cell says 元.
    Unit,
    /// The prose gives the amount.
    Prose(Span),
    /// It is too large for the organ.
    Size,
}

fn suspicion(
    report: &Report<'_>,
    table: &OfficialTable,
    cell: CellRef,
    amount: Decimal,
    sink: &Sink<'_>,
) -> Option<Suspicion> {
    let written = report.document.source.slice(table.figure(cell).span).trim();
    if written.ends_with('元') {
        return (!written.ends_with("万元")).then_some(Suspicion::Unit);
    }
    let hits = sink.hits(&FEES);
    let said: Vec<Amount> =
        (0..hits.len()).flat_map(|index| amounts(report, hits, index)).collect();
    let in_yuan = amount.checked_mul(WAN)?;
    if said.iter().any(|said| said.yuan == Some(in_yuan)) {
        return None;
    }
    if let Some(said) = said.iter().find(|said| said.yuan == Some(amount)) {
        return Some(Suspicion::Prose(said.span));
    }
    let has_yuan_decimals = amount.normalize().scale() <= DECIMALS_OF_YUAN;
    (has_yuan_decimals && amount >= hardly_collected(report)?).then_some(Suspicion::Size)
}

/// An amount of money in the prose.
struct Amount {
    /// In 元; absent where it is beyond what can be reckoned with.
    yuan: Option<Decimal>,
    span: Span,
}

/// The amounts behind a mention of the fees, up to the end of the sentence or the next mention.
fn amounts(report: &Report<'_>, hits: &[WordHit], index: usize) -> Vec<Amount> {
    let (hit, next) = (&hits[index], hits.get(index + 1));
    let line = &report.lines[hit.line];
    let words = line.words();
    let from = hit.range.end;
    let next = next.filter(|next| next.line == hit.line && next.range.start > from);
    let until = next.map_or(words.len(), |next| next.range.start);
    let end = words[from..until].find('。').map_or(until, |len| from + len);
    let mut amounts = Vec::new();
    let mut at = from;
    while let Some(start) = words[at..end].find(|c: char| c.is_ascii_digit()).map(|len| at + len) {
        let is_number = |c: char| c.is_ascii_digit() || c == '.' || c == ',';
        let behind = words[start..end].trim_start_matches(is_number);
        let number = end - behind.len();
        at = number;
        let unit = behind.trim_start();
        let factor = match unit {
            unit if unit.starts_with("万元") => WAN,
            unit if unit.starts_with('元') => Decimal::ONE,
            _ => continue,
        };
        let digits: String = words[start..number].chars().filter(|c| *c != ',').collect();
        let yuan = digits.parse::<Decimal>().ok().and_then(|number| number.checked_mul(factor));
        amounts.push(Amount { yuan, span: line.span(start..number) });
    }
    amounts
}

/// The amount in 万元 that an organ of this kind hardly collects in a year; none where any may be right.
fn hardly_collected(report: &Report<'_>) -> Option<Decimal> {
    let name = report.organ.as_ref().map_or("", |organ| organ.name.as_str());
    let in_county = name.contains(['县', '旗']) || name.contains('区') && !name.contains("自治区");
    let wan_yuan: i64 = match report.organ_kind? {
        OrganKind::Township | OrganKind::SubDistrict | OrganKind::Office => 10_000,
        OrganKind::Department if in_county => 10_000,
        OrganKind::Department | OrganKind::Other => 100_000,
        OrganKind::Government if in_county => 1_000_000,
        OrganKind::Government => return None,
    };
    Some(Decimal::from(wan_yuan))
}

fn report_unit(
    report: &Report<'_>,
    table: &OfficialTable,
    cell: CellRef,
    amount: Decimal,
    suspicion: &Suspicion,
    sink: &mut Sink<'_>,
) {
    let (written, in_wan) = (plain(amount), amount.checked_div(WAN).map(plain).unwrap_or_default());
    let norm = report.edition.map(|edition| form::norm(edition, TableName::Disclosure));
    let message = format!("表二“行政事业性收费”写为 {written}，疑以元计，此处应以万元计");
    let diagnostic = sink.report(table.figure(cell).span, message);
    diagnostic
        .span_label(format!("若为元，应填 {in_wan}"))
        .help(match suspicion {
            Suspicion::Unit => format!("单元格写明单位为元；{written} 元即 {in_wan} 万元"),
            Suspicion::Prose(_) => format!("与正文的数额相差一万倍；{written} 元即 {in_wan} 万元"),
            Suspicion::Size => {
                format!("{written} 万元即 {in_wan} 亿元，超出这类机关的通常规模，请核对单位")
            }
        })
        .place(table.place(cell))
        .value("in_wan_yuan", in_wan)
        .value("actual", written);
    if let Some(norm) = norm {
        diagnostic.norm(norm);
    }
    if let Suspicion::Prose(span) = suspicion {
        diagnostic.label(*span, "正文的数额");
    }
}

fn plain(number: Decimal) -> String {
    number.normalize().to_string()
}
