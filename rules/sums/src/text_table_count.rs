use nianbao_lint::report::{
    CellRef, Count, CountReading, Edition, OrganKind, counts, section_place,
};
use nianbao_lint::{FORMAT_2021, Norm, Report, Severity, Sink, Span, TableName, rule};
use rust_decimal::Decimal;

use crate::imbalance::{plain, short};

rule! {
    /// 正文写明的件数应与表三、表四一致
    ///
    /// A count of the prose is compared where every word of its clause is understood, it is exact, and it is the organ's
    /// own for the report year: 新收, 收到 or 受理 (new, or new and carried in), 办理, 办结 or 答复 (（七）总计 and what may
    /// be meant by it), 上年结转, 结转下年度, kinds of applicants, results, 行政复议 and 行政诉讼. It is a finding where no
    /// admissible reading has its value: an error where there is one reading, a warning where there are several, where a
    /// government's report does not say whose count it is, or where the prose says the right number elsewhere.
    ///
    /// ```bad
    /// ## 一、总体情况
    ///
    /// （二）依申请公开。我局共收到政府信息公开申请13件。
    ///
    /// ## 三、收到和处理政府信息公开申请情况
    ///
    /// | 一、本年新收政府信息公开申请数量 | 10 | 0 | 0 | 0 | 0 | 0 | 10 |
    /// | --- | --- | --- | --- | --- | --- | --- | --- |
    /// | 二、上年结转政府信息公开申请数量 | 0 | 0 | 0 | 0 | 0 | 0 | 0 |
    /// | 四、结转下年度继续办理 | 1 | 0 | 0 | 0 | 0 | 0 | 1 |
    /// ```
    /// ```good
    /// ## 一、总体情况
    ///
    /// （二）依申请公开。我局共收到政府信息公开申请12件，其中信函申请7件，结转下年度办理1件；较上年增加4件。全县共收到申请90件。
    ///
    /// ## 三、收到和处理政府信息公开申请情况
    ///
    /// | 一、本年新收政府信息公开申请数量 | 10 | 0 | 0 | 0 | 0 | 0 | 10 |
    /// | --- | --- | --- | --- | --- | --- | --- | --- |
    /// | 二、上年结转政府信息公开申请数量 | 2 | 0 | 0 | 0 | 0 | 0 | 2 |
    /// | 四、结转下年度继续办理 | 1 | 0 | 0 | 0 | 0 | 0 | 1 |
    /// ```
    ///
    /// Estimates (余, 约), shares, counts by channel, of other organs, of part of the year or of other years, and counts of
    /// what is published or consulted on are not compared. Nor are the parts of a total that is itself a finding.
    "sums/text-table-count" {
        severity: Severity::Error,
        norm: Some(FORMAT_2021),
        since: "0.1.0",
        check: check,
    }
}

fn check(report: &Report<'_>, sink: &mut Sink<'_>) {
    let Some(edition) = report.edition else { return };
    for table in [TableName::Applications, TableName::Disputes] {
        if report.table(table).is_none() {
            sink.note(format!("未找到{}，正文中的相应件数未核对", table.title()));
        }
    }
    let counts = counts(report);
    let mut wrong = counts.iter().filter(|count| is_wrong(count, counts)).peekable();
    if wrong.peek().is_none() {
        return;
    }
    let right = right_readings(counts);
    for count in wrong {
        let said_right = count.readings.first().is_some_and(|reading| right.contains(&reading));
        let severity = severity(report, count, said_right);
        Mismatch { report, edition, count }.report(severity, sink);
    }
}

/// The likeliest readings of what the prose says rightly somewhere, each once.
fn right_readings(counts: &[Count]) -> Vec<&CountReading> {
    let mut right: Vec<&CountReading> = Vec::new();
    for count in counts.iter().filter(|count| count.may_fit()) {
        right.extend(count.readings.first().filter(|reading| !right.contains(reading)));
    }
    right
}

/// Whether no reading fits. Where a total does not fit either, its parts are of the same other reckoning. A count of
/// nothing is the business of the words that say so.
fn is_wrong(count: &Count, counts: &[Count]) -> bool {
    let total_fits = count.parent.is_none_or(|parent| counts[parent].may_fit());
    !count.value.is_zero() && !count.may_fit() && total_fits
}

/// An error where the phrase, understood from end to end, can mean but one figure and the prose does not say that figure
/// rightly elsewhere.
fn severity(report: &Report<'_>, count: &Count, said_right: bool) -> Severity {
    let first = count.readings.first().and_then(|reading| reading.value);
    let one_reading = count.readings.iter().all(|reading| reading.value == first);
    let government = report.organ.as_ref().is_some_and(|organ| organ.kind == OrganKind::Government);
    let certain = count.fully_read && (count.speaker_named || !government);
    if one_reading && !said_right && certain { Severity::Error } else { Severity::Warning }
}

/// Most readings that message and labels show; help lists them all.
const SHOWN_READINGS: usize = 2;
/// Longest sum whose zeros are labelled too, in cells.
const SHORT_SUM: usize = 3;

/// A count that no figure repeats.
#[derive(Clone, Copy)]
struct Mismatch<'r, 'd> {
    report: &'r Report<'d>,
    edition: &'static Edition,
    count: &'r Count,
}

impl<'r> Mismatch<'r, '_> {
    fn report(self, severity: Severity, sink: &mut Sink<'_>) {
        let Some((first, expected)) = self.readings().into_iter().next() else { return };
        let diagnostic = sink.report_as(severity, self.count.span, self.message());
        diagnostic
            .span_label(format!("{}{}为 {}", self.title(), first.name, plain(expected)))
            .help(self.help())
            .norm(Norm { document: &self.edition.norm, clause: "" })
            .place(section_place(self.report.lines[self.count.line].section))
            .value("expected", plain(expected))
            .value("actual", plain(self.count.value))
            .value("difference", plain(self.count.value - expected));
        for (table, cell) in self.cells() {
            if let Some((span, words)) = self.figure(table, cell) {
                diagnostic.label(span, words);
            }
        }
    }

    fn message(self) -> String {
        let line = &self.report.lines[self.count.line];
        let phrase = line.words()[self.count.phrase.clone()].trim();
        let readings: Vec<String> = self
            .readings()
            .into_iter()
            .take(SHOWN_READINGS)
            .map(|(reading, value)| format!("{}为 {}", reading.name, plain(value)))
            .collect();
        format!("正文写“{phrase}”，{}{}", self.title(), readings.join("、"))
    }

    fn help(self) -> String {
        let value = plain(self.count.value);
        let readings: Vec<String> = self
            .readings()
            .into_iter()
            .map(|(reading, value)| format!("{} {}", reading.name, plain(value)))
            .collect();
        let same = self
            .same_figure()
            .map_or_else(String::new, |name| format!("；{value} 恰与{name}一格相同"));
        match readings.as_slice() {
            [_] => format!("请核对正文与表格何者有误{same}"),
            _ => format!("各种口径均不等于 {value}：{}{same}", readings.join("；")),
        }
    }

    /// The readings with their values, those of one value once.
    fn readings(self) -> Vec<(&'r CountReading, Decimal)> {
        let mut distinct: Vec<(&CountReading, Decimal)> = Vec::new();
        for reading in &self.count.readings {
            if let Some(value) = reading.value
                && distinct.iter().all(|(_, known)| *known != value)
            {
                distinct.push((reading, value));
            }
        }
        distinct
    }

    /// The cells of the readings shown, zeros of long sums left out, in reading order.
    fn cells(self) -> Vec<(TableName, CellRef)> {
        let mut cells: Vec<(TableName, CellRef)> = Vec::new();
        for (reading, _) in self.readings().into_iter().take(SHOWN_READINGS) {
            let long = reading.cells.len() > SHORT_SUM;
            let of_reading = reading.cells.iter().copied();
            cells.extend(
                of_reading.filter(|cell| !long || self.number(*cell) != Some(Decimal::ZERO)),
            );
        }
        cells.sort_unstable();
        cells.dedup();
        cells
    }

    /// The name of another cell in the rows of the readings that has the count's value.
    fn same_figure(self) -> Option<String> {
        self.count.readings.iter().flat_map(|reading| &reading.cells).find_map(|(name, cell)| {
            let table = self.report.table(*name)?;
            let row = table.spec.rows.get(cell.row)?;
            let column = (0..row.columns.len()).find(|column| {
                let other = CellRef { row: cell.row, column: *column };
                table.number(other) == Some(self.count.value)
            })?;
            Some(format!("“{}”的“{}”", short(&row.label), row.columns[column].label))
        })
    }

    fn figure(self, name: TableName, cell: CellRef) -> Option<(Span, String)> {
        let table = self.report.table(name)?;
        let row = &table.spec.rows[cell.row];
        let value = plain(self.number((name, cell))?);
        let words = format!("{} · {} {value}", short(&row.label), row.columns[cell.column].label);
        Some((table.figure(cell).span, words))
    }

    fn number(self, (table, cell): (TableName, CellRef)) -> Option<Decimal> {
        self.report.table(table)?.number(cell)
    }

    fn title(self) -> &'static str {
        let table = self.count.readings.first().and_then(|reading| reading.cells.first());
        table.map_or("表格", |(table, _)| table.title())
    }
}
