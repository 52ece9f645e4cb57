use std::borrow::Cow;
use std::ops::Range;
use std::sync::LazyLock;

use nianbao_document::{BlockKind, Document, Region};
use rustc_hash::FxHashMap;

use crate::labels::{Ordinal, OrdinalStyle, bare_words, leading_ordinal};
use crate::{Edition, Line, tables};

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

/// Longest heading that is told by its words or its place, in characters.
const LONGEST_CHARS: usize = 36;

/// A line that may open a section.
#[derive(Clone, Debug)]
struct Candidate {
    heading: Heading,
    style: Option<OrdinalStyle>,
    /// The section its words name; absent where only its number can tell.
    section: Option<u8>,
    by_markup: bool,
}

/// The sections of the form in the order they stand in, and the lines, those parted into which a text runs in behind a
/// heading: `六、其他需要报告的事项：无。`.
pub(crate) fn find<'d>(
    document: &Document<'_>,
    lines: Vec<Line<'d>>,
) -> (Vec<Line<'d>>, Vec<Section>) {
    let Numbered { lines, ordinals } = part_run_in(lines);
    let candidates: Vec<Candidate> = (lines.iter().zip(&ordinals).enumerate())
        .filter(|(_, (line, _))| document.blocks[line.block].region == Region::Content)
        .filter_map(|(index, (line, ordinal))| candidate(document, index, line, *ordinal))
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
    let sections = sections(document, &lines, &chosen);
    (lines, sections)
}

/// Lines, and by line the ordinal it begins with.
struct Numbered<'d> {
    lines: Vec<Line<'d>>,
    ordinals: Vec<Option<Ordinal>>,
}

/// Parts the lines into which a text runs in behind a heading.
fn part_run_in(lines: Vec<Line<'_>>) -> Numbered<'_> {
    let ordinals: Vec<Option<Ordinal>> =
        lines.iter().map(|line| leading_ordinal(line.words())).collect();
    let end =
        |(line, ordinal): (&Line<'_>, &Option<Ordinal>)| run_in_end(line.words(), (*ordinal)?);
    let ends: Vec<(usize, usize)> = (lines.iter().zip(&ordinals).enumerate())
        .filter_map(|(index, line)| Some((index, end(line)?)))
        .collect();
    if ends.is_empty() {
        return Numbered { lines, ordinals };
    }
    let mut ends = ends.into_iter().peekable();
    let count = lines.len() + ends.len();
    let (mut parted, mut of_parted) = (Vec::with_capacity(count), Vec::with_capacity(count));
    for (index, (line, ordinal)) in lines.into_iter().zip(ordinals).enumerate() {
        if let Some((_, end)) = ends.next_if(|(of, _)| *of == index) {
            for part in line.part_at(end) {
                of_parted.push(leading_ordinal(part.words()));
                parted.push(part);
            }
        } else {
            of_parted.push(ordinal);
            parted.push(line);
        }
    }
    Numbered { lines: parted, ordinals: of_parted }
}

fn candidate(
    document: &Document<'_>,
    index: usize,
    line: &Line<'_>,
    ordinal: Option<Ordinal>,
) -> Option<Candidate> {
    let words = line.words();
    let start = ordinal.map_or(0, |ordinal| ordinal.end);
    let by_markup = matches!(document.blocks[line.block].kind, BlockKind::Heading { .. });
    let rest = &words[start..];
    if ordinal.is_none() && !may_be_nameplate(rest) {
        return None;
    }
    let (title_len, section, form) = match naming(rest) {
        Naming::Section { len, number, form } => (len, Some(number), form),
        Naming::Other if ordinal.is_some() && is_short(rest) => {
            (rest.trim_end_matches(END_MARKS).len(), None, HeadingForm::ByPlace)
        }
        Naming::Other | Naming::TableLabel => return None,
    };
    let title = start..start + title_len;
    let stands_alone = rest[title_len..].trim_start_matches(END_MARKS).is_empty();
    let is_sentence = words[title.clone()].contains(['。', '；', ';']);
    let is_deviant_without_number = ordinal.is_none() && form < HeadingForm::Accepted;
    if title_len == 0 || !stands_alone || is_sentence || is_deviant_without_number {
        return None;
    }
    let heading =
        Heading { line: index, title, stated_number: ordinal.map(|ordinal| ordinal.value), form };
    Some(Candidate { heading, style: ordinal.map(|ordinal| ordinal.style), section, by_markup })
}

/// Marks and white space that may stand behind a heading's words.
const END_MARKS: [char; 16] = [
    '。', '：', ':', '；', ';', '，', ',', '、', '.', '．', ' ', '\u{3000}', '\u{a0}', '\t', '*',
    '#',
];

fn is_short(text: &str) -> bool {
    text.chars().nth(LONGEST_CHARS).is_none()
}

/// Whether no heading of the form has `c` within it: such marks part a heading from a text that runs in.
fn is_stop(c: char) -> bool {
    matches!(c, '。' | '：' | ':' | '；' | ';' | '，' | ',')
}

/// Where the text begins that runs in behind a heading of the form numbered with `ordinal`.
fn run_in_end(words: &str, ordinal: Ordinal) -> Option<usize> {
    let rest = &words[ordinal.end..];
    // Text can only run in behind a mark or white space near the beginning.
    rest.chars().take(LONGEST_CHARS + 1).find(|c| is_stop(*c) || c.is_whitespace())?;
    let Naming::Section { len: title_len, form, .. } = naming(rest) else { return None };
    let text = rest[title_len..].trim_start_matches(END_MARKS);
    let end = words.len() - text.len();
    // A comma goes on with the sentence.
    let goes_on = rest[title_len..].starts_with(['，', ',', '；', ';', '、']);
    (form >= HeadingForm::Accepted && !text.is_empty() && !goes_on).then_some(end)
}

/// The headings the form prints or admits, as they are printed and by their words alone, with their sections.
static KNOWN: LazyLock<FxHashMap<Cow<'static, str>, (u8, HeadingForm)>> = LazyLock::new(|| {
    let sections = || (1..).zip(&Edition::latest().sections);
    let accepted = sections().flat_map(|(number, spec)| {
        spec.accepted.iter().map(move |heading| (heading, (number, HeadingForm::Accepted)))
    });
    let exact = sections().map(|(number, spec)| (&spec.heading, (number, HeadingForm::Exact)));
    let known = accepted.chain(exact);
    known
        .flat_map(|(heading, known)| [heading.into(), bare_words(heading)].map(|it| (it, known)))
        .collect()
});

/// What the words at the beginning of a line name.
enum Naming {
    /// A section, in its first `len` bytes.
    Section { len: usize, number: u8, form: HeadingForm },
    /// A row of the applications table, whose numbers look like a section's.
    TableLabel,
    /// Nothing known.
    Other,
}

/// Whether a line without number may be a heading of the form: all of them end so.
fn may_be_nameplate(line: &str) -> bool {
    let words = line.trim_end_matches(END_MARKS);
    words.ends_with("情况") || words.ends_with("事项")
}

/// What the words at the beginning of `rest` name.
fn naming(rest: &str) -> Naming {
    let mut near = rest.char_indices().enumerate();
    let end = near.find(|(index, (_, c))| is_stop(*c) || *index > LONGEST_CHARS);
    let end = end.map_or(rest.len(), |(_, (at, _))| at);
    let clause = rest[..end].trim_end_matches(END_MARKS);
    // Most stand as they are printed.
    if let Some(known) = known(clause.len(), clause) {
        return known;
    }
    if is_short(clause) {
        let words = bare_words(clause);
        if let Some(known) = known(clause.len(), &words) {
            return known;
        }
        let stands_alone = rest[clause.len()..].trim_start_matches(END_MARKS).is_empty();
        if stands_alone && let Some(number) = deviant_section(&words) {
            return Naming::Section { len: clause.len(), number, form: HeadingForm::Deviant };
        }
    }
    let first_word =
        clause.find(char::is_whitespace).map(|at| clause[..at].trim_end_matches(END_MARKS));
    let Some(first_word) = first_word else { return Naming::Other };
    let named = known(first_word.len(), &bare_words(first_word));
    // The label of a row may have its cells behind it on the same line.
    named.unwrap_or(Naming::Other)
}

/// What `words`, of a name of `len` bytes, are known to name.
fn known(len: usize, words: &str) -> Option<Naming> {
    let section = KNOWN.get(words).map(|&(number, form)| Naming::Section { len, number, form });
    section.or_else(|| tables::is_application_label(words).then_some(Naming::TableLabel))
}

/// The section a heading means by other words than the form's.
fn deviant_section(words: &str) -> Option<u8> {
    let has = |word: &str| words.contains(word);
    let any = |list: &[&str]| list.iter().any(|word| words.contains(word));
    if has("复议") && any(&["诉讼", "情况", "申诉"]) {
        Some(4)
    } else if has("问题")
        && any(&["改进", "措施", "打算", "下一步", "不足", "计划", "建议", "困难", "存在"])
    {
        Some(5)
    } else if has("依申请公开") || (has("申请") && any(&["收到", "受理", "处理", "办理"]))
    {
        Some(3)
    } else if has("主动公开") {
        Some(2)
    } else if any(&["总体情况", "概述", "总体概况", "基本情况", "工作概况"]) {
        Some(1)
    } else if (has("其他") || has("其它")) && any(&["事项", "报告", "说明"])
        || any(&["需要说明的", "需要报告的"])
    {
        Some(6)
    } else {
        None
    }
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
    let weight = |style: &Option<OrdinalStyle>| {
        (1..=6u8)
            .map(|number| {
                let of_section = candidates.iter().filter(|candidate| {
                    candidate.style == *style && candidate.section == Some(number)
                });
                of_section
                    .map(|candidate| 1 + u8::from(agrees(candidate, number)))
                    .max()
                    .unwrap_or(0)
            })
            .sum::<u8>()
    };
    // The first of equals is the higher level.
    STYLES.into_iter().rev().max_by_key(weight).flatten()
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
    let repeated = candidates
        .iter()
        .filter(|other| {
            other.section == here.section && other.heading.form >= HeadingForm::Accepted
        })
        .count()
        > 1;
    (before || behind) && repeated
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
