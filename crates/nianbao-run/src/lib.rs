//! Files on disk: which ones to check, by which settings, and checking them all at once.
//!
//! [`discover`] makes the list of files, [`check_files`] checks them on several threads and hands on what an emitter made
//! of each, in the order of the list and without keeping it. [`check_bytes`] is one file's way from bytes to findings,
//! [`fix_bytes`] its way to mended bytes; both are pure functions. Only [`fix_input`] writes to files. Output formats are
//! none of its business, but what they write goes to a [`NewFile`], which is there whole or not at all.

mod annotate;
mod baseline;
mod changed;
mod check;
mod conceal;
mod discover;
mod document;
mod extends;
mod fingerprint;
mod fix;
mod input;
mod load;
mod new_file;
mod outline;
mod packs;
mod parallel;
mod paths;
mod profile;
mod replace;
mod spool;
mod survey;
mod tally;
mod unused;

pub use annotate::{
    AnnotateError, Annotated, annotate_bytes, annotate_input, not_annotated, write_copy,
};
pub use baseline::{Baseline, BaselineError, NewBaseline};
pub use changed::{Changed, ChangedError};
pub use check::{check_bytes, check_bytes_keeping, check_source, outlined};
pub use discover::{DiscoverError, Input, discover};
pub use document::{CheckedDocument, ReportFacts, Status};
pub use fingerprint::{fingerprints, located_fingerprint};
pub use fix::{FileState, Fixed, Fixes, Fixing, Refusal, fix_bytes, track_bytes};
pub use input::{Destination, check_inputs, fix_input, outlined_input, track_input};
pub use load::{LoadError, load, reason};
pub use new_file::{NewFile, NewFileError};
pub use outline::{Keep, Outline, OutlineBlock, OutlineCell, OutlineKind, Sheet, SheetRow, Words};
pub use packs::{PackError, load_pack};
pub use parallel::{Check, Checked, Rendered, Work, check_files, check_one};
pub use profile::{Profile, ProfileError, Profiles};
pub use replace::ReplaceError;
pub use spool::Spool;
pub use survey::{Survey, survey};
pub use tally::{RuleCount, Tally};
pub use unused::unused_suppressions;
