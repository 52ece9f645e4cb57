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
    for (index, line) in report.lines.iter().enumerate() {
        if !matches!(line.role, LineRole::Prose | LineRole::Title) {
            continue;
        }
        let passage = report.passage(index);
        for range in repetitions(line.words()) {
            report_repetition(&passage, range, sink);
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
    let mut chars = Vec::with_capacity(words.len() / '一'.len_utf8() + REACH);
    chars.extend(words.chars());
    chars.extend(['\0'; REACH]);
    let blocks = (0..chars.len() - REACH).step_by(BLOCK);
    let starts = blocks.filter(|at| may_begin_again(&chars[*at..])).flat_map(|at| at..at + BLOCK);
    let mut found = Vec::new();
    // The first character not looked at, and what is known of where characters begin: a character's index and byte.
    let (mut from, mut known) = (0, (0, 0));
    for index in starts {
        let Some(len) = repetition_len(&chars[index..]).filter(|_| index >= from) else { continue };
        from = index + 2 * len;
        let bytes = |range: Range<usize>| chars[range].iter().map(|c| c.len_utf8()).sum::<usize>();
        let start = known.1 + bytes(known.0..index);
        let end = start + bytes(index..from);
        found.push(start..end);
        known = (from, end);
    }
    found
}

/// Characters looked at together, and how far it must be seen beyond the first of them.
const BLOCK: usize = 16;
const REACH: usize = BLOCK + 1 + *REPEATED_CHARS.end();

/// Whether two characters of the block `chars` begins with stand again at a distance that a repetition may have. The
/// processor compares many at once.
fn may_begin_again(chars: &[char]) -> bool {
    REPEATED_CHARS.into_iter().any(|distance| {
        let (here, there) = (&chars[..=BLOCK], &chars[distance..=distance + BLOCK]);
        let is_pair_again =
            |at: usize| u8::from(here[at] == there[at]) & u8::from(here[at + 1] == there[at + 1]);
        (0..BLOCK).map(is_pair_again).sum::<u8>() > 0
    })
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
    fn figures_and_emphasis_are_left_alone() {
        for good in ["202320232023", "一步一步一步来", "0、0、0", "一次一次一次"] {
            assert!(findings(RULE, Format::Text, good).is_empty(), "{good}");
        }
    }
}
