//! Which files are checked, by which settings, and what the exit code says.

use nianbao_test::layout::Layout;
use serde_json::Value;

use crate::support::{Folder, clean_report, findings_of, unbalanced_report};

/// The paths of the documents that checking `args` gives.
#[track_caller]
fn check_paths(folder: &Folder, args: &[&str], expected: &[&str]) {
    let json = folder.json(args);
    let documents = json["documents"].as_array().expect("documents are a list");
    let paths: Vec<&str> = documents.iter().filter_map(|it| it["path"].as_str()).collect();
    assert_eq!(paths, expected);
}

fn folder_of_reports() -> Folder {
    let folder = Folder::new();
    for name in ["r/b.md", "r/a.TXT", "r/甲/c.html", "r/.git/d.txt", "r/e.xlsx"] {
        folder.write(name, clean_report(Layout::MarkdownTables));
    }
    folder
}

#[test]
fn folders_are_walked_for_reports_by_name() {
    check_paths(&folder_of_reports(), &["r"], &["r/a.TXT", "r/b.md", "r/甲/c.html"]);
}

#[test]
fn paths_are_shown_as_given() {
    let folder = folder_of_reports();
    check_paths(&folder, &["./r/"], &["./r/a.TXT", "./r/b.md", "./r/甲/c.html"]);
    check_paths(&folder, &["r/甲/../b.md"], &["r/甲/../b.md"]);
}

#[test]
fn a_file_that_was_given_is_always_taken() {
    let folder = folder_of_reports();
    folder.write("lint.toml", "exclude = [\"r/**\"]\n");
    check_paths(&folder, &["r/e.xlsx", "r/.git/d.txt"], &["r/.git/d.txt", "r/e.xlsx"]);
}

#[test]
fn a_file_is_checked_once() {
    let folder = folder_of_reports();
    check_paths(
        &folder,
        &["./r/b.md", "r/b.md", "r/甲/c.html", "r/甲"],
        &["r/b.md", "r/甲/c.html"],
    );
}

#[test]
fn the_nearest_settings_hold() {
    let folder = Folder::new();
    for name in ["a/a.txt", "a/旧/b.txt", "b/c.txt", "b/旧/d.txt"] {
        folder.write(name, unbalanced_report(Layout::CellLines));
    }
    folder.write("lint.toml", "exclude = [\"**/旧\"]\n");
    folder.write("b/lint.toml", "[rules]\nsums = \"off\"\n");
    check_paths(&folder, &["."], &["./a/a.txt", "./b/c.txt", "./b/旧/d.txt"]);
    let json = folder.json(&["."]);
    let count = |index: usize| findings_of(&json["documents"][index], "sums/row-total").len();
    assert_eq!((count(0), count(1)), (1, 0));
}

#[test]
fn a_named_file_of_settings_holds_for_all() {
    let folder = Folder::new();
    folder.write("a/a.txt", unbalanced_report(Layout::CellLines));
    folder.write("a/lint.toml", "[rules]\nsums = \"off\"\n");
    folder.write("另/mine.toml", "exclude = [\"a/b\"]\n[rules]\n\"sums/row-total\" = \"info\"\n");
    folder.write("a/b/b.txt", unbalanced_report(Layout::CellLines));
    let json = folder.json(&["--config", "另/mine.toml", "a"]);
    assert_eq!(json["documents"].as_array().map(Vec::len), Some(1));
    let found: Vec<&Value> = findings_of(&json["documents"][0], "sums/row-total");
    assert_eq!(found[0]["severity"], "info");
}

#[test]
fn exit_codes_say_what_was_found() {
    let folder = Folder::new();
    folder.write("lint.toml", "[rules]\nsums = \"warning\"\ntables = \"off\"\nyears = \"off\"\n");
    folder.write("a.txt", unbalanced_report(Layout::CellLines));
    folder.write("b.txt", "通知\n");
    let code = |args: &[&str]| folder.run(args).code;
    assert_eq!(code(&["a.txt"]), Some(0));
    assert_eq!(code(&["check", "a.txt", "--fail-on", "warning"]), Some(1));
    assert_eq!(code(&["check", "b.txt", "--fail-on", "info"]), Some(1));
    assert_eq!(code(&["check", "b.txt", "--fail-on", "never"]), Some(0));
    folder.write("lint.toml", "");
    assert_eq!(code(&["a.txt"]), Some(1));
    assert_eq!(code(&["a.txt", "--fail-on", "never"]), Some(0));
}

#[test]
fn standard_input_is_a_file_like_others() {
    let folder = Folder::new();
    folder.write("lint.toml", "[rules]\nsums = \"info\"\n");
    let report = unbalanced_report(Layout::HtmlMerged);
    let args = ["check", "-", "--stdin-filename", "r/a.html", "--output-format", "json"];
    let ran = folder.run_with_stdin(&args, &report);
    let json: Value = serde_json::from_str(&ran.stdout).expect("the output is JSON");
    let document = &json["documents"][0];
    assert_eq!((&document["path"], &document["format"]), (&"r/a.html".into(), &"html".into()));
    assert_eq!(findings_of(document, "sums/row-total")[0]["severity"], "info");
}
