//! Paths as they are compared and shown.

use std::io;
use std::path::{Component, Path, PathBuf, absolute};

/// The absolute path of `path`, without `..`. Links stay as they are named, but for those that `..` climbs out of: what
/// lies above them, only the system knows.
pub(crate) fn resolved(path: &Path) -> io::Result<PathBuf> {
    // An empty path is the parent of a bare file name: the current folder.
    let path = if path.as_os_str().is_empty() { Path::new(".") } else { path };
    let path = absolute(path)?;
    let parts: Vec<Component<'_>> = path.components().collect();
    let Some(last) = parts.iter().rposition(|part| *part == Component::ParentDir) else {
        return Ok(path);
    };
    let climbed: PathBuf = parts[..=last].iter().collect();
    let climbed = climbed.canonicalize().unwrap_or_else(|_| lexical(&climbed));
    Ok(climbed.join(parts[last + 1..].iter().collect::<PathBuf>()))
}

/// `path` with each `..` taken back by the name before it.
pub(crate) fn lexical(path: &Path) -> PathBuf {
    let mut lexical = PathBuf::new();
    for part in path.components() {
        match part {
            Component::ParentDir => {
                lexical.pop();
            }
            Component::CurDir => {}
            other => lexical.push(other),
        }
    }
    lexical
}

/// `path`, which is absolute, as people read it: from the current folder where it lies below, with `/` between its parts.
pub(crate) fn from_here(path: &Path) -> String {
    let here = absolute(".").ok();
    let path = here.and_then(|here| path.strip_prefix(here).ok()).unwrap_or(path);
    shown(path)
}

/// `path` with `/` between its parts.
pub(crate) fn shown(path: &Path) -> String {
    let shown = path.to_string_lossy();
    if std::path::MAIN_SEPARATOR == '/' { shown.into_owned() } else { shown.replace('\\', "/") }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn two_dots_take_back_the_name_before() {
        assert_eq!(lexical(Path::new("/甲/乙/../丙/./丁/../..")), Path::new("/甲"));
        assert_eq!(lexical(Path::new("/../甲")), Path::new("/甲"));
        let missing = resolved(Path::new("没有/甲/../../没有/乙.md")).unwrap();
        assert_eq!(missing, absolute("没有/乙.md").unwrap());
    }

    #[cfg(unix)]
    #[test]
    fn two_dots_behind_a_link_lead_above_its_target() {
        let folder = tempfile::tempdir().unwrap();
        let root = folder.path().canonicalize().unwrap();
        std::fs::create_dir_all(root.join("甲/乙")).unwrap();
        std::os::unix::fs::symlink(root.join("甲/乙"), root.join("丙")).unwrap();
        assert_eq!(resolved(&root.join("丙/../丁")).unwrap(), root.join("甲/丁"));
        assert_eq!(resolved(&root.join("丙/丁")).unwrap(), root.join("丙/丁"));
    }
}
