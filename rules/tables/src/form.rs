//! The form tables are held against.

use nianbao_lint::report::{Edition, OfficialTable};
use nianbao_lint::{Norm, Report, TableName};

/// The notice that issued `edition`, for a finding in the table `name`.
pub(crate) fn norm(edition: &'static Edition, name: TableName) -> Norm {
    Norm { document: &edition.norm, clause: name.title() }
}

/// The tables of a report that must follow a form, with that form. There was none before 2019.
pub(crate) fn tables<'r>(
    report: &'r Report<'_>,
) -> impl Iterator<Item = (&'static Edition, &'r OfficialTable)> {
    report
        .edition
        .into_iter()
        .flat_map(|edition| report.tables().map(move |table| (edition, table)))
}
