use std::ops::Range;

/// Whether a number is meant as it stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Exactness {
    /// As it stands.
    Exact,
    /// Rounded to 万 or 亿.
    Rounded,
    /// 约、近、左右, or a range.
    About,
    /// 余、多、以上、超过: that much or more.
    Over,
    /// 以下、不足: that much or less.
    Under,
}

use Exactness::{About, Over, Under};

/// Words before a number; longer ones first.
const BEFORE: [(&str, Exactness); 23] = [
    ("不少于", Over),
    ("不低于", Over),
    ("不超过", Under),
    ("不高于", Under),
    ("超过", Over),
    ("突破", Over),
    ("至少", Over),
    ("多达", Over),
    ("达到", About),
    ("最多", Under),
    ("至多", Under),
    ("不足", Under),
    ("不到", Under),
    ("将近", About),
    ("接近", About),
    ("大约", About),
    ("大概", About),
    ("约为", About),
    ("约", About),
    ("近", About),
    ("逾", Over),
    ("超", Over),
    ("达", About),
];

/// The last characters of the words before a number.
const LAST: [char; 14] =
    ['于', '过', '破', '少', '达', '到', '多', '足', '近', '约', '概', '为', '逾', '超'];

/// Words after a unit.
const AFTER: [(&str, Exactness); 8] = [
    ("左右", About),
    ("上下", About),
    ("以上", Over),
    ("以下", Under),
    ("以内", Under),
    ("之多", Over),
    ("余", Over),
    ("多", Over),
];

/// What `words` before a number say of it, and how many bytes they take.
pub(super) fn before(words: &str) -> Option<(Exactness, usize)> {
    words.chars().next_back().filter(|c| LAST.contains(c))?;
    BEFORE
        .iter()
        .find(|(word, _)| words.ends_with(word) && !is_other_word(words, word))
        .map(|(word, exactness)| (*exactness, word.len()))
}

/// 预约, 附近, 经过: words whose last character is not the one meant.
fn is_other_word(words: &str, word: &str) -> bool {
    const OTHER: [(&str, &[char]); 4] = [
        ("约", &['预', '节', '大', '契', '制', '邀']),
        ("近", &['附', '最', '就', '临']),
        ("超", &['赶']),
        ("达", &['到', '下', '传', '送', '表', '发', '抵']),
    ];
    let before = words[..words.len() - word.len()].chars().next_back();
    OTHER.iter().any(|(end, others)| *end == word && before.is_some_and(|c| others.contains(&c)))
}

/// What `words` after a unit say of the number, and how many bytes they take.
pub(super) fn after(words: &str) -> Option<(Exactness, usize)> {
    words.chars().next().filter(|c| matches!(c, '左' | '上' | '以' | '之' | '余' | '多'))?;
    AFTER
        .iter()
        .find(|(word, _)| words.starts_with(word))
        .map(|(word, exactness)| (*exactness, word.len()))
}

/// Whether the number at `number` ends a range such as `10至13件`, or goes on from another as in `3、4件`.
pub(super) fn ends_range(text: &str, number: &Range<usize>) -> bool {
    let before = &text[..number.start];
    let Some(mark) = before.chars().next_back() else { return false };
    if !matches!(mark, '至' | '到' | '-' | '~' | '～' | '—' | '－' | '、') {
        return false;
    }
    let end = before[..before.len() - mark.len_utf8()].chars().next_back();
    end.is_some_and(|c| c.is_ascii_digit())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_around_a_number_make_it_an_estimate() {
        assert_eq!(before("办理约"), Some((About, "约".len())));
        assert_eq!(before("办理不超过"), Some((Under, "不超过".len())));
        assert_eq!(before("办理超过"), Some((Over, "超过".len())));
        assert_eq!(after("以上，"), Some((Over, "以上".len())));
        assert_eq!(after("余"), Some((Over, "余".len())));
    }

    #[test]
    fn every_word_ends_in_a_character_that_is_looked_for() {
        for (word, exactness) in BEFORE {
            assert_eq!(before(word), Some((exactness, word.len())));
        }
    }

    #[test]
    fn other_words_do_not() {
        for words in ["预约", "附近", "通过", "网上", "共", ""] {
            assert_eq!(before(words), None, "{words}");
        }
        assert_eq!(after("申请"), None);
    }
}
