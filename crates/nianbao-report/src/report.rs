use std::cell::OnceCell;

use memchr::memchr_iter;
use nianbao_diagnostics::TableName;
use nianbao_document::pinyin::notes;
use nianbao_document::script::{TRADITIONAL, is_full_width_alphanumeric};
use nianbao_document::{Block, BlockKind, Characters, Document, Region, Text, trim_blanks};
use nianbao_span::Span;

use crate::passages::Passages;
use crate::statements::Statements;
use crate::tables::{Certainty, Found, Place};
use crate::{
    Balance, Count, CountedLine, Edition, HeaderDate, Line, LineRole, OfficialTable, Organ,
    OrganKind, Period, Section, Title, YearEvidence, YearMention, dates, headings, organ, period,
    roles, tables, title, years,
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
    /// What the user said of it.
    pub hints: Hints,
    /// The organ that reports.
    pub organ: Option<Organ>,
    /// The kind of organ, where it is beyond doubt.
    pub organ_kind: Option<OrganKind>,
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
    /// What must be folded before words can be compared, if anything.
    pub folding: Option<Folding>,
    /// Pictures within the report: section and place.
    pub images: Vec<(Option<u8>, Span)>,
    characters: Characters,
    pub(crate) passages: Passages<'d>,
    /// The lines outside tables that are not the page's.
    authored: Vec<usize>,
    tables: [Option<(OfficialTable, Balance)>; 3],
    pub(crate) memo: Memo,
}

/// What rules ask for and not every run needs: found when first asked for, and once.
#[derive(Debug, Default)]
pub(crate) struct Memo {
    pub(crate) counted_lines: OnceCell<Vec<CountedLine>>,
    pub(crate) counts: OnceCell<Vec<Count>>,
    pub(crate) statements: OnceCell<Statements>,
    pub(crate) year_evidence: OnceCell<YearEvidence>,
}

/// What of a report's words a folded copy has otherwise.
#[derive(Clone, Copy, Debug)]
pub struct Folding {
    /// Whether there are characters that only Traditional text has.
    pub has_traditional: bool,
    /// Whether there are pinyin notes.
    pub has_notes: bool,
}

/// What the user says of a report that its text need not say.
#[derive(Clone, Copy, Debug, Default)]
pub struct Hints {
    /// The edition to check against.
    pub edition: Option<&'static Edition>,
    /// The kind of organ.
    pub organ_kind: Option<OrganKind>,
}

impl<'d> Report<'d> {
    /// The report in `document`.
    pub fn recover(document: &'d Document<'d>, hints: &Hints) -> Report<'d> {
        let (mut lines, images) = lines_and_images(document);
        let characters = Characters::of(document);
        let folding = folding(document, &characters);
        if folding.is_some() {
            lines.iter_mut().for_each(Line::fold);
        }
        let (mut lines, sections) = headings::find(document, lines);
        let first_section = sections.first().map(|section| section.heading.line);
        let title = title::find(document, &lines, first_section);
        roles::assign(document, &mut lines, &sections, title.as_ref());
        let passages = Passages::of(document, &lines, &sections, folding.is_some());
        let period = period::find(&lines, &passages);
        let header_dates = dates::header_dates(&lines, &sections, document);
        let years = years::mentions(&lines, &passages, period.as_ref());
        let year =
            YearEvidence::gather(title.as_ref(), period.as_ref(), &lines, &years, &header_dates)
                .year();
        let expected = expected_edition(hints, year);
        let found = find_tables(document, &lines, &sections, expected);
        let shown_edition = found.iter().flatten().find_map(|found| found.shown_edition);
        for (name, found) in TableName::ALL.into_iter().zip(&found) {
            for line in found.iter().flat_map(|found| &found.lines) {
                lines[*line].role = LineRole::TableCell(name);
            }
        }
        let mut organ = organ::find(title.as_ref(), &lines, &sections, document);
        if let (Some(organ), Some(kind)) = (&mut organ, hints.organ_kind) {
            organ.kind = kind;
        }
        Report {
            document,
            hints: *hints,
            organ_kind: organ::kind(hints.organ_kind, organ.as_ref(), &lines),
            organ,
            year,
            edition: hints.edition.or(shown_edition).or_else(|| match year {
                Some(year) => Edition::for_year(year),
                None => Some(Edition::latest()),
            }),
            shown_edition,
            header_dates,
            years,
            period,
            title,
            folding,
            characters,
            images: roles::images(document, &images, &sections),
            passages,
            tables: found.map(|found| {
                found.map(|found| {
                    let balance = Balance::of(&found.table);
                    (found.table, balance)
                })
            }),
            sections,
            authored: authored(&lines),
            lines,
            memo: Memo::default(),
        }
    }

    /// Whether this is a report at all: it has a title, a section or an official table.
    pub fn is_report(&self) -> bool {
        self.title.is_some() || !self.sections.is_empty() || self.tables.iter().any(Option::is_some)
    }

    /// The characters that occur in the document, the page around the report included.
    pub fn characters(&self) -> &Characters {
        &self.characters
    }

    /// Whether the report has characters that only Traditional text has.
    pub fn has_traditional(&self) -> bool {
        self.folding.is_some_and(|folding| folding.has_traditional)
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

    /// What the author wrote outside tables: the lines of title, headings and prose with their indexes, in reading order.
    pub fn authored(&self) -> impl Iterator<Item = (usize, &Line<'d>)> {
        self.authored.iter().map(|index| (*index, &self.lines[*index]))
    }

    /// The prose lines with their indexes, in reading order.
    pub fn prose(&self) -> impl Iterator<Item = (usize, &Line<'d>)> {
        self.authored().filter(|(_, line)| line.role == LineRole::Prose)
    }

    /// The body of a section as prose lines.
    pub fn section_prose(&self, number: u8) -> impl Iterator<Item = &Line<'d>> {
        self.prose().map(|(_, line)| line).filter(move |line| line.section == Some(number))
    }
}

fn authored(lines: &[Line<'_>]) -> Vec<usize> {
    let is_authored = |line: &Line<'_>| {
        matches!(line.role, LineRole::Title | LineRole::Heading | LineRole::Prose)
    };
    (0..lines.len()).filter(|index| is_authored(&lines[*index])).collect()
}

/// What of the report's blocks must be folded; nothing where no words need it.
fn folding(document: &Document<'_>, characters: &Characters) -> Option<Folding> {
    if !characters.may_fold() {
        return None;
    }
    let texts = || {
        let blocks = document.blocks.iter().filter(|block| block.region == Region::Content);
        blocks.flat_map(Block::texts).map(Text::content)
    };
    let has_traditional = texts().any(|text| TRADITIONAL.members_in(text).next().is_some());
    let has_notes = texts().any(|text| notes(text).next().is_some());
    let is_needed = has_traditional
        || has_notes
        || texts().any(|text| text.contains(is_full_width_alphanumeric));
    is_needed.then_some(Folding { has_traditional, has_notes })
}

/// Every line outside tables, and the blocks that are pictures.
fn lines_and_images<'d>(document: &'d Document<'d>) -> (Vec<Line<'d>>, Vec<usize>) {
    let (mut lines, mut images) = (Vec::with_capacity(document.blocks.len()), Vec::new());
    for (block, contents) in document.blocks.iter().enumerate() {
        match &contents.kind {
            BlockKind::Heading { text, .. } | BlockKind::Paragraph(text) => {
                push_lines(&mut lines, block, text);
            }
            BlockKind::Image { .. } => images.push(block),
            BlockKind::Table(_) => {}
        }
    }
    (lines, images)
}

fn push_lines<'d>(lines: &mut Vec<Line<'d>>, block: usize, text: &'d Text<'d>) {
    let content = text.content();
    let ends = memchr_iter(b'\n', content.as_bytes()).chain([content.len()]);
    let mut line_start = 0;
    for end in ends {
        // Zero-width spaces at the beginning of a heading come with text copied from web pages.
        let trimmed = trim_blanks(&content[line_start..end]);
        line_start = end + 1;
        if !trimmed.is_empty() {
            let start = trimmed.as_ptr() as usize - content.as_ptr() as usize;
            lines.push(Line::new(block, text, start..start + trimmed.len()));
        }
    }
}

fn expected_edition(hints: &Hints, year: Option<u16>) -> &'static Edition {
    hints.edition.or_else(|| Edition::for_year(year?)).unwrap_or(Edition::latest())
}

fn find_tables(
    document: &Document<'_>,
    lines: &[Line<'_>],
    sections: &[Section],
    edition: &'static Edition,
) -> [Option<Found>; 3] {
    TableName::ALL.map(|name| {
        let own =
            sections.iter().find(|section| section.number == name.section()).and_then(|section| {
                let blocks = section.blocks.clone();
                let place = Place { document, lines, blocks, line_range: section.lines.clone() };
                tables::find(name, &place, edition, Certainty::OwnSection)
            });
        own.or_else(|| {
            let blocks = 0..document.blocks.len();
            let place = Place { document, lines, blocks, line_range: 0..lines.len() };
            tables::find(name, &place, edition, Certainty::Elsewhere)
        })
    })
}
