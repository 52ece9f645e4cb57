//! What the preamble says of the report's parts: 本报告由总体情况、…六个部分组成.

use std::ops::Range;
use std::sync::LazyLock;

use memchr::memmem;

use crate::labels::{bare_words, chinese_digit, numeral};
use crate::{Edition, LineRole, Report, WordTable};

/// The parts a report announces.
#[derive(Clone, Debug)]
pub struct Announcement {
    /// Index into [`Report::lines`].
    pub line: usize,
    /// The number of parts stated, and its place within the line's words: 六个部分.
    pub count: Option<(u8, Range<usize>)>,
    /// The places of the parts' names within the line's words; empty where none are named.
    pub names: Vec<Range<usize>>,
}

/// Words by which a sentence says that it is about the report and not about something in it.
static SUBJECTS: LazyLock<WordTable<()>> =
    LazyLock::new(|| WordTable::of("报告 全文 年报 内容 本文"));

/// Words by which a sentence says that something has parts.
static COMPOSED: LazyLock<WordTable<()>> =
    LazyLock::new(|| WordTable::of("组成 包括 包含 涵盖 分为 构成 内容 分别 共"));

/// Words right before the first name.
const LEADS: [&str; 14] = [
    "分别为",
    "分别是",
    "包括了",
    "包括",
    "包含",
    "涵盖",
    "分为",
    "组成为",
    "具体为",
    "依次为",
    "即",
    "由",
    "：",
    ":",
];

/// Whether one of [`LEADS`] ends in `c`.
const fn ends_lead(c: char) -> bool {
    matches!(c, '为' | '是' | '了' | '括' | '含' | '盖' | '成' | '即' | '由' | '：' | ':')
}

/// Words in which names of parts end.
static NAME_ENDS: LazyLock<WordTable<()>> =
    LazyLock::new(|| WordTable::of("情况 事项 措施 概述 打算 计划 问题 附件"));

/// Words between two names.
const JOINTS: [&str; 12] = ["、", "，", ",", "；", ";", "以及", "和", "及", "与", "等", "共", "。"];

/// Places of 部分 looked at in one line.
const MOST_TRIES: usize = 8;

/// Lines of the first section looked at where no preamble stands before it.
const MOST_LINES: usize = 3;

/// What the lines before the first section, or the first ones in it, announce.
pub fn announcement(report: &Report<'_>) -> Option<Announcement> {
    let first = report.sections.first()?;
    let in_section = first.lines.clone().take(MOST_LINES);
    (0..first.heading.line)
        .chain(in_section)
        .filter(|line| report.lines[*line].role == LineRole::Prose)
        .find_map(|line| {
            in_words(report.lines[line].words()).map(|(count, names)| Announcement {
                line,
                count,
                names,
            })
        })
}

static PART: LazyLock<memmem::Finder<'static>> = LazyLock::new(|| memmem::Finder::new("部分"));

type Parts = (Option<(u8, Range<usize>)>, Vec<Range<usize>>);

fn in_words(words: &str) -> Option<Parts> {
    PART.find_iter(words.as_bytes()).take(MOST_TRIES).find_map(|at| {
        let part = at..at + PART.needle().len();
        let sentence = sentence_around(words, at);
        let text = &words[sentence.clone()];
        if !COMPOSED.is_in(text) || !SUBJECTS.is_in(text) {
            return None;
        }
        let count = count_before(words, at).map(|(value, start)| (value, start..part.end));
        let names =
            names(words, sentence, count.as_ref().map_or(at, |(_, range)| range.start), part.end);
        (count.is_some() || !names.is_empty()).then_some((count, names))
    })
}

/// The sentence around `at`, as far as a sentence of a report may reach.
fn sentence_around(words: &str, at: usize) -> Range<usize> {
    const REACH_BYTES: usize = 1_200;
    let from = words.ceil_char_boundary(at.saturating_sub(REACH_BYTES));
    let to = words.floor_char_boundary(words.len().min(at + REACH_BYTES));
    let start = words[from..at].rfind('。').map_or(from, |stop| from + stop + '。'.len_utf8());
    start..words[at..to].find('。').map_or(to, |stop| at + stop)
}

/// The number before 部分 or 个部分, and where it begins. 第六部分 and 大部分 count nothing.
fn count_before(words: &str, at: usize) -> Option<(u8, usize)> {
    let head = words[..at].trim_end();
    let head =
        head.strip_suffix('个').or_else(|| head.strip_suffix('大')).unwrap_or(head).trim_end();
    let before = head.trim_end_matches(|c: char| c.is_ascii_digit() || chinese_digit(c).is_some());
    let (value, rest) = numeral(&head[before.len()..])?;
    (rest.is_empty() && !before.ends_with('第')).then_some((value, before.len()))
}

/// The names in `sentence`: before the count they end at, or behind it.
fn names(words: &str, sentence: Range<usize>, before: usize, behind: usize) -> Vec<Range<usize>> {
    let ahead = split(words, sentence.start..before);
    let after = split(words, behind..sentence.end);
    if after.len() > ahead.len() { after } else { ahead }
}

/// The names in `range`: what stands between joints and ends as names of parts do.
fn split(words: &str, range: Range<usize>) -> Vec<Range<usize>> {
    let text = &words[range.clone()];
    let Some(first) = first_name(text) else { return Vec::new() };
    let mut names = Vec::new();
    let mut start = first;
    let mut at = first;
    while let Some(end) = next_end(text, at) {
        at = end;
        let rest = text[end..].trim_start();
        // 存在的主要问题及改进情况 is one name.
        let goes_on = text[..end].ends_with("问题") && rest.starts_with(['及', '和', '与', '以']);
        if goes_on {
            continue;
        }
        if rest.is_empty()
            || JOINTS.iter().any(|joint| rest.starts_with(joint))
            || rest.starts_with(['(', '（'])
        {
            names.push(range.start + start..range.start + end);
            start = end + joint_len(&text[end..]);
            at = start;
        }
    }
    names
}

/// Where the first name begins: behind the last lead before the first end of a name.
fn first_name(text: &str) -> Option<usize> {
    let end = next_end(text, 0)?;
    let head = &text[..end];
    let ends = head.char_indices().rev().filter(|(_, c)| ends_lead(*c));
    let mut ends = ends.map(|(at, c)| at + c.len_utf8());
    let lead = ends.find(|end| LEADS.iter().any(|lead| head[..*end].ends_with(lead)))?;
    Some(lead + joint_len(&text[lead..]))
}

fn next_end(text: &str, from: usize) -> Option<usize> {
    NAME_ENDS.found_in(&text[from..]).next().map(|((), end)| from + end)
}

/// Bytes of the joints, white space and numbers before the next name.
fn joint_len(text: &str) -> usize {
    let mut rest = text;
    loop {
        let trimmed = rest.trim_start();
        let cut = JOINTS.iter().find_map(|joint| trimmed.strip_prefix(joint)).unwrap_or(trimmed);
        let cut = crate::list_number(cut).map_or(cut, |number| &cut[number.end..]);
        if cut.len() == rest.len() {
            return text.len() - rest.len();
        }
        rest = cut;
    }
}

/// Whether `announced` is another way to say `heading`, the heading of section `number`: the same but for 和, 及 and 、,
/// a shorter form of it, or another wording the form admits where the heading is one as well.
pub fn is_same_part(announced: &str, heading: &str, number: u8) -> bool {
    if announced == heading {
        return true;
    }
    let (announced, heading) = (plain(announced), plain(heading));
    if is_shortened(&announced, &heading) || is_shortened(&heading, &announced) {
        return true;
    }
    let spec =
        usize::from(number).checked_sub(1).and_then(|index| Edition::latest().sections.get(index));
    let is_known = |name: &str| {
        spec.is_some_and(|spec| {
            std::iter::once(&spec.heading).chain(&spec.accepted).any(|known| plain(known) == name)
        })
    };
    is_known(&announced) && is_known(&heading)
}

/// Letters only, without what joins them.
fn plain(name: &str) -> String {
    let name = name.replace("以及", "").replace("其它", "其他");
    bare_words(&name).chars().filter(|c| !"和及与".contains(*c)).collect()
}

/// Whether all characters of `short` stand in `long` in that order.
fn is_shortened(short: &str, long: &str) -> bool {
    let mut rest = long.chars();
    short.chars().all(|c| rest.any(|other| other == c))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(words: &str, count: Option<u8>, names: &[&str]) {
        let found = in_words(words);
        let shown = found.map(|(count, names)| {
            let names: Vec<&str> = names.into_iter().map(|range| &words[range]).collect();
            (count.map(|(value, _)| value), names)
        });
        let expected = (count.is_some() || !names.is_empty()).then(|| (count, names.to_vec()));
        assert_eq!(shown, expected, "{words}");
    }

    #[test]
    fn announced_parts_are_counted_and_named() {
        let names = [
            "总体情况",
            "主动公开政府信息情况",
            "收到和处理政府信息公开申请情况",
            "政府信息公开行政复议、行政诉讼情况",
            "存在的主要问题及改进情况",
            "其他需要报告的事项",
        ];
        let listed = names.join("、");
        check(&format!("本报告包括{listed}等六个部分。"), Some(6), &names);
        check(&format!("根据条例编制。本报告由六个部分组成，分别为{listed}。"), Some(6), &names);
        check(&format!("报告由{}6部分组成。", names.join("，")), Some(6), &names);
        check(&format!("报告由{listed}共六部分组成。"), Some(6), &names);
        check(&format!("全文由{listed}等部分组成。"), None, &names);
        check(
            "本年度报告共分六个部分：一、总体情况；二、主动公开政府信息情况。",
            Some(6),
            &names[..2],
        );
        check("本报告共五部分。", Some(5), &[]);
    }

    #[test]
    fn leads_end_in_characters_that_are_looked_for() {
        for lead in LEADS {
            assert!(lead.chars().next_back().is_some_and(ends_lead), "{lead}");
        }
    }

    #[test]
    fn other_parts_are_no_announcement() {
        for words in [
            "大部分内容已公开。",
            "报告第六部分的内容见附件。",
            "本报告从总体情况、主动公开政府信息情况等多方面进行总结。",
            "部分单位的年度报告内容雷同。",
        ] {
            check(words, None, &[]);
        }
    }

    #[test]
    fn the_same_part_may_be_named_otherwise() {
        for (announced, heading, number, same) in [
            ("政府信息公开行政复议和行政诉讼情况", "政府信息公开行政复议、行政诉讼情况", 4, true),
            ("行政机关主动公开政府信息情况", "主动公开政府信息情况", 2, true),
            ("主动公开情况", "主动公开政府信息情况", 2, true),
            (
                "因政府信息公开工作被申请行政复议、提起行政诉讼情况",
                "政府信息公开行政复议、行政诉讼情况",
                4,
                true,
            ),
            (
                "因政府信息公开工作被申请行政复议、提起行政诉讼情况",
                "行政复议、行政诉讼和举报投诉情况",
                4,
                false,
            ),
            ("收到和处理政府信息公开申请情况", "依申请公开政府信息情况", 3, false),
            ("其它需要报告的事项", "其他需要报告的事项", 6, true),
        ] {
            assert_eq!(is_same_part(announced, heading, number), same, "{announced}");
        }
    }
}
