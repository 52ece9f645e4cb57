//! For tests only: what the tests of several crates share, so that a test holds data and its helper knows the API.
//!
//! [`check_examples`] proves the documentation of a family's rules; [`check_rule`] and [`findings`] run one rule over a
//! text; [`check_modules`] guards a rule crate's list of modules; [`model`] invents whole reports, and [`layout`] writes
//! them down as real files do; [`word`] builds Word documents.

mod examples;
mod findings;
pub mod layout;
pub mod model;
mod modules;
pub mod word;

pub use examples::check_examples;
pub use findings::{Found, check_rule, findings, notes};
pub use modules::check_modules;

/// The recipes of CONTRIBUTING.md, whose code compiles.
#[cfg(doctest)]
#[doc = include_str!("../../../CONTRIBUTING.md")]
struct Recipes;
