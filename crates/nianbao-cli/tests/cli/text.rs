//! What people see.

use std::path::Path;

use nianbao_test::layout::Layout;

use crate::support::{Folder, clean_report, unbalanced_report};

#[track_caller]
fn check_stdout(folder: &Folder, args: &[&str], expected: &str) {
    let ran = folder.run(args);
    assert_eq!(ran.stdout, expected.strip_prefix('\n').unwrap_or(expected), "\n{}", ran.stdout);
    assert_eq!(ran.stderr, "");
}

#[test]
fn a_long_line_is_shown_in_part_and_what_is_hidden_is_written_out() {
    let folder = Folder::new();
    folder
        .write("a.txt", format!("通知😀\u{202E}\u{1B}[31m{}\n", "请各科室报送材料。".repeat(120)));
    check_stdout(
        &folder,
        &["a.txt"],
        "
warning[nianbao/not-a-report]: 未认出政府信息公开工作年度报告，未做检查
  ┌─ a.txt:1:1
  │
1 │ 通知😀<U+202E>␛[31m请各科室报送材料。…
  │ ^^
  │
  = 帮助: 文中没有报告标题、六个部分的标题和三张表；不必检查的文件可在 lint.toml 的 exclude 中排除

检查 0 份，错误 0，警告 1，提示 0；1 份不是年度报告
",
    );
}

#[test]
fn a_sum_shows_its_terms() {
    let folder = Folder::new();
    folder.write("a.txt", unbalanced_report(Layout::PipeRows));
    let ran = folder.run(&["a.txt"]);
    assert!(ran.stdout.contains("error[sums/row-total]: "), "{}", ran.stdout);
    assert!(ran.stdout.contains("┌─ a.txt:"), "{}", ran.stdout);
    assert!(ran.stdout.contains("= 位置: 表三"), "{}", ran.stdout);
    assert!(ran.stdout.contains("= 依据: 国办公开办函〔2021〕30号"), "{}", ran.stdout);
    assert_eq!(ran.code, Some(1));
}

#[test]
fn a_clean_report_gives_one_line() {
    let folder = Folder::new();
    folder.write("a.html", clean_report(Layout::HtmlMerged));
    check_stdout(&folder, &["a.html"], "检查 1 份，错误 0，警告 0，提示 0\n");
    check_stdout(&folder, &["a.html", "--quiet"], "");
    check_stdout(&folder, &["a.html", "--output-format", "concise"], "");
}

#[test]
fn concise_lines_name_the_place_in_characters() {
    let folder = Folder::new();
    folder.write("通知.txt", "甲\n");
    check_stdout(
        &folder,
        &["check", "--output-format", "concise", "通知.txt"],
        "通知.txt:1:1: warning[nianbao/not-a-report] 未认出政府信息公开工作年度报告，未做检查\n",
    );
}

#[test]
fn colours_come_only_when_asked_for() {
    let folder = Folder::new();
    folder.write("a.txt", "甲\n");
    assert!(!folder.run(&["a.txt"]).stdout.contains('\u{1B}'));
    assert!(!folder.run(&["a.txt", "--color", "never"]).stdout.contains('\u{1B}'));
    assert!(folder.run(&["a.txt", "--color", "always"]).stdout.contains("\u{1B}[93mwarning"));
}

#[test]
fn personal_data_is_shown_only_when_asked_for() {
    let folder = Folder::new();
    folder
        .write("a.txt", "柳林镇2023年政府信息公开工作年度报告\n\n群众来电（13812345678）咨询。\n");
    for format in ["text", "concise", "json", "json-lines"] {
        let args = ["check", "--output-format", format, "a.txt"];
        let ran = folder.run(&args);
        assert!(ran.stdout.contains("privacy/mobile-number"), "{}", ran.stdout);
        assert!(ran.stdout.contains("138****5678"), "{}", ran.stdout);
        assert!(!ran.stdout.contains("13812345678"), "{}", ran.stdout);
    }
    for format in ["text", "json", "json-lines"] {
        let ran = folder.run(&["check", "--show-private", "--output-format", format, "a.txt"]);
        assert!(ran.stdout.contains("13812345678"), "{}", ran.stdout);
    }
}

#[test]
fn the_readmes_show_what_is_printed() {
    const REPORT: &str = "fixtures/reports/defective/one-cell-breaks-two-sums.html";
    let folder = Folder::new();
    let report = Path::new(env!("CARGO_MANIFEST_DIR")).join("../..").join(REPORT);
    folder.write(REPORT, std::fs::read(report).expect("the report is there"));
    let printed = folder.run(&["check", REPORT]).stdout;
    let prompt = format!("```text\n$ nianbao check {REPORT}\n");
    for readme in ["README.md", "README.zh-CN.md"] {
        let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../..").join(readme);
        let text = std::fs::read_to_string(&path).expect("the readme is there");
        let (before, screen) = text.split_once(&prompt).expect("the readme shows this report");
        let (_, after) = screen.split_once("```\n").expect("the screen ends");
        let fresh = format!("{before}{prompt}{printed}```\n{after}");
        if std::env::var_os("UPDATE_FIXTURES").is_some() {
            std::fs::write(path, fresh).expect("the readme can be written");
        } else {
            assert!(
                text == fresh,
                "{readme} shows an old screen: UPDATE_FIXTURES=1 writes it\n{fresh}"
            );
        }
    }
}
