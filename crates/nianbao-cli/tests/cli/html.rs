//! The check report as a page.

use std::collections::{BTreeMap, BTreeSet};

use nianbao_test::layout::{Layout, render};
use nianbao_test::model::ReportModel;

use crate::support::{Folder, clean_report, unbalanced_report};

/// A report that says what must not become markup.
fn hostile_report() -> String {
    let words = "<script>alert(1)</script>“><img src=x onerror=alert(1)>\u{202E}&amp;来电13612340099，，今年";
    let report = unbalanced_report(Layout::PipeRows);
    report.replacen("一、总体情况\n", &format!("一、总体情况\n\n{words}\n"), 1)
}

/// A folder with reports of several kinds.
pub(crate) fn folder() -> Folder {
    let folder = Folder::new();
    for (index, layout) in Layout::ALL.into_iter().enumerate() {
        let name = format!("r/{index:02}-{}.{}", layout.name(), layout.extension());
        folder.write(&name, unbalanced_report(layout));
    }
    folder.write("r/<b>&\"'.txt", hostile_report());
    folder.write("r/净.html", clean_report(Layout::HtmlMerged));
    folder.write("r/通知.txt", "通知\n");
    folder.write("r/坏.txt", b"\x89PNG\r\n\x1A\n\x00\x00");
    folder
}

#[track_caller]
fn page(folder: &Folder, args: &[&str]) -> String {
    let ran = folder.run(&[&["check", "--output-format", "html"], args].concat());
    assert!(matches!(ran.code, Some(0..=2)), "{ran:?}");
    assert_eq!(ran.stderr, "");
    ran.stdout
}

/// What stands between `open` and `close`, at each place.
pub(crate) fn all<'p>(page: &'p str, open: &'p str, close: char) -> impl Iterator<Item = &'p str> {
    page.split(open).skip(1).filter_map(move |rest| rest.split_once(close)).map(|(value, _)| value)
}

/// Checks that every link leads to a place in the page and every place has a name of its own.
#[track_caller]
pub(crate) fn check_links(page: &str) {
    let ids: Vec<&str> = all(page, " id=\"", '"').collect();
    let names: BTreeSet<&str> = ids.iter().copied().collect();
    assert_eq!(ids.len(), names.len(), "names are given once");
    let mut count = 0;
    for link in all(page, " href=\"", '"') {
        let name = link.strip_prefix('#').expect("a link leads into the page");
        assert!(names.contains(name), "{link}");
        count += 1;
    }
    assert!(count > 0);
}

#[test]
fn links_lead_both_ways() {
    let folder = folder();
    let page = page(&folder, &["r"]);
    check_links(&page);
    let links: BTreeSet<&str> = all(&page, " href=\"#", '"').collect();
    let of = |kind: char| -> BTreeSet<String> {
        let ids = all(&page, " id=\"", '"').filter(|id| id.starts_with(kind) && id.contains('-'));
        ids.map(|id| id[1..].to_owned()).collect()
    };
    let (told, marked) = (of('f'), of('m'));
    assert!(marked.is_subset(&told));
    for id in &marked {
        assert!(links.contains(format!("f{id}").as_str()), "{id}");
        assert!(links.contains(format!("m{id}").as_str()), "{id}");
    }
    // Those of a file that is no report have no text to be marked in.
    assert_eq!(told.difference(&marked).count(), 2, "{told:?} {marked:?}");
}

#[test]
fn the_words_marked_are_those_of_the_finding() {
    let folder = Folder::new();
    folder.write("a.html", unbalanced_report(Layout::HtmlMerged));
    let page = page(&folder, &["a.html"]);
    let json = folder.json(&["a.html"]);
    let findings = json["documents"][0]["diagnostics"].as_array().expect("a list");
    let at = findings.iter().position(|it| it["rule"] == "sums/row-total").expect("it is found");
    let number = format!("问题 </span>{}</a><mark class=\"error\">98765</mark>", at + 1);
    assert!(page.contains(&number), "{page}");
}

#[test]
fn no_word_of_a_report_becomes_markup() {
    let page = page(&folder(), &["r"]);
    assert!(page.contains("&lt;script&gt;alert(1)&lt;/script&gt;"), "it is shown");
    assert!(page.contains("&lt;b&gt;&amp;&quot;&#39;.txt"));
    assert_eq!(page.matches("<script").count(), 1);
    for markup in ["<img", "onerror=alert(1)>", " style=", "\u{202E}", "<b>&"] {
        assert!(!page.contains(markup), "{markup}");
    }
}

#[test]
fn personal_data_is_masked_unless_asked_for() {
    let folder = folder();
    assert!(!page(&folder, &["r"]).contains("13612340099"));
    assert!(page(&folder, &["r", "--show-private"]).contains("13612340099"));
    folder.run(&["baseline", "r"]);
    let known = page(&folder, &["r", "--baseline", "nianbao-baseline.json"]);
    assert!(!known.contains("13612340099"));
    assert!(known.contains("个已记入基线的问题，未列出"));
}

#[test]
fn what_is_suppressed_stays_masked() {
    let folder = folder();
    folder.write(
        "lint.toml",
        "[[suppress]]\nrule = \"privacy/mobile-number\"\nfile = \"r/**\"\nreason = \"对外公布的电话\"\n",
    );
    let page = page(&folder, &["r"]);
    assert!(page.contains("；按例外不报 1 个"), "{page}");
    assert!(!page.contains("13612340099"));
    assert!(page.contains("来电***********"));
}

#[test]
fn every_sum_is_shown_with_its_verdict() {
    let folder = Folder::new();
    folder.write("a.html", unbalanced_report(Layout::HtmlMerged));
    let unbalanced = page(&folder, &["a.html"]);
    assert_eq!(unbalanced.matches("class=\"sum fails\"").count(), 2, "row and column");
    assert_eq!(unbalanced.matches("class=\"sum holds\"").count(), 40);
    assert!(unbalanced.contains("应相等的合计 39 处：相等 37，不等 2，未能核对 0"));
    assert!(unbalanced.contains("，表中为 98765</li>"), "the sum is written out");
    folder.write("b.html", clean_report(Layout::HtmlMerged));
    let clean = page(&folder, &["b.html"]);
    assert_eq!(clean.matches("class=\"sum holds\"").count(), 42);
    assert!(clean.contains("<p class=\"verdict clean\">没有发现问题"), "{clean}");
}

#[test]
fn blank_cells_count_as_zero_and_say_so() {
    let mut model = ReportModel::clean_for_year(3, 2023);
    model.figures.set("applications.new_received.research", "");
    let folder = Folder::new();
    folder.write("a.html", render(&model, Layout::HtmlMerged));
    let page = page(&folder, &["a.html"]);
    assert!(page.contains("<i>空白</i>"), "{page}");
    assert!(page.contains("<i>空白作 0</i>") || page.contains(" ≠ "), "{page}");
}

#[test]
fn the_overview_counts_what_json_counts() {
    let folder = folder();
    let page = page(&folder, &["r"]);
    let json = folder.json(&["r"]);
    let documents = json["documents"].as_array().expect("a list");
    assert_eq!(page.matches("<article ").count(), documents.len());
    let (_, overview) = page.split_once("class=\"overview\"").expect("there is one");
    let (overview, _) = overview.split_once("</section>").expect("it ends");
    let tables: Vec<&str> = overview.split("<tbody>").skip(1).collect();
    assert_eq!(tables.len(), 4, "by report, organ, year and rule");
    let mut expected = BTreeMap::new();
    for (class, count) in [("error", "errors"), ("warning", "warnings"), ("info", "infos")] {
        expected.insert(class, json["summary"][count].as_u64().expect("a number"));
    }
    for table in tables {
        for (class, expected) in &expected {
            let cells =
                all(table, "<td class=\"number ", '<').filter_map(|it| it.split_once("\">"));
            let of_class = cells.filter(|(it, _)| it == class).map(|(_, count)| count);
            let total: u64 = of_class.map(|count| count.parse::<u64>().expect("a number")).sum();
            assert_eq!(total, *expected, "{class} in {table}");
        }
    }
}

#[test]
fn one_report_needs_no_overview() {
    let folder = Folder::new();
    folder.write("a.txt", clean_report(Layout::CellLines));
    assert!(!page(&folder, &["a.txt"]).contains("class=\"overview\""));
}

#[test]
fn the_page_is_the_same_at_any_thread_count() {
    let folder = folder();
    let one = page(&folder, &["r", "--threads", "1"]);
    assert!(one == page(&folder, &["r", "--threads", "4"]));
}

#[test]
fn what_could_not_be_assessed_is_told() {
    let folder = Folder::new();
    folder.write(
        "a.txt",
        "柳林镇2023年政府信息公开工作年度报告\n\n一、总体情况\n\n主动公开信息20条。\n",
    );
    let page = page(&folder, &["a.txt"]);
    assert!(page.contains("<h3>未能检查</h3>"), "{page}");
    assert!(page.contains("<li>未找到表三 <code>"), "{page}");
    assert!(page.contains("表三：未找到，未能核对"), "{page}");
}

#[test]
fn a_mended_report_is_shown_as_it_is_now() {
    let folder = Folder::new();
    let report = clean_report(Layout::CellLines);
    folder.write(
        "a.txt",
        report.replacen("一、总体情况\n", "一、总体情况\n\n加强管理，，提高水平，加强宣传。\n", 1),
    );
    let page = page(&folder, &["a.txt", "--fix"]);
    assert!(page.contains("；已自动修改 1 处"), "{page}");
    assert!(page.contains("加强管理，提高水平，加强宣传。"), "{page}");
}
