use std::ops::Range;

use nianbao_lint::document::script::is_han;
use nianbao_lint::report::{Line, section_place};
use nianbao_lint::{Report, Severity, Sink, WordList, rule};

use crate::table::Context;

rule! {
    /// 固定政治表述有误
    ///
    /// Near misses of the phrases of `data/fixed_phrases.toml`: those listed, and for long phrases any wording that differs
    /// in one character while the first and the last stand.
    ///
    /// No norm: each phrase has its source, which the finding gives.
    ///
    /// ```bad
    /// 坚持以习近平新时代中国特色社会主意思想为指导，深入学习贯彻党的二十大三中全会精神。
    /// ```
    /// ```good
    /// 坚持以习近平新时代中国特色社会主义思想为指导，深入学习贯彻党的二十大和二十届二中、三中全会精神，实现中华民族的伟大复兴，
    /// 坚持以人民为中心的发展思想，践行社会主义核心价值观，建设社会主义核心价值体系，增强“四个意识”、坚定“四个自信”、
    /// 做到“两个维护”。
    /// ```
    ///
    /// Nothing is mended: such a phrase is to be checked against its source by a person.
    "wording/fixed-phrase" {
        severity: Severity::Error,
        norm: None,
        since: "0.1.0",
        check: check,
    }
}

include!(concat!(env!("OUT_DIR"), "/fixed_phrases.rs"));

/// What a word of the list says.
struct Entry {
    /// The phrase.
    right: &'static str,
    /// Where it stands.
    source: &'static str,
    kind: Kind,
}

enum Kind {
    /// The word is a near miss in this context.
    Wrong(Context),
    /// The word is the first half of the phrase.
    Head { tail: &'static str, accepted: &'static [&'static str] },
    /// The word is the second half of the phrase.
    Tail { head: &'static str, accepted: &'static [&'static str] },
}

fn check(report: &Report<'_>, sink: &mut Sink<'_>) {
    let mut found: Vec<(usize, Range<usize>, &Entry)> = Vec::new();
    for hit in sink.hits(&WORDS) {
        let entry = &ENTRIES[hit.word];
        let words = report.lines[hit.line].words();
        let near = entry.kind.near_miss(words, &hit.range, entry.right);
        found.extend(near.map(|range| (hit.line, range, entry)));
    }
    found.sort_by_key(|(line, range, _)| (*line, range.start, std::cmp::Reverse(range.end)));
    let mut last = (usize::MAX, 0);
    for (index, range, entry) in found {
        if last.0 == index && range.start < last.1 {
            continue;
        }
        last = (index, range.end);
        report_near_miss(&report.lines[index], range, entry, sink);
    }
}

fn report_near_miss(line: &Line<'_>, range: Range<usize>, entry: &Entry, sink: &mut Sink<'_>) {
    let words = &line.words()[range.clone()];
    let message = format!("固定表述有误：“{words}”，规范表述为{}", quoted(entry.right));
    let diagnostic = sink.report(line.span(range), message);
    diagnostic
        .place(section_place(line.section))
        .help(format!("依据：{}；请对照原文核实", entry.source));
}

/// A phrase in quotes, where it brings none of its own.
fn quoted(phrase: &str) -> String {
    if phrase.starts_with('“') { phrase.to_owned() } else { format!("“{phrase}”") }
}

impl Kind {
    /// The near miss that the word at `range` is or is a half of.
    fn near_miss(&self, words: &str, range: &Range<usize>, right: &str) -> Option<Range<usize>> {
        let (near, accepted) = match self {
            Kind::Wrong(context) => return context.admits(words, range).then(|| range.clone()),
            Kind::Head { tail, accepted } => {
                let len = slipped_len(words[range.end..].chars(), tail.chars())?;
                (range.start..range.end + len, accepted)
            }
            Kind::Tail { head, accepted } => {
                let len = slipped_len(words[..range.start].chars().rev(), head.chars().rev())?;
                (range.start - len..range.end, accepted)
            }
        };
        let text = &words[near.clone()];
        (!accepted.contains(&text) && !text.contains(right)).then_some(near)
    }
}

/// The bytes at the beginning of `text` that differ from `half` in one Han character replaced, left out or put in, and
/// end as it ends.
fn slipped_len(
    text: impl Iterator<Item = char>,
    half: impl Iterator<Item = char>,
) -> Option<usize> {
    let half: Vec<char> = half.collect();
    let text: Vec<char> = text.take(half.len() + 1).collect();
    let same = text.iter().zip(&half).take_while(|(there, wanted)| there == wanted).count();
    let (there, wanted) = (&text[same..], &half[same..]);
    let behind = wanted.get(1..)?;
    let (first, rest) = there.split_first()?;
    let len = if !behind.is_empty() && there.starts_with(behind) {
        behind.len()
    } else if is_han(*first) && !behind.is_empty() && rest.starts_with(behind) {
        1 + behind.len()
    } else if is_han(*first) && rest.starts_with(wanted) {
        1 + wanted.len()
    } else {
        return None;
    };
    Some(text[..same + len].iter().map(|c| c.len_utf8()).sum())
}

#[cfg(test)]
mod tests {
    use nianbao_lint::document::Format;
    use nianbao_test::findings;

    use super::slipped_len;
    use crate::table::tests::PhraseFile;

    const RULE: &str = "wording/fixed-phrase";

    #[test]
    fn phrases_of_the_table_hold() {
        let file: PhraseFile = toml::from_str(include_str!("../data/fixed_phrases.toml")).unwrap();
        for phrase in &file.phrase {
            for bad in &phrase.bad {
                let found = findings(RULE, Format::Text, bad);
                assert_eq!(found.len(), 1, "{RULE} in {bad}");
                assert!(found[0].message.contains(phrase.right.as_str()), "{}", found[0].message);
                assert_eq!(found[0].fix, None);
            }
            for good in phrase.good.iter().chain(&phrase.accepted).chain([&phrase.right]) {
                assert_eq!(findings(RULE, Format::Text, good), [], "{good}");
            }
            for wrong in &phrase.wrong {
                let first = |list: &[String]| list.first().cloned().unwrap_or_default();
                let text =
                    format!("{}{}{}", first(&wrong.before), wrong.words, first(&wrong.after));
                assert!(!findings(RULE, Format::Text, &text).is_empty(), "{RULE} in {text}");
            }
        }
    }

    #[test]
    fn one_slip_is_told() {
        #[track_caller]
        fn check(text: &str, half: &str, expected: Option<&str>) {
            let found = slipped_len(text.chars(), half.chars()).map(|len| &text[..len]);
            assert_eq!(found, expected, "{text} for {half}");
        }
        check("会主意思想为", "会主义思想", Some("会主意思想"));
        check("会主思想为", "会主义思想", Some("会主思想"));
        check("会主主义思想为", "会主义思想", Some("会主主义思想"));
        check("会主义思想为", "会主义思想", None);
        check("会主义思路为", "会主义思想", None);
        check("会主 义思想", "会主义思想", None);
        check("会", "会主义思想", None);
    }

    #[test]
    fn traditional_text_is_compared_too() {
        let found = findings(RULE, Format::Text, "以習近平新時代中國特色社會主意思想為指導");
        assert_eq!(found.len(), 1);
        assert_eq!(found[0].text, "習近平新時代中國特色社會主意思想");
    }
}
