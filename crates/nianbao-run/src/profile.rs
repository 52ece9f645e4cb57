use std::collections::HashMap;
use std::io;
use std::path::{Path, PathBuf, absolute};
use std::sync::Arc;

use nianbao_lint::{Config, DataRules, Layer, Rule, RuleSet, Settings, SettingsError};
use nianbao_report::Date;
use thiserror::Error;

use crate::extends::{LayerFiles, Unread};
use crate::load::reason;
use crate::packs::PackFiles;
use crate::paths::{from_here, resolved};

/// What holds for a file: the settings and the rules they leave on.
#[derive(Debug)]
pub struct Profile {
    /// The settings.
    pub settings: Settings,
    /// The rules that run.
    pub rules: RuleSet,
    /// The day on which exceptions expire or do not; where none is given, nothing expires.
    pub today: Option<Date>,
}

/// The profiles of a run. Each file of settings is read once, however many folders it holds for.
#[derive(Debug)]
pub struct Profiles {
    configs: Vec<Held>,
    /// What holds for all, where that was said: an index into `configs`.
    named: Option<usize>,
    /// What holds in a folder: an index into `configs`.
    by_folder: HashMap<PathBuf, usize>,
    /// Folders by the paths that led to them; each is asked for by every file in it.
    folders: HashMap<PathBuf, Folder>,
    files: LayerFiles,
    packs: PackFiles,
    /// Packs that cannot be used, where the run goes on without them.
    complaints: Option<Vec<SettingsError>>,
    /// By the settings, an index into `configs`, and by what of them holds for a file.
    made: HashMap<(usize, Vec<bool>), Arc<Profile>>,
    today: Option<Date>,
}

/// Settings with the rules that their packs hold.
#[derive(Debug, Default)]
struct Held {
    config: Config,
    data: DataRules,
}

/// A folder that was asked for.
#[derive(Debug)]
struct Folder {
    /// Its absolute path.
    path: PathBuf,
    /// What holds in it: an index into [`Profiles::configs`].
    index: usize,
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
    /// The profile of `settings`.
    pub fn new(settings: Settings) -> Profile {
        Profile::with_data(settings, &DataRules::default())
    }

    /// The profile of `settings` with the rules of packs.
    fn with_data(settings: Settings, data: &DataRules) -> Profile {
        let rules = RuleSet::with_data(&settings, data);
        Profile { settings, rules, today: None }
    }
}

impl Default for Profile {
    /// Every linked rule at its own level.
    fn default() -> Profile {
        Profile::new(Settings::default())
    }
}

impl Profiles {
    /// The nearest `lint.toml` upward from each folder holds.
    pub fn nearest() -> Profiles {
        Profiles {
            configs: Vec::new(),
            named: None,
            by_folder: HashMap::new(),
            folders: HashMap::new(),
            files: LayerFiles::default(),
            packs: PackFiles::default(),
            complaints: None,
            made: HashMap::new(),
            today: None,
        }
    }

    /// The same on the day `today`, on which exceptions may have expired.
    #[must_use]
    pub fn on(self, today: Date) -> Profiles {
        Profiles { today: Some(today), ..self }
    }

    /// The files and profiles that the settings asked for so far are made of; one that several extend comes several
    /// times.
    pub(crate) fn layers(&self) -> impl Iterator<Item = &Layer> {
        self.configs.iter().flat_map(|held| held.config.layers())
    }

    /// Every rule there is, on or off, by name: the linked ones and those of the packs read so far.
    pub fn known_rules(&self) -> Vec<&'static Rule> {
        let mut rules = RuleSet::linked();
        rules.extend(self.configs.iter().flat_map(|held| held.data.rules()).map(|data| &data.rule));
        rules.sort_by_key(|rule| rule.name);
        rules.dedup_by_key(|rule| rule.name);
        rules
    }

    /// No file of settings holds anywhere.
    pub fn without_files() -> Profiles {
        Profiles { configs: vec![Held::default()], named: Some(0), ..Profiles::nearest() }
    }

    /// The same, going on without packs that cannot be used; [`Profiles::complaints`] tells of them.
    #[must_use]
    pub fn keep_going(self) -> Profiles {
        Profiles { complaints: Some(Vec::new()), ..self }
    }

    /// What is wrong with the packs that the run goes on without.
    pub fn complaints(&self) -> &[SettingsError] {
        self.complaints.as_deref().unwrap_or_default()
    }

    /// The same, but the file at `path` holds for all; its patterns start from the current folder.
    pub fn using(mut self, path: &Path) -> Result<Profiles, ProfileError> {
        let here = absolute(".").map_err(|error| unreadable(Path::new("."), error))?;
        let file = resolved(path).map_err(|error| unreadable(path, error))?;
        let layers = self.files.stack_from(&file, &here).map_err(|error| told(path, error))?;
        self.named = Some(self.add(layers)?);
        self.folders.clear();
        Ok(self)
    }

    /// The settings that hold in `folder`.
    pub fn of_folder(&mut self, folder: &Path) -> Result<&Config, ProfileError> {
        let index = self.folder(folder)?.index;
        Ok(&self.configs[index].config)
    }

    /// Whether the file at `path` is checked where its folder is.
    pub fn is_included(&mut self, path: &Path) -> Result<bool, ProfileError> {
        let (index, resolved) = self.place_of(path)?;
        Ok(self.configs[index].config.is_included(&resolved))
    }

    /// Whether the folder at `path`, met on a walk, is left out.
    pub(crate) fn is_excluded(&mut self, path: &Path) -> Result<bool, ProfileError> {
        let (index, resolved) = self.place_of(path)?;
        Ok(self.configs[index].config.is_excluded(&resolved))
    }

    /// The profile that holds for the file at `path`.
    pub fn of_file(&mut self, path: &Path) -> Result<Arc<Profile>, ProfileError> {
        let (index, path) = self.place_of(path)?;
        let Held { config, data } = &self.configs[index];
        let today = self.today;
        let profile = self.made.entry((index, config.choices(&path))).or_insert_with(|| {
            Arc::new(Profile { today, ..Profile::with_data(config.settings(&path), data) })
        });
        Ok(Arc::clone(profile))
    }

    /// What holds in the folder of `path`, an index into `configs`, and where `path` is.
    fn place_of(&mut self, path: &Path) -> Result<(usize, PathBuf), ProfileError> {
        let folder = self.folder(path.parent().unwrap_or(Path::new("")))?;
        let place = match path.file_name() {
            Some(name) => folder.path.join(name),
            None => resolved(path).map_err(|error| unreadable(path, error))?,
        };
        Ok((folder.index, place))
    }

    fn folder(&mut self, name: &Path) -> Result<&Folder, ProfileError> {
        if !self.folders.contains_key(name) {
            let path = resolved(name).map_err(|error| unreadable(name, error))?;
            let index = match self.named {
                Some(named) => named,
                None => self.of_resolved(&path)?,
            };
            self.folders.insert(name.to_path_buf(), Folder { path, index });
        }
        Ok(&self.folders[name])
    }

    fn of_resolved(&mut self, folder: &Path) -> Result<usize, ProfileError> {
        if let Some(known) = self.by_folder.get(folder) {
            return Ok(*known);
        }
        let file = folder.join(Settings::FILE_NAME);
        let index = match (self.files.stack(&file), folder.parent()) {
            (Ok(layers), _) => self.add(layers)?,
            (Err(Unread::Io(error)), parent) if is_absent(&error) => match parent {
                Some(parent) => self.of_resolved(parent)?,
                None => self.push(Held::default()),
            },
            (Err(error), _) => return Err(told(&file, error)),
        };
        self.by_folder.insert(folder.to_path_buf(), index);
        Ok(index)
    }

    /// Adds what `layers` come to.
    fn add(&mut self, layers: Vec<Layer>) -> Result<usize, ProfileError> {
        let config = Config::new(layers);
        let (data, mut errors) = self.packs.rules(&config);
        let mut known = RuleSet::linked();
        known.extend(data.iter().map(|data| &data.rule));
        if let Err(error) = config.check_names(&known) {
            // Where a pack is lacking, names may be those of its rules.
            if errors.is_empty() {
                return Err(error.into());
            }
        }
        match &mut self.complaints {
            Some(complaints) => complaints.append(&mut errors),
            None => errors.into_iter().next().map_or(Ok(()), Err)?,
        }
        Ok(self.push(Held { config, data: DataRules::new(data) }))
    }

    fn push(&mut self, held: Held) -> usize {
        self.configs.push(held);
        self.configs.len() - 1
    }
}

/// Whether there is no such file, or none that could be seen: folders above the user's own may be closed.
fn is_absent(error: &io::Error) -> bool {
    matches!(
        error.kind(),
        io::ErrorKind::NotFound | io::ErrorKind::NotADirectory | io::ErrorKind::PermissionDenied
    )
}

fn told(path: &Path, error: Unread) -> ProfileError {
    match error {
        Unread::Io(error) => unreadable(path, error),
        Unread::Settings(error) => error.into(),
    }
}

fn unreadable(path: &Path, error: io::Error) -> ProfileError {
    ProfileError::Unreadable { path: from_here(path), error }
}
