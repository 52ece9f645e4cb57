// The format of the files under `data`, for the build and for the tests that run their examples.

use serde::Deserialize;

/// A table of words.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct WordFile {
    pub(crate) group: Vec<Group>,
}

/// Words with one source and one kind of fix.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Group {
    pub(crate) source: String,
    pub(crate) fix: FixKind,
    #[serde(default)]
    pub(crate) script: Scripts,
    pub(crate) words: Vec<Word>,
}

/// How far the fix of a group can be trusted.
#[derive(Clone, Copy, Debug, Deserialize, PartialEq, Eq)]
#[serde(rename_all = "lowercase")]
pub(crate) enum FixKind {
    Safe,
    Unsafe,
}

/// In texts of which script a word is wrong.
#[derive(Clone, Copy, Debug, Default, Deserialize, PartialEq, Eq)]
#[serde(rename_all = "lowercase")]
pub(crate) enum Scripts {
    #[default]
    Any,
    Simplified,
}

/// A wrong word.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Word {
    pub(crate) wrong: String,
    pub(crate) right: String,
    /// Overrides the group's.
    pub(crate) script: Option<Scripts>,
    #[serde(default)]
    pub(crate) before: Vec<String>,
    #[serde(default)]
    pub(crate) not_before: Vec<String>,
    #[serde(default)]
    pub(crate) after: Vec<String>,
    #[serde(default)]
    pub(crate) not_after: Vec<String>,
    #[serde(default)]
    pub(crate) good: Vec<String>,
    #[serde(default)]
    pub(crate) bad: Vec<String>,
}

/// The table of fixed phrases.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct PhraseFile {
    pub(crate) phrase: Vec<Phrase>,
}

/// A fixed phrase.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Phrase {
    pub(crate) right: String,
    pub(crate) source: String,
    #[serde(default)]
    pub(crate) near: bool,
    #[serde(default)]
    pub(crate) accepted: Vec<String>,
    #[serde(default)]
    pub(crate) wrong: Vec<WrongPhrase>,
    pub(crate) good: Vec<String>,
    pub(crate) bad: Vec<String>,
}

/// A near miss of a fixed phrase.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct WrongPhrase {
    pub(crate) words: String,
    #[serde(default)]
    pub(crate) before: Vec<String>,
    #[serde(default)]
    pub(crate) not_before: Vec<String>,
    #[serde(default)]
    pub(crate) after: Vec<String>,
    #[serde(default)]
    pub(crate) not_after: Vec<String>,
}
