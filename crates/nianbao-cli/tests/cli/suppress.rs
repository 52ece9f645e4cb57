//! Findings that are not reported, for a reason that is written down.

use nianbao_test::layout::Layout;
use serde_json::Value;

use crate::support::{Folder, findings_of, unbalanced_report};

const RULE: &str = "sums/row-total";

/// The unbalanced report in Markdown or HTML with `comment` where it is put before or behind `place`.
fn commented(layout: Layout, place: &str, comment: &str) -> String {
    let report = unbalanced_report(layout);
    assert!(report.contains(place), "no {place} in {report}");
    report.replacen(place, comment, 1)
}

/// A folder with that report, and what checking it gives.
fn checked(name: &str, report: &str) -> Value {
    let folder = Folder::new();
    folder.write(name, report);
    folder.json(&[name])
}

/// Rules named `nianbao/…` found in the only document.
fn own_findings(json: &Value) -> Vec<(&str, u64, &str)> {
    let findings = json["documents"][0]["diagnostics"].as_array().expect("findings are a list");
    findings
        .iter()
        .filter(|it| it["rule"].as_str().is_some_and(|rule| rule.starts_with("nianbao/")))
        .map(|it| {
            let line = it["start"]["line"].as_u64().expect("a number");
            (it["rule"].as_str().expect("a name"), line, it["message"].as_str().expect("words"))
        })
        .collect()
}

#[track_caller]
fn check_suppressed(name: &str, report: &str) {
    let json = checked(name, report);
    assert_eq!(findings_of(&json["documents"][0], RULE).len(), 0, "{json:#}");
    assert_eq!(json["summary"]["suppressed"], 1, "{json:#}");
    assert_eq!(own_findings(&json), [], "{json:#}");
}

const HEADING: &str = "三、收到和处理政府信息公开申请情况";

#[test]
fn a_comment_on_a_line_of_its_own_is_about_the_block_that_follows() {
    let comment = format!("<!-- nianbao-ignore {RULE}: 因机构改革 -->");
    let markdown = unbalanced_report(Layout::MarkdownTables);
    let section = markdown.find(HEADING).expect("it is there");
    let table = section + markdown[section..].find("\n| ").expect("a table") + 1;
    check_suppressed("a.md", &format!("{}{comment}\n\n{}", &markdown[..table], &markdown[table..]));

    let html = unbalanced_report(Layout::HtmlMerged);
    let section = html.find(HEADING).expect("it is there");
    let table = section + html[section..].find("<table").expect("a table");
    check_suppressed("a.html", &format!("{}{comment}\n{}", &html[..table], &html[table..]));

    // Before the heading it is about the heading.
    let heading = format!("## {HEADING}");
    let json = checked("a.md", &markdown.replacen(&heading, &format!("{comment}\n\n{heading}"), 1));
    assert_eq!(findings_of(&json["documents"][0], RULE).len(), 1);
    let before = markdown.find(&heading).expect("it is there");
    let line = markdown[..before].lines().count() as u64 + 1;
    let message = "注释没有用到：sums/row-total 在它所指的范围内没有问题";
    assert_eq!(own_findings(&json), [("nianbao/unused-suppression", line, message)]);
}

#[test]
fn a_comment_in_a_table_is_about_its_row() {
    let row = "<tr><td colspan=\"3\">一、本年新收";
    let comment = "<!-- nianbao-ignore sums：一并在说明中解释 -->";
    check_suppressed("a.html", &commented(Layout::HtmlMerged, row, &format!("{comment}\n{row}")));
    let cell = "一、本年新收政府信息公开申请数量";
    check_suppressed("a.html", &commented(Layout::HtmlMerged, cell, &format!("{cell}{comment}")));
    let next = "<tr><td colspan=\"3\">二、上年结转";
    let json = checked("a.html", &commented(Layout::HtmlMerged, next, &format!("{comment}{next}")));
    assert_eq!(findings_of(&json["documents"][0], RULE).len(), 1);
    assert_eq!(own_findings(&json)[0].0, "nianbao/unused-suppression");
}

#[test]
fn a_comment_among_words_is_about_its_line() {
    let folder = Folder::new();
    let report = "# 柳林镇2023年政府信息公开工作年度报告\n\n## 一、总体情况\n\n2023年，柳林镇工作,扎实推进。\n\n全年工作,有序开展。\n";
    folder.write("a.md", report);
    let found = |json: &Value| findings_of(&json["documents"][0], "punctuation/half-width").len();
    assert_eq!(found(&folder.json(&["a.md"])), 2);
    let comment = "扎实推进。<!-- nianbao-ignore punctuation/half-width: 引用原文 -->";
    folder.write("a.md", report.replacen("扎实推进。", comment, 1));
    let json = folder.json(&["a.md"]);
    assert_eq!((found(&json), &json["summary"]["suppressed"]), (1, &1.into()));

    let fixed = folder.run(&["fix", "a.md"]);
    assert!(fixed.stdout.contains("按例外不报 1"), "{fixed:?}");
    let mended = String::from_utf8(folder.read("a.md")).expect("it is UTF-8");
    assert!(mended.contains("柳林镇工作,扎实") && mended.contains("全年工作，有序"), "{mended}");
}

#[test]
fn a_comment_can_be_about_the_whole_file() {
    let comment = "<!-- nianbao-ignore-file sums/row-total、tables: 沿用旧系统导出的数据 -->\n";
    let report = unbalanced_report(Layout::MarkdownTables);
    check_suppressed("a.md", &format!("{report}\n{comment}"));
    check_suppressed("a.md", &format!("{comment}{report}"));
}

#[test]
fn faulty_comments_are_findings_and_suppress_nothing() {
    for (comment, rule, message) in [
        (
            "<!-- nianbao-ignore-file sums -->",
            "nianbao/suppression-without-reason",
            "注释没有写理由，不起作用",
        ),
        (
            "<!-- nianbao-ignore-file: 甲 -->",
            "nianbao/suppression-without-reason",
            "注释没有写明规则，不起作用",
        ),
        (
            "<!-- nianbao-ignore-file sums/row-totl: 甲 -->",
            "nianbao/unknown-suppression",
            "注释中的规则 'sums/row-totl' 不存在，是否为 'sums/row-total'？",
        ),
        (
            "<!-- nianbao-ignor sums: 甲 -->",
            "nianbao/unknown-suppression",
            "未知的注释指令 'nianbao-ignor'，是否为 'nianbao-ignore'？",
        ),
    ] {
        let json =
            checked("a.html", &format!("{}\n{comment}", unbalanced_report(Layout::HtmlMerged)));
        assert_eq!(findings_of(&json["documents"][0], RULE).len(), 1, "{comment}");
        let found = own_findings(&json);
        assert_eq!((found.len(), found[0].0, found[0].2), (1, rule, message));
        assert_eq!(json["summary"]["suppressed"], 0);
    }
    // Plain text has no comments.
    let text =
        format!("{}\n<!-- nianbao-ignore-file sums -->", unbalanced_report(Layout::CellLines));
    assert_eq!(own_findings(&checked("a.txt", &text)), []);
}

/// A folder with an unbalanced report as plain text, and these settings.
fn with_settings(settings: &str) -> Folder {
    let folder = Folder::new();
    folder.write("年报/a.txt", unbalanced_report(Layout::CellLines));
    folder.write("年报/lint.toml", settings);
    folder
}

#[test]
fn settings_suppress_in_every_format() {
    for (text, suppressed) in [("", 1), ("text = '98765'", 1), ("text = '98766'", 0)] {
        let entry = format!(
            "[[suppress]]\nfile = 'a.*'\nrule = 'sums/row-total'\nreason = '机构改革'\n{text}\n"
        );
        let json = with_settings(&entry).json(&["年报/a.txt"]);
        assert_eq!(json["summary"]["suppressed"], suppressed, "{text}");
        assert_eq!(findings_of(&json["documents"][0], RULE).len(), 1 - suppressed, "{text}");
        assert_eq!(own_findings(&json), [], "of one file it cannot be told");
    }
}

#[test]
fn exceptions_expire() {
    let folder = with_settings(
        "[[suppress]]\nfile = '**'\nrule = 'sums'\nreason = '机构改革'\nuntil = 2027-01-31\n",
    );
    let told = folder.run(&["config", "年报/a.txt"]);
    let exception = "例外 sums  机构改革，至 2027-01-31  年报/lint.toml:1";
    assert!(told.stdout.lines().any(|line| line == exception), "{told:?}");
    let on = |today: &str| folder.json(&["年报", "--today", today]);
    assert_eq!(on("2027-01-31")["summary"]["suppressed"], 1);
    let json = on("2027-02-01");
    assert_eq!(json["summary"]["suppressed"], 0);
    let found = findings_of(&json["documents"][0], RULE);
    let expected = (
        "nianbao/expired-suppression",
        found[0]["start"]["line"].as_u64().expect("one"),
        "年报/lint.toml:1 的例外（sums）已于2027年1月31日到期，问题照常报告",
    );
    assert_eq!(own_findings(&json), [expected]);
    assert_eq!(folder.run(&["check", "年报", "--today", "明天"]).code, Some(2));
}

#[test]
fn exceptions_in_vain_are_told() {
    let folder = with_settings(
        "[[suppress]]\nfile = 'a.txt'\nrule = 'privacy'\nreason = '已脱敏'\n\n[[suppress]]\nfile = '*.txt'\nrule = 'residue'\nreason = '无'\n",
    );
    let json = folder.json(&["年报/a.txt"]);
    let unused = ("nianbao/unused-suppression", 1, "年报/lint.toml:1 的例外（privacy）没有用到");
    assert_eq!(own_findings(&json), [unused]);

    // Only where the whole folder is checked can an exception for many files be told to be in vain.
    let json = folder.json(&["."]);
    assert_eq!(json["summary"]["documents"], 1);
    let settings = &json["documents"][1];
    assert_eq!(settings["path"], "年报/lint.toml");
    let found = &settings["diagnostics"][0];
    assert_eq!(found["message"], "年报/lint.toml:6 的例外（residue）没有用到");
    assert_eq!((&found["start"]["line"], &found["text"]), (&6.into(), &"[[suppress]]".into()));
    assert_eq!(json["summary"]["warnings"], 2);
}

#[test]
fn an_exception_for_a_file_that_is_not_there_is_told() {
    let folder = with_settings("[[suppress]]\nfile = '旧.txt'\nrule = 'sums'\nreason = '无'\n");
    let found = &folder.json(&["年报"])["documents"][1]["diagnostics"][0]["message"];
    assert_eq!(found, "年报/lint.toml:1 的例外（sums）没有用到");
}

#[test]
fn exceptions_without_reason_are_refused() {
    for (entry, message) in [
        ("file = 'a'\nrule = 'sums'", "1:1: 缺少 'reason'（为什么不报）"),
        ("file = 'a'\nrule = 'sums'\nreason = ''", "4:10: 'reason' 的值应为不为空的文字"),
        (
            "file = 'a'\nrule = 'sumz'\nreason = '甲'",
            "3:8: 未知的规则或规则族 'sumz'，是否为 'sums'？",
        ),
        (
            "file = 'a'\nrule = 'sums'\nreason = '甲'\nuntil = '明年'",
            "5:9: 'until' 的值应为不带引号的日期，如 2027-01-31",
        ),
    ] {
        let ran = with_settings(&format!("[[suppress]]\n{entry}\n")).run(&["check", "年报"]);
        assert_eq!((ran.code, ran.stdout.as_str()), (Some(2), ""));
        assert_eq!(ran.stderr, format!("nianbao: 年报/lint.toml:{message}\n"));
    }
}
