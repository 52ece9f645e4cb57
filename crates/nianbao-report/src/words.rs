//! Words sought at a place: small dictionaries, read character by character.

use std::iter::successors;

use nianbao_document::CharSet;

/// Words with what they mean. Where several stand at one place, the longest is found.
#[derive(Debug)]
pub struct WordTable<T> {
    heads: CharSet,
    /// By the last six bits of a word's first character, a bit for each last six bits of its second: most places are ruled
    /// out by this one look.
    rough: [u64; 64],
    pairs: Pairs,
    /// Whether there are words of one character.
    has_single: bool,
    /// Whether there are words that begin with a character of two bytes.
    has_short: bool,
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
            rough: [0; 64],
            pairs: Pairs::with_room_for(words.len()),
            has_short: words.iter().any(|(text, _)| matches!(text.as_bytes(), [0xC0..0xE0, ..])),
            has_single: words.iter().any(|(text, _)| text.chars().nth(1).is_none()),
            nodes: Vec::new(),
        };
        for (text, meaning) in words {
            let mut chars = text.chars();
            let Some(first) = chars.next() else { continue };
            let second = chars.next();
            table.rough[low_bits(first)] |= match second {
                Some(second) if second.len_utf8() == '字'.len_utf8() => 1 << low_bits(second),
                _ => u64::MAX,
            };
            let begin = table.pairs.get_or_insert(first, second, table.nodes.len());
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
    pub fn at(&self, text: &str) -> Option<(T, usize)> {
        let mut chars = text.chars();
        let first = chars.next()?;
        let mut longest = None;
        let mut node = chars.next().and_then(|second| self.pairs.get(first, Some(second)));
        while let Some(Node { meaning, next }) = node.map(|node| &self.nodes[node]) {
            if meaning.is_some() {
                longest = Some((meaning, text.len() - chars.as_str().len()));
            }
            if next.is_empty() {
                break;
            }
            node = chars.next().and_then(|c| next_node(next, c));
        }
        let single = || Some((&self.nodes[self.single(first)?].meaning, first.len_utf8()));
        let (meaning, len) = longest.or_else(single)?;
        meaning.map(|meaning| (meaning, len))
    }

    /// The node of `first` as a word of one character, if it may be one.
    fn single(&self, first: char) -> Option<usize> {
        if self.has_single { self.pairs.get(first, None) } else { None }
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
        if let Some(meaning) = self.single(first).and_then(|node| self.nodes[node].meaning) {
            each(meaning, first.len_utf8());
        }
        let mut node = chars.next().and_then(|second| self.pairs.get(first, Some(second)));
        while let Some(Node { meaning, next }) = node.map(|node| &self.nodes[node]) {
            if let Some(meaning) = meaning {
                each(*meaning, text.len() - chars.as_str().len());
            }
            if next.is_empty() {
                break;
            }
            node = chars.next().and_then(|c| next_node(next, c));
        }
    }

    /// The characters words begin with.
    pub(crate) fn heads(&self) -> &CharSet {
        &self.heads
    }

    /// Whether a word stands anywhere in `text`.
    pub(crate) fn is_in(&self, text: &str) -> bool {
        self.found_in(text).next().is_some()
    }

    /// The words of `text` by place, the longest at each, those that begin within another included: what they mean, and
    /// where each ends.
    pub(crate) fn found_in<'t>(&'t self, text: &'t str) -> impl Iterator<Item = (T, usize)> + 't {
        self.places(text).filter_map(|at| {
            let (meaning, len) = self.at(&text[at..])?;
            Some((meaning, at + len))
        })
    }

    /// Where words may stand in `text`, in order; few other places are among them.
    #[inline]
    pub(crate) fn places<'t>(&'t self, text: &'t str) -> impl Iterator<Item = usize> + 't {
        let mut from = 0;
        std::iter::from_fn(move || {
            let at = from + self.first_place(text.as_bytes().get(from..)?)?;
            // Within a character there is nothing to be found.
            from = at + 1;
            Some(at)
        })
    }

    /// Where in `bytes`, which are those of a text, the first word may stand.
    #[inline]
    fn first_place(&self, bytes: &[u8]) -> Option<usize> {
        // What is no third byte of a character belongs to a shorter one, before which every place may be one.
        let is_place =
            |third: u8, next: u8| self.rough[usize::from(third & 0x3F)] >> (next & 0x3F) & 1 == 1;
        let mut rest = bytes;
        loop {
            rest = match rest {
                &[0xE0..=0xFF, _, third, ref behind @ ..] => {
                    if is_place(third, behind.get(2).copied().unwrap_or_default()) {
                        break;
                    }
                    // The fourth byte of a longer character is passed over by itself.
                    behind
                }
                &[first @ 0..0x80, ref behind @ ..] => {
                    if self.heads.contains(char::from(first)) {
                        break;
                    }
                    behind
                }
                // No more than a few words begin with characters of two bytes.
                [0xC0..0xE0, ..] if self.has_short => break,
                [_, behind @ ..] => behind,
                [] => return None,
            };
        }
        Some(bytes.len() - rest.len())
    }
}

/// The node behind those that `c` leads to.
#[inline]
fn next_node(next: &[(char, usize)], c: char) -> Option<usize> {
    next.iter().find(|(known, _)| *known == c).map(|(_, node)| *node)
}

/// The last six bits of a character, which are those of its last byte.
fn low_bits(c: char) -> usize {
    (u32::from(c) & 0x3F) as usize
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
        let found: Vec<_> = table.found_in("公公开a不é予公").collect();
        assert_eq!(found, [(2, 3), (1, 9), (2, 21)]);
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
                             公 开 予 不 比20 \"引\" é éa \u{A9}字";
        let words: Vec<&'static str> = WORDS.split_whitespace().collect();
        let table = WordTable::new(words.iter().copied().zip(0..));
        for (index, word) in words.iter().enumerate() {
            assert_eq!(table.at(&format!("{word}甲")), Some((index, word.len())), "{word}");
            assert_eq!(table.at(word), Some((index, word.len())), "{word}");
            for before in ["", "甲", "a", "ü", "\u{20000}"] {
                let text = format!("{before}{word}");
                let found = table.found_in(&text).next();
                assert_eq!(found, Some((index, text.len())), "{text}");
            }
        }
    }
}
