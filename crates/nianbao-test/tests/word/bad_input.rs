//! What cannot be read is told, with the part that it is about, and in bounded time and memory.

use nianbao_read::open;
use nianbao_test::word::{WordFile, paragraph, zipped};
use proptest::prelude::*;

use crate::support::opened;

#[track_caller]
fn check_refused(bytes: Vec<u8>, words: &[&str]) {
    let error = match open("年报.docx", bytes) {
        Ok(_) => panic!("it was read"),
        Err(error) => error.to_string(),
    };
    for word in words {
        assert!(error.contains(word), "no {word} in {error}");
    }
}

fn with_document(xml: impl Into<Vec<u8>>) -> Vec<u8> {
    WordFile::new("").with_part("word/document.xml", xml).bytes()
}

#[test]
fn files_that_are_no_word_documents_are_told() {
    check_refused("一、总体情况".into(), &["只有扩展名是 .docx，内容不是"]);
    check_refused(
        b"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1..........".to_vec(),
        &["旧版 Office", "另存为 .docx"],
    );
    let mut encrypted = b"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1".to_vec();
    encrypted.extend("EncryptedPackage".encode_utf16().flat_map(u16::to_le_bytes));
    check_refused(encrypted, &["加密", "密码"]);
    let archive = |name: &str| zipped(&[(name.to_owned(), b"x".to_vec())].into());
    check_refused(archive("a.txt"), &["ZIP 压缩包"]);
    check_refused(archive("xl/workbook.xml"), &["Excel"]);
}

#[test]
fn broken_archives_are_told() {
    let whole = WordFile::new(&paragraph("甲")).bytes();
    check_refused(whole[..whole.len() / 2].to_vec(), &["压缩包不完整"]);
    check_refused(b"PK\x03\x04".to_vec(), &["压缩包不完整"]);
    let mut damaged = whole.clone();
    let at = damaged.windows(17).position(|it| it == b"word/document.xml").unwrap() + 40;
    damaged[at] ^= 0xFF;
    damaged[at + 1] ^= 0xFF;
    check_refused(damaged, &["word/document.xml", "压缩包不完整"]);
}

#[test]
fn missing_parts_are_named() {
    check_refused(
        WordFile::new("").without("word/document.xml").bytes(),
        &["word/document.xml", "缺少"],
    );
    check_refused(WordFile::new("").without("_rels/.rels").bytes(), &["_rels/.rels", "缺少"]);
    let lost = "<w:p><w:r><w:t>甲</w:t><w:footnoteReference w:id=\"1\"/></w:r></w:p>";
    assert_eq!(opened(WordFile::new(lost).bytes()).source.text, "甲\n");
}

const WORD: &str = "xmlns:w='http://schemas.openxmlformats.org/wordprocessingml/2006/main'";

#[test]
fn broken_xml_is_named_with_its_line() {
    check_refused(
        with_document(format!("<w:document {WORD}\n><w:body>\n<w:p></w:body>")),
        &["word/document.xml", "XML 有误（第 3 行）"],
    );
    check_refused(with_document("<a/>"), &["word/document.xml", "不是 Word 文档的正文"]);
    check_refused(with_document(b"<a>\xB9\xFA</a>".to_vec()), &["word/document.xml", "不是 UTF-8"]);
    check_refused(with_document(format!("<w:document {WORD}>")), &["XML 有误"]);
    check_refused(WordFile::new("").with_part("word/document.xml", "").bytes(), &["XML 有误"]);
    let styles = WordFile::new("").with("styles", "<w:style>");
    check_refused(styles.bytes(), &["word/styles.xml", "XML 有误"]);
}

#[test]
fn entities_are_not_expanded() {
    let bomb =
        r#"<!DOCTYPE x [<!ENTITY a "哈哈"><!ENTITY b "&a;&a;">]><w:document>&b;</w:document>"#;
    check_refused(with_document(bomb), &["word/document.xml", "DTD"]);
    let body = paragraph("&b;");
    check_refused(WordFile::new(&body).bytes(), &["XML 有误"]);
}

#[test]
fn bombs_are_not_unpacked() {
    let bomb = vec![b' '; 64 * 1024 * 1024];
    check_refused(with_document(bomb), &["word/document.xml", "解压后过大"]);
    let many = |count: usize| -> Vec<u8> {
        zipped(&(0..count).map(|index| (format!("word/{index}"), Vec::new())).collect())
    };
    check_refused(many(10_001), &["文件过多"]);
}

#[test]
fn names_that_lead_out_are_refused() {
    for name in ["../../etc/passwd", "/etc/passwd", "word\\..\\x", "word/../../x"] {
        check_refused(WordFile::new("").with_part(name, "x").bytes(), &["越出文件夹"]);
    }
    let outside = r#"<Relationships><Relationship Id="a" Type="x/officeDocument" Target="../../x.xml"/></Relationships>"#;
    check_refused(WordFile::new("").with_part("_rels/.rels", outside).bytes(), &["_rels/.rels"]);
}

#[test]
fn nesting_has_an_end() {
    let deep = |open: &str, close: &str, count: usize| {
        format!("{}{}{}", open.repeat(count), paragraph("甲"), close.repeat(count))
    };
    let tables = |count| deep("<w:tbl><w:tr><w:tc>", "</w:tc></w:tr></w:tbl>", count);
    assert!(opened(WordFile::new(&tables(40)).bytes()).source.text.contains('甲'));
    check_refused(WordFile::new(&tables(5_000)).bytes(), &["word/document.xml", "嵌套过深"]);
    check_refused(
        WordFile::new(&deep("<w:sdt><w:sdtContent>", "</w:sdtContent></w:sdt>", 5_000)).bytes(),
        &["嵌套过深"],
    );
    check_refused(
        WordFile::new(&deep("<w:p><w:ins>", "</w:ins></w:p>", 5_000)).bytes(),
        &["嵌套过深"],
    );
}

#[test]
fn thousands_of_tables_are_read() {
    let row =
        format!("<w:tr>{}</w:tr>", "<w:tc><w:p><w:r><w:t>0</w:t></w:r></w:p></w:tc>".repeat(8));
    let table = format!("<w:tbl>{}</w:tbl>", row.repeat(2));
    let opened = opened(WordFile::new(&table.repeat(3_000)).bytes());
    assert_eq!(opened.document().blocks.len(), 3_000);
    let wide = format!(
        "<w:tbl>{}</w:tbl>",
        format!(
            "<w:tr>{}</w:tr>",
            "<w:tc><w:tcPr><w:vMerge/></w:tcPr><w:p/></w:tc>".repeat(20_000)
        )
        .repeat(3)
    );
    assert_eq!(self::opened(WordFile::new(&wide).bytes()).document().blocks.len(), 1);
}

/// Pieces of which a random body is made, whole or not.
const PIECES: [&str; 24] = [
    "<w:p>",
    "</w:p>",
    "<w:r>",
    "</w:r>",
    "<w:t>",
    "</w:t>",
    "<w:t/>",
    "<w:p/>",
    "<w:tbl>",
    "</w:tbl>",
    "<w:tr>",
    "</w:tr>",
    "<w:tc>",
    "</w:tc>",
    "<w:tcPr><w:vMerge/><w:gridSpan w:val=\"4294967295\"/></w:tcPr>",
    "甲",
    "&#x4E59;",
    "&amp;",
    " ",
    "<w:ins>",
    "</w:ins>",
    "<w:br/>",
    "<w:del><w:r><w:delText>丙</w:delText></w:r></w:del>",
    "<w:pPr><w:numPr><w:numId w:val=\"1\"/></w:numPr><w:rPr><w:del/></w:rPr></w:pPr>",
];

/// Elements that stand in one another as `depth` and `picks` say.
fn tree(picks: &[usize]) -> String {
    let element = |pick: &usize| match pick % 6 {
        0 => ["<w:tbl><w:tr><w:tc>", "</w:tc></w:tr></w:tbl>"],
        1 => ["<w:p><w:r><w:t>甲", "</w:t></w:r></w:p>"],
        2 => ["<w:p><w:ins><w:r><w:t> 乙</w:t><w:br/>", "</w:r></w:ins></w:p>"],
        3 => [
            "<w:tbl><w:tr><w:tc><w:tcPr><w:vMerge/></w:tcPr><w:p/></w:tc></w:tr><w:tr><w:tc><w:tcPr><w:vMerge/></w:tcPr>",
            "</w:tc></w:tr></w:tbl>",
        ],
        4 => ["<w:sdt><w:sdtContent>", "</w:sdtContent></w:sdt>"],
        _ => ["<w:p><w:pPr><w:rPr><w:del/></w:rPr></w:pPr>", "</w:p>"],
    };
    let [open, close] = [0, 1].map(|side| picks.iter().map(move |pick| element(pick)[side]));
    open.chain(close.rev()).collect()
}

#[track_caller]
fn check_spans(bytes: Vec<u8>) {
    let Ok(opened) = open("年报.docx", bytes) else { return };
    let document = opened.document();
    for text in document.texts() {
        for (_, span) in text.pieces() {
            assert!(opened.source.text.get(span.range()).is_some(), "{span:?}");
            let _ = opened.docx.as_ref().and_then(|docx| docx.place(span));
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(200))]

    #[test]
    fn no_body_makes_reading_panic(picks in prop::collection::vec(0..PIECES.len(), 0..60)) {
        let body: String = picks.iter().map(|pick| PIECES[*pick]).collect();
        check_spans(WordFile::new(&body).bytes());
    }

    #[test]
    fn no_nesting_makes_reading_panic(groups in prop::collection::vec(prop::collection::vec(0..6_usize, 0..8), 0..8)) {
        let body: String = groups.iter().map(|picks| tree(picks)).collect();
        check_spans(WordFile::new(&body).bytes());
    }

    #[test]
    fn no_damage_makes_reading_panic(at in 0..2_000_usize, byte in any::<u8>(), cut in 0..4_000_usize) {
        let mut bytes = WordFile::new(&paragraph("甲").repeat(20)).with("styles", "").bytes();
        let len = bytes.len();
        bytes[at % len] = byte;
        bytes.truncate(if cut > len { len } else { cut });
        check_spans(bytes);
    }
}
