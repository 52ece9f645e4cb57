//! Nothing is passed over in silence.

use nianbao_test::layout::Layout;

use crate::support::{Folder, clean_report, findings_of, unbalanced_report};

#[track_caller]
fn check_refused(folder: &Folder, args: &[&str], words: &[&str]) {
    let ran = folder.run(args);
    assert_eq!(ran.code, Some(2), "{ran:?}");
    assert!(ran.stdout.is_empty(), "{ran:?}");
    for word in words {
        assert!(ran.stderr.contains(word), "no {word} in {ran:?}");
    }
}

#[test]
fn a_path_that_does_not_exist_is_named() {
    let folder = Folder::new();
    folder.write("a.txt", clean_report(Layout::CellLines));
    check_refused(&folder, &["check", "a.txt", "没有/b.txt"], &["没有/b.txt", "没有这个文件"]);
}

#[test]
fn a_folder_with_nothing_to_check_is_named() {
    let folder = Folder::new();
    folder.write("空/.git/a.txt", "甲");
    folder.write("空/node_modules/a/b.md", "甲");
    folder.write("空/.隐藏.txt", "甲");
    folder.write("空/图.png", "甲");
    check_refused(&folder, &["check", "空"], &["空：", "*.txt", "*.html"]);
}

#[test]
fn bad_arguments_are_refused() {
    let folder = Folder::new();
    check_refused(&folder, &["check", "--output-format", "xml", "."], &["xml"]);
    check_refused(&folder, &["check", "--threads", "0", "."], &["threads"]);
}

#[test]
fn bad_settings_are_named_with_their_line() {
    let folder = Folder::new();
    folder.write("a/a.txt", clean_report(Layout::CellLines));
    folder.write("a/lint.toml", "exclude = []\nexclud = []\n");
    check_refused(&folder, &["check", "a"], &["lint.toml:2:1", "exclud"]);
    check_refused(&folder, &["check", "--config", "没有.toml", "a"], &["没有.toml"]);
}

#[test]
fn an_unreadable_file_does_not_stop_the_others() {
    let folder = Folder::new();
    folder.write("r/a.txt", clean_report(Layout::CellLines));
    folder.write("r/b.txt", b"PK\x03\x04\x00\x00\x00\x00docx");
    folder.write("r/c.txt", unbalanced_report(Layout::CellLines));
    let ran = folder.run(&["check", "r"]);
    assert_eq!(ran.code, Some(2), "{ran:?}");
    assert!(ran.stdout.contains("error[nianbao/unreadable]: 无法读取"), "{ran:?}");
    assert!(ran.stdout.contains("= 文件: r/b.txt"), "{ran:?}");
    assert!(ran.stdout.contains("1 份无法读取"), "{ran:?}");

    let json = folder.json(&["r"]);
    let statuses: Vec<&str> = json["documents"]
        .as_array()
        .expect("documents are a list")
        .iter()
        .map(|document| document["status"].as_str().expect("a status is a word"))
        .collect();
    assert_eq!(statuses, ["checked", "unreadable", "checked"]);
    assert_eq!(json["summary"]["unreadable"], 1);
    assert_eq!(findings_of(&json["documents"][2], "sums/row-total").len(), 1);
}

#[test]
fn text_that_is_no_report_is_told_and_not_judged() {
    let folder = Folder::new();
    folder.write("a.txt", "会议通知\n请各科室周五前报送材料。\n");
    folder.write("b.txt", "");
    let json = folder.json(&["a.txt", "b.txt"]);
    for document in json["documents"].as_array().expect("documents are a list") {
        assert_eq!(document["status"], "not-a-report");
        assert_eq!(document["diagnostics"].as_array().map(Vec::len), Some(1));
        assert_eq!(document["diagnostics"][0]["severity"], "warning");
    }
    assert_eq!(folder.run(&["check", "a.txt"]).code, Some(0));
}

#[cfg(unix)]
#[test]
fn links_in_a_circle_end_and_dead_links_are_told() {
    use std::os::unix::fs::symlink;

    let folder = Folder::new();
    folder.write("r/a.txt", clean_report(Layout::CellLines));
    symlink("..", folder.path("r/圈")).expect("a link can be made");
    symlink("a.txt", folder.path("r/又.txt")).expect("a link can be made");
    symlink("没有.txt", folder.path("r/断.txt")).expect("a link can be made");
    let json = folder.json(&["r"]);
    let documents = json["documents"].as_array().expect("documents are a list");
    let paths: Vec<&str> = documents.iter().filter_map(|it| it["path"].as_str()).collect();
    assert_eq!(paths, ["r/a.txt", "r/断.txt"]);
    assert_eq!(documents[1]["status"], "unreadable");
}

/// Where the tests run as a user who may read everything, there is nothing to see.
#[cfg(unix)]
#[test]
fn what_may_not_be_read_is_told() {
    use std::fs;
    use std::os::unix::fs::PermissionsExt;

    let folder = Folder::new();
    folder.write("r/a.txt", clean_report(Layout::CellLines));
    folder.write("r/锁/b.txt", clean_report(Layout::CellLines));
    let locked = folder.path("r/锁");
    fs::set_permissions(&locked, fs::Permissions::from_mode(0o000)).expect("it is ours");
    let is_closed = fs::read_dir(&locked).is_err();
    let json = folder.json(&["r"]);
    fs::set_permissions(&locked, fs::Permissions::from_mode(0o700)).expect("it is ours");
    if is_closed {
        assert_eq!(json["documents"][1]["path"], "r/锁");
        assert_eq!(json["documents"][1]["status"], "unreadable");
        assert_eq!(json["summary"]["unreadable"], 1);
    }
}

#[test]
fn word_documents_that_cannot_be_read_are_told_and_the_others_checked() {
    use nianbao_test::word::{WordFile, paragraph};

    let folder = Folder::new();
    folder.write("r/a.doc", b"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1old");
    folder.write("r/b.docx", WordFile::new("<w:p>").bytes());
    folder.write("r/c.docx", WordFile::new(&paragraph("会议通知")).bytes());
    folder.write("r/d.txt", unbalanced_report(Layout::CellLines));
    folder.write("r/~$c.docx", b"owner");
    let json = folder.json(&["r"]);
    let documents = json["documents"].as_array().expect("documents are a list");
    let statuses: Vec<&str> = documents.iter().filter_map(|it| it["status"].as_str()).collect();
    assert_eq!(statuses, ["unreadable", "unreadable", "not-a-report", "checked"]);
    let message = |index: usize| documents[index]["diagnostics"][0]["message"].as_str();
    assert!(message(0).is_some_and(|it| it.contains("另存为 .docx")), "{json}");
    assert!(message(1).is_some_and(|it| it.contains("word/document.xml")), "{json}");
}

#[test]
fn bytes_of_a_container_are_null() {
    let folder = Folder::new();
    let fixture = "../../fixtures/word/one-cell-breaks-two-sums.html.pandoc.docx";
    let root = std::path::Path::new(env!("CARGO_MANIFEST_DIR"));
    let bytes = std::fs::read(root.join(fixture)).expect("the fixture is there");
    folder.write("a.docx", bytes);
    let json = folder.json(&["a.docx"]);
    let document = &json["documents"][0];
    assert_eq!(document["format"], "docx");
    let finding = &document["diagnostics"][0];
    assert!(finding["byte"].is_null(), "{finding}");
    assert_eq!(finding["text"], "15");
    let ran = folder.run(&["check", "--output-format", "concise", "a.docx"]);
    assert!(ran.stdout.contains("（第2个表格第6行第4列））"), "{ran:?}");
    let ran = folder.run(&["check", "--output-format", "sarif", "a.docx"]);
    assert!(!ran.stdout.contains("byteOffset"), "{ran:?}");
    let ran = folder.run(&["figures", "a.docx"]);
    assert!(ran.stdout.contains("\"byte_start\":null"), "{ran:?}");
}
