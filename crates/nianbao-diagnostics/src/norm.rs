use std::fmt;

/// The legal or standard text behind a rule.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Norm {
    /// The document's short name or number, such as `国办公开办函〔2021〕30号`.
    pub document: &'static str,
    /// The article, clause or table; empty where the whole document is meant.
    pub clause: &'static str,
}

impl fmt::Display for Norm {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.clause {
            "" => f.write_str(self.document),
            clause => write!(f, "{} {clause}", self.document),
        }
    }
}
