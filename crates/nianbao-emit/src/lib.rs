//! Results to bytes: one file for each output format. Deterministic; it knows no files and no rules.
//!
//! An [`Emitter`] turns one document at a time into bytes, on any thread; an [`Output`] puts them in one stream. Nothing
//! that a document says reaches the output raw: see [`visible`]; and no personal data unless asked for: see [`Private`].

mod concise;
mod config;
mod diff;
mod emitter;
mod escape;
mod explain;
mod figures;
mod github;
mod gitlab;
mod html;
mod json;
mod junit;
mod located;
mod output;
mod own;
mod private;
mod rules;
mod sarif;
mod statistics;
mod summary;
mod text;
mod visible;

pub use concise::Concise;
pub use config::{ShownConfig, config_json, config_text};
pub use diff::Diff;
pub use emitter::{Emitter, Opening, Totals};
pub use explain::explain;
pub use figures::{figures_csv, figures_json};
pub use github::GitHub;
pub use gitlab::GitLab;
pub use html::Html;
pub use json::{Json, JsonLines, schema};
pub use junit::Junit;
pub use output::Output;
pub use own::own_title;
pub use private::Private;
pub use rules::{rules_json, rules_table};
pub use sarif::Sarif;
pub use statistics::{Statistics, StatisticsForm};
pub use text::{Color, Detail, Text};
pub use visible::{is_hidden, visible};
