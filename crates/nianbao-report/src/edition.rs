use std::sync::LazyLock;

use nianbao_diagnostics::TableName;
use serde::Deserialize;

/// One edition of the official form, as data.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Edition {
    /// The year it came into force, which names it: `2021`.
    pub name: String,
    /// First report year it holds for.
    pub first_year: u16,
    /// Last report year it holds for, where a later edition replaced it.
    pub last_year: Option<u16>,
    /// The notice that issued it.
    pub norm: String,
    /// The six sections in order.
    pub sections: Vec<SectionSpec>,
    /// The three tables in order.
    pub tables: Vec<TableSpec>,
}

/// A section of the form.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct SectionSpec {
    /// The heading's words without number.
    pub heading: String,
    /// Other wordings that the notice or practice admits.
    #[serde(default)]
    pub accepted: Vec<String>,
}

/// An official table of the form.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct TableSpec {
    /// Which of the three.
    #[serde(deserialize_with = "table_name")]
    pub name: TableName,
    /// First part of its figures' keys.
    pub key: String,
    /// Labels that head groups of rows or columns and carry no values.
    #[serde(default)]
    pub groups: Vec<String>,
    /// Rows with values, in order.
    pub rows: Vec<RowSpec>,
    /// Sums that must hold.
    #[serde(default)]
    pub identities: Vec<Identity>,
}

/// A row of the form.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct RowSpec {
    /// Its key within the table.
    pub key: String,
    /// Its label as the form prints it.
    pub label: String,
    /// Other labels that practice admits.
    #[serde(default)]
    pub aliases: Vec<String>,
    /// Other labels met in practice that differ from the form.
    #[serde(default)]
    pub variants: Vec<String>,
    /// Its columns in order.
    pub columns: Vec<ColumnSpec>,
}

/// A column of a row.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ColumnSpec {
    /// Its key within the row.
    pub key: String,
    /// Its heading as the form prints it.
    pub label: String,
    /// What its cells hold.
    #[serde(default)]
    pub kind: CellKind,
}

/// What a cell holds.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum CellKind {
    /// A whole number of cases, not negative.
    #[default]
    Count,
    /// A change: a whole number with sign.
    Change,
    /// An amount of money with decimals, not negative.
    Amount,
}

/// A sum that must hold: the left terms together equal the right terms together.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Identity {
    /// Which rule it belongs to.
    pub kind: crate::EquationKind,
    /// Whether the terms are columns (the sum holds in every row) or rows (it holds in every column).
    pub over: Axis,
    /// Keys of the left terms.
    pub left: Vec<String>,
    /// Keys of the right terms.
    pub right: Vec<String>,
}

/// What an identity's terms are.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Axis {
    /// Columns of one row.
    Columns,
    /// Rows of one column.
    Rows,
}

static EDITIONS: LazyLock<[Edition; 2]> = LazyLock::new(|| {
    [include_str!("../editions/2019.toml"), include_str!("../editions/2021.toml")]
        .map(|data| toml::from_str(data).expect("the editions are tested"))
});

impl Edition {
    /// All editions by year.
    pub fn all() -> &'static [Edition] {
        &*EDITIONS
    }

    /// The latest edition.
    pub fn latest() -> &'static Edition {
        &EDITIONS[1]
    }

    /// The edition a report on `year` must follow; none before 2019.
    pub fn for_year(year: u16) -> Option<&'static Edition> {
        EDITIONS.iter().find(|edition| {
            edition.first_year <= year && edition.last_year.is_none_or(|last| year <= last)
        })
    }

    /// The edition with this name.
    pub fn named(name: &str) -> Option<&'static Edition> {
        EDITIONS.iter().find(|edition| edition.name == name)
    }

    /// The place of the edition that `spec` comes from in [`Edition::all`].
    pub(crate) fn position_of(spec: &TableSpec) -> usize {
        EDITIONS
            .iter()
            .position(|edition| std::ptr::eq(edition.table(spec.name), spec))
            .expect("specs come from the editions")
    }

    /// The form of a table.
    ///
    /// # Panics
    /// Never: a test reads every edition and finds all three tables in it.
    pub fn table(&self, name: TableName) -> &TableSpec {
        self.tables.iter().find(|table| table.name == name).expect("each edition has all three")
    }
}

fn table_name<'de, D: serde::Deserializer<'de>>(deserializer: D) -> Result<TableName, D::Error> {
    let name = String::deserialize(deserializer)?;
    TableName::ALL
        .into_iter()
        .find(|table| table.name() == name)
        .ok_or_else(|| serde::de::Error::custom(format!("no table {name}")))
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Rows with values and cells of each table, and terms of its identities that name no row or column.
    #[track_caller]
    fn check(edition: &str, table: TableName, rows: usize, cells: usize) {
        let spec = Edition::named(edition).expect("an edition").table(table);
        let found: usize = spec.rows.iter().map(|row| row.columns.len()).sum();
        assert_eq!((spec.rows.len(), found), (rows, cells), "{edition} {table:?}");
        for identity in &spec.identities {
            for term in identity.left.iter().chain(&identity.right) {
                let is_row = spec.rows.iter().any(|row| row.key == *term);
                let is_column = spec.rows[0].columns.iter().any(|column| column.key == *term);
                let known = if identity.over == Axis::Rows { is_row } else { is_column };
                assert!(known, "{edition} {table:?}: no term {term}");
            }
        }
    }

    #[test]
    fn the_editions_have_the_cells_of_the_form() {
        check("2021", TableName::Disclosure, 6, 10);
        check("2021", TableName::Applications, 25, 175);
        check("2021", TableName::Disputes, 3, 15);
        check("2019", TableName::Disclosure, 8, 22);
        check("2019", TableName::Applications, 23, 161);
        check("2019", TableName::Disputes, 3, 15);
    }

    #[test]
    fn the_edition_follows_the_report_year() {
        let name = |year| Edition::for_year(year).map(|edition| edition.name.as_str());
        assert_eq!(
            [2018, 2019, 2020, 2021, 2030].map(name),
            [None, Some("2019"), Some("2019"), Some("2021"), Some("2021")]
        );
    }

    #[test]
    fn all_results_make_the_total() {
        for edition in Edition::all() {
            let spec = edition.table(TableName::Applications);
            let total = spec.identities.iter().find(|identity| identity.right == ["result.total"]);
            let expected =
                spec.rows.iter().filter(|row| row.key.starts_with("result.")).count() - 1;
            assert_eq!(
                total.map(|identity| identity.left.len()),
                Some(expected),
                "{}",
                edition.name
            );
        }
    }
}
