use nianbao_lint::report::{Breakdown, Closing, Marker, SlipKind};
use nianbao_lint::{Applicability, Diagnostic, Report, Severity, Sink, Span, rule};
use rust_decimal::Decimal;

use crate::imbalance::plain;
use crate::prose::{Prose, terms};
use crate::result_lists;

rule! {
    /// 正文中各分项之和应与总数相符
    ///
    /// A total of the prose and the parts given of it agree. Parts are all there are behind 分别为, a colon or brackets, where
    /// the list ends in 其他, where it is natural persons and organisations, and before 合计 or 共计: they make the total.
    /// Behind 其中, 包括 and 含 they do not exceed it. It is an error where parts that are all there are, in the unit of the
    /// total, do not make it and nothing else can be meant; a warning otherwise. A list of all results (予以公开 to 其他处理)
    /// whose total stands in another paragraph, or in 表三 alone, is compared with those.
    ///
    /// No norm: a matter of arithmetic.
    ///
    /// ```bad
    /// ## 一、总体情况
    ///
    /// 全年主动公开政府信息171条：重点领域信息124条，工作动态34条，其他信息14条。
    /// ```
    /// ```bad
    /// ## 一、总体情况
    ///
    /// 公开重点领域信息60条。其中，涉及建设项目59条，发布公告24条。
    /// ```
    /// ```bad
    /// ## 一、总体情况
    ///
    /// 全年组织业务培训6次，其中集中培训4次、线上培训3次。
    /// ```
    /// ```bad
    /// ## 一、总体情况
    ///
    /// 1.收到政府信息公开申请20件，办结20件。
    ///
    /// 2.从办理结果看：予以公开12件，不予公开6件，其他处理3件。
    ///
    /// ## 三、收到和处理政府信息公开申请情况
    ///
    /// | 一、本年新收政府信息公开申请数量 | 15 | 5 | 0 | 0 | 0 | 0 | 20 |
    /// | --- | --- | --- | --- | --- | --- | --- | --- |
    /// | （七）总计 | 15 | 5 | 0 | 0 | 0 | 0 | 20 |
    /// ```
    /// ```good
    /// ## 一、总体情况
    ///
    /// 全年主动公开政府信息171条：重点领域信息124条，工作动态34条，其他信息13条。
    /// ```
    /// ```good
    /// ## 一、总体情况
    ///
    /// 主动公开信息1342条，其中要闻401条，公开专栏79条；微信公众号发布387条。发布各类信息2800余条，其中解读60条，其他栏目2500余条。
    ///
    /// 办理政府信息公开申请20件（含上年结转1件），其中自然人15件，法人或其他组织5件；予以公开12件，占60%，不予公开6件，其他处理2宗。
    /// ```
    ///
    /// Estimates (余, 约) are never added up. What overlaps by nature is not either: parts by applicant, by channel and by
    /// result stand beside each other, and one piece of information may be made public by several channels, so that an excess
    /// over channels is only a warning.
    "sums/prose-breakdown" {
        severity: Severity::Warning,
        norm: None,
        since: "0.1.0",
        fixes: &[Applicability::Display],
        check: check,
    }
}

fn check(report: &Report<'_>, sink: &mut Sink<'_>) {
    for breakdown in report.breakdowns().iter().filter(|breakdown| !breakdown.may_fit) {
        let prose = Prose::of(report, breakdown.line);
        let is_said_to_overlap = || {
            let last = breakdown.parts.last().map_or("", |last| prose.tail_of_sentence(*last));
            OVERLAPS.iter().any(|words| last.contains(words))
        };
        if breakdown.marker == Marker::None && is_of_table(report, breakdown.sum)
            || is_said_to_overlap()
        {
            continue;
        }
        Wrong { breakdown, prose }.report(sink);
    }
    result_lists::check(report, sink);
}

/// What says that one thing was counted in several parts.
const OVERLAPS: [&str; 6] = ["多个", "重复", "交叉", "重叠", "同一信息", "内容相同"];

/// Whether the sum of parts without marker is a total of 表三 that the prose does not say.
fn is_of_table(report: &Report<'_>, sum: Decimal) -> bool {
    let number = |row| result_lists::figure(report, row);
    let (new, carried) = (number("new_received"), number("carried_in"));
    let both = new.zip(carried).and_then(|(new, carried)| new.checked_add(carried));
    [number("result.total"), new, both].contains(&Some(sum))
}

/// A total that its parts contradict.
#[derive(Clone, Copy)]
struct Wrong<'r, 'd> {
    breakdown: &'r Breakdown,
    prose: Prose<'r, 'd>,
}

impl Wrong<'_, '_> {
    fn report(self, sink: &mut Sink<'_>) {
        let Breakdown { whole, sum, .. } = *self.breakdown;
        let total = self.prose.value(whole);
        let severity = self.severity(total);
        let diagnostic = sink.report_as(severity, self.span(), self.message());
        diagnostic.label(self.prose.span(whole), format!("总数 {}", plain(total)));
        diagnostic
            .span_label(format!("各项合计 {}", plain(sum)))
            .help(self.help(total))
            .place(self.prose.place())
            .value("expected", plain(sum))
            .value("actual", plain(total))
            .value("difference", plain(total - sum));
        for part in &self.breakdown.parts {
            diagnostic.label(self.prose.span(*part), plain(self.prose.value(*part)));
        }
        self.offer_fix(total, diagnostic);
    }

    /// The statement from its first number to its last; of a total in an earlier sentence, the list of its parts.
    fn span(self) -> Span {
        let Breakdown { whole, ref parts, .. } = *self.breakdown;
        let (Some(first), Some(last)) = (parts.first(), parts.last()) else {
            return self.prose.number_span(whole);
        };
        if self.prose.stops_between(whole, *first) {
            self.prose.span_of_list(*first, *last)
        } else {
            self.prose.span_between(whole.min(*first), whole.max(*last))
        }
    }

    fn severity(self, total: Decimal) -> Severity {
        let breakdown = self.breakdown;
        let counts_twice = breakdown.may_overlap && breakdown.sum > total;
        if breakdown.closing == Closing::Exhaustive && breakdown.is_certain && !counts_twice {
            Severity::Error
        } else {
            Severity::Warning
        }
    }

    fn message(self) -> String {
        let phrase = self.prose.phrase(self.breakdown.whole);
        let sum = plain(self.breakdown.sum);
        match (self.breakdown.closing, self.breakdown.marker) {
            (_, Marker::Sum) => format!("正文写“{phrase}”，前列各项合计为 {sum}"),
            (Closing::Exhaustive, _) => format!("正文写“{phrase}”，所列各项合计为 {sum}"),
            (Closing::Open, _) => format!("正文写“{phrase}”，其中各项合计为 {sum}，超过总数"),
        }
    }

    fn help(self, total: Decimal) -> String {
        let sum = self.breakdown.sum;
        let values = self.breakdown.parts.iter().map(|part| self.prose.value(*part));
        let difference = (total - sum).abs();
        let same = self.breakdown.parts.iter().find(|part| {
            sum > total && self.breakdown.parts.len() > 2 && self.prose.value(**part) == difference
        });
        let same = same
            .map_or_else(String::new, |part| format!("，恰为“{}”一项", self.prose.phrase(*part)));
        let twice = if self.breakdown.may_overlap && sum > total {
            "；如同一信息经多个渠道公开而重复计数，宜加说明"
        } else {
            ""
        };
        let (total, difference) = (plain(total), plain(difference));
        format!("{} = {}，与 {total} 相差 {difference}{same}{twice}", terms(values), plain(sum))
    }

    /// Shows the one number that a slip of the pen explains; nothing where several could be it.
    fn offer_fix(self, total: Decimal, diagnostic: &mut Diagnostic) {
        let Breakdown { whole, sum, ref parts, closing, .. } = *self.breakdown;
        if closing != Closing::Exhaustive {
            return;
        }
        let of_parts = parts.iter().map(|part| {
            let written = self.prose.value(*part);
            (*part, written, written + total - sum)
        });
        let numbers = std::iter::once((whole, total, sum)).chain(of_parts);
        let mut slips = numbers.filter_map(|(index, written, right)| {
            let slip = SlipKind::between(written, right).filter(|_| right >= Decimal::ZERO)?;
            Some((index, right, slip))
        });
        if let (Some((index, right, slip)), None) = (slips.next(), slips.next()) {
            let (words, right) = (self.prose.words(index), plain(right));
            let slip = match slip {
                SlipKind::SwappedDigits => "颠倒了两位数字",
                SlipKind::WrongDigit => "错了一位数字",
            };
            let Some(edit) = self.prose.edit(index, right.clone()) else { return };
            let title = format!("“{words}”或{slip}，应为 {right}");
            diagnostic.fix(Applicability::Display, title, vec![edit]);
        }
    }
}
