//! Packs on disk.

use std::collections::HashMap;
use std::path::{Path, PathBuf};

use nianbao_lint::{Config, DataRule, Origin, PackName, SettingsError, SettingsProblem};
use nianbao_pack::Pack;

use crate::load::reason;
use crate::paths::{from_here, lexical};

/// The packs that were read in a run, each once.
#[derive(Debug, Default)]
pub(crate) struct PackFiles {
    by_path: HashMap<PathBuf, Vec<&'static DataRule>>,
}

/// Reads the pack at `path`, which is shown as `shown`.
pub fn load_pack(path: &Path, shown: &str) -> Result<Pack, PackError> {
    let text = std::fs::read_to_string(path).map_err(|error| PackError::Io(reason(&error)))?;
    Ok(Pack::parse(Origin::file(shown), &text)?)
}

/// Why a pack cannot be used, as the user reads it.
#[derive(Debug, thiserror::Error)]
pub enum PackError {
    /// It cannot be read.
    #[error("无法读取规则包：{0}")]
    Io(String),
    /// What it says is wrong.
    #[error(transparent)]
    Settings(#[from] SettingsError),
}

impl PackFiles {
    /// The rules of the packs that `config` names, and what is wrong with packs that give none.
    pub(crate) fn rules(
        &mut self,
        config: &Config,
    ) -> (Vec<&'static DataRule>, Vec<SettingsError>) {
        let (mut rules, mut errors) = (Vec::new(), Vec::new());
        let mut seen: Vec<PathBuf> = Vec::new();
        for pack in config.packs() {
            let path = lexical(&pack.folder.join(&pack.name.value));
            if seen.contains(&path) {
                continue;
            }
            let read = self.of(pack, &path).and_then(|read| apart(pack, &rules, read));
            match read {
                Ok(more) => rules.extend(more),
                Err(error) => errors.push(error),
            }
            seen.push(path);
        }
        (rules, errors)
    }

    fn of(
        &mut self,
        pack: &PackName,
        path: &Path,
    ) -> Result<Vec<&'static DataRule>, SettingsError> {
        if let Some(known) = self.by_path.get(path) {
            return Ok(known.clone());
        }
        let read = load_pack(path, &from_here(path)).map_err(|error| match error {
            PackError::Settings(error) => error,
            PackError::Io(reason) => {
                let name = pack.name.value.clone();
                let problem = SettingsProblem::Unreadable { name, reason };
                SettingsError::new(pack.name.site.clone(), problem)
            }
        })?;
        self.by_path.insert(path.to_path_buf(), read.rules.clone());
        Ok(read.rules)
    }
}

/// The rules `read` from `pack`, unless one of `rules` bears the name of one of them.
fn apart(
    pack: &PackName,
    rules: &[&'static DataRule],
    read: Vec<&'static DataRule>,
) -> Result<Vec<&'static DataRule>, SettingsError> {
    let is_taken = |name| rules.iter().any(|rule| rule.rule.name == name);
    match read.iter().find(|rule| is_taken(rule.rule.name)) {
        None => Ok(read),
        Some(rule) => {
            let problem =
                format!("'{}' 中的规则 {} 在另一个规则包中已有", pack.name.value, rule.rule.name);
            Err(SettingsError::new(pack.name.site.clone(), SettingsProblem::Pack(problem)))
        }
    }
}
