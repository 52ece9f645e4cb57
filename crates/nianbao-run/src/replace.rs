//! Putting a mended file in the place of the old one, so that at every moment one of the two is there, whole.

use std::fs::{self, File, Metadata};
use std::io::{self, Write};
use std::path::{Path, PathBuf};

use tempfile::NamedTempFile;
use thiserror::Error;

use crate::load::reason;

/// Why a file was not replaced, as the user reads it.
#[derive(Debug, Error)]
pub enum ReplaceError {
    /// It does not say any more what was read.
    #[error("文件在读取之后被改动")]
    Changed,
    /// It shall not be written.
    #[error("文件是只读的")]
    ReadOnly,
    /// It is a device or a pipe.
    #[error("不是普通文件")]
    NotAFile,
    /// The system refuses.
    #[error("{}", refusal(.0))]
    Io(#[from] io::Error),
}

impl ReplaceError {
    /// What the user can do.
    pub(crate) fn advice(&self) -> &'static str {
        match self {
            ReplaceError::Changed => "原文件保持不变，请重新运行",
            ReplaceError::ReadOnly => "原文件保持不变，请先取消只读",
            ReplaceError::NotAFile => "请指定普通文件，或用 - 从标准输入读取",
            ReplaceError::Io(_) => "原文件保持不变，请检查文件夹的写入权限和磁盘空间",
        }
    }
}

/// An error of the system in the user's words, where it is about writing.
pub(crate) fn refusal(error: &io::Error) -> String {
    match error.kind() {
        io::ErrorKind::PermissionDenied => "没有写入权限".to_owned(),
        io::ErrorKind::StorageFull | io::ErrorKind::QuotaExceeded => "磁盘空间不足".to_owned(),
        _ => reason(error),
    }
}

/// Replaces the file at `path`, which said `old` when it was read, by one that says `new`.
pub(crate) fn replace(path: &Path, old: &[u8], new: &[u8]) -> Result<(), ReplaceError> {
    Staged::write(path, new)?.put(old)
}

/// A new file beside the one that it shall replace. It goes away with this value.
struct Staged {
    target: PathBuf,
    temporary: NamedTempFile,
}

impl Staged {
    /// Writes `bytes` to a new file beside the one at `path`, with its permissions. Behind a link it is the file linked to
    /// that will be replaced, so that the link stays one; another hard link keeps the old file.
    fn write(path: &Path, bytes: &[u8]) -> Result<Staged, ReplaceError> {
        let target = path.canonicalize()?;
        let metadata = fs::metadata(&target)?;
        if !metadata.is_file() {
            return Err(ReplaceError::NotAFile);
        }
        if metadata.permissions().readonly() {
            return Err(ReplaceError::ReadOnly);
        }
        // Hidden, so that no walk meets what a killed run leaves.
        let folder = target.parent().unwrap_or(Path::new("."));
        let mut temporary = tempfile::Builder::new().prefix(".nianbao-").tempfile_in(folder)?;
        temporary.write_all(bytes)?;
        keep_owner(temporary.as_file(), &metadata);
        temporary.as_file().set_permissions(metadata.permissions())?;
        // The name must not come to point to a file whose bytes are not on disk yet.
        temporary.as_file().sync_all()?;
        Ok(Staged { target, temporary })
    }

    /// Puts the new file in place, unless the old one does not say `old` any more.
    fn put(self, old: &[u8]) -> Result<(), ReplaceError> {
        if fs::read(&self.target)? != old {
            return Err(ReplaceError::Changed);
        }
        self.temporary.persist(&self.target).map_err(|error| error.error)?;
        Ok(())
    }
}

/// Gives `file` the owner that `metadata` tells. Only the superuser can; for anyone else the file becomes his own, as one
/// that an editor saves does.
#[cfg(unix)]
fn keep_owner(file: &File, metadata: &Metadata) {
    use std::os::unix::fs::{MetadataExt, fchown};
    let _ = fchown(file, Some(metadata.uid()), Some(metadata.gid()));
}

#[cfg(not(unix))]
fn keep_owner(_: &File, _: &Metadata) {}

#[cfg(test)]
mod tests {
    use std::process::Command;

    use tempfile::TempDir;

    use super::*;

    const OLD: &str = "旧的报告";

    fn folder_with(name: &str) -> (TempDir, PathBuf) {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join(name);
        fs::write(&path, OLD).unwrap();
        (folder, path)
    }

    fn names_in(folder: &TempDir) -> Vec<String> {
        let entries = fs::read_dir(folder.path()).unwrap();
        entries.map(|entry| entry.unwrap().file_name().into_string().unwrap()).collect()
    }

    #[test]
    fn the_new_file_stands_alone_in_the_place_of_the_old_one() {
        let (folder, path) = folder_with("年报.txt");
        replace(&path, OLD.as_bytes(), "新的".as_bytes()).unwrap();
        assert_eq!(fs::read_to_string(&path).unwrap(), "新的");
        assert_eq!(names_in(&folder), ["年报.txt"]);
    }

    #[test]
    fn a_file_that_changed_is_kept_as_it_is() {
        let (folder, path) = folder_with("a.txt");
        let staged = Staged::write(&path, b"new").unwrap();
        fs::write(&path, "别人刚存的").unwrap();
        assert!(matches!(staged.put(OLD.as_bytes()), Err(ReplaceError::Changed)));
        assert_eq!(fs::read_to_string(&path).unwrap(), "别人刚存的");
        assert_eq!(names_in(&folder), ["a.txt"]);
    }

    #[test]
    fn a_file_that_is_gone_is_not_made_again() {
        let (folder, path) = folder_with("a.txt");
        let staged = Staged::write(&path, b"new").unwrap();
        fs::remove_file(&path).unwrap();
        assert!(matches!(staged.put(OLD.as_bytes()), Err(ReplaceError::Io(_))));
        assert_eq!(names_in(&folder).len(), 0);
    }

    #[cfg(unix)]
    #[test]
    fn permissions_stay_and_links_stay_links() {
        use std::os::unix::fs::{PermissionsExt, symlink};
        let (folder, path) = folder_with("a.txt");
        fs::set_permissions(&path, fs::Permissions::from_mode(0o640)).unwrap();
        let link = folder.path().join("link.txt");
        symlink("a.txt", &link).unwrap();
        replace(&link, OLD.as_bytes(), b"new").unwrap();
        assert!(link.symlink_metadata().unwrap().is_symlink());
        assert_eq!(fs::read(&path).unwrap(), b"new");
        assert_eq!(fs::metadata(&path).unwrap().permissions().mode() & 0o777, 0o640);
    }

    #[cfg(unix)]
    #[test]
    fn a_read_only_file_is_left_alone() {
        use std::os::unix::fs::PermissionsExt;
        let (folder, path) = folder_with("a.txt");
        fs::set_permissions(&path, fs::Permissions::from_mode(0o444)).unwrap();
        let replaced = replace(&path, OLD.as_bytes(), b"new");
        assert!(matches!(replaced, Err(ReplaceError::ReadOnly)));
        assert_eq!(fs::read_to_string(&path).unwrap(), OLD);
        assert_eq!(names_in(&folder), ["a.txt"]);
    }

    /// The variable that makes this test's own program die between writing and replacing.
    const VICTIM: &str = "NIANBAO_TEST_DIES_OVER";

    #[test]
    fn a_run_killed_before_the_rename_leaves_the_old_file_whole() {
        if let Some(path) = std::env::var_os(VICTIM) {
            let _staged = Staged::write(Path::new(&path), "新的".repeat(1_000).as_bytes()).unwrap();
            std::process::abort();
        }
        let (folder, path) = folder_with("a.txt");
        let name = "a_run_killed_before_the_rename_leaves_the_old_file_whole";
        let died = Command::new(std::env::current_exe().unwrap())
            .arg(name)
            .env(VICTIM, &path)
            .output()
            .unwrap();
        assert!(!died.status.success(), "{died:?}");
        assert_eq!(fs::read_to_string(&path).unwrap(), OLD);
        let mut left = names_in(&folder);
        left.sort();
        // What is left of the killed run is hidden, and no half file stands in the old one's place.
        assert_eq!(left.len(), 2, "{left:?}");
        assert!(left[0].starts_with(".nianbao-"), "{left:?}");
    }
}
