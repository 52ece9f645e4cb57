//! A report's draft as blocks, whatever format it came in.
//!
//! Readers make a [`Document`]; rules and the recovery of the official form look at it. It knows no format's syntax, no
//! official form and no rule. Words are [`Text`]: content as a person sees it, with the way back to the source.

mod blank;
mod block;
mod char_set;
mod characters;
mod fold;
pub mod pinyin;
pub mod script;
mod table;
mod text;

pub use blank::{is_blank, trim_blanks};
pub use block::{Block, BlockKind, Container, Document, Format, Problem, ProblemKind, Region};
pub use char_set::{CharSet, Members};
pub use characters::Characters;
pub use fold::{Folded, fold};
pub use table::{Cell, Grid, Row, Table};
pub use text::{Text, TextBuilder};
