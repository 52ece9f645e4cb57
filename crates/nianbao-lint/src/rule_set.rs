use nianbao_diagnostics::{Diagnostic, Severity};
use thiserror::Error;

use crate::words::Index;
use crate::{DataRule, DataRules, Finder, Rule, Runs, Settings, Suggestion};

/// The rules of a run, by name, each with its level.
#[derive(Debug)]
pub struct RuleSet {
    rules: Vec<ActiveRule>,
    /// Every rule there is, on or off, by name.
    known: Vec<&'static Rule>,
    data: DataRules,
    settings: Settings,
}

/// A rule that is not off.
#[derive(Clone, Copy, Debug)]
pub struct ActiveRule {
    /// The rule.
    pub rule: &'static Rule,
    /// The severity the settings give it, where they do.
    pub severity: Option<Severity>,
    /// What finds in its place, where it was read from data.
    pub finder: Option<&'static dyn Finder>,
}

/// What the settings say of a rule or family.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Level {
    /// Not run.
    Off,
    /// Run with this severity.
    On(Severity),
}

/// A name that no rule bears, as the user reads it.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
#[error("没有规则 '{name}'，{}", .nearest.as_ref().map_or("用 nianbao rules 查看全部规则".to_owned(), ToString::to_string))]
pub struct UnknownRule {
    /// The name as written.
    pub name: String,
    /// What could be meant.
    pub nearest: Option<Suggestion>,
}

impl RuleSet {
    /// All linked rules as `settings` want them.
    pub fn new(settings: &Settings) -> RuleSet {
        RuleSet::with_data(settings, &DataRules::default())
    }

    /// All linked rules and those of `data` as `settings` want them.
    pub fn with_data(settings: &Settings, data: &DataRules) -> RuleSet {
        let linked = RuleSet::linked().into_iter().map(|rule| (rule, None));
        let read = data.rules().iter().map(|data| (&data.rule, Some(&*data.finder)));
        let mut all: Vec<(&'static Rule, Option<&'static dyn Finder>)> =
            linked.chain(read).collect();
        all.sort_by_key(|(rule, _)| rule.name);
        let known = all.iter().map(|(rule, _)| *rule).collect();
        let active = |(rule, finder): (&'static Rule, _)| match settings.level(rule) {
            None if rule.runs == Runs::OnRequest => None,
            None => Some(ActiveRule { rule, severity: None, finder }),
            Some(Level::On(severity)) => {
                Some(ActiveRule { rule, severity: Some(severity), finder })
            }
            Some(Level::Off) => None,
        };
        let rules: Vec<ActiveRule> = all.into_iter().filter_map(active).collect();
        RuleSet { rules, known, data: data.clone(), settings: settings.clone() }
    }

    /// Only `rule`, at its own severity.
    pub fn only(rule: &'static Rule) -> RuleSet {
        let rules = vec![ActiveRule { rule, severity: None, finder: None }];
        let (data, settings) = (DataRules::default(), Settings::default());
        RuleSet { rules, known: vec![rule], data, settings }
    }

    /// Only the rule that was read as `data`, at its own severity, with `settings`.
    pub fn only_data(data: &'static DataRule, settings: &Settings) -> RuleSet {
        let finder = Some(&*data.finder);
        let rules = vec![ActiveRule { rule: &data.rule, severity: None, finder }];
        let known = vec![&data.rule];
        RuleSet { rules, known, data: DataRules::new(vec![data]), settings: settings.clone() }
    }

    /// The settings it was made by.
    pub(crate) fn settings(&self) -> &Settings {
        &self.settings
    }

    /// The words its rules seek.
    pub(crate) fn words(&self) -> &Index {
        self.data.words()
    }

    /// Every rule there is, on or off, by name.
    pub fn known(&self) -> &[&'static Rule] {
        &self.known
    }

    /// Every rule linked into this program, by name.
    pub fn linked() -> Vec<&'static Rule> {
        let mut rules: Vec<&'static Rule> = inventory::iter::<Rule>.into_iter().collect();
        rules.sort_by_key(|rule| rule.name);
        rules
    }

    /// The one of `rules` that bears `name`, in full or without its family.
    pub fn named(name: &str, rules: &[&'static Rule]) -> Result<&'static Rule, UnknownRule> {
        let bears = |rule: &&&Rule| rule.name == name || rule.short_name() == name;
        rules.iter().find(bears).copied().ok_or_else(|| UnknownRule {
            name: name.to_owned(),
            nearest: Suggestion::nearest(name, rules.iter().map(|rule| rule.name)),
        })
    }

    /// Whether `name` is a rule's or a family's, on or off.
    pub fn knows(&self, name: &str) -> bool {
        self.known.iter().any(|rule| rule.name == name || rule.family() == name)
    }

    /// What could be meant by `name`, which is no rule's and no family's.
    pub fn suggestion(&self, name: &str) -> Suggestion {
        Suggestion::rule(name, &self.known)
    }

    /// The rules by name.
    pub fn iter(&self) -> impl Iterator<Item = &ActiveRule> {
        self.rules.iter()
    }
}

impl ActiveRule {
    /// Gives a finding of this rule the severity the settings ask for. A finding that the rule itself weighs less than
    /// its others is not raised.
    pub fn apply_level(&self, diagnostic: &mut Diagnostic) {
        let Some(severity) = self.severity else { return };
        let lowered = diagnostic.severity < self.rule.severity;
        diagnostic.severity = if lowered { severity.min(diagnostic.severity) } else { severity };
    }
}
