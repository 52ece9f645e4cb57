use nianbao_diagnostics::TableName;
use nianbao_document::Document;
use nianbao_span::Span;

use crate::{
    Balance, Edition, HeaderDate, Line, LineRole, OfficialTable, Organ, OrganKind, Period, Section,
    Title, YearMention,
};

/// The official report in a document.
#[derive(Debug)]
pub struct Report<'d> {
    /// What it was recovered from.
    pub document: &'d Document<'d>,
    /// Every line outside grid tables, in reading order.
    pub lines: Vec<Line<'d>>,
    /// The title, where one stands before the first section.
    pub title: Option<Title>,
    /// The organ that reports.
    pub organ: Option<Organ>,
    /// The year reported on, by the best evidence.
    pub year: Option<u16>,
    /// The edition of the form the tables follow; by the report year where they do not tell. Absent before 2019.
    pub edition: Option<&'static Edition>,
    /// The edition the tables' labels show, where they do.
    pub shown_edition: Option<&'static Edition>,
    /// The sections found, in the order they stand in.
    pub sections: Vec<Section>,
    /// The stated 统计期限.
    pub period: Option<Period>,
    /// Dates in the page's header lines.
    pub header_dates: Vec<HeaderDate>,
    /// Every year named.
    pub years: Vec<YearMention>,
    /// Counts of characters by script.
    pub script: ScriptProfile,
    /// Pictures within the report: section and place.
    pub images: Vec<(Option<u8>, Span)>,
    tables: [Option<(OfficialTable, Balance)>; 3],
}

/// What the user says of a report that its text need not say.
#[derive(Clone, Copy, Debug, Default)]
pub struct Hints {
    /// The edition to check against.
    pub edition: Option<&'static Edition>,
    /// The kind of organ.
    pub organ_kind: Option<OrganKind>,
}

/// How many Chinese characters of which script the report has.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct ScriptProfile {
    /// Characters only Traditional text has.
    pub traditional: u32,
    /// Characters only Simplified text has.
    pub simplified: u32,
    /// Characters both have.
    pub common: u32,
    /// Injected pinyin notes.
    pub pinyin: u32,
}

impl<'d> Report<'d> {
    /// The report in `document`.
    pub fn recover(document: &'d Document<'d>, hints: &Hints) -> Report<'d> {
        let _ = hints;
        Report {
            document,
            lines: Vec::new(),
            title: None,
            organ: None,
            year: None,
            edition: None,
            shown_edition: None,
            sections: Vec::new(),
            period: None,
            header_dates: Vec::new(),
            years: Vec::new(),
            script: ScriptProfile::default(),
            images: Vec::new(),
            tables: [None, None, None],
        }
    }

    /// Whether this is a report at all: it has a title, a section or an official table.
    pub fn is_report(&self) -> bool {
        self.title.is_some() || !self.sections.is_empty() || self.tables.iter().any(Option::is_some)
    }

    /// The section with this number, 1 to 6.
    pub fn section(&self, number: u8) -> Option<&Section> {
        self.sections.iter().find(|section| section.number == number)
    }

    /// An official table, where it was found.
    pub fn table(&self, name: TableName) -> Option<&OfficialTable> {
        self.tables[name as usize].as_ref().map(|(table, _)| table)
    }

    /// The official tables found.
    pub fn tables(&self) -> impl Iterator<Item = &OfficialTable> {
        self.tables.iter().flatten().map(|(table, _)| table)
    }

    /// A table's sums.
    pub fn balance(&self, name: TableName) -> Option<&Balance> {
        self.tables[name as usize].as_ref().map(|(_, balance)| balance)
    }

    /// What the author wrote outside tables: title, headings and prose.
    pub fn authored(&self) -> impl Iterator<Item = &Line<'d>> {
        self.lines.iter().filter(|line| {
            matches!(line.role, LineRole::Title | LineRole::Heading | LineRole::Prose)
        })
    }

    /// The prose lines with their indexes, in reading order.
    pub fn prose(&self) -> impl Iterator<Item = (usize, &Line<'d>)> {
        self.lines.iter().enumerate().filter(|(_, line)| line.role == LineRole::Prose)
    }

    /// The body of a section as prose lines.
    pub fn section_prose(&self, number: u8) -> impl Iterator<Item = &Line<'d>> {
        self.prose().map(|(_, line)| line).filter(move |line| line.section == Some(number))
    }
}
