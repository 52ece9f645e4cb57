//! Input beyond any report's size. What took more than linear time would not end here.

use nianbao_test::layout::Layout;

use crate::support::{Folder, clean_report};

/// The findings in one file of `text`, by rule.
#[track_caller]
fn rules_found(text: &str) -> Vec<String> {
    let folder = Folder::new();
    folder.write("a.txt", text);
    let output = folder.json(&["a.txt"]);
    let found = output["documents"][0]["diagnostics"].as_array().expect("findings are a list");
    found.iter().map(|finding| finding["rule"].as_str().unwrap_or_default().to_owned()).collect()
}

/// One paragraph of a report.
fn report_of(paragraph: &str) -> String {
    format!("柳林镇2023年政府信息公开工作年度报告\n一、总体情况\n{paragraph}\n")
}

#[track_caller]
fn check_line(phrase: &str, rule: &str) {
    const BYTES: usize = 1_000_000;
    let found = rules_found(&report_of(&phrase.repeat(BYTES / phrase.len())));
    assert!(found.iter().any(|name| name == rule), "{phrase}: no {rule}");
    assert!(!found.iter().any(|name| name == "nianbao/internal-error"), "{phrase}");
}

#[test]
fn a_line_may_be_of_any_length() {
    check_line("布署既使，", "wording/wrong-word");
    check_line("（《“", "punctuation/unpaired");
    check_line("与2022年相比，202311月", "years/malformed-date");
    check_line("根据《中华人民共和国政府信息公开条列》（国令711号）", "citations/law-name");
    check_line("公开信息公开信息，", "wording/doubled-word");
    check_line("公開,", "script/traditional-text");
    check_line("收到政府信息公开申请12件，占25%；", "structure/missing-section");
}

#[test]
fn a_report_may_be_a_hundred_times_as_long() {
    for layout in [Layout::CellLines, Layout::TabRows, Layout::PipeRows] {
        let once = clean_report(layout);
        let found = rules_found(&once.repeat(100));
        assert!(!found.iter().any(|name| name == "nianbao/internal-error"), "{layout:?}");
    }
}

#[test]
fn a_table_may_have_any_number_of_rows() {
    let row = "一、本年新收政府信息公开申请数量\t1\t0\t0\t0\t0\t0\t2\n";
    let found = rules_found(&format!(
        "柳林镇2023年政府信息公开工作年度报告\n三、收到和处理政府信息公开申请情况\n{}",
        row.repeat(20_000)
    ));
    assert!(found.iter().any(|name| name == "sums/row-total"), "{found:?}");
}

#[test]
fn a_number_may_have_any_number_of_digits() {
    let (long, longer) = ("9".repeat(1_000), "8".repeat(100_000));
    let found = rules_found(&report_of(&format!(
        "收到政府信息公开申请{long}件，占{long}%，同比增长{longer}%，其中办结{longer}件，{long}.{long}万元，占0件的0%。"
    )));
    assert!(!found.iter().any(|name| name == "nianbao/internal-error"), "{found:?}");
}
