//! Files on disk: which ones to check, by which settings, and checking them all at once.
//!
//! [`discover`] makes the list of files, [`check_files`] checks them on several threads and hands on what an emitter made
//! of each, in the order of the list and without keeping it. [`check_bytes`] is one file's way from bytes to findings, a
//! pure function. Output formats are none of its business.

mod check;
mod discover;
mod document;
mod fingerprint;
mod load;
mod parallel;
mod profile;
mod tally;

pub use check::{check_bytes, check_source};
pub use discover::{DiscoverError, Input, discover};
pub use document::{CheckedDocument, ReportFacts, Status};
pub use fingerprint::fingerprints;
pub use load::{LoadError, load};
pub use parallel::{Checked, check_files, check_one};
pub use profile::{Profile, ProfileError, Profiles};
pub use tally::Tally;
