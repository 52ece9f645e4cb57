use nianbao_lint::{Applicability, Norm, Report, Severity, Sink, WordList, rule};

use crate::table::{self, Context, Entry, Table};

rule! {
    /// 误用或写错的词
    ///
    /// Words of `data/wrong_words.toml`: variants that standards have done away with, confusions of shape and sound, words
    /// that do not take the object they stand with, and wrong terms of this kind of report. Each has a right word, a
    /// context and a source. They are found in Traditional text too.
    ///
    /// ```bad
    /// # 柳林镇2023年政府信息公开工作年度报告
    ///
    /// 截止2023年底，我镇布署政务公开工作，公布帐号2个，认真办理群众反应的问题，防止泄漏国家秘密。
    /// ```
    /// ```bad
    /// # 清溪鎮2023年政府信息公開工作年度報告
    ///
    /// 嚴格審查，防止泄漏國家秘密。
    /// ```
    /// ```good
    /// # 柳林镇2023年政府信息公开工作年度报告
    ///
    /// 截至2023年底，征集截止日期为12月31日。部署燃气泄漏应急演练，反应迅速，全部份额由国家持有，12月份内办结，
    /// 既使群众少跑腿，又让企业得实惠，以经济建设为中心，台风登陆前发布预警。
    /// ```
    ///
    /// The fix is safe where only one word can be meant.
    "wording/wrong-word" {
        severity: Severity::Warning,
        norm: Some(Norm { document: "《国家通用语言文字法》", clause: "第九条" }),
        since: "0.1.0",
        fixes: &[Applicability::Safe, Applicability::Unsafe],
        check: check,
    }
}

include!(concat!(env!("OUT_DIR"), "/wrong_words.rs"));

fn check(report: &Report<'_>, sink: &mut Sink<'_>) {
    let found = WRONG_WORDS.find(report, sink);
    table::report_all(found, |Entry { wrong, right, .. }| format!("“{wrong}”应为“{right}”"), sink);
}

#[cfg(test)]
mod tests {
    use nianbao_lint::Applicability;
    use nianbao_lint::document::Format;
    use nianbao_test::findings;

    use crate::table::tests::check_table;

    const RULE: &str = "wording/wrong-word";

    #[test]
    fn words_of_the_table_hold() {
        check_table(RULE, include_str!("../data/wrong_words.toml"));
    }

    #[test]
    fn the_longest_of_overlapping_words_is_found() {
        let found = findings(RULE, Format::Text, "由具办人员负责");
        assert_eq!(found.len(), 1);
        assert_eq!(found[0].text, "具办人员");
    }

    #[test]
    fn a_fix_touches_only_the_characters_that_differ() {
        let text = "嚴格審查(chá)，防止泄漏(lòu)國家秘密";
        let found = findings(RULE, Format::Text, text);
        let fix = found[0].fix.clone().unwrap();
        assert_eq!(fix, (Applicability::Safe, text.replace("漏(lòu)", "露")));
        let simplified_only = findings(RULE, Format::Text, "銀行帳號的歸檔，貫切落實");
        assert_eq!(simplified_only.len(), 1);
        assert_eq!(simplified_only[0].fix, None, "徹 would come in as 彻");
    }
}
