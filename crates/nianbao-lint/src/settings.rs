use thiserror::Error;

use crate::{Level, Rule};

/// What `lint.toml` says, resolved.
#[derive(Clone, Debug, Default)]
pub struct Settings {}

/// Why a `lint.toml` cannot be used.
#[derive(Debug, Error)]
pub enum SettingsError {}

impl Settings {
    /// The level the settings give `rule`, where they do.
    pub fn level(&self, rule: &Rule) -> Option<Level> {
        let _ = rule;
        None
    }
}
