//! Words sought at a place: small dictionaries, read character by character.

use std::iter::successors;
use std::ops::Range;

use nianbao_document::CharSet;

/// Words with what they mean. Where several stand at one place, the longest is found.
#[derive(Debug)]
pub struct WordTable<T> {
    heads: CharSet,
    rough: Rough,
    pairs: Pairs,
    /// For words of one character, a bit for its last six bits.
    singles: u64,
    /// Beginnings of words, of two characters or more, and whole words of one.
    nodes: Vec<Node<T>>,
    /// The characters that go on from each node and the nodes they lead to, side by side for one node.
    edges: Vec<(Key, u32)>,
}

/// The beginning of words.
#[derive(Debug)]
struct Node<T> {
    /// What it means as a word, where it is one.
    meaning: Option<T>,
    /// Where its edges stand.
    edges: Range<u32>,
}

impl<T: Copy> WordTable<T> {
    /// The table of `words` with their meanings; of two meanings of one word, the first counts.
    pub fn new(words: impl IntoIterator<Item = (&'static str, T)>) -> WordTable<T> {
        let words: Vec<(&str, T)> = words.into_iter().collect();
        let mut table = WordTable {
            heads: words.iter().filter_map(|(text, _)| text.chars().next()).collect(),
            rough: Rough::with_room_for(words.len()),
            pairs: Pairs::with_room_for(words.len()),
            singles: 0,
            nodes: Vec::new(),
            edges: Vec::new(),
        };
        let mut trie = Trie(Vec::new());
        for (text, meaning) in words {
            let mut chars = text.chars();
            let Some(first) = chars.next() else { continue };
            let second = chars.next();
            table.rough.insert(first, second);
            let keys = [Key::of(first), second.map_or(Key::NONE, Key::of)];
            if second.is_none() {
                table.singles |= keys[0].bit();
            }
            let begin = table.pairs.get_or_insert(keys, small(trie.0.len()));
            let last = chars.fold(begin, |node, c| trie.next_or_new(node, Key::of(c)));
            trie.node_or_new(last).meaning.get_or_insert(meaning);
        }
        for TrieNode { meaning, next } in trie.0 {
            let first = small(table.edges.len());
            table.edges.extend(next);
            table.nodes.push(Node { meaning, edges: first..small(table.edges.len()) });
        }
        table
    }

    /// What the longest word at the beginning of `text` means, and its length in bytes.
    pub fn at(&self, text: &str) -> Option<(T, usize)> {
        let mut longest = None;
        self.each_long_at(text, |meaning, len| longest = Some((meaning, len)));
        longest.or_else(|| self.single_at(text))
    }

    /// Whether `text` begins with a word.
    pub(crate) fn begins(&self, text: &str) -> bool {
        self.at(text).is_some()
    }

    /// Calls `each` with every word at the beginning of `text`, shorter ones first: what it means, and its length in
    /// bytes.
    #[inline]
    pub fn each_at(&self, text: &str, mut each: impl FnMut(T, usize)) {
        if let Some((meaning, len)) = self.single_at(text) {
            each(meaning, len);
        }
        self.each_long_at(text, each);
    }

    /// The same for words of two characters or more.
    #[inline]
    fn each_long_at(&self, text: &str, mut each: impl FnMut(T, usize)) {
        let Some((first, behind)) = Key::first(text.as_bytes()) else { return };
        let Some((second, mut behind)) = Key::first(behind) else { return };
        let mut node = self.pairs.get([first, second]);
        while let Some(Node { meaning, edges }) = node.map(|node| &self.nodes[node as usize]) {
            if let Some(meaning) = meaning {
                each(*meaning, text.len() - behind.len());
            }
            let mut edges = self.edges[edges.start as usize..edges.end as usize].iter();
            let Some((next, rest)) = Key::first(behind) else { break };
            behind = rest;
            node = edges.find(|(known, _)| *known == next).map(|(_, node)| *node);
        }
    }

    /// The word of one character at the beginning of `text`.
    #[inline]
    fn single_at(&self, text: &str) -> Option<(T, usize)> {
        let (first, behind) = Key::first(text.as_bytes())?;
        if self.singles & first.bit() == 0 {
            return None;
        }
        let meaning = self.nodes[self.pairs.get([first, Key::NONE])? as usize].meaning?;
        Some((meaning, text.len() - behind.len()))
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
    pub fn places<'t>(&'t self, text: &'t str) -> impl Iterator<Item = usize> + 't {
        let bytes = text.as_bytes();
        let mut from = 0;
        std::iter::from_fn(move || {
            let at = from + self.rough.first_place(bytes.get(from..)?)?;
            from = at + if let 0xE0..0xF0 = bytes[at] { 3 } else { 1 };
            Some(at)
        })
    }
}

impl WordTable<()> {
    /// The table of `words`, which stand between blanks.
    pub(crate) fn of(words: &'static str) -> WordTable<()> {
        WordTable::new(words.split_whitespace().map(|word| (word, ())))
    }
}

/// A place in a table, which has no more than some thousand.
fn small(place: usize) -> u32 {
    u32::try_from(place).expect("a table is written by hand")
}

/// A table as it grows.
struct Trie<T>(Vec<TrieNode<T>>);

struct TrieNode<T> {
    meaning: Option<T>,
    /// The characters that go on, in order, each with its node.
    next: Vec<(Key, u32)>,
}

impl<T> Trie<T> {
    fn node_or_new(&mut self, node: u32) -> &mut TrieNode<T> {
        if node as usize == self.0.len() {
            self.0.push(TrieNode { meaning: None, next: Vec::new() });
        }
        &mut self.0[node as usize]
    }

    /// The node behind `node` by `key`, which is made where it is not there.
    fn next_or_new(&mut self, node: u32, key: Key) -> u32 {
        self.node_or_new(node);
        let new = small(self.0.len());
        let next = &mut self.0[node as usize].next;
        match next.binary_search_by_key(&key, |(known, _)| *known) {
            Ok(at) => next[at].1,
            Err(at) => {
                next.insert(at, (key, new));
                new
            }
        }
    }
}

/// Tells most places of a text where none of some words stands, by one look at two characters.
#[derive(Debug)]
struct Rough {
    /// By the last bits of a word's first character of three bytes, a bit for each last six bits of its second. A power of
    /// two in number.
    rows: Vec<u64>,
    /// The ASCII characters that words begin with, a bit for each.
    ascii: u128,
    /// Whether there are words that begin with a character of two bytes or of four.
    has_others: bool,
}

impl Rough {
    fn with_room_for(count: usize) -> Rough {
        let rows = count.next_power_of_two().clamp(64, 1 << 12);
        Rough { rows: vec![0; rows], ascii: 0, has_others: false }
    }

    /// Adds the words that begin with these characters.
    fn insert(&mut self, first: char, second: Option<char>) {
        match first.len_utf8() {
            1 => self.ascii |= 1 << u32::from(first),
            3 => {
                let row = self.row(u32::from(first) as usize);
                self.rows[row] |= match second {
                    Some(second) if second.len_utf8() == '字'.len_utf8() => {
                        1 << (u32::from(second) & 0x3F)
                    }
                    _ => u64::MAX,
                };
            }
            _ => self.has_others = true,
        }
    }

    /// Where in `bytes`, which are those of a text, the first word may stand.
    #[inline]
    fn first_place(&self, bytes: &[u8]) -> Option<usize> {
        let mut rest = bytes;
        while let [first, second, third, _, _, next, ..] = *rest {
            let passed = match first {
                0xE0..0xF0 => {
                    let row = usize::from(second & 0x3F) << 6 | usize::from(third & 0x3F);
                    if self.rows[self.row(row)] >> (next & 0x3F) & 1 == 1 {
                        break;
                    }
                    3
                }
                0..0x80 => {
                    if self.ascii >> first & 1 == 1 {
                        break;
                    }
                    1
                }
                0xC0.. if self.has_others => break,
                _ => 1,
            };
            rest = &rest[passed..];
        }
        // In the last few bytes, every place may be one.
        let within = rest.iter().take_while(|byte| matches!(byte, 0x80..0xC0)).count();
        (within < rest.len()).then_some(bytes.len() - rest.len() + within)
    }

    /// The row of a character by its last bits.
    #[inline]
    fn row(&self, bits: usize) -> usize {
        bits & (self.rows.len() - 1)
    }
}

/// A character by its bytes, which are read more quickly than decoded.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
struct Key(u32);

impl Key {
    /// Behind a word of one character.
    const NONE: Key = Key(u32::MAX);

    fn of(c: char) -> Key {
        let mut bytes = [0; char::MAX_LEN_UTF8];
        Key::first(c.encode_utf8(&mut bytes).as_bytes()).map_or(Key::NONE, |(key, _)| key)
    }

    /// A bit for its last six bits.
    #[inline]
    fn bit(self) -> u64 {
        1 << (self.0 & 0x3F)
    }

    /// The first character of `bytes`, which are those of a text, and the bytes behind it.
    #[inline]
    fn first(bytes: &[u8]) -> Option<(Key, &[u8])> {
        let (key, behind) = match bytes {
            [a @ 0xE0..=0xEF, b, c, behind @ ..] => ([0, *a, *b, *c], behind),
            [a @ ..0x80, behind @ ..] => ([0, 0, 0, *a], behind),
            [a @ ..0xE0, b, behind @ ..] => ([0, 0, *a, *b], behind),
            [a, b, c, d, behind @ ..] => ([*a, *b, *c, *d], behind),
            _ => return None,
        };
        Some((Key(u32::from_be_bytes(key)), behind))
    }
}

/// Nodes by the first two characters of words, or by the one of a word of one character.
#[derive(Debug)]
struct Pairs {
    /// A power of two in number, less than half of them taken. Where one is taken, the next is looked at.
    places: Vec<([Key; 2], u32)>,
}

impl Pairs {
    /// A place that is not taken.
    const FREE: ([Key; 2], u32) = ([Key::NONE; 2], 0);

    fn with_room_for(count: usize) -> Pairs {
        Pairs { places: vec![Pairs::FREE; (2 * count + 2).next_power_of_two()] }
    }

    #[inline]
    fn get(&self, pair: [Key; 2]) -> Option<u32> {
        let mut place = self.place(pair);
        loop {
            let (known, node) = self.places[place];
            if known == pair {
                return Some(node);
            }
            if known == Pairs::FREE.0 {
                return None;
            }
            place = (place + 1) & (self.places.len() - 1);
        }
    }

    /// The node of a pair, which is `new` where it has none yet.
    fn get_or_insert(&mut self, pair: [Key; 2], new: u32) -> u32 {
        self.get(pair).unwrap_or_else(|| {
            let mut places =
                successors(Some(self.place(pair)), |place| Some((place + 1) % self.places.len()));
            let free = places.find(|place| self.places[*place] == Pairs::FREE);
            self.places[free.expect("more than half are free")] = (pair, new);
            new
        })
    }

    /// Where a pair is looked for first.
    #[inline]
    fn place(&self, [first, second]: [Key; 2]) -> usize {
        const ODD: u32 = 0x9E37_79B1;
        let hash = (first.0.wrapping_mul(ODD) ^ second.0).wrapping_mul(ODD);
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
                             公 开 予 不 比20 \"引\" é éa \u{A9}字 \u{20000}字";
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
