//! An invented province's settings: nested, extended, overridden; what `config` tells of them and `init` writes.

use nianbao_test::layout::Layout;
use serde_json::Value;

use crate::support::{Folder, clean_report, findings_of, unbalanced_report};

/// A province, a city in it and a county in that, each with settings that build on those around them.
fn province() -> Folder {
    let folder = Folder::new();
    folder.write(
        "lint.toml",
        "extends = ['government', './省/base.toml']\nexclude = ['**/草稿']\n\n[rules]\nprivacy = 'error'\n",
    );
    folder.write(
        "省/base.toml",
        "organ-kind = 'other'\nrules.sums = 'info'\n\n[[overrides]]\nfiles = ['旧/**']\nedition = '2019'\n",
    );
    folder.write(
        "市/lint.toml",
        "extends = ['../lint.toml']\n\n[[overrides]]\nfiles = ['县/*.txt']\nrules = { 'sums/row-total' = 'warning' }\n",
    );
    for name in ["a.txt", "市/b.txt", "市/县/c.txt", "市/草稿/d.txt"] {
        folder.write(name, unbalanced_report(Layout::CellLines));
    }
    folder
}

#[test]
fn settings_are_layered() {
    let folder = province();
    let json = folder.json(&["."]);
    let documents = json["documents"].as_array().expect("documents are a list");
    let severities: Vec<(&str, &str)> = documents
        .iter()
        .map(|document| {
            let found = findings_of(document, "sums/row-total");
            (
                document["path"].as_str().expect("a path"),
                found[0]["severity"].as_str().expect("one"),
            )
        })
        .collect();
    // 草稿 is left out by the pattern of the province's file, which the city's file extends.
    assert_eq!(
        severities,
        [("./a.txt", "info"), ("./市/b.txt", "info"), ("./市/县/c.txt", "warning")]
    );
}

#[test]
fn every_value_says_where_it_comes_from() {
    let folder = province();
    let told = folder.run(&["config", "市/县/c.txt"]);
    assert_eq!((told.code, told.stderr.as_str()), (Some(0), ""));
    let lines: Vec<&str> = told.stdout.lines().collect();
    assert_eq!(
        lines[..7],
        [
            "文件: 市/县/c.txt（检查所在文件夹时检查）",
            "配置: 市/lint.toml ← lint.toml ← 省/base.toml ← government（内置） ← national（内置）",
            "",
            "include     全部        默认",
            "exclude     **/草稿     lint.toml:2",
            "edition     按报告年份  默认",
            "organ-kind  other       省/base.toml:1",
        ]
    );
    for line in [
        "sums/row-total                   warning  市/lint.toml:5",
        "sums/result-total                info     省/base.toml:2",
        "structure/missing-assessment     error    government（内置）:7",
        "privacy/bank-card                error    lint.toml:5",
        "wording/context-word             off      默认",
    ] {
        assert!(lines.contains(&line), "no {line} in {}", told.stdout);
    }
    let left_out = folder.run(&["config", "市/草稿/d.txt"]);
    assert!(left_out.stdout.contains("（检查所在文件夹时不检查）"), "{left_out:?}");
}

#[test]
fn values_and_their_places_are_json_too() {
    let folder = province();
    let told = folder.run(&["config", "市/县/c.txt", "--output-format", "json"]);
    let json: Value = serde_json::from_str(&told.stdout).expect("the output is JSON");
    assert_eq!(
        json["files"][0],
        serde_json::json!({"kind": "profile", "name": "national", "line": null})
    );
    assert_eq!(json["settings"][1]["value"], serde_json::json!(["**/草稿"]));
    let rules = json["rules"].as_array().expect("rules are a list");
    let row_total =
        rules.iter().find(|rule| rule["rule"] == "sums/row-total").expect("it is there");
    let source =
        serde_json::json!({"kind": "file", "path": "市/lint.toml", "line": 5, "column": 11});
    assert_eq!((&row_total["level"], &row_total["source"]), (&"warning".into(), &source));
}

#[test]
fn every_profile_can_be_extended() {
    let folder = Folder::new();
    folder.write("a.txt", clean_report(Layout::CellLines));
    for profile in ["national", "government", "department", "township"] {
        folder.write("lint.toml", format!("extends = ['{profile}']\n"));
        let told = folder.run(&["config", "a.txt"]);
        assert_eq!(told.code, Some(0), "{told:?}");
        assert!(told.stdout.contains(&format!("{profile}（内置）")), "{told:?}");
    }
}

/// Settings by path and what is said of them.
const FAULTS: [(&[(&str, &str)], &str); 12] = [
    (
        &[("lint.toml", "extends = ['town']")],
        "lint.toml:1:12: 没有名为 'town' 的内置配置（文件请写路径，如 './town.toml'），是否为 'township'？",
    ),
    (
        &[("lint.toml", "extends = ['./无.toml']")],
        "lint.toml:1:12: 无法读取 './无.toml'：没有这个文件或文件夹",
    ),
    (
        &[
            ("lint.toml", "extends = ['a.toml']"),
            ("a.toml", "include = []\nextends = ['b/c.toml']"),
            ("b/c.toml", "extends = [\n  '../无.toml']"),
        ],
        "b/c.toml:2:3: 无法读取 '../无.toml'：没有这个文件或文件夹（lint.toml → a.toml → b/c.toml）",
    ),
    (
        &[
            ("lint.toml", "extends = ['a.toml']"),
            ("a.toml", "extends = ['./b.toml']"),
            ("b.toml", "extends = ['a.toml']"),
        ],
        "b.toml:1:12: 'a.toml' 形成循环（lint.toml → a.toml → b.toml → a.toml）",
    ),
    (
        &[("lint.toml", "extends = ['lint.toml']")],
        "lint.toml:1:12: 'lint.toml' 形成循环（lint.toml → lint.toml）",
    ),
    (
        &[("lint.toml", "extends = ['../外.toml']")],
        "lint.toml:1:12: '../外.toml' 不在配置所属的文件夹 . 之内",
    ),
    (
        &[("lint.toml", "extends = ['/etc/passwd.toml']")],
        "lint.toml:1:12: '/etc/passwd.toml' 不在配置所属的文件夹 . 之内",
    ),
    (
        &[("lint.toml", "extends = ['a.toml']"), ("a.toml", "\nruls = 1")],
        "a.toml:2:1: 未知的键 'ruls'，是否为 'rules'？（lint.toml → a.toml）",
    ),
    (
        &[("lint.toml", "[[overrides]]\nfiles = ['a']\nedtion = '2021'")],
        "lint.toml:3:1: 未知的键 'edtion'，是否为 'edition'？",
    ),
    (
        &[("lint.toml", "[[overrides]]\nfiles = ['a[']")],
        "lint.toml:2:10: 'a[' 不是有效的路径通配式（unclosed character class; missing ']'）",
    ),
    (
        &[("lint.toml", "[rules]\n\"sums/row-totl\" = 'off'")],
        "lint.toml:2:1: 未知的规则或规则族 'sums/row-totl'，是否为 'sums/row-total'？",
    ),
    (
        &[("lint.toml", "exclude = [")],
        "lint.toml:1:12: 不是有效的 TOML（缺少结尾的 ']'，或两项之间缺少 ','）",
    ),
];

#[test]
fn faulty_settings_are_told_with_their_place_and_the_way_there() {
    for (files, message) in FAULTS {
        let folder = Folder::new();
        folder.write("a.txt", clean_report(Layout::CellLines));
        for (path, text) in files {
            folder.write(path, text);
        }
        for command in ["check", "config"] {
            let ran = folder.run(&[command, "a.txt"]);
            assert_eq!((ran.code, ran.stdout.as_str()), (Some(2), ""), "{ran:?}");
            assert_eq!(ran.stderr, format!("nianbao: {message}\n"));
        }
    }
}

#[cfg(unix)]
#[test]
fn a_link_does_not_lead_out_of_the_folder() {
    let outside = Folder::new();
    outside.write("a.toml", "rules.sums = 'off'");
    let folder = Folder::new();
    folder.write("lint.toml", "extends = ['./a.toml']");
    std::os::unix::fs::symlink(outside.path("a.toml"), folder.path("a.toml")).expect("a link");
    folder.write("a.txt", clean_report(Layout::CellLines));
    let ran = folder.run(&["check", "a.txt"]);
    assert_eq!(ran.code, Some(2), "{ran:?}");
    assert!(ran.stderr.contains("'./a.toml' 不在配置所属的文件夹 . 之内"), "{ran:?}");
}

#[test]
fn a_path_with_two_dots_has_the_settings_of_where_it_leads() {
    let folder = Folder::new();
    folder.write("甲/lint.toml", "rules.sums = 'off'\n");
    folder.write("甲/a.txt", unbalanced_report(Layout::CellLines));
    folder.write("乙/b.txt", unbalanced_report(Layout::CellLines));
    folder.write("乙/lint.toml", "exclude = ['旧']\nrules.sums = 'warning'\n");
    folder.write("乙/旧/c.txt", unbalanced_report(Layout::CellLines));
    let severity = |ran: &str| -> Vec<(String, String)> {
        let json: Value = serde_json::from_str(ran).expect("the output is JSON");
        let documents = json["documents"].as_array().expect("documents are a list");
        documents
            .iter()
            .map(|document| {
                let found = findings_of(document, "sums/row-total");
                let severity =
                    found.first().map_or("none", |it| it["severity"].as_str().expect("one"));
                (document["path"].as_str().expect("a path").to_owned(), severity.to_owned())
            })
            .collect()
    };
    let expected = |path: &str, severity: &str| vec![(path.to_owned(), severity.to_owned())];
    let json = ["check", "--output-format", "json"];
    let ran = folder.run(&[&json[..], &["甲/../乙/b.txt"]].concat());
    assert_eq!(severity(&ran.stdout), expected("甲/../乙/b.txt", "warning"));
    let ran = folder.run_in("甲", &[&json[..], &["../乙"]].concat());
    assert_eq!(severity(&ran.stdout), expected("../乙/b.txt", "warning"));
    let ran = folder.run_in("乙", &[&json[..], &["../甲"]].concat());
    assert_eq!(severity(&ran.stdout), expected("../甲/a.txt", "none"));
}

#[test]
fn init_looks_at_the_folder_and_overwrites_nothing() {
    let folder = Folder::new();
    folder.write("年报/a.html", clean_report(Layout::HtmlMerged));
    folder.write("年报/甲/b.TXT", clean_report(Layout::CellLines));
    folder.write("年报/通知.md", "会议通知\n");
    let ran = folder.run(&["init", "年报"]);
    assert_eq!(ran.code, Some(0), "{ran:?}");
    assert!(
        ran.stdout.starts_with(
            "已写入 年报/lint.toml，沿用 ../lint.toml：2 份年度报告，格式 html（1）、txt（1）"
        ),
        "{ran:?}"
    );
    assert!(
        ran.stdout.contains("报告年份 2023（2）；另有 1 个文件不是年度报告或无法读取"),
        "{ran:?}"
    );
    let written = folder.read("年报/lint.toml");
    let text = String::from_utf8_lossy(&written);
    assert!(text.contains("查看时 md 文件都不是年度报告，所以排除"), "{text}");
    assert!(text.contains("include = [\"**\"]") && text.contains("exclude = [\"**/*.md\"]"));
    // A report in a format that was not there is checked, the file that is none is not.
    folder.write("年报/c.markdown", clean_report(Layout::MarkdownTables));
    assert_eq!(folder.json(&["年报"])["summary"]["documents"], 3);
    let checked = folder.run(&["check", "年报", "--fail-on", "never"]);
    assert_eq!(checked.code, Some(0), "{checked:?}");

    let again = folder.run(&["init", "年报"]);
    assert_eq!(again.code, Some(2), "{again:?}");
    assert_eq!(again.stderr, "nianbao: 年报/lint.toml 已存在，没有改动\n");
    assert_eq!(folder.read("年报/lint.toml"), written);
}

#[test]
fn init_below_other_settings_builds_on_them() {
    let folder = Folder::new();
    folder.write("lint.toml", "exclude = ['年报/草稿/**']\nrules.sums = 'info'\n");
    folder.write("年报/甲/a.md", unbalanced_report(Layout::MarkdownTables));
    folder.write("年报/草稿/b.md", clean_report(Layout::MarkdownTables));
    let severity = || {
        let json = folder.json(&["年报"]);
        let found = findings_of(&json["documents"][0], "sums/row-total");
        found.iter().map(|it| it["severity"].to_string()).collect::<Vec<_>>()
    };
    assert_eq!(severity(), ["\"info\""]);
    let ran = folder.run(&["init", "年报/甲"]);
    assert!(ran.stdout.starts_with("已写入 年报/甲/lint.toml，沿用 ../../lint.toml："), "{ran:?}");
    assert_eq!(severity(), ["\"info\""]);
    folder.run(&["init", "年报"]);
    assert_eq!(folder.json(&["年报"])["summary"]["documents"], 1);
}

#[test]
fn the_settings_that_the_page_shows_are_settings() {
    let page = include_str!("../../../../docs/configuration.md");
    let shown = page.split("\n```toml\n").skip(1);
    let shown: Vec<&str> = shown.filter_map(|it| it.split_once("\n```")).map(|it| it.0).collect();
    assert!(shown.len() >= 3, "{shown:?}");
    let folder = Folder::new();
    folder.write("下级/a.txt", clean_report(Layout::CellLines));
    for settings in shown {
        folder.write("下级/lint.toml", settings);
        let ran = folder.run(&["config", "下级/a.txt"]);
        assert_eq!(ran.code, Some(0), "{ran:?}");
    }
}

#[test]
fn the_schema_is_for_editors() {
    let ran = Folder::new().run(&["config", "--schema"]);
    let schema: Value = serde_json::from_str(&ran.stdout).expect("the schema is JSON");
    assert_eq!(schema["title"], "lint.toml");
}
