use thiserror::Error;

use super::{Origin, Site};
use crate::Rule;

/// Why a `lint.toml`, or a file that it names, cannot be used, and where in it.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
#[error("{}:{}:{}: {problem}{}", .site.origin, .site.line, .site.column, shown_chain(.chain))]
pub struct SettingsError {
    /// Where.
    pub site: Site,
    /// What is wrong there.
    pub problem: Box<SettingsProblem>,
    /// The files that led there, each named by the one before; empty where nothing was extended.
    pub chain: Vec<Origin>,
}

/// What is wrong with a `lint.toml`, as the user reads it.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
pub enum SettingsProblem {
    /// The text is no TOML.
    #[error("不是有效的 TOML（{0}）")]
    Syntax(String),
    /// A key that does not exist.
    #[error("未知的键 '{key}'，{suggestion}")]
    UnknownKey {
        /// The key as written.
        key: String,
        /// What could be meant.
        suggestion: Suggestion,
    },
    /// A key that must be there and is not.
    #[error("缺少 '{key}'（{what}）")]
    MissingKey {
        /// The key.
        key: &'static str,
        /// What it says, in words.
        what: &'static str,
    },
    /// A name under `[rules]` that no rule and no family bears.
    #[error("未知的规则或规则族 '{name}'，{suggestion}")]
    UnknownRule {
        /// The name as written.
        name: String,
        /// What could be meant.
        suggestion: Suggestion,
    },
    /// A value that its key does not take, whatever was meant.
    #[error("'{key}' 的值应为{expected}")]
    WrongType {
        /// The key it stands for.
        key: String,
        /// What the key takes, in words.
        expected: &'static str,
    },
    /// A word that is none of those its key takes.
    #[error("'{key}' 的值不能是 '{value}'，{suggestion}")]
    UnknownValue {
        /// The key it stands for.
        key: String,
        /// The value as written.
        value: String,
        /// What could be meant.
        suggestion: Suggestion,
    },
    /// A pattern of paths that cannot be one.
    #[error("'{pattern}' 不是有效的路径通配式（{reason}）")]
    BadGlob {
        /// The pattern as written.
        pattern: String,
        /// Why.
        reason: String,
    },
    /// A name under `extends` that is no file and no built-in profile.
    #[error("没有名为 '{name}' 的内置配置（文件请写路径，如 './{name}.toml'），{suggestion}")]
    UnknownProfile {
        /// The name as written.
        name: String,
        /// What could be meant.
        suggestion: Suggestion,
    },
    /// A file that is named and cannot be read.
    #[error("无法读取 '{name}'：{reason}")]
    Unreadable {
        /// The path as written.
        name: String,
        /// Why.
        reason: String,
    },
    /// A file that is named and lies outside the folder whose settings name it.
    #[error("'{name}' 不在配置所属的文件夹 {folder} 之内")]
    Outside {
        /// The path as written.
        name: String,
        /// The outermost folder with a `lint.toml`.
        folder: String,
    },
    /// What a pack says makes no sense, for this reason.
    #[error("{0}")]
    Pack(String),
    /// A file that extends itself, by whatever way.
    #[error("'{name}' 形成循环")]
    Cycle {
        /// The path as written.
        name: String,
    },
}

/// What the user could have meant: the nearest known name, else all of them.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
pub enum Suggestion {
    /// One known name is near.
    #[error("是否为 '{0}'？")]
    Nearest(String),
    /// None is near; these are all.
    #[error("可用的有 {}", .0.join("、"))]
    OneOf(Vec<String>),
}

impl SettingsError {
    /// What is wrong at `site`.
    pub fn new(site: Site, problem: SettingsProblem) -> SettingsError {
        SettingsError { site, problem: Box::new(problem), chain: Vec::new() }
    }

    /// The error of a file that was reached by way of `chain`, itself the last.
    #[must_use]
    pub fn reached_by(mut self, chain: &[Origin]) -> SettingsError {
        if self.chain.is_empty() && chain.len() > 1 {
            self.chain = chain.to_vec();
        }
        self
    }
}

impl Suggestion {
    /// The one of `known` nearest to `written`, else all of them.
    pub fn new<'k>(written: &str, known: impl IntoIterator<Item = &'k str> + Clone) -> Suggestion {
        Suggestion::nearest(written, known.clone())
            .unwrap_or_else(|| Suggestion::OneOf(known.into_iter().map(str::to_owned).collect()))
    }

    /// The rule or family nearest to `written`, else all families.
    pub fn rule(written: &str, rules: &[&Rule]) -> Suggestion {
        let mut families: Vec<&str> = rules.iter().map(|rule| rule.family()).collect();
        families.dedup();
        let known = families.iter().copied().chain(rules.iter().map(|rule| rule.name));
        Suggestion::nearest(written, known).unwrap_or_else(|| Suggestion::new(written, families))
    }

    /// The one of `known` nearest to `written`, unless more than half its letters differ. A number, such as a year, is
    /// rarely mistyped: one digit off is another number.
    pub fn nearest<'k>(
        written: &str,
        known: impl IntoIterator<Item = &'k str>,
    ) -> Option<Suggestion> {
        let is_number = written.bytes().all(|byte| byte.is_ascii_digit());
        known
            .into_iter()
            .filter(|_| !is_number)
            .filter_map(|name| Some((distance(written, name)?, name)))
            .min_by_key(|(distance, _)| *distance)
            .map(|(_, name)| Suggestion::Nearest(name.to_owned()))
    }
}

/// Letters to change until `written` is `name`, with or without the family in front; nothing where that is more than
/// half of them.
fn distance(written: &str, name: &str) -> Option<usize> {
    let last = name.rsplit('/').next().unwrap_or(name);
    let distance = |name: &str| {
        let distance = strsim::osa_distance(written, name);
        (distance <= name.chars().count() / 2).then_some(distance)
    };
    [distance(name), distance(last)].into_iter().flatten().min()
}

fn shown_chain(chain: &[Origin]) -> String {
    if chain.is_empty() {
        return String::new();
    }
    let chain: Vec<String> = chain.iter().map(ToString::to_string).collect();
    format!("（{}）", chain.join(" → "))
}
