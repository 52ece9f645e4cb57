use nianbao_document::{BlockKind, Document, Region};
use nianbao_span::Span;

use crate::Line;

/// The report's title.
#[derive(Clone, Debug)]
pub struct Title {
    /// Its words, lines joined, white space left out.
    pub text: String,
    /// Where, from its first line to its last.
    pub span: Span,
    /// The year it names and where.
    pub year: Option<(u16, Span)>,
    /// The organ it names and where.
    pub organ: Option<(String, Span)>,
    /// Its lines: indexes into [`crate::Report::lines`].
    pub(crate) lines: std::ops::Range<usize>,
}

impl Title {
    /// Its words without the short remark in brackets they may end in.
    #[must_use]
    pub fn without_remark(&self) -> &str {
        without_remark(&self.text)
    }
}

/// Longest title in characters.
const LONGEST_CHARS: usize = 60;
/// Lines looked at where no section tells how far the title can be.
const MOST_LINES: usize = 40;
/// Most lines a title is broken over.
const MOST_PARTS: usize = 3;
/// What a report calls itself, longest first.
const GENRES: [&str; 8] = [
    "年度工作报告",
    "工作年度报告",
    "年度报告",
    "工作报告",
    "工作总结",
    "情况报告",
    "年报",
    "报告",
];
/// What it reports on.
const MATTERS: [&str; 4] = ["政府信息公开", "政务公开", "信息公开", "政务信息公开"];
/// How the names of organs end.
const ORGAN_ENDS: [char; 27] = [
    '局', '委', '办', '厅', '府', '镇', '乡', '处', '院', '心', '会', '室', '市', '县', '区', '省',
    '队', '所', '站', '社', '行', '署', '州', '旗', '盟', '司', '关',
];

/// How lines of a page's own table begin that name the document: 名称：…, 标题：….
const PAGE_NAMES: [&str; 3] = ["名称", "标题", "题名"];

/// The title among the first `end` lines.
pub(crate) fn find(
    document: &Document<'_>,
    lines: &[Line<'_>],
    end: Option<usize>,
) -> Option<Title> {
    let end = end.unwrap_or_else(|| lines.len().min(MOST_LINES));
    let mut best: Option<(u8, Title)> = None;
    for start in 0..end {
        if document.blocks[lines[start].block].region == Region::Page {
            continue;
        }
        for parts in 1..=MOST_PARTS.min(end - start) {
            let Some(title) = title_of(lines, start..start + parts) else { continue };
            let is_heading =
                matches!(document.blocks[lines[start].block].kind, BlockKind::Heading { .. });
            let rank = u8::from(title.year.is_some()) * 4
                + u8::from(is_heading) * 2
                + u8::from(title.organ.is_some());
            // Of equals the later one: breadcrumbs and links repeat a title before it.
            if best.as_ref().is_none_or(|(known, earlier)| {
                rank > *known || (rank == *known && earlier.lines.end <= start)
            }) {
                best = Some((rank, title));
            }
        }
    }
    best.map(|(_, title)| title)
}

/// The title that stands in `range` of the lines, each of them a part of it.
fn title_of(lines: &[Line<'_>], range: std::ops::Range<usize>) -> Option<Title> {
    let parts = &lines[range.clone()];
    if parts.iter().map(|line| line.words().len()).sum::<usize>() > LONGEST_CHARS * 4 {
        return None;
    }
    let joined = Joined::of(parts);
    let text: String = joined.chars.iter().map(|(c, _)| *c).collect();
    if PAGE_NAMES.iter().any(|name| text.starts_with(name)) {
        return None;
    }
    if joined.chars.len() > LONGEST_CHARS
        || text.contains(['。', '；', ';', '《', '>', '＞', '|', '/'])
    {
        return None;
    }
    let bare = without_remark(&text)
        .trim_end_matches(['）', ')', '文', '本', '全', '网', '络', '版', '（', '(']);
    let before_genre = GENRES.iter().find_map(|genre| bare.strip_suffix(genre))?;
    let matter = MATTERS
        .iter()
        .find_map(|matter| before_genre.find(matter).or_else(|| bare.find(matter)))?;
    // A part that is a whole title of its own needs no other lines.
    if parts.len() > 1 && !needs_all(parts, &text) {
        return None;
    }
    let year = joined.year();
    let organ = joined.organ(&text, matter, year.as_ref().map(|(_, at)| at.clone()));
    let span = parts.iter().map(Line::whole_span).reduce(Span::cover)?;
    Some(Title {
        text,
        span,
        year: year.map(|(year, at)| (year, joined.span(parts, at))),
        organ: organ.map(|(organ, at)| (organ, joined.span(parts, at))),
        lines: range,
    })
}

/// A title without the short remark in brackets it may end in: （文字版）, （送审稿）.
fn without_remark(text: &str) -> &str {
    const LONGEST_REMARK: usize = 8;
    let inner = text.strip_suffix(['）', ')']);
    let parts = inner.and_then(|inner| inner.rsplit_once(['（', '(']));
    match parts {
        Some((bare, remark)) if remark.chars().nth(LONGEST_REMARK).is_none() => bare,
        _ => text,
    }
}

/// Whether several lines make one title: the first is an organ's name or a beginning without matter, and no line is a
/// title without the others' help.
fn needs_all(parts: &[Line<'_>], text: &str) -> bool {
    let compact =
        |line: &Line<'_>| line.words().chars().filter(|c| !c.is_whitespace()).collect::<String>();
    let first = compact(&parts[0]);
    let continues =
        first.ends_with(ORGAN_ENDS) || first.ends_with(['年', '度']) || first.ends_with("公开");
    let no_page_line = parts.iter().all(|line| !line.words().contains(['：', ':', '，', ',']));
    continues && no_page_line && !first.is_empty() && first.len() < text.len()
}

/// The characters of a title's lines without white space, each with its line and byte offset.
struct Joined {
    chars: Vec<(char, (usize, usize))>,
}

impl Joined {
    fn of(parts: &[Line<'_>]) -> Joined {
        let chars = parts
            .iter()
            .enumerate()
            .flat_map(|(part, line)| {
                line.words().char_indices().map(move |(at, c)| (c, (part, at)))
            })
            .filter(|(c, _)| !c.is_whitespace())
            .collect();
        Joined { chars }
    }

    /// The year and which characters say it.
    fn year(&self) -> Option<(u16, std::ops::Range<usize>)> {
        (0..self.chars.len().saturating_sub(3)).find_map(|start| {
            let digits: Option<String> =
                self.chars[start..start + 4].iter().map(|(c, _)| year_digit(*c)).collect();
            let year: u16 = digits?.parse().ok()?;
            let before = start.checked_sub(1).map(|at| self.chars[at].0);
            let is_longer = before.is_some_and(|c| c.is_ascii_digit())
                || self.chars.get(start + 4).is_some_and(|(c, _)| c.is_ascii_digit());
            ((1990..2100).contains(&year) && !is_longer).then_some((year, start..start + 4))
        })
    }

    /// The organ: what stands before the year, or between the year and the matter.
    fn organ(
        &self,
        text: &str,
        matter: usize,
        year: Option<std::ops::Range<usize>>,
    ) -> Option<(String, std::ops::Range<usize>)> {
        let matter = text[..matter].chars().count();
        let mut before = 0..matter;
        if let Some(year) = year {
            let mut after = year.end;
            while self.chars.get(after).is_some_and(|(c, _)| matches!(c, '年' | '度')) {
                after += 1;
            }
            before =
                if year.start > 0 { 0..year.start.min(matter) } else { after..matter.max(after) };
        }
        while self.chars[before.clone()].last().is_some_and(|(c, _)| "关于的度年".contains(*c))
        {
            let is_organ =
                before.end.checked_sub(2).is_some_and(|at| "机海".contains(self.chars[at].0));
            if self.chars[before.end - 1].0 == '关' && is_organ {
                break;
            }
            before.end -= 1;
        }
        while before.start < before.end
            && matches!(self.chars[before.start].0, '关' | '于' | '#' | '*')
        {
            before.start += 1;
        }
        let name: String = self.chars[before.clone()].iter().map(|(c, _)| *c).collect();
        (name.chars().count() >= 2).then_some((name, before))
    }

    fn span(&self, parts: &[Line<'_>], range: std::ops::Range<usize>) -> Span {
        let piece = |index: usize| {
            let (c, (part, at)) = self.chars[index];
            parts[part].span(at..at + c.len_utf8())
        };
        piece(range.start).cover(piece(range.end - 1))
    }
}

fn year_digit(c: char) -> Option<char> {
    if c.is_ascii_digit() {
        return Some(c);
    }
    let value = "〇一二三四五六七八九".chars().position(|digit| digit == c)?;
    char::from_digit(u32::try_from(value).ok()?, 10)
}
