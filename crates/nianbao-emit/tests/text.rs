//! What people see: findings with the words they are about.

use nianbao_diagnostics::{Applicability, Diagnostic, Edit, Norm, Place, Severity};
use nianbao_emit::{Color, Detail, Emitter, Private, Text, Totals, is_hidden};
use nianbao_lint::{Note, Suppressed};
use nianbao_run::{CheckedDocument, Status, Tally};
use nianbao_span::{Source, Span};
use proptest::prelude::*;

/// A checked file with `diagnostics`.
fn document(text: &str, diagnostics: Vec<Diagnostic>) -> CheckedDocument {
    CheckedDocument {
        source: Source::from_text("报告/a.txt", text),
        status: Status::Checked,
        format: None,
        report: None,
        diagnostics,
        baselined: Vec::new(),
        notes: Vec::new(),
        suppressed: Suppressed::default(),
        fixing: None,
        outline: None,
    }
}

/// A finding at the `nth` (from 0) place where `text` says `words`.
#[track_caller]
fn finding(text: &str, words: &str, nth: usize, message: &str) -> Diagnostic {
    Diagnostic::new("sums/row-total", Severity::Error, span(text, words, nth), message)
}

#[track_caller]
fn span(text: &str, words: &str, nth: usize) -> Span {
    let start = text.match_indices(words).nth(nth).expect("the text says it").0;
    Span::new(start..start + words.len())
}

fn emit(document: &CheckedDocument, color: Color) -> String {
    let bytes = Text::new(color, Detail::Full).document(document);
    String::from_utf8(bytes).expect("output is UTF-8")
}

fn end(text: &Text, tally: &Tally) -> String {
    text.end(&Totals { tally, asides: &[] })
}

/// Checks what is shown of `document`; the first line break of `expected` is not part of it.
#[track_caller]
fn check_text(document: &CheckedDocument, expected: &str) {
    let emitted = emit(document, Color::Never);
    assert_eq!(emitted, expected.strip_prefix('\n').unwrap_or(expected), "\n{emitted}");
}

#[test]
fn terms_of_a_sum_are_labelled() {
    let text = "三、收到和处理\n一、本年新收 | 5 | 2 | 0 | 8 |\n";
    let mut sum = finding(text, "8", 0, "总计应为 7，实为 8");
    sum.span_label("应为 7")
        .label(span(text, "5", 0), "自然人")
        .label(span(text, "2", 0), "商业企业")
        .help("5 + 2 + 0 = 7")
        .norm(Norm { document: "国办公开办函〔2021〕30号", clause: "表三" })
        .place(Place {
            label: "表三 · 一、本年新收 · 总计".to_owned(), ..Place::default()
        })
        .fix(Applicability::Display, "将 8 改为 7", vec![Edit::replace(span(text, "8", 0), "7")]);
    check_text(
        &document(text, vec![sum]),
        "
error[sums/row-total]: 总计应为 7，实为 8
  ┌─ 报告/a.txt:2:22
  │
2 │ 一、本年新收 | 5 | 2 | 0 | 8 |
  │                -   -       ^ 应为 7
  │                │   │
  │                │   商业企业
  │                自然人
  │
  = 位置: 表三 · 一、本年新收 · 总计
  = 帮助: 5 + 2 + 0 = 7
  = 修改: 将 8 改为 7
  = 依据: 国办公开办函〔2021〕30号 表三

",
    );
}

#[test]
fn a_paragraph_is_shown_around_the_finding() {
    let filler = "本机关坚持以人民为中心推进公开。".repeat(60);
    let text = format!("一、总体情况\n\n{filler}收到申请13件，办结12件。{filler}\n");
    let mut count = finding(&text, "13件", 0, "正文收到 13 件，表三为 12 件");
    count.severity = Severity::Warning;
    check_text(
        &document(&text, vec![count]),
        "
warning[sums/row-total]: 正文收到 13 件，表三为 12 件
  ┌─ 报告/a.txt:3:965
  │
3 │ …机关坚持以人民为中心推进公开。收到申请13件，办结12件。本机关坚持以人民为中心推进…
  │                                        ^^^^

",
    );
}

#[test]
fn lines_apart_are_parted_and_keep_their_numbers() {
    let text = "甲 1\n乙 2\n丙\n丁\n".to_owned() + &"戊\n".repeat(100) + "总计 4\n";
    let mut sum = finding(&text, "4", 0, "不等");
    sum.label(span(&text, "1", 0), "").label(span(&text, "2", 0), "项");
    check_text(
        &document(&text, vec![sum]),
        "
error[sums/row-total]: 不等
    ┌─ 报告/a.txt:105:4
    │
  1 │ 甲 1
    │    -
  2 │ 乙 2
    │    - 项
    ·
105 │ 总计 4
    │      ^

",
    );
}

#[test]
fn many_terms_are_told_in_words() {
    let rows: Vec<String> = (1..=25).map(|row| format!("{row:02}|{row}")).collect();
    let text = format!("{}\n总计|9\n", rows.join("\n"));
    let mut sum = finding(&text, "总计", 0, "不等");
    for row in 1..=25 {
        sum.label(span(&text, &format!("{row:02}|"), 0), format!("第{row}项"));
    }
    let emitted = emit(&document(&text, vec![sum]), Color::Never);
    assert!(emitted.contains("另有 17 处: 9:1 第9项；10:1 第10项"), "{emitted}");
    assert!(emitted.lines().count() < 40, "{emitted}");
}

#[test]
fn wide_characters_keep_labels_in_their_columns() {
    let text = "😀公开\u{301}ａ１ | 13 件";
    let mut wide = finding(text, "13", 0, "宽");
    wide.label(span(text, "公", 0), "此");
    check_text(
        &document(text, vec![wide]),
        "
error[sums/row-total]: 宽
  ┌─ 报告/a.txt:1:10
  │
1 │ 😀公开\u{301}ａ１ | 13 件
  │   --         ^^
  │   │
  │   此

",
    );
}

#[test]
fn what_a_terminal_would_obey_is_written_out_everywhere() {
    let text = "甲\u{202E}\t乙\u{1B}[31m 13\r\n";
    let mut hostile = finding(text, "13", 0, "值为 \u{1B}[2J\n\u{2066}13");
    hostile
        .span_label("\u{200F}右")
        .help("\u{FEFF}助")
        .place(Place { label: "\u{9B}处".to_owned(), ..Place::default() })
        .fix(Applicability::Display, "改\u{61C}", Vec::new());
    let mut document = document(text, vec![hostile]);
    document.source = Source::from_text("a\u{202E}\u{7}.txt", text);
    document.notes = vec![Note { rule: "sums/row-total", reason: "无\u{200B}表".to_owned() }];
    check_text(
        &document,
        "
error[sums/row-total]: 值为 ␛[2J␊<U+2066>13
  ┌─ a<U+202E>␇.txt:1:11
  │
1 │ 甲<U+202E>    乙␛[31m 13
  │                       ^^ <U+200F>右
  │
  = 位置: <U+009B>处
  = 帮助: <U+FEFF>助
  = 修改: 改<U+061C>

a<U+202E>␇.txt 有未能检查的内容：
  无<U+200B>表（sums/row-total）

",
    );
}

#[test]
fn colours_are_written_only_where_wanted() {
    let text = "总计 13";
    let document = document(text, vec![finding(text, "13", 0, "不等")]);
    assert!(!emit(&document, Color::Never).contains('\u{1B}'));
    let colored = emit(&document, Color::Always);
    assert!(colored.contains("\u{1B}[1m\u{1B}[91merror[sums/row-total]"), "{colored:?}");
    assert_eq!(strip_colors(&colored), emit(&document, Color::Never));
}

/// `text` without sequences that set colours.
fn strip_colors(text: &str) -> String {
    let mut parts = text.split("\u{1B}[");
    let first = parts.next().unwrap_or_default().to_owned();
    parts.fold(first, |plain, part| plain + part.split_once('m').map_or("", |(_, rest)| rest))
}

#[test]
fn an_info_is_called_so() {
    let text = "甲";
    let mut info = finding(text, "甲", 0, "提示");
    info.severity = Severity::Info;
    assert!(emit(&document(text, vec![info]), Color::Never).starts_with("info[sums/row-total]: "));
}

#[test]
fn personal_data_is_not_quoted_unless_asked_for() {
    let text = "群众来电（13812345678），收到申请13件\n";
    let mut number = finding(text, "13812345678", 0, "手机号码未作遮盖：138****5678");
    number.rule = "privacy/mobile-number".into();
    let count = finding(text, "13件", 0, "不等");
    let document = document(text, vec![number, count]);
    check_text(
        &document,
        "
error[privacy/mobile-number]: 手机号码未作遮盖：138****5678
  ┌─ 报告/a.txt:1:6
  │
1 │ 群众来电（***********），收到申请13件
  │           ^^^^^^^^^^^

error[sums/row-total]: 不等
  ┌─ 报告/a.txt:1:23
  │
1 │ 群众来电（***********），收到申请13件
  │                                  ^^^^

",
    );
    let shown = Text::new(Color::Never, Detail::Full).with_private(Private::Shown);
    let shown = String::from_utf8(shown.document(&document)).expect("output is UTF-8");
    assert_eq!(shown.matches("（13812345678）").count(), 2);
}

#[test]
fn notes_with_one_reason_stand_together() {
    let note = |rule, reason: &str| Note { rule, reason: reason.to_owned() };
    let mut document = document("甲", Vec::new());
    document.notes = vec![
        note("sums/row-total", "未找到表三"),
        note("years/period", "没有统计期限"),
        note("sums/result-total", "未找到表三"),
    ];
    check_text(
        &document,
        "
报告/a.txt 有未能检查的内容：
  未找到表三（sums/row-total、sums/result-total）
  没有统计期限（years/period）

",
    );
    assert!(Text::new(Color::Never, Detail::FindingsOnly).document(&document).is_empty());
}

#[test]
fn a_clean_run_says_only_what_it_checked() {
    let text = Text::new(Color::Never, Detail::Full);
    assert!(text.document(&document("甲", Vec::new())).is_empty());
    let tally = Tally { documents: 12, ..Tally::default() };
    assert_eq!(end(&text, &tally), "检查 12 份，错误 0，警告 0，提示 0\n");
    let tally = Tally { documents: 12, unreadable: 1, not_reports: 2, errors: 3, ..tally };
    assert_eq!(
        end(&text, &tally),
        "检查 9 份，错误 3，警告 0，提示 0；1 份无法读取；2 份不是年度报告\n"
    );
}

proptest! {
    #[test]
    fn any_text_is_shown_and_nothing_of_it_raw(
        text in "(?s)([甲乙é😀0-9 \\t\\r\\n\u{1B}\u{202E}\u{301}]|.){0,300}",
        ends in prop::collection::vec(any::<(prop::sample::Index, prop::sample::Index)>(), 1..12),
    ) {
        let border = |at: prop::sample::Index| text.floor_char_boundary(at.index(text.len() + 1));
        let spans = ends
            .into_iter()
            .map(|(a, b)| (border(a), border(b)))
            .map(|(a, b)| Span::new(a.min(b)..a.max(b)));
        let mut hostile = finding(&text, "", 0, &text);
        for span in spans {
            hostile.span = span;
            hostile.label(span, text.clone());
        }
        let emitted = emit(&document(&text, vec![hostile]), Color::Never);
        prop_assert!(!emitted.contains(|c| is_hidden(c) && c != '\n'));
    }
}
