//! Mending Word documents: only the characters meant change, plainly or as tracked changes.

use std::collections::BTreeMap;
use std::fs;

use nianbao_read::Revision;
use nianbao_run::{Fixed, Fixes, fix_bytes, track_bytes};
use nianbao_span::Span;
use nianbao_test::word::{WordFile, paragraph, parts_of};

use crate::support::{fixtures, opened, profile};

fn revision() -> Revision {
    Revision { author: "nianbao".to_owned(), date: "2024-01-22T00:00:00Z".to_owned() }
}

const MAIN: &str = "word/document.xml";

/// The body once `words` is replaced by `by`, plainly or tracked; none where that is not admitted.
#[track_caller]
fn edited(file: &WordFile, words: &str, by: &str, revision: Option<&Revision>) -> Option<String> {
    let bytes = file.bytes();
    let opened = opened(bytes.clone());
    let at = opened.source.text.find(words).unwrap_or_else(|| panic!("no {words}"));
    let span = Span::new(at..at + words.len());
    let docx = opened.docx.as_ref().unwrap();
    if !docx.admits(span, by) {
        return None;
    }
    let new = docx.with_edits(&bytes, &opened.source, [(span, by)], revision).unwrap();
    assert_eq!(
        self::opened(new.clone()).source.text,
        opened.source.text.replacen(words, by, 1),
        "the new file says what was meant"
    );
    let (old, new) = (parts_of(&bytes), parts_of(&new));
    let changed: Vec<&str> =
        new.iter().filter(|(name, part)| old[*name] != **part).map(|(name, _)| &**name).collect();
    assert!(changed.len() <= 1 && old.len() == new.len(), "{changed:?}");
    let part = changed.first().map_or(MAIN, |name| name);
    let xml = String::from_utf8(new[part].clone()).unwrap();
    let body = xml.split_once("<w:body>").map_or(&*xml, |(_, body)| body);
    Some(body.trim_end_matches("</w:body></w:document>").to_owned())
}

#[track_caller]
fn check(body: &str, words: &str, by: &str, expected: &str) {
    assert_eq!(edited(&WordFile::new(body), words, by, None).as_deref(), Some(expected));
}

#[test]
fn only_the_characters_meant_change() {
    check(
        "<w:p><w:r><w:t>收到申请,3件</w:t></w:r></w:p>",
        ",",
        "，",
        "<w:p><w:r><w:t>收到申请，3件</w:t></w:r></w:p>",
    );
    check(
        "<w:p><w:r><w:t>甲&amp;乙</w:t></w:r></w:p>",
        "&",
        "<",
        "<w:p><w:r><w:t>甲&lt;乙</w:t></w:r></w:p>",
    );
    check(
        "<w:p><w:r><w:t>甲乙</w:t></w:r></w:p>",
        "甲乙",
        "甲 乙 ",
        r#"<w:p><w:r><w:t xml:space="preserve">甲 乙 </w:t></w:r></w:p>"#,
    );
}

#[test]
fn an_edit_over_several_runs_keeps_how_they_look() {
    let body = "<w:p><w:r><w:rPr><w:b/></w:rPr><w:t>政府信</w:t></w:r><w:r><w:t>息公布</w:t></w:r><w:r><w:rPr><w:i/></w:rPr><w:t>条例</w:t></w:r></w:p>";
    check(body, "信息公布条例", "信息公开条例", &body.replace("公布", "公开"));
    check(body, "信息公", "信件", &body.replace("息公布", "件布"));
    check(body, "信息", "", &body.replace("政府信", "政府").replace("息公布", "公布"));
    check(body, "息", "息的", &body.replace("息公布", "息的公布"));
}

#[test]
fn what_is_no_word_of_a_run_is_not_changed() {
    let numbering = r#"<w:abstractNum w:abstractNumId="0"><w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="chineseCounting"/><w:lvlText w:val="%1、"/></w:lvl></w:abstractNum><w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num>"#;
    let body = "<w:p><w:pPr><w:numPr><w:ilvl w:val=\"0\"/><w:numId w:val=\"1\"/></w:numPr></w:pPr><w:r><w:t>总体情况</w:t></w:r></w:p>";
    let file = WordFile::new(&format!("{body}{}", paragraph("乙"))).with("numbering", numbering);
    assert_eq!(edited(&file, "一、", "二、", None), None);
    assert_eq!(edited(&file, "、总体", "总体", None), None);
    assert_eq!(edited(&file, "况\n乙", "况乙", None), None);
    assert_eq!(edited(&file, "总体", "总\n体", None), None);
    assert!(edited(&file, "总体", "整体", None).is_some());
    let content = format!("<w:txbxContent>{}</w:txbxContent>", paragraph("盒中"));
    let doubled = format!(
        "<w:p><w:r><mc:AlternateContent><mc:Choice><w:drawing>{content}</w:drawing></mc:Choice><mc:Fallback><w:pict>{content}</w:pict></mc:Fallback></mc:AlternateContent></w:r></w:p>"
    );
    assert_eq!(edited(&WordFile::new(&doubled), "盒", "合", None), None);
}

#[test]
fn a_text_box_is_read_where_it_was() {
    let content = format!("<w:txbxContent>{}</w:txbxContent>", paragraph("盒中"));
    let body = |first: &str| {
        format!("<w:p>{first}<w:r><w:pict>{content}</w:pict></w:r><w:r><w:t>首尾</w:t></w:r></w:p>")
    };
    let before = WordFile::new(&body("<w:r><w:t xml:space=\"preserve\">开头 </w:t></w:r>"));
    assert_eq!(edited(&before, "开头", "", None), None, "the box would come first");
    assert_eq!(edited(&before, "开头 首", "首", None), None);
    assert!(edited(&before, "头", "", None).is_some());
    assert!(edited(&before, "开头", "起头", None).is_some());
    assert!(edited(&before, "盒中", "", None).is_some(), "nothing is tied to what is in a box");
}

#[test]
fn tracked_changes_stand_beside_each_other() {
    let body = r#"<w:p><w:r w:rsidR="01"><w:rPr><w:b/></w:rPr><w:t>申请,3件</w:t></w:r></w:p>"#;
    let run = r#"<w:r w:rsidR="01"><w:rPr><w:b/></w:rPr>"#;
    let who = r#"w:author="nianbao" w:date="2024-01-22T00:00:00Z""#;
    let expected = format!(
        r#"<w:p>{run}<w:t xml:space="preserve">申请</w:t></w:r><w:del w:id="1" {who}>{run}<w:delText xml:space="preserve">,</w:delText></w:r></w:del><w:ins w:id="2" {who}>{run}<w:t xml:space="preserve">，</w:t></w:r></w:ins>{run}<w:t xml:space="preserve">3件</w:t></w:r></w:p>"#
    );
    let file = WordFile::new(body);
    assert_eq!(edited(&file, ",", "，", Some(&revision())), Some(expected));
    let deleted = edited(&file, ",", "", Some(&revision())).unwrap();
    assert!(deleted.contains("<w:del ") && !deleted.contains("<w:ins "), "{deleted}");
    let inserted = edited(&file, "申请", "申请书", Some(&revision())).unwrap();
    assert!(inserted.contains("<w:ins ") && !inserted.contains("<w:del "), "{inserted}");
}

#[test]
fn a_tracked_change_within_an_inserted_part_stays_in_it() {
    let body = r#"<w:p><w:ins w:id="7" w:author="甲"><w:r><w:t>共,3件</w:t></w:r></w:ins></w:p>"#;
    let new = edited(&WordFile::new(body), ",", "，", Some(&revision())).unwrap();
    assert!(new.contains(r#"<w:del w:id="8""#) && new.matches("<w:ins ").count() == 1, "{new}");
}

#[test]
fn an_empty_cell_can_be_filled() {
    let file = |paragraph: &str| {
        let cell = "<w:tc><w:p><w:r><w:t>规章</w:t></w:r></w:p></w:tc>";
        WordFile::new(&format!("<w:tbl><w:tr>{cell}<w:tc>{paragraph}</w:tc></w:tr></w:tbl>"))
    };
    let filled = |paragraph: &str, revision: Option<&Revision>| {
        let bytes = file(paragraph).bytes();
        let opened = opened(bytes.clone());
        let at = Span::new(7..7);
        let docx = opened.docx.as_ref().unwrap();
        assert!(docx.admits(at, "0"));
        let new = docx.with_edits(&bytes, &opened.source, [(at, "0")], revision).unwrap();
        assert_eq!(self::opened(new.clone()).source.text, "规章\t0\n");
        String::from_utf8(parts_of(&new)[MAIN].clone()).unwrap()
    };
    let run = |look: &str| format!(r#"<w:r>{look}<w:t xml:space="preserve">0</w:t></w:r>"#);
    let xml = filled("<w:p/>", None);
    assert!(xml.contains(&format!("<w:p>{}</w:p>", run(""))), "{xml}");
    let mark = "<w:pPr><w:rPr><w:sz w:val=\"18\"/></w:rPr></w:pPr>";
    let xml = filled(&format!("<w:p>{mark}</w:p>"), Some(&revision()));
    let inserted = format!("{}</w:ins>", run("<w:rPr><w:sz w:val=\"18\"/></w:rPr>"));
    assert!(xml.contains(&inserted) && xml.contains("<w:ins "), "{xml}");
}

#[test]
fn notes_and_headers_can_be_mended() {
    let reference = r#"<w:p><w:r><w:t>共3件</w:t><w:footnoteReference w:id="1"/></w:r></w:p>"#;
    let notes = format!(r#"<w:footnote w:id="1">{}</w:footnote>"#, paragraph("含结转,1件"));
    let file = WordFile::new(reference).with("footnotes", &notes);
    assert!(edited(&file, ",", "，", None).unwrap().contains("含结转，1件"));
}

/// A report with slips that safe fixes mend, made of a real document's parts.
fn slips() -> (Vec<u8>, BTreeMap<String, Vec<u8>>) {
    let name = "word/county-water-2023.html-merged.html.libreoffice.docx";
    let mut parts = parts_of(&fs::read(fixtures().join(name)).unwrap());
    let xml = String::from_utf8(parts[MAIN].clone()).unwrap();
    let broken = xml.replacen("，", ",", 3).replacen("。</w:t>", "。。</w:t>", 1);
    assert_ne!(xml, broken);
    parts.insert(MAIN.to_owned(), broken.into_bytes());
    (nianbao_test::word::zipped(&parts), parts)
}

#[test]
fn a_report_is_mended_and_all_other_parts_stay() {
    let (bytes, parts) = slips();
    let Fixed { document, bytes: new } = fix_bytes("a.docx", &bytes, &profile(), Fixes::Safe);
    let new = new.expect("there is something to mend");
    let fixing = document.fixing.as_ref().unwrap();
    assert!(fixing.applied.values().sum::<usize>() >= 2, "{fixing:?}");
    let after = parts_of(&new);
    for (name, part) in &parts {
        assert_eq!(after[name] == *part, name != MAIN, "{name}");
    }
    let again = fix_bytes("a.docx", &new, &profile(), Fixes::Safe);
    assert!(again.bytes.is_none(), "mending twice is mending once");
}

#[test]
fn tracked_mending_says_the_same_and_keeps_what_was() {
    let (bytes, _) = slips();
    let plain = fix_bytes("a.docx", &bytes, &profile(), Fixes::Safe);
    let tracked = track_bytes("a.docx", &bytes, &profile(), Fixes::Safe, &revision());
    assert_eq!(tracked.document.source.text, plain.document.source.text);
    let xml = String::from_utf8(parts_of(&tracked.bytes.unwrap())[MAIN].clone()).unwrap();
    assert!(xml.contains(r#"w:author="nianbao" w:date="2024-01-22T00:00:00Z""#));
    assert!(xml.contains("<w:delText xml:space=\"preserve\">,</w:delText>"));
}

#[test]
fn only_word_documents_have_tracked_changes() {
    let text = fs::read(fixtures().join("reports/defective/headings.md")).unwrap();
    let text = String::from_utf8(text).unwrap().replacen("，", ",", 1).into_bytes();
    let plain = fix_bytes("a.md", &text, &profile(), Fixes::Safe);
    assert!(plain.bytes.is_some());
    let tracked = track_bytes("a.md", &text, &profile(), Fixes::Safe, &revision());
    assert!(tracked.bytes.is_none());
    let refused = &tracked.document.fixing.unwrap().refused;
    assert!(refused.iter().any(|refusal| refusal.reason.contains("Word 文档")), "{refused:?}");
}
