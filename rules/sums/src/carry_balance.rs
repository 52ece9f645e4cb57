use nianbao_lint::report::EquationKind;
use nianbao_lint::{Applicability, FORMAT_2021, Report, Severity, Sink, TableName, rule};

use crate::imbalance;

rule! {
    /// 表三新收加上年结转应等于办理结果总计加结转下年度
    ///
    /// For each column of 表三, all in 件: 本年新收 + 上年结转 = （七）总计 + 结转下年度继续办理. This is the 勾稽关系 that
    /// the form prints in the table's first cell.
    ///
    /// ```bad
    /// ## 三、收到和处理政府信息公开申请情况
    ///
    /// | 一、本年新收政府信息公开申请数量 | 10 | 0 | 0 | 0 | 0 | 0 | 10 |
    /// | --- | --- | --- | --- | --- | --- | --- | --- |
    /// | 二、上年结转政府信息公开申请数量 | 2 | 0 | 0 | 0 | 0 | 0 | 2 |
    /// | （七）总计 | 11 | 0 | 0 | 0 | 0 | 0 | 11 |
    /// | 四、结转下年度继续办理 | 2 | 0 | 0 | 0 | 0 | 0 | 2 |
    /// ```
    /// ```good
    /// ## 三、收到和处理政府信息公开申请情况
    ///
    /// | 一、本年新收政府信息公开申请数量 | 10 | 0 | 0 | 0 | 0 | 0 | 10 |
    /// | --- | --- | --- | --- | --- | --- | --- | --- |
    /// | 二、上年结转政府信息公开申请数量 | 2 | 0 | 0 | 0 | 0 | 0 | 2 |
    /// | （七）总计 | 11 | 0 | 0 | 0 | 0 | 0 | 11 |
    /// | 四、结转下年度继续办理 | 1 | 0 | 0 | 0 | 0 | 0 | 1 |
    /// ```
    ///
    /// Any of the four figures may be the wrong one, so what would mend it is only shown.
    "sums/carry-balance" {
        severity: Severity::Error,
        norm: Some(FORMAT_2021),
        since: "0.1.0",
        fixes: &[Applicability::Display],
        check: check,
    }
}

fn check(report: &Report<'_>, sink: &mut Sink<'_>) {
    imbalance::report(EquationKind::CarryBalance, TableName::Applications, report, sink);
}
