//! Where numbers in Chinese numerals begin.

use std::sync::LazyLock;

use aho_corasick::packed::Searcher;

use super::PERCENT_OF;
use super::number::may_follow_numeral;
use super::unit::may_begin_unit;

/// The numerals a number can begin with.
const NUMERALS: [char; 13] =
    ['一', '二', '两', '三', '四', '五', '六', '七', '八', '九', '十', '百', '千'];

/// Where numbers in Chinese numerals may begin: at a numeral with another or a unit behind it, or at 百分之. 进一步, 一是 and
/// 三公 are none.
pub(super) struct Numerals<'t> {
    text: &'t str,
    /// The next, if any is left.
    next: Option<usize>,
}

impl<'t> Numerals<'t> {
    /// Those of `text` from `start` on.
    pub(super) fn new(text: &'t str, start: usize) -> Numerals<'t> {
        Numerals { text, next: first_head(text, start) }
    }

    /// Whether none is left.
    pub(super) fn are_none(&self) -> bool {
        self.next.is_none()
    }

    /// The first at or behind `at`, where earlier ones are no longer asked for.
    #[inline]
    pub(super) fn first_from(&mut self, at: usize) -> Option<usize> {
        if self.next.is_some_and(|next| next < at) {
            self.next = first_head(self.text, at);
        }
        self.next
    }
}

/// Where the first number may begin in `text` from `start` on.
fn first_head(text: &str, start: usize) -> Option<usize> {
    let mut from = start;
    loop {
        let at = first_numeral(text, from)?;
        if may_begin(&text[at..]) {
            return Some(at);
        }
        from = at + '一'.len_utf8();
    }
}

/// Where the first numeral stands in `text` from `start` on. Where the processor can, it compares many bytes with all of
/// them in one step.
fn first_numeral(text: &str, start: usize) -> Option<usize> {
    static SEARCHER: LazyLock<Option<Searcher>> =
        LazyLock::new(|| Searcher::new(NUMERALS.map(String::from)));
    match &*SEARCHER {
        Some(searcher) => {
            let span = aho_corasick::Span::from(start..text.len());
            searcher.find_in(text.as_bytes(), span).map(|found| found.start())
        }
        None => text[start..].find(NUMERALS).map(|at| start + at),
    }
}

/// Whether a number may begin with `c`.
pub(super) fn is_head(c: char) -> bool {
    c.is_ascii_digit() || NUMERALS.contains(&c)
}

/// Whether a number may begin with the numeral at the beginning of `text`.
fn may_begin(text: &str) -> bool {
    let behind = text.chars().nth(1);
    behind.is_some_and(|c| may_follow_numeral(c) || may_begin_unit(c))
        || text.starts_with(PERCENT_OF)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn first(text: &str) -> Option<usize> {
        Numerals::new(text, 0).first_from(0)
    }

    #[test]
    fn every_numeral_may_begin_a_number() {
        for c in NUMERALS {
            for text in [format!("共{c}件"), format!("é“{c}十"), format!("𠀀a{c}3")] {
                let at = text.find(c);
                assert_eq!(first(&text), at, "{text}");
            }
            assert!(is_head(c));
        }
        assert_eq!(first("达百分之"), Some("达".len()));
        assert!(is_head('0') && !is_head('零') && !is_head('万') && !is_head('工'));
    }

    #[test]
    fn every_numeral_is_found_wherever_it_stands() {
        let filling = "公开信息，é1\u{20000}工作．";
        for c in NUMERALS {
            for before in (0..=filling.len()).filter(|at| filling.is_char_boundary(*at)) {
                let text = format!("{}{c}{filling}{filling}", &filling[before..]);
                for start in (0..=text.len()).filter(|at| text.is_char_boundary(*at)) {
                    let expected = text[start..].find(NUMERALS).map(|at| start + at);
                    assert_eq!(first_numeral(&text, start), expected, "{text} {start}");
                }
            }
        }
    }

    #[test]
    fn numerals_in_words_begin_none() {
        for text in ["进一步", "一是", "“三公”", "第二", "百", "千", "工作", ""] {
            assert_eq!(first(text), None, "{text}");
        }
    }

    #[test]
    fn those_passed_by_are_passed_over() {
        let mut numerals = Numerals::new("一件两件三件", "一件".len());
        assert_eq!(numerals.first_from(0), Some("一件".len()));
        assert_eq!(numerals.first_from("一件两".len()), Some("一件两件".len()));
        assert_eq!(numerals.first_from("一件两件三".len()), None);
    }
}
