//! What the examples in the rules' documentation cannot show.

mod amounts;
mod labels;
mod pictures;
mod rows;
mod support;

use nianbao_lint::document::Format;
use nianbao_lint::{Applicability, Severity};
use nianbao_rules_tables as _;
use nianbao_test::layout::{Fidelity, Layout, render};
use nianbao_test::model::ReportModel;
use nianbao_test::{Found, findings};

use support::format_of;

const RULES: [&str; 10] = [
    "tables/blank-cell",
    "tables/cell-count",
    "tables/fee-unit",
    "tables/label-drift",
    "tables/missing-row",
    "tables/missing-table",
    "tables/not-a-number",
    "tables/regulation-authority",
    "tables/table-as-image",
    "tables/unknown-row",
];

#[test]
fn documentation_is_true() {
    nianbao_test::check_examples("tables");
}

#[test]
fn every_file_is_a_module() {
    nianbao_test::check_modules(env!("CARGO_MANIFEST_DIR"));
}

#[test]
fn full_tables_are_silent_in_every_layout() {
    for layout in Layout::ALL.into_iter().filter(|layout| layout.fidelity() == Fidelity::Whole) {
        for seed in 0..16 {
            let found = all_findings(&render(&ReportModel::clean(seed), layout), layout);
            let said: Vec<String> = found.iter().map(|(_, found)| found.to_string()).collect();
            assert!(found.is_empty(), "{} {seed}: {said:#?}", layout.name());
        }
    }
}

#[test]
fn blanks_are_told_once_a_table_and_filled_where_the_sums_confirm_it() {
    for layout in [Layout::HtmlBlankZeros, Layout::BlanksLeftOut] {
        for seed in 0..6 {
            let found =
                all_findings(&render(&ReportModel::clean_for_year(seed, 2023), layout), layout);
            let rules: Vec<&str> = found.iter().map(|(rule, _)| *rule).collect();
            let blanks = rules.iter().filter(|rule| **rule == "tables/blank-cell").count();
            assert!((1..=3).contains(&blanks), "{} {seed}: {found:#?}", layout.name());
            assert!(
                rules.iter().all(|rule| ["tables/blank-cell", "tables/cell-count"].contains(rule)),
                "{} {seed}: {found:#?}",
                layout.name()
            );
        }
    }
}

#[test]
fn zeros_are_offered_for_blank_cells() {
    let text = render(&ReportModel::clean_for_year(1, 2023), Layout::HtmlBlankZeros);
    let found = findings("tables/blank-cell", Format::Html, &text);
    let applications = in_table(&found, "表三");
    let (applicability, fixed) = applications.fix.clone().unwrap();
    assert_eq!(applicability, Applicability::Unsafe);
    assert!(applications.help.as_deref().unwrap().contains("全表各项合计相等"), "{found:#?}");
    let left = findings("tables/blank-cell", Format::Html, &fixed);
    assert!(left.iter().all(|found| found.place.as_deref() != Some("表三")), "{left:#?}");
}

#[test]
fn one_short_row_is_a_row_of_another_length() {
    let text = without(Layout::PipeRows, "四、结转下年度继续办理", |row| {
        row.rsplit_once(" | ").unwrap().0.to_owned()
    });
    let found = all_findings(&text, Layout::PipeRows);
    assert_eq!(rules_of(&found), ["tables/cell-count"], "{found:#?}");
    assert!(found[0].1.message.contains("应有 7 个数，实有 6 个"), "{found:#?}");
}

#[test]
fn each_missing_row_is_named_and_a_run_of_many_once() {
    let text = without(Layout::PipeRows, "重复申请", |_| String::new());
    let found = all_findings(&text, Layout::PipeRows);
    assert_eq!(rules_of(&found), ["tables/missing-row"], "{found:#?}");
    assert_eq!(found[0].1.message, "表三缺少“2.重复申请”一行");
    assert!(found[0].1.text.ends_with("信访举报投诉类申请"), "{found:#?}");

    let text: String = render(&ReportModel::clean_for_year(1, 2023), Layout::PipeRows)
        .lines()
        .filter(|line| !DENIED.iter().any(|label| line.contains(label)))
        .flat_map(|line| [line, "\n"])
        .collect();
    let found = all_findings(&text, Layout::PipeRows);
    assert_eq!(rules_of(&found), ["tables/missing-row"], "{found:#?}");
    assert!(found[0].1.message.ends_with("共 6 行"), "{found:#?}");
}

#[test]
fn a_section_that_is_not_there_is_not_told_twice() {
    let text =
        "## 一、总体情况\n\n2023年，本局依法公开。\n\n## 五、存在的主要问题及改进情况\n\n无。\n";
    assert!(findings("tables/missing-table", Format::Markdown, text).is_empty());
}

#[test]
fn what_is_no_number_weighs_by_its_kind() {
    for (written, severity) in [
        ("暂无统计", Some(Severity::Error)),
        ("-5", Some(Severity::Error)),
        ("2.5", Some(Severity::Error)),
        ("/", Some(Severity::Warning)),
        ("—", Some(Severity::Warning)),
        ("无", Some(Severity::Warning)),
        ("3件", Some(Severity::Warning)),
        ("1,204", None),
        ("１２", None),
        ("0", None),
    ] {
        let mut model = ReportModel::clean_for_year(1, 2023);
        model.figures.set("applications.new_received.business", written);
        let text = render(&model, Layout::HtmlMerged);
        let found = findings("tables/not-a-number", Format::Html, &text);
        let severities: Vec<Severity> = found.iter().map(|found| found.severity).collect();
        assert_eq!(severities, severity.into_iter().collect::<Vec<_>>(), "{written}: {found:#?}");
    }
}

#[test]
fn signs_and_decimals_are_right_where_the_form_has_them() {
    for (year, key, written) in [
        (2023, "disclosure.art20_8.fees.amount_wan_yuan", "12.3456"),
        (2020, "disclosure19.art20_5.licensing.delta_items", "-3"),
        (2020, "disclosure19.art20_6.penalty.delta_items", "+5"),
        (2020, "disclosure19.art20_6.coercion.delta_items", "减2"),
        (2020, "disclosure19.art20_9.procurement.amount", "251000元"),
    ] {
        let mut model = ReportModel::clean_for_year(1, year);
        model.figures.set(key, written);
        let text = render(&model, Layout::HtmlMerged);
        let found = findings("tables/not-a-number", Format::Html, &text);
        assert!(found.is_empty(), "{key} {written}: {found:#?}");
    }
}

#[test]
fn many_cells_of_one_kind_are_one_finding() {
    let mut model = ReportModel::clean_for_year(1, 2023);
    for outcome in ["upheld", "corrected", "other", "pending", "total"] {
        model.figures.set(&format!("disputes.review.{outcome}"), "/");
    }
    let text = render(&model, Layout::HtmlMerged);
    let found = findings("tables/not-a-number", Format::Html, &text);
    assert_eq!(found.len(), 1, "{found:#?}");
    assert_eq!(found[0].message, "表四有 5 个单元格没有填数字，如“/”");
}

/// Six rows of （三）不予公开 in a run.
const DENIED: [&str; 6] = [
    "其他法律行政法规禁止公开",
    "三安全一稳定",
    "保护第三方合法权益",
    "三类内部事务信息",
    "四类过程性信息",
    "行政执法案卷",
];

fn all_findings(text: &str, layout: Layout) -> Vec<(&'static str, Found)> {
    RULES
        .into_iter()
        .flat_map(|rule| {
            findings(rule, format_of(layout), text).into_iter().map(move |found| (rule, found))
        })
        .collect()
}

fn rules_of(found: &[(&'static str, Found)]) -> Vec<&'static str> {
    found.iter().map(|(rule, _)| *rule).collect()
}

/// A right report in `layout` with the line that holds `label` changed.
#[track_caller]
fn without(layout: Layout, label: &str, change: impl Fn(&str) -> String) -> String {
    let text = render(&ReportModel::clean_for_year(1, 2023), layout);
    assert!(text.contains(label), "{text}");
    let change_line =
        |line: &str| if line.contains(label) { change(line) } else { line.to_owned() };
    text.lines().map(|line| change_line(line) + "\n").collect()
}

#[track_caller]
fn in_table<'f>(found: &'f [Found], table: &str) -> &'f Found {
    let place = |found: &&Found| found.place.as_deref() == Some(table);
    found.iter().find(place).unwrap_or_else(|| panic!("nothing in {table}: {found:#?}"))
}
