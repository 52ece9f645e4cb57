//! Rules of the family tables.
