//! What the examples in the rules' documentation cannot show: what is hidden, fixes, places.

use nianbao_lint::document::Format;
use nianbao_lint::{Applicability, Severity};
use nianbao_rules_privacy as _;
use nianbao_test::{Found, check_rule, findings};

#[test]
fn examples_are_true() {
    nianbao_test::check_examples("privacy");
}

#[test]
fn every_file_is_a_module() {
    nianbao_test::check_modules(env!("CARGO_MANIFEST_DIR"));
}

/// Checks the only finding of `rule` in `text`: what it hides, how, and that no word of it says what is hidden.
#[track_caller]
fn check_hidden(rule: &str, text: &str, secret: &str, hidden: &str) -> Found {
    let mut found = findings(rule, Format::Text, text);
    assert_eq!(found.len(), 1, "{found:?}");
    let found = found.remove(0);
    assert_eq!(found.text, secret);
    assert!(found.message.contains(hidden), "{}", found.message);
    let values = found.values.iter().map(|(_, value)| value.as_str());
    let said: String = [found.message.as_str(), found.help.as_deref().unwrap_or_default()]
        .into_iter()
        .chain(values)
        .collect();
    assert!(!said.contains(secret), "{said}");
    found
}

#[test]
fn what_is_found_is_hidden() {
    let found = check_hidden(
        "privacy/identity-number",
        "身份证11010519491231002X。",
        "11010519491231002X",
        "110*************2X",
    );
    assert_eq!(found.fix, Some((Applicability::Unsafe, "身份证110*************2X。".to_owned())));
    let found = check_hidden(
        "privacy/mobile-number",
        "群众13812345678来电。",
        "13812345678",
        "138****5678",
    );
    assert_eq!(found.fix, Some((Applicability::Unsafe, "群众138****5678来电。".to_owned())));
    check_hidden(
        "privacy/bank-card",
        "卡号4111111111111111。",
        "4111111111111111",
        "411*********1111",
    );
    check_hidden("privacy/applicant-name", "申请人李建国不服。", "李建国", "李**");
}

#[test]
fn an_office_may_have_a_mobile_number() {
    let severity = |text: &str| findings("privacy/mobile-number", Format::Text, text)[0].severity;
    assert_eq!(severity("联系电话：13812345678"), Severity::Warning);
    assert_eq!(severity("联系人：李主任 13812345678"), Severity::Warning);
    assert_eq!(severity("申请人电话13812345678"), Severity::Error);
    assert_eq!(severity("（13812345678）"), Severity::Error);
}

#[test]
fn mobile_numbers_are_found_as_people_write_them() {
    for (text, number) in [
        ("手机+8613812345678", "13812345678"),
        ("手机138 1234 5678。", "138 1234 5678"),
        ("手机138\u{A0}1234\u{A0}5678。", "138\u{A0}1234\u{A0}5678"),
        ("手机１３８１２３４５６７８", "１３８１２３４５６７８"),
        ("0572-2289236/13812345678", "13812345678"),
    ] {
        check_rule("privacy/mobile-number", text, &[number]);
    }
}

#[test]
fn other_numbers_are_left_alone() {
    for text in [
        "电话0934-8633503、86894707，邮编550004，12345热线",
        "截至20231231，共13812345678.50元",
        "文件e45f13812345678.jpg，138123456789，1381234567",
        "网址 www.qinghe.gov.cn/13812345678/ 、13812345678@163.com",
        "索引号：11330524MB15359635/2024-00007，编号：13812345678",
        "138****5678、139-****-5678",
    ] {
        for rule in ["privacy/mobile-number", "privacy/identity-number", "privacy/bank-card"] {
            assert_eq!(findings(rule, Format::Text, text), [], "{rule}");
        }
    }
}

#[test]
fn cells_are_looked_at() {
    let html = "<table><tr><td>联系电话</td><td>13812345678</td></tr></table>";
    assert_eq!(findings("privacy/mobile-number", Format::Html, html).len(), 1);
}

#[test]
fn words_behind_an_applicant_are_no_names() {
    for text in [
        "申请人情况、申请人无正当理由逾期不补正、申请人逾期未缴纳费用、依申请人要求、申请人陈述意见、申请人许可后",
        "申请人或者第三人、申请人联系方式、申请人马上补正、申请人周知、申请人张贴的公告、当事人赵庄村民委员会、原告张家港某公司",
        "申请人：张某、申请人：李××、申请人：王*、申请人黄某某、申请人陈某提出、申请人林某和罗某",
        "申请人满意、申请人王府井某公司、申请人为自然人的、申请人为法人的",
    ] {
        assert_eq!(findings("privacy/applicant-name", Format::Text, text), []);
    }
}

#[test]
fn names_are_found_as_people_write_them() {
    for (text, name) in [
        ("申请人姓名：李明", "李明"),
        ("信访人赵卫东，来信反映", "赵卫东"),
        ("原告为周建平（男）", "周建平"),
        ("申请人刘晓燕女士", "刘晓燕"),
    ] {
        check_rule("privacy/applicant-name", text, &[name]);
    }
}
