use std::ops::Range;

use nianbao_lint::document::script::is_han;
use nianbao_lint::report::{Mark, MarkSet, Passage, section_place};
use nianbao_lint::{Applicability, Norm, Report, Severity, Sink, rule};

use crate::oddities::{Oddities, Oddity};

rule! {
    /// 书名号里的书名号应为单书名号
    ///
    /// `<…>`, `＜…＞` or 《…》 within 《…》, where all of them have partners. Within 〈…〉, 《…》 is right again.
    ///
    /// ```bad text
    /// 根据《关于印发<政务公开工作要点>的通知》和《关于执行《公开办法》的意见》编制。
    /// ```
    /// ```good text
    /// 根据《关于印发〈政务公开工作要点〉的通知》《条例》和《关于印发〈执行《公开办法》的意见〉的通知》编制，《条例》要求a<b。
    /// 《关于公开《条例》的通知
    /// ```
    ///
    /// The fix is safe.
    "punctuation/nested-title-marks" {
        severity: Severity::Warning,
        norm: Some(Norm { document: "《标点符号用法》（GB/T 15834—2011）", clause: "4.15.3.2" }),
        since: "0.1.0",
        fixes: &[Applicability::Safe],
        check: check,
    }
}

fn check(report: &Report<'_>, sink: &mut Sink<'_>) {
    if !Oddities::of(report, sink).have(Oddity::NestedTitles) {
        return;
    }
    let mut open = Vec::new();
    for passage in report.passages_with(MarkSet::of(&['《'])) {
        for inner in wrong_pairs(&passage, &mut open) {
            report_pair(&passage, &inner, sink);
        }
    }
}

fn report_pair(passage: &Passage<'_>, inner: &Range<usize>, sink: &mut Sink<'_>) {
    let words = passage.words();
    let (open, close) = (first_len(&words[inner.start..]), last_len(&words[..inner.end]));
    let marks = (&words[inner.start..inner.start + open], &words[inner.end - close..inner.end]);
    let message = format!("书名号里面用了“{}{}”，应为“〈〉”", marks.0, marks.1);
    let diagnostic = sink.report(passage.span(inner.clone()), message);
    diagnostic.place(section_place(passage.section));
    let edits = [
        passage.replace(inner.start..inner.start + open, "〈"),
        passage.replace(inner.end - close..inner.end, "〉"),
    ];
    let edits: Vec<_> = edits.into_iter().flatten().collect();
    if edits.len() == 2 {
        diagnostic.fix(Applicability::Safe, "改为单书名号", edits);
    }
}

fn first_len(text: &str) -> usize {
    text.chars().next().map_or(0, char::len_utf8)
}

fn last_len(text: &str) -> usize {
    text.chars().next_back().map_or(0, char::len_utf8)
}

/// Pairs within 《…》 that should be 〈…〉; none where a mark has no partner. `open` serves to pair them.
fn wrong_pairs(passage: &Passage<'_>, open: &mut Vec<(usize, char)>) -> Vec<Range<usize>> {
    let words = passage.words();
    open.clear();
    let mut wrong = Vec::new();
    for &Mark { at, char: c } in passage.marks() {
        match c {
            '《' | '〈' | '＜' => open.push((at, c)),
            // Outside titles it means less than.
            '<' if !open.is_empty() => open.push((at, c)),
            '》' | '〉' | '＞' | '>' => {
                let Some((start, mark)) = open.pop() else {
                    if c == '>' {
                        continue;
                    }
                    return Vec::new();
                };
                if closing(mark) != c {
                    return Vec::new();
                }
                let within_double = open.last().is_some_and(|(_, outer)| *outer == '《');
                let range = start..at + c.len_utf8();
                if within_double && mark != '〈' && words[range.clone()].contains(is_han) {
                    wrong.push(range);
                }
            }
            _ => {}
        }
    }
    if open.is_empty() { wrong } else { Vec::new() }
}

fn closing(mark: char) -> char {
    match mark {
        '《' => '》',
        '〈' => '〉',
        '＜' => '＞',
        _ => '>',
    }
}
