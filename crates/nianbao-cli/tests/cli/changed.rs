//! Reports changed in git.

use std::process::Command;

use nianbao_test::layout::Layout;

use crate::support::{Folder, Ran, clean_report};

/// A repository whose first commit, `v1`, holds some reports.
struct Repository {
    folder: Folder,
}

impl Repository {
    fn new() -> Option<Repository> {
        let folder = Folder::new();
        for name in ["年报/甲 镇.md", "年报/\"乙\"局.md", "年报/丙.md", "别处/丁.md"]
        {
            folder.write(name, clean_report(Layout::MarkdownTables));
        }
        let repository = Repository { folder };
        if !repository.git(&["init", "--quiet", "--initial-branch=main"]) {
            return None;
        }
        repository.commit("one");
        repository.git(&["tag", "v1"]);
        Some(repository)
    }

    #[track_caller]
    fn git(&self, args: &[&str]) -> bool {
        let who = ["-c", "user.name=test", "-c", "user.email=test@example.invalid"];
        let status = Command::new("git")
            .args(who)
            .args(args)
            .current_dir(self.folder.path("."))
            .env("GIT_CONFIG_GLOBAL", "/dev/null")
            .env("GIT_CONFIG_NOSYSTEM", "1")
            .status();
        status.is_ok_and(|status| status.success())
    }

    fn commit(&self, message: &str) {
        assert!(self.git(&["add", "--all"]));
        assert!(self.git(&["commit", "--quiet", "--message", message]));
    }

    fn change(&self, name: &str) {
        self.folder.write(name, clean_report(Layout::MarkdownTables).replace("总体", "总的"));
    }

    /// Checks which files are taken for changed since `revision`.
    #[track_caller]
    fn check(&self, revision: &str, paths: &[&str], expected: &[&str]) {
        let output = self.folder.json(&[&["--changed-since", revision], paths].concat());
        let documents = output["documents"].as_array().expect("documents are a list");
        let taken: Vec<&str> = documents.iter().filter_map(|it| it["path"].as_str()).collect();
        assert_eq!(taken, expected);
    }
}

/// A repository, or nothing where there is no git; the test says so then.
#[expect(clippy::print_stderr, reason = "a skipped test says so")]
fn repository() -> Option<Repository> {
    let repository = Repository::new();
    if repository.is_none() {
        eprintln!("skipped: there is no git");
    }
    repository
}

#[test]
fn changed_new_and_renamed_reports_are_checked() {
    let Some(repository) = repository() else { return };
    repository.check("v1", &["."], &[]);
    repository.change("年报/甲 镇.md");
    repository.folder.write("年报/新的.md", clean_report(Layout::MarkdownTables));
    repository.check("v1", &["."], &["./年报/新的.md", "./年报/甲 镇.md"]);
    repository.commit("two");
    repository.git(&["mv", "年报/\"乙\"局.md", "年报/改名\"乙\".md"]);
    repository.git(&["rm", "--quiet", "年报/丙.md"]);
    let all = ["./年报/改名\"乙\".md", "./年报/新的.md", "./年报/甲 镇.md"];
    repository.check("v1", &["."], &all);
    repository.check("HEAD", &["."], &all[..1]);
    repository.check("v1", &["年报/新的.md", "别处"], &["年报/新的.md"]);
}

#[test]
fn what_the_other_branch_changed_does_not_count() {
    let Some(repository) = repository() else { return };
    repository.git(&["checkout", "--quiet", "-b", "work"]);
    repository.change("年报/丙.md");
    repository.commit("work");
    repository.git(&["checkout", "--quiet", "main"]);
    repository.change("别处/丁.md");
    repository.commit("main");
    repository.git(&["checkout", "--quiet", "work"]);
    repository.check("main", &["."], &["./年报/丙.md"]);
}

#[test]
fn ignored_files_are_not_new() {
    let Some(repository) = repository() else { return };
    repository.folder.write(".gitignore", "草稿/\n");
    repository.folder.write("草稿/a.md", clean_report(Layout::MarkdownTables));
    repository.check("v1", &["."], &[]);
}

#[track_caller]
fn check_refused(ran: &Ran, complaint: &str) {
    assert_eq!((ran.code, &*ran.stdout), (Some(2), ""), "{ran:?}");
    assert!(ran.stderr.contains(complaint), "{}", ran.stderr);
}

#[test]
fn what_git_cannot_tell_is_an_error() {
    let Some(repository) = repository() else { return };
    let run = |args: &[&str]| repository.folder.run(&[&["check"], args].concat());
    check_refused(&run(&[".", "--changed-since", "v9"]), "没有版本 'v9'");
    check_refused(&run(&[".", "--changed-since=--output=x"]), "没有版本 '--output=x'");
    check_refused(&run(&["-", "--changed-since", "v1"]), "不能用于标准输入");
    let outside = Folder::new();
    outside.write("a.md", "甲");
    check_refused(
        &outside.run(&["check", "a.md", "--changed-since", "v1"]),
        "a.md：不在 git 仓库中",
    );
}

#[test]
fn without_git_it_is_said() {
    let folder = Folder::new();
    folder.write("a.md", "甲");
    let output = Command::new(env!("CARGO_BIN_EXE_nianbao"))
        .args(["check", "a.md", "--changed-since", "v1"])
        .current_dir(folder.path("."))
        .env("PATH", folder.path("."))
        .output()
        .expect("the program runs");
    assert_eq!(output.status.code(), Some(2));
    let told = String::from_utf8_lossy(&output.stderr);
    assert!(told.contains("--changed-since 要用 git，未能运行：没有找到 git 命令"), "{told}");
}
