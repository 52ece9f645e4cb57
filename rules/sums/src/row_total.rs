use nianbao_lint::report::EquationKind;
use nianbao_lint::{Applicability, FORMAT_2021, Report, Severity, Sink, TableName, rule};

use crate::imbalance;

rule! {
    /// 表三每行六类申请人之和应等于总计
    ///
    /// For each row of 表三, all in 件: 自然人 + 商业企业 + 科研机构 + 社会公益组织 + 法律服务机构 + 其他 = 总计.
    /// Where one cell explains this and other sums that fail, that cell is named with the value that mends them all.
    /// Blank cells count as zero only where the whole table balances so.
    ///
    /// ```bad
    /// ## 三、收到和处理政府信息公开申请情况
    ///
    /// | 一、本年新收政府信息公开申请数量 | 7 | 2 | 0 | 0 | 1 | 0 | 11 |
    /// | --- | --- | --- | --- | --- | --- | --- | --- |
    /// | 二、上年结转政府信息公开申请数量 | 1 | 0 | 0 | 0 | 0 | 0 | 1 |
    /// | 三、本年度办理结果（一）予以公开 | 5 | 2 | 0 | 0 | 1 | 0 | 8 |
    /// ```
    /// ```good
    /// ## 三、收到和处理政府信息公开申请情况
    ///
    /// | 一、本年新收政府信息公开申请数量 | 7 | 2 | 0 | 0 | 1 | 0 | 10 |
    /// | --- | --- | --- | --- | --- | --- | --- | --- |
    /// | 二、上年结转政府信息公开申请数量 | 1 | 0 | 0 | 0 | 0 | 0 | 1 |
    /// | 三、本年度办理结果（一）予以公开 | 5 | 2 | 0 | 0 | 1 | 0 | 8 |
    /// ```
    ///
    /// The fix of a total is unsafe: a term may be the wrong one.
    "sums/row-total" {
        severity: Severity::Error,
        norm: Some(FORMAT_2021),
        since: "0.1.0",
        fixes: &[Applicability::Unsafe, Applicability::Display],
        check: check,
    }
}

fn check(report: &Report<'_>, sink: &mut Sink<'_>) {
    imbalance::report(EquationKind::RowTotal, TableName::Applications, report, sink);
}
