//! What the examples in the rules' documentation cannot show.

use nianbao_lint::document::Format;
use nianbao_lint::{Applicability, Severity};
use nianbao_rules_sums as _;
use nianbao_test::layout::{Layout, render};
use nianbao_test::model::ReportModel;
use nianbao_test::{Found, findings};

const TABLE_RULES: [&str; 4] =
    ["sums/row-total", "sums/result-total", "sums/carry-balance", "sums/dispute-total"];

#[test]
fn documentation_is_true() {
    nianbao_test::check_examples("sums");
}

#[test]
fn every_file_is_a_module() {
    nianbao_test::check_modules(env!("CARGO_MANIFEST_DIR"));
}

#[test]
fn right_reports_are_silent_in_every_layout() {
    for layout in Layout::ALL {
        for seed in 0..6 {
            let text = render(&ReportModel::clean(seed), layout);
            let rules = TABLE_RULES.into_iter().chain(["sums/text-table-count"]);
            let found: Vec<Found> =
                rules.flat_map(|rule| findings(rule, format_of(layout), &text)).collect();
            assert!(found.is_empty(), "{} {seed}: {found:#?}", layout.name());
        }
    }
}

#[test]
fn a_wrong_cell_is_named_once_whatever_sums_it_breaks() {
    // One more in a cell, and the rule that tells it.
    for (key, rule) in [
        ("applications.new_received.total", "sums/row-total"),
        ("applications.new_received.natural_person", "sums/row-total"),
        ("applications.result.granted.natural_person", "sums/row-total"),
        ("applications.result.rejected.repeat.research", "sums/row-total"),
        ("applications.result.total.natural_person", "sums/result-total"),
        ("applications.result.total.total", "sums/result-total"),
        ("applications.carried_out.business", "sums/row-total"),
        ("disputes.review.total", "sums/dispute-total"),
    ] {
        let model = ReportModel::clean_for_year(7, 2023);
        let right = model.figures.count(key);
        let found = one_finding(&model, &[(key, right + 1)], rule);
        assert_eq!(found.text, (right + 1).to_string(), "{key}");
        assert_eq!(value(&found, "expected"), right.to_string(), "{key}");
        assert_eq!(value(&found, "difference"), "1", "{key}");
    }
}

#[test]
fn a_sum_that_no_cell_explains_points_at_its_result() {
    let model = ReportModel::clean_for_year(7, 2023);
    let key = "disputes.litigation_direct.pending";
    let found = one_finding(&model, &[(key, model.figures.count(key) + 2)], "sums/dispute-total");
    assert!(found.message.starts_with("表四“未经复议直接起诉”四种结果合计 "), "{}", found.message);
    assert_eq!(found.labels.len(), 4, "every term is labelled: {found:#?}");
    assert_eq!(found.fix.unwrap().0, Applicability::Unsafe);
}

#[test]
fn a_carried_number_is_never_put_right_unasked() {
    let model = ReportModel::clean_for_year(7, 2023);
    let wrong = ["natural_person", "total"].map(|column| {
        let key = format!("applications.carried_in.{column}");
        let written = model.figures.count(&key) + 3;
        (key, written)
    });
    let wrong = wrong.each_ref().map(|(key, written)| (key.as_str(), *written));
    let found = one_finding(&model, &wrong, "sums/carry-balance");
    assert!(found.help.as_deref().unwrap().contains('≠'), "{found:#?}");
    assert!(found.fix.is_none_or(|(applicability, _)| applicability == Applicability::Display));
}

#[test]
fn a_count_with_one_reading_is_an_error_and_with_several_a_warning() {
    for (carried_in, severity) in [(0, Severity::Error), (2, Severity::Warning)] {
        let text = report("青禾县水务局", "我局共收到政府信息公开申请13件。", carried_in);
        let found = findings("sums/text-table-count", Format::Markdown, &text);
        assert_eq!(severities(&found), [severity], "{found:#?}");
    }
}

#[test]
fn a_government_that_does_not_say_whose_count_it_is_is_asked() {
    for (prose, severity) in [
        ("全县共收到政府信息公开申请13件。", Severity::Error),
        ("共收到政府信息公开申请13件。", Severity::Warning),
    ] {
        let text = report("青禾县", prose, 0);
        let found = findings("sums/text-table-count", Format::Markdown, &text);
        assert_eq!(severities(&found), [severity], "{found:#?}");
    }
}

#[test]
fn parts_of_a_wrong_total_are_not_told_again() {
    let text = report("青禾县水务局", "我局共收到政府信息公开申请13件，结转下年度4件。", 0);
    let found = findings("sums/text-table-count", Format::Markdown, &text);
    assert_eq!(found.iter().map(|it| it.text.as_str()).collect::<Vec<_>>(), ["13"]);
}

#[test]
fn counts_that_need_not_agree_are_left_alone() {
    for prose in [
        "我局共收到政府信息公开申请10件。",
        "我局共收到政府信息公开申请12件。",
        "我局约收到政府信息公开申请13件。",
        "2022年，我局共收到政府信息公开申请13件。",
        "全县共收到政府信息公开申请130件。",
        "我局通过网络收到政府信息公开申请13件。",
        "我局主动公开政府信息1300条，答复政府信息公开咨询13件。",
        "我局未收到政府信息公开申请，受理信访13件，答复13件。",
    ] {
        let text = report("青禾县水务局", prose, 2);
        let found = findings("sums/text-table-count", Format::Markdown, &text);
        assert!(found.is_empty(), "{found:#?}");
    }
}

/// What the four rules find together in `model` once `wrong` is written into its cells: one finding, of `rule`.
#[track_caller]
fn one_finding(model: &ReportModel, wrong: &[(&str, u64)], rule: &str) -> Found {
    let mut model = model.clone();
    for (key, written) in wrong {
        model.figures.set(key, &written.to_string());
    }
    let text = render(&model, Layout::MarkdownTables);
    let mut found: Vec<(&str, Found)> = TABLE_RULES
        .into_iter()
        .flat_map(|rule| {
            findings(rule, Format::Markdown, &text).into_iter().map(move |found| (rule, found))
        })
        .collect();
    assert_eq!(found.len(), 1, "{wrong:?}: {found:#?}");
    let (by, found) = found.remove(0);
    assert_eq!(by, rule, "{wrong:?}");
    found
}

#[track_caller]
fn value(found: &Found, name: &str) -> String {
    let value = found.values.iter().find(|(known, _)| *known == name);
    value.unwrap_or_else(|| panic!("no value {name} in {found:#?}")).1.clone()
}

fn severities(found: &[Found]) -> Vec<Severity> {
    found.iter().map(|found| found.severity).collect()
}

fn format_of(layout: Layout) -> Format {
    match layout.extension() {
        "html" => Format::Html,
        "md" => Format::Markdown,
        _ => Format::Text,
    }
}

/// A report on 2023 with ten new applications, `carried_in` older ones, and one carried out.
fn report(organ: &str, prose: &str, carried_in: u8) -> String {
    format!(
        "# {organ}2023年政府信息公开工作年度报告\n\n## 一、总体情况\n\n{prose}\n\n\
         ## 三、收到和处理政府信息公开申请情况\n\n\
         | 一、本年新收政府信息公开申请数量 | 10 | 0 | 0 | 0 | 0 | 0 | 10 |\n\
         | --- | --- | --- | --- | --- | --- | --- | --- |\n\
         | 二、上年结转政府信息公开申请数量 | {carried_in} | 0 | 0 | 0 | 0 | 0 | {carried_in} |\n\
         | 四、结转下年度继续办理 | 1 | 0 | 0 | 0 | 0 | 0 | 1 |\n"
    )
}
