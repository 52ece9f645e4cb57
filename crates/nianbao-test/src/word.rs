//! Word documents built by hand, and looked into part by part.

use std::collections::BTreeMap;
use std::io::{Cursor, Read, Write};

use zip::write::SimpleFileOptions;
use zip::{ZipArchive, ZipWriter};

/// A Word document being built. What a test says is put into the frame that every such document has.
#[derive(Clone, Debug)]
pub struct WordFile {
    parts: BTreeMap<String, Vec<u8>>,
    relations: String,
    types: String,
}

const NAMESPACES: &str = r#"xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships" xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing" xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape" xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" xmlns:pic="http://schemas.openxmlformats.org/drawingml/2006/picture" xmlns:v="urn:schemas-microsoft-com:vml" xmlns:m="http://schemas.openxmlformats.org/officeDocument/2006/math""#;
const DECLARATION: &str = r#"<?xml version="1.0" encoding="UTF-8" standalone="yes"?>"#;
const OFFICE: &str = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
const PACKAGE: &str = "http://schemas.openxmlformats.org/package/2006";
const WORD_TYPE: &str = "application/vnd.openxmlformats-officedocument.wordprocessingml";

impl WordFile {
    /// A document whose body holds this XML, in which `w`, `r`, `mc`, `wp`, `wps`, `a`, `pic`, `v` and `m` are known.
    pub fn new(body: &str) -> WordFile {
        let file = WordFile {
            parts: BTreeMap::new(),
            relations: String::new(),
            types: format!(
                r#"<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/><Override PartName="/word/document.xml" ContentType="{WORD_TYPE}.document.main+xml"/>"#
            ),
        };
        let root = format!(
            r#"<Relationships xmlns="{PACKAGE}/relationships"><Relationship Id="rId1" Type="{OFFICE}/officeDocument" Target="word/document.xml"/></Relationships>"#
        );
        let document =
            format!("{DECLARATION}<w:document {NAMESPACES}><w:body>{body}</w:body></w:document>");
        file.with_part("_rels/.rels", root).with_part("word/document.xml", document)
    }

    /// The same with a part of this kind (`styles`, `numbering`, `footnotes`, `header`, …) whose root element holds `xml`;
    /// its relation has the kind as its name.
    #[must_use]
    pub fn with(mut self, kind: &str, xml: &str) -> WordFile {
        let root = match kind {
            "header" => "hdr",
            "footer" => "ftr",
            other => other,
        };
        let relation =
            format!(r#"<Relationship Id="{kind}" Type="{OFFICE}/{kind}" Target="{kind}.xml"/>"#);
        self.relations.push_str(&relation);
        let part_type = format!(
            r#"<Override PartName="/word/{kind}.xml" ContentType="{WORD_TYPE}.{kind}+xml"/>"#
        );
        self.types.push_str(&part_type);
        let part = format!("{DECLARATION}<w:{root} {NAMESPACES}>{xml}</w:{root}>");
        self.with_part(&format!("word/{kind}.xml"), part)
    }

    /// The same with this part as it is, instead of one of the same name.
    #[must_use]
    pub fn with_part(mut self, name: &str, bytes: impl Into<Vec<u8>>) -> WordFile {
        self.parts.insert(name.to_owned(), bytes.into());
        self
    }

    /// The same without the part named so.
    #[must_use]
    pub fn without(mut self, name: &str) -> WordFile {
        self.parts.remove(name);
        // A list that is made anew is left out by being empty.
        if name == "[Content_Types].xml" {
            self.types.clear();
        }
        self
    }

    /// The file.
    ///
    /// # Panics
    /// Never: writing to memory does not fail.
    pub fn bytes(&self) -> Vec<u8> {
        let mut parts = self.parts.clone();
        if !self.types.is_empty() {
            let types = format!(r#"<Types xmlns="{PACKAGE}/content-types">{}</Types>"#, self.types);
            parts.entry("[Content_Types].xml".to_owned()).or_insert(types.into_bytes());
        }
        let relations = format!(
            r#"<Relationships xmlns="{PACKAGE}/relationships">{}</Relationships>"#,
            self.relations
        );
        parts.entry("word/_rels/document.xml.rels".to_owned()).or_insert(relations.into_bytes());
        zipped(&parts)
    }
}

/// A zip archive of these files.
///
/// # Panics
/// Never: writing to memory does not fail.
pub fn zipped(parts: &BTreeMap<String, Vec<u8>>) -> Vec<u8> {
    let mut writer = ZipWriter::new(Cursor::new(Vec::new()));
    for (name, bytes) in parts {
        writer.start_file(name.as_str(), SimpleFileOptions::default()).expect("a name");
        writer.write_all(bytes).expect("memory");
    }
    writer.finish().expect("memory").into_inner()
}

/// The parts of a Word document by name, unpacked.
///
/// # Panics
/// Where it is no zip archive.
#[track_caller]
pub fn parts_of(bytes: &[u8]) -> BTreeMap<String, Vec<u8>> {
    let mut archive = ZipArchive::new(Cursor::new(bytes)).expect("a zip archive");
    let mut parts = BTreeMap::new();
    for index in 0..archive.len() {
        let mut file = archive.by_index(index).expect("an entry");
        let mut content = Vec::new();
        file.read_to_end(&mut content).expect("an entry that unpacks");
        parts.insert(file.name().expect("a name").into_owned(), content);
    }
    parts
}

/// A paragraph of one run.
pub fn paragraph(words: &str) -> String {
    format!(r#"<w:p><w:r><w:t xml:space="preserve">{words}</w:t></w:r></w:p>"#)
}
