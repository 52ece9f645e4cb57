use std::ops::Range;
use std::sync::LazyLock;

use aho_corasick::AhoCorasick;
use nianbao_report::{LineRole, Report};

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
#[derive(Debug, Default)]
pub(crate) struct Hits {
    /// By list, as the index knows it; within, by place.
    by_list: Vec<Vec<WordHit>>,
}

/// The lists of all linked rules as one automaton.
struct Index {
    automaton: AhoCorasick,
    /// The list and the place in it of each of the automaton's patterns.
    origins: Vec<(usize, usize)>,
    lists: Vec<&'static WordList>,
}

static INDEX: LazyLock<Index> = LazyLock::new(|| {
    let lists: Vec<&'static WordList> = inventory::iter::<&'static WordList>.into_iter().copied().collect();
    let words = lists.iter().flat_map(|list| list.0);
    let automaton = AhoCorasick::new(words).expect("some thousand short words are within every limit");
    let origins = lists.iter().enumerate();
    let origins = origins.flat_map(|(list, words)| (0..words.0.len()).map(move |word| (list, word)));
    Index { automaton, origins: origins.collect(), lists }
});

impl Hits {
    /// Seeks all words in what the author wrote outside tables. Words may overlap.
    pub(crate) fn of(report: &Report<'_>) -> Hits {
        let index = &*INDEX;
        let mut by_list = vec![Vec::new(); index.lists.len()];
        for (number, line) in report.lines.iter().enumerate() {
            if matches!(line.role, LineRole::Page | LineRole::TableCell(_)) {
                continue;
            }
            for found in index.automaton.find_overlapping_iter(line.words()) {
                let (list, word) = index.origins[found.pattern().as_usize()];
                by_list[list].push(WordHit { line: number, range: found.range(), word });
            }
        }
        for hits in &mut by_list {
            hits.sort_by_key(|hit| (hit.line, hit.range.start, hit.range.end));
        }
        Hits { by_list }
    }

    /// Those of `list`, by place; none where it was not submitted.
    pub(crate) fn of_list(&self, list: &'static WordList) -> &[WordHit] {
        let known = INDEX.lists.iter().position(|known| std::ptr::eq(*known, list));
        known.and_then(|at| self.by_list.get(at)).map_or(&[], Vec::as_slice)
    }
}
