use nianbao_diagnostics::{Place, TableName};
use nianbao_span::Span;
use rust_decimal::Decimal;

use crate::{ColumnSpec, RowSpec, TableSpec};

/// What a cell of an official table says. A blank is never silently zero.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Value {
    /// A number, exact.
    Number(Decimal),
    /// A cell without words.
    Blank,
    /// `/`, `-`, `—` or `无`.
    NotApplicable,
    /// Other words.
    Text(String),
    /// No such cell, or none that could be told with certainty.
    Absent,
}

impl Value {
    /// The number, where it is one.
    pub fn number(&self) -> Option<Decimal> {
        match self {
            Value::Number(number) => Some(*number),
            _ => None,
        }
    }
}

/// One cell of an official table.
#[derive(Clone, Debug)]
pub struct Figure {
    /// What it says.
    pub value: Value,
    /// Where; for a blank cell the place where the number would stand, empty for [`Value::Absent`].
    pub span: Span,
}

/// Which cell: indexes into a table's rows and a row's columns.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct CellRef {
    /// Index into [`TableSpec::rows`].
    pub row: usize,
    /// Index into [`RowSpec::columns`].
    pub column: usize,
}

/// An official table as recovered. It has every row of the form, found or not.
#[derive(Debug)]
pub struct OfficialTable {
    /// The form of it.
    pub spec: &'static TableSpec,
    /// All of it in the source.
    pub span: Span,
    /// In the order of [`TableSpec::rows`].
    pub rows: Vec<RecoveredRow>,
    /// Labels and headings in other words than the form's, by place.
    pub drifts: Vec<LabelDrift>,
    /// Rows with values that the form does not have, by place.
    pub unknown_rows: Vec<UnknownRow>,
}

/// A row of an official table as recovered.
#[derive(Debug)]
pub struct RecoveredRow {
    /// The form of it.
    pub spec: &'static RowSpec,
    /// Where its label stands; absent where it was not found.
    pub label: Option<Span>,
    /// How its values could be put in columns.
    pub state: RowState,
    /// One for each of [`RowSpec::columns`]; all [`Value::Absent`] unless the state is [`RowState::Certain`].
    pub figures: Vec<Figure>,
    /// The values of a row that is not certain.
    unplaced: Vec<Figure>,
}

impl RecoveredRow {
    /// The row whose label stands at `label`, with the value cells behind it: one a column where that is certain.
    pub(crate) fn new(
        spec: &'static RowSpec,
        label: Option<Span>,
        state: RowState,
        values: Vec<Figure>,
    ) -> RecoveredRow {
        let (figures, unplaced) = match state {
            RowState::Certain => (values, Vec::new()),
            RowState::Missing | RowState::Uncertain => {
                let absent = Figure { value: Value::Absent, span: Span::default() };
                (vec![absent; spec.columns.len()], values)
            }
        };
        RecoveredRow { spec, label, state, figures, unplaced }
    }

    /// The value cells as they stand behind the label, whatever their number. Padding is left out.
    pub fn values(&self) -> &[Figure] {
        match self.state {
            RowState::Certain => &self.figures,
            RowState::Missing | RowState::Uncertain => &self.unplaced,
        }
    }
}

/// A label found in the source.
#[derive(Clone, Debug)]
pub struct FoundLabel {
    /// Where.
    pub span: Span,
    /// What it says, white space removed.
    pub text: String,
}

/// A label or heading of the form that the source gives in other words, with another number or without its quotation
/// marks. Lost brackets and white space make no other words, and neither do the wordings that [`RowSpec::aliases`] admits.
#[derive(Clone, Debug)]
pub struct LabelDrift {
    /// The label as it stands.
    pub label: FoundLabel,
    /// Where it stands again: converters repeat merged cells.
    pub copies: Vec<Span>,
    /// The label as the form prints it.
    pub form: &'static str,
    /// The row it labels: an index into [`TableSpec::rows`]; absent for headings.
    pub row: Option<usize>,
    /// What differs.
    pub change: LabelChange,
}

/// In what a label differs from the form's.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum LabelChange {
    /// In its words. Both are given without number, marks and white space, in Simplified characters.
    Words {
        /// Those that stand there.
        found: String,
        /// Those of the form.
        form: String,
    },
    /// In nothing but the quotation marks within it, which are lost.
    Quotes,
    /// In nothing but its number.
    Number {
        /// The one that stands there.
        found: u8,
        /// The one of the form.
        form: u8,
    },
}

/// A row with values whose label the form does not have, or has but once.
#[derive(Clone, Debug)]
pub struct UnknownRow {
    /// Its label.
    pub label: FoundLabel,
    /// What stands behind it, in order.
    pub values: Vec<Figure>,
    /// The row of the form that it repeats: an index into [`TableSpec::rows`].
    pub repeats: Option<usize>,
}

/// How a row's values could be put in columns.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum RowState {
    /// The label was not found.
    Missing,
    /// Every value has its column. Blank cells may be among them.
    Certain,
    /// The number of values is not the form's, and which are lacking or too many cannot be told.
    Uncertain,
}

impl OfficialTable {
    /// The table's name.
    pub fn name(&self) -> TableName {
        self.spec.name
    }

    /// The figure at `cell`.
    pub fn figure(&self, cell: CellRef) -> &Figure {
        &self.rows[cell.row].figures[cell.column]
    }

    /// The number at `cell`, where there is one.
    pub fn number(&self, cell: CellRef) -> Option<Decimal> {
        self.figure(cell).value.number()
    }

    /// The cell with these keys, such as `new_received` and `total`.
    pub fn cell(&self, row: &str, column: &str) -> Option<CellRef> {
        let row = self.spec.rows.iter().position(|spec| spec.key == row)?;
        let column = self.spec.rows[row].columns.iter().position(|spec| spec.key == column)?;
        Some(CellRef { row, column })
    }

    /// The figure with these keys, where the row is certain and the cell holds a number.
    pub fn lookup(&self, row: &str, column: &str) -> Option<(Decimal, Span)> {
        let figure = self.figure(self.cell(row, column)?);
        Some((figure.value.number()?, figure.span))
    }

    /// The stable key of `cell`, such as `applications.result.granted.natural_person`.
    pub fn key(&self, cell: CellRef) -> String {
        let row = &self.spec.rows[cell.row];
        format!("{}.{}.{}", self.spec.key, row.key, row.columns[cell.column].key)
    }

    /// Where a person looks for `cell`.
    pub fn place(&self, cell: CellRef) -> Place {
        let row = &self.spec.rows[cell.row];
        self.place_of(row, Some(&row.columns[cell.column]))
    }

    /// Where a person looks for the row with this index.
    pub fn row_place(&self, row: usize) -> Place {
        self.place_of(&self.spec.rows[row], None)
    }

    /// Where a person looks for the table.
    pub fn table_place(&self) -> Place {
        table_place(self.name())
    }

    fn place_of(&self, row: &'static RowSpec, column: Option<&'static ColumnSpec>) -> Place {
        let mut place = self.table_place();
        place.row = Some(row.key.as_str());
        place.label = format!("{} · {}", place.label, row.label);
        if let Some(column) = column {
            place.column = Some(column.key.as_str());
            place.label = format!("{} · {}", place.label, column.label);
        }
        place
    }
}

/// Where a person looks for an official table, found or not.
pub fn table_place(table: TableName) -> Place {
    Place {
        section: Some(table.section()),
        table: Some(table),
        row: None,
        column: None,
        label: table.title().to_owned(),
    }
}
