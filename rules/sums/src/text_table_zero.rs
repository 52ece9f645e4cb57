use nianbao_lint::report::{
    CellRef, Count, Edition, LineRole, OfficialTable, RowState, counts, section_place,
};
use nianbao_lint::{
    FORMAT_2021, Norm, Report, Severity, Sink, Span, TableName, WordList, inventory, rule,
};
use rust_decimal::Decimal;

use crate::denials::{Denial, Denied, NEGATIONS, denial};
use crate::imbalance::{plain, short};

inventory::submit! { &NEGATIONS }

rule! {
    /// 正文说没有发生，表格中却有件数
    ///
    /// The prose says that no application was received, none was carried over, or no dispute arose (未收到, 没有, 未发生, 0件),
    /// and 表三 or 表四 counts some. Only clauses are read whose every word is understood, which speak of the organ itself
    /// and of the report year: 未收到网上申请, 未发生败诉案件 and 各部门未收到申请 deny less. A positive count beside a zero
    /// in the table is `sums/text-table-count`.
    ///
    /// ```bad
    /// ## 一、总体情况
    ///
    /// （二）依申请公开。2023年，我局未收到政府信息公开申请。
    ///
    /// ## 三、收到和处理政府信息公开申请情况
    ///
    /// | 一、本年新收政府信息公开申请数量 | 3 | 0 | 0 | 0 | 0 | 0 | 3 |
    /// | --- | --- | --- | --- | --- | --- | --- | --- |
    /// | 二、上年结转政府信息公开申请数量 | 0 | 0 | 0 | 0 | 0 | 0 | 0 |
    /// | 四、结转下年度继续办理 | 0 | 0 | 0 | 0 | 0 | 0 | 0 |
    /// ```
    /// ```good
    /// ## 一、总体情况
    ///
    /// （二）依申请公开。2023年，我局收到政府信息公开申请3件，未收到网上申请，无上年结转的申请。
    ///
    /// ## 三、收到和处理政府信息公开申请情况
    ///
    /// | 一、本年新收政府信息公开申请数量 | 3 | 0 | 0 | 0 | 0 | 0 | 3 |
    /// | --- | --- | --- | --- | --- | --- | --- | --- |
    /// | 二、上年结转政府信息公开申请数量 | 0 | 0 | 0 | 0 | 0 | 0 | 0 |
    /// | 四、结转下年度继续办理 | 0 | 0 | 0 | 0 | 0 | 0 | 0 |
    /// ```
    "sums/text-table-zero" {
        severity: Severity::Warning,
        norm: Some(FORMAT_2021),
        since: "0.1.0",
        check: check,
    }
}

/// Counts of nothing as people write them. What is longer, such as `10件`, is no count of nothing.
static ZEROS: WordList = WordList(&[
    "0件", "0宗", "0条", "0份", "0起", "0项", "0个", "0例", "0 件", "0 宗", "0 条", "0 份", "0 起",
    "０件", "０起", "０宗",
]);

inventory::submit! { &ZEROS }

fn check(report: &Report<'_>, sink: &mut Sink<'_>) {
    let Some(edition) = report.edition else { return };
    let mut last = None;
    for hit in sink.hits(&NEGATIONS) {
        if report.lines[hit.line].role != LineRole::Prose {
            continue;
        }
        let Some(denial) = denial(report, hit) else { continue };
        // 未被申请 begins with 未被, and both deny the same.
        if last.replace((hit.line, denial.range.end)) == Some((hit.line, denial.range.end)) {
            continue;
        }
        let denied: Vec<Fact<'_>> = Fact::all(report, |it| denial.denied.contains(&it)).collect();
        if !denied.is_empty() && denial.is_own(report) {
            report_denial(report, edition, &denial, &denied, sink);
        }
    }
    let is_zero = |line: usize, at: usize| {
        !report.lines[line].words()[..at]
            .ends_with(|c: char| c.is_numeric() || ".．,，点".contains(c))
    };
    if sink.hits(&ZEROS).iter().any(|hit| is_zero(hit.line, hit.range.start))
        && Fact::all(report, |_| true).next().is_some()
    {
        let counts = counts(report);
        for count in counts.iter().filter(|count| is_wrong(count, counts)) {
            report_count(report, edition, count, sink);
        }
    }
}

/// What may be denied: the table, and the rows whose totals make the figure.
const FACTS: [(Denied, TableName, &[&str], &str); 5] = [
    (Denied::Application, TableName::Applications, &["new_received"], "本年新收"),
    (Denied::CarriedIn, TableName::Applications, &["carried_in"], "上年结转"),
    (Denied::CarriedOut, TableName::Applications, &["carried_out"], "结转下年度"),
    (Denied::Review, TableName::Disputes, &["review"], "行政复议"),
    (
        Denied::Litigation,
        TableName::Disputes,
        &["litigation_direct", "litigation_after_review"],
        "行政诉讼",
    ),
];

/// What must be denied together where it cannot be told which of them the table counts.
const FACTS_TOGETHER: [Denied; 2] = [Denied::Review, Denied::Litigation];

/// A figure that is not zero.
struct Fact<'r> {
    table: &'r OfficialTable,
    name: &'static str,
    value: Decimal,
    source: FactSource,
}

/// What makes a figure.
enum FactSource {
    /// The total of one row, or of two, where it is not zero.
    Totals([Option<CellRef>; 2]),
    /// The last value of this row, whose zeros were lost.
    LostRow(usize),
    /// All values of the first row, of which it cannot be told what they count.
    LostGroups,
}

impl<'r> Fact<'r> {
    /// The figures of what `is_meant`.
    fn all(
        report: &'r Report<'_>,
        is_meant: impl Fn(Denied) -> bool,
    ) -> impl Iterator<Item = Fact<'r>> {
        let lost = FACTS_TOGETHER.into_iter().all(&is_meant).then(|| Fact::of_lost_groups(report));
        let facts = FACTS.iter().filter(move |(denied, ..)| is_meant(*denied));
        facts.filter_map(|fact| Fact::of(report, fact)).chain(lost.flatten())
    }

    /// The figure, where it is told for certain and is not zero, not even once a wrong sum is put right.
    fn of(
        report: &'r Report<'_>,
        &(_, name, rows, label): &(Denied, TableName, &[&str], &'static str),
    ) -> Option<Fact<'r>> {
        let table = report.table(name)?;
        let mut value = Decimal::ZERO;
        let mut totals = [None; 2];
        for (row, total) in rows.iter().zip(&mut totals) {
            let cell = table.cell(row, "total")?;
            if table.rows[cell.row].state == RowState::Uncertain {
                return Fact::of_lost_row(label, table, cell.row);
            }
            let number = table.number(cell).filter(|number| !number.is_sign_negative())?;
            if !number.is_zero() && !may_be_zero(report, table, cell) {
                value = value.checked_add(number)?;
                *total = Some(cell);
            }
        }
        let source = FactSource::Totals(totals);
        (!value.is_zero()).then_some(Fact { table, name: label, value, source })
    }

    /// The total of a row whose zeros were lost, and whose last value it is.
    fn of_lost_row(name: &'static str, table: &'r OfficialTable, row: usize) -> Option<Fact<'r>> {
        let value = *table.totals_without_zeros()?.get(row)?;
        let source = FactSource::LostRow(row);
        (!value.is_zero()).then_some(Fact { table, name, value, source })
    }

    /// All disputes, where it cannot be told which of them the table counts.
    fn of_lost_groups(report: &'r Report<'_>) -> Option<Fact<'r>> {
        let table = report.table(TableName::Disputes)?;
        let mut groups = table.groups_without_zeros()?.into_iter();
        table.rows.first().filter(|row| !row.values().is_empty())?;
        Some(Fact {
            table,
            name: "行政复议、行政诉讼共",
            value: groups.try_fold(Decimal::ZERO, Decimal::checked_add)?,
            source: FactSource::LostGroups,
        })
    }

    /// Where it stands, with words that say so.
    fn labels(&self) -> Vec<(Span, String)> {
        let total = |row: usize, number: Decimal| {
            format!("{} · 总计 {}", short(&self.table.spec.rows[row].label), plain(number))
        };
        match self.source {
            FactSource::Totals(cells) => {
                let labels = cells.into_iter().flatten().filter_map(|cell| {
                    let number = self.table.number(cell)?;
                    Some((self.table.figure(cell).span, total(cell.row, number)))
                });
                labels.collect()
            }
            FactSource::LostRow(row) => {
                let last = self.table.rows[row].values().last();
                last.map(|last| (last.span, total(row, self.value))).into_iter().collect()
            }
            FactSource::LostGroups => {
                let values = self.table.rows.first().map_or(&[][..], |row| row.values());
                let span = values.iter().map(|figure| figure.span).reduce(Span::cover);
                span.map(|span| (span, format!("共 {} 件", plain(self.value))))
                    .into_iter()
                    .collect()
            }
        }
    }
}

/// Whether the figure is wrong by the table's own sums, and zero would be right.
fn may_be_zero(report: &Report<'_>, table: &OfficialTable, cell: CellRef) -> bool {
    report.balance(table.name()).is_some_and(|balance| {
        let wrong = balance.imbalances.iter().find(|imbalance| imbalance.cell == cell);
        wrong.and_then(|imbalance| imbalance.expected).is_some_and(|expected| expected.is_zero())
    })
}

fn report_denial(
    report: &Report<'_>,
    edition: &'static Edition,
    denial: &Denial,
    denied: &[Fact<'_>],
    sink: &mut Sink<'_>,
) {
    let Some(first) = denied.first() else { return };
    let line = &report.lines[denial.line];
    let words = line.words()[denial.range.clone()].trim_end();
    let range = denial.range.start..denial.range.start + words.len();
    let figures: Vec<String> =
        denied.iter().map(|fact| format!("{}为 {}", fact.name, plain(fact.value))).collect();
    let title = first.table.name().title();
    let diagnostic =
        sink.report(line.span(range), format!("正文写“{words}”，{title}{}", figures.join("、")));
    diagnostic
        .span_label(format!("{title}{}", figures[0]))
        .help("请核对正文与表格何者有误")
        .norm(Norm { document: &edition.norm, clause: "" })
        .place(section_place(line.section))
        .value("expected", plain(first.value))
        .value("actual", 0);
    for (span, words) in denied.iter().flat_map(Fact::labels) {
        diagnostic.label(span, words);
    }
}

/// Whether a count of nothing fits no reading. Where a total does not fit either, its parts are of the same other
/// reckoning.
fn is_wrong(count: &Count, counts: &[Count]) -> bool {
    let total_fits = count.parent.is_none_or(|parent| counts[parent].may_fit());
    count.value.is_zero() && !count.may_fit() && total_fits
}

fn report_count(
    report: &Report<'_>,
    edition: &'static Edition,
    count: &Count,
    sink: &mut Sink<'_>,
) {
    let line = &report.lines[count.line];
    let reading = count.readings.iter().find_map(|reading| Some((reading, reading.value?)));
    let Some((reading, value)) = reading else { return };
    let title = reading.cells.first().map_or("表格", |(table, _)| table.title());
    let phrase = line.words()[count.phrase.clone()].trim();
    let value = plain(value);
    let message = format!("正文写“{phrase}”，{title}{}为 {value}", reading.name);
    let diagnostic = sink.report(count.span, message);
    diagnostic
        .span_label(format!("{title}{}为 {value}", reading.name))
        .help("请核对正文与表格何者有误")
        .norm(Norm { document: &edition.norm, clause: "" })
        .place(section_place(line.section))
        .value("expected", &value)
        .value("actual", 0);
    for (name, cell) in &reading.cells {
        let Some(table) = report.table(*name) else { continue };
        let Some(number) = table.number(*cell).filter(|number| !number.is_zero()) else { continue };
        let row = &table.spec.rows[cell.row];
        let column = &row.columns[cell.column].label;
        let words = format!("{} · {column} {}", short(&row.label), plain(number));
        diagnostic.label(table.figure(*cell).span, words);
    }
}
