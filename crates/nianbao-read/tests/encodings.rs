//! Every encoding is recognised, and the bytes under a span decode to the text under it.

use encoding_rs::{BIG5, Encoding, GB18030, GBK, UTF_8, UTF_16BE, UTF_16LE};
use nianbao_document::{Format, ProblemKind};
use nianbao_read::{DecodeError, decode, read};
use nianbao_span::{Source, Span};
use proptest::prelude::*;

const SIMPLIFIED: &str = "云岭县水务局2023年政府信息公开工作年度报告\r\n一、总体情况\r\n本年度，我局认真落实政府信息公开\
    各项要求，全年主动公开信息128条，其中概况类12条、政务动态类96条。收到依申请公开3件，均已按期答复。\r\n";
const TRADITIONAL: &str = "雲嶺縣水務局2023年政府資訊公開工作年度報告\r\n一、總體情況\r\n本年度，我局認真落實政府資訊公開\
    各項要求，全年主動公開資訊128條，其中概況類12條、政務動態類96條。收到依申請公開3件，均已按期答復。\r\n";

/// Encodes `text`, UTF-16 included, which `encoding_rs` does not write.
fn encode(encoding: &'static Encoding, text: &str) -> Vec<u8> {
    if encoding == UTF_16LE {
        text.encode_utf16().flat_map(u16::to_le_bytes).collect()
    } else if encoding == UTF_16BE {
        text.encode_utf16().flat_map(u16::to_be_bytes).collect()
    } else {
        let (bytes, _, has_unmappable) = encoding.encode(text);
        assert!(!has_unmappable, "{text} is not in {}", encoding.name());
        bytes.into_owned()
    }
}

fn mark_of(encoding: &'static Encoding) -> &'static [u8] {
    match encoding.name() {
        "UTF-8" => &[0xEF, 0xBB, 0xBF],
        "UTF-16LE" => &[0xFF, 0xFE],
        "UTF-16BE" => &[0xFE, 0xFF],
        "gb18030" => &[0x84, 0x31, 0x95, 0x33],
        _ => &[],
    }
}

/// Each character's bytes in the file decode to it.
#[track_caller]
fn assert_offsets(source: &Source, bytes: &[u8], encoding: &'static Encoding) {
    for (at, c) in source.text.char_indices() {
        let file = source.file_span(Span::new(at..at + c.len_utf8()));
        let (decoded, had_errors) = encoding.decode_without_bom_handling(&bytes[file.range()]);
        assert_eq!((decoded.as_ref(), had_errors), (c.to_string().as_str(), false), "at {at}");
    }
    let end = source.file_span(Span::new(source.text.len()..source.text.len()));
    assert_eq!(end.start as usize, bytes.len());
}

#[track_caller]
fn assert_decoded(bytes: &[u8], text: &str, encoding: &'static Encoding) {
    let source = decode("年报.txt", bytes.to_vec()).expect("it is text");
    assert_eq!(source.encoding, encoding.name().to_lowercase());
    assert_eq!(source.text, text);
    assert_offsets(&source, bytes, encoding);
}

#[test]
fn text_without_declaration_is_recognised() {
    for (encoding, text) in [
        (UTF_8, SIMPLIFIED),
        (UTF_8, TRADITIONAL),
        (GB18030, SIMPLIFIED),
        (GB18030, TRADITIONAL),
        (BIG5, TRADITIONAL),
        (UTF_16LE, SIMPLIFIED),
        (UTF_16BE, TRADITIONAL),
    ] {
        assert_decoded(&encode(encoding, text), text, encoding);
    }
}

#[test]
fn a_short_line_is_recognised() {
    let line = "二、主动公开政府信息情况";
    assert_decoded(&encode(GB18030, line), line, GB18030);
    let line = "二、主動公開政府資訊情況";
    assert_decoded(&encode(BIG5, line), line, BIG5);
}

#[test]
fn a_byte_order_mark_decides_and_is_no_text() {
    for encoding in [UTF_8, UTF_16LE, UTF_16BE, GB18030] {
        let bytes = [mark_of(encoding), &encode(encoding, SIMPLIFIED)].concat();
        assert_decoded(&bytes, SIMPLIFIED, encoding);
    }
}

#[test]
fn a_declaration_names_the_encoding_within_its_family() {
    for (label, encoding) in [("gb2312", GBK), ("GBK", GBK), ("gb18030", GB18030)] {
        let text = format!("<html><meta charset={label}><p>{SIMPLIFIED}");
        assert_decoded(&encode(encoding, &text), &text, encoding);
    }
    let text = format!("<meta charset=gb2312>{SIMPLIFIED}𠀀㐀");
    assert_decoded(&encode(GB18030, &text), &text, GB18030);
}

#[track_caller]
fn assert_charset_problem(text: &str, encoding: &'static Encoding, expected: Option<&str>) {
    let source = decode("年报.html", encode(encoding, text)).expect("it is text");
    assert_eq!(source.text, text);
    let document = read(&source, Format::Html);
    let found = document.problems.iter().find(|problem| problem.kind == ProblemKind::WrongCharset);
    assert_eq!(found.map(|problem| source.slice(problem.span)), expected);
}

#[test]
fn a_wrong_declaration_is_reported_and_not_obeyed() {
    let page = |label: &str, text: &str| format!("<html><meta charset=\"{label}\"><p>{text}");
    assert_charset_problem(&page("gb2312", SIMPLIFIED), UTF_8, Some("gb2312"));
    assert_charset_problem(&page("utf-8", SIMPLIFIED), GBK, Some("utf-8"));
    assert_charset_problem(&page("iso-8859-1", SIMPLIFIED), GBK, Some("iso-8859-1"));
    assert_charset_problem(&page("big5", SIMPLIFIED), GBK, Some("big5"));
    assert_charset_problem(&page("gb2312", TRADITIONAL), BIG5, Some("gb2312"));
}

#[test]
fn spellings_of_one_encoding_are_no_problem() {
    let page = |label: &str, text: &str| format!("<html><meta charset=\"{label}\"><p>{text}");
    assert_charset_problem(&page("UTF8", SIMPLIFIED), UTF_8, None);
    assert_charset_problem(&page("gb2312", SIMPLIFIED), GB18030, None);
    assert_charset_problem(&page("big5-hkscs", TRADITIONAL), BIG5, None);
    assert_charset_problem(&page("gb2312", "ASCII"), UTF_8, None);
    assert_charset_problem(&page("no-such-charset", SIMPLIFIED), UTF_8, None);
}

#[test]
fn utf_8_with_broken_bytes_stays_utf_8() {
    let mut bytes = SIMPLIFIED.repeat(3).into_bytes();
    bytes.insert(9, 0xFF);
    bytes.push(0xE4);
    let source = decode("年报.txt", bytes.clone()).unwrap();
    assert_eq!(source.encoding, "utf-8");
    assert_eq!(source.text.matches('\u{FFFD}').count(), 2);
    let last = source.text.char_indices().last().unwrap();
    assert_eq!(last.1, '\u{FFFD}');
    let file = source.file_span(Span::new(last.0..source.text.len()));
    assert_eq!(file.range(), bytes.len() - 1..bytes.len());
}

#[test]
fn gbk_with_broken_bytes_stays_gbk() {
    let mut bytes = encode(GBK, &SIMPLIFIED.repeat(3));
    bytes.truncate(bytes.len() - 4);
    bytes.push(0xB0);
    let source = decode("年报.txt", bytes).unwrap();
    assert_eq!(source.encoding, "gb18030");
    assert!(source.text.starts_with("云岭县") && source.text.ends_with('\u{FFFD}'));
}

#[test]
fn an_empty_file_is_an_empty_text() {
    assert_eq!(decode("年报.txt", Vec::new()).unwrap().text, "");
    assert_eq!(decode("年报.txt", vec![0xEF, 0xBB, 0xBF]).unwrap().text, "");
}

#[track_caller]
fn assert_refused(bytes: &[u8], words: &str) {
    let error = decode("年报.doc", bytes.to_vec()).expect_err("it is no text");
    assert!(matches!(error, DecodeError::Binary { .. }));
    assert!(error.to_string().contains(words), "{error}");
}

#[test]
fn files_that_are_no_text_are_named() {
    assert_refused(b"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1\0\0", ".doc");
    assert_refused(b"PK\x03\x04....xl/workbook.xml", "xlsx");
    assert_refused(b"PK\x03\x04....a.txt", "ZIP");
    assert_refused(b"%PDF-1.7\n", "PDF");
    assert_refused(b"\x89PNG\r\n\x1A\n\0\0\0\rIHDR", "PNG");
    assert_refused(&[0, 1, 2, 3, 0, 0, 200, 0, 7, 0, 0, 0], "二进制");
}

/// Characters that all of these encodings but Big5 have.
fn text() -> impl Strategy<Value = String> {
    prop::collection::vec(
        prop_oneof![
            4 => prop::char::range('\u{4E00}', '\u{9FA5}'),
            2 => prop::char::range(' ', '~'),
            1 => prop::sample::select(vec!['\n', '　', '，', '。', '€', 'é', '㐀', '𠀀', '\u{E000}']),
        ],
        1..80,
    )
    .prop_map(String::from_iter)
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 300, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn offsets_lead_back_to_the_bytes(text in text()) {
        for encoding in [UTF_8, UTF_16LE, UTF_16BE, GB18030] {
            let bytes = [mark_of(encoding), &encode(encoding, &text)].concat();
            assert_decoded(&bytes, &text, encoding);
        }
    }

    #[test]
    fn offsets_of_big5_lead_back_to_the_bytes(picked in prop::collection::vec(0..TRADITIONAL.chars().count(), 0..60)) {
        let chars: Vec<char> = TRADITIONAL.chars().collect();
        let noise: String = picked.into_iter().map(|at| chars[at]).collect();
        let text = format!("{TRADITIONAL}{noise}");
        assert_decoded(&encode(BIG5, &text), &text, BIG5);
    }
}
