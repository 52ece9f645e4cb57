use std::borrow::Cow;
use std::io;

use nianbao_report::{CellRef, Figure, OfficialTable, Report, RowState, Value};
use nianbao_run::ReportFacts;
use nianbao_span::{Position, Source, Span};
use serde::Serialize;

use crate::{escape, visible};

/// The official figures of `report` as one JSON object.
pub fn figures_json(report: &Report<'_>) -> String {
    let source = report.document.source;
    let facts = ReportFacts::of(report);
    let recovered = Recovered {
        path: &source.path,
        title: facts.title.as_deref(),
        organ: facts.organ.as_deref(),
        year: facts.year,
        edition: facts.edition,
        figures: entries(report),
    };
    let mut json = escape::to_string(&recovered);
    json.push('\n');
    json
}

/// The official figures of `report` as CSV with a header line. Words are written as [`visible`] does, since CSV has no
/// escapes.
///
/// # Errors
/// When the writer fails.
pub fn figures_csv(report: &Report<'_>, writer: impl io::Write) -> io::Result<()> {
    let mut writer = csv::Writer::from_writer(writer);
    for mut entry in entries(report) {
        entry.value = entry.value.map(|value| visible(&value).into_owned());
        entry.text = entry.text.map(|text| Cow::Owned(visible(&text).into_owned()));
        writer.serialize(entry).map_err(io_error)?;
    }
    writer.flush()
}

/// The writer's own error where it is one: a reader that went away is told by its kind.
fn io_error(error: csv::Error) -> io::Error {
    match error.into_kind() {
        csv::ErrorKind::Io(error) => error,
        other => io::Error::other(format!("{other:?}")),
    }
}

/// What is known of a report's official figures.
#[derive(Serialize)]
struct Recovered<'a> {
    path: &'a str,
    title: Option<&'a str>,
    organ: Option<&'a str>,
    year: Option<u16>,
    edition: Option<&'a str>,
    figures: Vec<Entry<'a>>,
}

/// One figure. Places are absent where the cell is.
#[derive(Serialize)]
struct Entry<'a> {
    key: String,
    /// The number or the words; absent for a cell without.
    value: Option<String>,
    kind: &'static str,
    row_state: &'static str,
    line: Option<u32>,
    column: Option<u32>,
    /// Absent also where the file is a container.
    byte_start: Option<u32>,
    byte_end: Option<u32>,
    text: Option<Cow<'a, str>>,
}

fn entries<'d>(report: &Report<'d>) -> Vec<Entry<'d>> {
    let source = report.document.source;
    let mut entries: Vec<Entry<'_>> =
        report.tables().flat_map(|table| table_entries(table, source)).collect();
    if report.document.format.is_container() {
        for entry in &mut entries {
            (entry.byte_start, entry.byte_end) = (None, None);
        }
    }
    entries
}

fn table_entries<'t, 'd: 't>(
    table: &'t OfficialTable,
    source: &'d Source,
) -> impl Iterator<Item = Entry<'d>> + 't {
    table.rows.iter().enumerate().flat_map(move |(row, recovered)| {
        recovered.figures.iter().enumerate().map(move |(column, figure)| {
            let key = table.key(CellRef { row, column });
            entry(key, recovered.state, figure, source)
        })
    })
}

fn entry<'d>(key: String, state: RowState, figure: &Figure, source: &'d Source) -> Entry<'d> {
    let span = (figure.value != Value::Absent).then_some(figure.span);
    let bytes: Option<Span> = span.map(|span| source.file_span(span));
    let position: Option<Position> = span.map(|span| source.position(span.start));
    Entry {
        key,
        value: match &figure.value {
            Value::Number(number) => Some(number.to_string()),
            Value::Text(words) => Some(words.clone()),
            Value::Blank | Value::NotApplicable | Value::Absent => None,
        },
        kind: match figure.value {
            Value::Number(_) => "number",
            Value::Blank => "blank",
            Value::NotApplicable => "not-applicable",
            Value::Text(_) => "text",
            Value::Absent => "absent",
        },
        row_state: match state {
            RowState::Missing => "missing",
            RowState::Certain => "certain",
            RowState::Uncertain => "uncertain",
        },
        line: position.map(|position| position.line),
        column: position.map(|position| position.column),
        byte_start: bytes.map(|bytes| bytes.start),
        byte_end: bytes.map(|bytes| bytes.end),
        text: span.map(|span| Cow::Borrowed(source.slice(span))),
    }
}
