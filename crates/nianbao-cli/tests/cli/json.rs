//! The JSON contract over real runs.

use encoding_rs::Encoding;
use nianbao_test::layout::{FileEncoding, Layout};
use serde_json::Value;

use crate::support::{Folder, clean_report, findings_of, unbalanced_report};

const SCHEMA: &str = include_str!("../../../../docs/output.schema.json");

/// A folder with reports of several layouts and encodings, and files that are none.
fn mixed_folder() -> Folder {
    let folder = Folder::new();
    for (index, layout) in Layout::ALL.into_iter().enumerate() {
        let name = format!("r/{index:02}-{}.{}", layout.name(), layout.extension());
        folder.write(&name, unbalanced_report(layout));
    }
    for encoding in FileEncoding::ALL.into_iter().filter(|it| *it != FileEncoding::Big5) {
        let bytes = encoding.encode(&unbalanced_report(Layout::HtmlMerged));
        folder.write(&format!("r/x-{encoding:?}.html"), bytes);
    }
    folder.write("r/y.txt", "不是报告\u{202E}\n");
    folder.write("r/z.txt", b"\x89PNG\r\n\x1A\n\x00\x00");
    folder
}

#[test]
fn real_output_fits_the_published_schema() {
    let schema: Value = serde_json::from_str(SCHEMA).expect("the schema is JSON");
    let validator = jsonschema::validator_for(&schema).expect("the schema is one");
    let output = mixed_folder().json(&["r"]);
    let errors: Vec<String> =
        validator.iter_errors(&output).map(|error| error.to_string()).collect();
    assert!(errors.is_empty(), "{errors:#?}");
}

#[test]
fn bytes_cut_from_the_file_say_the_text() {
    let folder = mixed_folder();
    let output = folder.json(&["r"]);
    let mut cut = 0;
    for document in output["documents"].as_array().expect("documents are a list") {
        let Some(label) = document["encoding"].as_str() else { continue };
        let encoding = Encoding::for_label(label.as_bytes()).expect("it is a WHATWG name");
        let path = document["path"].as_str().expect("a path is words");
        let bytes = std::fs::read(folder.path(path)).expect("the file is there");
        for finding in document["diagnostics"].as_array().expect("findings are a list") {
            let labels = finding["labels"].as_array().expect("labels are a list");
            for range in std::iter::once(finding).chain(labels) {
                let at = |end: &str| {
                    let offset = range["byte"][end].as_u64().expect("an offset is a number");
                    usize::try_from(offset).expect("the file is small")
                };
                let (text, _) =
                    encoding.decode_without_bom_handling(&bytes[at("start")..at("end")]);
                assert_eq!(range["text"], *text, "{path}: {finding:#}");
                cut += 1;
            }
        }
    }
    assert!(cut > 100, "only {cut} places");
}

#[test]
fn a_sum_is_found_in_every_encoding() {
    let output = mixed_folder().json(&["r"]);
    let documents = output["documents"].as_array().expect("documents are a list");
    let encoded: Vec<&Value> = documents
        .iter()
        .filter(|document| document["path"].as_str().is_some_and(|path| path.starts_with("r/x-")))
        .collect();
    assert_eq!(encoded.len(), 6);
    for document in encoded {
        let found = findings_of(document, "sums/row-total");
        assert_eq!(found.len(), 1, "{}", document["path"]);
        assert_eq!(found[0]["text"], "98765");
        assert_eq!(found[0]["place"]["row"], "new_received");
    }
}

#[test]
fn output_is_the_same_at_any_thread_count() {
    let folder = Folder::new();
    for index in 0..80 {
        let layout = Layout::ALL[index % Layout::ALL.len()];
        folder.write(
            &format!("r/{}/{index}.{}", index % 7, layout.extension()),
            match index % 3 {
                0 => clean_report(layout),
                _ => unbalanced_report(layout),
            },
        );
    }
    for format in ["json", "text"] {
        let run = |threads| folder.run(&["r", "--output-format", format, "--threads", threads]);
        let one = run("1");
        assert!(one.stdout.len() > 1_000, "{one:?}");
        for threads in ["2", "4"] {
            let many = run(threads);
            assert!(many.stdout == one.stdout && many.code == one.code, "{format}, {threads}");
        }
    }
}

#[test]
fn a_file_says_the_same_among_others_and_by_itself() {
    let folder = mixed_folder();
    folder.write("r/lint.toml", "");
    for index in 0..40 {
        let name = format!("r/y-{index}");
        match index % 10 {
            0 => folder.write(&format!("{name}.docx"), "not what it is called"),
            1 => folder.write(&format!("{name}.txt"), "买菜\n买米\n"),
            2 => {
                folder.write(&format!("{name}/lint.toml"), "[rules]\nsums = \"off\"\n");
                folder.write(&format!("{name}/a.txt"), unbalanced_report(Layout::TabRows));
            }
            _ => folder.write(&format!("{name}.txt"), unbalanced_report(Layout::TabRows)),
        }
    }
    let among_others = folder.json(&["r"]);
    let documents = among_others["documents"].as_array().expect("documents are a list");
    assert!(documents.len() > 45, "{}", documents.len());
    for document in documents {
        let path = document["path"].as_str().expect("a path is text");
        assert_eq!(folder.json(&[path])["documents"][0], *document, "{path}");
    }
}

#[test]
fn json_lines_are_the_findings_with_their_paths() {
    let folder = mixed_folder();
    let output = folder.json(&["r"]);
    let ran = folder.run(&["check", "r", "--output-format", "json-lines"]);
    let mut lines = ran.stdout.lines();
    for document in output["documents"].as_array().expect("documents are a list") {
        for finding in document["diagnostics"].as_array().expect("findings are a list") {
            let mut expected = finding.clone();
            expected["path"] = document["path"].clone();
            let line = lines.next().expect("there are as many lines as findings");
            assert_eq!(serde_json::from_str::<Value>(line).ok(), Some(expected));
        }
    }
    assert_eq!(lines.next(), None);
}

#[test]
fn nothing_hidden_reaches_the_output() {
    let ran = mixed_folder().run(&["check", "r", "--output-format", "json"]);
    assert!(!ran.stdout.contains('\u{202E}'));
}
