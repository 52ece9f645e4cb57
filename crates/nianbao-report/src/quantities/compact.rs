use std::ops::Range;

/// Words without white space, with the way back.
#[derive(Debug)]
pub(super) struct Compact {
    text: String,
    gaps: Vec<Gap>,
}

/// White space that was left out.
#[derive(Debug)]
struct Gap {
    /// Where it stood, in the text.
    at: usize,
    /// How many bytes were left out up to its end.
    removed: usize,
}

impl Compact {
    pub(super) fn of(words: &str) -> Compact {
        let mut compact = Compact { text: String::with_capacity(words.len()), gaps: Vec::new() };
        for (start, c) in words.char_indices() {
            if !is_space(c) {
                compact.text.push(c);
                continue;
            }
            let (at, removed) = (compact.text.len(), start + c.len_utf8() - compact.text.len());
            match compact.gaps.last_mut().filter(|gap| gap.at == at) {
                Some(gap) => gap.removed = removed,
                None => compact.gaps.push(Gap { at, removed }),
            }
        }
        compact
    }

    pub(super) fn text(&self) -> &str {
        &self.text
    }

    /// The bytes of the words from the first character of `range` to its last.
    pub(super) fn original(&self, range: &Range<usize>) -> Range<usize> {
        let start = range.start + self.removed(|gap| gap.at <= range.start);
        if range.is_empty() {
            return start..start;
        }
        start..range.end + self.removed(|gap| gap.at < range.end)
    }

    fn removed(&self, is_before: impl Fn(&Gap) -> bool) -> usize {
        let before = self.gaps.partition_point(is_before);
        before.checked_sub(1).map_or(0, |last| self.gaps[last].removed)
    }
}

/// Whether `c` is white space of any width, none included.
#[inline]
pub(super) fn is_space(c: char) -> bool {
    match c {
        // Nearly all marks.
        '!'..='~' | '\u{3001}'..='\u{FEFE}' | '\u{FF01}'.. => false,
        '\u{200B}'..='\u{200F}' | '\u{2060}' | '\u{FEFF}' => true,
        _ => c.is_whitespace(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn white_space_of_any_width_is_told() {
        let others = ['\u{200B}', '\u{200F}', '\u{2060}', '\u{FEFF}'];
        for c in ('\0'..='\u{FFFF}').filter(|c| *c < '\u{200B}' || *c > '\u{200F}') {
            assert_eq!(is_space(c), c.is_whitespace() || others.contains(&c), "{c:?}");
        }
        assert!(others.into_iter().all(is_space));
    }

    #[test]
    fn ranges_find_their_way_back() {
        let words = "收 到\u{3000}\u{3000}1 3 件 申请";
        let compact = Compact::of(words);
        assert_eq!(compact.text(), "收到13件申请");
        let back = |range: Range<usize>| &words[compact.original(&range)];
        assert_eq!(back(0..6), "收 到");
        assert_eq!(back(6..8), "1 3");
        assert_eq!(back(6..11), "1 3 件");
        assert_eq!(back(11..17), "申请");
        assert_eq!(back(6..6), "");
        assert_eq!(back(17..17), "");
    }
}
