//! Formats for services, and several of them at once.

use std::collections::BTreeSet;
use std::fs;

use nianbao_test::layout::Layout;
use serde_json::Value;

use crate::support::{Folder, clean_report, unbalanced_report};

const SARIF_SCHEMA: &str = include_str!("../data/sarif-schema-2.1.0.json");

/// A report with personal data, an error and what a service could take for a command.
const TRICKY: &str = "柳林镇2023年政府信息公开工作年度报告\n\n100%的群众::error::来电（13612340099）咨询，\u{1B}[31m2023年2月30日。\n";

fn folder() -> Folder {
    let folder = Folder::new();
    folder.write("年报/甲,乙:1.md", unbalanced_report(Layout::MarkdownTables));
    folder.write("年报/b c.html", clean_report(Layout::HtmlMerged));
    folder.write("年报/c.txt", TRICKY);
    folder.write("年报/坏.txt", b"\x89PNG\r\n\x1A\n\x00\x00");
    folder
}

/// What checking the folder prints in `format`.
#[track_caller]
fn printed(folder: &Folder, format: &str) -> String {
    let ran = folder.run(&["check", "./年报", "--output-format", format]);
    assert_eq!((ran.code, &*ran.stderr), (Some(2), ""), "{}", ran.stdout);
    assert!(!ran.stdout.contains('\u{1B}'), "{}", ran.stdout);
    ran.stdout
}

#[track_caller]
fn json(text: &str) -> Value {
    serde_json::from_str(text).unwrap_or_else(|error| panic!("{error}: {text}"))
}

/// The findings of the JSON format, to compare others with.
fn findings(folder: &Folder) -> Vec<Value> {
    let output = folder.json(&["./年报"]);
    let documents = output["documents"].as_array().expect("documents are a list");
    let lists = documents.iter().map(|it| it["diagnostics"].as_array().expect("a list").clone());
    lists.flatten().collect()
}

#[test]
fn github_gets_one_command_a_finding() {
    let folder = folder();
    let printed = printed(&folder, "github");
    let mut lines: Vec<&str> = printed.lines().collect();
    let summary = lines.pop().expect("there is a line");
    assert!(summary.starts_with("检查 3 份"), "{summary}");
    assert_eq!(lines.len(), findings(&folder).len());
    for line in &lines {
        let (head, message) = line
            .strip_prefix("::")
            .and_then(|line| line.split_once("::"))
            .expect("it is a command");
        let (level, properties) = head.split_once(' ').expect("it has properties");
        assert!(["error", "warning", "notice"].contains(&level), "{line}");
        let names: Vec<&str> = properties
            .split(',')
            .filter_map(|it| it.split_once('='))
            .map(|(name, _)| name)
            .collect();
        assert_eq!((names[0], names[names.len() - 1]), ("file", "title"), "{line}");
        assert!(!message.is_empty());
    }
    let sum = lines.iter().find(|line| line.contains("sums/row-total")).expect("it is found");
    assert!(sum.starts_with("::error file=年报/甲%2C乙%3A1.md,line="), "{sum}");
    assert!(sum.contains("%0A位置: 表三"), "{sum}");
}

#[test]
fn gitlab_gets_a_list_with_fingerprints_that_stay() {
    let folder = folder();
    let issues = json(&printed(&folder, "gitlab"));
    let issues = issues.as_array().expect("it is a list");
    assert_eq!(issues.len(), findings(&folder).len());
    let fingerprints = |issues: &[Value]| -> BTreeSet<String> {
        issues.iter().map(|it| it["fingerprint"].as_str().expect("words").to_owned()).collect()
    };
    assert_eq!(fingerprints(issues).len(), issues.len(), "each has its own");
    let sum = issues.iter().find(|it| it["check_name"] == "sums/row-total").expect("it is found");
    assert_eq!(sum["severity"], "major");
    assert_eq!(sum["location"]["path"], "年报/甲,乙:1.md");
    assert!(sum["location"]["positions"]["begin"]["line"].as_u64() > Some(1));

    let moved = format!("前言\n\n{}", unbalanced_report(Layout::MarkdownTables));
    folder.write("年报/甲,乙:1.md", moved);
    let after = json(&printed(&folder, "gitlab"));
    let after = after.as_array().expect("it is a list");
    let again = after.iter().find(|it| it["check_name"] == "sums/row-total").expect("it is found");
    assert_eq!(again["fingerprint"], sum["fingerprint"]);
    assert_ne!(again["location"]["positions"], sum["location"]["positions"]);
}

#[test]
fn an_empty_run_is_well_formed_in_every_format() {
    let folder = Folder::new();
    folder.write("a.html", clean_report(Layout::HtmlMerged));
    for format in ["gitlab", "sarif", "json"] {
        json(&folder.run(&["check", "a.html", "--output-format", format]).stdout);
    }
    let junit = folder.run(&["check", "a.html", "--output-format", "junit"]).stdout;
    assert_eq!(cases(&junit), [("全部规则".to_owned(), None)]);
}

#[test]
fn sarif_fits_the_schema_of_the_standard() {
    let folder = folder();
    let log = json(&printed(&folder, "sarif"));
    // A bracket that stands alone in a pattern of the schema is none in today's syntax of patterns.
    let schema = SARIF_SCHEMA.replace("{2}]?$", "{2}\\\\]?$");
    let validator = jsonschema::validator_for(&json(&schema)).expect("the schema is one");
    let errors: Vec<String> = validator.iter_errors(&log).map(|error| error.to_string()).collect();
    assert!(errors.is_empty(), "{errors:#?}");
}

#[test]
fn sarif_says_what_json_says() {
    let folder = folder();
    let log = json(&printed(&folder, "sarif"));
    let run = &log["runs"][0];
    assert_eq!(run["columnKind"], "unicodeCodePoints");
    let results = run["results"].as_array().expect("results are a list");
    let findings = findings(&folder);
    assert_eq!(results.len(), findings.len());
    let rules = run["tool"]["driver"]["rules"].as_array().expect("rules are a list");
    for (result, finding) in results.iter().zip(&findings) {
        assert_eq!(result["ruleId"], finding["rule"]);
        assert_eq!(result["partialFingerprints"]["nianbao/v1"], finding["fingerprint"]);
        if let Some(index) = result["ruleIndex"].as_u64() {
            let rule = &rules[usize::try_from(index).expect("there are few rules")];
            assert_eq!(rule["id"], finding["rule"]);
        }
        if finding["rule"] == "nianbao/unreadable" {
            continue;
        }
        let region = &result["locations"][0]["physicalLocation"]["region"];
        assert_eq!(region["startColumn"], finding["start"]["column"]);
        assert_eq!(region["endLine"], finding["end"]["line"]);
        assert_eq!(region["byteOffset"], finding["byte"]["start"]);
        if let Some(edits) = finding["fix"]["edits"].as_array() {
            let change = &result["fixes"][0]["artifactChanges"][0];
            assert_eq!(
                change["replacements"][0]["insertedContent"]["text"],
                edits[0]["replacement"]
            );
        }
    }
    let sum = results.iter().find(|it| it["ruleId"] == "sums/row-total").expect("it is found");
    assert_eq!(
        sum["locations"][0]["physicalLocation"]["artifactLocation"]["uri"],
        "%E5%B9%B4%E6%8A%A5/%E7%94%B2%2C%E4%B9%99%3A1.md"
    );
    assert!(sum["relatedLocations"].as_array().is_some_and(|terms| terms.len() > 1));
}

#[test]
fn sarif_tells_what_could_not_be_assessed() {
    let folder = folder();
    let log = json(&printed(&folder, "sarif"));
    let invocation = &log["runs"][0]["invocations"][0];
    assert_eq!(invocation["executionSuccessful"], false);
    let told = invocation["toolExecutionNotifications"].as_array().expect("a list").len();
    let output = folder.json(&["./年报"]);
    let documents = output["documents"].as_array().expect("documents are a list");
    let notes = documents.iter().filter_map(|it| it["notes"].as_array()).map(Vec::len);
    assert_eq!(told, notes.sum::<usize>());
    assert!(told > 0);
}

/// The cases of a `JUnit` report by name, each with the element inside it.
#[track_caller]
fn cases(xml: &str) -> Vec<(String, Option<String>)> {
    use quick_xml::events::Event;
    let mut reader = quick_xml::Reader::from_str(xml);
    let mut cases: Vec<(String, Option<String>)> = Vec::new();
    loop {
        match reader.read_event().unwrap_or_else(|error| panic!("{error}: {xml}")) {
            Event::Start(element) | Event::Empty(element) => {
                let name = element.name().as_ref().to_owned();
                match name.as_str() {
                    "testcase" => {
                        let attribute =
                            element.try_get_attribute("name").expect("it is well formed");
                        let value = attribute.expect("it has a name");
                        let value = value.normalized_value(quick_xml::XmlVersion::Implicit1_0);
                        cases.push((value.expect("it is text").into_owned(), None));
                    }
                    "testsuites" | "testsuite" => {}
                    _ => cases.last_mut().expect("it is in a case").1 = Some(name),
                }
            }
            Event::Eof => return cases,
            _ => {}
        }
    }
}

#[test]
fn junit_has_a_suite_for_each_file() {
    let folder = folder();
    let printed = printed(&folder, "junit");
    assert_eq!(printed.matches("<testsuite ").count(), 4);
    let cases = cases(&printed);
    let inside = |rule: &str| {
        let case = cases.iter().find(|(name, _)| name.starts_with(rule));
        case.unwrap_or_else(|| panic!("{rule}: {cases:?}")).1.as_deref()
    };
    // A finding's case bears its place, a note's does not.
    assert_eq!(inside("sums/row-total "), Some("failure"));
    assert_eq!(inside("nianbao/unreadable"), Some("error"));
    assert_eq!(inside("years/period"), Some("skipped"));
    assert_eq!(inside("privacy/mobile-number"), Some("failure"));
    let ran = folder.run(&["check", "年报", "--output-format", "junit", "--fail-on", "never"]);
    assert!(!ran.stdout.contains("<failure"), "{}", ran.stdout);
}

#[test]
fn no_format_tells_personal_data_unless_asked() {
    let folder = folder();
    for format in ["github", "gitlab", "sarif", "junit"] {
        assert!(!printed(&folder, format).contains("13612340099"), "{format}");
    }
}

#[test]
fn a_pack_that_quotes_personal_data_tells_none() {
    let folder = folder();
    folder.write("lint.toml", "packs = ['p.toml']\n");
    folder.write(
        "p.toml",
        "name = 'p'\ntitle = '甲'\n[[rule]]\nname = 'a'\ntitle = '乙'\nseverity = 'error'\nnorm = '丙'\nforbid = '来电（\\d+'\nmessage = '有“{found}”'\nfail = ['来电（1']\npass = ['甲']\n",
    );
    let all =
        ["text", "concise", "json", "json-lines", "github", "gitlab", "sarif", "junit", "html"];
    for format in all {
        let printed = printed(&folder, format);
        assert!(printed.contains("来电（***********”"), "{format}: {printed}");
        assert!(!printed.contains("13612340099"), "{format}");
    }
    folder.run(&["baseline", "."]);
    let baseline = folder.read("nianbao-baseline.json");
    assert!(!String::from_utf8_lossy(&baseline).contains("13612340099"));
}

#[test]
fn a_word_document_has_places_and_no_lines() {
    let word = "../../fixtures/word/one-cell-breaks-two-sums.html.python-docx.docx";
    let word = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join(word);
    let folder = Folder::new();
    folder.write("年报.docx", fs::read(word).expect("it is there"));
    let run = |format: &str| folder.run(&["check", "年报.docx", "--output-format", format]).stdout;
    assert!(run("github").starts_with("::error file=年报.docx,title=sums/row-total::"));
    let issue = &json(&run("gitlab"))[0];
    assert_eq!(issue["location"]["positions"]["begin"]["line"], 1);
    let result = &json(&run("sarif"))["runs"][0]["results"][0];
    assert_eq!(result["locations"][0]["physicalLocation"]["region"], Value::Null);
    let name = &result["locations"][0]["logicalLocations"][0]["fullyQualifiedName"];
    assert!(name.as_str().is_some_and(|name| name.contains("第2个表格第6行第4列")), "{name}");
    assert_eq!(result["fixes"], Value::Null);
    assert!(cases(&run("junit"))[0].0.contains("第2个表格第6行第4列"));
    let page = run("html");
    assert!(page.contains("</a><mark class=\"error\">15</mark>"), "{page}");
}

#[test]
fn several_formats_are_written_in_one_run() {
    let folder = folder();
    let formats = ["json", "sarif", "junit", "gitlab", "github", "text", "concise"];
    let outputs: Vec<String> = formats.iter().map(|it| format!("{it}=out/结果.{it}")).collect();
    fs::create_dir(folder.path("out")).expect("a folder can be made");
    let mut args = vec!["check", "./年报", "--output-format", "concise"];
    for output in &outputs {
        args.extend(["--output", output]);
    }
    let ran = folder.run(&args);
    assert_eq!(ran.code, Some(2));
    assert_eq!(ran.stdout, printed(&folder, "concise"));
    for format in formats {
        let written = folder.read(&format!("out/结果.{format}"));
        assert_eq!(String::from_utf8_lossy(&written), printed(&folder, format), "{format}");
    }
    assert_eq!(fs::read_dir(folder.path("out")).expect("a folder").count(), formats.len());
}

/// Checks that a run with these outputs says why it cannot write, and leaves nothing behind.
#[track_caller]
fn check_refused(folder: &Folder, outputs: &[&str], complaint: &str) {
    let mut args = vec!["check", "年报"];
    for output in outputs {
        args.extend(["--output", output]);
    }
    let ran = folder.run(&args);
    assert_eq!(ran.code, Some(2), "{ran:?}");
    assert!(ran.stderr.contains(complaint), "{}", ran.stderr);
    let left = fs::read_dir(folder.path(".")).expect("a folder");
    let names: BTreeSet<String> =
        left.map(|it| it.expect("an entry").file_name().to_string_lossy().into_owned()).collect();
    assert!(names.iter().all(|it| ["lint.toml", "年报", "旧.sarif"].contains(&&**it)), "{names:?}");
}

#[test]
fn an_output_that_cannot_be_written_is_an_error() {
    let folder = folder();
    folder.write("旧.sarif", "旧");
    check_refused(&folder, &["sarif=无/a.sarif"], "无法写入 无/a.sarif：没有这个文件夹");
    check_refused(&folder, &["sarif=年报"], "无法写入 年报：这是一个文件夹");
    check_refused(&folder, &["sarif"], "应写作 格式=文件");
    check_refused(&folder, &["sarif="], "'=' 之后应写明文件");
    check_refused(&folder, &["pdf=a.pdf"], "没有格式 'pdf'，有 text、concise、json");
    check_refused(&folder, &["json=a.out", "sarif=./a.out"], "两种格式不能写入同一个文件");
    check_refused(&folder, &["json=年报/c.txt"], "这是要检查的文件");
    check_refused(&folder, &["json=旧.sarif", "sarif=无/b"], "没有这个文件夹");
    assert_eq!(folder.read("旧.sarif"), "旧".as_bytes());
    assert_eq!(folder.read("年报/c.txt"), TRICKY.as_bytes());
}

#[test]
fn statistics_count_by_rule() {
    let folder = folder();
    let ran = folder.run(&["check", "年报", "--statistics"]);
    let mut lines = ran.stdout.lines();
    assert!(lines.next().is_some_and(|line| line.starts_with("个数  错误")), "{}", ran.stdout);
    assert!(lines.any(|line| line.contains("sums/row-total  ") && line.ends_with("应等于总计")));
    assert!(ran.stdout.lines().any(|line| line.ends_with("文件无法读取")), "{}", ran.stdout);
    let told = folder.run(&["explain", "nianbao/unreadable"]);
    assert!(told.stdout.starts_with("nianbao/unreadable: 文件无法读取\n"), "{told:?}");
    let ran = folder.run(&["check", "年报", "--statistics", "--output-format", "json"]);
    let statistics = json(&ran.stdout);
    let counts = statistics["rules"].as_array().expect("rules are a list");
    let total: u64 = counts.iter().filter_map(|count| count["total"].as_u64()).sum();
    assert_eq!(total, findings(&folder).len() as u64);
    let schema: Value = json(include_str!("../../../../docs/output.schema.json"));
    let part = serde_json::json!({ "$ref": "#/$defs/Statistics", "$defs": schema["$defs"] });
    let validator = jsonschema::validator_for(&part).expect("the schema is one");
    assert!(validator.is_valid(&statistics), "{statistics:#}");
    let refused = folder.run(&["check", "年报", "--statistics", "--output-format", "sarif"]);
    assert_eq!(refused.code, Some(2));
    assert!(refused.stderr.contains("只有 text 和 json"), "{}", refused.stderr);
}

#[test]
fn many_warnings_can_make_a_run_fail() {
    let folder = Folder::new();
    folder.write("a.txt", "通知\n");
    folder.write("b.txt", "通知\n");
    let code = |most: &str| folder.run(&["check", ".", "--max-warnings", most]).code;
    assert_eq!([code("2"), code("1"), code("0")], [Some(0), Some(1), Some(1)]);
}

#[test]
fn a_file_is_written_though_no_one_reads_standard_output() {
    let folder = folder();
    let status = std::process::Command::new("sh")
        .arg("-c")
        .arg("\"$0\" check 年报 --output json=a.json | true")
        .arg(env!("CARGO_BIN_EXE_nianbao"))
        .current_dir(folder.path("."))
        .status();
    assert!(status.is_ok_and(|status| status.success()));
    json(&String::from_utf8_lossy(&folder.read("a.json")));
}
