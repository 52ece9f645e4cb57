//! What is told of the rules.

use serde_json::Value;

use crate::support::Folder;

#[test]
fn every_rule_is_listed_and_explained() {
    let folder = Folder::new();
    let table = folder.run(&["rules"]);
    let json = folder.run(&["rules", "--output-format", "json"]);
    let list: Value = serde_json::from_str(&json.stdout).expect("the output is JSON");
    let rules = list["rules"].as_array().expect("rules are a list");
    assert!(rules.len() > 50, "only {} rules", rules.len());
    assert_eq!(table.stdout.lines().count(), rules.len() + 1);
    for rule in rules {
        let name = rule["name"].as_str().expect("a name is words");
        let title = rule["title"].as_str().expect("a title is words");
        assert!(table.stdout.contains(title), "{name}");
        let verdicts = rule["examples"].as_array().expect("examples are a list").iter();
        let bad = verdicts.filter(|example| example["verdict"] == "bad").count();
        let told = folder.run(&["explain", name]);
        assert_eq!((told.code, told.stderr.as_str()), (Some(0), ""), "{name}");
        assert!(told.stdout.starts_with(&format!("{name}: {title}\n级别: ")), "{}", told.stdout);
        assert_eq!(told.stdout.matches("会报告:\n").count(), bad, "{}", told.stdout);
    }
}

#[test]
fn the_family_may_be_left_out() {
    let folder = Folder::new();
    let told = folder.run(&["explain", "row-total"]);
    assert!(told.stdout.starts_with("sums/row-total: "), "{}", told.stdout);
}

#[test]
fn short_names_are_unique() {
    let folder = Folder::new();
    let json = folder.run(&["rules", "--output-format", "json"]);
    let list: Value = serde_json::from_str(&json.stdout).expect("the output is JSON");
    let rules = list["rules"].as_array().expect("rules are a list");
    let mut names: Vec<&str> =
        rules.iter().filter_map(|rule| rule["name"].as_str()?.split('/').next_back()).collect();
    names.sort_unstable();
    let twice: Vec<_> = names.windows(2).filter(|pair| pair[0] == pair[1]).collect();
    assert!(twice.is_empty(), "{twice:?}");
}

#[test]
fn an_unknown_rule_is_answered_with_the_nearest() {
    let folder = Folder::new();
    for (written, said) in [
        ("sums/row-totals", "没有规则 'sums/row-totals'，是否为 'sums/row-total'？"),
        ("half-widht", "没有规则 'half-widht'，是否为 'punctuation/half-width'？"),
        ("某条规则\u{1B}[31m", "没有规则 '某条规则␛[31m'，用 nianbao rules 查看全部规则"),
    ] {
        let ran = folder.run(&["explain", written]);
        assert_eq!(ran.code, Some(2), "{ran:?}");
        assert_eq!(ran.stderr, format!("nianbao: {said}\n"));
        assert_eq!(ran.stdout, "");
    }
}

#[test]
fn colours_come_only_when_asked_for() {
    let folder = Folder::new();
    for command in [&["rules"][..], &["explain", "sums/row-total"]] {
        assert!(!folder.run(command).stdout.contains('\u{1B}'));
        let painted = folder.run(&[command, &["--color", "always"]].concat());
        assert!(painted.stdout.contains('\u{1B}'), "{}", painted.stdout);
    }
}

#[test]
fn shells_can_complete_commands() {
    let folder = Folder::new();
    for shell in ["bash", "zsh", "fish", "powershell", "elvish"] {
        let ran = folder.run(&["completions", shell]);
        assert_eq!(ran.code, Some(0), "{ran:?}");
        assert!(ran.stdout.contains("explain"), "{shell}: {}", ran.stdout);
    }
}
