use nianbao_lint::{Applicability, Norm, Report, Runs, Severity, Sink, WordList, rule};

use crate::table::{self, Context, Entry, Table};

rule! {
    /// 可能误用的词，须看上下文
    ///
    /// Words of `data/context_words.toml`, which are right in some sentences and wrong in others. The rule is off unless
    /// it is asked for by name.
    ///
    /// ```bad
    /// 其它栏目信息25条，平台适时更新，局领导交待相关工作。
    /// ```
    /// ```good
    /// 其他栏目信息25条，平台实时更新，目录适时调整，必需品供应充足，帮助企业渡过难关。
    /// ```
    "wording/context-word" {
        severity: Severity::Info,
        norm: Some(Norm { document: "《国家通用语言文字法》", clause: "第九条" }),
        since: "0.1.0",
        fixes: &[Applicability::Unsafe],
        runs: Runs::OnRequest,
        check: check,
    }
}

include!(concat!(env!("OUT_DIR"), "/context_words.rs"));

fn check(report: &Report<'_>, sink: &mut Sink<'_>) {
    let found = CONTEXT_WORDS.find(report, sink);
    table::report_all(found, |Entry { wrong, right, .. }| format!("“{wrong}”疑为“{right}”"), sink);
}

#[cfg(test)]
mod tests {
    #[test]
    fn words_of_the_table_hold() {
        let table = include_str!("../data/context_words.toml");
        crate::table::tests::check_table("wording/context-word", table);
    }
}
