//! Which script a Chinese character belongs to.

/// The script of a character.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Script {
    /// Written alike in both, or no Chinese character.
    Common,
    /// Only Traditional text has it.
    Traditional,
    /// Only Simplified text has it.
    Simplified,
}

/// The script of `c`.
pub fn script_of(c: char) -> Script {
    let _ = c;
    Script::Common
}

/// The Simplified form of a Traditional character, every other character as it is.
pub fn simplified(c: char) -> char {
    c
}
