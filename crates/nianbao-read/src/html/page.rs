//! A page's bytes as the tokenizer asks for them.

use std::convert::Infallible;

use html5gum::Reader;

/// What of a page was not read yet.
#[derive(Debug)]
pub(super) struct Page<'p> {
    rest: &'p [u8],
}

impl<'p> Page<'p> {
    pub(super) fn new(page: &'p str) -> Page<'p> {
        Page { rest: page.as_bytes() }
    }

    fn take(&mut self, len: usize) -> &'p [u8] {
        let (taken, rest) = self.rest.split_at(len);
        self.rest = rest;
        taken
    }
}

impl Reader for Page<'_> {
    type Error = Infallible;

    #[inline]
    fn read_byte(&mut self) -> Result<Option<u8>, Infallible> {
        let Some((first, rest)) = self.rest.split_first() else { return Ok(None) };
        self.rest = rest;
        Ok(Some(*first))
    }

    fn try_read_string(&mut self, text: &[u8], case_sensitive: bool) -> Result<bool, Infallible> {
        let is_next = self.rest.get(..text.len()).is_some_and(|next| {
            if case_sensitive { next == text } else { next.eq_ignore_ascii_case(text) }
        });
        if is_next {
            self.take(text.len());
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
        let len = match self.rest.iter().position(is_stop) {
            _ if self.rest.is_empty() => return Ok(None),
            None => self.rest.len(),
            Some(len) => len.max(1),
        };
        Ok(Some(self.take(len)))
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
            prop_assert_eq!(chunks(Page::new(&text)), chunks(text.as_str().to_reader()));
        }
    }
}
