//! What the examples in the rules' documentation cannot show: fixes, labels, scripts.

use nianbao_lint::Applicability;
use nianbao_lint::document::Format;
use nianbao_rules_citations as _;
use nianbao_test::{Found, findings, notes};

const TITLE: &str = "柳林镇2023年政府信息公开工作年度报告\n";

#[test]
fn examples_are_true() {
    nianbao_test::check_examples("citations");
}

#[test]
fn every_file_is_a_module() {
    nianbao_test::check_modules(env!("CARGO_MANIFEST_DIR"));
}

/// The only finding of `rule` in a report that says `body`.
#[track_caller]
fn only(rule: &str, body: &str) -> Found {
    let mut found = findings(rule, Format::Text, &format!("{TITLE}{body}"));
    assert_eq!(found.len(), 1, "{found:?}");
    found.remove(0)
}

#[track_caller]
fn check_fix(rule: &str, body: &str, applicability: Applicability, fixed: &str) {
    let found = only(rule, body);
    assert_eq!(found.fix, Some((applicability, format!("{TITLE}{fixed}"))), "{body}");
}

#[track_caller]
fn check_silent(rule: &str, body: &str) {
    assert_eq!(findings(rule, Format::Text, &format!("{TITLE}{body}")), []);
}

#[test]
fn document_numbers_are_mended_part_by_part() {
    use Applicability::{Safe, Unsafe};
    let rule = "citations/document-number";
    check_fix(rule, "依据国办函[2020]109号。", Safe, "依据国办函〔2020〕109号。");
    check_fix(rule, "依据国办函【2020】第 0109号。", Safe, "依据国办函〔2020〕 109号。");
    check_fix(rule, "依据国办函（2020年）109号。", Safe, "依据国办函〔2020〕109号。");
    check_fix(rule, "依据国办函〔20〕109号。", Unsafe, "依据国办函〔2020〕109号。");
    check_fix(rule, "依据（国办函〔2020〕109）。", Unsafe, "依据（国办函〔2020〕109号）。");
    check_fix(rule, "依据国办函〔2020109号。", Unsafe, "依据国办函〔2020〕109号。");
    check_fix(
        rule,
        "依据國辦函[2020]109號編製，總體情況。",
        Safe,
        "依据國辦函〔2020〕109號編製，總體情況。",
    );
}

#[test]
fn other_numbers_are_no_document_numbers() {
    for body in [
        "办理（2023）东01行初5号行政诉讼案。",
        "依据省政府令（2021）3号。",
        "印发《关于做好工作的通知（2021）3号》。",
        "地址：政务中心（2023）3号楼。",
        "制发文件（2023）5件、清政发〔2023〕1—12号。",
        "依据国办函〔2020〕109号、中办发〔2016〕8号。",
        "详见https://www.qinghe.gov.cn/a[2021]30号.html",
    ] {
        check_silent("citations/document-number", body);
    }
}

#[test]
fn names_are_mended_where_they_differ() {
    let rule = "citations/law-name";
    check_fix(
        rule,
        "按照《国务院办公厅关于印发〈政府信息公开处理费管理办法〉的通知》执行。",
        Applicability::Unsafe,
        "按照《国务院办公厅关于印发〈政府信息公开信息处理费管理办法〉的通知》执行。",
    );
    check_fix(
        rule,
        "按照《政府信息公开信息处理费管理办法》（国办发〔2020〕109号）执行。",
        Applicability::Unsafe,
        "按照《政府信息公开信息处理费管理办法》（国办函〔2020〕109号）执行。",
    );
    check_fix(
        rule,
        "按照国办公开办〔2021〕30号执行。",
        Applicability::Unsafe,
        "按照国办公开办函〔2021〕30号执行。",
    );
}

#[test]
fn a_number_of_another_document_is_named() {
    let body = "按照《中华人民共和国政府信息公开工作年度报告格式》（国办函〔2020〕109号）编制。";
    let found = only("citations/law-name", body);
    assert_eq!(found.text, "国办函〔2020〕109号");
    assert_eq!(
        found.help.as_deref(),
        Some("“国办函〔2020〕109号”是《政府信息公开信息处理费管理办法》的文号")
    );
}

#[test]
fn right_and_local_names_are_left_alone() {
    for body in [
        "按照《中华人民共和国政府信息公开条例》（2007年国务院令第492号公布，2019年国务院令第711号修订）编制。",
        "按照《政府信息公开信息处理费管理办法》和国办发〔2019〕54号执行。",
        "落实《2021年政务公开工作要点》（清政办发〔2021〕9号）。",
        "落实《中华人民共和国行政诉讼法》《行政复议法》《种子法》《关于全面推进政务公开工作的实施意见》。",
        "编印《政府信息公开条例读本》《行政许可书》《行政处罚案卷》。",
        "按照《中华人民共和国政府信息公开条例》《江南省政府信息公开条例实施办法》执行。",
    ] {
        check_silent("citations/law-name", body);
    }
}

#[test]
fn a_stale_title_and_its_number_are_one_finding() {
    let found = only("citations/stale-law", "依据《信访条例》（国务院令第431号）办理。");
    assert_eq!(found.text, "《信访条例》");
    assert_eq!(found.help.as_deref(), Some("应引用《信访工作条例》"));
}

#[test]
fn an_undefined_short_title_is_introduced_behind_the_full_name() {
    let rule = "citations/undefined-short-title";
    let unsafe_ = Applicability::Unsafe;
    check_fix(
        rule,
        "依据《中华人民共和国政府信息公开条例》，执行《条例》。",
        unsafe_,
        "依据《中华人民共和国政府信息公开条例》（以下简称《条例》），执行《条例》。",
    );
    check_fix(
        rule,
        "依据《中华人民共和国政府信息公开条例》（国务院令第711号），执行《条例》。",
        unsafe_,
        "依据《中华人民共和国政府信息公开条例》（国务院令第711号，以下简称《条例》），执行《条例》。",
    );
    let found = only(rule, "执行《条例》。");
    assert_eq!(
        (found.fix, found.message.as_str()),
        (None, "“《条例》”未说明是哪一文件的简称，前文也无全称")
    );
}

#[test]
fn the_fee_has_one_name() {
    check_fix(
        "citations/fee-name",
        "未产生信息公开处理费。",
        Applicability::Safe,
        "未产生信息处理费。",
    );
    check_fix(
        "citations/fee-name",
        "總體情況：沒有產生信息公開處理費。",
        Applicability::Safe,
        "總體情況：沒有產生信息處理費。",
    );
}

#[test]
fn without_section_six_nothing_is_said_of_the_fee() {
    let rule = "citations/missing-fee-statement";
    assert_eq!(findings(rule, Format::Text, TITLE), []);
    assert_eq!(notes(rule, Format::Text, TITLE), ["未找到第六部分，未检查信息处理费的说明"]);
}

#[test]
fn a_stale_title_with_its_successors_number_keeps_the_number() {
    let found = only(
        "citations/law-name",
        "依据《国务院办公厅政府信息与政务公开办公室关于政府信息公开工作年度报告有关事项的通知》\
         （国办公开办函〔2021〕30号）编制。",
    );
    assert_eq!(found.text, "国办公开办函〔2021〕30号");
    assert_eq!(found.fix, None);
}
