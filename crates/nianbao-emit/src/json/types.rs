//! The JSON contract, version 1, as types. The published schema is made from them.
//!
//! Every field is always there: what is absent is `null`. Lines and columns count from 1; ends are exclusive.

use std::borrow::Cow;
use std::collections::BTreeMap;

use schemars::JsonSchema;
use serde::Serialize;

/// What `nianbao check --output-format json` prints.
#[derive(Debug, Serialize, JsonSchema)]
#[schemars(title = "nianbao check --output-format json")]
pub(super) struct Run<'a> {
    /// Version of this contract. Fields may be added within a version.
    schema_version: u32,
    tool: Tool<'a>,
    /// By path.
    documents: Vec<Document<'a>>,
    summary: Summary,
}

/// What made this output.
#[derive(Debug, Serialize, JsonSchema)]
pub(super) struct Tool<'a> {
    pub(super) name: &'a str,
    pub(super) version: &'a str,
}

/// One file.
#[derive(Debug, Serialize, JsonSchema)]
pub(super) struct Document<'a> {
    /// As given on the command line, with `/` between its parts.
    pub(super) path: &'a str,
    /// `text`, `markdown`, `html`; null where it could not be read, and for a `lint.toml` that findings stand in.
    pub(super) format: Option<&'static str>,
    /// The WHATWG name in lower case, such as `gb18030`; null where it could not be read.
    pub(super) encoding: Option<&'static str>,
    pub(super) status: Status,
    /// What the report says of itself; null unless it was checked.
    pub(super) report: Option<Report<'a>>,
    /// Findings by place.
    pub(super) diagnostics: Vec<Diagnostic<'a>>,
    /// What could not be assessed, and why.
    pub(super) notes: Vec<Note<'a>>,
    /// What fixing did; null where there was only checking. Findings are those that are left.
    pub(super) fixing: Option<Fixing<'a>>,
}

/// What fixing did to a file.
#[derive(Debug, Serialize, JsonSchema)]
pub(super) struct Fixing<'a> {
    /// Findings mended, by rule.
    pub(super) applied: BTreeMap<&'a str, usize>,
    /// Fixes that were wanted and not made, and why.
    pub(super) refused: Vec<Note<'a>>,
    pub(super) file: FileState,
}

/// What became of a file on disk.
#[derive(Debug, Serialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub(super) enum FileState {
    /// It is as it was.
    Kept,
    /// It was replaced.
    Written,
    /// It should have been replaced and could not be.
    Failed,
}

/// How far checking came.
#[derive(Debug, Serialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub(super) enum Status {
    /// All rules ran.
    Checked,
    /// Its bytes are no text, or could not be had.
    Unreadable,
    /// It is text, but no annual report.
    NotAReport,
}

/// What a report says of itself.
#[derive(Debug, Serialize, JsonSchema)]
pub(super) struct Report<'a> {
    /// The title, white space left out.
    pub(super) title: Option<&'a str>,
    /// The organ that reports.
    pub(super) organ: Option<&'a str>,
    /// The year reported on.
    pub(super) year: Option<u16>,
    /// The edition of the official form, such as `2021`.
    pub(super) edition: Option<&'a str>,
}

/// One finding.
#[derive(Debug, Serialize, JsonSchema)]
pub(super) struct Diagnostic<'a> {
    /// `family/name`.
    pub(super) rule: &'a str,
    pub(super) severity: Severity,
    /// What is wrong.
    pub(super) message: &'a str,
    /// What to do or how figures were computed.
    pub(super) help: Option<&'a str>,
    /// The document and clause behind the rule.
    pub(super) norm: Option<String>,
    /// Where the rule is explained.
    pub(super) url: Option<&'a str>,
    #[serde(flatten)]
    pub(super) range: Range<'a>,
    /// Where a person looks.
    pub(super) place: Option<Place<'a>>,
    /// Other places that belong to it, such as the terms of a sum.
    pub(super) labels: Vec<Label<'a>>,
    /// Computed values by name.
    pub(super) values: BTreeMap<&'a str, &'a str>,
    /// How to mend it.
    pub(super) fix: Option<Fix<'a>>,
    /// Stays the same when other parts of the file change; unique within the file.
    pub(super) fingerprint: String,
}

/// A finding outside its document, one a line in `json-lines`.
#[derive(Debug, Serialize, JsonSchema)]
pub(super) struct LocatedDiagnostic<'a> {
    /// As given on the command line, with `/` between its parts.
    pub(super) path: &'a str,
    #[serde(flatten)]
    pub(super) diagnostic: Diagnostic<'a>,
}

/// How much a finding weighs.
#[derive(Debug, Serialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub(super) enum Severity {
    /// Provable from the document or the law.
    Error,
    /// A careful reader would query it.
    Warning,
    /// Style, hints.
    Info,
}

/// A piece of the file.
#[derive(Debug, Serialize, JsonSchema)]
pub(super) struct Range<'a> {
    /// In the file's own bytes; null where the file is a container such as docx.
    pub(super) byte: Option<Bytes>,
    pub(super) start: Position,
    pub(super) end: Position,
    /// What these bytes say, decoded; personal data is `*`.
    pub(super) text: Cow<'a, str>,
}

/// Bytes from `start` up to `end`, counted from 0.
#[derive(Debug, Serialize, JsonSchema)]
pub(super) struct Bytes {
    pub(super) start: u32,
    pub(super) end: u32,
}

/// A place between characters.
#[derive(Debug, Serialize, JsonSchema)]
pub(super) struct Position {
    pub(super) line: u32,
    /// In Unicode scalar values.
    pub(super) column: u32,
    /// In UTF-16 code units.
    pub(super) utf16: u32,
}

/// Where a person looks.
#[derive(Debug, Serialize, JsonSchema)]
pub(super) struct Place<'a> {
    /// Section of the form, 1 to 6.
    pub(super) section: Option<u8>,
    /// `disclosure`, `applications` or `disputes`.
    pub(super) table: Option<&'a str>,
    /// Row key within the table.
    pub(super) row: Option<&'a str>,
    /// Column key within the row.
    pub(super) column: Option<&'a str>,
    /// The place in words.
    pub(super) label: &'a str,
}

/// A place that belongs to a finding, and what stands there.
#[derive(Debug, Serialize, JsonSchema)]
pub(super) struct Label<'a> {
    pub(super) message: &'a str,
    #[serde(flatten)]
    pub(super) range: Range<'a>,
}

/// Edits that mend a finding when applied together.
#[derive(Debug, Serialize, JsonSchema)]
pub(super) struct Fix<'a> {
    pub(super) applicability: Applicability,
    /// What it does.
    pub(super) title: &'a str,
    /// By place, without overlap.
    pub(super) edits: Vec<Edit<'a>>,
}

/// How far a fix can be trusted.
#[derive(Debug, Serialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub(super) enum Applicability {
    /// The meaning cannot change.
    Safe,
    /// Probably right, needs a look.
    Unsafe,
    /// Shown, never applied.
    Display,
}

/// One replacement.
#[derive(Debug, Serialize, JsonSchema)]
pub(super) struct Edit<'a> {
    pub(super) byte: Option<Bytes>,
    pub(super) start: Position,
    pub(super) end: Position,
    /// What comes instead.
    pub(super) replacement: &'a str,
}

/// Something a rule could not assess, or a fix of it that was not made.
#[derive(Debug, Serialize, JsonSchema)]
pub(super) struct Note<'a> {
    pub(super) rule: &'a str,
    pub(super) reason: &'a str,
}

/// Counts over all documents.
#[derive(Debug, Serialize, JsonSchema)]
pub(super) struct Summary {
    /// All documents, the unreadable among them.
    pub(super) documents: usize,
    pub(super) unreadable: usize,
    pub(super) errors: usize,
    pub(super) warnings: usize,
    pub(super) infos: usize,
    /// Findings silenced with a reason.
    pub(super) suppressed: usize,
    /// Findings a baseline knows.
    pub(super) baselined: usize,
    pub(super) fixable: Fixable,
    /// Findings mended, which are counted nowhere else.
    pub(super) fixed: usize,
    /// Files that were to be replaced and could not be.
    pub(super) unwritten: usize,
}

/// Findings that can be mended.
#[derive(Debug, Serialize, JsonSchema)]
pub(super) struct Fixable {
    pub(super) safe: usize,
    #[serde(rename = "unsafe")]
    pub(super) needs_look: usize,
}
