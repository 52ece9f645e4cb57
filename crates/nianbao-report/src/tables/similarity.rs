//! Whether labels are alike.

/// Whether two labels differ in at most `percent` of the longer one's characters.
pub(super) fn is_similar(a: &str, b: &str, percent: usize) -> bool {
    let (a_sketch, b_sketch) = (Sketch::of(a), Sketch::of(b));
    let most = a_sketch.chars.max(b_sketch.chars) * percent / 100;
    a_sketch.least_difference(&b_sketch) <= most && strsim::levenshtein(a, b) <= most
}

/// What tells most labels apart at a glance: how many characters they have, and a set of 64 that each is one of.
struct Sketch {
    chars: usize,
    set: u64,
}

impl Sketch {
    fn of(words: &str) -> Sketch {
        let empty = Sketch { chars: 0, set: 0 };
        words.chars().fold(empty, |Sketch { chars, set }, c| Sketch {
            chars: chars + 1,
            set: set | 1 << (u32::from(c) % u64::BITS),
        })
    }

    /// In how many characters the two differ at least: each that the longer one alone has must be replaced or taken away.
    fn least_difference(&self, other: &Sketch) -> usize {
        let (longer, shorter) =
            if self.chars < other.chars { (other, self) } else { (self, other) };
        let lacking = (longer.set & !shorter.set).count_ones() as usize;
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
        assert!(is_similar("属于国家秘密", "属国家秘密", 25));
        assert!(!is_similar("本年新收", "上年结转", 50));
    }
}
