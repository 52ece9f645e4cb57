//! The baseline as a file: JSON, one finding a line, sorted, so that its differences are easy to read.

use std::fmt::Write as _;
use std::str::Utf8Error;

use serde::{Deserialize, Serialize};
use serde_json::error::Category;
use thiserror::Error;

/// The version that is written and understood.
pub(super) const VERSION: u64 = 1;

const CUT: &str = "基线文件不完整，后半部分没有了";
const NONE_OF_OURS: &str = "不是 nianbao 的基线文件";

/// What a baseline file says.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Contents {
    #[serde(rename = "version")]
    _version: u64,
    pub(super) documents: Vec<KnownDocument>,
}

/// The findings known of one file.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct KnownDocument {
    /// From the folder of the baseline file, with `/` between its parts.
    pub(super) path: String,
    /// The organ that reports, to know the report again in a file of another name.
    pub(super) organ: Option<String>,
    /// The year reported on.
    pub(super) year: Option<u16>,
    pub(super) findings: Vec<KnownFinding>,
}

/// One known finding. All but the fingerprint is for those who read the file.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct KnownFinding {
    pub(super) rule: String,
    pub(super) place: Option<String>,
    pub(super) message: String,
    pub(super) fingerprint: String,
}

/// What is wrong with a baseline file, and in which line.
#[derive(Debug, Error)]
#[error("{what}")]
pub(super) struct Flaw {
    pub(super) line: usize,
    pub(super) what: String,
}

/// What a file of any version says first.
#[derive(Deserialize)]
struct Head {
    version: u64,
}

/// Reads a baseline file.
pub(super) fn read(bytes: &[u8]) -> Result<Vec<KnownDocument>, Flaw> {
    str::from_utf8(bytes).map_err(|error| unfinished(bytes, &error)).and_then(parse)
}

/// A file that ends in the middle of a character was cut there; any other that is no UTF-8 is none of nianbao's.
fn unfinished(bytes: &[u8], error: &Utf8Error) -> Flaw {
    let lines = bytes[..error.valid_up_to()].split(|byte| *byte == b'\n').count();
    Flaw::new(lines, if error.error_len().is_none() { CUT } else { NONE_OF_OURS })
}

/// Reads a baseline file's `text`.
fn parse(text: &str) -> Result<Vec<KnownDocument>, Flaw> {
    let head: Head = serde_json::from_str(text).map_err(|error| flaw(&error))?;
    if head.version != VERSION {
        let line = text.lines().position(|line| line.contains("\"version\"")).unwrap_or_default();
        let what = format!(
            "基线的版本是 {}，本程序只认得版本 {VERSION}，请用 nianbao baseline 重新生成",
            head.version
        );
        return Err(Flaw { line: line + 1, what });
    }
    let contents: Contents = serde_json::from_str(text).map_err(|error| flaw(&error))?;
    Ok(contents.documents)
}

fn flaw(error: &serde_json::Error) -> Flaw {
    let what = match error.classify() {
        Category::Eof => CUT,
        Category::Syntax => "基线文件不是正确的 JSON",
        Category::Data | Category::Io => NONE_OF_OURS,
    };
    Flaw::new(error.line().max(1), what)
}

impl Flaw {
    fn new(line: usize, what: &str) -> Flaw {
        Flaw { line, what: format!("{what}；可用 nianbao baseline 重新生成") }
    }
}

/// The file that says `documents`, which need not be sorted. Files without findings are left out.
pub(super) fn written(documents: impl IntoIterator<Item = KnownDocument>) -> String {
    let mut documents: Vec<KnownDocument> = documents.into_iter().collect();
    documents.retain(|document| !document.findings.is_empty());
    documents.sort_by(|a, b| a.path.cmp(&b.path));
    let mut out = format!("{{\n  \"version\": {VERSION},\n  \"documents\": [");
    for (index, document) in documents.iter_mut().enumerate() {
        document.findings.sort();
        let comma = if index == 0 { "" } else { "," };
        // Writing to a string cannot fail.
        let _ = write!(
            out,
            "{comma}\n    {{\"path\": {}, \"organ\": {}, \"year\": {}, \"findings\": [",
            json(&document.path),
            json(&document.organ),
            json(&document.year),
        );
        for (index, finding) in document.findings.iter().enumerate() {
            let comma = if index == 0 { "" } else { "," };
            let _ = write!(out, "{comma}\n      {}", json(finding));
        }
        out.push_str("\n    ]}");
    }
    out.push_str("\n  ]\n}\n");
    out
}

fn json(value: &impl Serialize) -> String {
    serde_json::to_string(value).expect("every key is a string")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn document(path: &str) -> KnownDocument {
        let finding = |rule: &str| KnownFinding {
            rule: rule.to_owned(),
            place: None,
            message: "“甲”\n".to_owned(),
            fingerprint: "0f".to_owned(),
        };
        let findings = vec![finding("b/b"), finding("a/a")];
        KnownDocument { path: path.to_owned(), organ: None, year: Some(2023), findings }
    }

    #[test]
    fn what_is_written_is_sorted_and_read_again() {
        let text = written([document("乙"), document("a")]);
        let expected = r#"{
  "version": 1,
  "documents": [
    {"path": "a", "organ": null, "year": 2023, "findings": [
      {"rule":"a/a","place":null,"message":"“甲”\n","fingerprint":"0f"},
      {"rule":"b/b","place":null,"message":"“甲”\n","fingerprint":"0f"}
    ]},
    {"path": "乙", "organ": null, "year": 2023, "findings": [
      {"rule":"a/a","place":null,"message":"“甲”\n","fingerprint":"0f"},
      {"rule":"b/b","place":null,"message":"“甲”\n","fingerprint":"0f"}
    ]}
  ]
}
"#;
        assert_eq!(text, expected);
        assert_eq!(written(parse(&text).unwrap()), text);
        assert_eq!(written([]), "{\n  \"version\": 1,\n  \"documents\": [\n  ]\n}\n");
    }

    #[track_caller]
    fn check_flaw(text: &str, line: usize, what: &str) {
        let flaw = parse(text).map(|_| ()).unwrap_err();
        assert_eq!(flaw.line, line, "{flaw}");
        assert!(flaw.what.contains(what), "{flaw}");
    }

    #[test]
    fn a_broken_file_says_in_which_line() {
        let whole = written([document("a"), document("b")]);
        check_flaw("", 1, "不完整");
        check_flaw(
            &whole.replace("\"version\": 1", "\"version\": 2"),
            2,
            "版本是 2，本程序只认得版本 1",
        );
        check_flaw(&whole.replace(",\n", "\n"), 3, "不是正确的 JSON");
        check_flaw(&whole.replace("\"rule\"", "\"role\""), 5, "不是 nianbao 的基线文件");
        check_flaw("[]", 1, "不是 nianbao 的基线文件");
        for cut in (1..whole.len()).filter(|cut| !whole.is_char_boundary(*cut)) {
            let flaw = read(&whole.as_bytes()[..cut]).map(|_| ()).unwrap_err();
            assert!(flaw.what.contains("不完整") && flaw.line > 4, "{cut}: {flaw}");
        }
        assert_eq!(read(b"{\n\xFF\n").map(|_| ()).unwrap_err().line, 2);
        for (cut, _) in whole.char_indices().skip(1).take_while(|(at, _)| at + 2 < whole.len()) {
            let lines = whole[..cut].lines().count();
            let flaw = parse(&whole[..cut]).map(|_| ()).unwrap_err();
            assert!(
                flaw.what.contains("不完整") && flaw.line.abs_diff(lines) <= 1,
                "{cut}: {flaw}"
            );
        }
    }
}
