//! What `LibreOffice` makes of documents that were mended or annotated. `.ci/run` installs it; elsewhere, where it is not
//! there, it is said that nothing was looked at.

use std::fs;
use std::io::Write;
use std::path::Path;
use std::process::Command;

use nianbao_read::Revision;
use nianbao_run::{Fixes, annotate_bytes, fix_bytes, track_bytes};
use nianbao_test::word::{WordFile, paragraph, parts_of, zipped};

use crate::support::{fixtures, outline, profile};

const MAIN: &str = "word/document.xml";

/// Converts the Word documents in `folder` to `format` in the folder `out`; tells whether `LibreOffice` is there at all.
fn convert(folder: &Path, names: &[&str], format: &str, out: &Path) -> bool {
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
        .args([&home, "--headless", "--convert-to", format, "--outdir"])
        .arg(out)
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
        let annotated = annotate_bytes("a.docx", &bytes, &profile(), &revision(), &|_| ());
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
    if !convert(folder.path(), &names, "fodt", folder.path()) {
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

/// A document of everything that `LibreOffice` writes otherwise than it reads it.
fn features() -> WordFile {
    let numbered = |level: u32, words: &str| {
        format!(
            r#"<w:p><w:pPr><w:numPr><w:ilvl w:val="{level}"/><w:numId w:val="1"/></w:numPr></w:pPr><w:r><w:t>{words}</w:t></w:r></w:p>"#
        )
    };
    let level = |level: u32, format: &str, text: &str| {
        format!(
            r#"<w:lvl w:ilvl="{level}"><w:start w:val="1"/><w:numFmt w:val="{format}"/><w:lvlText w:val="{text}"/></w:lvl>"#
        )
    };
    let cell = |properties: &str, words: &str| {
        format!("<w:tc><w:tcPr>{properties}</w:tcPr>{}</w:tc>", paragraph(words))
    };
    let wide = cell(r#"<w:gridSpan w:val="2"/>"#, "并列");
    let high = cell(r#"<w:vMerge w:val="restart"/>"#, "并行");
    let rest = cell("", "甲") + &cell("", "乙") + &cell("<w:vMerge/>", "");
    let column = r#"<w:gridCol w:w="2000"/>"#.repeat(3);
    let changes = r#"<w:p><w:r><w:t>甲</w:t></w:r><w:del w:id="5" w:author="科长"><w:r><w:delText>旧</w:delText></w:r></w:del><w:ins w:id="6" w:author="科长"><w:r><w:t>新</w:t></w:r></w:ins></w:p>"#;
    let body = [
        numbered(0, "一级"),
        numbered(1, "二级"),
        numbered(2, "三级"),
        numbered(1, "又二级"),
        numbered(0, "又一级"),
        r#"<w:p><w:r><w:t>共3件</w:t></w:r><w:r><w:footnoteReference w:id="2"/></w:r></w:p>"#
            .to_owned(),
        changes.to_owned(),
        "<w:p><w:r><w:t>前</w:t><w:br/><w:t>后</w:t></w:r></w:p>".to_owned(),
        format!(
            "<w:tbl><w:tblPr/><w:tblGrid>{column}</w:tblGrid><w:tr>{wide}{high}</w:tr><w:tr>{rest}</w:tr></w:tbl>"
        ),
        paragraph("尾"),
        r#"<w:sectPr><w:headerReference w:type="default" r:id="header"/></w:sectPr>"#.to_owned(),
    ];
    let levels = [
        level(0, "chineseCounting", "%1、"),
        level(1, "chineseCounting", "（%2）"),
        level(2, "decimal", "%3."),
    ];
    let levels = levels.concat();
    let numbering = format!(
        r#"<w:abstractNum w:abstractNumId="0">{levels}</w:abstractNum><w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num>"#
    );
    let note = format!(r#"<w:footnote w:id="2">{}</w:footnote>"#, paragraph("注"));
    WordFile::new(&body.concat())
        .with("numbering", &numbering)
        .with("footnotes", &note)
        .with("header", &paragraph("页眉"))
}

#[test]
fn what_libreoffice_writes_again_is_read_alike() {
    let folder = tempfile::tempdir().unwrap();
    let bytes = features().bytes();
    fs::write(folder.path().join("a.docx"), &bytes).unwrap();
    let out = folder.path().join("again");
    if !convert(folder.path(), &["a.docx"], "docx", &out) {
        return;
    }
    let expected = [
        "-P 页眉",
        "P 一、一级",
        "P （一）二级",
        "P 1.三级",
        "P （二）又二级",
        "P 二、又一级",
        "P 共3件",
        "P 注",
        "P 甲新",
        "P 前\n后",
        "T [并列@0+2][并行@2×2]|[甲@0][乙@1]|",
        "P 尾",
    ];
    assert_eq!(outline(bytes), expected);
    assert_eq!(outline(fs::read(out.join("a.docx")).unwrap()), expected);
}
