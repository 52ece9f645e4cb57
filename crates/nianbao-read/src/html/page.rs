//! A page's bytes as the tokenizer asks for them.

use std::cell::Cell;
use std::convert::Infallible;

use html5gum::Reader;

/// A page, and how far it was read.
#[derive(Debug)]
pub(super) struct Page<'p> {
    bytes: &'p [u8],
    /// Where reading goes on. Who knows what is written there may move it on between two tokens.
    at: &'p Cell<usize>,
}

impl<'p> Page<'p> {
    /// The page that ends with `bytes`, from `at` on.
    pub(super) fn new(bytes: &'p [u8], at: &'p Cell<usize>) -> Page<'p> {
        Page { bytes, at }
    }

    #[inline]
    fn rest(&self) -> &'p [u8] {
        &self.bytes[self.at.get()..]
    }

    #[inline]
    fn pass(&self, len: usize) {
        self.at.set(self.at.get() + len);
    }
}

impl Reader for Page<'_> {
    type Error = Infallible;

    #[inline]
    fn read_byte(&mut self) -> Result<Option<u8>, Infallible> {
        let first = self.rest().first().copied();
        self.pass(usize::from(first.is_some()));
        Ok(first)
    }

    fn try_read_string(&mut self, text: &[u8], case_sensitive: bool) -> Result<bool, Infallible> {
        let is_next = self.rest().get(..text.len()).is_some_and(|next| {
            if case_sensitive { next == text } else { next.eq_ignore_ascii_case(text) }
        });
        if is_next {
            self.pass(text.len());
        }
        Ok(is_next)
    }

    /// The next byte where it is one of `stops`, else all before the next of them. Names and cells are a few bytes long,
    /// of which nearly all stop nowhere.
    #[inline]
    fn read_until<'b>(
        &'b mut self,
        stops: &[u8],
        _: &'b mut [u8; 4],
    ) -> Result<Option<&'b [u8]>, Infallible> {
        let is_stop = |byte: &u8| MAY_STOP[*byte as usize] && stops.contains(byte);
        let rest = self.rest();
        let len = match rest.iter().position(is_stop) {
            _ if rest.is_empty() => return Ok(None),
            None => rest.len(),
            Some(len) => len.max(1),
        };
        self.pass(len);
        Ok(Some(&rest[..len]))
    }
}

/// The bytes that the tokenizer may want to stop at: all but letters, digits and what is not ASCII.
const MAY_STOP: [bool; 256] = {
    let mut may_stop = [false; 256];
    let mut byte = 0_u8;
    while byte < 0x80 {
        may_stop[byte as usize] = !byte.is_ascii_alphanumeric();
        byte += 1;
    }
    may_stop
};

#[cfg(test)]
mod tests {
    use std::cell::Cell;

    use html5gum::{Readable, Reader};
    use proptest::prelude::*;

    use super::Page;

    /// All that a reader gives, with the stops that the tokenizer has in text, names and attributes.
    fn chunks(mut reader: impl Reader) -> Vec<Vec<u8>> {
        let stops: [&[u8]; 3] = [b"&<\0\r", b"\t\n\x0C />\0\r", b"\"&\0\r"];
        let mut chunks = Vec::new();
        for stops in stops.iter().cycle() {
            let mut buffer = [0; 4];
            let Ok(Some(chunk)) = reader.read_until(stops, &mut buffer) else { break };
            chunks.push(chunk.to_vec());
        }
        chunks
    }

    proptest! {
        #[test]
        fn a_page_is_read_as_the_tokenizer_reads_text(text in "([<>/&\"' =\r\n\0-]|td|表|x1){0,20}") {
            let at = Cell::new(0);
            let page = Page::new(text.as_bytes(), &at);
            prop_assert_eq!(chunks(page), chunks(text.as_str().to_reader()));
        }
    }
}
