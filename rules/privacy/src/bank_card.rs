use std::ops::Range;

use nianbao_lint::report::{Passage, section_place};
use nianbao_lint::{Applicability, Norm, Report, Severity, Sink, rule};

use crate::check_digits::{is_identity_number, passes_luhn};
use crate::masked::masked;
use crate::tokens::{Token, are_joined, context_before, is_part_of_name, names_any, tokens};

rule! {
    /// 公开了银行卡号
    ///
    /// Sixteen to nineteen digits that pass the check of Luhn, behind words such as 卡号 or 账户, also in groups of four.
    ///
    /// ```bad
    /// # 柳林镇2023年政府信息公开工作年度报告
    ///
    /// 退费至申请人银行卡（卡号4111111111111111），另一账户为4111 1111 1111 1111。
    /// ```
    /// ```good
    /// # 柳林镇2023年政府信息公开工作年度报告
    ///
    /// 银行卡尾号1111，卡号4111111111111112，信息编号4111111111111111，卡号4111********1111，证书4111111111111111号。
    /// ```
    /// The fix masks the number; it is unsafe because it may be an account that is meant to be public.
    "privacy/bank-card" {
        severity: Severity::Warning,
        norm: Some(Norm { document: "《中华人民共和国个人信息保护法》", clause: "第二十八条" }),
        since: "0.1.0",
        fixes: &[Applicability::Unsafe],
        check: check,
    }
}

/// How many digits a card number has.
const DIGITS: std::ops::RangeInclusive<usize> = 16..=19;

/// What stands before a card number.
const OF_CARDS: [&str; 7] = ["卡号", "银行卡", "账号", "帐号", "账户", "帐户", "储蓄卡"];

fn check(report: &Report<'_>, sink: &mut Sink<'_>) {
    for passage in report.passages_with_number(*DIGITS.start()) {
        for range in card_numbers(passage.words(), &tokens(report, &passage)) {
            report_card(&passage, range, sink);
        }
    }
}

/// Where card numbers stand in `words`, whose numbers are among `tokens`.
fn card_numbers(words: &str, tokens: &[Token]) -> Vec<Range<usize>> {
    let mut found = Vec::new();
    let mut rest = tokens;
    while let Some(first) = rest.first() {
        let count = joined(words, rest);
        let range = first.range.start..rest[count - 1].range.end;
        let digits: String = words[range.clone()].chars().filter(char::is_ascii_digit).collect();
        let is_card = DIGITS.contains(&digits.len())
            && words[range.clone()].chars().count() == digits.len() + count - 1
            && digits.starts_with(['3', '4', '5', '6'])
            && passes_luhn(&digits)
            && !is_identity_number(&digits);
        let is_named = || names_any(context_before(words, range.start, 16), &OF_CARDS);
        if is_card && is_named() && !is_part_of_name(words, &range) {
            found.push(range);
        }
        rest = &rest[count..];
    }
    found
}

/// How many of `tokens` are groups of four of one number; at least one.
fn joined(words: &str, tokens: &[Token]) -> usize {
    let is_group = |pair: &&[Token]| {
        pair[0].range.len() == 4 && pair[1].range.len() <= 4 && are_joined(words, pair)
    };
    1 + tokens.windows(2).take_while(is_group).count()
}

fn report_card(passage: &Passage<'_>, range: Range<usize>, sink: &mut Sink<'_>) {
    let hidden = masked(&passage.words()[range.clone()], 3, 4);
    let diagnostic =
        sink.report(passage.span(range.clone()), format!("银行卡号 {hidden} 未作遮盖"));
    diagnostic
        .help("个人账户信息不得公开：删去号码或只保留末四位")
        .place(section_place(passage.section))
        .value("actual", &hidden);
    if let Some(edit) = passage.replace(range, &hidden) {
        diagnostic.fix(Applicability::Unsafe, format!("遮盖为 {hidden}"), vec![edit]);
    }
}
