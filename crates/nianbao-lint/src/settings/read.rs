use std::collections::BTreeMap;
use std::path::Path;
use std::sync::Arc;

use nianbao_diagnostics::Severity;
use nianbao_report::{Edition, OrganKind};

use super::entry::{Entry, Section, TomlText};
use super::error::SettingsError;
use super::layer::{Override, Patterns, Values};
use super::{Layer, Origin, PackName, Sited, Suppression};
use crate::Level;

/// The keys of a file of settings.
pub(super) const KEYS: [&str; 10] = [
    "extends",
    "include",
    "exclude",
    "edition",
    "organ-kind",
    "region",
    "packs",
    "rules",
    "overrides",
    "suppress",
];

/// The keys of `[[overrides]]`.
pub(super) const OVERRIDE_KEYS: [&str; 5] = ["files", "edition", "organ-kind", "region", "rules"];

/// What a rule or family can be set to.
pub(super) const LEVELS: [(&str, Level); 4] = [
    ("off", Level::Off),
    (Severity::Info.name(), Level::On(Severity::Info)),
    (Severity::Warning.name(), Level::On(Severity::Warning)),
    (Severity::Error.name(), Level::On(Severity::Error)),
];

/// What `text` says; its patterns of paths start from `folder`.
pub(super) fn layer(origin: Origin, folder: &Path, text: &str) -> Result<Layer, SettingsError> {
    let file = TomlText::new(origin.clone(), text);
    let table = file.parse()?;
    let mut layer = Layer {
        origin,
        extends: Vec::new(),
        include: None,
        exclude: None,
        values: Values::default(),
        overrides: Vec::new(),
        suppressions: Vec::new(),
        packs: Vec::new(),
        text: text.into(),
    };
    for entry in file.section(&table).entries {
        match entry.key() {
            "extends" => layer.extends = names(&entry)?,
            "include" => layer.include = Some(entry.sited(patterns(&entry, folder)?)),
            "exclude" => layer.exclude = Some(entry.sited(patterns(&entry, folder)?)),
            "overrides" => layer.overrides = overrides(&entry, folder)?,
            "packs" => layer.packs = packs(&entry, folder)?,
            "suppress" => layer.suppressions = suppressions(&entry, folder)?,
            _ if layer.values.take(&entry)? => {}
            _ => return Err(entry.unknown_key(&KEYS)),
        }
    }
    Ok(layer)
}

impl Values {
    /// Takes what `entry` says, where it is of this kind.
    fn take(&mut self, entry: &Entry<'_, '_>) -> Result<bool, SettingsError> {
        match entry.key() {
            "edition" => self.edition = Some(entry.sited(edition(entry)?)),
            "organ-kind" => {
                self.organ_kind = Some(entry.sited(entry.one_of(&OrganKind::NAMES)?));
            }
            "region" => self.region = Some(entry.sited(entry.some_words()?.to_owned())),
            "rules" => self.levels = levels(entry)?,
            _ => return Ok(false),
        }
        Ok(true)
    }
}

fn names(entry: &Entry<'_, '_>) -> Result<Vec<Sited<String>>, SettingsError> {
    let names = entry.list("内置配置名或文件路径的列表，如 [\"township\", \"./base.toml\"]")?;
    let owned = |name: Sited<&str>| Sited { value: name.value.to_owned(), site: name.site };
    Ok(names.into_iter().map(owned).collect())
}

fn patterns(entry: &Entry<'_, '_>, folder: &Path) -> Result<Patterns, SettingsError> {
    let written = entry.list("路径通配式的列表，如 [\"2024/**/*.html\"]")?;
    Patterns::new(folder, &written, &entry.value_site())
}

/// Patterns of which there is one at least.
fn some_patterns(entry: &Entry<'_, '_>, folder: &Path) -> Result<Patterns, SettingsError> {
    const EXPECTED: &str = "不为空的路径通配式的列表，如 [\"2024/**/*.html\"]";
    match entry.list(EXPECTED)?.as_slice() {
        [] => Err(entry.wrong_type(EXPECTED)),
        written => Patterns::new(folder, written, &entry.value_site()),
    }
}

fn overrides(entry: &Entry<'_, '_>, folder: &Path) -> Result<Vec<Override>, SettingsError> {
    let sections = entry.sections("以 [[overrides]] 写成的表")?;
    sections.iter().map(|section| one_override(section, folder)).collect()
}

fn one_override(section: &Section<'_, '_>, folder: &Path) -> Result<Override, SettingsError> {
    let mut files = None;
    let mut values = Values::default();
    for entry in &section.entries {
        match entry.key() {
            "files" => files = Some(some_patterns(entry, folder)?),
            _ if values.take(entry)? => {}
            _ => return Err(entry.unknown_key(&OVERRIDE_KEYS)),
        }
    }
    let files = files.ok_or_else(|| section.lacks("files", "对哪些文件有效"))?;
    Ok(Override { files, values })
}

fn packs(entry: &Entry<'_, '_>, folder: &Path) -> Result<Vec<PackName>, SettingsError> {
    let names = entry.list("规则包路径的列表，如 [\"packs/某省.toml\"]")?;
    let pack = |name: Sited<&str>| PackName {
        folder: folder.to_path_buf(),
        name: Sited { value: name.value.to_owned(), site: name.site },
    };
    Ok(names.into_iter().map(pack).collect())
}

fn suppressions(
    entry: &Entry<'_, '_>,
    folder: &Path,
) -> Result<Vec<Arc<Suppression>>, SettingsError> {
    let sections = entry.sections("以 [[suppress]] 写成的表")?;
    sections.iter().map(|section| Ok(Arc::new(Suppression::read(section, folder)?))).collect()
}

fn edition(entry: &Entry<'_, '_>) -> Result<&'static Edition, SettingsError> {
    let named: Vec<_> =
        Edition::all().iter().map(|edition| (edition.name.as_str(), edition)).collect();
    entry.one_of(&named)
}

fn levels(entry: &Entry<'_, '_>) -> Result<BTreeMap<String, Sited<Level>>, SettingsError> {
    let section = entry.section("以规则或规则族为键的表")?;
    let level =
        |entry: &Entry<'_, '_>| Ok((entry.key().to_owned(), entry.sited(entry.one_of(&LEVELS)?)));
    section.entries.iter().map(level).collect()
}
