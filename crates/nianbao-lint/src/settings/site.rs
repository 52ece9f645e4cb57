use std::fmt;
use std::sync::Arc;

/// What a setting was read from.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Origin {
    /// A file, by its path as the user shall read it.
    File(Arc<str>),
    /// A built-in profile, by its name.
    Profile(&'static str),
}

/// Where a setting stands.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Site {
    /// What it was read from.
    pub origin: Origin,
    /// Line, from 1.
    pub line: u32,
    /// Column in characters, from 1.
    pub column: u32,
}

/// A setting with its place.
#[derive(Clone, Debug)]
pub struct Sited<T> {
    /// What was set.
    pub value: T,
    /// Where.
    pub site: Site,
}

impl Origin {
    /// A file, by its path as the user shall read it.
    pub fn file(path: &str) -> Origin {
        Origin::File(path.into())
    }
}

impl fmt::Display for Origin {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Origin::File(path) => f.write_str(path),
            Origin::Profile(name) => write!(f, "{name}（内置）"),
        }
    }
}

/// `lint.toml:12`, as people are told where a setting comes from.
impl fmt::Display for Site {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}:{}", self.origin, self.line)
    }
}
