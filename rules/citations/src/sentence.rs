use std::ops::Range;

/// The sentence of `words` that `range` stands in, without its end mark.
pub(crate) fn sentence<'w>(words: &'w str, range: &Range<usize>) -> &'w str {
    const ENDS: [char; 6] = ['。', '；', ';', '！', '？', '\n'];
    let start = words[..range.start]
        .rfind(ENDS)
        .map_or(0, |at| at + words[at..].chars().next().map_or(0, char::len_utf8));
    let end = words[range.end..].find(ENDS).map_or(words.len(), |at| range.end + at);
    &words[start..end]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_sentence_ends_at_its_marks() {
        let words = "甲。乙丙；丁";
        let at = |word: &str| {
            words.find(word).map(|start| start..start + word.len()).expect("it is there")
        };
        assert_eq!(sentence(words, &at("甲")), "甲");
        assert_eq!(sentence(words, &at("丙")), "乙丙");
        assert_eq!(sentence(words, &at("丁")), "丁");
    }
}
