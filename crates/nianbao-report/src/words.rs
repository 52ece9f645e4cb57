//! Words sought at a place: small dictionaries, read character by character.

/// Words with what they mean. Where several stand at one place, the longest is found.
#[derive(Debug)]
pub struct WordTable<T> {
    /// A bit for each character of the basic plane that a word begins with: most places are ruled out by one look.
    heads: Box<[u64; 1 << 10]>,
    /// How many first characters come before those of each of the `heads`.
    ranks: Box<[u16; 1 << 10]>,
    /// What words have in common at their beginning. The first is that of no character.
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

impl<T> Node<T> {
    const fn new() -> Node<T> {
        Node { meaning: None, next: Vec::new() }
    }
}

impl<T: Copy> WordTable<T> {
    /// The table of `words` with their meanings; of two meanings of one word, the first counts.
    pub fn new(words: impl IntoIterator<Item = (&'static str, T)>) -> WordTable<T> {
        let mut nodes = vec![Node::new()];
        for (text, meaning) in words {
            let last = text.chars().fold(0, |node, c| next_or_new(&mut nodes, node, c));
            nodes[last].meaning.get_or_insert(meaning);
        }
        let mut heads = Box::new([0_u64; 1 << 10]);
        let mut ranks = Box::new([0_u16; 1 << 10]);
        for (head, _) in &nodes[0].next {
            let head = u32::from(*head) as usize;
            if let Some(bits) = heads.get_mut(head / 64) {
                *bits |= 1 << (head % 64);
            }
        }
        let mut rank = 0;
        for (bits, before) in heads.iter().zip(ranks.iter_mut()) {
            *before = rank;
            rank += u16::try_from(bits.count_ones()).unwrap_or_default();
        }
        WordTable { heads, ranks, nodes }
    }

    /// What the longest word at the beginning of `text` means, and its length in bytes.
    #[inline]
    pub fn at(&self, text: &str) -> Option<(T, usize)> {
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
        let Some(mut node) = chars.next().and_then(|head| self.first_node(head)) else { return };
        loop {
            if let Some(meaning) = node.meaning {
                each(meaning, text.len() - chars.as_str().len());
            }
            let Some(c) = chars.next() else { return };
            let Some((_, next)) = node.next.iter().find(|(known, _)| *known == c) else { return };
            node = &self.nodes[*next];
        }
    }

    /// The node of a first character.
    #[inline]
    fn first_node(&self, head: char) -> Option<&Node<T>> {
        let head = u32::from(head) as usize;
        let bits = *self.heads.get(head / 64)?;
        let before = bits & ((1 << (head % 64)) - 1);
        if bits >> (head % 64) & 1 == 0 {
            return None;
        }
        let rank = usize::from(self.ranks[head / 64]) + before.count_ones() as usize;
        Some(&self.nodes[self.nodes[0].next[rank].1])
    }

    /// Whether a word begins with `head`.
    #[inline]
    pub(crate) fn may_begin(&self, head: char) -> bool {
        let head = u32::from(head) as usize;
        self.heads.get(head / 64).is_some_and(|bits| bits >> (head % 64) & 1 == 1)
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

    /// Where in `text` characters stand that words begin with, in order.
    #[inline]
    pub(crate) fn places<'t>(&'t self, text: &'t str) -> impl Iterator<Item = usize> + 't {
        let bytes = text.as_bytes();
        let mut rest = bytes;
        std::iter::from_fn(move || {
            loop {
                let (code, behind) = first_code(rest)?;
                let at = bytes.len() - rest.len();
                rest = behind;
                if self.heads.get(code / 64).is_some_and(|bits| bits >> (code % 64) & 1 == 1) {
                    return Some(at);
                }
            }
        })
    }
}

impl WordTable<()> {
    /// The table of `words`, which stand between blanks.
    pub(crate) fn of(words: &'static str) -> WordTable<()> {
        WordTable::new(words.split_whitespace().map(|word| (word, ())))
    }
}

/// The number of the first character of `bytes`, which are those of a text, and what follows it. One that is beyond the
/// basic plane has a number beyond it too.
#[inline]
fn first_code(bytes: &[u8]) -> Option<(usize, &[u8])> {
    let low = |byte: u8| usize::from(byte & 0x3F);
    match bytes {
        &[first @ 0xE0..=0xEF, second, third, ref rest @ ..] => {
            Some((usize::from(first & 0x0F) << 12 | low(second) << 6 | low(third), rest))
        }
        &[first @ 0..0x80, ref rest @ ..] => Some((usize::from(first), rest)),
        &[first @ 0xC0..0xE0, second, ref rest @ ..] => {
            Some((usize::from(first & 0x1F) << 6 | low(second), rest))
        }
        [_, _, _, _, rest @ ..] => Some((usize::MAX, rest)),
        _ => None,
    }
}

/// The node behind `node` by `c`, which is made where it is not there.
fn next_or_new<T>(nodes: &mut Vec<Node<T>>, node: usize, c: char) -> usize {
    match nodes[node].next.binary_search_by_key(&c, |(known, _)| *known) {
        Ok(at) => nodes[node].next[at].1,
        Err(at) => {
            let new = nodes.len();
            nodes.push(Node::new());
            nodes[node].next.insert(at, (c, new));
            new
        }
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
        assert_eq!(table.at("不予处理"), None);
        assert_eq!(table.at(""), None);
        let found: Vec<_> = table.found_in("不予公开").collect();
        assert_eq!(found, [(3, "不予公开".len()), (1, "不予公开".len())]);
        assert!(table.begins("公示") && !table.begins("示公") && table.is_in("示公"));
    }

    #[test]
    fn every_word_of_a_place_is_told() {
        let table = WordTable::new([("未收到", 1), ("未", 2), ("收到", 3)]);
        let mut found = Vec::new();
        table.each_at("未收到申请", |meaning, len| found.push((meaning, len)));
        assert_eq!(found, [(2, "未".len()), (1, "未收到".len())]);
    }

    #[test]
    fn characters_of_every_length_are_found() {
        let words = ["\"", "é", "，", "㐀", "公", "\u{20000}", "\u{10FFFF}"];
        let table = WordTable::new(words.iter().copied().zip(0..));
        for (index, word) in words.iter().enumerate() {
            let text = format!("甲{word}乙");
            let in_plane = word.chars().all(|c| u32::from(c) < 1 << 16);
            let expected: Vec<_> =
                if in_plane { vec![(index, text.len() - "乙".len())] } else { Vec::new() };
            assert_eq!(table.found_in(&text).collect::<Vec<_>>(), expected, "{word}");
        }
    }
}
