use std::ops::Range;

use nianbao_lint::document::script::is_han;
use nianbao_lint::report::{Mark, Passage};
use nianbao_lint::{Applicability, Edit, Habit, Norm, Report, Severity, Sink, Spot, rule};

use crate::marks::{full_width, is_point};
use crate::oddities::{Oddities, Oddity};

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
    /// Marks of one kind, whatever their width, and a comma before a stop, are mended safely; of other marks a reader must say which is meant.
    "punctuation/repeated" {
        severity: Severity::Error,
        norm: Some(Norm { document: "《标点符号用法》（GB/T 15834—2011）", clause: "4" }),
        since: "0.1.0",
        fixes: &[Applicability::Safe],
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
    if !Oddities::of(report, sink).have(Oddity::PointsTogether) {
        return;
    }
    let mut spots = Vec::new();
    for passage in report.passages() {
        for run in runs(&passage) {
            spots.push(spot(&passage, run));
        }
    }
    HABIT.report(spots, sink);
}

fn spot(passage: &Passage<'_>, range: Range<usize>) -> Spot {
    let marks = &passage.words()[range.clone()];
    Spot {
        span: passage.span(range.clone()),
        section: passage.section,
        message: format!("标点“{marks}”重复或叠用").into(),
        label: format!("“{marks}”").into(),
        edits: edits(passage, range),
    }
}

/// Point marks that follow one another behind Chinese words.
fn runs(passage: &Passage<'_>) -> Vec<Range<usize>> {
    let mut runs = Vec::new();
    let words = passage.words();
    for run in passage.marks().chunk_by(follow_as_points) {
        let [first, _, ..] = run else { continue };
        let (start, end) = (first.at, run.last().map_or(first.at, |last| last.range().end));
        let chinese = run.iter().any(|mark| !mark.char.is_ascii())
            || words[..start].ends_with(is_han)
                && !words[end..].starts_with(|c: char| c.is_ascii_alphanumeric());
        // An ellipsis of three stops is another matter.
        let is_ellipsis = run.len() > 2 && run.iter().all(|mark| mark.char == '。');
        if chinese && !is_ellipsis {
            runs.push(start..end);
        }
    }
    runs
}

fn follow_as_points(a: &Mark, b: &Mark) -> bool {
    is_point(a.char) && is_point(b.char) && a.range().end == b.at
}

/// Leaves one mark, where only one can be meant.
fn edits(passage: &Passage<'_>, range: Range<usize>) -> Vec<Edit> {
    let marks: Vec<char> = passage.words()[range.clone()].chars().collect();
    let (first, last) = (marks[0], marks[marks.len() - 1]);
    let (pauses, stop) = marks.split_at(marks.len() - 1);
    let wide = |mark: char| full_width(mark).unwrap_or(mark);
    if marks.iter().all(|mark| *mark == first) {
        passage.delete(range.start + first.len_utf8()..range.end)
    } else if marks.iter().all(|mark| wide(*mark) == wide(first)) {
        passage.replace(range, wide(first).encode_utf8(&mut [0; 4])).into_iter().collect()
    } else if stop == ['。'] && pauses.iter().all(|mark| "，、,；;".contains(*mark)) {
        passage.delete(range.start..range.end - last.len_utf8())
    } else {
        Vec::new()
    }
}

#[cfg(test)]
mod tests {
    use nianbao_lint::document::Format;
    use nianbao_test::findings;

    #[test]
    fn of_two_widths_the_full_one_is_kept() {
        for text in ["公开信息;；均按时。", "公开信息；;均按时。"] {
            let found = findings("punctuation/repeated", Format::Text, text);
            let mended: Vec<_> = found.into_iter().filter_map(|found| Some(found.fix?.1)).collect();
            assert_eq!(mended, ["公开信息；均按时。"], "{text}");
        }
    }
}
