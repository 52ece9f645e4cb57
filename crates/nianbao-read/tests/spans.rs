//! Whatever the bytes, reading ends, and every span is a place in the text that says what the content says.

use nianbao_document::{Block, BlockKind, Document, Format, Text};
use nianbao_read::{decode, format_of, read};
use nianbao_span::{Source, Span};
use proptest::prelude::*;

const FORMATS: [Format; 3] = [Format::Text, Format::Markdown, Format::Html];

/// Checks all that holds for every document.
fn check(document: &Document<'_>) {
    let source = document.source;
    for block in &document.blocks {
        assert!((block.container as usize) < document.containers.len());
        check_span(source, block.span());
        check_block(source, block);
    }
    for (index, container) in document.containers.iter().enumerate() {
        assert!(container.parent as usize <= index);
    }
    for problem in &document.problems {
        check_span(source, problem.span);
    }
    if let Some(title) = &document.page_title {
        check_text(source, title);
    }
}

fn check_block(source: &Source, block: &Block<'_>) {
    match &block.kind {
        BlockKind::Heading { text, .. } | BlockKind::Paragraph(text) => {
            assert!(!text.is_empty());
            check_text(source, text);
        }
        BlockKind::Table(table) => {
            for cell in table.rows.iter().flat_map(|row| &row.cells) {
                assert!(cell.colspan >= 1 && cell.rowspan >= 1);
                check_text(source, &cell.text);
                assert!(table.span.contains(cell.text.whole_span()), "{table:?}");
            }
        }
        BlockKind::Image { .. } => {}
    }
}

fn check_text(source: &Source, text: &Text<'_>) {
    assert_eq!(text.content(), text.content().trim());
    check_span(source, text.whole_span());
    for (at, c) in text.content().char_indices() {
        let spans = text.spans(at..at + c.len_utf8());
        let [span] = spans.as_slice() else { panic!("a character has one place: {spans:?}") };
        check_span(source, *span);
        assert!(text.whole_span().contains(*span));
        check_char(c, source.slice(*span));
    }
}

/// A character stands in the source as it is, or the source has a known other way to say it.
fn check_char(c: char, raw: &str) {
    let said_otherwise = raw.starts_with('&')
        || (c == ' ' && raw.bytes().all(|byte| byte.is_ascii_whitespace()))
        || (c == '\n' && (raw.trim().is_empty() || raw.trim() == "\\" || raw.starts_with('<')))
        || (c == '\u{FFFD}' && raw == "\0")
        // A code span over several lines is said as a whole.
        || raw.starts_with('`');
    assert!(raw == c.encode_utf8(&mut [0; 4]) || said_otherwise, "{c:?} is said by {raw:?}");
}

fn check_span(source: &Source, span: Span) {
    assert!(span.start <= span.end);
    assert!(source.text.get(span.range()).is_some(), "{span:?} is no place in {:?}", source.text);
}

fn check_all_formats(source: &Source) {
    for format in FORMATS {
        check(&read(source, format));
    }
    check(&read(source, format_of(source)));
}

/// Pieces of text with much of what means something in one of the formats.
const PIECES: &str = "\
    # ‖## 一、总体情况\n‖\n‖\n\n‖\r\n‖\r‖\t‖\t\t‖|‖ | ‖|---|---|\n‖---\n‖===\n‖- ‖1. ‖2) ‖> ‖    ‖\
    ```\n‖**‖*‖_‖`‖\\‖\\|‖[‖](x)‖![图](‖a/b.png)‖<br>‖<br/>‖&nbsp;‖&amp;‖&#32;‖&#x0;‖&‖<‖>‖<!-- ‖ -->‖\
    <p>‖</p>‖<b>‖</b>‖<table>‖</table>‖<tr>‖<td rowspan=0>‖<td colspan=9999>‖</td>‖<th>‖\
    <caption>‖<pre>‖</pre>‖<ul><li>‖<a href=1>‖</a>‖<nav>‖</nav>‖<h1>‖</h1>‖<img src='a/b.png'>‖\
    <title>‖</title>‖<div style='display:none'>‖<div>‖</div>‖<meta charset=gbk>‖<script>‖\
    </script>‖<template>‖<svg>‖<select>‖<textarea>‖中文‖甲‖0‖ ‖\u{a0}‖\u{3000}‖\u{FEFF}‖\0‖𠀀‖2023年‖\
    :‖~~‖~‖[注]: 说明‖</>";

fn markup() -> impl Strategy<Value = String> {
    let pieces = prop::sample::select(PIECES.split('‖').collect::<Vec<_>>());
    prop::collection::vec(pieces, 0..50).prop_map(|pieces| pieces.concat())
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 1_500, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn spans_of_markup_are_exact(text in markup()) {
        check_all_formats(&Source::from_text("年报.txt", text));
    }

    #[test]
    fn any_text_is_read(text in "(?s).{0,80}") {
        check_all_formats(&Source::from_text("年报.txt", text));
    }

    #[test]
    fn any_bytes_are_decoded_and_read_or_refused(bytes in prop::collection::vec(any::<u8>(), 0..200)) {
        if let Ok(source) = decode("年报.txt", bytes) {
            check_all_formats(&source);
        }
    }

}

proptest! {
    #![proptest_config(ProptestConfig { cases: 200, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn bytes_of_chinese_encodings_with_damage_are_decoded(
        bytes in prop::collection::vec(
            prop_oneof![Just(b'\n'), Just(b'<'), 0x20..0x7F_u8, 0x81..0xFF_u8, 0xA1..0xF8_u8],
            0..200,
        )
    ) {
        if let Ok(source) = decode("年报.txt", bytes.clone()) {
            check_offsets(&source, bytes.len());
            check_all_formats(&source);
        }
    }
}

/// Offsets of the file never run back and stay inside the file.
fn check_offsets(source: &Source, file_len: usize) {
    let mut last = 0;
    for (at, _) in source.text.char_indices() {
        let offset = source.offsets.file_offset(Span::new(at..at).start);
        assert!(last <= offset && offset as usize <= file_len);
        last = offset;
    }
}
