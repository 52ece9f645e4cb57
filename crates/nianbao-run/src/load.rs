use std::fs::File;
use std::io::{self, Read};
use std::path::Path;

use nianbao_read::{DecodeError, Opened};
use nianbao_span::Source;
use thiserror::Error;

/// Why a file's text cannot be had, as the user reads it.
#[derive(Debug, Error)]
pub enum LoadError {
    /// The system does not give its bytes.
    #[error("无法读取：{}", reason(.0))]
    Io(#[from] io::Error),
    /// Its bytes are no text.
    #[error("无法读取：{0}")]
    Decode(#[from] DecodeError),
}

impl LoadError {
    /// What the user can do, where the error itself does not say it.
    pub fn advice(&self) -> Option<&'static str> {
        match self {
            LoadError::Io(error) if error.kind() == io::ErrorKind::PermissionDenied => {
                Some("请检查文件和所在文件夹的读取权限")
            }
            LoadError::Io(_) => Some("请确认文件存在且可以打开"),
            LoadError::Decode(_) => None,
        }
    }
}

/// Reads and opens the file at `path`, which is shown to the user as `shown`.
pub fn load(path: &Path, shown: &str) -> Result<Opened, LoadError> {
    Ok(nianbao_read::open(shown, read_bytes(path)?)?)
}

/// Reads a file of bounded size. The bound also holds for devices and pipes, which do not know their size.
pub(crate) fn read_bytes(path: &Path) -> Result<Vec<u8>, LoadError> {
    let file = File::open(path)?;
    let size = file.metadata()?.len();
    check_size(size)?;
    let mut bytes = Vec::with_capacity(usize::try_from(size).unwrap_or_default() + 1);
    file.take(Source::MAX_BYTES + 1).read_to_end(&mut bytes)?;
    check_size(bytes.len() as u64)?;
    Ok(bytes)
}

fn check_size(bytes: u64) -> Result<(), DecodeError> {
    if bytes > Source::MAX_BYTES { Err(DecodeError::TooLarge { bytes }) } else { Ok(()) }
}

/// An error of the system in the user's words.
pub fn reason(error: &io::Error) -> String {
    match error.kind() {
        io::ErrorKind::NotFound => "没有这个文件或文件夹".to_owned(),
        io::ErrorKind::PermissionDenied => "没有读取权限".to_owned(),
        io::ErrorKind::IsADirectory => "这是一个文件夹".to_owned(),
        io::ErrorKind::StorageFull => "磁盘已满".to_owned(),
        io::ErrorKind::InvalidData => "不是 UTF-8 文字".to_owned(),
        _ => error.to_string(),
    }
}
