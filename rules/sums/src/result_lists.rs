//! Lists of all results whose total stands elsewhere: in another paragraph, or in 表三 alone.

use nianbao_lint::report::{Count, ResultList, counts};
use nianbao_lint::{Report, Severity, Sink, TableName};
use rust_decimal::Decimal;

use crate::imbalance::plain;
use crate::prose::{Prose, terms};

/// Sections whose lists are of the organ's own applications.
const SECTIONS: [u8; 2] = [1, 3];

/// Reports the lists that make none of the totals they may be of. Only a warning: they may be of a part of the applications.
pub(crate) fn check(report: &Report<'_>, sink: &mut Sink<'_>) {
    for list in report.result_lists() {
        let section = report.lines[report.counted_lines()[list.line].line].section;
        if section.is_none_or(|section| SECTIONS.contains(&section)) && !is_of_others(report, list)
        {
            check_list(report, list, sink);
        }
    }
}

/// Whether more than one of the results is not that of 表三: they are then of another total.
fn is_of_others(report: &Report<'_>, list: &ResultList) -> bool {
    let prose = Prose::of(report, list.line);
    let misfits = list.parts.iter().filter(|part| {
        let place = prose.place_in_words(**part);
        let is_here = |count: &&Count| (count.line, &count.number) == (place.0, &place.1);
        counts(report).iter().find(is_here).is_some_and(|count| !count.may_fit())
    });
    misfits.count() > 1
}

fn check_list(report: &Report<'_>, list: &ResultList, sink: &mut Sink<'_>) -> Option<()> {
    let counted = Totals { report };
    let handled = counted.said("result.total").next();
    let expected = handled.map(|count| count.value).or(counted.figure("result.total"))?;
    if counted.admit(list.sum) {
        return None;
    }
    let prose = Prose::of(report, list.line);
    let (first, end) = (*list.parts.first()?, *list.parts.last()?);
    let sum = plain(list.sum);
    let said = match handled {
        Some(count) => {
            let phrase = report.lines[count.line].words()[count.phrase.clone()].trim();
            format!("正文写“{phrase}”")
        }
        None => format!("表三（七）总计为 {}", plain(expected)),
    };
    let span = prose.span_of_list(first, end);
    let message = format!("所列各项办理结果合计为 {sum}，{said}");
    let diagnostic = sink.report_as(Severity::Warning, span, message);
    let values = list.parts.iter().map(|part| prose.value(*part));
    let difference = plain((expected - list.sum).abs());
    diagnostic
        .span_label(format!("各项合计 {sum}"))
        .help(format!("{} = {sum}，与 {} 相差 {difference}", terms(values), plain(expected)))
        .place(prose.place())
        .value("expected", plain(expected))
        .value("actual", &sum)
        .value("difference", difference);
    if let Some(count) = handled {
        diagnostic.label(count.span, format!("总数 {}", plain(expected)));
    }
    Some(())
}

/// How many applications there were, as the prose and 表三 say.
struct Totals<'r, 'd> {
    report: &'r Report<'d>,
}

impl<'r, 'd> Totals<'r, 'd> {
    /// The counts of the prose that repeat the total of `row`, as likely as not.
    fn said(&self, row: &'static str) -> impl Iterator<Item = &'r Count> + use<'r, 'd> {
        let report = self.report;
        counts(report).iter().filter(move |count| {
            let cells = count.readings.first().map_or(&[][..], |reading| &reading.cells);
            let Some((TableName::Applications, cell)) = cells.first() else { return false };
            let table = report.table(TableName::Applications);
            let spec = table.map(|table| &table.spec.rows[cell.row]);
            spec.is_some_and(|spec| spec.key == row && cell.column + 1 == spec.columns.len())
        })
    }

    fn figure(&self, row: &str) -> Option<Decimal> {
        figure(self.report, row)
    }

    /// Whether results that make `sum` can be those of some total: with or without what was carried in, less what was carried
    /// out or not.
    fn admit(&self, sum: Decimal) -> bool {
        let values = |rows: &[&'static str]| -> Vec<Decimal> {
            let said = rows.iter().flat_map(|row| self.said(row)).map(|count| count.value);
            said.chain(rows.iter().filter_map(|row| self.figure(row))).collect()
        };
        let totals = values(&["new_received", "result.total"]);
        let (carried_in, carried_out) = (values(&["carried_in"]), values(&["carried_out"]));
        let more = || carried_in.iter().copied().chain([Decimal::ZERO]);
        let less = || carried_out.iter().copied().chain([Decimal::ZERO]);
        totals.iter().any(|total| {
            more().any(|more| {
                less().any(|less| {
                    let taken = sum.checked_add(less);
                    taken.is_some() && taken == total.checked_add(more)
                })
            })
        })
    }
}

/// The total of a row of 表三, also where its zeros were lost.
pub(crate) fn figure(report: &Report<'_>, row: &str) -> Option<Decimal> {
    let table = report.table(TableName::Applications)?;
    let cell = table.cell(row, "total")?;
    table.number(cell).or_else(|| table.totals_without_zeros()?.get(cell.row).copied())
}
