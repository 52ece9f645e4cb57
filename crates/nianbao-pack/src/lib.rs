//! Rules without code: a pack is a TOML file of rules that forbid, require or correct words, or assert something of the
//! figures. [`Pack::parse`] reads one and checks all of it, its patterns, expressions and messages; what it gives are
//! [`DataRule`](nianbao_lint::DataRule)s, which run beside the linked ones. [`try_examples`] runs a pack's own examples.
//!
//! Evaluation is bounded: patterns are matched without backtracking, and expressions have no loops. Expressions are CEL,
//! over exact decimals; a value that the report does not give leaves them open, never false.

mod examples;
mod expression;
mod facts;
mod finders;
mod message;
mod pack;
mod pattern;
mod read;
mod scope;

pub use examples::{ExampleFault, try_examples};
pub use pack::Pack;
