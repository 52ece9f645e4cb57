//! Rules made up for these tests; each looks for marks of its own.

use nianbao_diagnostics::Edit;
use nianbao_lint::{Report, Sink, rule};
use nianbao_read::encode;
use nianbao_span::Span;
use proptest::prelude::*;

use super::*;
use crate::Status;

macro_rules! test_rule {
    ($name:literal, $title:literal, $check:path) => {
        rule! {
            #[doc = $title]
            $name {
                severity: Severity::Warning,
                norm: None,
                since: "0.1.0",
                check: $check,
            }
        }
    };
}

test_rule!("test/half-width", "写有半角逗号", find_commas);
test_rule!("test/pairs", "写有叠用的标点", find_pairs);
test_rule!("test/see-saw", "写有来回改的字", find_see_saw);
test_rule!("test/year", "动了年份", find_marked_years);
test_rule!("test/figures", "动了数字", find_marked_figures);
test_rule!("test/tags", "动了标记", find_marked_tags);
test_rule!("test/strange", "写有生僻字", find_strange);
test_rule!("test/misplaced", "位置有误", find_misplaced);
test_rule!("test/stars", "写有星号", find_stars);

/// Reports every place where the text says `wrong`, with a fix that says `right` in place of it.
fn find(
    report: &Report<'_>,
    sink: &mut Sink<'_>,
    (wrong, right): (&str, &str),
    applicability: Applicability,
) {
    for (at, _) in report.document.source.text.match_indices(wrong) {
        let span = Span::new(at..at + wrong.len());
        sink.report(span, "有误").fix(applicability, "改正", vec![Edit::replace(span, right)]);
    }
}

fn find_commas(report: &Report<'_>, sink: &mut Sink<'_>) {
    find(report, sink, (",", "，"), Applicability::Safe);
}

fn find_pairs(report: &Report<'_>, sink: &mut Sink<'_>) {
    find(report, sink, ("，，", "，"), Applicability::Safe);
    find(report, sink, (",。", "。"), Applicability::Unsafe);
    find(report, sink, ("？？", "？"), Applicability::Display);
}

fn find_see_saw(report: &Report<'_>, sink: &mut Sink<'_>) {
    find(report, sink, ("甲甲", "乙乙"), Applicability::Safe);
    find(report, sink, ("乙乙", "甲甲"), Applicability::Safe);
}

fn find_marked_years(report: &Report<'_>, sink: &mut Sink<'_>) {
    find(report, sink, ("@2023年", "@2022年"), Applicability::Safe);
}

fn find_marked_figures(report: &Report<'_>, sink: &mut Sink<'_>) {
    find(report, sink, ("77177", "77178"), Applicability::Safe);
}

fn find_marked_tags(report: &Report<'_>, sink: &mut Sink<'_>) {
    find(report, sink, ("丙</b>丙", "丙丙"), Applicability::Safe);
    find(report, sink, ("id", "class"), Applicability::Safe);
    find(report, sink, ("amp", "lt"), Applicability::Safe);
    find(report, sink, ("丁&#65;", "丁<b>"), Applicability::Safe);
}

fn find_strange(report: &Report<'_>, sink: &mut Sink<'_>) {
    find(report, sink, ("戊戊", "类"), Applicability::Safe);
}

fn find_misplaced(report: &Report<'_>, sink: &mut Sink<'_>) {
    let Some(at) = report.document.source.text.find("己己") else { return };
    let place = Span::new(at..at + 6);
    let beyond = Span { start: place.start, end: u32::MAX };
    for edits in [
        vec![Edit::delete(beyond)],
        vec![Edit::delete(place.part(1..3))],
        vec![Edit::delete(place.part(0..6)), Edit::delete(place.part(3..6))],
        vec![Edit::replace(place, "己己")],
        Vec::new(),
    ] {
        sink.report(place, "有误").fix(Applicability::Safe, "改正", edits);
    }
}

fn find_stars(report: &Report<'_>, sink: &mut Sink<'_>) {
    find(report, sink, ("13812345678", "138****5678"), Applicability::Unsafe);
}

const TITLE: &str = "柳林镇2023年政府信息公开工作年度报告";

fn mend(path: &str, bytes: &[u8], fixes: Fixes) -> Fixed {
    let profile = Profile::default();
    fix_bytes(path, bytes, &profile, fixes)
}

/// Mends a report that says `body`, and gives the body mended, with the rules that were refused.
#[track_caller]
fn mended(path: &str, body: &str, fixes: Fixes) -> (String, Vec<String>) {
    let text = format!("{TITLE}\n\n{body}\n");
    let result = mend(path, text.as_bytes(), fixes);
    assert_eq!(result.document.status, Status::Checked);
    let fixing = result.document.fixing.unwrap();
    assert_eq!(result.bytes.is_some(), fixing.before.is_some());
    let text = result.bytes.map_or(text, |bytes| String::from_utf8(bytes).unwrap());
    let refused = fixing.refused.into_iter().map(|it| format!("{}: {}", it.rule, it.reason));
    let body = text.strip_prefix(TITLE).unwrap().trim().to_owned();
    (body, refused.collect())
}

#[track_caller]
fn check(path: &str, body: &str, fixes: Fixes, expected: &str) {
    assert_eq!(mended(path, body, fixes), (expected.to_owned(), Vec::new()));
}

#[track_caller]
fn check_refused(path: &str, body: &str, expected: &str, refused: &[&str]) {
    let (body, reasons) = mended(path, body, Fixes::Safe);
    assert_eq!(
        (body.as_str(), reasons.iter().map(String::as_str).collect()),
        (expected, refused.to_vec())
    );
}

#[test]
fn fixes_are_made_as_far_as_they_are_trusted() {
    check("a.txt", "一,二,。三？？", Fixes::Safe, "一，二，。三？？");
    check("a.txt", "一，二", Fixes::All, "一，二");
    check("a.txt", "电话13812345678", Fixes::Safe, "电话13812345678");
    check("a.txt", "电话13812345678", Fixes::All, "电话138****5678");
}

#[test]
fn of_two_that_meet_the_first_by_place_comes_first() {
    // The half-width comma begins where the pair does and comes first by rule; the pair is gone in the next round.
    check("a.txt", "一,。", Fixes::All, "一，。");
    // A comma that touches a pair of commas waits for a round, and makes a new pair.
    check("a.txt", "一，，,二", Fixes::Safe, "一，二");
}

#[test]
fn rules_that_never_end_leave_the_file_alone() {
    let text = format!("{TITLE}\n\n甲甲,乙\n");
    let fixed = mend("a.txt", text.as_bytes(), Fixes::Safe);
    assert!(fixed.bytes.is_none());
    assert_eq!(fixed.document.source.text, text);
    let first = &fixed.document.diagnostics[0];
    assert_eq!(first.rule, "nianbao/internal-error");
    assert_eq!(first.message, "规则 test/see-saw 的修改没有尽头，本文件未作修改");
    assert!(fixed.document.fixing.unwrap().applied.is_empty());
}

#[test]
fn a_safe_fix_that_changes_the_year_is_left_out_and_others_are_made() {
    let title = "柳林镇@2023年政府信息公开工作年度报告";
    let text = format!("{title}\n\n一、总体情况\n\n公开,信息\n");
    let fixed = mend("a.txt", text.as_bytes(), Fixes::Safe);
    let year = fixed.document.report.as_ref().and_then(|report| report.year);
    assert_eq!(fixed.bytes.unwrap(), text.replace(',', "，").into_bytes());
    assert_eq!(year, Some(2023));
    let refused = fixed.document.fixing.unwrap().refused;
    let reason = "修改会改变表中数据、报告年份或各部分".to_owned();
    assert_eq!(refused, [Refusal { rule: "test/year".into(), reason }]);
    assert_eq!(mend("a.txt", text.as_bytes(), Fixes::All).document.fixing.unwrap().refused, []);
}

#[test]
fn a_figure_is_never_a_safe_fix() {
    let row = |label: &str| format!("{label}|77177|0|0|0|0|0|77177\n");
    let table = format!(
        "三、收到和处理政府信息公开申请情况\n\n{}{}{}",
        row("一、本年新收政府信息公开申请数量"),
        row("二、上年结转政府信息公开申请数量"),
        row("三、本年度办理结果|（一）予以公开")
    );
    let reason = "test/figures: 修改会改变表中数据、报告年份或各部分";
    check_refused("a.txt", &table, table.trim(), &[reason]);
    check("a.txt", &table, Fixes::All, &table.trim().replace("77177", "77178"));
    // In the prose it is a word as any other.
    check("a.txt", "编号77177", Fixes::Safe, "编号77178");
}

#[test]
fn markup_is_never_touched() {
    for body in ["<p><b>丙</b>丙</p>", "<p id=a>一</p>", "<p>一&amp;二</p>"] {
        check_refused("a.html", body, body, &["test/tags: 修改会动到标记"]);
    }
    check_refused("a.md", "**丙</b>丙**", "**丙丙**", &[]);
}

#[test]
fn words_that_look_like_markup_stay_words() {
    check("a.html", "<p>丁&#65;</p>", Fixes::Safe, "<p>丁&lt;b&gt;</p>");
    check("a.html", "<p>电话13812345678</p>", Fixes::All, "<p>电话138****5678</p>");
    check(
        "a.md",
        "电话13812345678、13812345678",
        Fixes::All,
        "电话138\\*\\*\\*\\*5678、138\\*\\*\\*\\*5678",
    );
}

#[test]
fn what_the_encoding_cannot_carry_is_named_in_a_page_and_refused_elsewhere() {
    let big5 = |body: &str| {
        let text = format!(
            "柳林鎮2023年政府信息公開工作年度報告\r\n\r\n{body}\r\n全年公開信息,依法答復申請,各項工作按時完成。\r\n"
        );
        encode("big5", &text).unwrap()
    };
    let fixed = mend("a.txt", &big5("戊戊"), Fixes::Safe);
    let refusal = "“类”无法用文件的编码写入".to_owned();
    let fixing = fixed.document.fixing.unwrap();
    assert_eq!(fixing.refused, [Refusal { rule: "test/strange".into(), reason: refusal }]);
    let mended = fixed.bytes.unwrap();
    let kept = encode("big5", "戊戊\r\n").unwrap();
    assert!(mended.windows(kept.len()).any(|bytes| bytes == kept), "{mended:?}");
    let page = mend("a.html", &big5("<p>戊戊</p>"), Fixes::Safe);
    assert!(page.document.source.text.contains("<p>&#31867;</p>"), "{:?}", page.document.source);
    assert!(page.document.fixing.unwrap().refused.is_empty());
}

#[test]
fn misplaced_edits_are_refused_and_those_that_change_nothing_forgotten() {
    let refused = ["test/misplaced: 修改的位置有误，这是 nianbao 的缺陷"];
    check_refused("a.txt", "一,己己", "一，己己", &refused);
}

#[test]
fn what_is_no_report_is_not_mended() {
    for bytes in [&b"a,b"[..], b"%PDF-1.7,", b""] {
        let fixed = mend("a.txt", bytes, Fixes::All);
        assert!(fixed.bytes.is_none());
        assert_ne!(fixed.document.status, Status::Checked);
    }
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

    /// Every comma is mended, and not a byte besides.
    #[test]
    fn bytes_outside_the_edits_survive(
        parts in prop::collection::vec("[一二三四a-c0-9 \t\r\u{3000}〇]{1,6}(\r\n|\n)?", 1..40),
        mark in any::<bool>(),
        encoding in prop::sample::select(vec!["utf-8", "gbk", "gb18030", "utf-16le", "utf-16be"]),
    ) {
        let is_marked = mark || encoding.starts_with("utf-16");
        let has_mark = is_marked && encoding != "gbk";
        let mark = if has_mark { "\u{FEFF}" } else { "" };
        let text = |comma: &str| format!("{mark}{TITLE}\r\n一、总体情况\r\n公开{comma}信息\r\n{}", parts.join(comma));
        let fixed = mend("a.txt", &encode(encoding, &text(",")).unwrap(), Fixes::Safe);
        prop_assert_eq!(fixed.bytes, Some(encode(encoding, &text("，")).unwrap()));
    }

    /// Malformed bytes stay as they are.
    #[test]
    fn damage_is_not_touched(damage in prop::collection::vec(0x80_u8..=0xFF, 0..6)) {
        let bytes = |comma: &str| {
            let text = format!("{TITLE}\n一、总体情况\n公开{comma}信息。收到申请三件，均已答复。\n");
            [text.as_bytes(), &damage, "\n结束。\n".as_bytes()].concat()
        };
        let fixed = mend("a.txt", &bytes(","), Fixes::Safe);
        if let Some(mended) = fixed.bytes {
            prop_assert_eq!(mended, bytes("，"));
        } else {
            // Bytes that are no text, or that read otherwise once they stand beside others, are left alone.
            prop_assert_eq!(fixed.document.fixing.map(|fixing| fixing.applied.len()).unwrap_or_default(), 0);
        }
    }
}
