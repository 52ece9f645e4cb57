//! How accurate the rules are, measured on invented reports: of the defects a clerk makes, which are found at their
//! place, and what is said of reports in which nothing is wrong.
//!
//! [`measure`] writes clean reports in every layout (their phrases in `banks/*.toml` are data), breaks them
//! with the injectors of `defects`, checks both with all rules, and tallies; [`Outcome`] prints itself. An injector
//! knows nothing of a rule's code: it does what a clerk does, and remembers where.

mod clean;
mod defects;
mod draft;
mod measure;
mod outcome;
mod phrases;
mod rules;

pub use measure::{Options, measure};
pub use outcome::Outcome;
