//! Words sought at a place: small dictionaries, read character by character.

mod heads;

use std::iter::successors;

pub(crate) use heads::Heads;

/// Words with what they mean. Where several stand at one place, the longest is found.
#[derive(Debug)]
pub struct WordTable<T> {
    heads: Heads,
    pairs: Pairs,
    /// Whether there are words of one character.
    has_single: bool,
    /// Beginnings of words, of two characters or more, and whole words of one.
    nodes: Vec<Node<T>>,
}

/// The beginning of words.
#[derive(Debug)]
struct Node<T> {
    /// What it means as a word, where it is one.
    meaning: Option<T>,
    /// The characters that go on, in order, each with its node.
    next: Vec<(char, usize)>,
}

impl<T: Copy> WordTable<T> {
    /// The table of `words` with their meanings; of two meanings of one word, the first counts.
    pub fn new(words: impl IntoIterator<Item = (&'static str, T)>) -> WordTable<T> {
        let words: Vec<(&str, T)> = words.into_iter().collect();
        let mut table = WordTable {
            heads: words.iter().filter_map(|(text, _)| text.chars().next()).collect(),
            pairs: Pairs::with_room_for(words.len()),
            has_single: words.iter().any(|(text, _)| text.chars().nth(1).is_none()),
            nodes: Vec::new(),
        };
        for (text, meaning) in words {
            let mut chars = text.chars();
            let Some(first) = chars.next() else { continue };
            let begin = table.pairs.get_or_insert(first, chars.next(), table.nodes.len());
            let last = chars.fold(begin, |node, c| table.next_or_new(node, c));
            table.node_or_new(last).meaning.get_or_insert(meaning);
        }
        table
    }

    fn node_or_new(&mut self, node: usize) -> &mut Node<T> {
        if node == self.nodes.len() {
            self.nodes.push(Node { meaning: None, next: Vec::new() });
        }
        &mut self.nodes[node]
    }

    /// The node behind `node` by `c`, which is made where it is not there.
    fn next_or_new(&mut self, node: usize, c: char) -> usize {
        self.node_or_new(node);
        let new = self.nodes.len();
        let next = &mut self.nodes[node].next;
        match next.binary_search_by_key(&c, |(known, _)| *known) {
            Ok(at) => next[at].1,
            Err(at) => {
                next.insert(at, (c, new));
                new
            }
        }
    }

    /// What the longest word at the beginning of `text` means, and its length in bytes.
    #[inline]
    pub fn at(&self, text: &str) -> Option<(T, usize)> {
        let may_begin = text.chars().next().is_some_and(|head| self.heads.contains(head));
        if may_begin { self.longest(text) } else { None }
    }

    /// The same, where `text` begins as a word does.
    fn longest(&self, text: &str) -> Option<(T, usize)> {
        let mut longest = None;
        self.each_at(text, |meaning, len| longest = Some((meaning, len)));
        longest
    }

    /// Whether `text` begins with a word.
    pub(crate) fn begins(&self, text: &str) -> bool {
        self.at(text).is_some()
    }

    /// Calls `each` with every word at the beginning of `text`, shorter ones first: what it means, and its length in
    /// bytes.
    #[inline]
    pub(crate) fn each_at(&self, text: &str, mut each: impl FnMut(T, usize)) {
        let mut chars = text.chars();
        let Some(first) = chars.next() else { return };
        let single = if self.has_single { self.pairs.get(first, None) } else { None };
        if let Some(meaning) = single.and_then(|node| self.nodes[node].meaning) {
            each(meaning, first.len_utf8());
        }
        let Some(second) = chars.next() else { return };
        let mut node = self.pairs.get(first, Some(second));
        while let Some(Node { meaning, next }) = node.map(|node| &self.nodes[node]) {
            if let Some(meaning) = meaning {
                each(*meaning, text.len() - chars.as_str().len());
            }
            if next.is_empty() {
                return;
            }
            let Some(c) = chars.next() else { return };
            node = next.iter().find(|(known, _)| *known == c).map(|(_, node)| *node);
        }
    }

    /// The characters words begin with.
    pub(crate) fn heads(&self) -> &Heads {
        &self.heads
    }

    /// Whether a word stands anywhere in `text`.
    pub(crate) fn is_in(&self, text: &str) -> bool {
        self.found_in(text).next().is_some()
    }

    /// The words of `text` by place, the longest at each, those that begin within another included: what they mean, and
    /// where each ends.
    pub(crate) fn found_in<'t>(&'t self, text: &'t str) -> impl Iterator<Item = (T, usize)> + 't {
        self.heads.places(text).filter_map(|at| {
            let (meaning, len) = self.longest(&text[at..])?;
            Some((meaning, at + len))
        })
    }
}

impl WordTable<()> {
    /// The table of `words`, which stand between blanks.
    pub(crate) fn of(words: &'static str) -> WordTable<()> {
        WordTable::new(words.split_whitespace().map(|word| (word, ())))
    }
}

/// Nodes by the first two characters of words, or by the one of a word of one character.
#[derive(Debug)]
struct Pairs {
    /// A power of two in number, less than half of them taken. Where one is taken, the next is looked at.
    places: Vec<Option<([char; 2], usize)>>,
}

impl Pairs {
    fn with_room_for(count: usize) -> Pairs {
        Pairs { places: vec![None; (2 * count + 2).next_power_of_two()] }
    }

    #[inline]
    fn get(&self, first: char, second: Option<char>) -> Option<usize> {
        let pair = [first, second.unwrap_or_default()];
        let mut place = self.place(pair);
        while let Some((known, node)) = self.places[place] {
            if known == pair {
                return Some(node);
            }
            place = (place + 1) & (self.places.len() - 1);
        }
        None
    }

    /// The node of a pair, which is `new` where it has none yet.
    fn get_or_insert(&mut self, first: char, second: Option<char>, new: usize) -> usize {
        self.get(first, second).unwrap_or_else(|| {
            let pair = [first, second.unwrap_or_default()];
            let mut places =
                successors(Some(self.place(pair)), |place| Some((place + 1) % self.places.len()));
            let free = places.find(|place| self.places[*place].is_none());
            self.places[free.expect("more than half are free")] = Some((pair, new));
            new
        })
    }

    /// Where a pair is looked for first.
    #[inline]
    fn place(&self, [first, second]: [char; 2]) -> usize {
        const ODD: u32 = 0x9E37_79B1;
        let hash = (u32::from(first).wrapping_mul(ODD) ^ u32::from(second)).wrapping_mul(ODD);
        (hash >> 16) as usize & (self.places.len() - 1)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_longest_word_wins() {
        let table = WordTable::new([("公开", 1), ("公", 2), ("不予公开", 3)]);
        assert_eq!(table.at("公开信息"), Some((1, "公开".len())));
        assert_eq!(table.at("公示"), Some((2, "公".len())));
        assert_eq!(table.at("公"), Some((2, "公".len())));
        assert_eq!(table.at("不予处理"), None);
        assert_eq!(table.at("不"), None);
        assert_eq!(table.at(""), None);
        let found: Vec<_> = table.found_in("不予公开").collect();
        assert_eq!(found, [(3, "不予公开".len()), (1, "不予公开".len())]);
        assert!(table.begins("公示") && !table.begins("示公") && table.is_in("示公"));
    }

    #[test]
    fn every_word_of_a_place_is_told() {
        let table = WordTable::new([("未收到", 1), ("未", 2), ("收到", 3), ("未", 4)]);
        let mut found = Vec::new();
        table.each_at("未收到申请", |meaning, len| found.push((meaning, len)));
        assert_eq!(found, [(2, "未".len()), (1, "未收到".len())]);
    }

    #[test]
    fn many_words_are_told_apart() {
        const WORDS: &str = "予以公开 予以部分公开 部分公开 部分予以公开 不予公开 不予处理 不公开 无法提供 无法 公开 \
                             公 开 予 不 比20 \"引\"";
        let words: Vec<&'static str> = WORDS.split_whitespace().collect();
        let table = WordTable::new(words.iter().copied().zip(0..));
        for (index, word) in words.iter().enumerate() {
            assert_eq!(table.at(&format!("{word}甲")), Some((index, word.len())), "{word}");
            assert_eq!(table.at(word), Some((index, word.len())), "{word}");
        }
    }
}
