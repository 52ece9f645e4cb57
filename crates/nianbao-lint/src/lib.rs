//! The framework rules live in: a [`Rule`] is a plain value, registered by [`rule!`]; [`check`] runs a [`RuleSet`] over
//! a report; findings go to a [`Sink`]; [`Settings`] come from `lint.toml`.
//!
//! It knows no single rule, no file format and no output format. It re-exports what a rule needs, so that a rule has
//! one import line.

mod check;
mod data_rule;
mod doc;
mod habit;
mod rule;
mod rule_set;
mod settings;
mod shared;
mod sink;
mod suppress;
mod words;

pub use inventory;
pub use nianbao_diagnostics::{
    Applicability, Diagnostic, Edit, Fix, Label, Norm, Place, Severity, TableName,
};
pub use nianbao_document as document;
pub use nianbao_report as report;
pub use nianbao_report::Report;
pub use nianbao_span::Span;

pub use check::{Note, Outcome, check, check_all};
pub use data_rule::{DataRule, DataRules, Finder};
pub use doc::{DocPart, Example, Verdict};
pub use habit::{Habit, Spot};
pub use rule::{FORMAT_2021, Rule, Runs};
pub use rule_set::{Level, RuleSet, UnknownRule};
pub use settings::{
    Config, Entry, Layer, Origin, PackName, Patterns, Section, Settings, SettingsError,
    SettingsProblem, Site, Sited, Suggestion, Suppression, TomlText, settings_schema,
};
pub use sink::Sink;
pub use suppress::{Suppressed, suppress, unused_entry};
pub use words::{WordHit, WordList};
