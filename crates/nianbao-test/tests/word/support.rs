//! The way from a Word document to what a test says of it.

use std::fmt::Write;
use std::path::{Path, PathBuf};

use nianbao_document::{BlockKind, Region, Table};
use nianbao_lint::Settings;
use nianbao_read::{Opened, open};
use nianbao_run::{CheckedDocument, Profile, check_bytes};
use nianbao_span::Span;

/// What all linked rules find with the settings that hold where there are none.
pub(crate) fn check(path: &str, bytes: Vec<u8>) -> CheckedDocument {
    check_bytes(path, bytes, &profile())
}

pub(crate) fn profile() -> Profile {
    Profile::new(Settings::default())
}

pub(crate) fn fixtures() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../../fixtures")
}

/// A document read, which it must be.
#[track_caller]
pub(crate) fn opened(bytes: Vec<u8>) -> Opened {
    open("年报.docx", bytes).unwrap_or_else(|error| panic!("{error}"))
}

/// The blocks a line each: `H2` heading, `P` paragraph, `T` table, `I` picture; `-` before those of the page around.
#[track_caller]
pub(crate) fn outline(bytes: Vec<u8>) -> Vec<String> {
    let opened = opened(bytes);
    let document = opened.document();
    let line = |block: &nianbao_document::Block<'_>| {
        let page = if block.region == Region::Page { "-" } else { "" };
        let said = match &block.kind {
            BlockKind::Heading { level, text } => format!("H{level} {}", text.content()),
            BlockKind::Paragraph(text) => format!("P {}", text.content()),
            BlockKind::Table(table) => format!("T {}", cells(table)),
            BlockKind::Image { name, .. } => format!("I {name}"),
        };
        format!("{page}{said}")
    };
    document.blocks.iter().map(line).collect()
}

/// Rows of cells `[words@column+width×height]`, with what is 1 left out.
fn cells(table: &Table<'_>) -> String {
    let mut shown = String::new();
    for row in &table.rows {
        for cell in &row.cells {
            write!(shown, "[{}@{}", cell.text.content().replace('\n', "/"), cell.column).unwrap();
            if cell.colspan > 1 {
                write!(shown, "+{}", cell.colspan).unwrap();
            }
            if cell.rowspan > 1 {
                write!(shown, "×{}", cell.rowspan).unwrap();
            }
            shown.push(']');
        }
        shown.push('|');
    }
    shown
}

/// Where Word's user finds `words`.
#[track_caller]
pub(crate) fn place_of(opened: &Opened, words: &str) -> String {
    let at = opened.source.text.find(words).unwrap_or_else(|| panic!("no {words}"));
    let span = Span::new(at..at + words.len());
    opened.docx.as_ref().unwrap().place(span).unwrap_or_default()
}
