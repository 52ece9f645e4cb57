//! What `lint.toml` says. Nothing here looks for files or reads them: that is the runner's business.
//!
//! One file is a [`Layer`]. A file and all that it extends are a [`Config`], which gives each report its [`Settings`].

mod config;
mod entry;
mod error;
mod layer;
mod profiles;
mod read;
mod schema;
mod site;
mod suppression;
mod syntax;
#[cfg(test)]
mod tests;

use std::path::Path;
use std::sync::Arc;

use nianbao_report::{Edition, Hints, OrganKind};

pub use config::Config;
pub use entry::{Entry, Section, TomlText};
pub use error::{SettingsError, SettingsProblem, Suggestion};
pub use layer::{Layer, PackName, Patterns};
pub use schema::schema as settings_schema;
pub use site::{Origin, Site, Sited};
pub use suppression::Suppression;
pub(crate) use suppression::is_of;

use self::layer::Values;
use crate::{Level, Rule, RuleSet, Runs};

/// What the settings say of one report. The default is what holds where there is no `lint.toml`.
#[derive(Clone, Debug, Default)]
pub struct Settings {
    values: Values,
    suppressions: Vec<Arc<Suppression>>,
}

impl Settings {
    /// The name of the file, looked for from a report's folder upward; the nearest holds.
    pub const FILE_NAME: &'static str = "lint.toml";

    /// The settings in `text` for files that no override names. `path_label` is the file's path as errors shall name
    /// it.
    ///
    /// # Errors
    /// For the first place, in reading order, that is no TOML, no known key, rule or family, or no value its key takes.
    pub fn parse(path_label: &str, text: &str) -> Result<Settings, SettingsError> {
        let layer = Layer::parse(Origin::file(path_label), Path::new(""), text)?;
        let config = Config::new(vec![layer]);
        config.check_names(&RuleSet::linked())?;
        Ok(config.settings(Path::new("")))
    }

    /// The settings of a report from `region`, with nothing else said.
    pub fn in_region(region: &str) -> Settings {
        let site = Site { origin: Origin::file(Settings::FILE_NAME), line: 1, column: 1 };
        let region = Some(Sited { value: region.to_owned(), site });
        Settings { values: Values { region, ..Values::default() }, suppressions: Vec::new() }
    }

    /// What the settings say of every report they hold for.
    pub fn hints(&self) -> Hints {
        Hints {
            edition: self.edition().map(|edition| edition.value),
            organ_kind: self.organ_kind().map(|kind| kind.value),
        }
    }

    /// The exceptions that are made for the report.
    pub fn suppressions(&self) -> &[Arc<Suppression>] {
        &self.suppressions
    }

    /// The edition the settings name.
    pub fn edition(&self) -> Option<&Sited<&'static Edition>> {
        self.values.edition.as_ref()
    }

    /// The kind of organ the settings name.
    pub fn organ_kind(&self) -> Option<&Sited<OrganKind>> {
        self.values.organ_kind.as_ref()
    }

    /// The place the report is from, as the settings tell it.
    pub fn region(&self) -> Option<&Sited<String>> {
        self.values.region.as_ref()
    }

    /// The level the settings give `rule`, where they do. What is said of the rule itself beats what is said of its
    /// family; a rule that runs on request is asked for by its own name only.
    pub fn level(&self, rule: &Rule) -> Option<Level> {
        self.sited_level(rule).map(|level| level.value)
    }

    /// The level the settings give `rule`, with the place that gives it.
    pub fn sited_level(&self, rule: &Rule) -> Option<&Sited<Level>> {
        let levels = &self.values.levels;
        let of_family = || levels.get(rule.family()).filter(|_| rule.runs == Runs::ByDefault);
        levels.get(rule.name).or_else(of_family)
    }
}
