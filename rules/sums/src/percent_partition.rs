use nianbao_lint::report::Partition;
use nianbao_lint::{Report, Severity, Sink, rule};
use rust_decimal::Decimal;

use crate::imbalance::plain;
use crate::prose::{Prose, terms};
use crate::shares::{misfit, neighbours};

rule! {
    /// 同一总体的各项占比之和应为 100%
    ///
    /// Shares given side by side of one whole make 100 percent within what rounding, or cutting off, at the digits shown can
    /// bring about. They may make less unless they are all there are: the last is that of 其他, or they are those of natural
    /// persons and organisations.
    ///
    /// No norm: a matter of arithmetic.
    ///
    /// ```bad
    /// ## 一、总体情况
    ///
    /// 办结的申请中，予以公开或部分公开占58.5%、不予公开占17.3%、无法提供占28.9%，其他情况占5.2%。
    /// ```
    /// ```good
    /// ## 一、总体情况
    ///
    /// 办结的申请中，予以公开或部分公开占58.5%、不予公开占7.3%、无法提供占28.9%，其他情况占5.2%。主动公开信息中，政策文件占12.5%，工作动态占60%。
    /// ```
    ///
    /// Silent where a share that does not follow from its numbers explains it, and where shares are told apart by several
    /// things (网上申请占80%，自然人占90%).
    "sums/percent-partition" {
        severity: Severity::Warning,
        norm: None,
        since: "0.1.0",
        check: check,
    }
}

fn check(report: &Report<'_>, sink: &mut Sink<'_>) {
    for partition in report.partitions() {
        let prose = Prose::of(report, partition.line);
        let bounds = Bounds::of(prose, partition);
        let values = || partition.percentages.iter().map(|index| prose.value(*index));
        let Some(sum) = add(values()) else { continue };
        // Shares that are all nothing are the end of a list whose first shares stand apart.
        if sum.is_zero()
            || !bounds.exclude(sum, partition)
            || is_explained(report, partition, &bounds)
        {
            continue;
        }
        let (Some(first), sum) = (partition.percentages.first(), plain(sum)) else { continue };
        let message = format!("同一总体的 {} 项占比合计为 {sum}%", partition.percentages.len());
        let diagnostic = sink.report(prose.number_span(*first), message);
        diagnostic
            .span_label(format!("合计 {sum}%"))
            .help(format!(
                "{} = {sum}；四舍五入后合计应在 {} 至 {} 之间",
                terms(values()),
                plain(bounds.least),
                plain(bounds.most),
            ))
            .place(prose.place())
            .value("expected", 100)
            .value("actual", &sum);
        for index in &partition.percentages[1..] {
            diagnostic.label(prose.span(*index), prose.words(*index));
        }
    }
}

/// What rounding can bring the sum of percentages to: half a step each above, and where all are cut off a step each below.
struct Bounds {
    least: Decimal,
    most: Decimal,
}

impl Bounds {
    fn of(prose: Prose<'_, '_>, partition: &Partition) -> Bounds {
        let scales = partition.percentages.iter().map(|index| prose.value(*index).scale());
        let steps: Decimal =
            scales.filter_map(|scale| Decimal::try_from_i128_with_scale(1, scale).ok()).sum();
        let halves = steps.checked_div(Decimal::TWO).unwrap_or(steps);
        Bounds { least: Decimal::ONE_HUNDRED - steps, most: Decimal::ONE_HUNDRED + halves }
    }

    /// Whether the percentages cannot come to `sum`.
    fn exclude(&self, sum: Decimal, partition: &Partition) -> bool {
        let exceeds = sum > self.most && (!partition.may_overlap || partition.is_exhaustive);
        exceeds || partition.is_exhaustive && sum < self.least
    }
}

/// Whether the sum is right once shares that do not follow from their numbers are put right.
fn is_explained(report: &Report<'_>, partition: &Partition, bounds: &Bounds) -> bool {
    let prose = Prose::of(report, partition.line);
    let shares = report.shares();
    let place = |index: usize| {
        shares.binary_search_by_key(&(partition.line, index), |it| (it.line, it.percentage)).ok()
    };
    let mended = partition.percentages.iter().map(|index| {
        let misfit = place(*index)
            .and_then(|place| misfit(report, &shares[place], neighbours(shares, place)));
        misfit.map_or(prose.value(*index), |misfit| misfit.expected)
    });
    add(mended).is_some_and(|sum| !bounds.exclude(sum, partition))
}

fn add(mut values: impl Iterator<Item = Decimal>) -> Option<Decimal> {
    values.try_fold(Decimal::ZERO, Decimal::checked_add)
}
