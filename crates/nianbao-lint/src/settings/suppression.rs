use std::path::Path;

use nianbao_report::Date;
use nianbao_span::Span;

use super::entry::Section;
use super::error::SettingsError;
use super::layer::Patterns;
use super::{Site, Sited};

/// The keys of `[[suppress]]`.
pub(super) const KEYS: [&str; 5] = ["file", "rule", "text", "reason", "until"];

/// An exception that `lint.toml` makes: findings of a rule that are not reported, and why.
#[derive(Clone, Debug)]
pub struct Suppression {
    /// Which files.
    pub(super) files: Patterns,
    /// A rule or a family.
    pub rule: Sited<String>,
    /// The words found, or words around them; absent where all findings of the rule are meant.
    text: Option<String>,
    /// Why.
    pub reason: String,
    /// The last day on which it holds; absent where it holds for ever.
    pub until: Option<Date>,
    /// Where it stands.
    pub site: Site,
}

impl Suppression {
    /// What `section` says; its pattern of paths starts from `folder`.
    pub(super) fn read(
        section: &Section<'_, '_>,
        folder: &Path,
    ) -> Result<Suppression, SettingsError> {
        let (mut files, mut rule, mut text, mut reason, mut until) = (None, None, None, None, None);
        for entry in &section.entries {
            match entry.key() {
                "file" => {
                    let pattern = Sited { value: entry.some_words()?, site: entry.value_site() };
                    files = Some(Patterns::new(folder, &[pattern], &entry.value_site())?);
                }
                "rule" => {
                    let name = entry.some_words()?.to_owned();
                    rule = Some(Sited { value: name, site: entry.value_site() });
                }
                "text" => text = Some(entry.some_words()?.to_owned()),
                "reason" => reason = Some(entry.some_words()?.to_owned()),
                "until" => {
                    let day = entry.day()?;
                    until = Some(Date { year: day.year, month: day.month, day: Some(day.day) });
                }
                _ => return Err(entry.unknown_key(&KEYS)),
            }
        }
        Ok(Suppression {
            files: files.ok_or_else(|| section.lacks("file", "对哪些文件有效"))?,
            rule: rule.ok_or_else(|| section.lacks("rule", "哪条规则或哪个规则族"))?,
            text,
            reason: reason.ok_or_else(|| section.lacks("reason", "为什么不报"))?,
            until,
            site: section.site.clone(),
        })
    }

    /// Whether it holds no more on the day `today`.
    pub(crate) fn is_expired(&self, today: Option<Date>) -> bool {
        let passed = self.until.zip(today).and_then(|(until, today)| today.days_since(until));
        passed.is_some_and(|days| days > 0)
    }

    /// Whether it means the finding of `rule` at `span` of `text`.
    pub(crate) fn means(&self, rule: &str, span: Span, text: &str) -> bool {
        let quote = self.text.as_deref();
        is_of(rule, &self.rule.value) && quote.is_none_or(|quote| is_quoted(quote, span, text))
    }

    /// The one file it names, where its pattern is a plain path.
    pub fn only_file(&self) -> Option<&str> {
        let pattern = self.files.written().first()?;
        (!pattern.contains(['*', '?', '[', '{'])).then_some(pattern.as_str())
    }

    /// The folder its pattern starts from.
    pub fn folder(&self) -> &Path {
        self.files.folder()
    }
}

/// Whether the rule `name` is `written`, or of the family `written`.
pub(crate) fn is_of(name: &str, written: &str) -> bool {
    name.strip_prefix(written).is_some_and(|rest| rest.is_empty() || rest.starts_with('/'))
}

/// Whether `quote` stands in `text` where it meets `span`.
fn is_quoted(quote: &str, span: Span, text: &str) -> bool {
    let range = span.range();
    let start = text.floor_char_boundary(range.start.saturating_sub(quote.len()));
    let end = text.ceil_char_boundary((range.end + quote.len()).min(text.len()));
    let meets = |at: usize| at <= range.end && range.start <= at + quote.len();
    text[start..end].match_indices(quote).any(|(at, _)| meets(start + at))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_quote_is_what_was_found_or_what_stands_around_it() {
        let text = "收到申请12件，办结13件";
        let found = Span::new(text.find("13").unwrap()..text.find("13").unwrap() + 2);
        for (quote, meant) in
            [("13", true), ("办结13件", true), ("12", false), ("收到", false), ("3", true)]
        {
            assert_eq!(is_quoted(quote, found, text), meant, "{quote}");
        }
    }

    #[test]
    fn a_family_means_its_rules() {
        assert!(is_of("sums/row-total", "sums") && is_of("sums/row-total", "sums/row-total"));
        assert!(!is_of("sums/row-total", "sum") && !is_of("sums/row-total", "sums/row"));
    }
}
