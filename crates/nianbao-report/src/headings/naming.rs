//! What the words of a line name: a section, a row of a table whose number looks like a section's, or nothing known.

use std::borrow::Cow;
use std::sync::LazyLock;

use nianbao_document::CharSet;

use super::HeadingForm;
use crate::labels::{bare_words, is_kept_as_is, leading_ordinal};
use crate::names::Names;
use crate::{Edition, WordTable, tables};

/// What the words at the beginning of a line name.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Naming {
    /// A section, in its first `len` bytes.
    Section { len: usize, number: u8, form: HeadingForm },
    /// A row of the applications table, whose numbers look like a section's.
    TableLabel,
    /// Nothing known.
    Other,
}

/// Longest heading that is told by its words or its place, in characters.
const LONGEST_CHARS: usize = 36;

/// Whether a mark or white space may stand behind a heading's words.
pub(super) const fn is_end_mark(c: char) -> bool {
    matches!(
        c,
        '。' | '：'
            | ':'
            | '；'
            | ';'
            | '，'
            | ','
            | '、'
            | '.'
            | '．'
            | ' '
            | '\u{3000}'
            | '\u{a0}'
            | '\t'
            | '*'
            | '#'
    )
}

/// Whether `text` is no longer than headings are.
pub(super) fn is_short(text: &str) -> bool {
    // Most need not be counted: a character has one to four bytes.
    text.len() <= LONGEST_CHARS
        || text.len() <= 4 * LONGEST_CHARS && text.chars().nth(LONGEST_CHARS).is_none()
}

/// Whether no heading of the form has `c` within it: such marks part a heading from a text that runs in.
fn is_stop(c: char) -> bool {
    matches!(c, '。' | '：' | ':' | '；' | ';' | '，' | ',')
}

/// Whether text can run in behind a heading: only behind a mark or white space near the beginning.
pub(super) fn may_be_run_into(words: &str) -> bool {
    words.chars().take(LONGEST_CHARS + 1).any(|c| is_stop(c) || c.is_whitespace())
}

/// Whether a line without number may be a heading of the form: all of them end so.
pub(super) fn may_be_nameplate(line: &str) -> bool {
    let words = line.trim_end_matches(is_end_mark);
    let last_words = words.as_bytes().last_chunk::<{ "情况".len() }>();
    last_words.is_some_and(|last| last == "情况".as_bytes() || last == "事项".as_bytes())
}

/// What the words at the beginning of `rest` name.
pub(super) fn naming(rest: &str) -> Naming {
    // Most stand as they are printed, and alone.
    if let Some(known) = KNOWN.at(rest.len(), rest) {
        return known;
    }
    let clause = first_clause(rest);
    if let Some(known) = KNOWN.at(clause.len(), clause) {
        return known;
    }
    let stands_alone = || rest[clause.len()..].trim_start_matches(is_end_mark).is_empty();
    if is_short(clause) && (KNOWN.may_be_words_of(clause) || stands_alone()) {
        // Digits at the end are the cells of a row, which nothing known ends in.
        let label = clause.trim_end_matches(|c: char| c.is_ascii_digit() || c == ' ' || c == '\t');
        let words = bare_words(label);
        if label.len() == clause.len()
            && let Some(known) = KNOWN.at(clause.len(), &words)
        {
            return known;
        }
        if stands_alone()
            && let Some(number) = deviant_section(&words)
        {
            return Naming::Section { len: clause.len(), number, form: HeadingForm::Deviant };
        }
    }
    let first_word =
        clause.find(char::is_whitespace).map(|at| clause[..at].trim_end_matches(is_end_mark));
    let Some(first_word) = first_word else { return Naming::Other };
    // The label of a row may have its cells behind it on the same line.
    KNOWN
        .at(first_word.len(), first_word)
        .or_else(|| KNOWN.at(first_word.len(), &bare_words(first_word)))
        .unwrap_or(Naming::Other)
}

/// The words before the first stop, as far as a heading may reach.
fn first_clause(rest: &str) -> &str {
    let mut near = rest.char_indices().enumerate();
    let end = near.find(|(index, (_, c))| is_stop(*c) || *index > LONGEST_CHARS);
    let end = end.map_or(rest.len(), |(_, (at, _))| at);
    rest[..end].trim_end_matches(is_end_mark)
}

/// What a name names.
#[derive(Clone, Copy)]
enum Named {
    Section(u8, HeadingForm),
    TableLabel,
}

/// What lines may name.
struct Known {
    /// The headings the form prints or admits and the labels of the applications table, as they are printed and by their
    /// words alone.
    names: Names<Named>,
    /// The characters that begin them.
    heads: CharSet,
}

static KNOWN: LazyLock<Known> = LazyLock::new(|| {
    let mut names: Vec<(Cow<'static, str>, Named)> = Vec::new();
    for label in tables::application_labels() {
        let rest = leading_ordinal(label).map_or(label, |ordinal| &label[ordinal.end..]);
        if first_clause(rest) == rest
            && is_short(rest)
            && tables::is_application_label(&bare_words(rest))
        {
            names.push((Cow::Borrowed(rest), Named::TableLabel));
        }
    }
    names.extend(tables::application_words().map(|words| (words.into(), Named::TableLabel)));
    // What is a heading as well is one.
    for (heading, number, form) in accepted_headings().chain(exact_headings()) {
        let section = Named::Section(number, form);
        names.extend([(heading.into(), section), (bare_words(heading), section)]);
    }
    Known {
        heads: names.iter().filter_map(|(name, _)| name.chars().next()).collect(),
        names: Names::new(names),
    }
});

fn accepted_headings() -> impl Iterator<Item = (&'static str, u8, HeadingForm)> {
    let accepted = |(number, spec): (u8, &'static crate::SectionSpec)| {
        spec.accepted.iter().map(move |it| (it.as_str(), number, HeadingForm::Accepted))
    };
    (1..).zip(&Edition::latest().sections).flat_map(accepted)
}

fn exact_headings() -> impl Iterator<Item = (&'static str, u8, HeadingForm)> {
    let sections = (1..).zip(&Edition::latest().sections);
    sections.map(|(number, spec)| (spec.heading.as_str(), number, HeadingForm::Exact))
}

impl Known {
    /// What `words`, of a name of `len` bytes, are known to name.
    fn at(&self, len: usize, words: &str) -> Option<Naming> {
        self.names.get(words).map(|named| match *named {
            Named::Section(number, form) => Naming::Section { len, number, form },
            Named::TableLabel => Naming::TableLabel,
        })
    }

    /// Whether something known may have the words of `clause`: a quick look at its first character.
    fn may_be_words_of(&self, clause: &str) -> bool {
        clause.chars().next().is_some_and(|c| !is_kept_as_is(c) || self.heads.contains(c))
    }
}

/// What a word of a heading speaks of, as a bit.
mod topic {
    pub(super) const REVIEW: u16 = 1;
    pub(super) const BESIDE_REVIEW: u16 = 1 << 1;
    pub(super) const PROBLEM: u16 = 1 << 2;
    pub(super) const BESIDE_PROBLEM: u16 = 1 << 3;
    pub(super) const ON_REQUEST: u16 = 1 << 4;
    pub(super) const REQUEST: u16 = 1 << 5;
    pub(super) const BESIDE_REQUEST: u16 = 1 << 6;
    pub(super) const PROACTIVE: u16 = 1 << 7;
    pub(super) const OVERVIEW: u16 = 1 << 8;
    pub(super) const OTHER: u16 = 1 << 9;
    pub(super) const BESIDE_OTHER: u16 = 1 << 10;
    pub(super) const WORTH_SAYING: u16 = 1 << 11;
}

/// Words of headings with what they speak of. None begins another.
const TOPICS: [(u16, &str); 12] = [
    (topic::REVIEW, "复议"),
    (topic::BESIDE_REVIEW, "诉讼 情况 申诉"),
    (topic::PROBLEM, "问题"),
    (topic::BESIDE_PROBLEM, "改进 措施 打算 下一步 不足 计划 建议 困难 存在"),
    (topic::ON_REQUEST, "依申请公开"),
    (topic::REQUEST, "申请"),
    (topic::BESIDE_REQUEST, "收到 受理 处理 办理"),
    (topic::PROACTIVE, "主动公开"),
    (topic::OVERVIEW, "总体情况 概述 总体概况 基本情况 工作概况"),
    (topic::OTHER, "其他 其它"),
    (topic::BESIDE_OTHER, "事项 报告 说明"),
    (topic::WORTH_SAYING, "需要说明的 需要报告的"),
];

static TOPIC_WORDS: LazyLock<WordTable<u16>> = LazyLock::new(|| {
    let words = |(topic, words): (u16, &'static str)| {
        words.split_whitespace().map(move |word| (word, topic))
    };
    WordTable::new(TOPICS.into_iter().flat_map(words))
});

/// The section a heading means by other words than the form's.
fn deviant_section(words: &str) -> Option<u8> {
    let topics = TOPIC_WORDS.found_in(words).fold(0, |topics, (topic, _)| topics | topic);
    let all = |of: u16| topics & of == of;
    if all(topic::REVIEW | topic::BESIDE_REVIEW) {
        Some(4)
    } else if all(topic::PROBLEM | topic::BESIDE_PROBLEM) {
        Some(5)
    } else if all(topic::ON_REQUEST) || all(topic::REQUEST | topic::BESIDE_REQUEST) {
        Some(3)
    } else if all(topic::PROACTIVE) {
        Some(2)
    } else if all(topic::OVERVIEW) {
        Some(1)
    } else if all(topic::OTHER | topic::BESIDE_OTHER) || all(topic::WORTH_SAYING) {
        Some(6)
    } else {
        None
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// What [`naming`] says, by the words alone: without looks at what most words are.
    fn plainly(rest: &str) -> Naming {
        let clause = first_clause(rest);
        let known = |len: usize, words: &str| {
            let headings = accepted_headings().chain(exact_headings());
            let same =
                headings.filter(|(heading, ..)| *heading == words || bare_words(heading) == words);
            let section =
                same.last().map(|(_, number, form)| Naming::Section { len, number, form });
            section.or_else(|| tables::is_application_label(words).then_some(Naming::TableLabel))
        };
        let words = bare_words(clause);
        let of_short = || {
            let stands_alone = rest[clause.len()..].trim_start_matches(is_end_mark).is_empty();
            let form = HeadingForm::Deviant;
            known(clause.len(), &words).or_else(|| {
                let number = deviant_section(&words).filter(|_| stands_alone)?;
                Some(Naming::Section { len: clause.len(), number, form })
            })
        };
        let is_short = clause.chars().count() <= LONGEST_CHARS;
        let of_first = || {
            let first = clause.split(char::is_whitespace).next()?.trim_end_matches(is_end_mark);
            known(first.len(), &bare_words(first)).filter(|_| clause.contains(char::is_whitespace))
        };
        known(clause.len(), clause)
            .or_else(|| of_short().filter(|_| is_short))
            .or_else(of_first)
            .unwrap_or(Naming::Other)
    }

    #[test]
    fn a_look_at_first_characters_loses_no_name() {
        let labels = tables::application_labels().map(str::to_owned);
        let words = tables::application_words().map(str::to_owned);
        let headings =
            accepted_headings().chain(exact_headings()).map(|(heading, ..)| heading.to_owned());
        let others =
            ["存在问题和建议", "“三公”经费", "加强领导", "", "复议情况", "Ａ情况", "ab 总体情况"];
        let names = labels.chain(words).chain(headings).chain(others.map(str::to_owned));
        for name in names {
            let start = leading_ordinal(&name).map_or(0, |ordinal| ordinal.end);
            for name in [&name, &name[start..]] {
                let (head, tail) = name.split_at(name.ceil_char_boundary(name.len() / 2));
                for rest in [
                    name.to_owned(),
                    format!("{name}："),
                    format!("{name}。无。"),
                    format!("{name} 3 0"),
                    format!("{name}\t3\t0"),
                    format!("{name}3"),
                    format!("“{name}”"),
                    format!("{head} {tail}"),
                    format!("{name}{name}{name}{name}{name}{name}"),
                ] {
                    assert_eq!(naming(&rest), plainly(&rest), "{rest}");
                }
            }
        }
    }

    #[test]
    fn known_names_have_no_stop_within() {
        for name in KNOWN.names.names() {
            assert_eq!(first_clause(name), name);
            assert!(!name.ends_with(|c: char| c.is_ascii_digit() || c.is_whitespace()), "{name}");
        }
    }

    #[test]
    fn no_topic_hides_another() {
        for (topic, words) in TOPICS {
            for word in words.split_whitespace() {
                let found = TOPIC_WORDS.found_in(word).fold(0, |topics, (topic, _)| topics | topic);
                assert_eq!(found & topic, topic, "{word}");
                let others = TOPICS.iter().flat_map(|(_, words)| words.split_whitespace());
                let begun = others.filter(|other| other.starts_with(word));
                assert_eq!(begun.count(), 1, "{word}");
            }
        }
    }

    #[test]
    fn deviant_headings_mean_what_they_speak_of() {
        for (words, section) in [
            ("行政复议和诉讼情况", Some(4)),
            ("工作中的问题和下一步打算", Some(5)),
            ("政府信息依申请公开", Some(3)),
            ("收到申请的办理", Some(3)),
            ("主动公开", Some(2)),
            ("工作概况", Some(1)),
            ("其它说明", Some(6)),
            ("需要报告的", Some(6)),
            ("复议", None),
            ("问题", None),
            ("申请", None),
            ("加强领导", None),
        ] {
            assert_eq!(deviant_section(words), section, "{words}");
        }
    }
}
