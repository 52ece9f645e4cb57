mod naming;

use std::ops::Range;

use nianbao_document::{BlockKind, Document, Region};

use self::naming::{Naming, is_end_mark, is_short, may_be_nameplate, naming};
use crate::Line;
use crate::labels::{Ordinal, OrdinalStyle, leading_ordinal};
use crate::number::is_plain_count;

/// One of the six sections, found.
#[derive(Debug)]
pub struct Section {
    /// 1 to 6, by what its heading says.
    pub number: u8,
    /// Its heading.
    pub heading: Heading,
    /// The lines of its body: indexes into [`crate::Report::lines`], heading excluded.
    pub lines: Range<usize>,
    /// The blocks it covers: indexes into the document's blocks, heading included.
    pub blocks: Range<usize>,
}

/// A section's heading.
#[derive(Clone, Debug)]
pub struct Heading {
    /// Index into [`crate::Report::lines`].
    pub line: usize,
    /// Its words within [`crate::Line::words`], without number and without marks at the end.
    pub title: Range<usize>,
    /// The number it bears, where it bears one.
    pub stated_number: Option<u8>,
    /// How its words relate to the form.
    pub form: HeadingForm,
}

/// How a heading's words relate to the form.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum HeadingForm {
    /// Only its number and place say which section it is.
    ByPlace,
    /// Other words for the same matter.
    Deviant,
    /// A wording the notice or practice admits.
    Accepted,
    /// As the form prints it.
    Exact,
}

/// A line that may open a section.
#[derive(Clone, Debug)]
struct Candidate {
    heading: Heading,
    style: Option<OrdinalStyle>,
    /// The section its words name; absent where only its number can tell.
    section: Option<u8>,
    by_markup: bool,
}

/// A line that begins as headings do, and as no row of a table.
struct Opening {
    /// Index of the line.
    line: usize,
    ordinal: Option<Ordinal>,
    /// What its words behind the ordinal name.
    naming: Naming,
}

/// How many lines of a report begin as headings do, more or less.
const USUAL_OPENINGS: usize = 32;

/// The sections of the form in the order they stand in, and the lines, those parted into which a text runs in behind a
/// heading: `六、其他需要报告的事项：无。`.
pub(crate) fn find<'d>(
    document: &Document<'_>,
    lines: Vec<Line<'d>>,
) -> (Vec<Line<'d>>, Vec<Section>) {
    let openings = openings(&lines);
    let ends: Vec<(usize, usize)> = openings
        .iter()
        .filter_map(|opening| {
            Some((opening.line, opening.run_in_end(lines[opening.line].words())?))
        })
        .collect();
    if ends.is_empty() {
        let sections = sections_of(document, &lines, &openings);
        return (lines, sections);
    }
    let lines = part_run_in(lines, &ends);
    let sections = sections_of(document, &lines, &self::openings(&lines));
    (lines, sections)
}

/// The lines that begin as headings do.
fn openings(lines: &[Line<'_>]) -> Vec<Opening> {
    let mut openings = Vec::with_capacity(USUAL_OPENINGS);
    for (index, line) in lines.iter().enumerate() {
        let words = line.words();
        // Where tables have one cell a line, most lines are counts.
        if !is_plain_count(words) {
            openings.extend(Opening::of(index, words));
        }
    }
    openings
}

impl Opening {
    #[inline]
    fn of(line: usize, words: &str) -> Option<Opening> {
        let ordinal = leading_ordinal(words);
        if ordinal.is_none() && !may_be_nameplate(words) {
            return None;
        }
        let start = ordinal.map_or(0, |ordinal| ordinal.end);
        let naming = naming(&words[start..]);
        (naming != Naming::TableLabel).then_some(Opening { line, ordinal, naming })
    }

    /// Where the text begins in `words` that runs in behind a heading of the form with a number.
    fn run_in_end(&self, words: &str) -> Option<usize> {
        let Naming::Section { len: title_len, form, .. } = self.naming else { return None };
        let rest = &words[self.ordinal?.end..];
        let text = rest[title_len..].trim_start_matches(is_end_mark);
        if form < HeadingForm::Accepted || text.is_empty() || !naming::may_be_run_into(rest) {
            return None;
        }
        // A comma goes on with the sentence.
        let goes_on = rest[title_len..].starts_with(['，', ',', '；', ';', '、']);
        (!goes_on).then_some(words.len() - text.len())
    }

    fn candidate(&self, document: &Document<'_>, line: &Line<'_>) -> Option<Candidate> {
        let words = line.words();
        let start = self.ordinal.map_or(0, |ordinal| ordinal.end);
        let rest = &words[start..];
        let (title_len, section, form) = match self.naming {
            Naming::Section { len, number, form } => (len, Some(number), form),
            Naming::Other if self.ordinal.is_some() && is_short(rest) => {
                (rest.trim_end_matches(is_end_mark).len(), None, HeadingForm::ByPlace)
            }
            Naming::Other | Naming::TableLabel => return None,
        };
        let title = start..start + title_len;
        let stands_alone = rest[title_len..].trim_start_matches(is_end_mark).is_empty();
        let is_sentence = words[title.clone()].contains(['。', '；', ';']);
        let is_deviant_without_number = self.ordinal.is_none() && form < HeadingForm::Accepted;
        if title_len == 0 || !stands_alone || is_sentence || is_deviant_without_number {
            return None;
        }
        let stated_number = self.ordinal.map(|ordinal| ordinal.value);
        Some(Candidate {
            heading: Heading { line: self.line, title, stated_number, form },
            style: self.ordinal.map(|ordinal| ordinal.style),
            section,
            by_markup: matches!(document.blocks[line.block].kind, BlockKind::Heading { .. }),
        })
    }
}

/// Parts the lines into which a text runs in behind a heading; `ends` has the index of each and where the text begins.
fn part_run_in<'d>(lines: Vec<Line<'d>>, ends: &[(usize, usize)]) -> Vec<Line<'d>> {
    let mut parted = Vec::with_capacity(lines.len() + ends.len());
    let mut ends = ends.iter().peekable();
    for (index, line) in lines.into_iter().enumerate() {
        match ends.next_if(|(of, _)| *of == index) {
            Some((_, end)) => parted.extend(line.part_at(*end)),
            None => parted.push(line),
        }
    }
    parted
}

/// The sections that `openings` open.
fn sections_of(document: &Document<'_>, lines: &[Line<'_>], openings: &[Opening]) -> Vec<Section> {
    let is_content = |line: &Line<'_>| document.blocks[line.block].region == Region::Content;
    let candidates: Vec<Candidate> =
        (openings.iter().map(|opening| (opening, &lines[opening.line])))
            .filter(|(_, line)| is_content(line))
            .filter_map(|(opening, line)| opening.candidate(document, line))
            .collect();
    let style = main_style(&candidates);
    let mut chosen: [Option<&Candidate>; 6] = [None; 6];
    for number in 1..=6 {
        chosen[usize::from(number) - 1] = best_of(number, &candidates, style);
    }
    for number in 1..=6 {
        if chosen[usize::from(number) - 1].is_none() {
            chosen[usize::from(number) - 1] = by_place(number, &candidates, style, &chosen);
        }
    }
    sections(document, lines, &chosen)
}

/// The way this report numbers its sections: the style in which most sections are named.
fn main_style(candidates: &[Candidate]) -> Option<OrdinalStyle> {
    const STYLES: [Option<OrdinalStyle>; 5] = [
        Some(OrdinalStyle::Chinese),
        Some(OrdinalStyle::Part),
        None,
        Some(OrdinalStyle::Bracketed),
        Some(OrdinalStyle::Arabic),
    ];
    // For each style, by section: 2 where it is named under its number, 1 where under another.
    let mut weights = [[0_u8; 6]; STYLES.len()];
    for candidate in candidates {
        let style = STYLES.iter().position(|style| *style == candidate.style);
        let (Some(style), Some(section)) = (style, candidate.section) else { continue };
        let weight = &mut weights[style][usize::from(section) - 1];
        *weight = (*weight).max(1 + u8::from(agrees(candidate, section)));
    }
    let weight = |style: &usize| weights[*style].iter().sum::<u8>();
    // The first of equals is the higher level.
    (0..STYLES.len()).rev().max_by_key(weight).and_then(|style| STYLES[style])
}

fn agrees(candidate: &Candidate, number: u8) -> bool {
    candidate.heading.stated_number == Some(number)
}

/// The best candidate whose words name the section.
fn best_of(
    number: u8,
    candidates: &[Candidate],
    style: Option<OrdinalStyle>,
) -> Option<&Candidate> {
    let of_section = |candidate: &&Candidate| candidate.section == Some(number);
    let admissible = |candidate: &&Candidate| match candidate.style {
        style_found if style_found == style => true,
        // A lower level cannot open a section; a heading without number or of the usual style may.
        None | Some(OrdinalStyle::Chinese | OrdinalStyle::Part) => {
            candidate.heading.form >= HeadingForm::Accepted
        }
        Some(_) => false,
    };
    let rank = |index: &usize| {
        let candidate = &candidates[*index];
        let in_contents = is_in_contents(*index, candidates);
        (
            !in_contents,
            candidate.heading.form,
            candidate.style == style,
            agrees(candidate, number),
            candidate.by_markup,
            std::cmp::Reverse(*index),
        )
    };
    (0..candidates.len())
        .filter(|index| of_section(&&candidates[*index]) && admissible(&&candidates[*index]))
        .max_by_key(rank)
        .map(|index| &candidates[index])
}

/// Whether a candidate is a line of a table of contents: the lines before or behind it name the neighbouring sections.
fn is_in_contents(index: usize, candidates: &[Candidate]) -> bool {
    let here = &candidates[index];
    let neighbours = |other: &Candidate, distance: usize| {
        let (first, second) =
            if other.heading.line < here.heading.line { (other, here) } else { (here, other) };
        second.heading.line - first.heading.line == distance
            && first.section.zip(second.section).is_some_and(|(first, second)| second == first + 1)
    };
    let before = index.checked_sub(1).is_some_and(|other| neighbours(&candidates[other], 1));
    let behind = candidates.get(index + 1).is_some_and(|other| neighbours(other, 1));
    let is_repeated = || {
        let is_same = |other: &&Candidate| {
            other.section == here.section && other.heading.form >= HeadingForm::Accepted
        };
        candidates.iter().filter(is_same).nth(1).is_some()
    };
    (before || behind) && is_repeated()
}

/// A candidate that bears the section's number where the section should stand.
fn by_place<'c>(
    number: u8,
    candidates: &'c [Candidate],
    style: Option<OrdinalStyle>,
    chosen: &[Option<&Candidate>; 6],
) -> Option<&'c Candidate> {
    let lines = |range: Range<usize>| {
        chosen[range].iter().flatten().map(|candidate| candidate.heading.line)
    };
    let position = usize::from(number) - 1;
    let after = lines(0..position).max();
    let before = lines(position + 1..6).min();
    if chosen.iter().flatten().count() < 2 {
        return None;
    }
    candidates.iter().find(|candidate| {
        let line = candidate.heading.line;
        candidate.section.is_none()
            && candidate.style == style
            && agrees(candidate, number)
            && after.is_none_or(|after| after < line)
            && before.is_none_or(|before| line < before)
    })
}

fn sections(
    document: &Document<'_>,
    lines: &[Line<'_>],
    chosen: &[Option<&Candidate>; 6],
) -> Vec<Section> {
    let mut headings: Vec<(u8, &Candidate)> =
        (1..).zip(chosen).filter_map(|(number, candidate)| Some((number, (*candidate)?))).collect();
    headings.sort_by_key(|(_, candidate)| candidate.heading.line);
    headings
        .iter()
        .enumerate()
        .map(|(index, (number, candidate))| {
            let line = candidate.heading.line;
            let next = headings.get(index + 1).map(|(_, next)| next.heading.line);
            let block = lines[line].block;
            let end_block =
                next.map_or(document.blocks.len(), |next| lines[next].block.max(block + 1));
            Section {
                number: *number,
                heading: candidate.heading.clone(),
                lines: line + 1..next.unwrap_or(lines.len()),
                blocks: block..end_block,
            }
        })
        .collect()
}
