//! Recovery of the official tables from any layout: cells are found by their labels, in the order of the form, and by
//! the run of values behind each, never by column numbers alone.

mod align;
mod disputes;
mod strangers;
mod stream;
mod window;

use std::ops::{Range, RangeInclusive};
use std::sync::LazyLock;

use nianbao_diagnostics::TableName;
use nianbao_document::Document;
use nianbao_span::Span;
use rustc_hash::FxHashMap;

use crate::labels::{LabelKey, bare_words};
use crate::{
    Edition, Figure, FoundLabel, Line, OfficialTable, RecoveredRow, RowSpec, RowState, TableSpec,
    Value,
};

pub(crate) use stream::{Item, ItemKind, Stream};

/// An official table found, and which lines of the document it takes up.
pub(crate) struct Found {
    pub(crate) table: OfficialTable,
    /// Indexes into the report's lines; empty for grid tables.
    pub(crate) lines: Vec<usize>,
    /// The edition its labels show, where they do.
    pub(crate) shown_edition: Option<&'static Edition>,
}

/// The label keys of a table's form, made once.
pub(crate) struct Labels {
    /// Every label by its words.
    by_words: FxHashMap<String, KnownLabel>,
    /// The rows with the words of each of their labels, in the order of the form.
    labelled_rows: Vec<(String, LabelledRow)>,
    /// The key of each row's own label.
    row_keys: Vec<LabelKey>,
    /// The headings of columns and groups; of the disputes, which stand side by side, those of the rows too.
    headings: Vec<KnownHeading>,
}

/// Most of a heading's characters that may differ, in percent.
const HEADING_DIFFERENCE: usize = 34;
/// Most that may differ where the number before is the same, in percent.
const NUMBERED_DIFFERENCE: usize = 50;
/// Shortest and longest heading that is compared; the note in the corner of 表三 is no heading.
const HEADING_CHARS: RangeInclusive<usize> = 3..=20;

/// A heading of the form.
struct KnownHeading {
    words: String,
    ordinal: Option<u8>,
    /// As the form prints it.
    label: &'static str,
    /// Whether the form may print it over several blocks of a table.
    repeated: bool,
}

/// What a label of the form stands for.
#[derive(Default)]
struct KnownLabel {
    /// Rows it labels.
    rows: Vec<LabelledRow>,
    /// Whether it heads a group of rows or a column.
    is_group: bool,
}

/// A row of the form and the ordinal the form prints before its label.
#[derive(Clone, Copy)]
pub(crate) struct LabelledRow {
    row: usize,
    ordinal: Option<u8>,
    /// Whether the label is the form's or one that practice admits.
    admitted: bool,
}

impl Labels {
    fn of(spec: &'static TableSpec) -> Labels {
        let mut by_words: FxHashMap<String, KnownLabel> = FxHashMap::default();
        let mut row_keys = Vec::new();
        for (index, row) in spec.rows.iter().enumerate() {
            let key = LabelKey::of(&row.label);
            let ordinal = key.ordinal;
            let admitted = std::iter::once(&row.label).chain(&row.aliases).map(|it| (it, true));
            let variants = row.variants.iter().map(|label| (label, false));
            for (label, admitted) in admitted.chain(variants) {
                let labelled = LabelledRow { row: index, ordinal, admitted };
                by_words.entry(LabelKey::of(label).words).or_default().rows.push(labelled);
            }
            row_keys.push(key);
        }
        let columns = spec.rows.iter().flat_map(|row| &row.columns).map(|column| &column.label);
        for label in spec.groups.iter().chain(columns) {
            by_words.entry(LabelKey::of(label).words).or_default().is_group = true;
        }
        let labelled_rows = labelled_rows(&by_words);
        Labels { by_words, labelled_rows, row_keys, headings: headings(spec) }
    }

    /// The rows that `words` label.
    fn rows(&self, words: &str) -> &[LabelledRow] {
        self.by_words.get(words).map_or(&[], |label| &label.rows)
    }

    fn is_group(&self, words: &str) -> bool {
        self.by_words.get(words).is_some_and(|label| label.is_group)
    }

    /// Whether `words` are part of a group label or column heading.
    fn is_part_of_group(&self, words: &str) -> bool {
        self.by_words.iter().any(|(known, label)| label.is_group && known.contains(words))
    }

    /// The heading that a label resembles most, where it resembles one. One of the same number may differ in more.
    fn nearest_heading(&self, key: &LabelKey) -> Option<&KnownHeading> {
        let words = key.words.as_str();
        if !HEADING_CHARS.contains(&words.chars().count()) {
            return None;
        }
        let alike = self.headings.iter().filter(|known| {
            let numbered = known.ordinal.is_some() && known.ordinal == key.ordinal;
            let percent = if numbered { NUMBERED_DIFFERENCE } else { HEADING_DIFFERENCE };
            align::is_similar(words, &known.words, percent)
        });
        alike.min_by_key(|known| strsim::levenshtein(words, &known.words))
    }

    /// Whether `words` are those of any label of the form.
    pub(crate) fn contain(&self, words: &str) -> bool {
        self.by_words.contains_key(words)
    }
}

fn labelled_rows(by_words: &FxHashMap<String, KnownLabel>) -> Vec<(String, LabelledRow)> {
    let rows = |(words, label): (&String, &KnownLabel)| {
        let words = words.clone();
        label.rows.clone().into_iter().map(move |row| (words.clone(), row))
    };
    let mut rows: Vec<(String, LabelledRow)> = by_words.iter().flat_map(rows).collect();
    rows.sort_unstable_by(|(words, row), (others, other)| {
        (row.row, words).cmp(&(other.row, others))
    });
    rows
}

fn headings(spec: &'static TableSpec) -> Vec<KnownHeading> {
    let side_by_side = spec.name == TableName::Disputes;
    let rows = spec.rows.iter().filter(|_| side_by_side).map(|row| &row.label);
    let columns = spec.rows.iter().flat_map(|row| &row.columns).map(|column| &column.label);
    let rows_with = |label: &String| {
        let has_column = |row: &&RowSpec| row.columns.iter().any(|column| column.label == *label);
        spec.rows.iter().filter(has_column).count()
    };
    let mut headings: Vec<KnownHeading> = Vec::new();
    for label in spec.groups.iter().chain(rows).chain(columns) {
        let LabelKey { words, ordinal } = LabelKey::of(label);
        if headings.iter().all(|known| known.words != words) {
            // 表三 prints its headings once for all its rows.
            let repeated = spec.name != TableName::Applications && rows_with(label) > 1;
            headings.push(KnownHeading { words, ordinal, label, repeated });
        }
    }
    headings
}

/// Label keys of both editions' tables, in the order of [`Edition::all`] and [`TableName::ALL`].
static LABELS: LazyLock<Vec<[Labels; 3]>> = LazyLock::new(|| {
    Edition::all()
        .iter()
        .map(|edition| TableName::ALL.map(|name| Labels::of(edition.table(name))))
        .collect()
});

/// Whether `words` label something in another table than `name`, whatever the edition.
fn is_label_of_other(name: TableName, words: &str) -> bool {
    let others = TableName::ALL.into_iter().filter(|other| *other != name);
    others
        .into_iter()
        .any(|other| LABELS.iter().any(|tables| tables[other as usize].contain(words)))
}

/// Whether `words` label a row of the table that `spec` is an edition of, in another edition.
fn is_row_of_other_edition(spec: &TableSpec, words: &str) -> bool {
    let editions = LABELS.iter().map(|tables| &tables[spec.name as usize]);
    editions.filter(|labels| !labels.is_group(words)).any(|labels| !labels.rows(words).is_empty())
}

/// The label keys of `spec`.
fn labels(spec: &TableSpec) -> &'static Labels {
    &LABELS[Edition::position_of(spec)][spec.name as usize]
}

/// Whether `words` are those of a label of the applications table, which looks like a section heading.
pub(crate) fn is_application_label(words: &str) -> bool {
    LABELS.iter().any(|tables| tables[TableName::Applications as usize].contain(words))
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
    let lines = stream.items[items].iter().filter_map(|item| item.line).collect();
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

/// Labels that only one edition has.
const MARKS: [(TableName, &str, &[&str]); 4] = [
    (TableName::Disclosure, "2021", &["本年制发件数", "本年废止件数", "现行有效件数"]),
    (
        TableName::Disclosure,
        "2019",
        &["本年新制作数量", "对外公开总数量", "采购总金额", "其他对外管理服务事项", "政府集中采购"],
    ),
    (
        TableName::Applications,
        "2021",
        &[
            "申请人无正当理由逾期不补正行政机关不再处理其政府信息公开申请",
            "申请人逾期未按收费通知要求缴纳费用行政机关不再处理其政府信息公开申请",
        ],
    ),
    (TableName::Applications, "2019", &[]),
];

fn shown_edition(name: TableName, stream: &Stream<'_>) -> Option<&'static Edition> {
    // A row of another edition may have been added to a table; most marks tell which it is.
    let mut by_count: Vec<(usize, &str)> = MARKS
        .iter()
        .filter(|(table, ..)| *table == name)
        .map(|(_, edition, marks)| (seen_of(marks, stream), *edition))
        .filter(|(count, _)| *count > 0)
        .collect();
    by_count.sort_unstable();
    match by_count.as_slice() {
        [.., (second, _), (most, _)] if second == most => return None,
        [.., (_, edition)] => return Edition::named(edition),
        [] => {}
    }
    // In the 2019 edition （六）其他处理 is a row with values of its own.
    let single = name == TableName::Applications
        && stream.items.windows(2).any(|pair| {
            pair[0].words() == "其他处理"
                && pair[1].kind == ItemKind::Value
                && pair[1].row == pair[0].row
        });
    single.then(|| Edition::named("2019")).flatten()
}

/// How many of `marks` stand in the stream, alone or among several headings that spaces part in a line.
fn seen_of(marks: &[&str], stream: &Stream<'_>) -> usize {
    let mut seen = vec![false; marks.len()];
    let mut note = |words: &str| {
        if let Some(at) = marks.iter().position(|mark| *mark == words) {
            seen[at] = true;
        }
    };
    for item in stream.items.iter().filter(|item| item.kind == ItemKind::Words) {
        note(item.words());
        if item.layout == stream::Layout::Lines && item.text.contains(char::is_whitespace) {
            item.text.split_whitespace().for_each(|part| note(&bare_words(part)));
        }
    }
    seen.into_iter().filter(|seen| *seen).count()
}

/// A row of the form that was not found.
fn missing_row(spec: &'static RowSpec) -> RecoveredRow {
    RecoveredRow {
        spec,
        label: None,
        state: RowState::Missing,
        figures: absent_figures(spec.columns.len()),
        values: Vec::new(),
    }
}

fn absent_figures(count: usize) -> Vec<Figure> {
    vec![Figure { value: Value::Absent, span: Span::default() }; count]
}

fn found_label(items: &[Item<'_>]) -> Option<FoundLabel> {
    let span = items.iter().map(|item| item.span).reduce(Span::cover)?;
    let text: String = items.iter().flat_map(|item| item.text.split_whitespace()).collect();
    Some(FoundLabel { span, text })
}
