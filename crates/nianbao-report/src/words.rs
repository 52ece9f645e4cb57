//! Words sought at a place: small dictionaries by first character.

/// Words with what they mean. Where several stand at one place, the longest is found.
pub(crate) struct WordTable<T> {
    /// A bit for each character of the basic plane that a word begins with: most places are ruled out by one look.
    heads: Box<[u64; 1 << 10]>,
    /// First characters with their entries, in order.
    groups: Vec<(char, Vec<Entry<T>>)>,
}

struct Entry<T> {
    text: &'static str,
    meaning: T,
}

impl<T: Copy> WordTable<T> {
    pub(crate) fn new(words: impl IntoIterator<Item = (&'static str, T)>) -> WordTable<T> {
        let mut table = WordTable { heads: Box::new([0; 1 << 10]), groups: Vec::new() };
        for (text, meaning) in words {
            let Some(head) = text.chars().next() else { continue };
            if let Some(bits) = table.heads.get_mut(head as usize / 64) {
                *bits |= 1 << (head as usize % 64);
            }
            let entry = Entry { text, meaning };
            match table.groups.binary_search_by_key(&head, |(head, _)| *head) {
                Ok(at) => table.groups[at].1.push(entry),
                Err(at) => table.groups.insert(at, (head, vec![entry])),
            }
        }
        for (_, entries) in &mut table.groups {
            entries.sort_by_key(|entry| std::cmp::Reverse(entry.text.len()));
        }
        table
    }

    /// What the longest word at the beginning of `text` means, and its length in bytes.
    pub(crate) fn at(&self, text: &str) -> Option<(T, usize)> {
        let head = text.chars().next()?;
        if self.may_begin(head) { self.with_head(head, text) } else { None }
    }

    /// Whether a word begins with `head`.
    pub(crate) fn may_begin(&self, head: char) -> bool {
        let bits = self.heads.get(head as usize / 64).copied().unwrap_or_default();
        bits >> (head as usize % 64) & 1 == 1
    }

    /// The words of `text` by place, those that begin within another included: what they mean, and where each ends.
    pub(crate) fn found_in<'t>(&'t self, text: &'t str) -> impl Iterator<Item = (T, usize)> + 't {
        text.char_indices().filter(|(_, c)| self.may_begin(*c)).filter_map(|(at, c)| {
            let (meaning, len) = self.with_head(c, &text[at..])?;
            Some((meaning, at + len))
        })
    }

    fn with_head(&self, head: char, text: &str) -> Option<(T, usize)> {
        let group = self.groups.binary_search_by_key(&head, |(head, _)| *head).ok()?;
        let (_, entries) = &self.groups[group];
        let entry = entries.iter().find(|entry| text.starts_with(entry.text))?;
        Some((entry.meaning, entry.text.len()))
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
    }
}
