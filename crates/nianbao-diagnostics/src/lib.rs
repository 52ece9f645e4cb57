//! What a rule found: plain data, ready to be shown, sorted, counted or applied.
//!
//! Nothing here knows files, formats or terminals. Read [`Diagnostic`] first.

mod diagnostic;
mod fix;
mod norm;
mod place;

pub use diagnostic::{Diagnostic, Label, Severity};
pub use fix::{Applicability, Edit, Fix};
pub use norm::Norm;
pub use place::{Place, TableName};
