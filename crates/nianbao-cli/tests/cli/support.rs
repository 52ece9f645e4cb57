//! A folder of invented files, and the program run in it.

use std::fs;
use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};

use nianbao_test::layout::{Layout, render};
use nianbao_test::model::ReportModel;
use serde_json::Value;
use tempfile::TempDir;

/// A folder of its own, with an empty `lint.toml` so that none around it counts.
pub(crate) struct Folder(TempDir);

/// What a run came to.
#[derive(Debug)]
pub(crate) struct Ran {
    pub(crate) code: Option<i32>,
    pub(crate) stdout: String,
    pub(crate) stderr: String,
}

impl Ran {
    #[track_caller]
    fn of(output: Output) -> Ran {
        Ran {
            code: output.status.code(),
            stdout: String::from_utf8(output.stdout).expect("output is UTF-8"),
            stderr: String::from_utf8(output.stderr).expect("output is UTF-8"),
        }
    }
}

impl Folder {
    pub(crate) fn new() -> Folder {
        let folder = Folder(tempfile::tempdir().expect("a folder can be made"));
        folder.write("lint.toml", "");
        folder
    }

    pub(crate) fn path(&self, name: &str) -> PathBuf {
        self.0.path().join(name)
    }

    #[track_caller]
    pub(crate) fn write(&self, name: &str, bytes: impl AsRef<[u8]>) {
        let path = self.path(name);
        let parent = path.parent().unwrap_or(Path::new("."));
        fs::create_dir_all(parent).expect("a folder can be made");
        fs::write(path, bytes).expect("a file can be written");
    }

    #[track_caller]
    pub(crate) fn run(&self, args: &[&str]) -> Ran {
        self.run_with_stdin(args, "")
    }

    /// Runs the program in a folder below.
    #[track_caller]
    pub(crate) fn run_in(&self, below: &str, args: &[&str]) -> Ran {
        Ran::of(self.output(below, args, b""))
    }

    #[track_caller]
    pub(crate) fn run_with_stdin(&self, args: &[&str], stdin: &str) -> Ran {
        Ran::of(self.run_bytes(args, stdin.as_bytes()))
    }

    #[track_caller]
    pub(crate) fn run_bytes(&self, args: &[&str], stdin: &[u8]) -> Output {
        self.output("", args, stdin)
    }

    #[track_caller]
    fn output(&self, below: &str, args: &[&str], stdin: &[u8]) -> Output {
        let mut child = Command::new(env!("CARGO_BIN_EXE_nianbao"))
            .args(args)
            .current_dir(self.path(below))
            .env_remove("NO_COLOR")
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn()
            .expect("the program runs");
        // A program that reads no input may have closed it.
        let _ = child.stdin.take().expect("it is piped").write_all(stdin);
        child.wait_with_output().expect("the program ends")
    }

    #[track_caller]
    pub(crate) fn read(&self, name: &str) -> Vec<u8> {
        fs::read(self.path(name)).expect("the file is there")
    }

    /// The JSON that checking `args` gives.
    #[track_caller]
    pub(crate) fn json(&self, args: &[&str]) -> Value {
        let ran = self.run(&[&["check", "--output-format", "json"], args].concat());
        serde_json::from_str(&ran.stdout).unwrap_or_else(|error| panic!("{error}: {ran:?}"))
    }
}

/// A report with nothing wrong.
pub(crate) fn clean_report(layout: Layout) -> String {
    render(&ReportModel::clean_for_year(3, 2023), layout)
}

/// A report whose 本年新收 row does not add up.
pub(crate) fn unbalanced_report(layout: Layout) -> String {
    let mut model = ReportModel::clean_for_year(3, 2023);
    model.figures.set("applications.new_received.total", "98765");
    render(&model, layout)
}

/// The findings of a document that `rule` made.
pub(crate) fn findings_of<'v>(document: &'v Value, rule: &str) -> Vec<&'v Value> {
    let diagnostics = document["diagnostics"].as_array().expect("findings are a list");
    diagnostics.iter().filter(|finding| finding["rule"] == rule).collect()
}
