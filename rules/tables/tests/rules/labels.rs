use nianbao_lint::{Applicability, Severity};
use nianbao_test::layout::{Layout, render};
use nianbao_test::model::ReportModel;
use nianbao_test::{check_rule, findings};

use crate::support::{LAYOUTS, format_of, found_in, replaced, said};

/// What stands in the table, what of it becomes, and what is found.
const DRIFTS: [(&str, &str, Severity); 11] = [
    ("行政规范性文件", "规范性文件", Severity::Info),
    ("1.属于国家秘密", "1.属国家秘密", Severity::Info),
    ("2.重复申请", "2.重复的申请", Severity::Info),
    ("4.保护第三方合法权益", "4.侵害第三方合法权益", Severity::Info),
    ("5.属于三类内部事务信息", "5.属于三类内容事务信息", Severity::Info),
    ("四、结转下年度继续办理", "四、结转下年继续办理", Severity::Info),
    ("6.属于四类过程性信息", "6.属于三类过程性信息", Severity::Warning),
    ("1.本机关不掌握相关政府信息", "1.本机关掌握相关政府信息", Severity::Warning),
    ("二、上年结转政府信息公开申请数量", "二、本年结转政府信息公开申请数量", Severity::Warning),
    (
        "（二）部分公开（区分处理的，只计这一情形，不计其他情形）",
        "（二）部分公开（区分处理的，只计这一情况，不计其他情形）",
        Severity::Info,
    ),
    ("3.补正后申请内容仍不明确", "4.补正后申请内容仍不明确", Severity::Info),
];

#[test]
fn labels_in_other_words_are_found_in_every_layout() {
    for (label, drifted, severity) in DRIFTS {
        for layout in LAYOUTS {
            let found =
                found_in("tables/label-drift", layout, |text, _| in_table(text, label, drifted));
            assert_eq!(found.len(), 1, "{drifted} {} {:#?}", layout.name(), said(&found));
            let found = &found[0];
            assert_eq!(
                (found.text.as_str(), found.severity),
                (drifted, severity),
                "{}",
                layout.name()
            );
            let (applicability, fixed) = found.fix.as_ref().unwrap();
            assert_eq!(*applicability, Applicability::Unsafe);
            let left = findings("tables/label-drift", format_of(layout), fixed);
            assert!(left.is_empty(), "{} {:?}", layout.name(), said(&left));
            assert!(fixed.contains(label), "{label} {}", layout.name());
        }
    }
}

#[test]
fn headings_in_other_words_are_found_in_every_layout() {
    for (heading, drifted, severity) in [
        ("本年制发件数", "本年发文件数", Severity::Warning),
        ("现行有效件数", "现行有效数", Severity::Info),
        ("本年收费金额（单位：万元）", "本年收费金额（万元）", Severity::Info),
        ("本年收费金额（单位：万元）", "本年收费金额（单位：元）", Severity::Warning),
        ("法律服务机构", "法律服务机关", Severity::Info),
        ("社会公益组织", "群众团体", Severity::Warning),
        ("复议后起诉", "复议后再起诉", Severity::Info),
        ("（四）无法提供", "（四）不能提供", Severity::Warning),
    ] {
        for layout in LAYOUTS {
            let found =
                found_in("tables/label-drift", layout, |text, _| in_table(text, heading, drifted));
            // A heading that merged cells repeat is repeated with its drift.
            let first = found.first().unwrap_or_else(|| panic!("{drifted} {}", layout.name()));
            assert_eq!(
                (first.text.as_str(), first.severity),
                (drifted, severity),
                "{} {:#?}",
                layout.name(),
                said(&found)
            );
        }
    }
}

#[test]
fn lost_marks_and_notes_are_no_other_words() {
    for (label, written) in [
        ("3.危及“三安全一稳定”", "3.危及\"三安全一稳定\""),
        ("（四）无法提供", "四)无法提供"),
        ("2.其他法律行政法规禁止公开", "2、其他法律、行政法规禁止公开"),
        ("一、本年新收政府信息公开申请数量", "本年新收政府信息公开申请"),
        ("4.无正当理由大量反复申请", "无正当理由大量反复申请"),
        ("（二）部分公开（区分处理的，只计这一情形，不计其他情形）", "（二）部分公开"),
        ("现行有效件数", "现行有效件数（历史累计）"),
        ("3.其他", "3.其他（申请人撤回）"),
    ] {
        for layout in LAYOUTS {
            let found =
                found_in("tables/label-drift", layout, |text, _| in_table(text, label, written));
            assert!(found.is_empty(), "{written} {} {:#?}", layout.name(), said(&found));
        }
    }
}

#[test]
fn lost_quotation_marks_are_told_where_the_text_has_some() {
    for layout in LAYOUTS {
        let lost = |text: &str| in_table(text, "3.危及“三安全一稳定”", "3.危及三安全一稳定");
        let found = found_in("tables/label-drift", layout, |text, _| lost(text));
        assert_eq!(found.len(), 1, "{} {:?}", layout.name(), said(&found));
        assert!(found[0].message.contains("缺少引号"), "{:?}", said(&found));
        let found =
            found_in("tables/label-drift", layout, |text, _| lost(text).replace(['“', '”'], ""));
        assert!(found.is_empty(), "{} {:?}", layout.name(), said(&found));
    }
}

#[test]
fn other_spellings_in_traditional_text_are_told_and_not_mended() {
    let text = render(&ReportModel::clean_for_year(1, 2023), Layout::Traditional);
    let text = replaced(&text, "屬於國家秘密", "屬國家秘密");
    let found = findings("tables/label-drift", format_of(Layout::Traditional), &text);
    assert_eq!(found.len(), 1, "{:#?}", said(&found));
    assert_eq!(found[0].fix, None);
}

#[test]
fn many_labels_are_one_finding() {
    let layout = Layout::MarkdownTables;
    let found = found_in("tables/label-drift", layout, |text, _| {
        DRIFTS[1..6]
            .iter()
            .fold(text.to_owned(), |text, (label, drifted, _)| in_table(&text, label, drifted))
    });
    assert_eq!(found.len(), 1, "{:#?}", said(&found));
    assert!(
        found[0].message.starts_with("表三有 5 个行名或栏名与格式不一致"),
        "{:#?}",
        said(&found)
    );
}

#[test]
fn markup_within_a_label_is_not_overwritten() {
    let text = render(&ReportModel::clean_for_year(1, 2023), Layout::HtmlMerged);
    let text = replaced(&text, "1.属于国家秘密", "1.属<b>国家</b>秘密");
    let found = findings("tables/label-drift", format_of(Layout::HtmlMerged), &text);
    assert_eq!(found.len(), 1, "{:#?}", said(&found));
    assert_eq!(found[0].fix, None);
}

#[test]
fn a_table_of_another_edition_has_labels_of_its_own() {
    check_rule(
        "tables/label-drift",
        "# 云岫县水务局2020年政府信息公开工作年度报告\n\n## 二、主动公开政府信息情况\n\n\
         | 信息内容 | 本年新制作数量 | 本年新公开数量 | 对外公开总数量 |\n\
         | --- | --- | --- | --- |\n| 规章 | 0 | 0 | 0 |\n| 规范性文件 | 2 | 2 | 9 |\n",
        &[],
    );
}

/// `text` with a label of a table become another; the prose may speak of the same.
#[track_caller]
fn in_table(text: &str, label: &str, drifted: &str) -> String {
    let tables = text.find("二、主动公开政府信息情况").expect("the first section with a table");
    // The preamble may name the section.
    let tables = text[tables + '二'.len_utf8()..]
        .rfind("二、主动公开政府信息情况")
        .map_or(tables, |at| tables + '二'.len_utf8() + at);
    format!("{}{}", &text[..tables], replaced(&text[tables..], label, drifted))
}
