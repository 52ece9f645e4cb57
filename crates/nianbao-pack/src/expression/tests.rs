use nianbao_document::Format;
use nianbao_report::{Hints, Report};
use nianbao_span::Source;
use proptest::prelude::*;

use super::*;

const REPORT: &str = "# 柳林镇2023年政府信息公开工作年度报告

发布日期：2024-01-20

## 一、总体情况

2023年，柳林镇公开信息12条。

## 四、政府信息公开行政复议、行政诉讼情况

| 行政复议 |  |  |  |  | 行政诉讼 |  |  |  |  |  |  |  |  |  |
| --- | --- | --- | --- | --- | --- | --- | --- | --- | --- | --- | --- | --- | --- | --- |
| 结果维持 | 结果纠正 | 其他结果 | 尚未审结 | 总计 | 未经复议直接起诉 |  |  |  |  | 复议后起诉 |  |  |  |  |
|  |  |  |  |  | 结果维持 | 结果纠正 | 其他结果 | 尚未审结 | 总计 | 结果维持 | 结果纠正 | 其他结果 | 尚未审结 | 总计 |
| 2 | 1 | 0 | 0 | 3 | 0 | 0 | 0 | 0 | 0 | 0 | 0 | 0 | 0 | 0 |
";

#[track_caller]
fn check(text: &str, holds: Option<bool>) {
    let source = Source::from_text("example", REPORT);
    let document = nianbao_read::read(&source, Format::Markdown);
    let report = Report::recover(&document, &Hints::default());
    assert_eq!(Expression::parse(text).unwrap().holds(&report), holds, "{text}");
}

#[track_caller]
fn check_fault(text: &str, message: &str) {
    assert_eq!(Expression::parse(text).unwrap_err().message, message, "{text}");
}

#[test]
fn figures_and_facts_are_compared_and_computed() {
    for text in [
        "disputes.review.total == 3",
        "disputes.review.upheld + disputes.review.corrected == disputes.review.total",
        "year == 2023 && edition == '2021'",
        "organ.kind == 'township' || organ.kind in ['government', 'department']",
        "organ.name.startsWith('柳林') && title.contains('2023年') && title.endsWith('报告')",
        "size(organ.name) == 3",
        "published.date == 20240120 && published.month == 1",
        "published.date <= (year + 1) * 10000 + 131",
        "year in [2022, 2023]",
        "7 / 2 == 3.5 && 7 % 2 == 1 && -1 < 0 && 0.1 + 0.2 == 0.3",
        "!(year > 2023) && (year == 2023 ? true : false)",
        "images == 0 && chars.section_1 == 17 && chars.total >= chars.section_1",
    ] {
        check(text, Some(true));
    }
    check("disputes.review.total < 3", Some(false));
}

#[test]
fn what_is_not_given_leaves_it_open_unless_the_rest_decides() {
    check("applications.new_received.total > 0", None);
    check("applications.new_received.total > 0 || year == 2023", Some(true));
    check("applications.new_received.total > 0 && year == 2022", Some(false));
    check("applications.new_received.total > 0 && year == 2023", None);
    check("has(applications.new_received.total)", Some(false));
    check(
        "!has(applications.new_received.total) || applications.new_received.total > 0",
        Some(true),
    );
    check("chars.section_5 > 100", None);
    check("year / (year - 2023) > 1", None);
    check("year * 9223372036854775807 * 9223372036854775807 > 1", None);
}

#[test]
fn keys_types_and_functions_are_known_when_it_is_read() {
    check_fault("yeer > 2020", "没有名为 'yeer' 的数据，是否为 'year'？");
    check_fault(
        "applications.new_received.totals > 0",
        "没有名为 'applications.new_received.totals' 的数据，是否为 'applications.new_received.total'？",
    );
    check_fault("year == '2023'", "'==' 不能用于数字和文字");
    check_fault(
        "organ.kind == 'deparment'",
        "'organ.kind' 的值不能是 'deparment'，是否为 'department'？",
    );
    check_fault("!('2020' != edition)", "'edition' 的值不能是 '2020'，可用的有 2019、2021");
    check_fault(
        "organ.kind in ['office', 'towship']",
        "'organ.kind' 的值不能是 'towship'，是否为 'township'？",
    );
    check_fault("year && true", "'&&' 不能用于数字和真假");
    check_fault("year + 1", "表达式应得出真假，得出的是数字");
    check_fault(
        "title.matches('a')",
        "没有名为 'matches' 的函数，可用的有 contains、startsWith、endsWith、size、has",
    );
    check_fault("year in []", "列表中只能都是数字或都是文字");
    check_fault("year in [2023, '2024']", "列表中只能都是数字或都是文字");
    check_fault("[1, 2].all(x, x > 0)", "表达式用了不支持的写法，如循环、映射或结构");
    check_fault("{'a': 1}['a'] == 1", "表达式用了不支持的写法，如循环、映射或结构");
    check_fault("null == null", "表达式只能用数字、文字和 true、false");
}

#[test]
fn expressions_are_bounded() {
    check_fault(
        &format!("{}year{} > 0", "(".repeat(40), ")".repeat(40)),
        "表达式嵌套不能超过 32 层",
    );
    check_fault(&format!("{}true", "!".repeat(60)), "表达式嵌套不能超过 32 层");
    check_fault(&format!("year > {}", "1 + ".repeat(600)), "表达式不能超过 2000 字节");
}

#[test]
fn what_is_no_expression_says_where() {
    for text in ["year >", "year > 2020 &&", "(year", "year ==== 1", "", "'", "a b"] {
        let fault = Expression::parse(text).unwrap_err();
        assert!(fault.message.starts_with("不是有效的表达式"), "{text}: {fault:?}");
    }
    check_fault("year >", "不是有效的表达式，没有写完");
    check_fault("year ==== 1", "不是有效的表达式，请看第 1 行第 8 个字符处的 '=='");
    check_fault("a b", "不是有效的表达式，请看第 1 行第 3 个字符处的 'b'");
    assert_eq!(Expression::parse("year > 1 &&\n  year <").unwrap_err().line, 1);
}

#[test]
fn long_chains_are_bounded_too() {
    check(&format!("year{} > 1", "+1".repeat(199)), Some(true));
    check_fault(&format!("year{} > 1", "+1".repeat(990)), "表达式的运算不能超过 200 个");
    check_fault(&format!("1{}", " in 1".repeat(390)), "表达式的运算不能超过 200 个");
    check_fault(&format!("year{} > 1", ".year".repeat(390)), "表达式嵌套不能超过 32 层");
    check(&format!("true{}", " && true".repeat(240)), Some(true));
    check(&("year<1?true:".repeat(30) + "true"), Some(true));
}

proptest! {
    #[test]
    fn any_text_is_an_expression_or_has_a_fault(text in "\\PC{0,60}") {
        let _ = Expression::parse(&text);
    }

    #[test]
    fn any_signs_are_an_expression_or_have_a_fault(
        parts in proptest::collection::vec(
            prop::sample::select(vec![
                "year", "organ.kind", "title", "1", "2.5", "1u", "0x1F", "'a'", "\"", "'", "(", ")", "[", "]", "{", "}",
                "+", "-", "*", "/", "%", "!", "&&", "||", "==", "<", "in", "?", ":", ",", ".", "has", "all", "x", "\n", "`", "\\", "年",
            ]),
            0..40,
        )
    ) {
        let _ = Expression::parse(&parts.concat());
        let _ = Expression::parse(&parts.join(" "));
    }
}
