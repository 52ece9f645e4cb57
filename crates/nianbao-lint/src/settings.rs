//! What `lint.toml` says. Nothing here looks for the file or reads it: that is the runner's business.

mod error;
mod read;

use std::collections::BTreeMap;
use std::path::Path;

use globset::GlobSet;
use nianbao_report::Hints;

pub use error::{SettingsError, SettingsProblem, Suggestion};

use crate::{Level, Rule, Runs};

/// What `lint.toml` says, resolved. The default is what holds where there is no such file.
#[derive(Clone, Debug, Default)]
pub struct Settings {
    /// Files to check; all where there is no pattern.
    include: Option<GlobSet>,
    /// Files and folders to leave out, also where `include` names them.
    exclude: GlobSet,
    hints: Hints,
    /// By family or full rule name.
    levels: BTreeMap<String, Level>,
}

impl Settings {
    /// The name of the file, looked for from a report's folder upward; the nearest holds.
    pub const FILE_NAME: &'static str = "lint.toml";

    /// The settings in `text`. `path_label` is the file's path as errors shall name it.
    ///
    /// # Errors
    /// For the first place, in reading order, that is no TOML, no known key, rule or family, or no value its key takes.
    pub fn parse(path_label: &str, text: &str) -> Result<Settings, SettingsError> {
        read::settings(text).map_err(|fault| fault.at(path_label, text))
    }

    /// What the settings say of every report they hold for.
    pub fn hints(&self) -> Hints {
        self.hints
    }

    /// The level the settings give `rule`, where they do. What is said of the rule itself beats what is said of its
    /// family; a rule that runs on request is asked for by its own name only.
    pub fn level(&self, rule: &Rule) -> Option<Level> {
        let of_family = || self.levels.get(rule.family()).filter(|_| rule.runs == Runs::ByDefault);
        self.levels.get(rule.name).or_else(of_family).copied()
    }

    /// Whether a file is to be checked. `path` is relative to the folder that holds `lint.toml`.
    pub fn is_included(&self, path: &Path) -> bool {
        let wanted = self.include.as_ref().is_none_or(|include| include.is_match(path));
        wanted && !self.is_excluded(path)
    }

    /// Whether a file or folder is left out, itself or with a folder around it: then nothing below it is checked and it
    /// need not be walked. `path` is relative to the folder that holds `lint.toml`.
    pub fn is_excluded(&self, path: &Path) -> bool {
        path.ancestors().any(|part| self.exclude.is_match(part))
    }
}
