use std::path::Path;

use jsonschema::Validator;
use nianbao_diagnostics::Severity;
use nianbao_report::OrganKind;
use serde_json::Value;

use super::*;
use crate::RuleSet;

mod linked {
    use crate::rule;

    rule! {
        /// 测试用规则
        "sums/row-total" {
            severity: nianbao_diagnostics::Severity::Error,
            norm: None,
            since: "0.1.0",
            check: silent,
        }
    }

    rule! {
        /// 测试用的按需规则
        "wording/context-word" {
            severity: nianbao_diagnostics::Severity::Info,
            norm: None,
            since: "0.1.0",
            runs: crate::Runs::OnRequest,
            check: silent,
        }
    }

    fn silent(_: &crate::Report<'_>, _: &mut crate::Sink<'_>) {}
}

fn row_total() -> &'static Rule {
    RuleSet::linked().into_iter().find(|rule| rule.name == "sums/row-total").unwrap()
}

fn parsed(text: &str) -> Settings {
    Settings::parse("lint.toml", text).unwrap()
}

#[track_caller]
fn check_error(text: &str, expected: &str) {
    let error = Settings::parse("lint.toml", text).unwrap_err();
    assert_eq!(error.to_string(), expected);
}

#[test]
fn empty_text_is_the_default() {
    let settings = parsed("");
    assert_eq!(settings.level(row_total()), None);
    assert!(settings.hints().edition.is_none() && settings.hints().organ_kind.is_none());
}

#[test]
fn rule_beats_family() {
    let settings = parsed("[rules]\n\"sums/row-total\" = \"info\"\nsums = \"off\"\n");
    assert_eq!(settings.level(row_total()), Some(Level::On(Severity::Info)));
    assert_eq!(parsed("rules.sums = 'off'").level(row_total()), Some(Level::Off));
}

#[test]
fn family_turned_off_leaves_no_rule_to_run() {
    assert_eq!(RuleSet::new(&parsed("rules.sums = 'off'")).iter().count(), 0);
    assert_eq!(RuleSet::new(&Settings::default()).iter().count(), 1);
}

#[test]
fn rule_on_request_runs_only_where_it_is_named() {
    let runs = |text: &str| {
        RuleSet::new(&parsed(text)).iter().any(|active| active.rule.name == "wording/context-word")
    };
    assert!(!runs(""));
    assert!(!runs("rules.wording = 'warning'"));
    assert!(runs("[rules]\nwording = 'off'\n\"wording/context-word\" = 'info'\n"));
}

#[test]
fn hints_are_the_edition_and_the_organ_kind() {
    let hints = parsed("edition = \"2019\"\norgan-kind = \"sub-district\"").hints();
    assert_eq!(hints.edition.unwrap().name, "2019");
    assert_eq!(hints.organ_kind, Some(OrganKind::SubDistrict));
}

#[test]
fn unknown_key_names_the_nearest() {
    check_error("# 说明\nexlude = []\n", "lint.toml:2:1: 未知的键 'exlude'，是否为 'exclude'？");
    check_error(
        "verbose = true",
        "lint.toml:1:1: 未知的键 'verbose'，可用的有 extends、include、exclude、edition、organ-kind、region、packs、rules、overrides、suppress",
    );
}

#[test]
fn unknown_rule_names_the_nearest_with_or_without_its_family() {
    let nearest = "是否为 'sums/row-total'？";
    for name in ["sums/row-totl", "row-total", "sum/row-total"] {
        check_error(
            &format!("[rules]\n\"{name}\" = \"off\""),
            &format!("lint.toml:2:1: 未知的规则或规则族 '{name}'，{nearest}"),
        );
    }
    check_error(
        "rules.layout = 'off'",
        "lint.toml:1:7: 未知的规则或规则族 'layout'，可用的有 sums、wording",
    );
    check_error("rules.sum = 'off'", "lint.toml:1:7: 未知的规则或规则族 'sum'，是否为 'sums'？");
}

#[test]
fn bad_value_is_named_where_it_stands() {
    check_error(
        "rules.sums = 'warn'",
        "lint.toml:1:14: 'sums' 的值不能是 'warn'，是否为 'warning'？",
    );
    check_error(
        "edition = '2022'",
        "lint.toml:1:11: 'edition' 的值不能是 '2022'，可用的有 2019、2021",
    );
    check_error("edition = 2021", "lint.toml:1:11: 'edition' 的值应为带引号的文字");
    check_error(
        "organ-kind = '街道'",
        "lint.toml:1:14: 'organ-kind' 的值不能是 '街道'，可用的有 government、office、department、township、\
         sub-district、other",
    );
    check_error("rules = 'off'", "lint.toml:1:9: 'rules' 的值应为以规则或规则族为键的表");
}

#[test]
fn bad_pattern_is_named_where_it_stands() {
    check_error(
        "include = [\n  '年报/*.html', 'a[',\n]",
        "lint.toml:2:16: 'a[' 不是有效的路径通配式（unclosed character class; missing ']'）",
    );
    check_error(
        "exclude = 'a'",
        "lint.toml:1:11: 'exclude' 的值应为路径通配式的列表，如 [\"2024/**/*.html\"]",
    );
}

#[test]
fn first_fault_in_reading_order_is_reported() {
    check_error(
        "zzz = 1\nedition = 1",
        "lint.toml:1:1: 未知的键 'zzz'，可用的有 extends、include、exclude、edition、organ-kind、region、packs、rules、overrides、suppress",
    );
    check_error("edition = 1\naaa = 1", "lint.toml:1:11: 'edition' 的值应为带引号的文字");
}

#[test]
fn broken_toml_and_doubled_keys_name_their_line() {
    for (text, place) in [("edition = ", "1:11"), ("include = []\ninclude = []", "2:1")] {
        let error = Settings::parse("a/lint.toml", text).unwrap_err();
        assert!(
            error.to_string().starts_with(&format!("a/lint.toml:{place}: 不是有效的 TOML")),
            "{error}"
        );
    }
}

#[test]
fn byte_order_mark_and_windows_line_ends_are_no_fault() {
    assert!(parsed("\u{feff}edition = '2021'\r\n[rules]\r\n").hints().edition.is_some());
}

fn config(files: &[(&str, &str)]) -> Config {
    let layer = |(folder, text): &(&str, &str)| {
        Layer::parse(Origin::file(&format!("{folder}/lint.toml")), Path::new(folder), text).unwrap()
    };
    Config::new(files.iter().map(layer).collect())
}

#[test]
fn exclude_takes_back_what_include_names() {
    let config =
        config(&[("/年报", "include = ['**/*.html']\nexclude = ['drafts', './old*.html']")]);
    for (path, included) in [
        ("a.html", true),
        ("2024/a.html", true),
        ("a.txt", false),
        ("drafts/2024/a.html", false),
        ("2024/drafts/a.html", true),
        ("old-1.html", false),
        ("2024/old-1.html", true),
    ] {
        assert_eq!(config.is_included(&Path::new("/年报").join(path)), included, "{path}");
    }
    assert!(config.is_excluded(Path::new("/年报/drafts")));
}

#[test]
fn empty_include_list_includes_nothing() {
    assert!(!config(&[("/年报", "include = []")]).is_included(Path::new("/年报/a.html")));
}

/// The level of `sums/row-total` in `path`, and where it is from.
fn level(config: &Config, path: &str) -> String {
    let settings = config.settings(Path::new(path));
    let level = settings.sited_level(row_total()).unwrap();
    format!("{:?} {}", level.value, level.site)
}

#[test]
fn what_stands_nearer_beats_what_is_extended() {
    let config = config(&[
        ("/省", "rules.sums = 'off'\n[[overrides]]\nfiles = ['市/**']\nrules.sums = 'info'\n"),
        (
            "/省/市",
            "organ-kind = 'other'\n[rules]\n\n[[overrides]]\nfiles = ['县/*', '镇/*']\nrules.sums = 'error'\n",
        ),
    ]);
    assert_eq!(level(&config, "/省/a.md"), "Off /省/lint.toml:1");
    assert_eq!(level(&config, "/省/市/a.md"), "On(Info) /省/lint.toml:4");
    assert_eq!(level(&config, "/省/市/县/a.md"), "On(Error) /省/市/lint.toml:6");
    assert_eq!(level(&config, "/省/市/县/乡/a.md"), "On(Info) /省/lint.toml:4");
    assert_eq!(config.choices(Path::new("/省/市/县/a.md")), [true, true]);
}

#[test]
fn overrides_are_read_as_strictly_as_the_rest() {
    check_error(
        "[[overrides]]\nfiles = ['a']\nexclude = ['b']\n",
        "lint.toml:3:1: 未知的键 'exclude'，可用的有 files、edition、organ-kind、region、rules",
    );
    check_error(
        "[[overrides]]\nfile = ['a']\n",
        "lint.toml:2:1: 未知的键 'file'，是否为 'files'？",
    );
    check_error(
        "include = []\n[[overrides]]\nedition = '2021'\n",
        "lint.toml:2:1: 缺少 'files'（对哪些文件有效）",
    );
    check_error(
        "[[overrides]]\nfiles = []\n",
        "lint.toml:2:9: 'files' 的值应为不为空的路径通配式的列表，如 [\"2024/**/*.html\"]",
    );
    check_error("overrides = 'a'", "lint.toml:1:13: 'overrides' 的值应为以 [[overrides]] 写成的表");
    check_error(
        "rules.sums = 'off'\n[[overrides]]\nfiles = ['a']\nrules.sum = 'off'\n",
        "lint.toml:4:7: 未知的规则或规则族 'sum'，是否为 'sums'？",
    );
}

const SCHEMA: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/../../docs/lint.schema.json");

/// `UPDATE_FIXTURES=1` writes the schema. The order of its keys is left open: another crate of the build can change it.
#[test]
fn the_published_schema_is_fresh() {
    let fresh = settings_schema().to_value();
    if std::env::var_os("UPDATE_FIXTURES").is_some() {
        let text = serde_json::to_string_pretty(&fresh).unwrap();
        std::fs::write(SCHEMA, text + "\n").unwrap();
    }
    let published: Value = serde_json::from_str(&std::fs::read_to_string(SCHEMA).unwrap()).unwrap();
    assert!(fresh == published, "docs/lint.schema.json is stale: UPDATE_FIXTURES=1 writes it");
}

fn validator() -> Validator {
    jsonschema::validator_for(&settings_schema().to_value()).unwrap()
}

#[track_caller]
fn check_schema(text: &str, fits: bool) {
    let value: Value = toml::from_str(text).unwrap();
    assert_eq!(validator().is_valid(&value), fits, "{text}");
    if fits {
        let layer = Layer::parse(Origin::file("lint.toml"), Path::new(""), text);
        assert!(layer.is_ok(), "{text}: {layer:?}");
    }
}

#[test]
fn the_schema_knows_the_keys_that_are_read() {
    let schema = settings_schema().to_value();
    let keys = |of: &Value| -> Vec<String> {
        let mut keys: Vec<String> = of["properties"].as_object().unwrap().keys().cloned().collect();
        keys.sort_unstable();
        keys
    };
    let sorted = |keys: &[&str]| -> Vec<String> {
        let mut keys: Vec<String> = keys.iter().map(|key| (*key).to_owned()).collect();
        keys.sort_unstable();
        keys
    };
    assert_eq!(keys(&schema), sorted(&read::KEYS));
    assert_eq!(keys(&schema["$defs"]["Override"]), sorted(&read::OVERRIDE_KEYS));
    assert_eq!(keys(&schema["$defs"]["Suppression"]), sorted(&suppression::KEYS));
}

#[test]
fn settings_that_are_read_fit_the_schema() {
    let own = include_str!(concat!(env!("CARGO_MANIFEST_DIR"), "/../../lint.toml"));
    check_schema(own, true);
    for (name, _) in OrganKind::NAMES {
        check_schema(&format!("organ-kind = '{name}'"), true);
    }
    for edition in Edition::all() {
        check_schema(&format!("edition = '{}'", edition.name), true);
    }
    for (level, _) in read::LEVELS {
        check_schema(&format!("[[overrides]]\nfiles = ['a']\nrules.sums = '{level}'"), true);
    }
    for text in ["exlude = []", "rules.sums = 'warn'", "[[overrides]]\nedition = '2021'"] {
        check_schema(text, false);
    }
}

#[test]
fn exceptions_say_what_and_why() {
    const START: &str = "[[suppress]]\nfile = 'a.md'\nrule = 'sums'\n";
    check_error(START, "lint.toml:1:1: 缺少 'reason'（为什么不报）");
    for (line, message) in [
        ("reason = ' '", "4:10: 'reason' 的值应为不为空的文字"),
        (
            "reason = '甲'\nuntil = '2027-01-31'",
            "5:9: 'until' 的值应为不带引号的日期，如 2027-01-31",
        ),
        ("resaon = '甲'", "4:1: 未知的键 'resaon'，是否为 'reason'？"),
    ] {
        check_error(&format!("{START}{line}"), &format!("lint.toml:{message}"));
    }
    check_error(
        "[[suppress]]\nfile = '*.md'\nrule = 'sums/row'\nreason = '甲'",
        "lint.toml:3:8: 未知的规则或规则族 'sums/row'，是否为 'sums/row-total'？",
    );
}
