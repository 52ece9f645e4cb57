//! Findings that are known and do not count.

use nianbao_test::layout::Layout;

use crate::support::{Folder, clean_report, unbalanced_report};

const FILE: &str = "nianbao-baseline.json";

/// A folder with findings, and a baseline of them.
fn folder() -> Folder {
    let folder = Folder::new();
    folder.write("年报/a.md", unbalanced_report(Layout::MarkdownTables));
    folder.write("年报/b.html", unbalanced_report(Layout::HtmlMerged).replace("2023年", "2022年"));
    folder.write("年报/通知.txt", "通知\n\n请报送材料。\n");
    let ran = folder.run(&["baseline", "年报"]);
    assert_eq!((ran.code, &*ran.stdout), (Some(0), ""), "{}", ran.stderr);
    assert!(ran.stderr.starts_with("nianbao-baseline.json：记入 3 份报告的 "), "{}", ran.stderr);
    folder
}

/// The rules of findings that are not known.
#[track_caller]
fn new_findings(folder: &Folder, args: &[&str]) -> Vec<String> {
    let output = folder.json(&[&["--baseline", FILE], args].concat());
    let documents = output["documents"].as_array().expect("documents are a list");
    let findings = documents.iter().filter_map(|it| it["diagnostics"].as_array()).flatten();
    findings.map(|it| it["rule"].as_str().expect("words").to_owned()).collect()
}

fn edit(folder: &Folder, name: &str, edit: impl Fn(&str) -> String) {
    let old = String::from_utf8(folder.read(name)).expect("it is UTF-8");
    let new = edit(&old);
    assert_ne!(old, new);
    folder.write(name, new);
}

#[test]
fn known_findings_do_not_count() {
    let folder = folder();
    assert_eq!(folder.run(&["check", "年报"]).code, Some(1));
    let ran = folder.run(&["check", "年报", "--baseline", FILE, "--fail-on", "info"]);
    assert_eq!((ran.code, &*ran.stderr), (Some(0), ""), "{}", ran.stdout);
    assert!(ran.stdout.contains("个问题基线中已有"), "{}", ran.stdout);
    let output = folder.json(&["年报", "--baseline", FILE]);
    assert!(output["summary"]["baselined"].as_u64() > Some(2), "{}", output["summary"]);
    assert_eq!(output["summary"]["errors"], 0);
}

#[test]
fn another_folder_and_other_paths_make_no_difference() {
    let folder = folder();
    let ran = folder.run(&["check", "./年报/../年报/a.md", "--baseline", FILE]);
    assert_eq!(ran.code, Some(0), "{}", ran.stdout);
    let whole = folder.path("年报").canonicalize().expect("it is there");
    let ran = folder.run(&["check", &whole.to_string_lossy(), "--baseline", FILE]);
    assert_eq!(ran.code, Some(0), "{}", ran.stdout);
}

#[test]
fn lines_and_paragraphs_may_move() {
    let folder = folder();
    let wrong = "群众来电（13612340099）咨询，，今年又来。";
    let right = "柳林镇按规定公开信息，回应群众关切。";
    let with = |paragraphs: [&str; 4]| {
        let heading = "一、总体情况";
        let report = unbalanced_report(Layout::MarkdownTables);
        report.replacen(heading, &format!("{heading}\n\n{}", paragraphs.join("\n\n")), 1)
    };
    folder.write("年报/a.md", with([wrong, right, wrong, right]));
    folder.run(&["baseline", "年报"]);
    folder.write("年报/a.md", format!("\n\n{}", with([wrong, right, wrong, right])));
    assert_eq!(new_findings(&folder, &["年报"]), [""; 0]);
    folder.write("年报/a.md", with([right, right, wrong, wrong]));
    assert_eq!(new_findings(&folder, &["年报"]), [""; 0]);
    folder.write("年报/a.md", with([wrong, right, wrong, wrong]));
    assert!(new_findings(&folder, &["年报"]).contains(&"privacy/mobile-number".to_owned()));
}

#[test]
fn equal_findings_are_counted_apart() {
    let folder = Folder::new();
    let twice = "柳林镇2023年政府信息公开工作年度报告\n\n## 一、总体情况\n\n来电13612340099咨询。\n\n来电13612340099咨询。\n";
    folder.write("a.md", twice);
    folder.run(&["baseline", "."]);
    assert_eq!(new_findings(&folder, &["."]), [""; 0]);
    folder.write("a.md", format!("{twice}\n来电13612340099咨询。\n"));
    assert_eq!(new_findings(&folder, &["."]), ["privacy/mobile-number"]);
}

#[test]
fn what_is_new_is_reported_and_stays_masked() {
    let folder = folder();
    edit(&folder, "年报/a.md", |text| text.replacen("\n\n", "\n\n来电13612340099咨询。\n\n", 1));
    folder.run(&["baseline", "年报"]);
    edit(&folder, "年报/a.md", |text| {
        text.replace("来电13612340099咨询。", "来电13612340099咨询，，2023年2月30日。")
    });
    let ran = folder.run(&["check", "年报", "--baseline", FILE]);
    assert_eq!(ran.code, Some(1), "{}", ran.stdout);
    assert!(ran.stdout.contains("years/malformed-date"), "{}", ran.stdout);
    assert!(!ran.stdout.contains("13612340099"), "{}", ran.stdout);
}

#[test]
fn a_renamed_file_is_known_by_its_report() {
    let folder = folder();
    for (old, new) in [("a.md", "甲.md"), ("b.html", "旧/b.html"), ("通知.txt", "通告.txt")] {
        folder.write(&format!("年报/{new}"), folder.read(&format!("年报/{old}")));
        std::fs::remove_file(folder.path(&format!("年报/{old}"))).expect("it is there");
    }
    assert_eq!(new_findings(&folder, &["年报"]), [""; 0]);
    // A copy of a file that is there is another file: its findings are new.
    folder.run(&["check", "年报", "--baseline", FILE, "--prune"]);
    folder.write("年报/乙.md", folder.read("年报/甲.md"));
    assert_eq!(new_findings(&folder, &["年报"]), ["sums/row-total"]);
}

#[test]
fn pruning_takes_out_what_does_not_occur_any_more() {
    let folder = folder();
    let before = folder.read(FILE);
    let ran = folder.run(&["check", "年报", "--baseline", FILE, "--prune"]);
    assert_eq!((ran.code, &*ran.stderr), (Some(0), ""));
    assert_eq!(folder.read(FILE), before, "nothing is stale");

    folder.write("年报/a.md", clean_report(Layout::MarkdownTables));
    std::fs::rename(folder.path("年报/b.html"), folder.path("年报/c.html")).expect("it is there");
    std::fs::remove_file(folder.path("年报/通知.txt")).expect("it is there");
    let ran = folder.run(&["check", "年报/a.md", "--baseline", FILE]);
    assert!(ran.stderr.contains("个问题不再出现，可加 --prune 删去"), "{}", ran.stderr);
    let ran = folder.run(&["check", "年报", "--baseline", FILE, "--prune"]);
    assert!(ran.stderr.starts_with("nianbao-baseline.json：已更新，删去 "), "{}", ran.stderr);
    let pruned = folder.read(FILE);
    folder.run(&["baseline", "年报"]);
    assert_eq!(String::from_utf8_lossy(&pruned), String::from_utf8_lossy(&folder.read(FILE)));
}

#[test]
fn pruning_leaves_what_was_not_checked() {
    let folder = folder();
    let before = folder.read(FILE);
    let ran = folder.run(&["check", "年报/a.md", "--baseline", FILE, "--prune"]);
    assert_eq!((ran.code, &*ran.stderr), (Some(0), ""));
    assert_eq!(folder.read(FILE), before);
    // A file that is gone may have another name in what was not looked at.
    std::fs::rename(folder.path("年报/b.html"), folder.path("年报/c.html")).expect("it is there");
    for args in [&["年报/a.md"][..], &["年报/a.md", "--prune"]] {
        let ran = folder.run(&[&["check", "--baseline", FILE], args].concat());
        assert_eq!((ran.code, &*ran.stderr), (Some(0), ""));
        assert_eq!(folder.read(FILE), before);
    }
    let ran = folder.run(&["check", "年报", "--baseline", FILE, "--prune"]);
    assert_eq!(ran.stderr, "nianbao-baseline.json：已更新，改名的文件换上新名\n");
}

#[test]
fn an_unreadable_file_is_never_known() {
    let folder = Folder::new();
    folder.write("a.txt", b"\x89PNG\r\n\x1A\n\x00\x00");
    let ran = folder.run(&["baseline", "a.txt"]);
    assert_eq!(ran.code, Some(2));
    assert!(ran.stderr.contains("1 份无法读取，未记入基线"), "{}", ran.stderr);
    assert_eq!(folder.run(&["check", "a.txt", "--baseline", FILE]).code, Some(2));
}

/// Checks that a baseline file that says `text` is refused.
#[track_caller]
fn check_refused(text: &str, complaint: &str) {
    let folder = folder();
    folder.write(FILE, text);
    let ran = folder.run(&["check", "年报", "--baseline", FILE, "--prune"]);
    assert_eq!((ran.code, &*ran.stdout), (Some(2), ""));
    assert_eq!(ran.stderr, format!("nianbao: nianbao-baseline.json:{complaint}\n"));
    assert_eq!(folder.read(FILE), text.as_bytes());
}

#[test]
fn a_baseline_that_is_broken_is_an_error() {
    let whole = String::from_utf8(folder().read(FILE)).expect("it is UTF-8");
    let again = "可用 nianbao baseline 重新生成";
    check_refused(
        &whole.replace("\"version\": 1", "\"version\": 7"),
        "2：基线的版本是 7，本程序只认得版本 1，请用 nianbao baseline 重新生成",
    );
    let half = &whole[..whole.floor_char_boundary(whole.len() / 2)];
    let line = half.lines().count();
    check_refused(half, &format!("{line}：基线文件不完整，后半部分没有了；{again}"));
    check_refused("{\n\n甲", &format!("3：基线文件不是正确的 JSON；{again}"));
}

#[test]
fn a_baseline_that_is_not_there_is_an_error() {
    let folder = folder();
    let ran = folder.run(&["check", "年报", "--baseline", "无.json"]);
    assert_eq!(ran.code, Some(2));
    assert_eq!(ran.stderr, "nianbao: 基线文件 无.json：没有这个文件或文件夹\n");
    let ran = folder.run(&["baseline", "年报", "--output", "年报/a.md"]);
    assert_eq!(ran.code, Some(2));
    assert!(ran.stderr.contains("这是要检查的文件"), "{}", ran.stderr);
    let ran = folder.run(&["baseline", "年报", "--output", "无/a.json"]);
    assert!(ran.stderr.contains("无法写入 无/a.json：没有这个文件夹"), "{}", ran.stderr);
}

#[test]
fn the_file_is_the_same_at_any_thread_count_and_order() {
    let folder = folder();
    let written = folder.read(FILE);
    for threads in ["1", "4"] {
        folder.run(&["baseline", "年报/通知.txt", "年报", "--threads", threads]);
        assert_eq!(folder.read(FILE), written);
    }
}
