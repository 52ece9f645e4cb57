use std::ops::Range;

use nianbao_lint::document::script::is_han;
use nianbao_lint::report::Passage;
use nianbao_lint::{Applicability, Edit, Habit, Norm, Report, Severity, Sink, Spot, rule};

rule! {
    /// 点号重复或叠用
    ///
    /// Two or more point marks side by side, of one kind (。。, 、、) or of several (，。). The ellipsis …… and the double
    /// marks ？！ are no repetition.
    ///
    /// ```bad
    /// 全年公开信息120条，，其中政策文件12条，。均按时发布。。
    /// ```
    /// ```good
    /// 公开什么？！群众说了算……见 <http://example.cn::80>，“好。”他说，（一）、（二）项，std::fmt，！！
    /// ```
    ///
    /// Marks of one kind, and a comma before a stop, are mended safely; of other marks a reader must say which is meant.
    "punctuation/repeated" {
        severity: Severity::Error,
        norm: Some(Norm { document: "《标点符号用法》（GB/T 15834—2011）", clause: "4" }),
        since: "0.1.0",
        check: check,
    }
}

const HABIT: Habit = Habit {
    severity: Severity::Error,
    most_single: 5,
    summary: |count| format!("点号重复或叠用，共 {count} 处"),
    fix: (Applicability::Safe, "留下一个标点"),
    help: None,
};

fn check(report: &Report<'_>, sink: &mut Sink<'_>) {
    let spots: Vec<Spot> = report.passages().flat_map(|passage| spots(&passage)).collect();
    HABIT.report(spots, sink);
}

fn spots(passage: &Passage<'_>) -> Vec<Spot> {
    runs(passage.words())
        .into_iter()
        .map(|range| {
            let marks = &passage.words()[range.clone()];
            Spot {
                span: passage.span(range.clone()),
                section: passage.section,
                message: format!("标点“{marks}”重复或叠用"),
                label: format!("“{marks}”"),
                edits: edits(passage, range),
            }
        })
        .collect()
}

/// Point marks that follow one another behind Chinese words.
fn runs(words: &str) -> Vec<Range<usize>> {
    let mut runs = Vec::new();
    let mut at = 0;
    while let Some(start) = words[at..].find(is_point).map(|start| at + start) {
        let rest = &words[start..];
        let end = start + rest.find(|c| !is_point(c)).unwrap_or(rest.len());
        let several = words[start..end].chars().nth(1).is_some();
        let chinese = words[start..end].contains(|c: char| !c.is_ascii())
            || words[..start].ends_with(is_han)
                && !words[end..].starts_with(|c: char| c.is_ascii_alphanumeric());
        // An ellipsis of three stops is another matter.
        let is_ellipsis =
            words[start..end].chars().count() > 2 && words[start..end].chars().all(|c| c == '。');
        if several && chinese && !is_ellipsis {
            runs.push(start..end);
        }
        at = end;
    }
    runs
}

fn is_point(c: char) -> bool {
    matches!(c, '。' | '，' | '、' | '；' | '：' | ',' | ';' | ':')
}

/// Leaves one mark, where only one can be meant.
fn edits(passage: &Passage<'_>, range: Range<usize>) -> Vec<Edit> {
    let marks: Vec<char> = passage.words()[range.clone()].chars().collect();
    let (first, last) = (marks[0], marks[marks.len() - 1]);
    let (pauses, stop) = marks.split_at(marks.len() - 1);
    if marks.iter().all(|mark| *mark == first) {
        passage.delete(range.start + first.len_utf8()..range.end)
    } else if stop == ['。'] && pauses.iter().all(|mark| "，、,；;".contains(*mark)) {
        passage.delete(range.start..range.end - last.len_utf8())
    } else {
        Vec::new()
    }
}
