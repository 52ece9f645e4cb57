use std::ops::Range;

use nianbao_span::LineIndex;
use thiserror::Error;

/// Why a `lint.toml` cannot be used, and where in it.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
#[error("{path}:{line}:{column}: {problem}")]
pub struct SettingsError {
    /// The file as it was named.
    pub path: String,
    /// Line, from 1.
    pub line: u32,
    /// Column in characters, from 1.
    pub column: u32,
    /// What is wrong there.
    pub problem: SettingsProblem,
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

impl Suggestion {
    /// The one of `known` nearest to `written`, else all of them.
    pub(super) fn new<'k>(
        written: &str,
        known: impl IntoIterator<Item = &'k str> + Clone,
    ) -> Suggestion {
        Suggestion::nearest(written, known.clone())
            .unwrap_or_else(|| Suggestion::OneOf(known.into_iter().map(str::to_owned).collect()))
    }

    /// The one of `known` nearest to `written`, unless more than half its letters differ. A number, such as a year, is
    /// rarely mistyped: one digit off is another number.
    pub(crate) fn nearest<'k>(
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

/// A problem at a place of the text.
#[derive(Debug)]
pub(super) struct Fault {
    pub(super) span: Range<usize>,
    pub(super) problem: SettingsProblem,
}

impl Fault {
    pub(super) fn at(self, path: &str, text: &str) -> SettingsError {
        let offset = u32::try_from(text.floor_char_boundary(self.span.start)).unwrap_or(u32::MAX);
        let position = LineIndex::new(text).position(text, offset);
        SettingsError {
            path: path.to_owned(),
            line: position.line,
            column: position.column,
            problem: self.problem,
        }
    }
}
