use std::collections::HashMap;
use std::io;
use std::path::{Path, PathBuf, absolute};
use std::sync::Arc;

use nianbao_lint::{RuleSet, Settings, SettingsError};
use thiserror::Error;

use crate::load::reason;

/// What holds for the files of a folder: the settings and the rules they leave on.
#[derive(Debug)]
pub struct Profile {
    /// The settings.
    pub settings: Settings,
    /// The rules that run.
    pub rules: RuleSet,
    /// The folder that patterns of paths start from.
    root: PathBuf,
}

/// The profiles of a run. Each `lint.toml` is read once, however many folders it holds for.
#[derive(Debug)]
pub struct Profiles {
    /// Where one file was named to hold for all.
    named: Option<Arc<Profile>>,
    by_folder: HashMap<PathBuf, Arc<Profile>>,
}

/// Why a `lint.toml` cannot be used, as the user reads it.
#[derive(Debug, Error)]
pub enum ProfileError {
    /// It cannot be read.
    #[error("{path}：{}", reason(.error))]
    Unreadable {
        /// The file.
        path: String,
        /// What the system says.
        error: io::Error,
    },
    /// What it says is wrong.
    #[error(transparent)]
    Settings(#[from] SettingsError),
}

impl Profile {
    /// The profile of `settings`, whose patterns of paths start from the folder `root`.
    pub fn new(settings: Settings, root: PathBuf) -> Profile {
        let rules = RuleSet::new(&settings);
        Profile { settings, rules, root }
    }

    /// Whether a file met on a walk is to be checked.
    pub(crate) fn is_included(&self, file: &Path) -> bool {
        self.settings.is_included(&self.relative(file))
    }

    /// Whether a folder met on a walk is left out.
    pub(crate) fn is_excluded(&self, folder: &Path) -> bool {
        self.settings.is_excluded(&self.relative(folder))
    }

    fn relative(&self, path: &Path) -> PathBuf {
        let path = absolute(path).unwrap_or_else(|_| path.to_path_buf());
        path.strip_prefix(&self.root).map(Path::to_path_buf).unwrap_or(path)
    }
}

impl Default for Profile {
    /// Every linked rule at its own level, for files anywhere.
    fn default() -> Profile {
        Profile::new(Settings::default(), PathBuf::new())
    }
}

impl Profiles {
    /// The nearest `lint.toml` upward from each folder holds.
    pub fn nearest() -> Profiles {
        Profiles { named: None, by_folder: HashMap::new() }
    }

    /// The file at `path` holds for all; its patterns start from the current folder.
    pub fn named(path: &Path) -> Result<Profiles, ProfileError> {
        let text = std::fs::read_to_string(path).map_err(|error| unreadable(path, error))?;
        let settings = Settings::parse(&path.to_string_lossy(), &text)?;
        let root = absolute(".").map_err(|error| unreadable(Path::new("."), error))?;
        Ok(Profiles {
            named: Some(Arc::new(Profile::new(settings, root))),
            by_folder: HashMap::new(),
        })
    }

    /// The profile that holds in `folder`.
    pub fn of_folder(&mut self, folder: &Path) -> Result<Arc<Profile>, ProfileError> {
        if let Some(named) = &self.named {
            return Ok(Arc::clone(named));
        }
        // An empty path is the parent of a bare file name: the current folder.
        let folder = if folder.as_os_str().is_empty() { Path::new(".") } else { folder };
        let folder = absolute(folder).map_err(|error| unreadable(folder, error))?;
        self.of_absolute(&folder)
    }

    fn of_absolute(&mut self, folder: &Path) -> Result<Arc<Profile>, ProfileError> {
        if let Some(known) = self.by_folder.get(folder) {
            return Ok(Arc::clone(known));
        }
        let profile = match (read_settings(folder)?, folder.parent()) {
            (Some(settings), _) => Arc::new(Profile::new(settings, folder.to_path_buf())),
            (None, Some(parent)) => self.of_absolute(parent)?,
            (None, None) => Arc::new(Profile::new(Settings::default(), folder.to_path_buf())),
        };
        self.by_folder.insert(folder.to_path_buf(), Arc::clone(&profile));
        Ok(profile)
    }
}

/// The settings of a folder's own `lint.toml`, where it has one.
fn read_settings(folder: &Path) -> Result<Option<Settings>, ProfileError> {
    let path = folder.join(Settings::FILE_NAME);
    match std::fs::read_to_string(&path) {
        Ok(text) => Ok(Some(Settings::parse(&path.to_string_lossy(), &text)?)),
        Err(error) if is_absent(&error) => Ok(None),
        Err(error) => Err(unreadable(&path, error)),
    }
}

/// Whether there is no such file, or none that could be seen: folders above the user's own may be closed.
fn is_absent(error: &io::Error) -> bool {
    matches!(
        error.kind(),
        io::ErrorKind::NotFound | io::ErrorKind::NotADirectory | io::ErrorKind::PermissionDenied
    )
}

fn unreadable(path: &Path, error: io::Error) -> ProfileError {
    ProfileError::Unreadable { path: path.to_string_lossy().into_owned(), error }
}
