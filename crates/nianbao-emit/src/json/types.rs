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
pub(crate) struct Run<'a> {
    /// Version of this contract. Fields may be added within a version.
    schema_version: u32,
    tool: Tool<'a>,
    /// By path.
    documents: Vec<Document<'a>>,
    summary: Summary,
}

/// What made this output.
#[derive(Debug, Serialize, JsonSchema)]
pub(crate) struct Tool<'a> {
    pub(crate) name: &'a str,
    pub(crate) version: &'a str,
}

impl Tool<'_> {
    /// This program.
    pub(crate) const NIANBAO: Tool<'static> =
        Tool { name: "nianbao", version: env!("CARGO_PKG_VERSION") };
}

/// What `nianbao check --statistics --output-format json` prints.
#[derive(Debug, Serialize, JsonSchema)]
pub(crate) struct Statistics<'a> {
    /// Version of this contract.
    pub(crate) schema_version: u32,
    pub(crate) tool: Tool<'a>,
    /// Rules that found something, those with the most findings first.
    pub(crate) rules: Vec<RuleCount<'a>>,
    pub(crate) summary: Summary,
}

/// How often a rule found something.
#[derive(Debug, Serialize, JsonSchema)]
pub(crate) struct RuleCount<'a> {
    /// `family/name`.
    pub(crate) rule: &'a str,
    /// What it is about; null for findings about a file as such.
    pub(crate) title: Option<&'a str>,
    /// Findings of any severity.
    pub(crate) total: usize,
    pub(crate) errors: usize,
    pub(crate) warnings: usize,
    pub(crate) infos: usize,
    pub(crate) fixable: Fixable,
}

/// One file.
#[derive(Debug, Serialize, JsonSchema)]
pub(crate) struct Document<'a> {
    /// As given on the command line, with `/` between its parts.
    pub(crate) path: &'a str,
    /// `text`, `markdown`, `html`, `docx`; null where it could not be read, and for a `lint.toml` that findings stand in.
    pub(crate) format: Option<&'static str>,
    /// The WHATWG name in lower case, such as `gb18030`; null where it could not be read.
    pub(crate) encoding: Option<&'static str>,
    pub(crate) status: Status,
    /// What the report says of itself; null unless it was checked.
    pub(crate) report: Option<Report<'a>>,
    /// Findings by place.
    pub(crate) diagnostics: Vec<Diagnostic<'a>>,
    /// What could not be assessed, and why.
    pub(crate) notes: Vec<Note<'a>>,
    /// What fixing did; null where there was only checking. Findings are those that are left.
    pub(crate) fixing: Option<Fixing<'a>>,
}

/// What fixing did to a file.
#[derive(Debug, Serialize, JsonSchema)]
pub(crate) struct Fixing<'a> {
    /// Findings mended, by rule.
    pub(crate) applied: BTreeMap<&'a str, usize>,
    /// Fixes that were wanted and not made, and why.
    pub(crate) refused: Vec<Note<'a>>,
    pub(crate) file: FileState,
}

/// What became of a file on disk.
#[derive(Debug, Serialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub(crate) enum FileState {
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
pub(crate) enum Status {
    /// All rules ran.
    Checked,
    /// Its bytes are no text, or could not be had.
    Unreadable,
    /// It is text, but no annual report.
    NotAReport,
}

/// What a report says of itself.
#[derive(Debug, Serialize, JsonSchema)]
pub(crate) struct Report<'a> {
    /// The title, white space left out.
    pub(crate) title: Option<&'a str>,
    /// The organ that reports.
    pub(crate) organ: Option<&'a str>,
    /// The year reported on.
    pub(crate) year: Option<u16>,
    /// The edition of the official form, such as `2021`.
    pub(crate) edition: Option<&'a str>,
}

/// One finding.
#[derive(Debug, Serialize, JsonSchema)]
pub(crate) struct Diagnostic<'a> {
    /// `family/name`.
    pub(crate) rule: &'a str,
    pub(crate) severity: Severity,
    /// What is wrong.
    pub(crate) message: &'a str,
    /// What to do or how figures were computed.
    pub(crate) help: Option<&'a str>,
    /// The document and clause behind the rule.
    pub(crate) norm: Option<String>,
    /// Where the rule is explained.
    pub(crate) url: Option<&'a str>,
    #[serde(flatten)]
    pub(crate) range: Range<'a>,
    /// Where a person looks.
    pub(crate) place: Option<Place<'a>>,
    /// Other places that belong to it, such as the terms of a sum.
    pub(crate) labels: Vec<Label<'a>>,
    /// Computed values by name.
    pub(crate) values: BTreeMap<&'a str, &'a str>,
    /// How to mend it.
    pub(crate) fix: Option<Fix<'a>>,
    /// Stays the same when other parts of the file change; unique within the file.
    pub(crate) fingerprint: String,
}

/// A finding outside its document, one a line in `json-lines`.
#[derive(Debug, Serialize, JsonSchema)]
pub(crate) struct LocatedDiagnostic<'a> {
    /// As given on the command line, with `/` between its parts.
    pub(crate) path: &'a str,
    #[serde(flatten)]
    pub(crate) diagnostic: Diagnostic<'a>,
}

/// How much a finding weighs.
#[derive(Debug, Serialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub(crate) enum Severity {
    /// Provable from the document or the law.
    Error,
    /// A careful reader would query it.
    Warning,
    /// Style, hints.
    Info,
}

/// A piece of the file.
#[derive(Debug, Serialize, JsonSchema)]
pub(crate) struct Range<'a> {
    /// In the file's own bytes; null where the file is a container such as docx.
    pub(crate) byte: Option<Bytes>,
    pub(crate) start: Position,
    pub(crate) end: Position,
    /// What these bytes say, decoded; personal data is `*`.
    pub(crate) text: Cow<'a, str>,
}

/// Bytes from `start` up to `end`, counted from 0.
#[derive(Debug, Serialize, JsonSchema)]
pub(crate) struct Bytes {
    pub(crate) start: u32,
    pub(crate) end: u32,
}

/// A place between characters.
#[derive(Debug, Serialize, JsonSchema)]
pub(crate) struct Position {
    pub(crate) line: u32,
    /// In Unicode scalar values.
    pub(crate) column: u32,
    /// In UTF-16 code units.
    pub(crate) utf16: u32,
}

/// Where a person looks.
#[derive(Debug, Serialize, JsonSchema)]
pub(crate) struct Place<'a> {
    /// Section of the form, 1 to 6.
    pub(crate) section: Option<u8>,
    /// `disclosure`, `applications` or `disputes`.
    pub(crate) table: Option<&'a str>,
    /// Row key within the table.
    pub(crate) row: Option<&'a str>,
    /// Column key within the row.
    pub(crate) column: Option<&'a str>,
    /// The place in words.
    pub(crate) label: &'a str,
}

/// A place that belongs to a finding, and what stands there.
#[derive(Debug, Serialize, JsonSchema)]
pub(crate) struct Label<'a> {
    pub(crate) message: &'a str,
    #[serde(flatten)]
    pub(crate) range: Range<'a>,
}

/// Edits that mend a finding when applied together.
#[derive(Debug, Serialize, JsonSchema)]
pub(crate) struct Fix<'a> {
    pub(crate) applicability: Applicability,
    /// What it does.
    pub(crate) title: &'a str,
    /// By place, without overlap.
    pub(crate) edits: Vec<Edit<'a>>,
}

/// How far a fix can be trusted.
#[derive(Debug, Serialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub(crate) enum Applicability {
    /// The meaning cannot change.
    Safe,
    /// Probably right, needs a look.
    Unsafe,
    /// Shown, never applied.
    Display,
}

/// One replacement.
#[derive(Debug, Serialize, JsonSchema)]
pub(crate) struct Edit<'a> {
    pub(crate) byte: Option<Bytes>,
    pub(crate) start: Position,
    pub(crate) end: Position,
    /// What comes instead.
    pub(crate) replacement: &'a str,
}

/// Something a rule could not assess, or a fix of it that was not made.
#[derive(Debug, Serialize, JsonSchema)]
pub(crate) struct Note<'a> {
    pub(crate) rule: &'a str,
    pub(crate) reason: &'a str,
}

/// Counts over all documents.
#[derive(Debug, Serialize, JsonSchema)]
pub(crate) struct Summary {
    /// All documents, the unreadable among them.
    pub(crate) documents: usize,
    pub(crate) unreadable: usize,
    pub(crate) errors: usize,
    pub(crate) warnings: usize,
    pub(crate) infos: usize,
    /// Findings silenced with a reason.
    pub(crate) suppressed: usize,
    /// Findings a baseline knows.
    pub(crate) baselined: usize,
    pub(crate) fixable: Fixable,
    /// Findings mended, which are counted nowhere else.
    pub(crate) fixed: usize,
    /// Files that were to be replaced and could not be.
    pub(crate) unwritten: usize,
}

/// Findings that can be mended.
#[derive(Debug, Serialize, JsonSchema)]
pub(crate) struct Fixable {
    pub(crate) safe: usize,
    #[serde(rename = "unsafe")]
    pub(crate) needs_look: usize,
}
