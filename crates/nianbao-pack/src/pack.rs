use nianbao_lint::{DataRule, Origin, SettingsError, Site};

use crate::read;

/// A pack: rules that were read from one file.
#[derive(Clone, Debug)]
pub struct Pack {
    /// The family that its rules make.
    pub name: String,
    /// What it is, in Chinese.
    pub title: String,
    /// Its rules, in the order of the file.
    pub rules: Vec<&'static DataRule>,
    /// Where its rules stand, in the same order.
    pub(crate) sites: Vec<Site>,
    pub(crate) examples: Vec<Example>,
}

/// An example of a rule, with what the rule shall say of it.
#[derive(Clone, Debug)]
pub(crate) struct Example {
    pub(crate) rule: &'static DataRule,
    /// Whether the rule shall find something.
    pub(crate) fails: bool,
    /// Its number among those of its kind, from 1.
    pub(crate) number: usize,
    pub(crate) text: String,
    /// A place that the rule is about, where it is not about all.
    pub(crate) region: Option<String>,
    pub(crate) site: Site,
}

impl Pack {
    /// The pack that the file `origin` holds, whose words are `text`. What its rules need is never freed: rules live as
    /// long as the program.
    ///
    /// # Errors
    /// For the first place, in reading order, where it cannot be used.
    pub fn parse(origin: Origin, text: &str) -> Result<Pack, SettingsError> {
        read::pack(origin, text)
    }
}

/// Keeps `words` as long as the program runs.
pub(crate) fn kept(words: &str) -> &'static str {
    Box::leak(words.to_owned().into_boxed_str())
}
