//! Rules of the family years.
