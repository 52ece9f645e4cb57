use std::ops::Range;

use nianbao_lint::document::script::is_han;
use nianbao_lint::report::{LineRole, Mark, MarkSet, Passage, section_place};
use nianbao_lint::{Applicability, Norm, Report, Severity, Sink, WordList, inventory, rule};

use crate::oddities::{Oddities, Oddity};

rule! {
    /// 并列词语之间的顿号误用、缺漏或多余
    ///
    /// Before 等, the last item of a 、 series behind a ，, the items being of one length; three channels with nothing but ，
    /// between them (通过网站，微信公众号，电子屏等渠道); two qualities without 、 between
    /// them in a series (主动性及时性、全面性); a 、 directly before 等 and a mark or a noun.
    ///
    /// ```bad
    /// 发布政务要闻、通知公告，工作动态等信息401条，提升公开的主动性及时性、全面性。利用网站、微信公众号，公开栏等渠道。
    /// 通过县政府门户网站，微信公众号，电子显示屏等载体发布信息。
    /// ```
    /// ```bad
    /// 公开政策、规划、等信息。
    /// ```
    /// ```good
    /// 发布政务要闻、通知公告、工作动态等信息，围绕教育、医疗，抓好就业等工作，调动积极性主动性创造性，编制规范性文件、
    /// 政策性文件，按甲、等级评定办法执行，做好收集、整理，更新完善等工作，根据第十一条、第十二条，认定奖励等级，船舶航行、移泊时，除救生等情况外，可能性重要性，网站、微信等。
    /// 利用门户网站，及时公布信息，拓宽微信公众号等渠道，依托县政府网站，开通微信公众号，开设抖音号等平台。
    /// ```
    ///
    /// The fix is unsafe.
    "punctuation/enumeration-comma" {
        severity: Severity::Warning,
        norm: Some(Norm { document: "《标点符号用法》（GB/T 15834—2011）", clause: "4.5.3.1" }),
        since: "0.1.0",
        fixes: &[Applicability::Unsafe],
        check: check,
    }
}

fn check(report: &Report<'_>, sink: &mut Sink<'_>) {
    if Oddities::of(report, sink).have(Oddity::MarkBeforeEtc) {
        report_before_etc(report, sink);
    }
    for hit in sink.hits(&CARRIERS) {
        if report.lines[hit.line].role == LineRole::Prose {
            let passage = report.passage(hit.line);
            for comma in commas_between_channels(passage.words(), hit.range.start) {
                report_comma(&passage, comma, sink);
            }
        }
    }
    for hit in sink.hits(&JOINTS) {
        if report.lines[hit.line].role == LineRole::Prose {
            let passage = report.passage(hit.line);
            if let Some((first, second)) = joined_qualities(passage.words(), &hit.range) {
                report_joined(&passage, &first, &second, sink);
            }
        }
    }
}

fn report_before_etc(report: &Report<'_>, sink: &mut Sink<'_>) {
    const COMMA: MarkSet = MarkSet::of(&['、']);
    for passage in report.prose_passages().filter(|passage| passage.may_have(COMMA)) {
        for comma in commas_for_enumeration(&passage) {
            report_comma(&passage, comma, sink);
        }
        for mark in marks_before_etc(&passage) {
            report_superfluous(&passage, mark, sink);
        }
    }
}

fn report_comma(passage: &Passage<'_>, comma: Range<usize>, sink: &mut Sink<'_>) {
    let diagnostic = sink.report(passage.span(comma.clone()), "并列词语之间用了逗号，应为顿号");
    diagnostic.place(section_place(passage.section));
    if let Some(edit) = passage.replace(comma, "、") {
        diagnostic.fix(Applicability::Unsafe, "改为顿号", vec![edit]);
    }
}

fn report_joined(
    passage: &Passage<'_>,
    first: &Range<usize>,
    second: &Range<usize>,
    sink: &mut Sink<'_>,
) {
    let words = passage.words();
    let message = format!("“{}”与“{}”之间缺少顿号", &words[first.clone()], &words[second.clone()]);
    let diagnostic = sink.report(passage.span(first.start..second.end), message);
    diagnostic.place(section_place(passage.section)).fix(
        Applicability::Unsafe,
        "加上顿号",
        vec![passage.insert(second.start, "、")],
    );
}

fn report_superfluous(passage: &Passage<'_>, mark: Range<usize>, sink: &mut Sink<'_>) {
    let diagnostic = sink.report(passage.span(mark.clone()), "“等”之前不用顿号");
    diagnostic.place(section_place(passage.section)).fix(
        Applicability::Unsafe,
        "删去顿号",
        passage.delete(mark),
    );
}

/// Lengths of items that are compared, in characters.
const ITEM_CHARS: std::ops::RangeInclusive<usize> = 2..=6;

/// The words before 等 and those behind it, where 等 ends an item at the beginning of `words`.
pub(crate) fn item_before_etc(words: &str) -> Option<(&str, &str)> {
    let (at, etc) = words.char_indices().take(ITEM_CHARS.end() + 1).find(|(_, c)| *c == '等')?;
    Some((&words[..at], &words[at + etc.len_utf8()..]))
}

/// As much of the end of `words` as two items and the mark between them can take.
fn two_items_before(words: &str) -> &str {
    let chars = 2 * ITEM_CHARS.end() + 1;
    let start = words.char_indices().rev().take(chars).last().map_or(words.len(), |(at, _)| at);
    &words[start..]
}

/// The comma in `甲、乙，丙等` where 乙 and 丙 are as long as each other and the item before 乙 is at least so long.
fn commas_for_enumeration(passage: &Passage<'_>) -> Vec<Range<usize>> {
    let words = passage.words();
    let mut found = Vec::new();
    for marks in passage.marks().windows(2) {
        let [Mark { char: '、', .. }, comma @ Mark { char: '，' | ',', .. }] = marks else {
            continue;
        };
        let Range { start: at, end } = comma.range();
        let behind = &words[end..];
        let Some((last, rest)) = item_before_etc(behind) else { continue };
        if rest.starts_with(|c| OTHER_WORDS.contains(c)) {
            continue;
        }
        let Some((before, item)) = two_items_before(&words[..at]).rsplit_once('、') else {
            continue;
        };
        let len = item.chars().count();
        let first: String = before.chars().rev().take(len).collect();
        let all_words = [&first, item, last].iter().all(|part| {
            part.chars().count() == len
                && part.chars().all(|c| is_han(c) && !"的了是在和与及并".contains(c))
        });
        let is_known = ITEMS.contains(&last)
            && item.chars().all(is_han)
            && !VERBS.iter().any(|verb| item.starts_with(verb));
        let are_clauses = VERBS.iter().any(|verb| last.starts_with(verb) || item.starts_with(verb));
        if is_known || ITEM_CHARS.contains(&len) && all_words && !are_clauses {
            found.push(at..end);
        }
    }
    found
}

/// What channels are called behind a list of them.
static CARRIERS: WordList = WordList(&["等载体", "等渠道", "等平台", "等媒介", "等方式"]);

inventory::submit! { &CARRIERS }

/// The commas in `通过甲，乙，丙` before `end`, where all three are channels.
fn commas_between_channels(words: &str, end: usize) -> Vec<Range<usize>> {
    const LEADS: [&str; 7] = ["通过", "利用", "依托", "运用", "借助", "采用", "采取"];
    let Some((rest, last)) = words[..end].rsplit_once('，') else { return Vec::new() };
    let Some((rest, middle)) = rest.rsplit_once('，') else { return Vec::new() };
    let clause = rest.rsplit(['，', '。', '；', '：', '、', ',']).next().unwrap_or(rest);
    if !is_channel(middle) || !is_channel(last) {
        return Vec::new();
    }
    let lead = LEADS.iter().find_map(|lead| clause.rsplit_once(lead));
    if !lead.is_some_and(|(_, first)| is_channel(first)) {
        return Vec::new();
    }
    let first = rest.len();
    let second = first + '，'.len_utf8() + middle.len();
    [first, second].map(|at| at..at + '，'.len_utf8()).into()
}

/// Whether an item is nothing but the name of a channel.
fn is_channel(item: &str) -> bool {
    const LONGEST: usize = 10;
    const ENDS: [&str; 23] = [
        "网站",
        "网",
        "微信",
        "微博",
        "公众号",
        "视频号",
        "抖音",
        "抖音号",
        "微信群",
        "新媒体",
        "显示屏",
        "电子屏",
        "公开栏",
        "公示栏",
        "公告栏",
        "宣传栏",
        "广播",
        "电视",
        "报纸",
        "报刊",
        "杂志",
        "公报",
        "微信平台",
    ];
    const OPENINGS: [&str; 18] = [
        "开通", "开设", "建设", "打造", "运用", "利用", "依托", "借助", "通过", "用好", "办好",
        "加大", "拓宽", "丰富", "设立", "搭建", "以及", "创办",
    ];
    item.chars().nth(LONGEST).is_none()
        && item.chars().all(is_han)
        && ENDS.iter().any(|end| item.ends_with(end))
        && !OPENINGS.iter().chain(&VERBS).any(|verb| item.starts_with(verb))
}

/// Channels and kinds of information, which alone make no clause.
const ITEMS: [&str; 24] = [
    "公开栏",
    "公告栏",
    "公示栏",
    "宣传栏",
    "微信",
    "微博",
    "微信群",
    "公众号",
    "微信公众号",
    "抖音",
    "抖音号",
    "视频号",
    "广播",
    "电视",
    "报纸",
    "报刊",
    "电子显示屏",
    "政府公报",
    "工作动态",
    "通知公告",
    "政策文件",
    "政策解读",
    "财政信息",
    "联系方式",
];

/// Characters that make another word of a 等 before them: 等级, 等候.
const OTHER_WORDS: &str = "级候待于同额比次价效离号值身温差份外第到着";

/// Verbs that open clauses, not items.
const VERBS: [&str; 28] = [
    "加强", "推进", "开展", "落实", "完善", "强化", "提升", "提高", "做好", "抓好", "规范", "健全",
    "建立", "公开", "发布", "解读", "推动", "优化", "拓展", "确保", "实现", "改进", "更新", "明确",
    "组织", "发现", "要求", "除",
];

/// Qualities that reports list.
const QUALITIES: [&str; 24] = [
    "及时性",
    "主动性",
    "全面性",
    "准确性",
    "权威性",
    "规范性",
    "针对性",
    "有效性",
    "时效性",
    "真实性",
    "完整性",
    "科学性",
    "合法性",
    "严肃性",
    "自觉性",
    "便民性",
    "实效性",
    "可读性",
    "透明性",
    "公正性",
    "紧迫性",
    "安全性",
    "便捷性",
    "精准性",
];

/// How qualities end that others follow.
static JOINTS: WordList = WordList(&["性、", "性和"]);

inventory::submit! { &JOINTS }

/// Two qualities side by side before `joint`, in a series that goes on with another behind it.
fn joined_qualities(words: &str, joint: &Range<usize>) -> Option<(Range<usize>, Range<usize>)> {
    let (second, rest) = quality_before(words, joint.start + '性'.len_utf8())?;
    let (first, _) = quality_before(rest, second.start)?;
    let goes_on = QUALITIES.iter().any(|next| words[joint.end..].starts_with(next));
    goes_on.then_some((first, second))
}

/// The quality that ends at `end`, and the words before it.
fn quality_before(words: &str, end: usize) -> Option<(Range<usize>, &str)> {
    let before = &words[..end];
    let rest = QUALITIES.iter().find_map(|quality| before.strip_suffix(quality))?;
    Some((rest.len()..end, rest))
}

/// A 、 directly before 等 that closes the series.
fn marks_before_etc<'p>(passage: &'p Passage<'_>) -> impl Iterator<Item = Range<usize>> + 'p {
    const CLOSING: [&str; 14] = [
        "，", "。", "；", "）", ",", ";", "信息", "方面", "内容", "工作", "平台", "渠道", "方式",
        "栏目",
    ];
    let commas = passage.marks().iter().filter(|mark| mark.char == '、').map(|mark| mark.range());
    commas.filter(|comma| {
        let behind = passage.words()[comma.end..].strip_prefix('等');
        behind.is_some_and(|behind| CLOSING.iter().any(|next| behind.starts_with(next)))
    })
}
