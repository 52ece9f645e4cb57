/// Whether a reader sees nothing for `c`: white space of any width, zero-width spaces and joiners, soft hyphens.
pub fn is_blank(c: char) -> bool {
    // Nearly all characters are ASCII or Han; it is decided here.
    match c {
        '\0'..='\x7F' => c.is_ascii_whitespace() || c == '\x0B',
        '\u{3001}'..='\u{9FFF}' => false,
        '\u{AD}' | '\u{200B}'..='\u{200D}' | '\u{2060}' | '\u{FEFF}' => true,
        _ => c.is_whitespace(),
    }
}

/// `text` without the [blanks](is_blank) at both ends.
pub fn trim_blanks(text: &str) -> &str {
    // Nearly every text begins with a visible ASCII or a Han character, and many end with one.
    let bytes = text.as_bytes();
    let start = match bytes {
        [b'!'..=b'~' | 0xE4..=0xE9, ..] => text,
        _ => text.trim_start_matches(is_blank),
    };
    match bytes {
        [.., b'!'..=b'~'] | [.., 0xE4..=0xE9, _, _] => start,
        _ => start.trim_end_matches(is_blank),
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    proptest! {
        #[test]
        fn blanks_are_trimmed_at_both_ends(text in "[ \u{3000}\u{200B}\u{2403}\u{A9}\u{4E00}\u{9FFF}甲！。!~1\t]{0,5}|.{0,4}") {
            prop_assert_eq!(trim_blanks(&text), text.trim_matches(is_blank));
        }
    }

    #[test]
    fn blanks_are_white_space_and_what_has_no_width() {
        for c in ' '..='\u{FFFF}' {
            let has_no_width =
                matches!(c, '\u{AD}' | '\u{200B}'..='\u{200D}' | '\u{2060}' | '\u{FEFF}');
            assert_eq!(is_blank(c), c.is_whitespace() || has_no_width, "{c:?}");
        }
    }
}
