use nianbao_lint::report::{Passage, section_place};
use nianbao_lint::{Applicability, Norm, Report, Severity, Sink, rule};

use crate::check_digits::is_identity_number;
use crate::masked::masked;
use crate::tokens::{Token, context_before, is_part_of_name, names_any, tokens};

rule! {
    /// 公开了公民身份号码
    ///
    /// Eighteen characters with a province's code, a date of birth and the right check character. A masked number, a
    /// credit code (统一社会信用代码) and a number within an address or a file's name are none.
    ///
    /// ```bad
    /// # 柳林镇2023年政府信息公开工作年度报告
    ///
    /// 收到申请1件，申请人身份证号为11010519491231002X，已答复。
    /// ```
    /// ```good
    /// # 柳林镇2023年政府信息公开工作年度报告
    ///
    /// 申请人身份证号110105********002X，统一社会信用代码113305240000000010，编号110105194912310021，
    /// 见https://www.qinghe.gov.cn/11010519491231002X.html，金额110105194912310020.50元。
    /// ```
    /// The fix masks the number; it is unsafe because leaving the sentence out may be better.
    "privacy/identity-number" {
        severity: Severity::Error,
        norm: Some(Norm { document: "《中华人民共和国个人信息保护法》", clause: "第二十五条" }),
        since: "0.1.0",
        fixes: &[Applicability::Unsafe],
        check: check,
    }
}

/// Digits of a number, without the check character.
const DIGITS: usize = 17;

/// Names of other numbers of the same length.
const OTHER_NUMBERS: [&str; 3] = ["信用代码", "机构代码", "索引号"];

fn check(report: &Report<'_>, sink: &mut Sink<'_>) {
    for passage in report.passages_with_number(DIGITS) {
        check_passage(&passage, &tokens(report, &passage), sink);
    }
}

fn check_passage(passage: &Passage<'_>, tokens: &[Token], sink: &mut Sink<'_>) {
    let words = passage.words();
    for token in tokens {
        let (range, number) = (token.range.clone(), &words[token.range.clone()]);
        if !is_identity_number(number) || is_part_of_name(words, &range) {
            continue;
        }
        if names_any(context_before(words, range.start, 12), &OTHER_NUMBERS) {
            continue;
        }
        let hidden = masked(number, 3, 2);
        let diagnostic =
            sink.report(passage.span(range.clone()), format!("公民身份号码 {hidden} 未作遮盖"));
        diagnostic
            .help("个人信息不得公开：删去号码或只保留首尾数位")
            .place(section_place(passage.section))
            .value("actual", &hidden);
        if let Some(edit) = passage.replace(range, &hidden) {
            diagnostic.fix(Applicability::Unsafe, format!("遮盖为 {hidden}"), vec![edit]);
        }
    }
}
