//! What LibreOffice makes of documents that were mended or annotated. `.ci/run` installs it; elsewhere, where it is not
//! there, it is said that nothing was looked at.

use std::fs;
use std::io::Write;
use std::path::Path;
use std::process::Command;

use nianbao_read::Revision;
use nianbao_run::{Fixes, annotate_bytes, fix_bytes, track_bytes};
use nianbao_test::word::{parts_of, zipped};

use crate::support::{fixtures, profile};

const MAIN: &str = "word/document.xml";

/// Converts the Word documents in `folder` to flat XML beside them; tells whether LibreOffice is there at all.
fn convert(folder: &Path, names: &[&str]) -> bool {
    let is_there = Command::new("soffice").arg("--version").output().is_ok();
    if !is_there {
        // Not by a macro: the test runner shows what a passed test prints to nobody.
        let _ = writeln!(
            std::io::stderr(),
            "note: soffice is not installed, Word documents were not opened with it"
        );
        return false;
    }
    // A profile of its own: two of it cannot run on one.
    let home = format!("-env:UserInstallation=file://{}/home", folder.display());
    let ran = Command::new("soffice")
        .args([&home, "--headless", "--convert-to", "fodt", "--outdir"])
        .arg(folder)
        .args(names.iter().map(|name| folder.join(name)))
        .output()
        .unwrap();
    assert!(ran.status.success(), "{ran:?}");
    true
}

fn converted(folder: &Path, name: &str) -> String {
    let path = folder.join(name).with_extension("fodt");
    fs::read_to_string(&path).unwrap_or_else(|error| panic!("{}: {error}", path.display()))
}

/// The words within the elements named so, tags and white space left out, for each of them.
fn elements(xml: &str, name: &str) -> Vec<String> {
    let (open, close) = (format!("<{name} "), format!("</{name}>"));
    let parts = xml.split(&open).skip(1).filter_map(|part| part.split_once('>'));
    let inner = parts.filter_map(|(_, rest)| rest.split_once(&close)).map(|(inner, _)| inner);
    inner.map(words).collect()
}

fn words(xml: &str) -> String {
    let parts = xml.split('<').map(|part| part.split_once('>').map_or(part, |(_, words)| words));
    parts.map(dense).collect()
}

fn dense(words: &str) -> String {
    words.chars().filter(|c| !c.is_whitespace()).collect()
}

fn revision() -> Revision {
    Revision { author: "nianbao".to_owned(), date: "2024-01-22T00:00:00Z".to_owned() }
}

/// A document of each program, with two slips that safe fixes mend.
fn slips(name: &str) -> Vec<u8> {
    let bytes = fs::read(fixtures().join("word").join(name)).unwrap();
    let mut parts = parts_of(&bytes);
    let xml = String::from_utf8(parts[MAIN].clone()).unwrap();
    parts.insert(MAIN.to_owned(), xml.replacen("，", ",", 2).into_bytes());
    zipped(&parts)
}

#[test]
fn libreoffice_shows_edits_and_comments() {
    let folder = tempfile::tempdir().unwrap();
    let write = |name: &str, bytes: &[u8]| fs::write(folder.path().join(name), bytes).unwrap();
    let mut names = Vec::new();
    let mut expected = Vec::new();
    for program in ["libreoffice", "pandoc", "python-docx"] {
        let bytes = slips(&format!("one-cell-breaks-two-sums.html.{program}.docx"));
        let annotated = annotate_bytes("a.docx", &bytes, &profile(), &revision());
        let fixed = fix_bytes("a.docx", &bytes, &profile(), Fixes::Safe).bytes.unwrap();
        let tracked = track_bytes("a.docx", &bytes, &profile(), Fixes::Safe, &revision());
        for (kind, bytes) in [
            ("annotated", annotated.copy.unwrap().unwrap()),
            ("fixed", fixed),
            ("tracked", tracked.bytes.unwrap()),
        ] {
            names.push(format!("{program}-{kind}.docx"));
            write(names.last().unwrap(), &bytes);
        }
        expected.push((program, annotated.document.diagnostics));
    }
    let names: Vec<&str> = names.iter().map(String::as_str).collect();
    if !convert(folder.path(), &names) {
        return;
    }
    for (program, diagnostics) in expected {
        let annotated = converted(folder.path(), &format!("{program}-annotated.docx"));
        let comments = elements(&annotated, "office:annotation");
        assert_eq!(comments.len(), diagnostics.len(), "{program}: {comments:?}");
        for finding in &diagnostics {
            let message = dense(&finding.message);
            let is_told = |it: &String| it.contains(&message) && it.contains(&*finding.rule);
            assert!(comments.iter().any(is_told), "{program}: {} in {comments:?}", finding.message);
        }
        let said = words(&converted(folder.path(), &format!("{program}-fixed.docx")));
        assert!(!said.contains(','), "{program}");
        let tracked = converted(folder.path(), &format!("{program}-tracked.docx"));
        let changes = elements(&tracked, "text:changed-region");
        assert_eq!(changes.len(), 4, "{program}: {changes:?}");
        assert!(changes.iter().all(|it| it.contains("nianbao2024-01-22")), "{changes:?}");
    }
}
