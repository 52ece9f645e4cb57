use std::collections::BTreeMap;

use globset::{GlobBuilder, GlobSet, GlobSetBuilder};
use nianbao_diagnostics::Severity;
use nianbao_report::{Edition, OrganKind};
use toml::Spanned;
use toml::de::{DeString, DeTable, DeValue};

use super::Settings;
use super::error::{Fault, SettingsProblem, Suggestion};
use crate::{Level, Rule, RuleSet};

type Key<'t> = Spanned<DeString<'t>>;
type Value<'t> = Spanned<DeValue<'t>>;

const KEYS: [&str; 5] = ["include", "exclude", "edition", "organ-kind", "rules"];

const LEVELS: [(&str, Level); 4] = [
    ("off", Level::Off),
    (Severity::Info.name(), Level::On(Severity::Info)),
    (Severity::Warning.name(), Level::On(Severity::Warning)),
    (Severity::Error.name(), Level::On(Severity::Error)),
];

pub(super) fn settings(text: &str) -> Result<Settings, Fault> {
    let table = DeTable::parse(text).map_err(|error| syntax(&error))?;
    let mut settings = Settings::default();
    for (key, value) in by_place(table.get_ref()) {
        match key.get_ref().as_ref() {
            "include" => settings.include = Some(globs(key, value)?),
            "exclude" => settings.exclude = globs(key, value)?,
            "edition" => settings.hints.edition = Some(edition(key, value)?),
            "organ-kind" => {
                settings.hints.organ_kind = Some(one_of(key, value, &OrganKind::NAMES)?);
            }
            "rules" => settings.levels = levels(key, value)?,
            _ => return Err(unknown_key(key)),
        }
    }
    Ok(settings)
}

/// A table's entries in the order they are written, so that the first fault is the one reported.
fn by_place<'a, 't>(table: &'a DeTable<'t>) -> Vec<(&'a Key<'t>, &'a Value<'t>)> {
    let mut entries: Vec<_> = table.iter().collect();
    entries.sort_by_key(|(key, _)| key.span().start);
    entries
}

fn globs(key: &Key<'_>, value: &Value<'_>) -> Result<GlobSet, Fault> {
    const EXPECTED: &str = "路径通配式的列表，如 [\"2024/**/*.html\"]";
    let patterns = value.get_ref().as_array().ok_or_else(|| wrong_type(key, value, EXPECTED))?;
    let mut set = GlobSetBuilder::new();
    for pattern in patterns {
        let text = pattern.get_ref().as_str().ok_or_else(|| wrong_type(key, pattern, EXPECTED))?;
        let glob = GlobBuilder::new(text).literal_separator(true).build();
        set.add(glob.map_err(|error| bad_glob(pattern, text, &error))?);
    }
    set.build().map_err(|error| bad_glob(value, key.get_ref(), &error))
}

fn edition(key: &Key<'_>, value: &Value<'_>) -> Result<&'static Edition, Fault> {
    let named: Vec<_> =
        Edition::all().iter().map(|edition| (edition.name.as_str(), edition)).collect();
    one_of(key, value, &named)
}

fn levels(key: &Key<'_>, value: &Value<'_>) -> Result<BTreeMap<String, Level>, Fault> {
    const EXPECTED: &str = "以规则或规则族为键的表";
    let table = value.get_ref().as_table().ok_or_else(|| wrong_type(key, value, EXPECTED))?;
    let rules = RuleSet::linked();
    let mut levels = BTreeMap::new();
    for (name, level) in by_place(table) {
        let written = name.get_ref().as_ref();
        if !rules.iter().any(|rule| rule.name == written || rule.family() == written) {
            return Err(unknown_rule(name, &rules));
        }
        levels.insert(written.to_owned(), one_of(name, level, &LEVELS)?);
    }
    Ok(levels)
}

/// What the word `value` stands for.
fn one_of<T: Copy>(key: &Key<'_>, value: &Value<'_>, known: &[(&str, T)]) -> Result<T, Fault> {
    let written = value.get_ref().as_str().ok_or_else(|| wrong_type(key, value, "带引号的文字"))?;
    let found = known.iter().find(|(name, _)| *name == written);
    found.map(|(_, meaning)| *meaning).ok_or_else(|| Fault {
        span: value.span(),
        problem: SettingsProblem::UnknownValue {
            key: key.get_ref().to_string(),
            value: written.to_owned(),
            suggestion: Suggestion::new(written, known.iter().map(|(name, _)| *name)),
        },
    })
}

fn unknown_key(key: &Key<'_>) -> Fault {
    let written = key.get_ref();
    Fault {
        span: key.span(),
        problem: SettingsProblem::UnknownKey {
            key: written.to_string(),
            suggestion: Suggestion::new(written, KEYS),
        },
    }
}

/// All rules would be too many to list; their families are not.
fn unknown_rule(name: &Key<'_>, rules: &[&Rule]) -> Fault {
    let written = name.get_ref();
    let mut families: Vec<&str> = rules.iter().map(|rule| rule.family()).collect();
    families.dedup();
    let known = families.iter().copied().chain(rules.iter().map(|rule| rule.name));
    let suggestion =
        Suggestion::nearest(written, known).unwrap_or_else(|| Suggestion::new(written, families));
    let problem = SettingsProblem::UnknownRule { name: written.to_string(), suggestion };
    Fault { span: name.span(), problem }
}

fn wrong_type(key: &Key<'_>, value: &Value<'_>, expected: &'static str) -> Fault {
    let problem = SettingsProblem::WrongType { key: key.get_ref().to_string(), expected };
    Fault { span: value.span(), problem }
}

fn bad_glob(place: &Value<'_>, pattern: &str, error: &globset::Error) -> Fault {
    let reason = error.kind().to_string();
    let problem = SettingsProblem::BadGlob { pattern: pattern.to_owned(), reason };
    Fault { span: place.span(), problem }
}

fn syntax(error: &toml::de::Error) -> Fault {
    let problem = SettingsProblem::Syntax(error.message().to_owned());
    Fault { span: error.span().unwrap_or_default(), problem }
}

#[cfg(test)]
mod tests {
    use std::path::Path;

    use super::*;
    use crate::SettingsError;

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
        let error: SettingsError = Settings::parse("lint.toml", text).unwrap_err();
        assert_eq!(error.to_string(), expected);
    }

    #[test]
    fn empty_text_is_the_default() {
        let settings = parsed("");
        assert_eq!(settings.level(row_total()), None);
        assert!(settings.is_included(Path::new("a.html")));
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
            RuleSet::new(&parsed(text))
                .iter()
                .any(|active| active.rule.name == "wording/context-word")
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
    fn exclude_takes_back_what_include_names() {
        let settings = parsed("include = [\"**/*.html\"]\nexclude = [\"drafts\", \"old*.html\"]");
        for (path, included) in [
            ("a.html", true),
            ("2024/a.html", true),
            ("a.txt", false),
            ("drafts/2024/a.html", false),
            ("2024/drafts/a.html", true),
            ("old-1.html", false),
            ("2024/old-1.html", true),
        ] {
            assert_eq!(settings.is_included(Path::new(path)), included, "{path}");
        }
        assert!(settings.is_excluded(Path::new("drafts")));
    }

    #[test]
    fn empty_include_list_includes_nothing() {
        assert!(!parsed("include = []").is_included(Path::new("a.html")));
    }

    #[test]
    fn unknown_key_names_the_nearest() {
        check_error(
            "# 说明\nexlude = []\n",
            "lint.toml:2:1: 未知的键 'exlude'，是否为 'exclude'？",
        );
        check_error(
            "verbose = true",
            "lint.toml:1:1: 未知的键 'verbose'，可用的有 include、exclude、edition、organ-kind、rules",
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
        check_error(
            "rules.sum = 'off'",
            "lint.toml:1:7: 未知的规则或规则族 'sum'，是否为 'sums'？",
        );
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
            "lint.toml:1:1: 未知的键 'zzz'，可用的有 include、exclude、edition、organ-kind、rules",
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
}
