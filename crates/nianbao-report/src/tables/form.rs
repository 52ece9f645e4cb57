//! What the form of a table prints, made ready for comparing with what stands in a report.

use std::ops::RangeInclusive;
use std::sync::LazyLock;

use nianbao_diagnostics::TableName;

use super::lexicon::LabelId;
use super::similarity::Sketch;
use crate::labels::LabelKey;
use crate::{Edition, RowSpec, TableSpec};

/// The labels of a table's form.
pub(crate) struct Labels {
    /// What is known of each label there is, by [`LabelId::index`].
    known: Vec<KnownLabel>,
    /// The headings of groups and columns.
    groups: Vec<LabelId>,
    /// The headings that only the table of disputes has and that open it.
    pub(super) opening: Vec<LabelId>,
    /// The rows with the words of each of their labels, in the order of the form.
    pub(super) labelled_rows: Vec<(Sketch<'static>, LabelledRow)>,
    /// What the form prints before each row.
    pub(super) rows: Vec<KnownRow>,
    /// The headings of columns and groups; of the disputes, which stand side by side, those of the rows too.
    pub(super) headings: Vec<KnownHeading>,
}

/// Most of a heading's characters that may differ, in percent.
const HEADING_DIFFERENCE: usize = 34;
/// Most that may differ where the number before is the same, in percent.
const NUMBERED_DIFFERENCE: usize = 50;
/// Shortest and longest heading that is compared; the note in the corner of 表三 is no heading.
const HEADING_CHARS: RangeInclusive<usize> = 3..=20;

/// A heading of the form.
pub(super) struct KnownHeading {
    pub(super) sketch: Sketch<'static>,
    ordinal: Option<u8>,
    /// As the form prints it.
    pub(super) label: &'static str,
    /// Whether the form may print it over several blocks of a table.
    pub(super) repeated: bool,
}

/// What a label of any form stands for in this one.
#[derive(Clone, Default)]
struct KnownLabel {
    /// Rows it labels.
    rows: Vec<LabelledRow>,
    /// Whether it heads a group of rows or a column.
    is_group: bool,
}

/// A row of the form and the ordinal the form prints before its label.
#[derive(Clone, Copy)]
pub(super) struct LabelledRow {
    pub(super) row: usize,
    pub(super) ordinal: Option<u8>,
    /// Whether the label is the form's or one that practice admits.
    pub(super) admitted: bool,
}

/// A row as the form labels it.
pub(super) struct KnownRow {
    pub(super) key: LabelKey<'static>,
    pub(super) label: LabelId,
    pub(super) sketch: Sketch<'static>,
    /// Whether there are quotation marks in its label.
    pub(super) is_quoted: bool,
}

impl Labels {
    fn of(spec: &'static TableSpec) -> Labels {
        let mut known = vec![KnownLabel::default(); LabelId::count()];
        let mut rows = Vec::new();
        for (index, row) in spec.rows.iter().enumerate() {
            let key = LabelKey::of(&row.label);
            let admitted = std::iter::once(&row.label).chain(&row.aliases).map(|it| (it, true));
            let variants = row.variants.iter().map(|label| (label, false));
            for (label, admitted) in admitted.chain(variants) {
                let labelled = LabelledRow { row: index, ordinal: key.ordinal, admitted };
                known[id_of(label).index()].rows.push(labelled);
            }
            let label = id_of(&row.label);
            let sketch = Sketch::of(label.words());
            rows.push(KnownRow { key, label, sketch, is_quoted: row.label.contains(is_quote) });
        }
        let columns = spec.rows.iter().flat_map(|row| &row.columns).map(|column| &column.label);
        for label in spec.groups.iter().chain(columns) {
            known[id_of(label).index()].is_group = true;
        }
        let groups = LabelId::all().filter(|id| known[id.index()].is_group).collect();
        let opening = LabelId::all().filter(|id| opens_disputes(id.words(), spec)).collect();
        let labelled_rows = labelled_rows(&known);
        Labels { known, groups, opening, labelled_rows, rows, headings: headings(spec) }
    }

    /// The rows that `label` labels.
    pub(super) fn rows(&self, label: Option<LabelId>) -> &[LabelledRow] {
        label.map_or(&[], |label| &self.known[label.index()].rows)
    }

    /// Whether `label` heads a group of rows or a column.
    pub(super) fn is_group(&self, label: Option<LabelId>) -> bool {
        label.is_some_and(|label| self.known[label.index()].is_group)
    }

    /// Whether `label` is one of the form's.
    #[inline]
    pub(super) fn contain(&self, label: Option<LabelId>) -> bool {
        label.is_some_and(|label| {
            let known = &self.known[label.index()];
            known.is_group || !known.rows.is_empty()
        })
    }

    /// Whether `words` are part of a group label or column heading.
    pub(super) fn is_part_of_group(&self, words: &str) -> bool {
        self.groups.iter().any(|label| label.words().contains(words))
    }

    /// Whether `words` are part of any label.
    pub(super) fn is_part_of_label(&self, words: &str) -> bool {
        LabelId::all()
            .filter(|label| self.contain(Some(*label)))
            .any(|label| label.words().contains(words))
    }

    /// The heading that a label resembles most, where it resembles one. One of the same number may differ in more.
    pub(super) fn nearest_heading(&self, key: &LabelKey<'_>) -> Option<&KnownHeading> {
        let own = Sketch::of(&key.words);
        if !HEADING_CHARS.contains(&own.chars) {
            return None;
        }
        let alike = self.headings.iter().filter(|known| {
            let numbered = known.ordinal.is_some() && known.ordinal == key.ordinal;
            let percent = if numbered { NUMBERED_DIFFERENCE } else { HEADING_DIFFERENCE };
            own.is_similar(&known.sketch, percent)
        });
        alike.min_by_key(|known| strsim::levenshtein(own.words, known.sketch.words))
    }
}

/// Whether `words` are a heading that only the table of disputes has.
pub(super) fn opens_disputes(words: &str, spec: &TableSpec) -> bool {
    spec.rows[0].columns[0].label == words
        || words == "行政诉讼"
        || spec.rows.iter().any(|row| row.label == words)
}

/// The label that a form prints so.
fn id_of(label: &str) -> LabelId {
    LabelId::of(&LabelKey::of(label).words).expect("the lexicon is made of the forms")
}

/// Whether a character is a quotation mark, as the form has them or as they are written for it.
pub(super) const fn is_quote(c: char) -> bool {
    matches!(c, '“' | '”' | '"' | '＂' | '「' | '」' | '『' | '‘' | '〝')
}

fn labelled_rows(known: &[KnownLabel]) -> Vec<(Sketch<'static>, LabelledRow)> {
    let rows = |label: LabelId| {
        known[label.index()].rows.iter().map(move |row| (Sketch::of(label.words()), *row))
    };
    let mut rows: Vec<_> = LabelId::all().flat_map(rows).collect();
    rows.sort_unstable_by_key(|(label, row)| (row.row, label.words));
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
        let (sketch, ordinal) = (Sketch::of(id_of(label).words()), LabelKey::of(label).ordinal);
        if headings.iter().all(|known| known.sketch.words != sketch.words) {
            // 表三 prints its headings once for all its rows.
            let repeated = spec.name != TableName::Applications && rows_with(label) > 1;
            headings.push(KnownHeading { sketch, ordinal, label, repeated });
        }
    }
    headings
}

/// The labels of both editions' tables, in the order of [`Edition::all`] and [`TableName::ALL`].
static LABELS: LazyLock<Vec<[Labels; 3]>> = LazyLock::new(|| {
    Edition::all()
        .iter()
        .map(|edition| TableName::ALL.map(|name| Labels::of(edition.table(name))))
        .collect()
});

/// The labels of `spec`.
pub(super) fn labels(spec: &TableSpec) -> &'static Labels {
    &LABELS[Edition::position_of(spec)][spec.name as usize]
}

/// Whether `label` is one of the table `name`, whatever the edition.
pub(super) fn is_label_of(name: TableName, label: Option<LabelId>) -> bool {
    label.is_some() && LABELS.iter().any(|tables| tables[name as usize].contain(label))
}

/// Whether `label` is one of another table than `name`, whatever the edition.
pub(super) fn is_label_of_other(name: TableName, label: Option<LabelId>) -> bool {
    TableName::ALL.into_iter().any(|other| other != name && is_label_of(other, label))
}

/// Whether `label` labels a row of the table that `spec` is an edition of, in another edition.
pub(super) fn is_row_of_other_edition(spec: &TableSpec, label: Option<LabelId>) -> bool {
    let editions = LABELS.iter().map(|tables| &tables[spec.name as usize]);
    label.is_some()
        && editions
            .filter(|labels| !labels.is_group(label))
            .any(|labels| !labels.rows(label).is_empty())
}
