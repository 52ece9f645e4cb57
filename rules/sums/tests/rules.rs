//! What the examples in the rules' documentation cannot show.

use nianbao_lint::document::Format;
use nianbao_lint::{Applicability, Severity};
use nianbao_rules_sums as _;
use nianbao_test::layout::{Layout, render};
use nianbao_test::model::{Paragraph, ReportModel};
use nianbao_test::{Found, findings};

const TABLE_RULES: [&str; 4] =
    ["sums/row-total", "sums/result-total", "sums/carry-balance", "sums/dispute-total"];
const OTHER_RULES: [&str; 9] = [
    "sums/in-force-bound",
    "sums/infeasible-change",
    "sums/mixed-units",
    "sums/percent-partition",
    "sums/prose-breakdown",
    "sums/prose-percent",
    "sums/text-table-count",
    "sums/text-table-zero",
    "sums/unmentioned-dispute",
];

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
        for seed in 0..12 {
            let text = render(&ReportModel::clean(seed), layout);
            let rules = TABLE_RULES.into_iter().chain(OTHER_RULES);
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

#[test]
fn swapped_digits_are_named_where_nothing_else_tells_the_wrong_figure() {
    let mut model = ReportModel::clean_for_year(7, 2023);
    for (column, written) in [("natural_person", "94"), ("total", "94")] {
        for row in ["new_received", "result.granted", "result.total"] {
            model.figures.set(&format!("applications.{row}.{column}"), "49");
        }
        model.figures.set(&format!("applications.new_received.{column}"), written);
    }
    let zero: Vec<String> = model
        .figures
        .iter()
        .map(|(key, _)| key.to_owned())
        .filter(|key| key.starts_with("applications."))
        .filter(|key| {
            !["new_received", "result.granted", "result.total"].iter().any(|row| {
                ["natural_person", "total"]
                    .iter()
                    .any(|it| *key == format!("applications.{row}.{it}"))
            })
        })
        .collect();
    for key in zero {
        model.figures.set(&key, "0");
    }
    let found = one_finding(&model, &[], "sums/carry-balance");
    assert!(
        found.help.as_deref().unwrap().contains("“自然人”写颠倒了两位数字，49 写成了 94"),
        "{found:#?}"
    );
    let (applicability, fixed) = found.fix.unwrap();
    assert_eq!(applicability, Applicability::Display);
    assert!(findings("sums/carry-balance", Format::Markdown, &fixed).is_empty(), "{fixed}");
}

#[test]
fn swapped_digits_of_a_term_are_shown_instead_of_another_total() {
    let model = ReportModel::clean_for_year(7, 2023);
    let cells = [("upheld", 31), ("corrected", 0), ("other", 2), ("pending", 0), ("total", 15)];
    let cells =
        cells.map(|(column, count)| (format!("disputes.litigation_direct.{column}"), count));
    let wrong: Vec<(&str, u64)> = cells.iter().map(|(key, count)| (key.as_str(), *count)).collect();
    let found = one_finding(&model, &wrong, "sums/dispute-total");
    assert!(found.help.as_deref().unwrap().contains("13 写成了 31"), "{found:#?}");
    let (applicability, fixed) = found.fix.unwrap();
    assert_eq!(applicability, Applicability::Display);
    assert!(findings("sums/dispute-total", Format::Markdown, &fixed).is_empty(), "{fixed}");
}

#[test]
fn fewer_documents_in_force_than_were_issued_and_kept_are_found_in_every_layout() {
    for layout in LAYOUTS {
        let mut model = ReportModel::clean_for_year(3, 2023);
        for (column, written) in [("issued", "12"), ("repealed", "3"), ("in_force", "8")] {
            let key = format!("disclosure.art20_1.normative_documents.{column}");
            model.figures.set(&key, written);
        }
        let found = in_layout("sums/in-force-bound", &model, layout);
        assert_eq!(texts(&found), ["8"], "{} {found:#?}", layout.name());
        assert_eq!(value(&found[0], "at_least"), "9");
        assert_eq!(found[0].labels.len(), 2);
        model.figures.set("disclosure.art20_1.normative_documents.in_force", "9");
        assert!(in_layout("sums/in-force-bound", &model, layout).is_empty(), "{}", layout.name());
    }
}

#[test]
fn disputes_without_a_word_are_found_in_every_layout() {
    for layout in LAYOUTS {
        let mut model = ReportModel::clean_for_year(3, 2023);
        for (key, written) in [("review.upheld", "2"), ("review.total", "2")] {
            model.figures.set(&format!("disputes.{key}"), written);
        }
        silence(&mut model, &["复议", "诉讼"]);
        let found = in_layout("sums/unmentioned-dispute", &model, layout);
        assert_eq!(found.len(), 1, "{} {found:#?}", layout.name());
        assert!(found[0].message.contains("行政复议 2 件"), "{found:#?}");
        say(&mut model, "被申请行政复议2件。");
        assert!(in_layout("sums/unmentioned-dispute", &model, layout).is_empty());
    }
}

#[test]
fn what_is_denied_and_counted_is_found_in_every_layout() {
    for layout in LAYOUTS {
        let mut model = ReportModel::clean_for_year(3, 2023);
        model.figures.set("applications.new_received.total", "17");
        model.figures.set("applications.new_received.natural_person", "17");
        silence(&mut model, &["申请"]);
        say(&mut model, "2023年，我局未收到政府信息公开申请，工作平稳。");
        "云岫县水务局2023年政府信息公开工作年度报告".clone_into(&mut model.title);
        "云岫县水务局".clone_into(&mut model.organ.name);
        let found = in_layout("sums/text-table-zero", &model, layout);
        assert_eq!(found.len(), 1, "{} {found:#?}", layout.name());
        assert!(found[0].message.ends_with("表三本年新收为 17"), "{found:#?}");
        assert_eq!(found[0].severity, Severity::Warning);
    }
}

#[test]
fn ways_to_say_that_nothing_came() {
    for (prose, expected) in [
        ("全年未收到政府信息公开申请。", "未收到政府信息公开申请"),
        ("2023年度未收到依申请公开事项。", "未收到依申请公开事项"),
        (
            "本年度，我局没有收到公民、法人和其他组织提出的政府信息公开申请。",
            "没有收到公民、法人和其他组织提出的政府信息公开申请",
        ),
        ("县水务局未接到任何形式的信息公开申请。", "未接到任何形式的信息公开申请"),
        ("2023年,我局 未收到 信息公开 申请,工作平稳。", "未收到 信息公开 申请"),
        ("2.2023年度我局无依申请公开政府信息。", "无依申请公开政府信息"),
        ("依申请公开方面，未收到申请。", "未收到申请"),
        ("全年暂未收到信息公开申请件。", "未收到信息公开申请件"),
        ("无人提出政府信息公开申请。", "无人提出政府信息公开申请"),
        ("全年收到政府信息公开申请0件。", "0"),
    ] {
        let text = report("青禾县水务局", prose, 2);
        let found = findings("sums/text-table-zero", Format::Markdown, &text);
        assert_eq!(texts(&found), [expected], "{prose} {found:#?}");
    }
    let text = report("青禾县水务局", "我局未收到政府信息公开申请，也没有上年结转的申请。", 2);
    let found = findings("sums/text-table-zero", Format::Markdown, &text);
    assert_eq!(texts(&found), ["未收到政府信息公开申请", "没有上年结转的申请"], "{found:#?}");
}

#[test]
fn what_denies_less_is_left_alone() {
    for prose in [
        "我局共收到政府信息公开申请10件，未收到网上申请。",
        "我局共收到政府信息公开申请10件，其中，未收到法人提出的申请。",
        "2022年，我局未收到政府信息公开申请。",
        "上半年，我局未收到政府信息公开申请。",
        "各科室均未收到政府信息公开申请。",
        "下属单位认真受理，未收到政府信息公开申请。",
        "县住建局未收到政府信息公开申请。",
        "全县各乡镇未收到政府信息公开申请。",
        "未收到申请人补正材料的政府信息公开申请，视为撤回。",
        "没有不予公开的申请，无法提供的依法告知。",
        "未发生因政府信息公开被申请行政复议、提起行政诉讼的情况。",
        "全年收到政府信息公开申请10件，其中商业企业0件。",
    ] {
        let text = report("青禾县水务局", prose, 0);
        let found = findings("sums/text-table-zero", Format::Markdown, &text);
        assert!(found.is_empty(), "{prose} {found:#?}");
    }
}

#[test]
fn denied_disputes_are_held_against_their_own_figures() {
    for (prose, review, direct, expected) in [
        (
            "未发生因政府信息公开工作被申请行政复议、提起行政诉讼的情况。",
            1,
            0,
            Some("行政复议为 1"),
        ),
        ("全年无信息公开举报、复议和诉讼等情形发生。", 0, 2, Some("行政诉讼为 2")),
        ("没有发生行政复议和行政诉讼案件。", 1, 2, Some("行政复议为 1、行政诉讼为 2")),
        ("未因政府信息公开引起行政复议、行政诉讼。", 0, 1, Some("行政诉讼为 1")),
        ("未被申请行政复议。", 1, 0, Some("行政复议为 1")),
        ("被申请行政复议1件，未发生行政诉讼。", 1, 0, None),
        ("未发生行政诉讼败诉案件。", 1, 2, None),
        ("未发生复议后起诉的情况。", 1, 2, None),
    ] {
        let mut model = ReportModel::clean_for_year(3, 2023);
        let disputes: Vec<String> = model
            .figures
            .iter()
            .map(|(key, _)| key.to_owned())
            .filter(|key| key.starts_with("disputes."))
            .collect();
        for key in disputes {
            model.figures.set(&key, "0");
        }
        for (group, count) in [("review", review), ("litigation_direct", direct)] {
            for column in ["upheld", "total"] {
                model.figures.set(&format!("disputes.{group}.{column}"), &count.to_string());
            }
        }
        silence(&mut model, &["复议", "诉讼"]);
        say(&mut model, prose);
        let found = in_layout("sums/text-table-zero", &model, Layout::PipeRows);
        let said = found.first().map(|found| found.message.as_str());
        match expected {
            Some(expected) => assert!(
                found.len() == 1 && said.is_some_and(|said| said.ends_with(expected)),
                "{prose} {found:#?}"
            ),
            None => assert!(found.is_empty(), "{prose} {found:#?}"),
        }
    }
}

/// The main ways tables are written down.
const LAYOUTS: [Layout; 8] = [
    Layout::HtmlMerged,
    Layout::HtmlCms,
    Layout::MarkdownTables,
    Layout::TabRows,
    Layout::PipeRows,
    Layout::CellLines,
    Layout::SpacedRows,
    Layout::TraditionalPinyin,
];

fn in_layout(rule: &str, model: &ReportModel, layout: Layout) -> Vec<Found> {
    findings(rule, format_of(layout), &render(model, layout))
}

fn texts(found: &[Found]) -> Vec<&str> {
    found.iter().map(|found| found.text.as_str()).collect()
}

/// Takes the sentences with one of `words` out of the prose of section one.
fn silence(model: &mut ReportModel, words: &[&str]) {
    for paragraph in &mut model.prose[0] {
        let text = text_of(paragraph);
        let kept =
            text.split_inclusive('。').filter(|it| !words.iter().any(|word| it.contains(word)));
        *text = kept.collect();
        if text.is_empty() {
            "工作平稳有序。".clone_into(text);
        }
    }
}

/// Adds a sentence to the part of section one on applications.
fn say(model: &mut ReportModel, sentence: &str) {
    text_of(&mut model.prose[0][2]).push_str(sentence);
}

fn text_of(paragraph: &mut Paragraph) -> &mut String {
    match paragraph {
        Paragraph::Plain(text) | Paragraph::Part { text, .. } => text,
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
        // Its headings are Markdown's.
        _ if layout == Layout::TabRows => Format::Markdown,
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
