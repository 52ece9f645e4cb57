use std::path::Path;
use std::sync::Arc;

use super::error::{SettingsError, SettingsProblem, Suggestion};
use super::layer::{Override, Patterns, Values};
use super::{Layer, PackName, Settings, Site, Sited, Suppression};
use crate::Rule;

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

    /// Which overrides and exceptions hold for the file at `path`, in order. Files with the same answer have the same
    /// settings.
    pub fn choices(&self, path: &Path) -> Vec<bool> {
        let overrides = self.layers.iter().flat_map(|layer| &layer.overrides).map(|it| &it.files);
        let files = overrides.chain(self.suppressions().map(|it| &it.files));
        files.map(|files| files.is_match(path)).collect()
    }

    /// The exceptions that are made, file by file in reading order.
    pub fn suppressions(&self) -> impl Iterator<Item = &Arc<Suppression>> {
        self.layers.iter().flat_map(|layer| &layer.suppressions)
    }

    /// What holds for the file at `path`.
    pub fn settings(&self, path: &Path) -> Settings {
        let mut values = Values::default();
        for layer in &self.layers {
            values.apply(&layer.values);
            let named = layer.overrides.iter().filter(|it| it.files.is_match(path));
            named.for_each(|it| values.apply(&it.values));
        }
        let suppressions = self.suppressions().filter(|it| it.files.is_match(path)).cloned();
        Settings { values, suppressions: suppressions.collect() }
    }

    /// The packs it names, file by file in reading order: paths from the folder of the file that names them.
    pub fn packs(&self) -> impl Iterator<Item = &PackName> {
        self.layers.iter().flat_map(|layer| &layer.packs)
    }

    /// Asserts that every name of a rule that is set or suppressed is that of one of `rules`, or of a family.
    ///
    /// # Errors
    /// For the first that is not, file by file in reading order.
    pub fn check_names(&self, rules: &[&Rule]) -> Result<(), SettingsError> {
        for layer in &self.layers {
            for (name, site) in layer.rule_names() {
                let is_known = rules.iter().any(|rule| rule.name == name || rule.family() == name);
                if !is_known {
                    return Err(SettingsError::new(site.clone(), unknown_rule(name, rules)));
                }
            }
        }
        Ok(())
    }
}

impl Layer {
    /// The names of rules and families it mentions, in reading order.
    fn rule_names(&self) -> Vec<(&str, &Site)> {
        let overrides = self.overrides.iter().map(|Override { values, .. }| values);
        let values = [&self.values].into_iter().chain(overrides);
        let set = values.flat_map(|values| &values.levels).map(|(name, it)| (&**name, &it.site));
        let suppressed = self.suppressions.iter().map(|it| (&*it.rule.value, &it.rule.site));
        let mut names: Vec<_> = set.chain(suppressed).collect();
        names.sort_by_key(|(_, site)| (site.line, site.column));
        names
    }
}

/// All rules would be too many to list; their families are not.
fn unknown_rule(written: &str, rules: &[&Rule]) -> SettingsProblem {
    let suggestion = Suggestion::rule(written, rules);
    SettingsProblem::UnknownRule { name: written.to_owned(), suggestion }
}
