use std::collections::BTreeMap;
use std::fmt;
use std::ops::Range;
use std::sync::LazyLock;

use nianbao_report::{Report, WordTable};

/// Words a rule looks for in what the author wrote. All lists of all linked rules are sought together, in one pass over
/// a report; [`Sink::hits`](crate::Sink::hits) gives a rule its own.
///
/// ```text
/// static WORDS: WordList = WordList(&["布署", "既使"]);
/// inventory::submit! { &WORDS }
/// ```
#[derive(Debug)]
pub struct WordList(pub &'static [&'static str]);

inventory::collect!(&'static WordList);

/// A word of a list in a report.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct WordHit {
    /// Index into the report's lines.
    pub line: usize,
    /// Bytes of the line's words.
    pub range: Range<usize>,
    /// Index into the list.
    pub word: usize,
}

/// Where the words of all lists stand in a report.
#[derive(Debug)]
pub(crate) struct Hits<'i> {
    index: &'i Index,
    /// By list, as the index knows it; within, by place.
    by_list: Vec<Vec<WordHit>>,
}

/// The words of several rules' lists, each by the two characters of it that the fewest of all words have.
pub(crate) struct Index {
    /// By two such characters, or by a word's only one: which of `words` have them.
    rarest: WordTable<(usize, usize)>,
    words: Vec<Word>,
    lists: Vec<&'static WordList>,
}

/// A word with what it is found by.
struct Word {
    text: &'static str,
    /// Where in it the two characters begin by which it is found.
    rarest_at: usize,
    list: usize,
    /// Index into the list.
    index: usize,
}

/// Room made beforehand for the words that stand in a report.
const USUAL_HITS: usize = 256;

/// The lists of all linked rules.
static LINKED: LazyLock<Index> = LazyLock::new(|| Index::new(&linked_lists()));

fn linked_lists() -> Vec<&'static WordList> {
    inventory::iter::<&'static WordList>.into_iter().copied().collect()
}

impl fmt::Debug for Index {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Index").field("lists", &self.lists).finish_non_exhaustive()
    }
}

impl Index {
    /// The lists of all linked rules.
    pub(crate) fn linked() -> &'static Index {
        &LINKED
    }

    /// The lists of all linked rules and `more`.
    pub(crate) fn linked_and(more: &[&'static WordList]) -> Index {
        Index::new(&[linked_lists(), more.to_vec()].concat())
    }

    fn new(lists: &[&'static WordList]) -> Index {
        let all = || {
            let numbered = lists.iter().enumerate();
            numbered.flat_map(|(list, words)| {
                words.0.iter().enumerate().map(move |(index, text)| (list, index, *text))
            })
        };
        let mut counts: BTreeMap<&str, usize> = BTreeMap::new();
        for (_, _, text) in all() {
            pairs(text).for_each(|(_, pair)| *counts.entry(pair).or_default() += 1);
        }
        let mut by_pair: BTreeMap<&'static str, Vec<Word>> = BTreeMap::new();
        for (list, index, text) in all() {
            let rarest = pairs(text).min_by_key(|(_, pair)| counts[pair]);
            let Some((rarest_at, pair)) = rarest else { continue };
            by_pair.entry(pair).or_default().push(Word { text, rarest_at, list, index });
        }
        let mut words = Vec::new();
        let ranges: Vec<_> = by_pair
            .into_iter()
            .map(|(pair, same)| {
                let from = words.len();
                words.extend(same);
                (pair, (from, words.len()))
            })
            .collect();
        Index { rarest: WordTable::new(ranges), words, lists: lists.to_vec() }
    }

    /// Calls `each` with every word of `text` and where it begins.
    fn each_in(&self, text: &str, mut each: impl FnMut(&Word, usize)) {
        for at in self.rarest.places(text) {
            self.rarest.each_at(&text[at..], |(from, to), len| {
                for word in &self.words[from..to] {
                    let Some(start) = at.checked_sub(word.rarest_at) else { continue };
                    if word.text.len() == len || begins_at(text, start, word.text) {
                        each(word, start);
                    }
                }
            });
        }
    }
}

/// The pairs of characters of `word`, or the only one, with where each begins.
fn pairs(word: &'static str) -> impl Iterator<Item = (usize, &'static str)> {
    let starts = word.char_indices().map(|(at, _)| at);
    let ends = word.char_indices().skip(2).map(|(at, _)| at).chain([word.len()]);
    starts.zip(ends).map(|(start, end)| (start, &word[start..end]))
}

fn begins_at(text: &str, start: usize, word: &str) -> bool {
    text.as_bytes()[start..].starts_with(word.as_bytes())
}

impl<'i> Hits<'i> {
    /// Seeks all words in what the author wrote outside tables. Words may overlap.
    pub(crate) fn of(report: &Report<'_>, index: &'i Index) -> Hits<'i> {
        let mut found = Vec::with_capacity(USUAL_HITS);
        let mut counts = vec![0; index.lists.len()];
        for (line, of_line) in report.authored() {
            index.each_in(of_line.words(), |word, start| {
                let range = start..start + word.text.len();
                counts[word.list] += 1;
                found.push((word.list, WordHit { line, range, word: word.index }));
            });
        }
        let mut by_list: Vec<Vec<WordHit>> = counts.into_iter().map(Vec::with_capacity).collect();
        for (list, hit) in found {
            by_list[list].push(hit);
        }
        for hits in &mut by_list {
            hits.sort_by_key(|hit| (hit.line, hit.range.start, hit.range.end));
        }
        Hits { index, by_list }
    }

    /// No words, of no report.
    #[cfg(test)]
    pub(crate) fn none() -> Hits<'static> {
        Hits { index: Index::linked(), by_list: Vec::new() }
    }

    /// Those of `list`, by place; none where it was not submitted.
    pub(crate) fn of_list(&self, list: &'static WordList) -> &[WordHit] {
        let known = self.index.lists.iter().position(|known| std::ptr::eq(*known, list));
        known.and_then(|at| self.by_list.get(at)).map_or(&[], Vec::as_slice)
    }
}

#[cfg(test)]
mod tests {
    use std::iter::successors;

    use nianbao_document::Format;
    use nianbao_report::Hints;
    use nianbao_span::Source;

    use super::*;

    static FIRST: WordList = WordList(&["信息公开", "公开"]);
    static SECOND: WordList = WordList(&["公开", "乙"]);
    static UNKNOWN: WordList = WordList(&["公开"]);
    inventory::submit! { &FIRST }
    inventory::submit! { &SECOND }

    #[test]
    fn every_word_is_found_wherever_it_stands() {
        static WORDS: WordList = WordList(&[
            "公开",
            "信息公开",
            "公开信",
            "开信",
            "号",
            "信息公升",
            "a公",
            "aa",
            "×公",
            "公×",
            "é",
            "𠀀公",
            "公𠀀",
            "公a开",
            "开",
            "公公公",
            "公公",
        ]);
        let index = Index::new(&[&WORDS]);
        let pieces = ["公", "开", "信息", "升", "号", "a", "×", "é", "𠀀", "。", " ", ""];
        for number in 0..pieces.len().pow(5) {
            let picked = successors(Some(number), |rest| Some(rest / pieces.len())).take(5);
            let text: String = picked.map(|rest| pieces[rest % pieces.len()]).collect();
            let mut found = Vec::new();
            index.each_in(&text, |word, start| found.push((start, word.text)));
            found.sort_unstable();
            let mut expected: Vec<(usize, &str)> = (0..text.len())
                .flat_map(|at| WORDS.0.iter().map(move |word| (at, *word)))
                .filter(|(at, word)| text.get(*at..).is_some_and(|rest| rest.starts_with(word)))
                .collect();
            expected.sort_unstable();
            assert_eq!(found, expected, "{text}");
        }
    }

    #[test]
    fn each_list_has_its_own_words() {
        let source = Source::from_text("example", "甲\n信息公开，資訊公開乙\n");
        let document = nianbao_read::read(&source, Format::Text);
        let report = Report::recover(&document, &Hints::default());
        let hits = Hits::of(&report, Index::linked());
        let places = |list: &'static WordList| -> Vec<(usize, &str, usize)> {
            let of_list = hits.of_list(list).iter();
            of_list
                .map(|hit| (hit.line, &report.lines[hit.line].words()[hit.range.clone()], hit.word))
                .collect()
        };
        assert_eq!(places(&FIRST), [(1, "信息公开", 0), (1, "公开", 1), (1, "公开", 1)]);
        assert_eq!(places(&SECOND), [(1, "公开", 0), (1, "公开", 0), (1, "乙", 1)]);
        assert_eq!(places(&UNKNOWN), []);
    }
}
