use nianbao_lint::{Applicability, Norm, Report, Severity, Sink, WordList, rule};

use crate::table::{self, Context, Entry, Table};

rule! {
    /// 用语不合向社会公布的年度报告
    ///
    /// Phrases of `data/genres.toml`: those of a summary for one's superiors (总结如下, 汇报如下) or of a request (请批示).
    /// The annual report speaks to the public.
    ///
    /// ```bad
    /// 现将有关工作总结如下：
    /// ```
    /// ```bad
    /// 现將有關情況匯報如下：
    /// ```
    /// ```good
    /// 现将有关情况报告如下。全年听取汇报4次，总结经验，召开总结会，处罚情况按月通报下级单位。
    /// ```
    "wording/genre" {
        severity: Severity::Info,
        norm: Some(Norm { document: "《党政机关公文处理工作条例》", clause: "第八条" }),
        since: "0.1.0",
        fixes: &[Applicability::Unsafe],
        check: check,
    }
}

include!(concat!(env!("OUT_DIR"), "/genres.rs"));

fn check(report: &Report<'_>, sink: &mut Sink<'_>) {
    let message =
        |Entry { wrong, .. }: &Entry| format!("“{wrong}”是对上级行文的用语，年度报告面向社会公布");
    table::report_all(GENRES.find(report, sink), message, sink);
}

#[cfg(test)]
mod tests {
    #[test]
    fn phrases_of_the_table_hold() {
        let table = include_str!("../data/genres.toml");
        crate::table::tests::check_table("wording/genre", table);
    }
}
