//! A set of characters that costs the same quick look for every character of a text.

/// One bit for each character of the first plane, 8 KB; what lies behind it is in none.
#[derive(Debug)]
pub(crate) struct CharSet([u64; 1024]);

impl CharSet {
    /// Whether `c` is in it.
    pub(crate) fn contains(&self, c: char) -> bool {
        let index = u32::from(c) as usize;
        self.0.get(index / 64).is_some_and(|word| word >> (index % 64) & 1 == 1)
    }
}

impl FromIterator<char> for CharSet {
    fn from_iter<I: IntoIterator<Item = char>>(chars: I) -> CharSet {
        let mut set = CharSet([0; 1024]);
        for index in chars.into_iter().map(|c| u32::from(c) as usize) {
            if let Some(word) = set.0.get_mut(index / 64) {
                *word |= 1 << (index % 64);
            }
        }
        set
    }
}
