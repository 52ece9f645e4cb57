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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn blanks_are_white_space_and_what_has_no_width() {
        for c in ' '..='\u{FFFF}' {
            let has_no_width =
                matches!(c, '\u{AD}' | '\u{200B}'..='\u{200D}' | '\u{2060}' | '\u{FEFF}');
            assert_eq!(is_blank(c), c.is_whitespace() || has_no_width, "{c:?}");
        }
    }
}
