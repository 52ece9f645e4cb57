use std::ops::Range;

use nianbao_lint::document::script::is_han;
use nianbao_lint::report::{LineRole, Passage, section_place};
use nianbao_lint::{Applicability, Norm, Report, Severity, Sink, WordList, rule};

use crate::table::{self, Context, Entry, Table};

rule! {
    /// 同一个词连写两遍
    ///
    /// A word of `data/doubled_words.toml` written twice (的的, 对对, 以及以及), or any four to eight characters that
    /// follow upon themselves.
    ///
    /// ```bad
    /// 我局对对全市各部门开展检查，切实保障保障公众的的知情权。
    /// ```
    /// ```bad
    /// 全年公开政府信息政府信息120条。
    /// ```
    /// ```good
    /// 为了了解群众需求，针对对象不同开展研究研究、试一试、多多听取意见，人人参与，常常走访，条条块块一一核对，联系地址：
    /// 柳林区区政府，社会保障保障水平提高，信息公开公开栏，一个一个一个环节地抓，再审申请人申请人民法院鉴定，的确，天天更新，明确目的的同时。
    /// ```
    ///
    /// The fix takes the second away; it is unsafe because another word may have been meant.
    "wording/doubled-word" {
        severity: Severity::Warning,
        norm: Some(Norm { document: "《图书编校质量差错认定细则》", clause: "多字" }),
        since: "0.1.0",
        fixes: &[Applicability::Unsafe],
        check: check,
    }
}

include!(concat!(env!("OUT_DIR"), "/doubled_words.rs"));

/// Shortest and longest run of characters that is told by its repetition alone. Shorter ones may well meet at the border
/// of two words, or be doubled for emphasis.
const REPEATED_CHARS: std::ops::RangeInclusive<usize> = 4..=8;

fn check(report: &Report<'_>, sink: &mut Sink<'_>) {
    let message = |Entry { right, .. }: &Entry| format!("“{right}”连写了两遍");
    table::report_all(DOUBLED_WORDS.find(report, sink), message, sink);
    for (index, line) in report.authored().filter(|(_, line)| line.role != LineRole::Heading) {
        for range in repetitions(line.words()) {
            report_repetition(&report.passage(index), range, sink);
        }
    }
}

fn report_repetition(passage: &Passage<'_>, range: Range<usize>, sink: &mut Sink<'_>) {
    let middle = range.start + range.len() / 2;
    let word = &passage.words()[range.start..middle];
    let diagnostic = sink.report(passage.span(range.clone()), format!("“{word}”连写了两遍"));
    diagnostic.place(section_place(passage.section));
    let edits = passage.delete(middle..range.end);
    diagnostic.fix(Applicability::Unsafe, "删去重复的一个", edits);
}

/// Where Han characters follow upon themselves: both copies, in order, without overlap.
fn repetitions(words: &str) -> Vec<Range<usize>> {
    if !may_repeat(words.as_bytes()) {
        return Vec::new();
    }
    let chars: Vec<char> = words.chars().collect();
    let starts: Vec<usize> =
        words.char_indices().map(|(at, _)| at).chain(std::iter::once(words.len())).collect();
    let mut found = Vec::new();
    let mut index = 0;
    while index < chars.len() {
        if let Some(len) = repetition_len(&chars[index..]) {
            found.push(starts[index]..starts[index + 2 * len]);
            index += 2 * len;
        } else {
            index += 1;
        }
    }
    found
}

/// Whether bytes follow upon themselves as they do in every repetition of characters of three bytes. Han characters of
/// four are too rare to be doubled with others.
fn may_repeat(bytes: &[u8]) -> bool {
    /// Of bytes that stand again at one of the distances, one of these places at least is among the first.
    const STEP: usize = DISTANCES[0] - SAMPLE + 1;
    const REACH: usize = DISTANCES[DISTANCES.len() - 1] + SAMPLE;
    (0..bytes.len()).step_by(STEP).any(|at| {
        let rest = &bytes[at..];
        let may_be_again = |distance: usize| match rest.first_chunk::<REACH>() {
            Some(near) => near[..SAMPLE] == near[distance..distance + SAMPLE],
            None => {
                rest.get(distance..distance + SAMPLE).is_some_and(|again| rest.starts_with(again))
            }
        };
        DISTANCES.iter().any(|&distance| may_be_again(distance) && is_repeated(bytes, at, distance))
    })
}

/// The lengths of what is repeated, in bytes.
const DISTANCES: [usize; 5] = [12, 15, 18, 21, 24];

/// Bytes compared first.
const SAMPLE: usize = 4;

/// Whether `distance` bytes around `at` stand again behind themselves.
fn is_repeated(bytes: &[u8], at: usize, distance: usize) -> bool {
    let is_again = |at: &usize| bytes.get(at + distance) == Some(&bytes[*at]);
    let before = (0..at).rev().take(distance).take_while(is_again).count();
    let from_here = (at..bytes.len()).take(distance).take_while(is_again).count();
    before + from_here >= distance
}

/// The length of the run that begins here and is followed by itself.
fn repetition_len(chars: &[char]) -> Option<usize> {
    REPEATED_CHARS.rev().find(|&len| {
        chars.get(..2 * len).is_some_and(|both| {
            let (first, second) = both.split_at(len);
            first == second && first.iter().all(|c| is_han(*c)) && !is_periodic(first)
        })
    })
}

/// Whether a run is itself a shorter one over and over, as 一个一个一个 is.
fn is_periodic(run: &[char]) -> bool {
    (1..=run.len() / 2).any(|period| run[period..] == run[..run.len() - period])
}

#[cfg(test)]
mod tests {
    use nianbao_lint::document::Format;
    use nianbao_test::findings;

    const RULE: &str = "wording/doubled-word";

    #[test]
    fn words_of_the_table_hold() {
        let table = include_str!("../data/doubled_words.toml");
        crate::table::tests::check_table(RULE, table);
    }

    #[test]
    fn one_copy_is_taken_away() {
        let found = findings(RULE, Format::Text, "加强政府信息公开政府信息公开平台建设。");
        assert_eq!(found.len(), 1);
        assert_eq!(found[0].text, "政府信息公开政府信息公开");
        let (_, fixed) = found[0].fix.clone().unwrap();
        assert_eq!(fixed, "加强政府信息公开平台建设。");
    }

    #[test]
    fn repetitions_of_every_length_are_found_wherever_they_stand() {
        for chars in super::REPEATED_CHARS {
            let word: String = "公开信息工作机构".chars().take(chars).collect();
            for before in 0..16 {
                let text = format!("{}{word}{word}。", "x".repeat(before));
                let found = findings(RULE, Format::Text, &text);
                assert_eq!(found.len(), 1, "{text}");
                assert_eq!(found[0].text, word.repeat(2));
            }
        }
        assert_eq!(super::DISTANCES, [4, 5, 6, 7, 8].map(|chars| chars * '一'.len_utf8()));
    }

    #[test]
    fn figures_and_emphasis_are_left_alone() {
        for good in ["202320232023", "一步一步一步来", "0、0、0", "一次一次一次"] {
            assert!(findings(RULE, Format::Text, good).is_empty(), "{good}");
        }
    }
}
