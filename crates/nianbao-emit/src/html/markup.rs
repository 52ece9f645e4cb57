use std::fmt::Display;

use crate::visible::{is_hidden, push_visible};

/// Markup being written. Only literals of this program go in as they are; every other text is escaped, and what a browser
/// would obey or hide is written out.
#[derive(Debug, Default)]
pub(super) struct Markup(String);

impl Markup {
    /// Appends markup.
    pub(super) fn raw(&mut self, markup: &'static str) -> &mut Self {
        self.0.push_str(markup);
        self
    }

    /// Appends words, or the value of an attribute in double quotes.
    pub(super) fn text(&mut self, words: &str) -> &mut Self {
        words.chars().for_each(|c| self.push(c));
        self
    }

    /// Appends words with their line breaks.
    pub(super) fn lines(&mut self, words: &str) -> &mut Self {
        for c in words.chars() {
            match c {
                '\n' => self.0.push_str("<br>"),
                _ => self.push(c),
            }
        }
        self
    }

    /// Appends what is shown of `value`.
    pub(super) fn show(&mut self, value: impl Display) -> &mut Self {
        self.text(&value.to_string())
    }

    /// Appends other markup.
    pub(super) fn append(&mut self, markup: &Markup) -> &mut Self {
        self.0.push_str(&markup.0);
        self
    }

    /// What was written.
    pub(super) fn into_string(self) -> String {
        self.0
    }

    fn push(&mut self, c: char) {
        match c {
            '&' => self.0.push_str("&amp;"),
            '<' => self.0.push_str("&lt;"),
            '>' => self.0.push_str("&gt;"),
            '"' => self.0.push_str("&quot;"),
            '\'' => self.0.push_str("&#39;"),
            _ if is_hidden(c) => {
                let mut shown = String::new();
                push_visible(&mut shown, c);
                self.text(&shown);
            }
            _ => self.0.push(c),
        }
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn words_are_no_markup() {
        let mut markup = Markup::default();
        markup.text("<a href=\"'&\u{202E}\u{0}\n").lines("甲\n乙");
        assert_eq!(markup.into_string(), "&lt;a href=&quot;&#39;&amp;&lt;U+202E&gt;␀␊甲<br>乙");
    }

    proptest! {
        #[test]
        fn no_text_opens_a_tag(words in any::<String>()) {
            let mut markup = Markup::default();
            let written = markup.text(&words).0.clone();
            prop_assert!(!written.contains(['<', '>', '"', '\'']));
            prop_assert!(!written.contains(is_hidden));
        }
    }
}
