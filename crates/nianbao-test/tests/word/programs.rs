//! The documents of `fixtures/word`, which several programs made of the invented reports. Its `make.py` tells how.

use std::collections::BTreeMap;
use std::fs;
use std::path::PathBuf;

use nianbao_document::Format;
use nianbao_run::{CheckedDocument, Status};

use crate::support::{check, fixtures};

/// The Word documents with the reports they were made of.
fn documents() -> Vec<(PathBuf, PathBuf)> {
    let all = fs::read_dir(fixtures().join("word")).unwrap().map(|entry| entry.unwrap().path());
    let documents = all.filter(|path| path.extension().is_some_and(|it| it == "docx"));
    let mut pairs: Vec<_> = documents.map(|path| (path.clone(), original(&path))).collect();
    pairs.sort();
    pairs
}

fn original(path: &std::path::Path) -> PathBuf {
    let name = path.file_stem().unwrap().to_str().unwrap();
    let (name, _program) = name.rsplit_once('.').unwrap();
    let folders = ["clean", "defective"].map(|folder| fixtures().join("reports").join(folder));
    let found = folders.into_iter().map(|folder| folder.join(name)).find(|path| path.is_file());
    found.unwrap_or_else(|| panic!("no report {name}"))
}

/// Findings by rule, weight and message, with how many there are.
fn findings(document: &CheckedDocument) -> BTreeMap<String, usize> {
    let mut counts = BTreeMap::new();
    for finding in &document.diagnostics {
        let severity = finding.severity.name();
        *counts.entry(format!("{severity}[{}] {}", finding.rule, finding.message)).or_default() +=
            1;
    }
    counts
}

#[test]
fn the_same_is_found_whatever_program_made_the_document() {
    let mut programs = BTreeMap::new();
    for (word, report) in documents() {
        let checked = |path: &PathBuf| check(&path.to_string_lossy(), fs::read(path).unwrap());
        let (word_found, report_found) = (checked(&word), checked(&report));
        assert_eq!(word_found.status, Status::Checked, "{}", word.display());
        assert_eq!(word_found.format, Some(Format::Docx));
        assert_eq!(word_found.report, report_found.report, "{}", word.display());
        assert_eq!(findings(&word_found), findings(&report_found), "{}", word.display());
        let stem = word.file_stem().unwrap().to_string_lossy().into_owned();
        *programs.entry(stem.rsplit_once('.').unwrap().1.to_owned()).or_insert(0) += 1;
    }
    assert!(programs.len() >= 3 && programs.values().all(|count| *count >= 3), "{programs:?}");
}

#[test]
fn findings_say_where_to_look_in_word() {
    let path = fixtures().join("word/one-cell-breaks-two-sums.html.python-docx.docx");
    let document = check("年报.docx", fs::read(path).unwrap());
    let labels: Vec<&str> = document
        .diagnostics
        .iter()
        .map(|finding| finding.place.as_ref().unwrap().label.as_str())
        .collect();
    assert_eq!(labels, ["表三 · （一）予以公开 · 商业企业（第2个表格第6行第4列）"]);
}
