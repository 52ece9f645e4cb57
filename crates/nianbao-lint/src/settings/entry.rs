//! TOML read key by key, so that every fault has its line and every misspelt key its nearest.

use std::ops::Range;

use nianbao_span::LineIndex;
use toml::Spanned;
use toml::de::{DeInteger, DeString, DeTable, DeValue};
use toml::value::Date;

use super::error::{SettingsError, SettingsProblem, Suggestion};
use super::syntax::in_words;
use super::{Origin, Site, Sited};

/// The text of a TOML file.
#[derive(Debug)]
pub struct TomlText<'t> {
    origin: Origin,
    text: &'t str,
    lines: LineIndex,
}

/// A key and its value.
#[derive(Clone, Copy, Debug)]
pub struct Entry<'a, 't> {
    file: &'a TomlText<'t>,
    key: &'a Spanned<DeString<'t>>,
    value: &'a Spanned<DeValue<'t>>,
}

/// The table under a key, or one of several.
#[derive(Clone, Debug)]
pub struct Section<'a, 't> {
    /// Where it begins.
    pub site: Site,
    /// What it says, in the order it is written, so that the first fault is the one reported.
    pub entries: Vec<Entry<'a, 't>>,
}

impl<'t> TomlText<'t> {
    /// The text of a file.
    pub fn new(origin: Origin, text: &'t str) -> TomlText<'t> {
        TomlText { origin, text, lines: LineIndex::new(text) }
    }

    /// The table that the whole text is.
    ///
    /// # Errors
    /// Where it is no TOML.
    pub fn parse(&self) -> Result<Spanned<DeTable<'t>>, SettingsError> {
        DeTable::parse(self.text).map_err(|error| {
            let problem = SettingsProblem::Syntax(in_words(error.message()));
            self.error(error.span().unwrap_or_default(), problem)
        })
    }

    /// What `table` says.
    pub fn section<'a>(&'a self, table: &'a Spanned<DeTable<'t>>) -> Section<'a, 't> {
        self.section_at(table.span(), table.get_ref())
    }

    fn section_at<'a>(&'a self, span: Range<usize>, table: &'a DeTable<'t>) -> Section<'a, 't> {
        let mut entries: Vec<_> =
            table.iter().map(|(key, value)| Entry { file: self, key, value }).collect();
        entries.sort_by_key(|entry| entry.key.span().start);
        Section { site: self.site(span), entries }
    }

    fn site(&self, span: Range<usize>) -> Site {
        let offset = u32::try_from(self.text.floor_char_boundary(span.start)).unwrap_or(u32::MAX);
        let position = self.lines.position(self.text, offset);
        Site { origin: self.origin.clone(), line: position.line, column: position.column }
    }

    fn error(&self, span: Range<usize>, problem: SettingsProblem) -> SettingsError {
        SettingsError::new(self.site(span), problem)
    }
}

impl Section<'_, '_> {
    /// The error of a section that lacks a key.
    pub fn lacks(&self, key: &'static str, what: &'static str) -> SettingsError {
        let problem = SettingsProblem::MissingKey { key, what };
        SettingsError::new(self.site.clone(), problem)
    }
}

impl<'a, 't> Entry<'a, 't> {
    /// The key.
    pub fn key(&self) -> &'a str {
        self.key.get_ref().as_ref()
    }

    /// Where the key stands.
    pub fn site(&self) -> Site {
        self.file.site(self.key.span())
    }

    /// Where the value stands.
    pub fn value_site(&self) -> Site {
        self.file.site(self.value.span())
    }

    /// `value` with the place of the key.
    pub fn sited<T>(&self, value: T) -> Sited<T> {
        Sited { value, site: self.site() }
    }

    /// The value as words.
    pub fn words(&self) -> Result<&'a str, SettingsError> {
        self.value.get_ref().as_str().ok_or_else(|| self.wrong_type("带引号的文字"))
    }

    /// The value as words that say something.
    pub fn some_words(&self) -> Result<&'a str, SettingsError> {
        let words = self.words()?;
        if words.trim().is_empty() { Err(self.wrong_type("不为空的文字")) } else { Ok(words) }
    }

    /// The value as a list of words, each with its place. `expected` says what the list is.
    pub fn list(&self, expected: &'static str) -> Result<Vec<Sited<&'a str>>, SettingsError> {
        let items = self.value.get_ref().as_array().ok_or_else(|| self.wrong_type(expected))?;
        let word = |item: &'a Spanned<DeValue<'t>>| {
            let words = item
                .get_ref()
                .as_str()
                .ok_or_else(|| self.file.error(item.span(), self.wrong(expected)))?;
            Ok(Sited { value: words, site: self.file.site(item.span()) })
        };
        items.iter().map(word).collect()
    }

    /// The value as a table.
    pub fn section(&self, expected: &'static str) -> Result<Section<'a, 't>, SettingsError> {
        let table = self.value.get_ref().as_table().ok_or_else(|| self.wrong_type(expected))?;
        Ok(self.file.section_at(self.value.span(), table))
    }

    /// The value as a list of tables.
    pub fn sections(&self, expected: &'static str) -> Result<Vec<Section<'a, 't>>, SettingsError> {
        let items = self.value.get_ref().as_array().ok_or_else(|| self.wrong_type(expected))?;
        let section = |item: &'a Spanned<DeValue<'t>>| {
            let table = item.get_ref().as_table().ok_or_else(|| self.wrong_type(expected))?;
            Ok(self.file.section_at(item.span(), table))
        };
        items.iter().map(section).collect()
    }

    /// The value as a day.
    pub fn day(&self) -> Result<Date, SettingsError> {
        const EXPECTED: &str = "不带引号的日期，如 2027-01-31";
        let value = self.value.get_ref().as_datetime().filter(|value| value.time.is_none());
        value.and_then(|value| value.date).ok_or_else(|| self.wrong_type(EXPECTED))
    }

    /// What the word that is the value stands for.
    pub fn one_of<T: Copy>(&self, known: &[(&str, T)]) -> Result<T, SettingsError> {
        let written = self.words()?;
        let found = known.iter().find(|(name, _)| *name == written);
        found.map(|(_, meaning)| *meaning).ok_or_else(|| {
            self.problem(SettingsProblem::UnknownValue {
                key: self.key().to_owned(),
                value: written.to_owned(),
                suggestion: Suggestion::new(written, known.iter().map(|(name, _)| *name)),
            })
        })
    }

    /// The value as a whole number.
    pub fn number(&self) -> Result<u16, SettingsError> {
        let written = self.value.get_ref().as_integer().map(DeInteger::as_str);
        let number = written.and_then(|number| number.parse().ok());
        number.ok_or_else(|| self.wrong_type("不带引号的数字"))
    }

    /// The value as a list of whole numbers. `expected` says what the list is.
    pub fn numbers(&self, expected: &'static str) -> Result<Vec<u16>, SettingsError> {
        let wrong = || self.wrong_type(expected);
        let items = self.value.get_ref().as_array().ok_or_else(wrong)?;
        let number = |item: &Spanned<DeValue<'t>>| {
            let written = item.get_ref().as_integer().map(DeInteger::as_str);
            written.and_then(|number| number.parse().ok()).ok_or_else(wrong)
        };
        items.iter().map(number).collect()
    }

    /// The error of a value at `words` within it, else so many lines below its beginning.
    pub fn problem_at(
        &self,
        words: Option<&str>,
        line: usize,
        problem: SettingsProblem,
    ) -> SettingsError {
        let span = self.value.span();
        let written = self.file.text.get(span.clone()).unwrap_or_default();
        let at = words.and_then(|words| written.find(words)).or_else(|| {
            // The first line of words between three quotation marks may be empty; it does not count.
            let opening = written.strip_prefix("'''\n").or(written.strip_prefix("\"\"\"\n"));
            let skipped = line + usize::from(opening.is_some());
            let mut ends = written.match_indices('\n').map(|(at, _)| at + 1);
            skipped.checked_sub(1).and_then(|last| ends.nth(last))
        });
        let start = span.start + at.unwrap_or(0);
        self.file.error(start..start, problem)
    }

    /// The error of a key that is none of `known`.
    pub fn unknown_key(&self, known: &[&str]) -> SettingsError {
        let suggestion = Suggestion::new(self.key(), known.iter().copied());
        let problem = SettingsProblem::UnknownKey { key: self.key().to_owned(), suggestion };
        self.file.error(self.key.span(), problem)
    }

    /// The error of a value that its key does not take.
    pub fn wrong_type(&self, expected: &'static str) -> SettingsError {
        self.problem(self.wrong(expected))
    }

    fn wrong(&self, expected: &'static str) -> SettingsProblem {
        SettingsProblem::WrongType { key: self.key().to_owned(), expected }
    }

    /// The error of a value.
    pub fn problem(&self, problem: SettingsProblem) -> SettingsError {
        self.file.error(self.value.span(), problem)
    }
}
