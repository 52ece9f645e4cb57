//! Decoding that records which bytes each character came from.

use encoding_rs::{BIG5, Decoder, DecoderResult, Encoding};
use nianbao_span::OffsetMap;

use super::{as_u32, is_gb};

/// Decodes `bytes` after the first `mark` of them; malformed bytes become U+FFFD.
pub(super) fn decode(
    encoding: &'static Encoding,
    bytes: &[u8],
    mark: usize,
) -> (String, OffsetMap) {
    if is_gb(encoding)
        && let Some(text) =
            encoding.decode_without_bom_handling_and_without_replacement(&bytes[mark..])
    {
        let map = map_gb(&text, bytes, mark);
        return (text.into_owned(), map);
    }
    let mut step = Step::new(encoding, bytes.len(), mark);
    let mut at = mark;
    while at < bytes.len() {
        let ascii = if step.is_fresh(at) { ascii_len(encoding, &bytes[at..]) } else { 0 };
        if ascii > 0 {
            step.copy_ascii(&bytes[at..at + ascii]);
            at += ascii;
        } else {
            let len = step_len(encoding, &bytes[at..], step.is_fresh(at));
            step.feed(&bytes[at..at + len], Last::No);
            at += len;
        }
    }
    step.feed(&[], Last::Yes);
    (step.text, step.map)
}

/// Length of the character in the GB family that valid `bytes` begin with.
pub(super) fn gb_char_len(bytes: &[u8]) -> usize {
    match bytes {
        [0..=0x80, ..] | [_] | [] => 1,
        [_, b'0'..=b'9', ..] => 4,
        _ => 2,
    }
}

/// The map of `text`, which `bytes` after the first `mark` of them, valid in the GB family, decode to.
fn map_gb(text: &str, bytes: &[u8], mark: usize) -> OffsetMap {
    let mut map = OffsetMap::default();
    let mut file = mark;
    for (at, c) in text.char_indices() {
        let end = file + gb_char_len(&bytes[file..]);
        map.push(as_u32(at)..as_u32(at + c.len_utf8()), as_u32(file)..as_u32(end));
        file = end;
    }
    map
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

/// How many of `bytes` can be fed at once so that one character comes out: a lead byte with the one after it, where
/// nothing is held back, else one byte.
fn step_len(encoding: &'static Encoding, bytes: &[u8], is_fresh: bool) -> usize {
    let has_pairs = encoding == BIG5 || is_gb(encoding);
    let is_lead = bytes.len() > 1 && matches!(bytes[0], 0x81..=0xFE);
    if has_pairs && is_lead && is_fresh { 2 } else { 1 }
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
        let text = String::with_capacity(len + len / 2);
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
        let mut buffer = [0; MAX_STEP];
        loop {
            let (result, read, written) = self.decoder.decode_to_utf8_without_replacement(
                bytes,
                &mut buffer,
                last == Last::Yes,
            );
            self.fed += read;
            bytes = &bytes[read..];
            let said = str::from_utf8(&buffer[..written]).expect("a decoder writes UTF-8");
            match result {
                DecoderResult::InputEmpty => return self.record(said, self.fed),
                DecoderResult::OutputFull => self.record(said, self.fed),
                DecoderResult::Malformed(bad, after) => {
                    let end = self.fed - usize::from(after);
                    self.record(said, end.saturating_sub(usize::from(bad)));
                    self.record("\u{FFFD}", end);
                }
            }
        }
    }

    /// Appends characters that came from the bytes up to `end`. Where several come at once, the first ones were bytes
    /// that the decoder had held back, one byte each.
    fn record(&mut self, said: &str, end: usize) {
        let mut chars = said.chars().peekable();
        while let Some(c) = chars.next() {
            let one = if chars.peek().is_none() { end } else { end.min(self.start + 1) };
            let stop = one.max(self.start);
            let at = self.text.len();
            self.text.push(c);
            self.map.push(as_u32(at)..as_u32(self.text.len()), as_u32(self.start)..as_u32(stop));
            self.start = stop;
        }
    }
}

/// More than one step can write, in bytes.
const MAX_STEP: usize = 32;
