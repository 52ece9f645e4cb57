//! A file of settings with all that it extends.

use std::collections::HashMap;
use std::io;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use nianbao_lint::{Layer, Origin, Settings, SettingsError, SettingsProblem, Sited, Suggestion};
use thiserror::Error;

use crate::load::reason;
use crate::paths::{from_here, lexical};

/// The files of settings that were read in a run, each once.
#[derive(Debug, Default)]
pub(crate) struct LayerFiles {
    by_path: HashMap<PathBuf, Arc<Layer>>,
}

/// One file and what it extends, on the way.
struct Stack<'f> {
    files: &'f mut LayerFiles,
    /// The outermost folder with settings of its own: no file outside it is taken. Looked for when first asked for.
    border: Option<PathBuf>,
    /// The files that led here, each extended by the one before.
    chain: Vec<(PathBuf, Origin)>,
    layers: Vec<Layer>,
}

impl LayerFiles {
    /// The layers of the file at `path`, which is absolute: what it extends, in order, then itself.
    pub(crate) fn stack(&mut self, path: &Path) -> Result<Vec<Layer>, Unread> {
        let layer = self.read(path)?;
        Ok(self.stack_on(path, &layer)?)
    }

    /// The same where the file's own patterns start from another folder than its own.
    pub(crate) fn stack_from(&mut self, path: &Path, folder: &Path) -> Result<Vec<Layer>, Unread> {
        let layer = Layer::parse(Origin::file(&from_here(path)), folder, &text_of(path)?)?;
        Ok(self.stack_on(path, &layer)?)
    }

    fn stack_on(&mut self, path: &Path, layer: &Layer) -> Result<Vec<Layer>, SettingsError> {
        let mut stack = Stack { files: self, border: None, chain: Vec::new(), layers: Vec::new() };
        stack.push(path, layer)?;
        Ok(stack.layers)
    }

    fn read(&mut self, path: &Path) -> Result<Arc<Layer>, Unread> {
        if let Some(known) = self.by_path.get(path) {
            return Ok(Arc::clone(known));
        }
        let folder = path.parent().unwrap_or(path);
        let layer = Layer::parse(Origin::file(&from_here(path)), folder, &text_of(path)?)?;
        let layer = Arc::new(layer);
        self.by_path.insert(path.to_path_buf(), Arc::clone(&layer));
        Ok(layer)
    }
}

/// Why a file of settings gives nothing.
#[derive(Debug, Error)]
pub(crate) enum Unread {
    /// It cannot be read.
    #[error(transparent)]
    Io(#[from] io::Error),
    /// What it says, or one that it extends, is wrong.
    #[error(transparent)]
    Settings(#[from] SettingsError),
}

fn text_of(path: &Path) -> io::Result<String> {
    std::fs::read_to_string(path)
}

impl Stack<'_> {
    /// Adds what `layer`, read from `path`, extends, then `layer` itself.
    fn push(&mut self, path: &Path, layer: &Layer) -> Result<(), SettingsError> {
        self.chain.push((path.to_path_buf(), layer.origin.clone()));
        for name in &layer.extends {
            self.push_named(name, path)?;
        }
        self.chain.pop();
        self.layers.push(layer.clone());
        Ok(())
    }

    /// Adds the profile or file that the file at `from` calls `name`.
    fn push_named(&mut self, name: &Sited<String>, from: &Path) -> Result<(), SettingsError> {
        if let Some(profile) = Layer::profile(&name.value) {
            return self.push_profile(profile);
        }
        let written = Path::new(&name.value);
        if written.extension().is_none() && written.components().count() == 1 {
            let suggestion = Suggestion::new(&name.value, Layer::profile_names());
            let name_written = name.value.clone();
            let problem = SettingsProblem::UnknownProfile { name: name_written, suggestion };
            return Err(self.error(name, problem));
        }
        let path = lexical(&from.parent().unwrap_or(from).join(written));
        self.check_inside(name, &path)?;
        if let Some(at) = self.chain.iter().position(|(known, _)| *known == path) {
            let origin = self.chain[at].1.clone();
            let mut error = self.error(name, SettingsProblem::Cycle { name: name.value.clone() });
            error.chain = self.origins().chain([origin]).collect();
            return Err(error);
        }
        let layer = self.files.read(&path).map_err(|error| match error {
            Unread::Io(error) => {
                let (name_written, reason) = (name.value.clone(), reason(&error));
                self.error(name, SettingsProblem::Unreadable { name: name_written, reason })
            }
            Unread::Settings(error) => {
                let origin = error.site.origin.clone();
                let chain: Vec<Origin> = self.origins().chain([origin]).collect();
                error.reached_by(&chain)
            }
        })?;
        self.push(&path, &layer)
    }

    fn push_profile(&mut self, profile: &Layer) -> Result<(), SettingsError> {
        for name in &profile.extends {
            if let Some(base) = Layer::profile(&name.value) {
                self.push_profile(base)?;
            }
        }
        self.layers.push(profile.clone());
        Ok(())
    }

    /// Refuses a file outside the outermost folder with settings of its own, also where only a link leads outside.
    fn check_inside(&mut self, name: &Sited<String>, path: &Path) -> Result<(), SettingsError> {
        let first = self.chain.first().map_or(path, |(path, _)| path);
        let border = self.border.get_or_insert_with(|| border_of(first)).clone();
        let is_inside = |path: &Path, border: &Path| path.starts_with(border);
        let real = path.canonicalize().ok().zip(border.canonicalize().ok());
        let is_real_inside = real.is_none_or(|(path, border)| is_inside(&path, &border));
        if is_inside(path, &border) && is_real_inside {
            return Ok(());
        }
        let folder =
            if from_here(&border).is_empty() { ".".to_owned() } else { from_here(&border) };
        Err(self.error(name, SettingsProblem::Outside { name: name.value.clone(), folder }))
    }

    fn origins(&self) -> impl Iterator<Item = Origin> {
        self.chain.iter().map(|(_, origin)| origin.clone())
    }

    fn error(&self, name: &Sited<String>, problem: SettingsProblem) -> SettingsError {
        let error = SettingsError::new(name.site.clone(), problem);
        error.reached_by(&self.origins().collect::<Vec<_>>())
    }
}

/// The outermost folder around `file` with a `lint.toml`, else the file's own.
fn border_of(file: &Path) -> PathBuf {
    let own = file.parent().unwrap_or(file);
    let has_settings = |folder: &&Path| folder.join(Settings::FILE_NAME).is_file();
    own.ancestors().filter(has_settings).last().unwrap_or(own).to_path_buf()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_file_is_read_once_however_many_extend_it() {
        let folder = tempfile::tempdir().unwrap();
        let file = |name: &str| folder.path().join(name);
        std::fs::write(file("lint.toml"), "extends = ['./b.toml']").unwrap();
        std::fs::write(file("b.toml"), "edition = '2019'").unwrap();
        let mut files = LayerFiles::default();
        assert_eq!(files.stack(&file("lint.toml")).unwrap().len(), 2);
        std::fs::remove_file(file("b.toml")).unwrap();
        std::fs::remove_file(file("lint.toml")).unwrap();
        assert_eq!(files.stack(&file("lint.toml")).unwrap().len(), 2);
        assert!(matches!(files.stack(&file("c.toml")), Err(Unread::Io(_))));
    }
}
