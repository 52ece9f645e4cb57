//! What docs/ci.md shows, done as it says.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

use nianbao_test::layout::Layout;
use tempfile::TempDir;

use crate::support::{Folder, clean_report, unbalanced_report};

const PAGE: &str = include_str!("../../../../docs/ci.md");
const ACTION: &str = include_str!("../../../../action.yml");
const REPOSITORY: &str = env!("CARGO_PKG_REPOSITORY");

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../..")
}

/// The code of the page, block by block.
fn blocks() -> Vec<&'static str> {
    PAGE.split("\n```")
        .skip(1)
        .step_by(2)
        .filter_map(|it| it.split_once('\n'))
        .map(|it| it.1)
        .collect()
}

/// Runs `program`, or says that it is not there.
#[expect(clippy::print_stderr, reason = "a skipped test says so")]
fn run(program: &str, args: &[&str], folder: &Path, home: &Path) -> Option<Output> {
    let own = Path::new(env!("CARGO_BIN_EXE_nianbao")).parent().expect("it is in a folder");
    let path = std::env::var_os("PATH").unwrap_or_default();
    let path = std::iter::once(own.to_path_buf()).chain(std::env::split_paths(&path));
    let output = Command::new(program)
        .args(args)
        .current_dir(folder)
        .env("PATH", std::env::join_paths(path).expect("folders have no colon"))
        .env("PRE_COMMIT_HOME", home)
        .env("GIT_CONFIG_GLOBAL", "/dev/null")
        .env("GIT_CONFIG_NOSYSTEM", "1")
        .output();
    if output.is_err() {
        eprintln!("skipped: there is no {program}");
    }
    output.ok()
}

/// A repository of everything in `folder`, and its commit.
fn commit(folder: &Path, home: &Path) -> Option<String> {
    let git = |args: &[&str]| {
        let who = ["-c", "user.name=test", "-c", "user.email=test@example.invalid"];
        run("git", &[&who, args].concat(), folder, home)
    };
    git(&["init", "--quiet"])?;
    git(&["add", "--all"])?;
    let committed = git(&["commit", "--quiet", "--no-verify", "--message", "one"])?;
    assert!(committed.status.success(), "{committed:?}");
    let head = git(&["rev-parse", "HEAD"])?;
    Some(String::from_utf8_lossy(&head.stdout).trim().to_owned())
}

/// A file that runs the built program, in the place of the script that builds it.
fn write_runner(folder: &Path) {
    let script = folder.join(".ci/nianbao");
    fs::create_dir_all(folder.join(".ci")).expect("a folder can be made");
    fs::copy(root().join(".ci/nianbao"), &script)
        .expect("the script is there, with its permissions");
    let runner = format!("#!/bin/sh\nexec '{}' \"$@\"\n", env!("CARGO_BIN_EXE_nianbao"));
    fs::write(&script, runner).expect("a file can be written");
}

#[test]
fn every_command_of_the_page_runs() {
    let folder = Folder::new();
    folder.write("年报/a.md", clean_report(Layout::MarkdownTables));
    folder.write("年报/b.md", unbalanced_report(Layout::MarkdownTables));
    let home = tempfile::tempdir().expect("a folder can be made");
    if commit(&folder.path("."), home.path()).is_none() {
        return;
    }
    let lines = blocks().into_iter().flat_map(str::lines).filter_map(|line| {
        let at = line.find("nianbao check").or_else(|| line.find("nianbao baseline"))?;
        Some(line[at..].trim_end_matches('\''))
    });
    let mut count = 0;
    for line in lines {
        let args: Vec<&str> = line.split_whitespace().skip(1).collect();
        let ran = folder.run(&args);
        assert!(matches!(ran.code, Some(0 | 1)), "{line}\n{}", ran.stderr);
        count += 1;
    }
    assert!(count >= 9, "only {count} commands");
    assert!(folder.path("gl-code-quality-report.json").is_file());
}

/// Runs the page's pre-commit hook over a folder with `report`; its exit code and what it says.
fn pre_commit(report: &str, id: &str) -> Option<(Option<i32>, String)> {
    let home = tempfile::tempdir().expect("a folder can be made");
    let hooks: TempDir = tempfile::tempdir().expect("a folder can be made");
    fs::copy(root().join(".pre-commit-hooks.yaml"), hooks.path().join(".pre-commit-hooks.yaml"))
        .expect("the hooks are there");
    write_runner(hooks.path());
    let revision = commit(hooks.path(), home.path())?;
    let config =
        blocks().into_iter().find(|block| block.starts_with("repos:")).expect("it is there");
    let config = config
        .replace(REPOSITORY, &hooks.path().to_string_lossy())
        .replace("v0.1.0", &revision)
        .replace("id: nianbao", &format!("id: {id}"));
    let folder = Folder::new();
    folder.write(".pre-commit-config.yaml", config);
    folder.write("README.md", "不是报告\n");
    folder.write("年报/某 镇.md", report);
    commit(&folder.path("."), home.path())?;
    let args = ["run", "--all-files", "--verbose", "--color=never"];
    let ran = run("pre-commit", &args, &folder.path("."), home.path())?;
    Some((ran.status.code(), String::from_utf8_lossy(&ran.stdout).into_owned()))
}

#[test]
fn pre_commit_stops_a_report_with_an_error() {
    for id in ["nianbao", "nianbao-installed"] {
        let Some((code, told)) = pre_commit(&unbalanced_report(Layout::MarkdownTables), id) else {
            return;
        };
        assert_eq!(code, Some(1), "{told}");
        assert!(told.contains("error[sums/row-total]"), "{told}");
        assert!(!told.contains("README.md"), "{told}");
    }
}

#[test]
fn pre_commit_lets_a_clean_report_pass() {
    let Some((code, told)) = pre_commit(&clean_report(Layout::MarkdownTables), "nianbao") else {
        return;
    };
    assert_eq!(code, Some(0), "{told}");
    assert!(told.contains("检查 1 份，错误 0"), "{told}");
}

/// The script of the action's last step.
fn action_script() -> String {
    let (_, script) = ACTION.split_once("run: |\n").expect("there is a script");
    script.lines().map(|line| line.trim_start_matches("        ")).collect::<Vec<_>>().join("\n")
}

#[test]
#[expect(clippy::print_stderr, reason = "a skipped test says so")]
fn the_action_checks_and_writes_sarif() {
    let folder = Folder::new();
    folder.write("年 报/b.md", unbalanced_report(Layout::MarkdownTables));
    write_runner(&folder.path("."));
    let output = Command::new("bash")
        .args(["-e", "-o", "pipefail", "-c", &action_script()])
        .current_dir(folder.path("."))
        .env("GITHUB_ACTION_PATH", folder.path("."))
        .envs([("PATHS", "年 报\n"), ("FAIL_ON", "warning"), ("SARIF", "a b.sarif")])
        .envs([("CHANGED_SINCE", ""), ("BASELINE", ""), ("CONFIG", "lint.toml")])
        .output();
    let Ok(output) = output else {
        eprintln!("skipped: there is no bash");
        return;
    };
    assert_eq!(output.status.code(), Some(1), "{output:?}");
    let told = String::from_utf8_lossy(&output.stdout);
    assert!(told.contains("::error file=年 报/b.md,"), "{told}");
    assert!(folder.path("a b.sarif").is_file());
}

#[test]
fn every_input_of_the_action_is_used() {
    let (inputs, steps) = ACTION.split_once("\nruns:").expect("there are steps");
    let names = inputs.lines().filter_map(|line| line.strip_prefix("  ")?.strip_suffix(':'));
    let names: Vec<&str> = names.filter(|name| !name.starts_with(' ')).collect();
    assert!(names.len() >= 6, "{names:?}");
    for name in names {
        assert!(steps.contains(&format!("${{{{ inputs.{name} }}}}")), "{name}");
    }
}
