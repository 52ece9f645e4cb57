//! Whole texts looked up by what they say: labels and headings as they are printed.

use std::borrow::Cow;

/// Names with what is known of each.
#[derive(Debug)]
pub(crate) struct Names<T> {
    entries: Vec<(Cow<'static, str>, T)>,
    /// A power of two in number, at most a quarter of them taken: one more than the index of an entry, or 0. Where one is
    /// taken, the next is looked at.
    slots: Vec<u16>,
    /// Length of the longest name in bytes.
    longest: usize,
}

impl<T> Names<T> {
    /// Of two entries of one name, the last counts.
    pub(crate) fn new(entries: impl IntoIterator<Item = (Cow<'static, str>, T)>) -> Names<T> {
        let entries: Vec<(Cow<'static, str>, T)> = entries.into_iter().collect();
        let slots = vec![0; (4 * entries.len() + 4).next_power_of_two()];
        let longest = entries.iter().map(|(name, _)| name.len()).max().unwrap_or_default();
        let mut names = Names { entries, slots, longest };
        for index in 0..names.entries.len() {
            let (slot, _) = names.find(&names.entries[index].0);
            let number = u16::try_from(index + 1).expect("there are some hundred names");
            names.slots[slot] = number;
        }
        names
    }

    /// What is known of `name`.
    #[inline]
    pub(crate) fn get(&self, name: &str) -> Option<&T> {
        // Nearly all that is no name is longer than any.
        if name.len() > self.longest {
            return None;
        }
        self.find(name).1
    }

    /// Every name.
    #[cfg(test)]
    pub(crate) fn names(&self) -> impl Iterator<Item = &str> {
        self.entries.iter().map(|(name, _)| &**name)
    }

    /// The slot of `name`, or the free one where it would be, and what is known of it.
    #[inline]
    fn find(&self, name: &str) -> (usize, Option<&T>) {
        let mut slot = start(name) & (self.slots.len() - 1);
        while let Some(index) = usize::from(self.slots[slot]).checked_sub(1) {
            let (known, value) = &self.entries[index];
            if known == name {
                return (slot, Some(value));
            }
            slot = (slot + 1) & (self.slots.len() - 1);
        }
        (slot, None)
    }
}

/// Where a name is looked for first, by its length, its middle and its end: many names begin alike.
#[inline]
fn start(name: &str) -> usize {
    const ODD: u64 = 0x9E37_79B9_7F4A_7C15;
    let bytes = name.as_bytes();
    let [middle, end] = match bytes.last_chunk() {
        Some(end) => {
            let middle = bytes[bytes.len() / 2..].first_chunk().or_else(|| bytes.first_chunk());
            [middle.map_or(0, |chunk| u64::from_le_bytes(*chunk)), u64::from_le_bytes(*end)]
        }
        // Two characters, as the shortest names are.
        None => [bytes.first_chunk(), bytes.last_chunk()]
            .map(|chunk| chunk.map_or(0, |chunk| u64::from(u32::from_le_bytes(*chunk)))),
    };
    let all = (middle.rotate_left(29) ^ end).wrapping_add(bytes.len() as u64);
    // The highest bits are those that all others have a part in.
    (all.wrapping_mul(ODD) >> 48) as usize
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_name_is_found_and_nothing_else() {
        let texts = [
            "",
            "a",
            "件",
            "规章",
            "其他",
            "行政许可",
            "行政处罚",
            "1.属于国家秘密",
            "2.属于国家秘密",
        ];
        let more = (0..500).map(|number| format!("第{number}项"));
        let texts: Vec<String> = texts.into_iter().map(str::to_owned).chain(more).collect();
        let names = Names::new(texts.iter().cloned().map(Cow::Owned).zip(0..));
        for (index, text) in texts.iter().enumerate() {
            assert_eq!(names.get(text), Some(&index), "{text}");
            for other in [format!("{text} "), format!("件{text}"), format!("{text}{text}")] {
                let expected = texts.iter().position(|known| *known == other);
                assert_eq!(names.get(&other).copied(), expected, "{other}");
            }
        }
        assert_eq!(names.names().count(), texts.len());
    }

    #[test]
    fn the_last_entry_of_a_name_counts() {
        let names = Names::new([("甲".into(), 1), ("乙".into(), 2), ("甲".into(), 3)]);
        assert_eq!([names.get("甲"), names.get("乙"), names.get("丙")], [Some(&3), Some(&2), None]);
    }
}
