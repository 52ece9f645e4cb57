//! A province's own rules: they look and behave as the built-in ones do.

use nianbao_test::layout::Layout;
use serde_json::Value;

use crate::support::{Folder, clean_report, findings_of, unbalanced_report};

const PACK: &str = r##"name = "province"
title = "某省要求"

[[rule]]
name = "too-many"
title = "申请件数须说明"
severity = "warning"
norm = "《某省通知》（某办函〔2023〕1号）"
clause = "第三条"
assert = "applications.new_received.total <= 1000"
message = "本年新收 {applications.new_received.total} 件，须附说明"
fail = ["# 柳林镇2023年政府信息公开工作年度报告"]

[[rule]]
name = "own-words"
title = "用语应统一"
severity = "info"
norm = "《某省通知》（某办函〔2023〕1号）"
terms = { "依申请公开" = "依申请公开工作" }
fix = "safe"
"##;

/// A folder of two reports with a pack and what its settings say besides.
fn province(settings: &str) -> Folder {
    let folder = Folder::new();
    folder.write("packs/province.toml", PACK);
    folder.write("lint.toml", format!("packs = ['packs/province.toml']\n{settings}"));
    folder.write("市/a.md", unbalanced_report(Layout::MarkdownTables));
    folder.write("市/b.html", clean_report(Layout::HtmlMerged));
    folder
}

#[test]
fn findings_of_packs_are_findings_like_others() {
    let folder = province("");
    let json = folder.json(&["市"]);
    let found = findings_of(&json["documents"][0], "province/too-many");
    assert_eq!(found[0]["message"], "本年新收 98765 件，须附说明");
    assert_eq!((&found[0]["severity"], &found[0]["text"]), (&"warning".into(), &"98765".into()));
    assert_eq!(found[0]["norm"], "《某省通知》（某办函〔2023〕1号） 第三条");
    assert_eq!(found[0]["place"]["row"], "new_received");
    assert_eq!(found[0]["values"]["applications.new_received.total"], "98765");
    assert_eq!(findings_of(&json["documents"][1], "province/too-many").len(), 0);
    let ran = folder.run(&["check", "市", "--output-format", "sarif"]);
    let sarif: Value = serde_json::from_str(&ran.stdout).expect("the output is JSON");
    let rules = sarif["runs"][0]["tool"]["driver"]["rules"].as_array().expect("rules are a list");
    assert!(rules.iter().any(|rule| rule["id"] == "province/too-many"), "{rules:#?}");
    let counted = folder.run(&["check", "市", "--statistics"]);
    assert!(counted.stdout.contains("province/too-many"), "{counted:?}");
    assert!(counted.stdout.contains("申请件数须说明"), "{counted:?}");
    let text = folder.run(&["check", "市/a.md"]);
    assert!(text.stdout.contains("warning[province/too-many]: 本年新收 98765 件"), "{text:?}");
}

#[test]
fn rules_of_packs_have_levels_suppressions_and_explanations() {
    let count = |settings: &str, rule: &str| {
        let json = province(settings).json(&["市/a.md"]);
        findings_of(&json["documents"][0], rule).iter().map(|it| it["severity"].clone()).collect()
    };
    let severities: Vec<Value> = count("rules.province = 'error'", "province/too-many");
    assert_eq!(severities, ["error"]);
    let severities: Vec<Value> = count("rules.\"province/too-many\" = 'off'", "province/too-many");
    assert!(severities.is_empty());
    let suppress = "[[suppress]]\nfile = '市/*'\nrule = 'province/too-many'\nreason = '已说明'\n";
    assert_eq!(province(suppress).json(&["市"])["summary"]["suppressed"], 1);

    let folder = province("");
    let listed = folder.run(&["rules"]);
    assert!(listed.stdout.contains("province/too-many"), "{}", listed.stdout);
    let told = folder.run(&["explain", "too-many"]);
    assert!(
        told.stdout.starts_with("province/too-many: 申请件数须说明\n级别: warning\n"),
        "{told:?}"
    );
    let json = folder.run(&["rules", "--output-format", "json"]);
    let rules: Value = serde_json::from_str(&json.stdout).expect("the output is JSON");
    let names: Vec<&Value> =
        rules["rules"].as_array().expect("a list").iter().map(|rule| &rule["family"]).collect();
    assert!(names.contains(&&"province".into()));
    let config = folder.run(&["config", "市/a.md"]);
    assert!(config.stdout.contains("packs       packs/province.toml  lint.toml:1"), "{config:?}");
}

#[test]
fn words_of_packs_are_mended() {
    let folder = province("rules = { punctuation = 'off', wording = 'off' }\n");
    let before = String::from_utf8(folder.read("市/a.md")).expect("it is UTF-8");
    assert!(before.contains("（二）依申请公开\n"), "{before}");
    let ran = folder.run(&["fix", "市/a.md"]);
    let after = String::from_utf8(folder.read("市/a.md")).expect("it is UTF-8");
    assert!(after.contains("（二）依申请公开工作\n"), "{ran:?}");
}

#[test]
fn a_bad_pack_is_told_and_hides_nothing_from_a_run_that_goes_on() {
    for (pack, message) in [
        (PACK.replace("<= 1000", "<="), "packs/province.toml:10:10: 不是有效的表达式"),
        (
            PACK.replace(
                "assert = \"applications.new_received",
                "assert = \"applications.new_recieved",
            ),
            "packs/province.toml:10:11: 没有名为 'applications.new_recieved.total' 的数据，是否为 'applications.new_received.total'？",
        ),
        (
            PACK.replace("[[rule]]", "[[rules]]"),
            "packs/province.toml:4:3: 未知的键 'rules'，是否为 'rule'？",
        ),
        (
            PACK.replace("severity = \"info\"", ""),
            "packs/province.toml:14:1: 缺少 'severity'（级别：info、warning 或 error）",
        ),
        (
            PACK.replace("title = \"某省要求\"", "title = "),
            "packs/province.toml:2:9: 不是有效的 TOML",
        ),
    ] {
        let folder = province("rules.province = 'error'");
        folder.write("packs/province.toml", pack);
        let ran = folder.run(&["check", "市"]);
        assert_eq!((ran.code, ran.stdout.as_str()), (Some(2), ""), "{ran:?}");
        assert!(ran.stderr.starts_with(&format!("nianbao: {message}")), "{ran:?}");

        let ran = folder.run(&["check", "市", "--keep-going"]);
        assert_eq!(ran.code, Some(2), "{ran:?}");
        assert!(ran.stdout.contains("error[sums/row-total]"), "{ran:?}");
        assert!(ran.stderr.starts_with(&format!("nianbao: {message}")), "{ran:?}");
    }
    let folder = province("");
    folder.write("lint.toml", "include = []\npacks = ['packs/无.toml']\n");
    let ran = folder.run(&["check", "市"]);
    assert_eq!(
        ran.stderr,
        "nianbao: lint.toml:2:10: 无法读取 'packs/无.toml'：没有这个文件或文件夹\n"
    );
    folder.write("lint.toml", "packs = ['packs/province.toml', 'packs/again.toml']\n");
    folder.write("packs/again.toml", PACK);
    let ran = folder.run(&["check", "市"]);
    assert_eq!(
        ran.stderr,
        "nianbao: lint.toml:1:33: 'packs/again.toml' 中的规则 province/too-many 在另一个规则包中已有\n"
    );
    let ran = province("rules.provinse = 'error'").run(&["check", "市"]);
    assert_eq!(
        ran.stderr,
        "nianbao: lint.toml:2:7: 未知的规则或规则族 'provinse'，是否为 'province'？\n"
    );
}

#[test]
fn examples_of_packs_are_run() {
    let folder = province("");
    let ran = folder.run(&["test-pack", "packs/province.toml"]);
    assert_eq!((ran.code, ran.stdout.as_str()), (Some(2), ""), "{ran:?}");
    assert_eq!(
        ran.stderr,
        "nianbao: packs/province.toml:4: province/too-many：没有 pass 示例\n\
         nianbao: packs/province.toml:12: province/too-many：第 1 个 fail 示例应有问题，却没有报告（报告没有给出 \
         applications.new_received.total，未做该项检查）\n\
         nianbao: packs/province.toml:14: province/own-words：没有 fail 示例\n\
         nianbao: packs/province.toml:14: province/own-words：没有 pass 示例\n"
    );
    let ran = folder.run(&["test-pack", "无.toml"]);
    assert_eq!(
        (ran.code, ran.stderr.as_str()),
        (Some(2), "nianbao: 无.toml：无法读取规则包：没有这个文件或文件夹\n")
    );
    let packs = concat!(env!("CARGO_MANIFEST_DIR"), "/../../packs");
    let ran =
        folder.run(&["test-pack", &format!("{packs}/hainan.toml"), &format!("{packs}/hunan.toml")]);
    assert_eq!((ran.code, ran.stdout.lines().count()), (Some(0), 2), "{ran:?}");
}

#[test]
fn a_pack_is_about_the_regions_it_names() {
    let folder = Folder::new();
    folder.write(
        "packs/p.toml",
        PACK.replace("title = \"某省要求\"", "title = \"某省要求\"\nregion = \"某省\""),
    );
    folder.write("a.md", unbalanced_report(Layout::MarkdownTables));
    let found = |settings: &str| {
        folder.write("lint.toml", format!("packs = ['packs/p.toml']\n{settings}"));
        let json = folder.json(&["a.md"]);
        findings_of(&json["documents"][0], "province/too-many").len()
    };
    assert_eq!(found(""), 0);
    assert_eq!(found("region = '某省某市'"), 1);
    assert_eq!(found("region = '别省'\n[[overrides]]\nfiles = ['*.md']\nregion = '某省'"), 1);
}
