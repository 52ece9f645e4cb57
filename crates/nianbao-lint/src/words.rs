use std::collections::BTreeMap;
use std::fmt;
use std::ops::Range;
use std::sync::LazyLock;

use daachorse::CharwiseDoubleArrayAhoCorasick;
use nianbao_report::Report;

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

/// The lists of several rules as one automaton.
pub(crate) struct Index {
    /// Absent where no list is linked.
    automaton: Option<CharwiseDoubleArrayAhoCorasick<u32>>,
    /// By what the automaton calls a word, the places it has in lists: the list and the place in it.
    origins: Vec<Vec<(usize, usize)>>,
    lists: Vec<&'static WordList>,
}

/// The lists of all linked rules.
static LINKED: LazyLock<Index> = LazyLock::new(|| Index::new(linked_lists()));

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
        Index::new([linked_lists(), more.to_vec()].concat())
    }

    fn new(lists: Vec<&'static WordList>) -> Index {
        let mut places: BTreeMap<&str, Vec<(usize, usize)>> = BTreeMap::new();
        for (list, words) in lists.iter().enumerate() {
            for (index, word) in words.0.iter().enumerate() {
                places.entry(word).or_default().push((list, index));
            }
        }
        let words = places.keys();
        let automaton = (!places.is_empty()).then(|| {
            CharwiseDoubleArrayAhoCorasick::new(words)
                .expect("some thousand words, of which none is empty and none twice there")
        });
        Index { automaton, origins: places.into_values().collect(), lists }
    }
}

impl<'i> Hits<'i> {
    /// Seeks all words in what the author wrote outside tables. Words may overlap.
    pub(crate) fn of(report: &Report<'_>, index: &'i Index) -> Hits<'i> {
        let mut by_list = vec![Vec::new(); index.lists.len()];
        let Some(automaton) = &index.automaton else { return Hits { index, by_list } };
        for (number, line) in report.authored() {
            for found in automaton.find_overlapping_iter(line.words()) {
                for &(list, word) in &index.origins[found.value() as usize] {
                    let range = found.start()..found.end();
                    by_list[list].push(WordHit { line: number, range, word });
                }
            }
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
