//! Annotated copies and tracked changes.

use std::fs;
use std::path::Path;

use nianbao_test::layout::Layout;
use nianbao_test::word::parts_of;

use crate::support::{Folder, clean_report, unbalanced_report};

/// A Word document of `fixtures/word`.
fn fixture(name: &str) -> Vec<u8> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../fixtures/word");
    fs::read(folder.join(name)).expect("the fixture is there")
}

const WRONG_SUM: &str = "one-cell-breaks-two-sums.html.libreoffice.docx";

fn part(bytes: &[u8], name: &str) -> String {
    String::from_utf8(parts_of(bytes)[name].clone()).expect("XML is UTF-8")
}

fn read(folder: &Folder, name: &str) -> Vec<u8> {
    fs::read(folder.path(name)).unwrap_or_else(|error| panic!("{name}: {error}"))
}

#[test]
fn a_word_document_gets_comments() {
    let folder = Folder::new();
    folder.write("a.docx", fixture(WRONG_SUM));
    let ran = folder.run(&["check", "a.docx", "--annotate", "批注/b.docx"]);
    assert_eq!(ran.code, Some(1), "{ran:?}");
    assert_eq!(read(&folder, "a.docx"), fixture(WRONG_SUM));
    let copy = read(&folder, "批注/b.docx");
    let comments = part(&copy, "word/comments.xml");
    for words in [
        "【错误】表三",
        "帮助：",
        "依据：国办公开办函〔2021〕30号",
        "规则：sums/row-total",
        "w:author=\"nianbao\"",
    ] {
        assert!(comments.contains(words), "no {words} in {comments}");
    }
    let (old, new) = (parts_of(&fixture(WRONG_SUM)), parts_of(&copy));
    let known = ["[Content_Types].xml", "word/_rels/document.xml.rels", "word/document.xml"];
    for (name, bytes) in &old {
        assert_eq!(new[name] == *bytes, !known.contains(&name.as_str()), "{name}");
    }
}

#[test]
fn a_page_gets_marks_and_keeps_its_bytes() {
    let folder = Folder::new();
    let page = unbalanced_report(Layout::HtmlCms);
    folder.write("a.html", &page);
    assert_eq!(folder.run(&["check", "a.html", "--annotate", "b.html"]).code, Some(1));
    let copy = String::from_utf8(read(&folder, "b.html")).expect("UTF-8 stays UTF-8");
    assert!(copy.contains("<mark title=\"【错误】"), "{copy}");
    assert_eq!(without_marks(&copy), page);
}

/// A page without the marks that were put into it.
fn without_marks(page: &str) -> String {
    let mut plain = String::new();
    let mut rest = page;
    while let Some(at) = rest.find("<mark title=") {
        plain.push_str(&rest[..at]);
        let (_, marked) = rest[at..].split_once('>').expect("a tag ends");
        let (words, after) = marked.split_once("</mark>").expect("a mark ends");
        plain.push_str(words);
        rest = after;
    }
    plain + rest
}

#[test]
fn other_encodings_carry_marks() {
    let folder = Folder::new();
    let page = unbalanced_report(Layout::HtmlMerged).replace("utf-8", "gb2312");
    let (bytes, ..) = encoding_rs::GBK.encode(&page);
    folder.write("a.html", &bytes);
    folder.run(&["check", "a.html", "--annotate", "b.html"]);
    let copy = read(&folder, "b.html");
    let (words, _, is_broken) = encoding_rs::GBK.decode(&copy);
    assert!(!is_broken);
    assert_eq!(without_marks(&words), page);
}

#[test]
fn several_files_go_to_a_folder() {
    let folder = Folder::new();
    folder.write("r/a.docx", fixture(WRONG_SUM));
    folder.write("r/甲/b.html", unbalanced_report(Layout::HtmlMerged));
    folder.write("r/c.html", clean_report(Layout::HtmlMerged));
    assert_eq!(folder.run(&["check", "r", "--annotate", "out"]).code, Some(1));
    for name in ["out/r/a.docx", "out/r/甲/b.html", "out/r/c.html"] {
        assert!(!read(&folder, name).is_empty());
    }
    assert_eq!(read(&folder, "out/r/c.html"), clean_report(Layout::HtmlMerged).into_bytes());
}

#[test]
fn what_cannot_be_annotated_is_told() {
    let folder = Folder::new();
    folder.write("a.md", unbalanced_report(Layout::MarkdownTables));
    folder.write("b.docx", fixture(WRONG_SUM));
    let ran = folder.run(&["check", "a.md", "--annotate", "c.md"]);
    assert_eq!(ran.code, Some(2), "{ran:?}");
    assert!(ran.stdout.contains("只能批注 Word 文档（.docx）和网页（.html）"), "{ran:?}");
    assert!(!folder.path("c.md").exists());
    let ran = folder.run(&["check", "b.docx", "--annotate", "b.docx"]);
    assert_eq!(ran.code, Some(2), "{ran:?}");
    assert!(ran.stdout.contains("批注不能写入原文件"), "{ran:?}");
    assert_eq!(read(&folder, "b.docx"), fixture(WRONG_SUM));
    let ran = folder.run(&["check", "a.md", "b.docx", "--annotate", "b.docx"]);
    assert_eq!(ran.code, Some(2), "{ran:?}");
}

#[test]
fn a_document_that_is_no_report_says_so_itself() {
    use nianbao_test::word::{WordFile, paragraph};

    let folder = Folder::new();
    folder.write("r/a.docx", WordFile::new(&paragraph("会议通知")).bytes());
    folder.write("r/b.md", "会议通知");
    assert_eq!(folder.run(&["check", "r", "--annotate", "out"]).code, Some(0));
    let comments = part(&read(&folder, "out/r/a.docx"), "word/comments.xml");
    assert!(comments.contains("未认出政府信息公开工作年度报告"), "{comments}");
    assert!(!folder.path("out/r/b.md").exists());
}

#[test]
fn what_a_baseline_knows_is_not_annotated() {
    let folder = Folder::new();
    folder.write("a.docx", fixture(WRONG_SUM));
    let ran = folder.run(&["baseline", "a.docx", "--output", "known.json"]);
    assert_eq!(ran.code, Some(0), "{ran:?}");
    let ran = folder.run(&["check", "a.docx", "--baseline", "known.json", "--annotate", "b.docx"]);
    assert_eq!(ran.code, Some(0), "{ran:?}");
    assert_eq!(read(&folder, "b.docx"), fixture(WRONG_SUM));
}

#[test]
fn what_is_private_stays_masked() {
    let folder = Folder::new();
    let page = clean_report(Layout::HtmlMerged).replacen("<p>", "<p>联系人手机13812345678。", 1);
    folder.write("a.html", &page);
    folder.run(&["check", "a.html", "--annotate", "b.html"]);
    let copy = String::from_utf8(read(&folder, "b.html")).expect("UTF-8 stays UTF-8");
    assert!(copy.contains("规则：privacy/"), "{copy}");
    assert_eq!(copy.matches("13812345678").count(), 1);
}

#[test]
fn fixes_are_tracked_where_that_is_asked_for() {
    let folder = Folder::new();
    let mut parts = parts_of(&fixture(WRONG_SUM));
    let xml = String::from_utf8(parts["word/document.xml"].clone()).expect("XML is UTF-8");
    parts.insert("word/document.xml".to_owned(), xml.replacen('，', ",", 2).into_bytes());
    folder.write("a.docx", nianbao_test::word::zipped(&parts));
    let ran = folder.run(&["fix", "a.docx", "--tracked"]);
    assert_eq!(ran.code, Some(1), "{ran:?}");
    let new = part(&read(&folder, "a.docx"), "word/document.xml");
    assert!(new.contains("w:author=\"nianbao\" w:date=\"20"), "{new}");
    assert_eq!(new.matches("<w:del ").count(), 2);
    let again = folder.run(&["fix", "a.docx", "--tracked"]);
    assert!(again.stdout.contains("已修改 0 个问题"), "{again:?}");
}
