use std::ops::Range;

use nianbao_lint::report::{Passage, section_place};
use nianbao_lint::{Applicability, Norm, Report, Severity, Sink, rule};

use crate::masked::masked;
use crate::tokens::{
    SEPARATORS, Token, are_joined, context_before, is_part_of_name, names_any, tokens,
};

rule! {
    /// 公开了手机号码
    ///
    /// Eleven digits that begin as mobile numbers do, also in groups of 3, 4 and 4. Beside 联系电话 or 办公电话 a warning: an
    /// office may have a mobile number, but it is a person's more often. Masked numbers, landlines, 400 numbers and
    /// hotlines, amounts, codes, addresses and file names are none.
    ///
    /// ```bad
    /// # 柳林镇2023年政府信息公开工作年度报告
    ///
    /// 申请人来电（手机13812345678）咨询，已答复。联系人：王主任，联系电话：139-1234-5678。
    /// ```
    /// ```good
    /// # 柳林镇2023年政府信息公开工作年度报告
    ///
    /// 申请人手机138****1234，电话0851-86894707、08518689470、400-812-3456、12345，支出15000000000元，流水号13812345678，
    /// 见https://www.qinghe.gov.cn/13812345678.html，统一社会信用代码11330524MB15359635，公开13812345678条。
    /// ```
    /// The fix masks the number; it is unsafe because an office's landline may be what belongs there.
    "privacy/mobile-number" {
        severity: Severity::Error,
        norm: Some(Norm { document: "《中华人民共和国个人信息保护法》", clause: "第二十五条" }),
        since: "0.1.0",
        fixes: &[Applicability::Unsafe],
        check: check,
    }
}

/// Digits of a mobile number.
const DIGITS: usize = 11;

/// Groups that numbers are written in.
const GROUPS: [usize; 3] = [3, 4, 4];

/// Names of other numbers of the same length.
const OTHER_NUMBERS: [&str; 12] = [
    "编号",
    "序号",
    "索引号",
    "代码",
    "流水号",
    "案号",
    "文号",
    "单号",
    "条码",
    "账号",
    "帐号",
    "QQ",
];

/// What stands before the number of an office.
const OF_OFFICE: [&str; 6] = ["电话", "热线", "传真", "联系方式", "联系人", "Tel"];

/// Who is no office.
const OF_PERSON: [&str; 9] =
    ["申请人", "当事人", "投诉人", "举报人", "信访人", "来信人", "来电人", "群众", "村民"];

/// What stands behind a count or an amount.
const UNITS: &str = "元万亿条人次件个份册吨米亩字项篇家户%";

fn check(report: &Report<'_>, sink: &mut Sink<'_>) {
    for passage in report.passages_with_number(DIGITS) {
        for range in mobile_numbers(passage.words(), &tokens(report, &passage)) {
            report_number(&passage, range, sink);
        }
    }
}

/// Where mobile numbers stand in `words`, whose numbers are among `tokens`.
fn mobile_numbers(words: &str, tokens: &[Token]) -> Vec<Range<usize>> {
    let solid = tokens.iter().filter_map(|token| solid(words, token));
    let grouped = tokens.windows(GROUPS.len()).filter_map(|group| grouped(words, group));
    solid
        .chain(grouped)
        .filter(|range| is_mobile(&words[range.clone()]) && !is_other(words, range))
        .collect()
}

/// A number in one run, with 86 before it or without.
fn solid(words: &str, token: &Token) -> Option<Range<usize>> {
    let Range { start, end } = token.range;
    match end - start {
        DIGITS => Some(start..end),
        13 if words[start..].starts_with("86") => Some(start + 2..end),
        _ => None,
    }
}

/// A number in three groups with a hyphen or space between.
fn grouped(words: &str, group: &[Token]) -> Option<Range<usize>> {
    let fits = group.iter().zip(GROUPS).all(|(token, len)| token.range.len() == len);
    let is_alone = |at: usize| !words[..at].ends_with('-');
    let range = group.first()?.range.start..group.last()?.range.end;
    (fits && group.windows(2).all(|pair| are_joined(words, pair)) && is_alone(range.start))
        .then_some(range)
}

fn is_mobile(number: &str) -> bool {
    let mut digits = number.chars().filter(|c| !SEPARATORS.contains(c));
    digits.next() == Some('1')
        && digits.next().is_some_and(|c| ('3'..='9').contains(&c))
        && digits.all(|c| c.is_ascii_digit())
}

fn is_other(words: &str, range: &Range<usize>) -> bool {
    let is_count = words[range.end..].trim_start().starts_with(|c| UNITS.contains(c));
    is_count
        || is_part_of_name(words, range)
        || names_any(context_before(words, range.start, 6), &OTHER_NUMBERS)
}

fn report_number(passage: &Passage<'_>, range: Range<usize>, sink: &mut Sink<'_>) {
    let words = passage.words();
    let context = context_before(words, range.start, 24);
    let is_office = names_any(context, &OF_OFFICE) && !names_any(context, &OF_PERSON);
    let (severity, message, help) = if is_office {
        (Severity::Warning, "联系电话用了手机号码", "办公联系方式宜用座机号码")
    } else {
        (Severity::Error, "手机号码未作遮盖", "个人信息不得公开：删去号码或遮盖中间四位")
    };
    let hidden = masked(&words[range.clone()], 3, 4);
    let diagnostic =
        sink.report_as(severity, passage.span(range.clone()), format!("{message}：{hidden}"));
    diagnostic.help(help).place(section_place(passage.section)).value("actual", &hidden);
    if let Some(edit) = passage.replace(range, &hidden) {
        diagnostic.fix(Applicability::Unsafe, format!("遮盖为 {hidden}"), vec![edit]);
    }
}
