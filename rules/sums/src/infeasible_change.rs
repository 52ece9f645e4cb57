use nianbao_lint::report::{Direction, is_feasible};
use nianbao_lint::{Report, Severity, Sink, rule};

use crate::imbalance::plain;
use crate::prose::Prose;

rule! {
    /// 同比变化的百分比应能由整数算得出来
    ///
    /// A change of a count in percent (`148件，同比增加20.86%`) is what some whole number of the year before gives, rounded half
    /// up or cut off at the digits shown. Where the sentence counts several things, the change may be any one's. Nothing can
    /// grow to 0 or fall by more than 100%.
    ///
    /// No norm: a matter of arithmetic.
    ///
    /// ```bad
    /// ## 一、总体情况
    ///
    /// 办理政府信息公开申请148件，同比增加20.86%。
    /// ```
    /// ```good
    /// ## 一、总体情况
    ///
    /// 主动公开政府信息170条，比2022年减少了10.5%；重点领域信息60条，比2022年增加了7.1%。政务新媒体发布信息3条，同比增长200%，阅读量增长33.33%。
    /// ```
    ///
    /// A change that is also given as a number is the business of sums/prose-percent.
    "sums/infeasible-change" {
        severity: Severity::Warning,
        norm: None,
        since: "0.1.0",
        check: check,
    }
}

fn check(report: &Report<'_>, sink: &mut Sink<'_>) {
    for change in
        report.changes().iter().filter(|it| it.difference.is_none() && it.earlier.is_none())
    {
        let prose = Prose::of(report, change.line);
        let percentage = prose.value(change.percentage);
        let infeasible = |number: &usize| {
            is_feasible(prose.value(*number), percentage, change.direction) == Some(false)
        };
        let Some(first) = change.numbers.first() else { continue };
        if !change.numbers.iter().all(infeasible) {
            continue;
        }
        let way = match change.direction {
            Direction::Up => "增长",
            Direction::Down => "下降",
        };
        let written = prose.words(change.percentage);
        let message = format!("没有整数{way} {written} 后成为“{}”", prose.phrase(*first));
        let diagnostic = sink.report(prose.number_span(change.percentage), message);
        diagnostic
            .span_label("由整数算不出")
            .help("按四舍五入或截尾均算不出，请核对本期数、上期数和百分比")
            .place(prose.place())
            .value("actual", percentage);
        for number in &change.numbers {
            diagnostic.label(prose.span(*number), plain(prose.value(*number)));
        }
    }
}
