use std::ops::Range;

use nianbao_lint::report::{Line, LineRole, section_place};
use nianbao_lint::{
    Applicability, Norm, Report, Severity, Sink, WordHit, WordList, inventory, rule,
};

use crate::table::{self, Context, Entry, Table};

rule! {
    /// 词义重复
    ///
    /// Phrases of `data/tautologies.toml` (新增设), estimates marked on both sides of the number (约…左右, 近…余, 超过…多),
    /// and 依申请公开…申请 as that which was received.
    ///
    /// ```bad
    /// 网站新增设“政策解读”栏目，全年公开信息约2800条左右，近300余人参加。
    /// ```
    /// ```bad
    /// 2023年未收到依申请公开政府信息申请。
    /// ```
    /// ```good
    /// 网站增设栏目2个，新增设备12台，公开信息2800余条，约300人参加，节约20余万元，最近十余年来预约30余人次，
    /// 2023年收到政府信息公开申请3件，办理依申请公开申请表12份，受理依申请公开事项24件，畅通依申请公开申请渠道。
    /// ```
    "wording/tautology" {
        severity: Severity::Info,
        norm: Some(Norm { document: "《出版物上数字用法》（GB/T 15835—2011）", clause: "4.3" }),
        since: "0.1.0",
        fixes: &[Applicability::Unsafe],
        check: check,
    }
}

include!(concat!(env!("OUT_DIR"), "/tautologies.rs"));

fn check(report: &Report<'_>, sink: &mut Sink<'_>) {
    let message =
        |Entry { wrong, right, .. }: &Entry| format!("“{wrong}”词义重复，用“{right}”即可");
    table::report_all(TAUTOLOGIES.find(report, sink), message, sink);
    report_estimates(report, sink);
    report_applications(report, sink);
}

fn report_estimates(report: &Report<'_>, sink: &mut Sink<'_>) {
    // 大约 ends where 约 does; the longer begins first.
    let mut told = (0, 0);
    for hit in sink.hits(&LEADS) {
        let line = &report.lines[hit.line];
        if line.role != LineRole::Prose || told == (hit.line, hit.range.end) {
            continue;
        }
        let Some(estimate) = estimate(line.words(), &hit.range, hit.word) else { continue };
        told = (hit.line, hit.range.end);
        let words = &line.words()[estimate.range.clone()];
        let message =
            format!("“{words}”中“{}”与“{}”都表示概数，留一个即可", estimate.lead, estimate.tail);
        sink.report(line.span(estimate.range), message).place(section_place(line.section));
    }
}

/// A number marked as an estimate on both sides.
struct Estimate {
    range: Range<usize>,
    lead: &'static str,
    tail: &'static str,
}

/// Words before a number that make it an estimate or a bound.
static LEADS: WordList = WordList(&[
    "大约",
    "约",
    "将近",
    "接近",
    "近",
    "大概",
    "超过",
    "超",
    "逾",
    "高于",
    "至少",
    "不少于",
    "不低于",
    "最多",
    "至多",
    "不超过",
    "不多于",
]);

inventory::submit! { &LEADS }

/// Words behind a number that say again what the word of [`LEADS`] before it said.
const TAILS: [&[&str]; 17] = {
    const ABOUT: &[&str] = &["余", "多", "左右", "上下"];
    const ABOVE: &[&str] = &["余", "多", "以上"];
    const AT_LEAST: &[&str] = &["以上"];
    const AT_MOST: &[&str] = &["以下", "以内"];
    [
        ABOUT, ABOUT, ABOUT, ABOUT, ABOUT, ABOUT, ABOVE, ABOVE, ABOVE, ABOVE, AT_LEAST, AT_LEAST,
        AT_LEAST, AT_MOST, AT_MOST, AT_MOST, AT_MOST,
    ]
};

/// Characters that make another word of a mark that follows them: 节约, 最近, 高超.
const BOUND: [char; 24] = [
    '预', '节', '签', '违', '特', '邀', '履', '合', '集', '制', '公', '条', '契', '规', '最', '附',
    '就', '邻', '靠', '临', '相', '毗', '高', '赶',
];

/// Longest counter between a number and the word behind it, in characters.
const COUNTER_CHARS: usize = 2;

fn is_numeral(c: char) -> bool {
    c.is_ascii_digit()
        || matches!(
            c,
            '一' | '二'
                | '两'
                | '三'
                | '四'
                | '五'
                | '六'
                | '七'
                | '八'
                | '九'
                | '十'
                | '百'
                | '千'
                | '万'
                | '亿'
        )
}

/// The number behind the word of [`LEADS`] at `lead`, where a word behind it says the same again.
fn estimate(words: &str, lead: &Range<usize>, index: usize) -> Option<Estimate> {
    if words[..lead.start].ends_with(BOUND) {
        return None;
    }
    let behind = words[lead.end..].trim_start();
    let number_len = behind.find(|c| !is_numeral(c) && c != '.').unwrap_or(behind.len());
    if !behind.starts_with(is_numeral) {
        return None;
    }
    let after = behind[number_len..].trim_start();
    let (tail, len) = TAILS[index].iter().find_map(|tail| Some((tail, tail_len(after, tail)?)))?;
    let end = words.len() - after.len() + len;
    Some(Estimate { range: lead.start..end, lead: LEADS.0[index], tail })
}

/// The bytes up to the end of `tail`, which stands directly behind a number or, where it has two characters, behind its
/// counter.
fn tail_len(after: &str, tail: &str) -> Option<usize> {
    let counter = if tail.chars().count() == 1 { 0 } else { COUNTER_CHARS };
    let within = after.char_indices().map(|(at, _)| at).take(counter + 1);
    within.into_iter().find(|at| after[*at..].starts_with(tail)).map(|at| at + tail.len())
}

/// `收到依申请公开…申请`: a 依申请公开 is what an application leads to, not what is applied for.
fn report_applications(report: &Report<'_>, sink: &mut Sink<'_>) {
    let in_prose = |hit: &&WordHit| report.lines[hit.line].role == LineRole::Prose;
    let found: Vec<(&Line<'_>, Range<usize>)> = (sink.hits(&TERM).iter().filter(in_prose))
        .filter_map(|hit| {
            let line = &report.lines[hit.line];
            Some((line, application(line.words(), &hit.range)?))
        })
        .collect();
    let Some(((line, range), others)) = found.split_first() else { return };
    let message = "“依申请公开…申请”词义重复，用“政府信息公开申请”即可";
    let diagnostic = sink.report(line.span(range.clone()), message);
    diagnostic.place(section_place(line.section)).value("count", found.len());
    for (line, range) in others {
        diagnostic.label(line.span(range.clone()), "同样的说法");
    }
}

static TERM: WordList = WordList(&["依申请公开"]);

inventory::submit! { &TERM }

/// The term with the 申请 that follows it in the same clause, where something was done to it.
fn application(words: &str, term: &Range<usize>) -> Option<Range<usize>> {
    const OBJECT: &str = "申请";
    /// Longest text before and between, in characters.
    const GAP_CHARS: usize = 6;
    const VERBS: [&str; 7] = ["收到", "受理", "接收", "接到", "处理", "办结", "办理"];
    /// What makes a name of 申请: 申请表, 申请人, 申请渠道.
    const NAMES: [char; 13] =
        ['表', '人', '渠', '平', '系', '入', '流', '栏', '窗', '须', '指', '方', '办'];
    let before = &words[..term.start];
    let start = before.char_indices().rev().nth(GAP_CHARS + 1).map_or(0, |(start, _)| start);
    let clause = &before[before[start..].rfind(is_mark).map_or(start, |mark| start + mark)..];
    let after = &words[term.end..];
    let limit = after.char_indices().nth(GAP_CHARS + 2).map_or(after.len(), |(end, _)| end);
    let gap = after[..limit].find(OBJECT)?;
    let behind = &after[gap + OBJECT.len()..];
    let received = VERBS.iter().any(|verb| clause.contains(verb));
    (received && !after[..gap].contains(is_mark) && !behind.starts_with(NAMES))
        .then(|| term.start..term.end + gap + OBJECT.len())
}

fn is_mark(c: char) -> bool {
    matches!(
        c,
        '，' | '。' | '；' | '：' | '、' | ',' | ';' | ':' | '（' | '）' | '(' | ')' | '“' | '”'
    )
}

#[cfg(test)]
mod tests {
    use nianbao_lint::document::Format;
    use nianbao_test::findings;

    use super::*;

    #[test]
    fn phrases_of_the_table_hold() {
        let table = include_str!("../data/tautologies.toml");
        table::tests::check_table("wording/tautology", table);
    }

    #[test]
    fn estimates_are_marked_once() {
        #[track_caller]
        fn check(words: &str, expected: &[&str]) {
            let found = findings("wording/tautology", Format::Text, words);
            let found: Vec<&str> = found.iter().map(|found| found.text.as_str()).collect();
            assert_eq!(found, expected, "{words}");
        }
        check("约2800条左右", &["约2800条左右"]);
        check("近 300 余人", &["近 300 余"]);
        check("近百余条、超过1.2万多人次", &["近百余", "超过1.2万多"]);
        check("至少3次以上，不超过10个工作日以内", &["至少3次以上"]);
        check("约300人，20余万元左右，超额完成10多项，近3年来20余次", &[]);
        check("节约20余万元，最近十余年，附近20多个村，预约30余人次", &[]);
    }
}
