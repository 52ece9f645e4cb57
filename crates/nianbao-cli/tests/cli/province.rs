//! An invented province's folder as it is used: settings on several levels, a pack, exceptions with reasons and a
//! baseline for the old stock.

use nianbao_test::layout::Layout;
use serde_json::Value;

use crate::support::{Folder, clean_report, unbalanced_report};

const PACK: &str = "name = 'province'
title = '某省要求'
region = '某省'

[[rule]]
name = 'many'
title = '申请件数须说明'
severity = 'error'
norm = '《某省通知》（某办函〔2023〕1号）'
assert = 'applications.new_received.total <= 1000'
message = '本年新收 {applications.new_received.total} 件，须附说明'
";

const PROVINCE: &str = "extends = ['national']
packs = ['省/province.toml']
region = '某省'
exclude = ['**/草稿']
";

const CITY: &str = "extends = ['../lint.toml', 'department']

[[overrides]]
files = ['乡镇/**']
organ-kind = 'township'
rules = { 'province/many' = 'info' }

[[suppress]]
file = '**/*.txt'
rule = 'sums/row-total'
text = '98765'
reason = '旧系统导出，下半年更正'
until = 2027-06-30
";

/// Errors of a run by document and rule, and how many findings were suppressed and known.
fn errors(folder: &Folder, args: &[&str]) -> (Vec<(String, String)>, [u64; 2]) {
    let ran = folder.run(&[&["check", "--output-format", "json"], args].concat());
    let json: Value =
        serde_json::from_str(&ran.stdout).unwrap_or_else(|it| panic!("{it}: {ran:?}"));
    let documents = json["documents"].as_array().expect("documents are a list");
    let mut errors = Vec::new();
    for document in documents {
        for finding in document["diagnostics"].as_array().expect("findings are a list") {
            if finding["severity"] == "error" {
                let words = |value: &Value| value.as_str().expect("words").to_owned();
                errors.push((words(&document["path"]), words(&finding["rule"])));
            }
        }
    }
    let count = |key: &str| json["summary"][key].as_u64().expect("a number");
    (errors, [count("suppressed"), count("baselined")])
}

fn province() -> Folder {
    let folder = Folder::new();
    folder.write("lint.toml", PROVINCE);
    folder.write("省/province.toml", PACK);
    folder.write("市/lint.toml", CITY);
    folder.write("省/a.md", unbalanced_report(Layout::MarkdownTables));
    folder.write("市/b.txt", unbalanced_report(Layout::CellLines));
    folder.write("市/乡镇/c.md", unbalanced_report(Layout::MarkdownTables));
    folder.write("市/草稿/d.md", unbalanced_report(Layout::MarkdownTables));
    folder.write("市/e.html", clean_report(Layout::HtmlMerged));
    folder
}

fn owned(expected: &[(&str, &str)]) -> Vec<(String, String)> {
    expected.iter().map(|(path, rule)| ((*path).to_owned(), (*rule).to_owned())).collect()
}

#[test]
fn everything_works_together() {
    let folder = province();
    let today = ["--today", "2027-06-30", "."];
    let all = [
        ("./市/b.txt", "province/many"),
        ("./市/乡镇/c.md", "sums/row-total"),
        ("./省/a.md", "sums/row-total"),
        ("./省/a.md", "province/many"),
    ];
    let (mut found, counts) = errors(&folder, &today);
    let mut expected = owned(&all);
    found.retain(|(_, rule)| rule == "sums/row-total" || rule == "province/many");
    found.sort();
    expected.sort();
    assert_eq!((found, counts), (expected, [1, 0]));

    let made = folder.run(&["baseline", "--output", "known.json", "省"]);
    assert_eq!(made.code, Some(0), "{made:?}");
    let (found, [suppressed, known]) =
        errors(&folder, &[&["--baseline", "known.json"], &today[..]].concat());
    assert!(found.iter().all(|(path, _)| path != "./省/a.md"), "{found:?}");
    assert!(suppressed == 1 && known >= 2, "{suppressed} {known}");

    // The day after, the exception holds no more.
    let (found, [suppressed, _]) = errors(&folder, &["--today", "2027-07-01", "."]);
    assert!(found.contains(&("./市/b.txt".to_owned(), "sums/row-total".to_owned())), "{found:?}");
    assert_eq!(suppressed, 0);
}

#[test]
fn output_is_the_same_at_any_number_of_threads() {
    let folder = province();
    let run =
        |threads: &str| folder.run(&["check", "--threads", threads, "--today", "2027-01-01", "."]);
    let [one, four] = ["1", "4"].map(run);
    assert_eq!((one.stdout, one.stderr), (four.stdout, four.stderr));
}
