//! Mending files.

use std::fs;

use nianbao_test::layout::{FileEncoding, Layout};
use serde_json::json;

use crate::support::{Folder, clean_report, unbalanced_report};

/// A report without fault but for what `slip` says in its first section.
fn report(slip: &str) -> String {
    let heading = "一、总体情况\n\n";
    clean_report(Layout::CellLines).replacen(heading, &format!("{heading}{slip}\n\n"), 1)
}

const WRONG: &str = "设立“政务公开”、“办事服务”专栏,发放手册300份。。";
const RIGHT: &str = "设立“政务公开”“办事服务”专栏，发放手册300份。";

fn with_file(text: impl AsRef<[u8]>) -> Folder {
    let folder = Folder::new();
    folder.write("a.txt", text);
    folder
}

#[test]
fn what_can_be_mended_safely_is_mended() {
    for command in [&["fix", "a.txt"][..], &["check", "--fix", "a.txt"], &["a.txt", "--fix"]] {
        let folder = with_file(report(WRONG));
        let ran = folder.run(command);
        assert_eq!((ran.code, ran.stderr.as_str()), (Some(0), ""), "{}", ran.stdout);
        assert_eq!(folder.read("a.txt"), report(RIGHT).into_bytes());
        let summary = "检查 1 份，错误 0，警告 0，提示 0；已修改 1 份的 3 个问题（punctuation/half-width 1，punctuation/repeated 1，punctuation/title-enumeration 1）\n";
        assert_eq!(ran.stdout, summary);
        let again = folder.run(command);
        assert_eq!(again.stdout, "检查 1 份，错误 0，警告 0，提示 0；已修改 0 个问题\n");
    }
}

#[test]
fn findings_that_are_left_are_shown_and_decide() {
    let folder = with_file(unbalanced_report(Layout::CellLines));
    let ran = folder.run(&["fix", "a.txt"]);
    assert_eq!(ran.code, Some(1));
    assert!(ran.stdout.contains("error[sums/row-total]"), "{}", ran.stdout);
    assert!(
        ran.stdout.contains("；已修改 0 个问题；另有 1 个须确认（--unsafe-fixes）"),
        "{}",
        ran.stdout
    );
    assert_eq!(folder.run(&["fix", "--unsafe-fixes", "a.txt"]).code, Some(0));
    assert_eq!(folder.read("a.txt"), clean_report(Layout::CellLines).into_bytes());
}

#[test]
fn checking_says_what_could_be_mended() {
    let folder = with_file(report(WRONG));
    let ran = folder.run(&["check", "a.txt"]);
    assert!(ran.stdout.ends_with("；nianbao fix 可修改 3 个\n"), "{}", ran.stdout);
    let folder = with_file(unbalanced_report(Layout::CellLines));
    let ran = folder.run(&["check", "a.txt"]);
    let hint = "；nianbao fix 可修改 0 个，须确认的另有 1 个（--unsafe-fixes）\n";
    assert!(ran.stdout.ends_with(hint), "{}", ran.stdout);
}

#[test]
fn a_diff_shows_changes_and_makes_none() {
    let folder = with_file(report(WRONG));
    for command in [&["fix", "--diff", "a.txt"][..], &["check", "--diff", "a.txt"]] {
        let ran = folder.run(command);
        assert_eq!(ran.code, Some(1));
        let lines: Vec<&str> = ran.stdout.lines().collect();
        assert_eq!(lines[..2], ["--- a.txt", "+++ a.txt"]);
        assert!(lines[2].starts_with("@@ -"), "{}", ran.stdout);
        assert!(lines.contains(&&*format!("-{WRONG}")), "{}", ran.stdout);
        assert!(lines.contains(&&*format!("+{RIGHT}")), "{}", ran.stdout);
        assert!(ran.stderr.starts_with("可修改 1 份的 3 个问题（"), "{}", ran.stderr);
        assert_eq!(folder.read("a.txt"), report(WRONG).into_bytes());
    }
    let clean = with_file(report(RIGHT));
    let ran = clean.run(&["fix", "--diff", "--quiet", "a.txt"]);
    assert_eq!((ran.code, ran.stdout.as_str(), ran.stderr.as_str()), (Some(0), "", ""));
}

#[test]
fn a_diff_quotes_no_personal_data_and_nothing_a_terminal_obeys() {
    let folder = with_file(report("群众来电（13812345678）咨询,已答复\u{1B}[31m\u{202E}。"));
    let ran = folder.run(&["fix", "--diff", "a.txt"]);
    assert!(
        !ran.stdout.contains("13812345678") && ran.stdout.contains("***********"),
        "{}",
        ran.stdout
    );
    assert!(ran.stdout.contains("咨询，已答复␛[31m<U+202E>。"), "{}", ran.stdout);
    assert!(!ran.stdout.contains(['\u{1B}', '\u{202E}']), "{}", ran.stdout);
    let ran = folder.run(&["fix", "--diff", "--unsafe-fixes", "--color", "always", "a.txt"]);
    assert!(ran.stdout.contains('\u{1B}') && ran.stdout.contains("138"), "{}", ran.stdout);
    let shown = folder.run(&["fix", "--diff", "--show-private", "a.txt"]);
    assert!(shown.stdout.contains("13812345678"), "{}", shown.stdout);
}

#[test]
fn arguments_that_do_not_go_together_are_refused() {
    let folder = with_file(report(WRONG));
    for args in [
        &["check", "--unsafe-fixes", "a.txt"][..],
        &["fix", "--diff", "--output-format", "json", "a.txt"],
        &["fix", "--fix", "a.txt"],
    ] {
        assert_eq!(folder.run(args).code, Some(2), "{args:?}");
    }
    assert_eq!(folder.read("a.txt"), report(WRONG).into_bytes());
}

#[test]
fn json_says_what_was_done() {
    let folder = with_file(report(WRONG));
    folder.write("b.txt", "通知\n");
    let checked = folder.json(&["a.txt"]);
    assert_eq!(checked["documents"][0]["fixing"], json!(null));
    let fixed = folder.json(&["--fix", "a.txt", "b.txt"]);
    let applied = json!({"punctuation/half-width": 1, "punctuation/repeated": 1, "punctuation/title-enumeration": 1});
    let written = json!({"applied": applied, "refused": [], "file": "written"});
    assert_eq!(fixed["documents"][0]["fixing"], written);
    assert_eq!(fixed["documents"][0]["diagnostics"], json!([]));
    assert_eq!(fixed["documents"][1]["fixing"]["file"], "kept");
    assert_eq!(
        (&fixed["summary"]["fixed"], &fixed["summary"]["unwritten"]),
        (&json!(3), &json!(0))
    );
}

#[test]
fn standard_input_is_mended_to_standard_output() {
    let bytes = |slip| FileEncoding::Gb18030.encode(&report(slip).replace('\n', "\r\n"));
    let folder = Folder::new();
    let output = folder.run_bytes(&["fix", "-"], &bytes(WRONG));
    assert_eq!(output.stdout, bytes(RIGHT));
    let summary = String::from_utf8(output.stderr).expect("findings are UTF-8");
    assert!(summary.contains("已修改 1 份的 3 个问题"), "{summary}");
    for (unchanged, code) in [(&b"\xB2\xE2\xCA\xD4"[..], 0), (b"%PDF-1.7\0\0", 2), (b"", 0)] {
        let output = folder.run_bytes(&["fix", "-"], unchanged);
        assert_eq!((output.stdout.as_slice(), output.status.code()), (unchanged, Some(code)));
    }
    let output = folder.run_bytes(&["fix", "--diff", "-"], &bytes(WRONG));
    assert!(String::from_utf8_lossy(&output.stdout).starts_with("--- stdin\n+++ stdin\n@@"));
}

#[test]
fn a_page_keeps_its_bytes_around_the_changes() {
    let folder = Folder::new();
    let page = |slip: &str| {
        let text = clean_report(Layout::HtmlMerged).replace(
            "总体情况</h2>",
            &format!("总体情况</h2><!-- a,b --><p title='甲,乙'>{slip}</p>"),
        );
        FileEncoding::Gbk.encode(&text.replace('\n', "\r\n"))
    };
    folder.write(
        "年报.html",
        page("设立&ldquo;公开<b>专</b>栏&rdquo;<i>,</i>发放&nbsp;手册&#x33;00份。"),
    );
    folder.run(&["fix", "."]);
    let mended = page("设立&ldquo;公开<b>专</b>栏&rdquo;<i>，</i>发放手册&#x33;00份。");
    assert!(folder.read("年报.html") == mended, "{}", folder.run(&["check", "."]).stdout);
}

#[test]
fn any_number_of_threads_mends_alike() {
    let mended = |threads: &str| {
        let folder = Folder::new();
        for number in 0..20 {
            folder.write(
                &format!("{number}.txt"),
                report(&WRONG.replace("300", &number.to_string())),
            );
        }
        let ran = folder.run(&["fix", "--threads", threads, "."]);
        let files: Vec<_> = (0..20).map(|number| folder.read(&format!("{number}.txt"))).collect();
        (ran.stdout, files)
    };
    assert_eq!(mended("1"), mended("5"));
}

#[cfg(unix)]
#[test]
fn a_file_that_may_not_be_written_is_kept_and_named() {
    use std::os::unix::fs::PermissionsExt;
    let folder = with_file(report(WRONG));
    let path = folder.path("a.txt");
    fs::set_permissions(&path, fs::Permissions::from_mode(0o444)).expect("it is our file");
    let ran = folder.run(&["fix", "a.txt"]);
    assert_eq!(ran.code, Some(2));
    assert!(
        ran.stdout.contains("error[nianbao/unwritten]: 未能写入修改：文件是只读的"),
        "{}",
        ran.stdout
    );
    assert!(ran.stdout.contains("1 份未能写入；已修改 0 个问题"), "{}", ran.stdout);
    assert_eq!(folder.read("a.txt"), report(WRONG).into_bytes());
    let json = folder.json(&["--fix", "a.txt"]);
    assert_eq!(json["documents"][0]["fixing"]["file"], "failed");
    assert_eq!(json["summary"]["unwritten"], 1);
}
