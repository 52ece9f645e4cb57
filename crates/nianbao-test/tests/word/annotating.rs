//! Comments in Word documents.

use nianbao_read::{Comment, Revision};
use nianbao_span::Span;
use nianbao_test::word::{WordFile, paragraph, parts_of};

use crate::support::opened;

const MAIN: &str = "word/document.xml";

fn author() -> Revision {
    Revision { author: "nianbao".to_owned(), date: "2024-01-22T00:00:00Z".to_owned() }
}

/// The file with a comment on each of `words`.
#[track_caller]
fn commented(file: &WordFile, words: &[&str]) -> Vec<u8> {
    let bytes = file.bytes();
    let opened = opened(bytes.clone());
    let comment = |words: &&str| {
        let at = opened.source.text.find(words).unwrap_or_else(|| panic!("no {words}"));
        Comment { span: Span::new(at..at + words.len()), lines: vec![format!("说{words}")] }
    };
    let comments: Vec<Comment> = words.iter().map(comment).collect();
    let docx = opened.docx.as_ref().unwrap();
    let new = docx.with_comments(&bytes, &comments, &author()).unwrap();
    assert_eq!(self::opened(new.clone()).source.text, opened.source.text);
    new
}

fn part(bytes: &[u8], name: &str) -> String {
    String::from_utf8(parts_of(bytes)[name].clone()).unwrap()
}

#[track_caller]
fn check(body: &str, words: &[&str], expected: &str) {
    let xml = part(&commented(&WordFile::new(body), words), MAIN);
    let (_, new) = xml.split_once("<w:body>").unwrap();
    assert_eq!(new.trim_end_matches("</w:body></w:document>"), expected);
}

fn start(id: u32) -> String {
    format!(r#"<w:commentRangeStart w:id="{id}"/>"#)
}

fn end(id: u32) -> String {
    format!(r#"<w:commentRangeEnd w:id="{id}"/><w:r><w:commentReference w:id="{id}"/></w:r>"#)
}

#[test]
fn exact_characters_are_marked() {
    let run = |words: &str| {
        format!(r#"<w:r><w:rPr><w:b/></w:rPr><w:t xml:space="preserve">{words}</w:t></w:r>"#)
    };
    let body = format!("<w:p>{}</w:p>", run("共收到申请"));
    let expected =
        format!("<w:p>{}{}{}{}{}</w:p>", run("共"), start(1), run("收到"), end(1), run("申请"));
    check(&body, &["收到"], &expected);
    let whole = format!("<w:p>{}{}{}</w:p>", start(1), run("共收到申请"), end(1));
    check(&body, &["共收到申请"], &whole);
}

#[test]
fn comments_may_overlap_and_reach_over_runs() {
    let run = |words: &str| format!(r#"<w:r><w:t xml:space="preserve">{words}</w:t></w:r>"#);
    let body = format!("<w:p>{}{}</w:p>", run("甲乙"), run("丙丁"));
    let expected = format!(
        "<w:p>{}{}{}{}{}{}{}{}</w:p>",
        run("甲"),
        start(1),
        run("乙"),
        start(2),
        run("丙"),
        end(1),
        run("丁"),
        end(2)
    );
    check(&body, &["乙丙", "丙丁"], &expected);
}

#[test]
fn what_has_no_words_is_marked_at_its_paragraph() {
    let table = "<w:tbl><w:tr><w:tc><w:p/></w:tc></w:tr></w:tbl>";
    let file = WordFile::new(table);
    let bytes = file.bytes();
    let opened = opened(bytes.clone());
    let comment = Comment { span: Span::empty(0), lines: vec!["空".to_owned()] };
    let new = opened.docx.as_ref().unwrap().with_comments(&bytes, &[comment], &author()).unwrap();
    let expected = format!("<w:tc><w:p>{}{}</w:p></w:tc>", start(1), end(1));
    assert!(part(&new, MAIN).contains(&expected), "{}", part(&new, MAIN));
}

#[test]
fn text_boxes_are_marked_at_the_paragraph_that_holds_them() {
    let content = format!("<w:txbxContent>{}</w:txbxContent>", paragraph("盒中"));
    let body = format!("<w:p><w:r><w:pict>{content}</w:pict></w:r></w:p>");
    let expected = body.replacen("<w:p>", &format!("<w:p>{}{}", start(1), end(1)), 1);
    check(&body, &["盒"], &expected);
}

#[test]
fn the_list_of_comments_is_made_and_named() {
    let new = commented(&WordFile::new(&paragraph("甲")), &["甲"]);
    let comments = part(&new, "word/comments.xml");
    assert!(comments.contains(r#"<w:comment w:id="1" w:author="nianbao" w:date="2024-01-22T00:00:00Z" w:initials="ni"><w:p><w:r><w:t xml:space="preserve">说甲</w:t></w:r></w:p></w:comment></w:comments>"#), "{comments}");
    assert!(part(&new, "[Content_Types].xml").contains(r#"PartName="/word/comments.xml""#));
    assert!(part(&new, "word/_rels/document.xml.rels").contains(r#"Target="/word/comments.xml""#));
}

#[test]
fn comments_that_are_there_stay() {
    let old =
        r#"<w:comment w:id="41" w:author="科长"><w:p><w:r><w:t>核对</w:t></w:r></w:p></w:comment>"#;
    let body = r#"<w:p><w:commentRangeStart w:id="41"/><w:r><w:t>甲</w:t></w:r><w:commentRangeEnd w:id="41"/><w:r><w:commentReference w:id="41"/></w:r></w:p>"#;
    let file = WordFile::new(body).with("comments", old);
    let new = commented(&file, &["甲"]);
    let comments = part(&new, "word/comments.xml");
    assert!(comments.contains(old) && comments.contains(r#"<w:comment w:id="42""#), "{comments}");
    assert!(part(&new, MAIN).contains(r#"<w:commentReference w:id="41"/>"#));
    let (before, after) = (parts_of(&file.bytes()), parts_of(&new));
    let changed: Vec<_> = after.iter().filter(|(name, part)| before[*name] != **part).collect();
    assert_eq!(changed.len(), 2);
}

#[test]
fn markup_in_a_comment_is_words() {
    let bytes = WordFile::new(&paragraph("甲")).bytes();
    let opened = opened(bytes.clone());
    let comment = Comment { span: Span::new(0..3), lines: vec!["<w:p>&\u{1}".to_owned()] };
    let new = opened.docx.as_ref().unwrap().with_comments(&bytes, &[comment], &author()).unwrap();
    assert!(part(&new, "word/comments.xml").contains("&lt;w:p&gt;&amp; "));
}
