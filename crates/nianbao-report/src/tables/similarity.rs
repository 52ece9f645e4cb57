//! Whether labels are alike.

/// Words with what tells most of them apart at a glance.
pub(super) struct Sketch<'t> {
    pub(super) words: &'t str,
    /// How many characters they have.
    pub(super) chars: usize,
    /// Which of 64 sets their characters are in.
    sets: u64,
}

impl<'t> Sketch<'t> {
    pub(super) fn of(words: &'t str) -> Sketch<'t> {
        let empty = Sketch { words, chars: 0, sets: 0 };
        words.chars().fold(empty, |Sketch { words, chars, sets }, c| Sketch {
            words,
            chars: chars + 1,
            sets: sets | 1 << (u32::from(c) % u64::BITS),
        })
    }

    /// Whether two labels differ in at most `percent` of the longer one's characters.
    pub(super) fn is_similar(&self, other: &Sketch<'_>, percent: usize) -> bool {
        let most = self.chars.max(other.chars) * percent / 100;
        self.least_difference(other) <= most && strsim::levenshtein(self.words, other.words) <= most
    }

    /// In how many characters the two differ at least: each that the longer one alone has must be replaced or taken away.
    fn least_difference(&self, other: &Sketch<'_>) -> usize {
        let (longer, shorter) =
            if self.chars < other.chars { (other, self) } else { (self, other) };
        let lacking = (longer.sets & !shorter.sets).count_ones() as usize;
        lacking.max(longer.chars - shorter.chars)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_sketch_takes_no_similar_labels_for_different_ones() {
        let labels = [
            "属于国家秘密",
            "属国家秘密",
            "总计",
            "（七）总计",
            "",
            "本年新收",
            "上年结转",
            "其他",
        ];
        for (a, b) in labels.iter().flat_map(|a| labels.map(|b| (*a, b))) {
            let least = Sketch::of(a).least_difference(&Sketch::of(b));
            assert!(least <= strsim::levenshtein(a, b), "{a} {b}");
        }
        assert!(Sketch::of("属于国家秘密").is_similar(&Sketch::of("属国家秘密"), 25));
        assert!(!Sketch::of("本年新收").is_similar(&Sketch::of("上年结转"), 50));
    }
}
