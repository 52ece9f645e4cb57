//! The built program has the built-in rules and this crate's.

use std::process::{Command, Output};

fn run(args: &[&str]) -> Output {
    Command::new(env!("CARGO_BIN_EXE_qinghe-nianbao"))
        .args(args)
        .current_dir(env!("CARGO_MANIFEST_DIR"))
        .output()
        .expect("the program can be run")
}

fn stdout(output: &Output) -> String {
    String::from_utf8_lossy(&output.stdout).into_owned()
}

#[test]
fn findings_of_both_stand_side_by_side() {
    let output = run(&["check", "reports", "--output-format", "concise"]);
    let found = stdout(&output);
    assert!(
        found.contains("warning[qinghe/unstated-total] 总体情况未写明本年新收申请 13 件"),
        "{found}"
    );
    assert!(found.contains("error[years/period]"), "{found}");
    assert_eq!(output.status.code(), Some(1));
}

#[test]
fn the_rule_is_listed_and_explained() {
    assert!(stdout(&run(&["rules"])).contains("qinghe/unstated-total"));
    assert!(stdout(&run(&["explain", "qinghe/unstated-total"])).contains("清河省柳林县"));
}

#[test]
fn settings_know_the_family() {
    let folder = tempfile_with("[rules]\nqinghe = \"off\"\n");
    let config = folder.join("lint.toml");
    let output = run(&["check", "reports", "--config", &config.to_string_lossy()]);
    assert!(!stdout(&output).contains("qinghe/unstated-total"));
}

/// A folder with this `lint.toml`, under cargo's folder for what tests write.
fn tempfile_with(settings: &str) -> std::path::PathBuf {
    let folder = std::path::Path::new(env!("CARGO_TARGET_TMPDIR")).join("settings");
    std::fs::create_dir_all(&folder).expect("cargo's folder can be written");
    std::fs::write(folder.join("lint.toml"), settings).expect("cargo's folder can be written");
    folder
}
