//! Rules of the family script.
