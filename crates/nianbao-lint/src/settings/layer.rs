use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use globset::{Glob, GlobBuilder, GlobSet, GlobSetBuilder};
use nianbao_report::{Edition, OrganKind};

use super::error::{SettingsError, SettingsProblem};
use super::{Origin, Site, Sited, Suppression};
use crate::Level;

/// What one file of settings says, or one built-in profile.
#[derive(Clone, Debug)]
pub struct Layer {
    /// What it was read from.
    pub origin: Origin,
    /// What it builds on, in order: names of profiles and paths of files.
    pub extends: Vec<Sited<String>>,
    pub(super) include: Option<Sited<Patterns>>,
    pub(super) exclude: Option<Sited<Patterns>>,
    /// For all files.
    pub(super) values: Values,
    /// For some files, in order: the later beats the earlier.
    pub(super) overrides: Vec<Override>,
    pub(super) suppressions: Vec<Arc<Suppression>>,
    /// The packs it names.
    pub(super) packs: Vec<PackName>,
    /// The file as it was read.
    pub text: Arc<str>,
}

/// Settings that may differ from file to file.
#[derive(Clone, Debug, Default)]
pub(super) struct Values {
    pub(super) edition: Option<Sited<&'static Edition>>,
    pub(super) organ_kind: Option<Sited<OrganKind>>,
    pub(super) region: Option<Sited<String>>,
    /// By family or full rule name.
    pub(super) levels: BTreeMap<String, Sited<Level>>,
}

/// Settings for the files that patterns name.
#[derive(Clone, Debug)]
pub(super) struct Override {
    pub(super) files: Patterns,
    pub(super) values: Values,
}

/// A pack as a file of settings names it.
#[derive(Clone, Debug)]
pub struct PackName {
    /// The folder of the file.
    pub folder: PathBuf,
    /// The path as written, from there.
    pub name: Sited<String>,
}

/// Patterns of paths, which start from a folder.
#[derive(Clone, Debug)]
pub struct Patterns {
    folder: PathBuf,
    written: Vec<String>,
    set: GlobSet,
}

impl Layer {
    /// What the file `origin` says, whose words are `text` and whose patterns of paths start from `folder`. Names of
    /// rules are not looked at: which rules there are, all files together say.
    ///
    /// # Errors
    /// For the first place, in reading order, that is no TOML, no known key, or no value its key takes.
    pub fn parse(origin: Origin, folder: &Path, text: &str) -> Result<Layer, SettingsError> {
        super::read::layer(origin, folder, text)
    }
}

impl Layer {
    /// The exceptions it makes, in reading order.
    pub fn suppressions(&self) -> impl Iterator<Item = &Suppression> {
        self.suppressions.iter().map(|entry| &**entry)
    }
}

impl Values {
    /// Takes over what `later` says.
    pub(super) fn apply(&mut self, later: &Values) {
        self.edition = later.edition.clone().or_else(|| self.edition.take());
        self.organ_kind = later.organ_kind.clone().or_else(|| self.organ_kind.take());
        self.region = later.region.clone().or_else(|| self.region.take());
        let levels = later.levels.iter().map(|(name, level)| (name.clone(), level.clone()));
        self.levels.extend(levels);
    }
}

impl Patterns {
    /// The patterns `written`, which start from `folder`.
    pub(super) fn new(
        folder: &Path,
        written: &[Sited<&str>],
        place: &Site,
    ) -> Result<Patterns, SettingsError> {
        let mut set = GlobSetBuilder::new();
        for pattern in written {
            set.add(glob(pattern)?);
        }
        let set = set.build().map_err(|error| bad_glob(place, "", &error))?;
        let written = written.iter().map(|pattern| pattern.value.to_owned()).collect();
        Ok(Patterns { folder: folder.to_path_buf(), written, set })
    }

    /// The patterns as they are written.
    pub fn written(&self) -> &[String] {
        &self.written
    }

    /// The folder they start from.
    pub(super) fn folder(&self) -> &Path {
        &self.folder
    }

    /// Whether one of them names `path`.
    pub(super) fn is_match(&self, path: &Path) -> bool {
        self.set.is_match(self.relative(path))
    }

    /// Whether one of them names `path` or a folder around it.
    pub(super) fn is_match_around(&self, path: &Path) -> bool {
        self.relative(path).ancestors().any(|part| self.set.is_match(part))
    }

    fn relative<'p>(&self, path: &'p Path) -> &'p Path {
        path.strip_prefix(&self.folder).unwrap_or(path)
    }
}

fn glob(pattern: &Sited<&str>) -> Result<Glob, SettingsError> {
    let written = pattern.value.strip_prefix("./").unwrap_or(pattern.value);
    let glob = GlobBuilder::new(written).literal_separator(true).build();
    glob.map_err(|error| bad_glob(&pattern.site, pattern.value, &error))
}

fn bad_glob(site: &Site, pattern: &str, error: &globset::Error) -> SettingsError {
    let reason = error.kind().to_string();
    let problem = SettingsProblem::BadGlob { pattern: pattern.to_owned(), reason };
    SettingsError::new(site.clone(), problem)
}
