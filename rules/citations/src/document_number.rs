use std::ops::Range;

use nianbao_lint::report::{Passage, section_place};
use nianbao_lint::{
    Applicability, Edit, Norm, Report, Severity, Sink, WordHit, WordList, inventory, rule,
};

use crate::numbers::{Parts, is_han, parts};

rule! {
    /// 发文字号写法不规范
    ///
    /// A document number is the issuing organ's code, the year in full within 〔 〕, and the serial number without 第 and
    /// without leading zeros, followed by 号. Numbers of orders (国务院令第711号), of cases (（2023）浙01行初5号) and of announcements are
    /// written otherwise and are left alone.
    ///
    /// ```bad
    /// # 柳林镇2023年政府信息公开工作年度报告
    ///
    /// 依据国办公开办函[2021]30号和国办函（2020）109号，参照东政办发〔2023〕第05号编制。
    /// ```
    /// ```bad
    /// # 柳林镇2023年政府信息公开工作年度报告
    ///
    /// 依据国办公开办函〔21〕30号、国办函〔2020年〕109号、国办发〔2019〕54）和国办公开办函〔202130号编制。
    /// ```
    /// ```bad
    /// # 柳林镇2023年政府信息公开工作年度报告
    ///
    /// 根据国务院令第711条编制。
    /// ```
    /// ```good
    /// # 柳林镇2023年政府信息公开工作年度报告
    ///
    /// 依据国务院令第711号、国办公开办函〔2021〕30号、省政府令第12号、国家税务总局公告（2021）3号编制，办理（2023）东01行初5号案件，
    /// 地址为东山区政务中心（2023）3号楼，其中《公告》（2022）5号、东复决字〔2023〕第5号。
    /// ```
    /// The fix is safe where every digit and 号 are there; a year of two digits, a missing 号 or bracket is only proposed.
    "citations/document-number" {
        severity: Severity::Warning,
        norm: Some(Norm { document: "GB/T 9704—2012《党政机关公文格式》", clause: "7.2.5" }),
        since: "0.1.0",
        fixes: &[Applicability::Safe, Applicability::Unsafe],
        check: check,
    }
}

/// A number that is not as it should be.
struct Slip {
    range: Range<usize>,
    expected: String,
    changes: Vec<(Range<usize>, String)>,
    applicability: Applicability,
}

/// What a number has, and 国务院令第.
static SIGNS: WordList = WordList(&["号", "〔", "国务院令第"]);

inventory::submit! { &SIGNS }

fn check(report: &Report<'_>, sink: &mut Sink<'_>) {
    for hit in sink.hits(&SIGNS) {
        let line = report.passage(hit.line);
        if let Some(slip) = slip_at(line.words(), hit) {
            report_slip(&line, slip, sink);
        }
    }
}

/// What is wrong with the number that the sign `hit` is part of.
fn slip_at(words: &str, hit: &WordHit) -> Option<Slip> {
    match &words[hit.range.clone()] {
        "号" => slip(words, &parts(words, hit.range.start)?),
        "〔" => incomplete(words, &hit.range),
        _ => order(words, &hit.range),
    }
}

/// What kinds of documents are called, whose numbers follow rules of their own, and words that are no code.
const NO_CODES: [&str; 20] = [
    "令",
    "公告",
    "通告",
    "通知",
    "意见",
    "方案",
    "办法",
    "规定",
    "决定",
    "条例",
    "细则",
    "判决书",
    "裁定书",
    "决定书",
    "告知书",
    "通知书",
    "中心",
    "其中",
    "年度",
    "报告",
];

/// What codes end in: round brackets also stand behind other words.
const CODE_ENDS: &str = "发函办字政规任秘电通议复文财教建环审农林水交卫民司法督综监管保改组宣统党";

/// What follows 号 in addresses.
const ADDRESS_WORDS: &str = "楼院线门馆厅桥路桌窗地车";

fn slip(words: &str, parts: &Parts) -> Option<Slip> {
    let code = &words[parts.code.clone()];
    let is_code = match words[parts.open.clone()].chars().next()? {
        '（' | '(' => code.ends_with(|c| CODE_ENDS.contains(c)),
        _ => true,
    };
    let is_address = words[parts.end..].starts_with(|c| ADDRESS_WORDS.contains(c));
    if !is_code
        || is_address
        || code.chars().count() < 2
        || NO_CODES.iter().any(|word| code.ends_with(word))
    {
        return None;
    }
    let year = match words[parts.year.clone()].len() {
        4 if words[parts.year.clone()].starts_with(['1', '2']) => None,
        2 => Some(format!("20{}", &words[parts.year.clone()])),
        _ => return None,
    };
    let serial = words[parts.serial.clone()].trim_start_matches('0');
    let zeros = parts.serial.start..parts.serial.end - serial.len();
    // 第 is the custom in numbers of decisions, whose codes end in 字.
    let ordinal = if code.ends_with('字') { None } else { Some(parts.ordinal.clone()) };
    let deleted = [Some(parts.year_word.clone()), ordinal, Some(zeros)].into_iter().flatten();
    let mut changes: Vec<(Range<usize>, String)> =
        deleted.filter(|range| !range.is_empty()).map(|range| (range, String::new())).collect();
    for (bracket, right) in [(&parts.open, "〔"), (&parts.close, "〕")] {
        if &words[bracket.clone()] != right {
            changes.push((bracket.clone(), right.to_owned()));
        }
    }
    let applicability = if year.is_some() { Applicability::Unsafe } else { Applicability::Safe };
    changes.extend(year.map(|year| (parts.year.clone(), year)));
    changes.sort_by_key(|(range, _)| range.start);
    let range = parts.open.start..parts.end;
    let is_wrong = !changes.is_empty() && !serial.is_empty();
    is_wrong.then(|| Slip {
        expected: apply(words, &range, &changes),
        range,
        changes,
        applicability,
    })
}

/// A number that lacks 号 or the closing bracket: `〔2021〕30）`, `〔202130号`.
fn incomplete(words: &str, open: &Range<usize>) -> Option<Slip> {
    const YEAR_DIGITS: usize = 4;
    if !words[..open.start].trim_end().ends_with(is_han) {
        return None;
    }
    let digits = digits_at(words, open.end);
    let rest = &words[digits.end..];
    let change = if digits.len() == YEAR_DIGITS && rest.starts_with('〕') {
        let serial = digits_at(words, digits.end + '〕'.len_utf8());
        let behind = &words[serial.end..];
        let is_cut =
            behind.is_empty() || behind.starts_with(['）', ')', '》', '，', ',', '。', '；', '、']);
        (!serial.is_empty() && is_cut).then(|| (serial.end..serial.end, "号".to_owned()))?
    } else if (5..=8).contains(&digits.len()) && rest.starts_with('号') {
        let year_end = open.end + YEAR_DIGITS;
        (year_end..year_end, "〕".to_owned())
    } else {
        return None;
    };
    let end = digits.end.max(change.0.end);
    let end = if words[end..].starts_with('号') { end + '号'.len_utf8() } else { end };
    let (range, changes) = (open.start..end, vec![change]);
    let expected = apply(words, &range, &changes);
    Some(Slip { range, expected, changes, applicability: Applicability::Unsafe })
}

/// `国务院令第711条`, where `order` is 国务院令第.
fn order(words: &str, order: &Range<usize>) -> Option<Slip> {
    let serial = digits_at(words, order.end);
    if serial.is_empty() || !words[serial.end..].starts_with('条') {
        return None;
    }
    let unit = serial.end..serial.end + '条'.len_utf8();
    let (range, changes) = (order.start..unit.end, vec![(unit, "号".to_owned())]);
    Some(Slip {
        expected: apply(words, &range, &changes),
        range,
        changes,
        applicability: Applicability::Unsafe,
    })
}

fn digits_at(words: &str, start: usize) -> Range<usize> {
    let rest = words[start..].trim_start_matches(|c: char| c.is_ascii_digit());
    start..words.len() - rest.len()
}

/// `words[range]` with `changes`, which lie within, made.
fn apply(words: &str, range: &Range<usize>, changes: &[(Range<usize>, String)]) -> String {
    let mut result = String::new();
    let mut done = range.start;
    for (place, replacement) in changes {
        result.push_str(&words[done..place.start]);
        result.push_str(replacement);
        done = place.end;
    }
    result.push_str(&words[done..range.end]);
    result
}

fn report_slip(line: &Passage<'_>, slip: Slip, sink: &mut Sink<'_>) {
    let Slip { range, expected, changes, applicability } = slip;
    let actual = &line.words()[range.clone()];
    let message = format!("发文字号“{actual}”不规范，应为“{expected}”");
    let diagnostic = sink.report(line.span(range.clone()), message);
    diagnostic
        .span_label(format!("应为{expected}"))
        .help("年份用四位数字加六角括号〔〕，序号不编虚位、不加“第”，后加“号”")
        .place(section_place(line.section))
        .value("expected", &expected)
        .value("actual", actual);
    let edits: Option<Vec<Edit>> =
        changes.into_iter().map(|(range, new)| line.replace(range, &new)).collect();
    if let Some(edits) = edits {
        diagnostic.fix(applicability, format!("改为“{expected}”"), edits);
    }
}
