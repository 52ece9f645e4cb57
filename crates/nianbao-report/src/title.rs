use std::ops::Range;

use memchr::memmem;
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
    pub(crate) lines: Range<usize>,
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
fn title_of(lines: &[Line<'_>], range: Range<usize>) -> Option<Title> {
    let parts = &lines[range.clone()];
    if parts.iter().map(|line| line.words().len()).sum::<usize>() > LONGEST_CHARS * 4 {
        return None;
    }
    let joined = Joined::of(parts);
    let text = joined.text.as_str();
    let is_other = |c| matches!(c, '。' | '；' | ';' | '《' | '>' | '＞' | '|' | '/');
    if PAGE_NAMES.iter().any(|name| text.starts_with(name))
        || text.chars().nth(LONGEST_CHARS).is_some()
        || text.contains(is_other)
    {
        return None;
    }
    let bare = without_remark(text)
        .trim_end_matches(['）', ')', '文', '本', '全', '网', '络', '版', '（', '(']);
    let before_genre = GENRES.iter().find_map(|genre| bare.strip_suffix(genre))?;
    let find = |text: &str, matter: &str| memmem::find(text.as_bytes(), matter.as_bytes());
    let matter = MATTERS
        .iter()
        .find_map(|matter| find(before_genre, matter).or_else(|| find(bare, matter)))?;
    // A part that is a whole title of its own needs no other lines.
    if parts.len() > 1 && !needs_all(parts, text) {
        return None;
    }
    let year = joined.year();
    let organ = joined.organ(matter, year.as_ref().map(|(_, at)| at.clone()));
    let span = parts.iter().map(Line::whole_span).reduce(Span::cover)?;
    Some(Title {
        span,
        year: year.map(|(year, at)| (year, joined.span(parts, at))),
        organ: organ.map(|at| (text[at.clone()].to_owned(), joined.span(parts, at))),
        lines: range,
        text: joined.text,
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

/// The words of a title's lines without white space, with the way back.
struct Joined {
    text: String,
    /// Where each piece without white space begins: in the text, and its line and byte offset.
    pieces: Vec<(usize, (usize, usize))>,
}

impl Joined {
    fn of(parts: &[Line<'_>]) -> Joined {
        let len = parts.iter().map(|line| line.words().len()).sum();
        let mut joined =
            Joined { text: String::with_capacity(len), pieces: Vec::with_capacity(parts.len()) };
        for (part, line) in parts.iter().enumerate() {
            for piece in line.words().split_whitespace() {
                let at = piece.as_ptr() as usize - line.words().as_ptr() as usize;
                joined.pieces.push((joined.text.len(), (part, at)));
                joined.text.push_str(piece);
            }
        }
        joined
    }

    /// The year and where it is said.
    fn year(&self) -> Option<(u16, Range<usize>)> {
        let is_first = |c: &char| matches!(c, '1' | '2' | '一' | '二');
        let mut starts = self.text.char_indices().filter(|(_, c)| is_first(c));
        starts.find_map(|(start, _)| self.year_at(start))
    }

    fn year_at(&self, start: usize) -> Option<(u16, Range<usize>)> {
        let mut chars = self.text[start..].chars();
        let mut year = 0;
        for _ in 0..4 {
            year = year * 10 + year_digit(chars.next()?)?;
        }
        let end = self.text.len() - chars.as_str().len();
        let is_longer = self.text[..start].ends_with(|c: char| c.is_ascii_digit())
            || chars.as_str().starts_with(|c: char| c.is_ascii_digit());
        ((1990..2100).contains(&year) && !is_longer).then_some((year, start..end))
    }

    /// Where the organ is named: before the year, or between the year and the matter, which begins at `matter`.
    fn organ(&self, matter: usize, year: Option<Range<usize>>) -> Option<Range<usize>> {
        let text = self.text.as_str();
        let mut organ = 0..matter;
        if let Some(year) = year {
            let after = text.len() - text[year.end..].trim_start_matches(['年', '度']).len();
            organ =
                if year.start > 0 { 0..year.start.min(matter) } else { after..matter.max(after) };
        }
        let mut name = &text[organ];
        while let Some(shorter) = name.strip_suffix(['关', '于', '的', '度', '年']) {
            // 机关 and 海关.
            if name.ends_with('关') && shorter.ends_with(['机', '海']) {
                break;
            }
            name = shorter;
        }
        let name = name.trim_start_matches(['关', '于', '#', '*']);
        let start = name.as_ptr() as usize - text.as_ptr() as usize;
        name.chars().nth(1).map(|_| start..start + name.len())
    }

    fn span(&self, parts: &[Line<'_>], range: Range<usize>) -> Span {
        let last = self.text[..range.end].char_indices().next_back().map_or(0, |(at, _)| at);
        self.char_span(parts, range.start).cover(self.char_span(parts, last))
    }

    /// The source of the character at `at`.
    fn char_span(&self, parts: &[Line<'_>], at: usize) -> Span {
        let piece = self.pieces.partition_point(|(start, _)| *start <= at).saturating_sub(1);
        let (start, (part, offset)) = self.pieces[piece];
        let len = self.text[at..].chars().next().map_or(0, char::len_utf8);
        let offset = offset + at - start;
        parts[part].span(offset..offset + len)
    }
}

fn year_digit(c: char) -> Option<u16> {
    const DIGITS: [char; 10] = ['〇', '一', '二', '三', '四', '五', '六', '七', '八', '九'];
    let value = c.to_digit(10).map(|digit| digit as usize);
    let value = value.or_else(|| DIGITS.iter().position(|digit| *digit == c))?;
    u16::try_from(value).ok()
}
