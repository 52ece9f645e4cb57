use nianbao_lint::report::{Change, Direction, is_percentage_of};
use nianbao_lint::{Applicability, Report, Severity, Sink, rule};
use rust_decimal::Decimal;

use crate::imbalance::plain;
use crate::prose::Prose;
use crate::shares::{Whole, misfit, neighbours, percentage_of};

rule! {
    /// 正文中的占比应由所列数字算得出来
    ///
    /// A share (`15件，占75%`) follows from its number and the whole that the prose says, rounded half up or cut off at the
    /// digits shown; so does a change that is given both as a number and in percent (`较上年增加20件，增长20%`) or with the number
    /// it was before (`120条，较2022年的100条增长20%`). Where the prose does not say the whole, any number of the paragraph that can hold the part, and the totals of 表三, may be meant: a
    /// share that only one number could explain, and it does not, is a warning.
    ///
    /// No norm: a matter of arithmetic.
    ///
    /// ```bad
    /// ## 一、总体情况
    ///
    /// 收到政府信息公开申请20件，其中网上申请15件，占70%；信函申请5件，占25%。
    /// ```
    /// ```bad
    /// ## 一、总体情况
    ///
    /// 主动公开政府信息120条，较上年增加20条，增长25%。
    /// ```
    /// ```bad
    /// ## 一、总体情况
    ///
    /// 主动公开政府信息120条，较2022年的100条增长25%。
    /// ```
    /// ```bad
    /// ## 一、总体情况
    ///
    /// 从申请人看，自然人15件，占75%；法人或其他组织5件，占20%。
    /// ```
    /// ```good
    /// ## 一、总体情况
    ///
    /// 收到政府信息公开申请805件，其中网上申请35件，占4.34%；在已办结的3件申请中，予以公开的2件，占66.67%，占全市总量的5%。
    ///
    /// 主动公开政府信息120条，较上年增加20条，增长20%。
    /// ```
    ///
    /// Shares of what the text does not count, and estimates (约占), are left alone. The fix is unsafe: one of the two numbers
    /// may be the wrong one.
    "sums/prose-percent" {
        severity: Severity::Error,
        norm: None,
        since: "0.1.0",
        fixes: &[Applicability::Unsafe],
        check: check,
    }
}

fn check(report: &Report<'_>, sink: &mut Sink<'_>) {
    for index in 0..report.shares().len() {
        report_share(report, index, sink);
    }
    for change in report.changes() {
        report_change(report, change, sink);
    }
}

/// Reports the share with this index where it is wrong.
fn report_share(report: &Report<'_>, index: usize, sink: &mut Sink<'_>) {
    let share = &report.shares()[index];
    let Some(misfit) = misfit(report, share, neighbours(report.shares(), index)) else { return };
    let prose = Prose::of(report, share.line);
    let (part, whole) = (prose.value(misfit.part), plain(misfit.whole.value(prose)));
    let written = prose.words(share.percentage);
    let expected = misfit.expected;
    let of = match misfit.whole {
        Whole::Said(index) => prose.words(index).to_owned(),
        Whole::Sum(_) => format!("所列各项合计 {whole}"),
        Whole::Figure(name, _) => format!("表三{name} {whole}"),
    };
    let message =
        format!("“{}”占比写为 {written}，按 {of} 计应为 {expected}%", prose.phrase(misfit.part));
    let span = prose.number_span(share.percentage);
    let diagnostic = sink.report_as(misfit.severity, span, message);
    diagnostic.span_label(format!("应为 {expected}%"));
    if let Whole::Said(index) = misfit.whole {
        diagnostic.label(prose.span(index), format!("总数 {whole}"));
    }
    diagnostic
        .label(prose.span(misfit.part), plain(part))
        .help(format!("{}÷{whole} = {expected}%；请核对三个数何者有误", plain(part)))
        .place(prose.place())
        .value("expected", expected)
        .value("actual", prose.value(share.percentage));
    if let Some(edit) = prose.edit(share.percentage, expected.to_string()) {
        diagnostic.fix(Applicability::Unsafe, format!("将占比改为 {expected}%"), vec![edit]);
    }
}

/// Reports a change that does not follow from the two numbers given, or goes the other way.
fn report_two_numbers(
    report: &Report<'_>,
    change: &Change,
    earlier: usize,
    sink: &mut Sink<'_>,
) -> Option<()> {
    let prose = Prose::of(report, change.line);
    let number = *change.numbers.first()?;
    let (is, was) = (prose.value(number), prose.value(earlier));
    let (percentage, by) = (prose.value(change.percentage), is.checked_sub(was)?);
    let says_up = change.direction == Direction::Up;
    let is_reversed = !by.is_zero() && says_up == by.is_sign_negative();
    if !is_reversed && is_percentage_of(percentage, by.abs(), was) != Some(false) {
        return None;
    }
    let expected = percentage_of(by.abs(), was, percentage.scale())?;
    let way = if by.is_sign_negative() { "下降" } else { "增长" };
    let right = format!("{way} {expected}%");
    let written = prose.words(change.percentage);
    let message = format!(
        "由“{}”到“{}”应为{right}，写为{} {written}",
        prose.phrase(earlier),
        prose.phrase(number),
        if says_up { "增长" } else { "下降" },
    );
    let diagnostic = sink.report(prose.number_span(change.percentage), message);
    diagnostic
        .span_label(format!("应为{right}"))
        .label(prose.span(number), plain(is))
        .label(prose.span(earlier), plain(was))
        .help(format!("{}÷{} = {expected}%；请核对三个数何者有误", plain(by.abs()), plain(was)))
        .place(prose.place())
        .value("expected", expected)
        .value("actual", percentage);
    if let Some(edit) = prose.edit(change.percentage, expected.to_string())
        && !is_reversed
    {
        diagnostic.fix(Applicability::Unsafe, format!("将比例改为 {expected}%"), vec![edit]);
    }
    Some(())
}

fn report_change(report: &Report<'_>, change: &Change, sink: &mut Sink<'_>) {
    if let Some(earlier) = change.earlier {
        report_two_numbers(report, change, earlier, sink);
        return;
    }
    let Some(difference) = change.difference else { return };
    let prose = Prose::of(report, change.line);
    let (percentage, by) = (prose.value(change.percentage), prose.value(difference));
    let earlier = |number: Decimal| match change.direction {
        Direction::Up => number.checked_sub(by),
        Direction::Down => number.checked_add(by),
    };
    let bases = || change.numbers.iter().filter_map(|number| earlier(prose.value(*number)));
    let is_wrong = |base| is_percentage_of(percentage, by, base) == Some(false);
    if !bases().all(|base| base > Decimal::ZERO && is_wrong(base)) {
        return;
    }
    let (Some(base), Some(number)) = (bases().next(), change.numbers.first()) else { return };
    let Some(expected) = percentage_of(by, base, percentage.scale()) else { return };
    let (span, written) = (prose.number_span(change.percentage), prose.words(change.percentage));
    let message = format!(
        "由“{}”与“{}”算得上期为 {}，变化应为 {expected}%，写为 {written}",
        prose.phrase(*number),
        prose.phrase(difference),
        plain(base),
    );
    let diagnostic = sink.report(span, message);
    diagnostic
        .span_label(format!("应为 {expected}%"))
        .label(prose.span(*number), plain(prose.value(*number)))
        .label(prose.span(difference), plain(by))
        .help(format!("{}÷{} = {expected}%；请核对三个数何者有误", plain(by), plain(base)))
        .place(prose.place())
        .value("expected", expected)
        .value("actual", percentage);
    if let Some(edit) = prose.edit(change.percentage, expected.to_string()) {
        diagnostic.fix(Applicability::Unsafe, format!("将比例改为 {expected}%"), vec![edit]);
    }
}
