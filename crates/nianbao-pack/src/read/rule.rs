use nianbao_diagnostics::{Applicability, Norm, Severity};
use nianbao_lint::{
    DataRule, Entry, Finder, Rule, Runs, Section, SettingsError, SettingsProblem, Sited,
};
use nianbao_report::OrganKind;
use regex::RegexBuilder;

use super::{Head, doc, plain_name, regions};
use crate::expression::Expression;
use crate::facts::Fact;
use crate::finders::{Assert, Common, Forbid, Require, Terms};
use crate::message::Message;
use crate::pack::{Example, kept};
use crate::pattern::{Pattern, list};
use crate::scope::Scope;

/// The keys of `[[rule]]`.
const KEYS: [&str; 23] = [
    "name",
    "title",
    "severity",
    "norm",
    "clause",
    "explanation",
    "message",
    "help",
    "sections",
    "organ-kinds",
    "region",
    "first-year",
    "last-year",
    "forbid",
    "replace",
    "require",
    "heading",
    "terms",
    "assert",
    "at",
    "fix",
    "pass",
    "fail",
];

const SEVERITIES: [(&str, Severity); 3] = [
    (Severity::Info.name(), Severity::Info),
    (Severity::Warning.name(), Severity::Warning),
    (Severity::Error.name(), Severity::Error),
];

const APPLICABILITIES: [(&str, Applicability); 3] = [
    (Applicability::Display.name(), Applicability::Display),
    (Applicability::Unsafe.name(), Applicability::Unsafe),
    (Applicability::Safe.name(), Applicability::Safe),
];

/// A rule as it was read.
pub(super) struct Read {
    pub(super) rule: &'static DataRule,
    pub(super) examples: Vec<Example>,
}

/// What a section says, key by key, before it is put together.
struct Draft<'e, 'a, 't> {
    section: &'e Section<'a, 't>,
}

/// The rule `section` says, in a pack that begins with `head`.
pub(super) fn read(section: &Section<'_, '_>, head: &Head) -> Result<Read, SettingsError> {
    if let Some(entry) = section.entries.iter().find(|entry| !KEYS.contains(&entry.key())) {
        return Err(entry.unknown_key(&KEYS));
    }
    let draft = Draft { section };
    let name = plain_name(draft.need("name", "规则的英文名")?)?;
    let title = draft.need("title", "规则的中文标题")?.some_words()?;
    let severity = draft.need("severity", "级别：info、warning 或 error")?.one_of(&SEVERITIES)?;
    let document = draft.need("norm", "依据：文件名和文号")?.some_words()?;
    let clause = draft.words("clause")?.unwrap_or_default();
    let scope = draft.scope(head)?;
    let region = scope.regions.first().cloned();
    let about = scope.in_words();
    let applicability = match draft.entry("fix") {
        Some(entry) => entry.one_of(&APPLICABILITIES)?,
        None => Applicability::Unsafe,
    };
    let (finder, has_fix) = draft.finder(scope, title, applicability)?;
    let (passing, failing) = (draft.texts("pass")?, draft.texts("fail")?);
    let prose = [draft.words("explanation")?.unwrap_or_default(), &about, &draft.condition()];
    let doc = doc::of(title, &prose, &passing, &failing);
    let rule = Rule {
        name: kept(&format!("{}/{name}", head.name)),
        severity,
        norm: Some(Norm { document: kept(document), clause: kept(clause) }),
        since: kept(&head.version),
        doc: kept(&doc),
        module: "",
        runs: Runs::ByDefault,
        fixes: if has_fix { Vec::leak(vec![applicability]) } else { &[] },
        check: |_, _| {},
    };
    let rule: &'static DataRule = Box::leak(Box::new(DataRule { rule, finder }));
    let failing = examples(rule, region.as_deref(), true, failing);
    let mut examples = examples(rule, region.as_deref(), false, passing);
    examples.extend(failing);
    Ok(Read { rule, examples })
}

impl<'e, 'a, 't> Draft<'e, 'a, 't> {
    fn entry(&self, key: &str) -> Option<&'e Entry<'a, 't>> {
        self.section.entries.iter().find(|entry| entry.key() == key)
    }

    fn need(
        &self,
        key: &'static str,
        what: &'static str,
    ) -> Result<&'e Entry<'a, 't>, SettingsError> {
        self.entry(key).ok_or_else(|| self.section.lacks(key, what))
    }

    /// What it finds, as it is written.
    fn condition(&self) -> String {
        let words = |key| self.entry(key).and_then(|entry| entry.words().ok());
        let found = [("forbid", "不得出现"), ("require", "必须出现"), ("assert", "必须成立")];
        let written = found.iter().find_map(|(key, what)| Some((*what, words(key)?.trim())));
        match written {
            Some((what, words)) => format!("{what}：`{}`", words.replace('\n', " ")),
            None => String::new(),
        }
    }

    fn words(&self, key: &str) -> Result<Option<&'a str>, SettingsError> {
        self.entry(key).map(Entry::some_words).transpose()
    }

    fn texts(&self, key: &str) -> Result<Vec<Sited<&'a str>>, SettingsError> {
        let texts = self.entry(key).map(|entry| entry.list("示例文字的列表"));
        Ok(texts.transpose()?.unwrap_or_default())
    }

    fn scope(&self, head: &Head) -> Result<Scope, SettingsError> {
        let number = |key| self.entry(key).map(Entry::number).transpose();
        let mut scope = Scope {
            regions: head.regions.clone(),
            first_year: number("first-year")?,
            last_year: number("last-year")?,
            ..Scope::default()
        };
        if let (Some(first), Some(last), Some(entry)) =
            (scope.first_year, scope.last_year, self.entry("last-year"))
            && last < first
        {
            let problem = format!("'last-year' 为 {last}，早于 'first-year' {first}");
            return Err(entry.problem(SettingsProblem::Pack(problem)));
        }
        if let Some(entry) = self.entry("sections") {
            const EXPECTED: &str = "部分的编号 1 至 6 的列表，0 为标题与导语";
            let numbers = entry.numbers(EXPECTED)?;
            let small = numbers.into_iter().map(|number| u8::try_from(number).ok());
            let sections: Option<Vec<u8>> = small.map(|it| it.filter(|it| *it <= 6)).collect();
            scope.sections = sections.ok_or_else(|| entry.wrong_type(EXPECTED))?;
        }
        if let Some(entry) = self.entry("organ-kinds") {
            let names = entry.list("机关类别的列表，如 [\"department\"]")?;
            for name in names {
                let known = OrganKind::NAMES.iter().find(|(known, _)| *known == name.value);
                let (_, kind) = known.ok_or_else(|| unknown_kind(entry, &name))?;
                scope.organ_kinds.push(*kind);
            }
        }
        if let Some(entry) = self.entry("region") {
            scope.regions = regions(entry)?;
        }
        Ok(scope)
    }

    /// What finds, and whether it offers a fix.
    fn finder(
        &self,
        scope: Scope,
        title: &str,
        applicability: Applicability,
    ) -> Result<(Box<dyn Finder>, bool), SettingsError> {
        let kinds = ["forbid", "require", "terms", "assert"];
        let given: Vec<&Entry<'_, '_>> = kinds.iter().filter_map(|key| self.entry(key)).collect();
        let [entry] = given.as_slice() else {
            let problem = "forbid、require、terms、assert 须写一种，且只写一种".to_owned();
            let problem = SettingsProblem::Pack(problem);
            return Err(SettingsError::new(self.section.site.clone(), problem));
        };
        self.check_companions(entry.key())?;
        let has_spot = matches!(entry.key(), "forbid" | "terms");
        let message = match self.entry("message") {
            Some(entry) => read_message(entry, has_spot)?,
            // A title says it in general; it has no braces that would be keys.
            None => Message::parse(&title.replace('{', "｛"), has_spot)
                .map_err(|reason| entry.problem(SettingsProblem::Pack(reason)))?,
        };
        let help = self.entry("help").map(|entry| read_message(entry, has_spot)).transpose()?;
        let common = Common { scope, message, help };
        Ok(match entry.key() {
            "forbid" => self.forbid(entry, common, applicability)?,
            "require" => (Box::new(self.require(entry, common)?), false),
            "terms" => (Box::new(terms(entry, common, applicability)?), true),
            _ => (Box::new(self.assert(entry, common)?), false),
        })
    }

    /// Refuses keys that say nothing to a rule of this kind.
    fn check_companions(&self, kind: &str) -> Result<(), SettingsError> {
        let homes: [(&str, &[&str]); 4] = [
            ("replace", &["forbid"]),
            ("heading", &["require"]),
            ("at", &["assert"]),
            ("fix", &["forbid", "terms"]),
        ];
        for (key, kinds) in homes {
            if let Some(entry) = self.entry(key).filter(|_| !kinds.contains(&kind)) {
                let problem = format!("'{key}' 只能与 {} 同用", kinds.join("、"));
                return Err(entry.problem(SettingsProblem::Pack(problem)));
            }
        }
        Ok(())
    }

    fn forbid(
        &self,
        entry: &Entry<'_, '_>,
        common: Common,
        applicability: Applicability,
    ) -> Result<(Box<dyn Finder>, bool), SettingsError> {
        let pattern = pattern(entry)?;
        let replacement = match self.entry("replace") {
            None => None,
            Some(entry) => {
                let words = entry.words()?;
                check_safety(entry, applicability, words)?;
                Some((words.to_owned(), applicability))
            }
        };
        let has_fix = replacement.is_some();
        Ok((Box::new(Forbid { common, pattern, replacement }), has_fix))
    }

    fn require(&self, entry: &Entry<'_, '_>, common: Common) -> Result<Require, SettingsError> {
        let heading = self.entry("heading").map(|entry| {
            let regex = RegexBuilder::new(entry.some_words()?).size_limit(1 << 20).build();
            regex.map_err(|error| bad_pattern(entry, error.to_string().lines().last()))
        });
        Ok(Require { common, pattern: pattern(entry)?, heading: heading.transpose()? })
    }

    fn assert(&self, entry: &Entry<'_, '_>, common: Common) -> Result<Assert, SettingsError> {
        let expression = Expression::parse(entry.some_words()?).map_err(|fault| {
            entry.problem_at(fault.at.as_deref(), fault.line, SettingsProblem::Pack(fault.message))
        })?;
        let at = self.entry("at").map(|entry| {
            let key = entry.some_words()?;
            let known = Fact::named(key).map(|(_, fact)| fact);
            known.ok_or_else(|| {
                entry.problem(SettingsProblem::Pack(crate::expression::unknown_key(key, &[])))
            })
        });
        Ok(Assert { common, expression, at: at.transpose()? })
    }
}

fn read_message(entry: &Entry<'_, '_>, has_spot: bool) -> Result<Message, SettingsError> {
    let problem = |reason| entry.problem(SettingsProblem::Pack(reason));
    Message::parse(entry.some_words()?, has_spot).map_err(problem)
}

fn pattern(entry: &Entry<'_, '_>) -> Result<Pattern, SettingsError> {
    Pattern::new(entry.some_words()?).map_err(|reason| bad_pattern(entry, Some(&reason)))
}

fn bad_pattern(entry: &Entry<'_, '_>, reason: Option<&str>) -> SettingsError {
    let reason = reason.unwrap_or_default();
    entry.problem(SettingsProblem::Pack(format!("'{}' 的正则表达式有误（{reason}）", entry.key())))
}

fn terms(
    entry: &Entry<'_, '_>,
    common: Common,
    applicability: Applicability,
) -> Result<Terms, SettingsError> {
    let section = entry.section("错误用语与正确用语的对照表，如 { \"布署\" = \"部署\" }")?;
    let mut wrong = Vec::new();
    let mut right = Vec::new();
    for entry in &section.entries {
        let words = entry.some_words()?;
        if entry.key().trim().is_empty() || entry.key() == words {
            let problem = "对照表的两边须不同，且不能为空".to_owned();
            return Err(entry.problem(SettingsProblem::Pack(problem)));
        }
        check_safety(entry, applicability, words)?;
        wrong.push(entry.key());
        right.push(words.to_owned());
    }
    if wrong.is_empty() {
        return Err(entry.wrong_type("不为空的对照表"));
    }
    Ok(Terms { common, wrong: list(&wrong), right, applicability })
}

/// Refuses to put figures there without a look.
fn check_safety(
    entry: &Entry<'_, '_>,
    applicability: Applicability,
    words: &str,
) -> Result<(), SettingsError> {
    if applicability == Applicability::Safe && words.contains(|c: char| c.is_ascii_digit()) {
        let problem = "含数字的修改不能标为 safe，数字须由人确认".to_owned();
        return Err(entry.problem(SettingsProblem::Pack(problem)));
    }
    Ok(())
}

fn unknown_kind(entry: &Entry<'_, '_>, name: &Sited<&str>) -> SettingsError {
    let known = OrganKind::NAMES.iter().map(|(name, _)| *name);
    let suggestion = nianbao_lint::Suggestion::new(name.value, known);
    let problem = SettingsProblem::UnknownValue {
        key: entry.key().to_owned(),
        value: name.value.to_owned(),
        suggestion,
    };
    SettingsError::new(name.site.clone(), problem)
}

fn examples(
    rule: &'static DataRule,
    region: Option<&str>,
    fails: bool,
    texts: Vec<Sited<&str>>,
) -> Vec<Example> {
    let example = |(number, text): (usize, Sited<&str>)| Example {
        rule,
        fails,
        number,
        text: text.value.to_owned(),
        region: region.map(str::to_owned),
        site: text.site,
    };
    (1..).zip(texts).map(example).collect()
}
