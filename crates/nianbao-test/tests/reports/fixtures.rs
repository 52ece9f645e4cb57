//! Whole invented reports as files, and what the user sees of them.
//!
//! The files are written by `UPDATE_FIXTURES=1 cargo test -p nianbao-test --test reports` from the models in
//! `fixtures/models`, so that a person can open them and the binary can be run over them.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

use nianbao_emit::{Color, Detail, Emitter, Text};
use nianbao_lint::Severity;
use nianbao_run::{CheckedDocument, Profile, check_bytes};
use nianbao_test::layout::{Layout, render};
use nianbao_test::model::ReportModel;

use crate::defects::{DEFECTIVE, Defective};

/// The models and the layouts they are written in: all for one of the 2021 edition, the main ones for one of 2019.
const CLEAN: [(&str, &[Layout]); 4] = [
    ("county-water-2023", &Layout::ALL),
    ("city-2021", &[Layout::HtmlMerged, Layout::CellLines]),
    ("town-2024", &[Layout::MarkdownTables, Layout::BlanksLeftOut]),
    (
        "district-education-2020",
        &[
            Layout::HtmlMerged,
            Layout::HtmlCms,
            Layout::MarkdownTables,
            Layout::MarkdownBlankFields,
            Layout::TabRows,
            Layout::PipeRows,
            Layout::CellLines,
            Layout::SpacedRows,
            Layout::TraditionalPinyin,
        ],
    ),
];

#[test]
fn files_are_as_their_models_say() {
    let mut expected = BTreeMap::new();
    for (model, layouts) in CLEAN {
        for layout in layouts {
            let path = format!("clean/{model}.{}.{}", layout.name(), layout.extension());
            expected.insert(path, render(&model_named(model), *layout).into_bytes());
        }
    }
    for case in DEFECTIVE {
        expected.insert(case.path(), case.bytes());
        expected.insert(format!("{}.stdout", case.path()), shown(case).into_bytes());
    }
    compare_folder(&expected);
}

#[test]
fn each_defect_is_found_and_nothing_else() {
    let mut faults = Vec::new();
    for case in DEFECTIVE {
        let found: Vec<String> = check(&case.path(), case.bytes())
            .diagnostics
            .iter()
            .filter(|finding| finding.severity > Severity::Info)
            .map(|finding| finding.rule.to_string())
            .collect();
        if found != case.found {
            faults.push(format!("{}: found {found:#?}, not {:#?}", case.name, case.found));
        }
    }
    assert!(faults.is_empty(), "\n{}", faults.join("\n"));
}

#[test]
fn models_written_by_hand_are_clean() {
    let mut faults = Vec::new();
    for (name, layouts) in CLEAN {
        for layout in layouts {
            let bytes = render(&model_named(name), *layout).into_bytes();
            let document = check(&format!("report.{}", layout.extension()), bytes);
            let errors = document
                .diagnostics
                .iter()
                .filter(|finding| finding.severity == Severity::Error)
                .filter(|finding| finding.rule != "script/pinyin-annotation");
            faults.extend(errors.map(|finding| {
                format!("{name} {}: {}: {}", layout.name(), finding.rule, finding.message)
            }));
        }
    }
    assert!(faults.is_empty(), "\n{}", faults.join("\n"));
}

impl Defective {
    /// Its path below `fixtures/reports`.
    fn path(&self) -> String {
        format!("defective/{}.{}", self.name, self.layout.extension())
    }

    fn bytes(&self) -> Vec<u8> {
        let mut model = model_named(self.model);
        (self.change)(&mut model);
        self.encoding.encode(&(self.damage)(render(&model, self.layout)))
    }
}

/// What `nianbao check` prints of the file.
fn shown(case: &Defective) -> String {
    let document = check(&format!("fixtures/reports/{}", case.path()), case.bytes());
    let bytes = Text::new(Color::Never, Detail::Full).document(&document);
    String::from_utf8(bytes).unwrap()
}

fn check(path: &str, bytes: Vec<u8>) -> CheckedDocument {
    check_bytes(path, bytes, &Profile::default())
}

fn model_named(name: &str) -> ReportModel {
    let path = fixtures().join(format!("models/{name}.toml"));
    ReportModel::from_toml(&fs::read_to_string(path).unwrap())
}

fn fixtures() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../../fixtures")
}

/// Compares `fixtures/reports` with the files expected there by path, or writes them where `UPDATE_FIXTURES` is set.
#[track_caller]
fn compare_folder(expected: &BTreeMap<String, Vec<u8>>) {
    let root = fixtures().join("reports");
    if std::env::var_os("UPDATE_FIXTURES").is_some() {
        let _ = fs::remove_dir_all(&root);
        for (path, bytes) in expected {
            let path = root.join(path);
            fs::create_dir_all(path.parent().unwrap()).unwrap();
            fs::write(path, bytes).unwrap();
        }
        return;
    }
    let changed: Vec<&str> = expected
        .iter()
        .filter(|(path, bytes)| fs::read(root.join(path)).ok().as_ref() != Some(bytes))
        .map(|(path, _)| path.as_str())
        .collect();
    let orphans: Vec<String> =
        files_below(&root, "").into_iter().filter(|path| !expected.contains_key(path)).collect();
    assert!(
        changed.is_empty() && orphans.is_empty(),
        "changed: {changed:#?}, of no model: {orphans:#?}; look at them with UPDATE_FIXTURES=1 and git diff"
    );
}

/// The files below `folder`, with `/` between the parts of their paths.
fn files_below(folder: &Path, prefix: &str) -> Vec<String> {
    let mut files = Vec::new();
    for entry in fs::read_dir(folder).unwrap().map(Result::unwrap) {
        let path = format!("{prefix}{}", entry.file_name().to_str().unwrap());
        if entry.file_type().unwrap().is_dir() {
            files.extend(files_below(&entry.path(), &format!("{path}/")));
        } else {
            files.push(path);
        }
    }
    files
}
