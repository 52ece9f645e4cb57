use std::path::Path;

use super::error::{SettingsError, SettingsProblem, Suggestion};
use super::layer::{Override, Patterns, Values};
use super::{Layer, Settings, Sited};
use crate::{Rule, RuleSet};

/// What holds for a folder: its `lint.toml` and all that it extends, the nearest last. What stands later beats what
/// stands earlier; within a file, an override beats what is said for all.
#[derive(Clone, Debug, Default)]
pub struct Config {
    layers: Vec<Layer>,
}

impl Config {
    /// The settings of `layers`, the nearest last.
    pub fn new(layers: Vec<Layer>) -> Config {
        Config { layers }
    }

    /// The files and profiles it is made of, the nearest last.
    pub fn layers(&self) -> &[Layer] {
        &self.layers
    }

    /// Files to check; all where there is no pattern.
    pub fn include(&self) -> Option<&Sited<Patterns>> {
        self.layers.iter().rev().find_map(|layer| layer.include.as_ref())
    }

    /// Files and folders to leave out, also where [`Config::include`] names them.
    pub fn exclude(&self) -> Option<&Sited<Patterns>> {
        self.layers.iter().rev().find_map(|layer| layer.exclude.as_ref())
    }

    /// Whether a file is to be checked.
    pub fn is_included(&self, path: &Path) -> bool {
        let wanted = self.include().is_none_or(|include| include.value.is_match(path));
        wanted && !self.is_excluded(path)
    }

    /// Whether a file or folder is left out, itself or with a folder around it: then nothing below it is checked and it
    /// need not be walked.
    pub fn is_excluded(&self, path: &Path) -> bool {
        self.exclude().is_some_and(|exclude| exclude.value.is_match_around(path))
    }

    /// Which overrides hold for the file at `path`, in order. Files with the same answer have the same settings.
    pub fn overrides_of(&self, path: &Path) -> Vec<bool> {
        let overrides = self.layers.iter().flat_map(|layer| &layer.overrides);
        overrides.map(|it| it.files.is_match(path)).collect()
    }

    /// What holds for the file at `path`.
    pub fn settings(&self, path: &Path) -> Settings {
        let mut values = Values::default();
        for layer in &self.layers {
            values.apply(&layer.values);
            let named = layer.overrides.iter().filter(|it| it.files.is_match(path));
            named.for_each(|it| values.apply(&it.values));
        }
        Settings { values }
    }

    /// Asserts that every name under `[rules]` is a rule's or a family's.
    ///
    /// # Errors
    /// For the first that is not, file by file in reading order.
    pub fn check_names(&self) -> Result<(), SettingsError> {
        let rules = RuleSet::linked();
        for layer in &self.layers {
            let values = layer.overrides.iter().map(|Override { values, .. }| values);
            let mut names: Vec<_> =
                [&layer.values].into_iter().chain(values).flat_map(|it| &it.levels).collect();
            names.sort_by_key(|(_, level)| (level.site.line, level.site.column));
            let is_known =
                |name: &str| rules.iter().any(|rule| rule.name == name || rule.family() == name);
            if let Some((name, level)) = names.into_iter().find(|(name, _)| !is_known(name)) {
                let problem = unknown_rule(name, &rules);
                return Err(SettingsError::new(level.site.clone(), problem));
            }
        }
        Ok(())
    }
}

/// All rules would be too many to list; their families are not.
fn unknown_rule(written: &str, rules: &[&Rule]) -> SettingsProblem {
    let mut families: Vec<&str> = rules.iter().map(|rule| rule.family()).collect();
    families.dedup();
    let known = families.iter().copied().chain(rules.iter().map(|rule| rule.name));
    let suggestion =
        Suggestion::nearest(written, known).unwrap_or_else(|| Suggestion::new(written, families));
    SettingsProblem::UnknownRule { name: written.to_owned(), suggestion }
}
