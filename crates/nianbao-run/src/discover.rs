use std::collections::{HashMap, HashSet};
use std::ffi::OsStr;
use std::fs;
use std::io;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use thiserror::Error;
use walkdir::{DirEntry, WalkDir};

use crate::load::reason;
use crate::paths::shown;
use crate::{Profile, ProfileError, Profiles};

/// A file to check.
#[derive(Clone, Debug)]
pub struct Input {
    /// Where it is.
    pub path: PathBuf,
    /// The path as the user gave it, with `/` between its parts.
    pub shown: String,
    /// What holds for it.
    pub profile: Arc<Profile>,
}

/// Why there is nothing to check, as the user reads it.
#[derive(Debug, Error)]
pub enum DiscoverError {
    /// A path that was given cannot be looked at.
    #[error("{path}：{}", reason(.error))]
    Path {
        /// The path.
        path: String,
        /// What the system says.
        error: io::Error,
    },
    /// A folder that was given holds no report.
    #[error(
        "{path}：文件夹中没有可检查的文件（查找 {}；隐藏文件、node_modules 和 lint.toml 排除的文件除外）",
        patterns()
    )]
    Nothing {
        /// The folder.
        path: String,
    },
    /// Settings that cannot be used.
    #[error(transparent)]
    Profile(#[from] ProfileError),
}

/// Endings of file names that reports have.
///
/// The last two cannot be read; they are taken so that it is told how to convert them.
const EXTENSIONS: [&str; 10] =
    ["txt", "md", "markdown", "html", "htm", "shtml", "docx", "docm", "doc", "wps"];

/// The files to check: those given, and the reports in the folders given, sorted by the path shown, each once.
///
/// A file that was given is taken whatever its name; in folders, hidden entries and what the settings exclude are left
/// out; links are followed. A folder that cannot be listed stands in the list itself, so that reading it says why.
pub fn discover(paths: &[PathBuf], profiles: &mut Profiles) -> Result<Vec<Input>, DiscoverError> {
    let mut found = Found { profiles, inputs: Vec::new() };
    for path in paths {
        let metadata =
            fs::metadata(path).map_err(|error| DiscoverError::Path { path: shown(path), error })?;
        if metadata.is_dir() {
            found.walk(path)?;
        } else {
            found.add(path)?;
        }
    }
    let mut inputs = found.inputs;
    // Of several paths to one file, the plainest stands for it.
    inputs.sort_by_cached_key(|input| (input.path.components().count(), input.shown.clone()));
    let mut seen = Seen::default();
    inputs.retain(|input| seen.is_new(&input.path));
    inputs.sort_by(|a, b| a.shown.cmp(&b.shown));
    Ok(inputs)
}

/// What was found so far.
struct Found<'p> {
    profiles: &'p mut Profiles,
    inputs: Vec<Input>,
}

impl Found<'_> {
    fn add(&mut self, path: &Path) -> Result<(), ProfileError> {
        let profile = self.profiles.of_file(path)?;
        self.inputs.push(Input { path: path.to_path_buf(), shown: shown(path), profile });
        Ok(())
    }

    fn walk(&mut self, folder: &Path) -> Result<(), DiscoverError> {
        let before = self.inputs.len();
        let mut entries = WalkDir::new(folder).follow_links(true).into_iter();
        while let Some(entry) = entries.next() {
            match entry {
                Ok(entry) if entry.depth() == 0 => {}
                Ok(entry) if is_left_out(&entry) => skip(&mut entries, &entry),
                Ok(entry) if entry.file_type().is_dir() => {
                    if self.profiles.is_excluded(entry.path())? {
                        skip(&mut entries, &entry);
                    }
                }
                Ok(entry) => self.take_file(&entry)?,
                Err(error) => self.take_trouble(&error)?,
            }
        }
        if self.inputs.len() == before {
            return Err(DiscoverError::Nothing { path: shown(folder) });
        }
        Ok(())
    }

    fn take_file(&mut self, entry: &DirEntry) -> Result<(), ProfileError> {
        let path = entry.path();
        if !entry.file_type().is_file() || !is_report_name(path) {
            return Ok(());
        }
        if self.profiles.is_included(path)? { self.add(path) } else { Ok(()) }
    }

    /// A folder that cannot be listed, or a link that leads nowhere. A link back to a folder around it holds nothing new.
    fn take_trouble(&mut self, error: &walkdir::Error) -> Result<(), ProfileError> {
        match error.path() {
            Some(path) if error.loop_ancestor().is_none() => {
                if path.is_dir() || is_report_name(path) { self.add(path) } else { Ok(()) }
            }
            _ => Ok(()),
        }
    }
}

/// Which files were met, whatever paths led to them. Folders are resolved once each.
#[derive(Default)]
struct Seen {
    folders: HashMap<PathBuf, PathBuf>,
    files: HashSet<PathBuf>,
}

impl Seen {
    fn is_new(&mut self, path: &Path) -> bool {
        let identity = self.identity(path);
        self.files.insert(identity)
    }

    fn identity(&mut self, path: &Path) -> PathBuf {
        let is_link = path.symlink_metadata().is_ok_and(|metadata| metadata.is_symlink());
        if is_link && let Ok(target) = path.canonicalize() {
            return target;
        }
        match (path.file_name(), path.parent()) {
            (Some(name), Some(folder)) => self.resolved(folder).join(name),
            _ => path.to_path_buf(),
        }
    }

    fn resolved(&mut self, folder: &Path) -> &Path {
        self.folders.entry(folder.to_path_buf()).or_insert_with(|| {
            let folder = if folder.as_os_str().is_empty() { Path::new(".") } else { folder };
            folder.canonicalize().unwrap_or_else(|_| folder.to_path_buf())
        })
    }
}

fn skip(entries: &mut walkdir::IntoIter, entry: &DirEntry) {
    if entry.file_type().is_dir() {
        entries.skip_current_dir();
    }
}

/// Whether an entry of a folder is hidden or belongs to a tool; Word puts a file named `~$…` beside one that is open.
fn is_left_out(entry: &DirEntry) -> bool {
    let name = entry.file_name();
    let bytes = name.as_encoded_bytes();
    bytes.starts_with(b".") || bytes.starts_with(b"~$") || name == "node_modules"
}

fn is_report_name(path: &Path) -> bool {
    let extension = path.extension().and_then(OsStr::to_str);
    extension.is_some_and(|it| EXTENSIONS.iter().any(|known| known.eq_ignore_ascii_case(it)))
}

fn patterns() -> String {
    EXTENSIONS.map(|extension| format!("*.{extension}")).join(" ")
}
