//! Places in a text: byte spans, the source they point into, and the positions people and editors count in.
//!
//! Everything else works with [`Span`]s into [`Source::text`]. Lines, columns, UTF-16 units and bytes of the original
//! file are computed at the edge, by [`LineIndex`] and [`OffsetMap`]. This crate reads no files and decodes nothing.

mod line_index;
mod offset_map;
mod source;
mod span;

pub use line_index::{LineIndex, Position, Positions};
pub use offset_map::OffsetMap;
pub use source::Source;
pub use span::Span;
