use std::collections::{BTreeSet, HashSet};
use std::io;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

use thiserror::Error;

use crate::paths::shown;

/// The files that git says are not as they were at a revision: changed, renamed or new, committed or not. Deleted files
/// are not among them, nor those that git ignores.
#[derive(Debug)]
pub struct Changed {
    /// Absolute, links resolved.
    files: HashSet<PathBuf>,
}

/// Why it cannot be told what has changed, as the user reads it.
#[derive(Debug, Error)]
pub enum ChangedError {
    /// There is no git.
    #[error("--changed-since 要用 git，未能运行：{}", absence(.0))]
    NoGit(io::Error),
    /// A path lies in no repository.
    #[error("{path}：不在 git 仓库中，不能用 --changed-since（{told}）")]
    NoRepository {
        /// The path.
        path: String,
        /// What git says.
        told: String,
    },
    /// The repository does not know the revision.
    #[error("{path}：git 仓库中没有版本 '{revision}'；在 CI 中请取回完整历史（如 fetch-depth: 0）")]
    NoRevision {
        /// The repository.
        path: String,
        /// The revision as given.
        revision: String,
    },
    /// Git fails otherwise.
    #[error("{path}：git 出错：{told}")]
    Git {
        /// The repository.
        path: String,
        /// What git says.
        told: String,
    },
}

impl Changed {
    /// What has changed since `revision` in the repositories that hold `paths`. Where a branch parted from it, what
    /// changed on the other side is not reckoned in.
    pub fn since(revision: &str, paths: &[PathBuf]) -> Result<Changed, ChangedError> {
        let mut repositories = BTreeSet::new();
        for path in paths {
            repositories.insert(Repository::around(path)?);
        }
        let mut files = HashSet::new();
        for repository in &repositories {
            let names = repository.changed_since(revision)?;
            // What cannot be found any more was deleted.
            let found = names.iter().filter_map(|name| repository.0.join(name).canonicalize().ok());
            files.extend(found);
        }
        Ok(Changed { files })
    }

    /// Whether the file at `path` is one of them.
    pub fn contains(&self, path: &Path) -> bool {
        path.canonicalize().is_ok_and(|path| self.files.contains(&path))
    }
}

/// The folder at the top of a work tree.
#[derive(Debug, PartialEq, Eq, PartialOrd, Ord)]
struct Repository(PathBuf);

impl Repository {
    fn around(path: &Path) -> Result<Repository, ChangedError> {
        let folder = if path.is_dir() { Some(path) } else { path.parent() };
        // The parent of a bare file name is empty.
        let folder =
            folder.filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."));
        let output = git(folder, &["rev-parse", "--show-toplevel"])?;
        let told = || ChangedError::NoRepository { path: shown(path), told: complaint(&output) };
        match output.stdout.strip_suffix(b"\n") {
            Some(top) if output.status.success() && !top.is_empty() => {
                path_of(top).map(Repository).ok_or_else(told)
            }
            _ => Err(told()),
        }
    }

    fn changed_since(&self, revision: &str) -> Result<Vec<PathBuf>, ChangedError> {
        let commit = format!("{revision}^{{commit}}");
        let known = self.git(&["rev-parse", "--verify", "--quiet", "--end-of-options", &commit])?;
        let commit = first_line(&known).ok_or_else(|| ChangedError::NoRevision {
            path: shown(&self.0),
            revision: revision.to_owned(),
        })?;
        // Histories without a common beginning, as shallow clones have, are compared as they stand.
        let base = first_line(&self.git(&["merge-base", &commit, "HEAD"])?).unwrap_or(commit);
        let diff = ["diff", "--name-only", "-z", "--no-renames", "--diff-filter=d"];
        let mut names = self.names(&[&diff[..], &["--no-ext-diff", &base, "--"]].concat())?;
        names.extend(self.names(&["ls-files", "-z", "--others", "--exclude-standard"])?);
        Ok(names)
    }

    /// The names that git prints, each ended by NUL: so none is quoted, whatever its characters.
    fn names(&self, args: &[&str]) -> Result<Vec<PathBuf>, ChangedError> {
        let output = self.git(args)?;
        if !output.status.success() {
            return Err(ChangedError::Git { path: shown(&self.0), told: complaint(&output) });
        }
        let names = output.stdout.split(|byte| *byte == 0).filter(|name| !name.is_empty());
        Ok(names.filter_map(path_of).collect())
    }

    fn git(&self, args: &[&str]) -> Result<Output, ChangedError> {
        git(&self.0, args)
    }
}

/// Runs git in `folder`. Variables that a hook sets name another place than the folder does.
fn git(folder: &Path, args: &[&str]) -> Result<Output, ChangedError> {
    let mut command = Command::new("git");
    command.arg("-C").arg(folder).args(args);
    for variable in ["GIT_DIR", "GIT_WORK_TREE", "GIT_INDEX_FILE"] {
        command.env_remove(variable);
    }
    command.output().map_err(ChangedError::NoGit)
}

fn first_line(output: &Output) -> Option<String> {
    let line = String::from_utf8_lossy(&output.stdout).lines().next()?.trim().to_owned();
    (output.status.success() && !line.is_empty()).then_some(line)
}

/// The first line of what git says on standard error.
fn complaint(output: &Output) -> String {
    let told = String::from_utf8_lossy(&output.stderr);
    told.lines().next().unwrap_or_default().trim_start_matches("fatal: ").to_owned()
}

fn absence(error: &io::Error) -> String {
    match error.kind() {
        io::ErrorKind::NotFound => "没有找到 git 命令".to_owned(),
        _ => error.to_string(),
    }
}

#[cfg(unix)]
#[expect(clippy::unnecessary_wraps, reason = "elsewhere not all bytes are a path")]
fn path_of(bytes: &[u8]) -> Option<PathBuf> {
    use std::ffi::OsStr;
    use std::os::unix::ffi::OsStrExt;
    Some(PathBuf::from(OsStr::from_bytes(bytes)))
}

#[cfg(not(unix))]
fn path_of(bytes: &[u8]) -> Option<PathBuf> {
    std::str::from_utf8(bytes).ok().map(PathBuf::from)
}
