//! Decoding that records which bytes each character came from.

use encoding_rs::{Decoder, DecoderResult, Encoding};
use nianbao_span::OffsetMap;

use super::as_u32;

/// Decodes `bytes` after the first `mark` of them; malformed bytes become U+FFFD.
pub(super) fn decode(
    encoding: &'static Encoding,
    bytes: &[u8],
    mark: usize,
) -> (String, OffsetMap) {
    let mut step = Step::new(encoding, bytes.len(), mark);
    let mut at = mark;
    while at < bytes.len() {
        let ascii = if step.is_fresh(at) { ascii_len(encoding, &bytes[at..]) } else { 0 };
        if ascii > 0 {
            step.copy_ascii(&bytes[at..at + ascii]);
            at += ascii;
        } else {
            step.feed(&bytes[at..=at], Last::No);
            at += 1;
        }
    }
    step.feed(&[], Last::Yes);
    (step.text, step.map)
}

/// Decodes UTF-8 with broken places after the first `mark` bytes.
pub(super) fn decode_utf8_lossy(bytes: &[u8], mark: usize) -> (String, OffsetMap) {
    let mut text = String::with_capacity(bytes.len());
    let mut map = OffsetMap::default();
    let mut at = mark;
    for chunk in bytes[mark..].utf8_chunks() {
        if !chunk.valid().is_empty() {
            // Within valid UTF-8 a byte of the text is a byte of the file, so one entry serves the whole chunk.
            map.push(as_u32(text.len())..as_u32(text.len() + 1), as_u32(at)..as_u32(at + 1));
            text.push_str(chunk.valid());
            at += chunk.valid().len();
        }
        if !chunk.invalid().is_empty() {
            let start = text.len();
            text.push(char::REPLACEMENT_CHARACTER);
            let end = at + chunk.invalid().len();
            map.push(as_u32(start)..as_u32(text.len()), as_u32(at)..as_u32(end));
            at = end;
        }
    }
    (text, map)
}

/// Length of the ASCII text that `bytes` begin with, where ASCII bytes stand for themselves.
fn ascii_len(encoding: &'static Encoding, bytes: &[u8]) -> usize {
    if encoding.is_ascii_compatible() { Encoding::ascii_valid_up_to(bytes) } else { 0 }
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Last {
    No,
    Yes,
}

/// A decoder fed in small steps, so that what comes out of a step came from the bytes since the last one.
struct Step {
    decoder: Decoder,
    text: String,
    map: OffsetMap,
    /// The first byte of the file that no character was made of yet.
    start: usize,
    /// The first byte of the file that was not fed yet.
    fed: usize,
}

impl Step {
    fn new(encoding: &'static Encoding, len: usize, mark: usize) -> Step {
        let decoder = encoding.new_decoder_without_bom_handling();
        let text = String::with_capacity(len + len / 2 + MAX_STEP);
        Step { decoder, text, map: OffsetMap::default(), start: mark, fed: mark }
    }

    /// Whether all bytes before `at` have become characters.
    fn is_fresh(&self, at: usize) -> bool {
        self.start == at
    }

    fn copy_ascii(&mut self, bytes: &[u8]) {
        let text = str::from_utf8(bytes).expect("ASCII is UTF-8");
        let at = self.text.len();
        self.map.push(as_u32(at)..as_u32(at + 1), as_u32(self.start)..as_u32(self.start + 1));
        self.text.push_str(text);
        self.start += bytes.len();
        self.fed = self.start;
    }

    fn feed(&mut self, mut bytes: &[u8], last: Last) {
        loop {
            self.text.reserve(MAX_STEP);
            let written = self.text.len();
            let (result, read) = self.decoder.decode_to_string_without_replacement(
                bytes,
                &mut self.text,
                last == Last::Yes,
            );
            self.fed += read;
            bytes = &bytes[read..];
            match result {
                DecoderResult::InputEmpty => return self.record(written, self.fed),
                DecoderResult::OutputFull => self.record(written, self.fed),
                DecoderResult::Malformed(bad, after) => {
                    let end = self.fed - usize::from(after);
                    self.record(written, end.saturating_sub(usize::from(bad)));
                    let damage = self.text.len();
                    self.text.push(char::REPLACEMENT_CHARACTER);
                    self.record(damage, end);
                }
            }
        }
    }

    /// Records the characters from byte `written` of the text on: they came from the bytes up to `end`. Where several
    /// come at once, the first ones were bytes that the decoder had held back, one byte each.
    fn record(&mut self, written: usize, end: usize) {
        let mut left = self.text[written..].chars().count();
        let mut at = written;
        for c in self.text[written..].chars() {
            left -= 1;
            let stop = if left == 0 {
                end.max(self.start)
            } else {
                end.min(self.start + 1).max(self.start)
            };
            self.map.push(as_u32(at)..as_u32(at + c.len_utf8()), as_u32(self.start)..as_u32(stop));
            self.start = stop;
            at += c.len_utf8();
        }
    }
}

/// More than one step can write, in bytes.
const MAX_STEP: usize = 32;
