use std::borrow::Cow;
use std::fmt::Write as _;

use unicode_width::UnicodeWidthChar;

/// `text` with every character that a terminal would obey or hide written out, so that what is printed is what is there:
/// control characters as their symbols (`␛`), a line break as `␊`, a tab as blanks, invisible and reordering characters as
/// their codes (`<U+202E>`).
pub fn visible(text: &str) -> Cow<'_, str> {
    if find_hidden(text).is_none() {
        return Cow::Borrowed(text);
    }
    let mut shown = String::with_capacity(text.len() + 16);
    text.chars().for_each(|c| push_visible(&mut shown, c));
    Cow::Owned(shown)
}

/// Appends `c` as [`visible`] writes it.
pub(crate) fn push_visible(shown: &mut String, c: char) {
    match c {
        '\t' => shown.push_str("    "),
        '\0'..='\x1F' => shown.extend(char::from_u32(u32::from('␀') + u32::from(c))),
        '\x7F' => shown.push('␡'),
        _ if is_hidden(c) => {
            // Writing to a string cannot fail.
            let _ = write!(shown, "<U+{:04X}>", u32::from(c));
        }
        _ => shown.push(c),
    }
}

/// Columns that `c` takes as [`visible`] writes it. A mark that joins the character before it still counts one, so that a
/// line of nothing else has an end.
pub(crate) fn columns(c: char) -> usize {
    if !is_hidden(c) {
        return c.width().unwrap_or(0).max(1);
    }
    let mut shown = String::new();
    push_visible(&mut shown, c);
    shown.chars().count()
}

/// Whether a terminal would obey `c` or show nothing for it: control characters, and what Unicode calls ignorable by
/// default (zero-width and bidirectional formatting, byte order marks, variation selectors, fillers, tags), with line and
/// paragraph separators and interlinear annotation.
pub fn is_hidden(c: char) -> bool {
    // Nearly all text is Chinese; it is decided here.
    if ('\u{4E00}'..='\u{9FFF}').contains(&c) {
        return false;
    }
    c.is_control()
        || matches!(
            c,
            '\u{AD}'
                | '\u{34F}'
                | '\u{61C}'
                | '\u{115F}'..='\u{1160}'
                | '\u{17B4}'..='\u{17B5}'
                | '\u{180B}'..='\u{180F}'
                | '\u{200B}'..='\u{200F}'
                | '\u{2028}'..='\u{202E}'
                | '\u{2060}'..='\u{206F}'
                | '\u{3164}'
                | '\u{FE00}'..='\u{FE0F}'
                | '\u{FEFF}'
                | '\u{FFA0}'
                | '\u{FFF0}'..='\u{FFFB}'
                | '\u{1BCA0}'..='\u{1BCA3}'
                | '\u{1D173}'..='\u{1D17A}'
                | '\u{E0000}'..='\u{E0FFF}'
        )
}

/// The first hidden character of `text` and its byte.
pub(crate) fn find_hidden(text: &str) -> Option<(usize, char)> {
    let mut at = 0;
    loop {
        at += text.as_bytes()[at..].iter().position(|byte| MAY_BEGIN_HIDDEN[*byte as usize])?;
        let c = text[at..].chars().next()?;
        if is_hidden(c) {
            return Some((at, c));
        }
        at += c.len_utf8();
    }
}

/// The first bytes of hidden characters in UTF-8. No byte within a character is among them.
const MAY_BEGIN_HIDDEN: [bool; 256] = {
    let mut may_begin = [false; 256];
    let mut byte = 0;
    while byte < may_begin.len() {
        may_begin[byte] = matches!(
            byte,
            0..=0x1F | 0x7F | 0xC2 | 0xCD | 0xD8 | 0xE1..=0xE3 | 0xEF | 0xF0 | 0xF3
        );
        byte += 1;
    }
    may_begin
};

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn harmless_text_is_left_alone() {
        let text = "（七）总计 12 件，“公开”…é😀";
        assert!(matches!(visible(text), Cow::Borrowed(same) if same == text));
    }

    #[test]
    fn what_a_terminal_obeys_is_written_out() {
        assert_eq!(visible("\x1B[31m\r\n\x7F\u{9B}"), "␛[31m␍␊␡<U+009B>");
        assert_eq!(visible("甲\u{202E}乙\u{200B}\u{FEFF}"), "甲<U+202E>乙<U+200B><U+FEFF>");
        assert_eq!(visible("1\t2"), "1    2");
    }

    #[test]
    fn every_hidden_character_is_found() {
        for c in '\0'..=char::MAX {
            let expected = is_hidden(c).then_some((3, c));
            assert_eq!(find_hidden(&format!("甲{c}")), expected);
        }
    }

    proptest! {
        #[test]
        fn nothing_hidden_is_left(text in any::<String>()) {
            prop_assert!(!visible(&text).contains(is_hidden));
        }

        #[test]
        fn the_first_hidden_character_is_found(text in "(\\PC|[\u{0}-\u{a0}\u{3164}\u{202e}公，]){0,12}") {
            let expected = text.char_indices().find(|(_, c)| is_hidden(*c));
            prop_assert_eq!(find_hidden(&text), expected);
        }
    }
}
