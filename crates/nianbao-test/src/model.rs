//! An invented report as data, and a generator of such reports that are right by construction.

mod figures;
mod form;
mod organs;
mod prose;
mod sentences;

use serde::Deserialize;

pub use figures::Figures;
pub(crate) use form::disclosure_blocks;
pub use form::{APPLICANTS, DISPUTE_GROUPS, OUTCOMES, ResultGroup, result_groups};

/// A report before it has any format: what it says, not how it is written down.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ReportModel {
    /// The organ that reports.
    pub organ: OrganModel,
    /// The year reported on.
    pub year: u16,
    /// The edition of the form its tables follow.
    pub edition: FormEdition,
    /// The title, organ and year included.
    pub title: String,
    /// The day it was made public.
    pub published: Day,
    /// Paragraphs before the first section.
    pub preamble: Vec<String>,
    /// The headings of the six sections, without number.
    #[serde(default = "form::headings")]
    pub headings: [String; 6],
    /// The prose of the six sections. In sections two to four it stands before the table.
    pub prose: [Vec<Paragraph>; 6],
    /// The cells of the three tables.
    pub figures: Figures,
}

/// The organ that reports.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct OrganModel {
    /// Its name as the title has it.
    pub name: String,
    /// What kind of organ it is.
    pub kind: OrganModelKind,
}

/// Kinds of organs, as the law tells them apart.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum OrganModelKind {
    /// A city or county reporting for its whole territory.
    Government,
    /// The office of a people's government.
    Office,
    /// A department.
    Department,
    /// A town.
    Township,
    /// A sub-district office.
    SubDistrict,
}

/// An edition of the official form.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Deserialize)]
pub enum FormEdition {
    /// For reports on 2019 and 2020.
    #[serde(rename = "2019")]
    Of2019,
    /// For reports on 2021 and later.
    #[serde(rename = "2021")]
    Of2021,
}

/// A day of the calendar.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
pub struct Day {
    /// Four digits.
    pub year: u16,
    /// 1 to 12.
    pub month: u8,
    /// 1 to 31.
    pub day: u8,
}

/// One paragraph of prose.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(untagged)]
pub enum Paragraph {
    /// Plain words.
    Plain(String),
    /// A numbered part: `（一）主动公开` and what it says.
    Part {
        /// From 1.
        number: u8,
        /// Words of its heading, without marks at the end.
        heading: String,
        /// What it says.
        text: String,
    },
}

impl FormEdition {
    /// Both, by year.
    pub const ALL: [FormEdition; 2] = [FormEdition::Of2019, FormEdition::Of2021];

    /// The edition a report on `year` must follow.
    pub const fn for_year(year: u16) -> FormEdition {
        if year < 2021 { FormEdition::Of2019 } else { FormEdition::Of2021 }
    }

    /// Its name: the year of the notice that issued it.
    pub const fn name(self) -> &'static str {
        match self {
            FormEdition::Of2019 => "2019",
            FormEdition::Of2021 => "2021",
        }
    }
}

impl ReportModel {
    /// An invented report with nothing wrong: every sum holds, prose and tables agree, all years are right. The same
    /// seed gives the same report; the report year runs from 2019 to 2025.
    pub fn clean(seed: u64) -> ReportModel {
        let mut rng = fastrand::Rng::with_seed(seed);
        let year = rng.u16(2019..=2025);
        ReportModel::invent(&mut rng, year)
    }

    /// The report written down in TOML. Of its figures only those that are not zero are given, and no totals.
    ///
    /// # Panics
    /// When the text is no report.
    #[track_caller]
    pub fn from_toml(text: &str) -> ReportModel {
        let model: ReportModel = toml::from_str(text).unwrap_or_else(|error| panic!("{error}"));
        ReportModel { figures: model.figures.complete(model.edition), ..model }
    }

    /// As [`ReportModel::clean`], for a report on `year`.
    pub fn clean_for_year(seed: u64, year: u16) -> ReportModel {
        ReportModel::invent(&mut fastrand::Rng::with_seed(seed), year)
    }

    fn invent(rng: &mut fastrand::Rng, year: u16) -> ReportModel {
        let edition = FormEdition::for_year(year);
        let organ = organs::invent(rng);
        let figures = Figures::invent(rng, edition, organ.scale);
        let facts = prose::Facts::new(rng, &organ, year, &figures);
        ReportModel {
            title: organs::title(rng, &organ.model.name, year),
            published: organs::publication_day(rng, organ.model.kind, year),
            preamble: prose::preamble(rng, &facts),
            headings: form::headings(),
            prose: prose::sections(rng, &facts),
            organ: organ.model,
            year,
            edition,
            figures,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_same_seed_gives_the_same_report() {
        assert_eq!(ReportModel::clean(3), ReportModel::clean(3));
        assert_ne!(ReportModel::clean(3), ReportModel::clean(4));
    }

    #[test]
    fn the_edition_follows_the_year() {
        for year in 2019..=2025 {
            let model = ReportModel::clean_for_year(1, year);
            assert_eq!((model.year, model.edition), (year, FormEdition::for_year(year)));
            assert!(model.title.contains(&format!("{year}年")));
        }
    }
}
