use nianbao_span::Span;

/// How far a fix can be trusted.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Applicability {
    /// Shown, never applied.
    Display,
    /// Probably right, needs a look.
    Unsafe,
    /// The meaning cannot change.
    Safe,
}

impl Applicability {
    /// The name in JSON.
    pub const fn name(self) -> &'static str {
        match self {
            Applicability::Display => "display",
            Applicability::Unsafe => "unsafe",
            Applicability::Safe => "safe",
        }
    }
}

/// Replaces the text under `span`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Edit {
    /// What goes, in the source's text; empty to insert.
    pub span: Span,
    /// What comes.
    pub replacement: String,
}

/// Edits that mend a finding when applied together.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fix {
    /// How far it can be trusted.
    pub applicability: Applicability,
    /// What it does, in Chinese, as a command.
    pub title: String,
    /// The edits by place, without overlap.
    pub edits: Vec<Edit>,
}

impl Edit {
    /// Replaces what stands under `span`.
    pub fn replace(span: Span, replacement: impl Into<String>) -> Edit {
        Edit { span, replacement: replacement.into() }
    }

    /// Removes what stands under `span`.
    pub fn delete(span: Span) -> Edit {
        Edit { span, replacement: String::new() }
    }
}
