use nianbao_lint::report::{Count, CountedLine, Line, counts, section_place};
use nianbao_lint::{Applicability, Edit, Report, Severity, Sink, Span, TableName, rule};

rule! {
    /// 同一事项不应用不同量词计数
    ///
    /// Applications are counted in 件, or throughout in 宗 where that is custom, and not now in one and now in the other; 次, 个,
    /// 条 and the like count no applications. 行政规范性文件 are counted in 件, as the form heads them, not in 条; disputes not
    /// now in 件 and now in 起 or 宗. One finding for all of each, at the first that differs from 件.
    ///
    /// No norm: the form itself says 件 of documents; of applications it is custom.
    ///
    /// ```bad
    /// ## 一、总体情况
    ///
    /// 我局共办理政府信息公开申请12件，其中自然人申请8宗。
    ///
    /// ## 三、收到和处理政府信息公开申请情况
    ///
    /// | 一、本年新收政府信息公开申请数量 | 8 | 4 | 0 | 0 | 0 | 0 | 12 |
    /// | --- | --- | --- | --- | --- | --- | --- | --- |
    /// ```
    /// ```bad
    /// ## 一、总体情况
    ///
    /// 制发行政规范性文件6条，废止8件。
    /// ```
    /// ```good
    /// ## 一、总体情况
    ///
    /// 我局共办理政府信息公开申请12宗，其中自然人申请8宗。发布解读材料40条、图解20篇，制发行政规范性文件6件。
    ///
    /// ## 三、收到和处理政府信息公开申请情况
    ///
    /// | 一、本年新收政府信息公开申请数量 | 8 | 4 | 0 | 0 | 0 | 0 | 12 |
    /// | --- | --- | --- | --- | --- | --- | --- | --- |
    /// ```
    ///
    /// The fix is unsafe: an organ may mean another thing by another unit.
    "sums/mixed-units" {
        severity: Severity::Info,
        norm: None,
        since: "0.1.0",
        fixes: &[Applicability::Unsafe],
        check: check,
    }
}

/// The unit of the form.
const USUAL: &str = "件";
/// Another that is custom in places, where it is used throughout.
const CUSTOMARY: &str = "宗";

fn check(report: &Report<'_>, sink: &mut Sink<'_>) {
    let applications: Vec<&Count> =
        counts(report).iter().filter(|count| is_of(count, TableName::Applications)).collect();
    let is_custom = applications.iter().all(|count| count.unit == CUSTOMARY);
    let odd = applications.iter().filter(|count| count.unit != USUAL && !is_custom);
    let odd: Vec<Odd> = odd.map(|count| Odd::of(report, count)).collect();
    tell("政府信息公开申请", &odd, sink);
    let documents: Vec<Odd> =
        report.counted_lines().iter().flat_map(|line| documents(report, line)).collect();
    tell("行政规范性文件", &documents, sink);
    tell("行政复议、行政诉讼案件", &disputes(report), sink);
}

/// Disputes counted otherwise than in 件 where others are counted in 件.
fn disputes(report: &Report<'_>) -> Vec<Odd> {
    let all: Vec<&Count> =
        counts(report).iter().filter(|count| is_of(count, TableName::Disputes)).collect();
    let is_mixed = all.iter().any(|count| count.unit == USUAL);
    let odd = all.iter().filter(|count| is_mixed && count.unit != USUAL);
    odd.map(|count| Odd::of(report, count)).collect()
}

/// A unit that is not the usual one.
struct Odd {
    unit: &'static str,
    span: Span,
    section: Option<u8>,
}

impl Odd {
    fn of(report: &Report<'_>, count: &Count) -> Odd {
        let line = &report.lines[count.line];
        let span = unit_span(line, count.phrase.end, count.unit);
        Odd { unit: count.unit, span, section: line.section }
    }
}

/// Whether the count repeats a figure of the table `name`.
fn is_of(count: &Count, name: TableName) -> bool {
    let table = count.readings.first().and_then(|reading| reading.cells.first());
    table.is_some_and(|(table, _)| *table == name)
}

/// The unit in which the phrase that ends at byte `end` of the line's words counts.
fn unit_span(line: &Line<'_>, end: usize, unit: &str) -> Span {
    line.span(end.saturating_sub(unit.len())..end)
}

/// Normative documents counted in 条.
fn documents<'r>(report: &'r Report<'_>, line: &'r CountedLine) -> impl Iterator<Item = Odd> + 'r {
    let text = line.text(report);
    line.quantities.iter().filter_map(move |quantity| {
        let unit = quantity.unit.filter(|unit| unit.text == "条")?;
        if !text[quantity.subject.clone()].ends_with("规范性文件") {
            return None;
        }
        let end = quantity.number.end + unit.text.len();
        let span = line.span(report, &(quantity.number.end..end));
        Some(Odd { unit: unit.text, span, section: report.lines[line.line].section })
    })
}

fn tell(what: &str, odd: &[Odd], sink: &mut Sink<'_>) {
    let Some(first) = odd.first() else { return };
    let mut units: Vec<&str> = Vec::new();
    for odd in odd {
        if !units.contains(&odd.unit) {
            units.push(odd.unit);
        }
    }
    let message = format!("{what}以“{}”计数，通常用“{USUAL}”", units.join("”“"));
    let diagnostic = sink.report(first.span, message);
    diagnostic.span_label(format!("宜用“{USUAL}”")).place(section_place(first.section));
    for odd in &odd[1..] {
        diagnostic.label(odd.span, odd.unit);
    }
    let edits = odd.iter().map(|odd| Edit::replace(odd.span, USUAL)).collect();
    diagnostic.fix(Applicability::Unsafe, format!("统一改为“{USUAL}”"), edits);
}
