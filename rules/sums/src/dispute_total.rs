use nianbao_lint::report::EquationKind;
use nianbao_lint::{Applicability, FORMAT_2021, Report, Severity, Sink, TableName, rule};

use crate::imbalance;

rule! {
    /// 表四每组四种结果之和应等于总计
    ///
    /// For each of 行政复议, 未经复议直接起诉 and 复议后起诉 in 表四, all in 件: 结果维持 + 结果纠正 + 其他结果 + 尚未审结 =
    /// 总计. Nothing links the three groups.
    ///
    /// ```bad
    /// ## 四、政府信息公开行政复议、行政诉讼情况
    ///
    /// | 行政复议 | | | | | 行政诉讼 | | | | | | | | | |
    /// | --- | --- | --- | --- | --- | --- | --- | --- | --- | --- | --- | --- | --- | --- | --- |
    /// | 结果维持 | 结果纠正 | 其他结果 | 尚未审结 | 总计 | 未经复议直接起诉 | | | | | 复议后起诉 | | | | |
    /// | | | | | | 结果维持 | 结果纠正 | 其他结果 | 尚未审结 | 总计 | 结果维持 | 结果纠正 | 其他结果 | 尚未审结 | 总计 |
    /// | 2 | 1 | 0 | 1 | 3 | 0 | 0 | 0 | 0 | 0 | 1 | 0 | 0 | 0 | 1 |
    /// ```
    /// ```good
    /// ## 四、政府信息公开行政复议、行政诉讼情况
    ///
    /// | 行政复议 | | | | | 行政诉讼 | | | | | | | | | |
    /// | --- | --- | --- | --- | --- | --- | --- | --- | --- | --- | --- | --- | --- | --- | --- |
    /// | 结果维持 | 结果纠正 | 其他结果 | 尚未审结 | 总计 | 未经复议直接起诉 | | | | | 复议后起诉 | | | | |
    /// | | | | | | 结果维持 | 结果纠正 | 其他结果 | 尚未审结 | 总计 | 结果维持 | 结果纠正 | 其他结果 | 尚未审结 | 总计 |
    /// | 2 | 1 | 0 | 1 | 4 | 0 | 0 | 0 | 0 | 0 | 1 | 0 | 0 | 0 | 1 |
    /// ```
    ///
    /// The fix of a total is unsafe: a term may be the wrong one.
    "sums/dispute-total" {
        severity: Severity::Error,
        norm: Some(FORMAT_2021),
        since: "0.1.0",
        fixes: &[Applicability::Unsafe, Applicability::Display],
        check: check,
    }
}

fn check(report: &Report<'_>, sink: &mut Sink<'_>) {
    imbalance::report(EquationKind::DisputeTotal, TableName::Disputes, report, sink);
}
