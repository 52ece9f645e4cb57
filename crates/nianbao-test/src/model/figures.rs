use std::collections::BTreeMap;

use serde::Deserialize;

use super::FormEdition;
use super::form::{APPLICANTS, DISPUTE_GROUPS, OUTCOMES, disclosure_blocks, result_groups};

/// Every cell of the three official tables, by its stable key, as the author writes it.
///
/// Read from data, only the cells that are not zero need be given, and no totals: see [`Figures::complete`].
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(transparent)]
pub struct Figures {
    cells: BTreeMap<String, String>,
}

/// How busy an organ is: sizes of the invented counts.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Scale {
    /// A town: mostly zeros.
    Small,
    /// A county's department.
    Middle,
    /// A city as a whole, which can make rules of its own (规章).
    Large,
}

impl FromIterator<(String, String)> for Figures {
    /// Some cells by key; [`Figures::complete`] adds the others.
    fn from_iter<I: IntoIterator<Item = (String, String)>>(cells: I) -> Figures {
        Figures { cells: cells.into_iter().collect() }
    }
}

impl Figures {
    /// What stands in the cell with this key.
    ///
    /// # Panics
    /// When the form has no such cell.
    #[track_caller]
    pub fn get(&self, key: &str) -> &str {
        self.cells.get(key).unwrap_or_else(|| panic!("no cell {key}"))
    }

    /// The count in the cell with this key.
    ///
    /// # Panics
    /// When the form has no such cell or the cell holds no count.
    #[track_caller]
    pub fn count(&self, key: &str) -> u64 {
        self.get(key).parse().unwrap_or_else(|_| panic!("{key} is no count"))
    }

    /// Writes another value, right or wrong, into a cell of the form.
    ///
    /// # Panics
    /// When the form has no such cell.
    #[track_caller]
    pub fn set(&mut self, key: &str, written: &str) {
        let cell = self.cells.get_mut(key).unwrap_or_else(|| panic!("no cell {key}"));
        written.clone_into(cell);
    }

    /// All cells by key.
    pub fn iter(&self) -> impl Iterator<Item = (&str, &str)> {
        self.cells.iter().map(|(key, written)| (key.as_str(), written.as_str()))
    }

    /// Fills cells not given with zeros and computes every total.
    ///
    /// # Panics
    /// When a cell is given that the form does not have, or one that must be computed.
    #[must_use]
    pub fn complete(self, edition: FormEdition) -> Figures {
        let mut figures = Figures::zero(edition);
        for (key, written) in self.cells {
            assert!(!key.contains(".total"), "{key} is computed");
            figures.set(&key, &written);
        }
        figures.add_up(edition);
        figures
    }

    /// Invented cells that agree with each other.
    pub(crate) fn invent(rng: &mut fastrand::Rng, edition: FormEdition, scale: Scale) -> Figures {
        let mut figures = Figures::zero(edition);
        match edition {
            FormEdition::Of2019 => figures.invent_disclosure_2019(rng, scale),
            FormEdition::Of2021 => figures.invent_disclosure_2021(rng, scale),
        }
        figures.invent_applications(rng, edition, scale);
        figures.invent_disputes(rng, scale);
        figures.add_up(edition);
        figures
    }

    fn zero(edition: FormEdition) -> Figures {
        let disclosure = disclosure_blocks(edition).iter().flat_map(|block| {
            block.rows.iter().flat_map(move |(row, _)| {
                block.columns.iter().map(move |(column, _)| format!("{}.{row}.{column}", block.key))
            })
        });
        let applications = application_rows(edition)
            .into_iter()
            .flat_map(|row| APPLICANTS.map(|(column, _)| format!("applications.{row}.{column}")));
        let disputes = DISPUTE_GROUPS
            .into_iter()
            .flat_map(|group| OUTCOMES.map(|(column, _)| format!("disputes.{group}.{column}")));
        let cells = disclosure.chain(applications).chain(disputes);
        Figures { cells: cells.map(|key| (key, "0".to_owned())).collect() }
    }

    fn add_up(&mut self, edition: FormEdition) {
        let results: Vec<String> =
            result_groups(edition).iter().flat_map(super::ResultGroup::row_keys).collect();
        for (column, _) in &APPLICANTS[..6] {
            let total = self.sum(results.iter().map(|row| format!("applications.{row}.{column}")));
            self.set_count(&format!("applications.result.total.{column}"), total);
        }
        for row in application_rows(edition) {
            self.total_row(&format!("applications.{row}"), APPLICANTS.iter());
        }
        for group in DISPUTE_GROUPS {
            self.total_row(&format!("disputes.{group}"), OUTCOMES.iter());
        }
    }

    fn total_row<'a>(&mut self, row: &str, columns: impl Iterator<Item = &'a (&'a str, &'a str)>) {
        let parts = columns.filter(|(column, _)| *column != "total");
        let total = self.sum(parts.map(|(column, _)| format!("{row}.{column}")));
        self.set_count(&format!("{row}.total"), total);
    }

    fn sum(&self, keys: impl Iterator<Item = String>) -> u64 {
        keys.map(|key| self.count(&key)).sum()
    }

    #[track_caller]
    fn set_count(&mut self, key: &str, count: u64) {
        self.set(key, &count.to_string());
    }

    fn invent_disclosure_2019(&mut self, rng: &mut fastrand::Rng, scale: Scale) {
        let made = rng.u64(0..=scale.documents());
        let disclosed = rng.u64(0..=made);
        let row = "disclosure19.art20_1.normative_documents";
        self.set_count(&format!("{row}.made"), made);
        self.set_count(&format!("{row}.disclosed"), disclosed);
        self.set_count(
            &format!("{row}.disclosed_total"),
            disclosed + rng.u64(0..=scale.documents() * 3),
        );
        let handled = ["art20_5.licensing", "art20_5.other_services", "art20_6.penalty"];
        for row in handled.into_iter().chain(["art20_6.coercion", "art20_8.fees"]) {
            let before = rng.u64(0..=scale.documents() * 4);
            self.set_count(&format!("disclosure19.{row}.prev_items"), before);
            self.set(&format!("disclosure19.{row}.delta_items"), &change(rng, before));
        }
        for row in handled {
            self.set_count(
                &format!("disclosure19.{row}.decisions"),
                sparse(rng, 3, scale.decisions()),
            );
        }
        self.set_count("disclosure19.art20_9.procurement.items", rng.u64(0..=scale.documents()));
        let amount = format!("{}.{:02}", rng.u64(0..=scale.decisions()), rng.u64(1..=99));
        self.set("disclosure19.art20_9.procurement.amount", &amount);
    }

    fn invent_disclosure_2021(&mut self, rng: &mut fastrand::Rng, scale: Scale) {
        let mut rows = vec![("normative_documents", scale.documents())];
        if scale == Scale::Large {
            rows.push(("regulations", 3));
        }
        for (row, most) in rows {
            let row = format!("disclosure.art20_1.{row}");
            let (before, issued) = (rng.u64(0..=most * 4), rng.u64(0..=most));
            let repealed = rng.u64(0..=before.min(most));
            self.set_count(&format!("{row}.issued"), issued);
            self.set_count(&format!("{row}.repealed"), repealed);
            self.set_count(&format!("{row}.in_force"), before + issued - repealed);
        }
        for row in ["art20_5.licensing", "art20_6.penalty"] {
            self.set_count(
                &format!("disclosure.{row}.decisions"),
                sparse(rng, 3, scale.decisions()),
            );
        }
        self.set_count(
            "disclosure.art20_6.coercion.decisions",
            sparse(rng, 2, scale.decisions() / 20),
        );
        if rng.u8(0..3) == 0 {
            let amount = format!("{}.{}", rng.u64(0..=scale.decisions() / 2), rng.u64(1001..=9999));
            self.set("disclosure.art20_8.fees.amount_wan_yuan", &amount);
        }
    }

    fn invent_applications(&mut self, rng: &mut fastrand::Rng, edition: FormEdition, scale: Scale) {
        let rows: Vec<String> =
            result_groups(edition).iter().flat_map(super::ResultGroup::row_keys).collect();
        for (index, (column, _)) in APPLICANTS[..6].iter().enumerate() {
            // Most applicants are persons; the five kinds of bodies are rare.
            let most = if index == 0 { scale.applications() } else { scale.applications() / 12 };
            let mut handled = 0;
            for row in &rows {
                let count = match row.as_str() {
                    "result.granted" => sparse(rng, 2, most),
                    // Section six says that no fee was asked for.
                    "result.other.fee_unpaid" => 0,
                    _ => sparse(rng, 3, most / 6),
                };
                self.set_count(&format!("applications.{row}.{column}"), count);
                handled += count;
            }
            let carried_out = sparse(rng, 2, most / 8);
            let carried_in = sparse(rng, 2, (most / 8).min(handled + carried_out));
            let new = handled + carried_out - carried_in;
            self.set_count(&format!("applications.new_received.{column}"), new);
            self.set_count(&format!("applications.carried_in.{column}"), carried_in);
            self.set_count(&format!("applications.carried_out.{column}"), carried_out);
        }
    }

    fn invent_disputes(&mut self, rng: &mut fastrand::Rng, scale: Scale) {
        for group in DISPUTE_GROUPS {
            for (column, _) in &OUTCOMES[..4] {
                let count = sparse(rng, 2, scale.applications() / 15);
                self.set_count(&format!("disputes.{group}.{column}"), count);
            }
        }
    }
}

impl Scale {
    /// Most documents a year.
    const fn documents(self) -> u64 {
        match self {
            Scale::Small => 1,
            Scale::Middle => 8,
            Scale::Large => 40,
        }
    }

    /// Most decisions of one kind a year.
    const fn decisions(self) -> u64 {
        match self {
            Scale::Small => 40,
            Scale::Middle => 900,
            Scale::Large => 90_000,
        }
    }

    /// Most applications granted a year.
    const fn applications(self) -> u64 {
        match self {
            Scale::Small => 3,
            Scale::Middle => 30,
            Scale::Large => 300,
        }
    }
}

/// Row keys of the table of applications below the table's own.
fn application_rows(edition: FormEdition) -> Vec<String> {
    let results = result_groups(edition).iter().flat_map(super::ResultGroup::row_keys);
    ["new_received", "carried_in"]
        .map(str::to_owned)
        .into_iter()
        .chain(results)
        .chain(["result.total", "carried_out"].map(str::to_owned))
        .collect()
}

/// Zero more often than not: one time in `rarity` a count up to `most`.
fn sparse(rng: &mut fastrand::Rng, rarity: u8, most: u64) -> u64 {
    if rng.u8(0..rarity) == 0 { rng.u64(0..=most) } else { 0 }
}

/// A change that leaves no negative stock, as people write it.
fn change(rng: &mut fastrand::Rng, before: u64) -> String {
    match rng.u8(0..4) {
        0 => format!("+{}", rng.u64(1..=9)),
        1 if before > 0 => format!("-{}", rng.u64(1..=before.min(9))),
        _ => "0".to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn both_editions_have_every_cell_of_the_form() {
        let cells = |edition, table: &str| {
            Figures::zero(edition).iter().filter(|(key, _)| key.starts_with(table)).count()
        };
        assert_eq!(cells(FormEdition::Of2021, "applications."), 25 * 7);
        assert_eq!(cells(FormEdition::Of2019, "applications."), 23 * 7);
        assert_eq!(cells(FormEdition::Of2021, "disputes."), 15);
        assert_eq!(cells(FormEdition::Of2021, "disclosure."), 10);
        assert_eq!(cells(FormEdition::Of2019, "disclosure19."), 22);
    }

    #[test]
    fn invented_applications_balance_in_every_column() {
        for seed in 0..50 {
            let mut rng = fastrand::Rng::with_seed(seed);
            let figures = Figures::invent(&mut rng, FormEdition::Of2021, Scale::Large);
            for (column, _) in APPLICANTS {
                let count = |row: &str| figures.count(&format!("applications.{row}.{column}"));
                assert_eq!(
                    count("new_received") + count("carried_in"),
                    count("result.total") + count("carried_out"),
                    "seed {seed}, column {column}"
                );
            }
        }
    }

    #[test]
    fn totals_are_computed_from_the_cells_given() {
        let given = [
            ("applications.new_received.natural_person", "2"),
            ("applications.new_received.business", "1"),
            ("applications.result.granted.natural_person", "2"),
            ("applications.result.other.misc.business", "1"),
        ];
        let cells = given.map(|(key, written)| (key.to_owned(), written.to_owned())).into();
        let figures = Figures { cells }.complete(FormEdition::Of2021);
        assert_eq!(figures.count("applications.new_received.total"), 3);
        assert_eq!(figures.count("applications.result.total.business"), 1);
        assert_eq!(figures.count("applications.result.total.total"), 3);
        assert_eq!(figures.get("disputes.review.total"), "0");
    }
}
