//! Recovery of the official tables from any layout: cells are found by their labels, in the order of the form, and by
//! the run of values behind each, never by column numbers alone.

mod align;
mod chain;
mod disputes;
mod edition_marks;
mod form;
mod lexicon;
mod similarity;
mod strangers;
mod stream;
mod window;

use std::ops::Range;

use nianbao_diagnostics::TableName;
use nianbao_document::Document;
use nianbao_span::Span;

use self::edition_marks::shown_edition;
use self::form::labels;
use self::lexicon::LabelId;
use self::stream::{Item, ItemKind, Stream};
use crate::{Edition, FoundLabel, Line, OfficialTable};

/// An official table found, and which lines of the document it takes up.
pub(crate) struct Found {
    pub(crate) table: OfficialTable,
    /// Indexes into the report's lines; empty for grid tables.
    pub(crate) lines: Vec<usize>,
    /// The edition its labels show, where they do.
    pub(crate) shown_edition: Option<&'static Edition>,
}

/// Whether `words` are those of a label of the applications table, which looks like a section heading.
pub(crate) fn is_application_label(words: &str) -> bool {
    form::is_label_of(TableName::Applications, LabelId::of(words))
}

/// The labels and headings of the applications table, whatever the edition, as they are printed.
pub(crate) fn application_labels() -> impl Iterator<Item = &'static str> {
    let tables = Edition::all().iter().map(|edition| edition.table(TableName::Applications));
    tables.flat_map(lexicon::labels)
}

/// Their words.
pub(crate) fn application_words() -> impl Iterator<Item = &'static str> {
    let is_own = |label: &LabelId| form::is_label_of(TableName::Applications, Some(*label));
    LabelId::all().filter(is_own).map(LabelId::words)
}

/// Where to look for a table.
pub(crate) struct Place<'d, 'a> {
    pub(crate) document: &'d Document<'d>,
    pub(crate) lines: &'a [Line<'d>],
    /// Blocks to look at.
    pub(crate) blocks: Range<usize>,
    /// Lines to look at, among the lines of those blocks.
    pub(crate) line_range: Range<usize>,
}

/// Finds the table `name`; `edition` is taken where its labels do not tell.
pub(crate) fn find(
    name: TableName,
    place: &Place<'_, '_>,
    edition: &'static Edition,
    certainty: Certainty,
) -> Option<Found> {
    let stream = Stream::of(place);
    let shown_edition = shown_edition(name, &stream);
    let spec = shown_edition.unwrap_or(edition).table(name);
    let recovered = match name {
        TableName::Disputes => disputes::recover(spec, &stream),
        _ => align::recover(spec, labels(spec), &stream, certainty),
    }?;
    let (table, items) = recovered;
    let mut lines = Vec::with_capacity(items.len());
    lines.extend(stream.items[items].iter().filter_map(|item| item.line).map(|line| line as usize));
    Some(Found { table, lines, shown_edition })
}

/// How much must be seen to believe that a table is there.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Certainty {
    /// In the table's own section one row is enough.
    OwnSection,
    /// Elsewhere several rows must agree.
    Elsewhere,
}

/// Where `items` stand, from the first to the last.
fn span_of(items: &[Item<'_>]) -> Option<Span> {
    items.iter().map(|item| item.span).reduce(Span::cover)
}

fn found_label(items: &[Item<'_>]) -> Option<FoundLabel> {
    let span = span_of(items)?;
    let text: String = items.iter().flat_map(|item| item.text.split_whitespace()).collect();
    Some(FoundLabel { span, text })
}
