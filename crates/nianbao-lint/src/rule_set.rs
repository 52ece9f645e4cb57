use nianbao_diagnostics::{Diagnostic, Severity};
use thiserror::Error;

use crate::{Rule, Runs, Settings, Suggestion};

/// The rules of a run, by name, each with its level.
#[derive(Debug)]
pub struct RuleSet {
    rules: Vec<ActiveRule>,
}

/// A rule that is not off.
#[derive(Clone, Copy, Debug)]
pub struct ActiveRule {
    /// The rule.
    pub rule: &'static Rule,
    /// The severity the settings give it, where they do.
    pub severity: Option<Severity>,
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
        let mut rules: Vec<ActiveRule> = RuleSet::linked()
            .into_iter()
            .filter_map(|rule| match settings.level(rule) {
                None if rule.runs == Runs::OnRequest => None,
                None => Some(ActiveRule { rule, severity: None }),
                Some(Level::On(severity)) => Some(ActiveRule { rule, severity: Some(severity) }),
                Some(Level::Off) => None,
            })
            .collect();
        rules.sort_by_key(|active| active.rule.name);
        RuleSet { rules }
    }

    /// Only `rule`, at its own severity.
    pub fn only(rule: &'static Rule) -> RuleSet {
        RuleSet { rules: vec![ActiveRule { rule, severity: None }] }
    }

    /// Every rule linked into this program, by name.
    pub fn linked() -> Vec<&'static Rule> {
        let mut rules: Vec<&'static Rule> = inventory::iter::<Rule>.into_iter().collect();
        rules.sort_by_key(|rule| rule.name);
        rules
    }

    /// The linked rule that bears `name`, in full or without its family.
    pub fn named(name: &str) -> Result<&'static Rule, UnknownRule> {
        let rules = RuleSet::linked();
        let bears = |rule: &&&Rule| rule.name == name || rule.short_name() == name;
        rules.iter().find(bears).copied().ok_or_else(|| UnknownRule {
            name: name.to_owned(),
            nearest: Suggestion::nearest(name, rules.iter().map(|rule| rule.name)),
        })
    }

    /// Whether `name` is a rule's or a family's, on or off.
    pub fn knows(&self, name: &str) -> bool {
        RuleSet::linked().iter().any(|rule| rule.name == name || rule.family() == name)
    }

    /// What could be meant by `name`, which is no rule's and no family's.
    pub fn suggestion(&self, name: &str) -> Suggestion {
        Suggestion::rule(name, &RuleSet::linked())
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
