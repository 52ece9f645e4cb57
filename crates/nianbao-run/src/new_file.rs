use std::fs;
use std::io::{self, Write};
use std::path::{Path, PathBuf};

use tempfile::NamedTempFile;
use thiserror::Error;

use crate::paths::shown;
use crate::replace::refusal;

/// A file that results are written to. It stands under its name only once [`NewFile::keep`] was called: until then, and
/// where the run fails, what was there before stays, and no half file is left.
#[derive(Debug)]
pub struct NewFile {
    target: PathBuf,
    temporary: NamedTempFile,
}

/// Why a file cannot be written, as the user reads it.
#[derive(Debug, Error)]
#[error("无法写入 {path}：{reason}")]
pub struct NewFileError {
    path: String,
    reason: String,
}

impl NewFile {
    /// Begins the file at `path`. Behind a link it is the file linked to that will be written.
    pub fn create(path: &Path) -> Result<NewFile, NewFileError> {
        NewFile::begin(path).map_err(|reason| NewFileError::new(path, reason))
    }

    fn begin(path: &Path) -> Result<NewFile, String> {
        let target = path.canonicalize().unwrap_or_else(|_| path.to_path_buf());
        let permissions = match fs::metadata(&target) {
            Ok(metadata) if metadata.is_dir() => return Err("这是一个文件夹".to_owned()),
            Ok(metadata) if !metadata.is_file() => return Err("不是普通文件".to_owned()),
            Ok(metadata) if metadata.permissions().readonly() => {
                return Err("文件是只读的".to_owned());
            }
            Ok(metadata) => Some(metadata.permissions()),
            Err(_) => None,
        };
        let temporary = temporary_beside(&target).map_err(|error| match error.kind() {
            io::ErrorKind::NotFound | io::ErrorKind::NotADirectory => "没有这个文件夹".to_owned(),
            _ => refusal(&error),
        })?;
        if let Some(permissions) = permissions {
            temporary.as_file().set_permissions(permissions).map_err(|error| refusal(&error))?;
        }
        Ok(NewFile { target, temporary })
    }

    /// Puts the file under its name.
    pub fn keep(self) -> Result<(), NewFileError> {
        let NewFile { target, temporary } = self;
        let kept = temporary
            .as_file()
            .sync_all()
            .and_then(|()| temporary.persist(&target).map(|_| ()).map_err(|error| error.error));
        kept.map_err(|error| NewFileError::new(&target, refusal(&error)))
    }
}

impl NewFileError {
    pub(crate) fn new(path: &Path, reason: String) -> NewFileError {
        NewFileError { path: shown(path), reason }
    }
}

impl Write for NewFile {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.temporary.write(bytes)
    }

    fn flush(&mut self) -> io::Result<()> {
        self.temporary.flush()
    }
}

/// A hidden file in the folder of `target`, so that a rename can put it in place and no walk meets what a killed run
/// leaves. It may be read by whom a new file may be read by.
fn temporary_beside(target: &Path) -> io::Result<NamedTempFile> {
    let folder = match target.parent() {
        Some(folder) if !folder.as_os_str().is_empty() => folder,
        _ => Path::new("."),
    };
    let mut builder = tempfile::Builder::new();
    builder.prefix(".nianbao-");
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt;
        // What the user's mask leaves of it.
        builder.permissions(fs::Permissions::from_mode(0o666));
    }
    builder.tempfile_in(folder)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check_refused(path: &Path, reason: &str) {
        let error = NewFile::create(path).map(|_| ()).unwrap_err();
        assert_eq!(error.to_string(), format!("无法写入 {}：{reason}", path.display()));
    }

    #[test]
    fn a_file_is_there_only_once_it_is_kept() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("结果.json");
        let mut file = NewFile::create(&path).unwrap();
        file.write_all(b"[]").unwrap();
        assert!(!path.exists());
        file.keep().unwrap();
        assert_eq!(fs::read(&path).unwrap(), b"[]");
        drop(NewFile::create(&path).unwrap());
        assert_eq!(fs::read(&path).unwrap(), b"[]");
        assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 1);
    }

    #[test]
    fn what_cannot_be_a_file_is_refused_at_once() {
        let folder = tempfile::tempdir().unwrap();
        check_refused(folder.path(), "这是一个文件夹");
        check_refused(&folder.path().join("无/a.json"), "没有这个文件夹");
    }

    #[cfg(unix)]
    #[test]
    fn permissions_are_those_of_other_new_files_or_stay() {
        use std::os::unix::fs::PermissionsExt;
        let folder = tempfile::tempdir().unwrap();
        let mode = |path: &Path| fs::metadata(path).unwrap().permissions().mode() & 0o777;
        let (plain, ours) = (folder.path().join("plain"), folder.path().join("ours"));
        fs::write(&plain, "").unwrap();
        NewFile::create(&ours).unwrap().keep().unwrap();
        assert_eq!(mode(&ours), mode(&plain));
        fs::set_permissions(&ours, fs::Permissions::from_mode(0o600)).unwrap();
        NewFile::create(&ours).unwrap().keep().unwrap();
        assert_eq!(mode(&ours), 0o600);
    }
}
