use std::ops::Range;
use std::sync::OnceLock;

/// Where a character stands, for people and editors. All counts start at 1.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Position {
    /// Line number.
    pub line: u32,
    /// Column in Unicode scalar values.
    pub column: u32,
    /// Column in UTF-16 code units.
    pub utf16: u32,
}

/// Line starts of a text, and where it has a long line, character counts at regular steps, so that a column in a line of
/// megabytes is found without reading the line.
#[derive(Debug)]
pub struct LineIndex {
    line_starts: Vec<u32>,
    /// Made when a place far into a line is asked for.
    checkpoints: OnceLock<Vec<Count>>,
}

/// Characters and UTF-16 units before a place.
#[derive(Clone, Copy, Debug, Default)]
struct Count {
    chars: u32,
    utf16: u32,
}

const STEP_BYTES: usize = 512;

impl LineIndex {
    /// Indexes `text`. Lines end at `\n`.
    pub fn new(text: &str) -> LineIndex {
        LineIndex { line_starts: line_starts_of(text.as_bytes()), checkpoints: OnceLock::new() }
    }

    /// Number of lines; a text that ends in a line break has an empty last line.
    pub fn line_count(&self) -> usize {
        self.line_starts.len()
    }

    /// The zero-based line that holds `offset`.
    pub fn line_of(&self, offset: u32) -> usize {
        self.line_starts.partition_point(|start| *start <= offset) - 1
    }

    /// Bytes of a zero-based line, its line break left out.
    ///
    /// # Panics
    /// When there is no such line.
    pub fn line_range(&self, text: &str, line: usize) -> Range<usize> {
        let start = self.line_starts[line] as usize;
        let end = self.line_starts.get(line + 1).map_or(text.len(), |next| *next as usize);
        let line = text[start..end].trim_end_matches(['\n', '\r']);
        start..start + line.len()
    }

    /// Where lines begin within `range`, its start left out.
    pub fn starts_in(&self, range: Range<usize>) -> impl Iterator<Item = usize> {
        let first = self.line_starts.partition_point(|start| *start as usize <= range.start);
        let starts = self.line_starts[first..].iter().map(|start| *start as usize);
        starts.take_while(move |start| *start <= range.end)
    }

    /// Line and columns of `offset`, a byte of `text`, the text this index was made from.
    pub fn position(&self, text: &str, offset: u32) -> Position {
        let line = self.line_of(offset);
        self.count(text, self.line_starts[line], offset).position(line)
    }

    /// What stands between two bytes of `text`.
    fn count(&self, text: &str, start: u32, end: u32) -> Count {
        let bytes = text.as_bytes();
        if (end - start) as usize <= STEP_BYTES {
            return Count::of(&bytes[start as usize..end as usize]);
        }
        let checkpoints = self.checkpoints.get_or_init(|| checkpoints_of(bytes));
        let before = |at: u32| {
            let step = at as usize / STEP_BYTES;
            checkpoints[step].and(Count::of(&bytes[step * STEP_BYTES..at as usize]))
        };
        let (before, after) = (before(start), before(end));
        Count { chars: after.chars - before.chars, utf16: after.utf16 - before.utf16 }
    }
}

/// Positions of many places of one text. What stands between a place and one before it in the same line is all that is
/// counted.
#[derive(Debug)]
pub struct Positions<'t> {
    index: &'t LineIndex,
    text: &'t str,
    /// The line of the place asked for last.
    line: usize,
    /// That place, and what stands before it in its line.
    at: u32,
    before: Count,
}

impl<'t> Positions<'t> {
    /// The positions in `text`, the text that `index` was made from.
    pub fn new(index: &'t LineIndex, text: &'t str) -> Positions<'t> {
        Positions { index, text, line: 0, at: 0, before: Count::default() }
    }

    /// As [`LineIndex::position`].
    pub fn of(&mut self, offset: u32) -> Position {
        let next_line = self.index.line_starts.get(self.line + 1);
        if offset < self.at || next_line.is_some_and(|next| *next <= offset) {
            self.line = self.index.line_of(offset);
            self.at = self.index.line_starts[self.line];
            self.before = Count::default();
        }
        if offset > self.at {
            self.before = self.before.and(self.index.count(self.text, self.at, offset));
            self.at = offset;
        }
        self.before.position(self.line)
    }
}

/// Where lines begin. Prose has long ones, of which a block is passed at a time; rows and cells are too short for a search
/// each, so that all line breaks of a block are found together.
fn line_starts_of(bytes: &[u8]) -> Vec<u32> {
    let mut starts = Vec::with_capacity(bytes.len() / BLOCK + 1);
    starts.push(0);
    let (blocks, rest) = bytes.as_chunks::<BLOCK>();
    for (index, block) in blocks.iter().enumerate() {
        // All bytes are looked at, which the processor does at once.
        let has_break = block.iter().fold(0, |found, byte| found | u8::from(*byte == b'\n')) != 0;
        if !has_break {
            continue;
        }
        let mut breaks = breaks_in(block);
        while breaks != 0 {
            starts.push(as_u32(index * BLOCK) + breaks.trailing_zeros() + 1);
            breaks &= breaks - 1;
        }
    }
    let before = bytes.len() - rest.len();
    starts.extend(memchr::memchr_iter(b'\n', rest).map(|at| as_u32(before + at + 1)));
    starts
}

/// Bytes that are looked at together.
const BLOCK: usize = 32;

/// A bit for each byte of a block, the lowest for the first, set where a line break stands.
fn breaks_in(block: &[u8; BLOCK]) -> u32 {
    const LOW: u64 = u64::from_ne_bytes([0x7F; 8]);
    const BREAKS: u64 = u64::from_ne_bytes([b'\n'; 8]);
    /// Moves the lowest bit of each byte to its place in the highest byte.
    const GATHER: u64 = 0x0102_0408_1020_4080;
    let (words, _) = block.as_chunks::<8>();
    words.iter().rev().fold(0, |later, word| {
        let differs = u64::from_le_bytes(*word) ^ BREAKS;
        // The highest bit of each byte that is a line break, and no other.
        let breaks = !(((differs & LOW) + LOW) | differs | LOW);
        let [.., gathered] = (breaks >> 7).wrapping_mul(GATHER).to_le_bytes();
        later << 8 | u32::from(gathered)
    })
}

/// The counts before each step.
fn checkpoints_of(bytes: &[u8]) -> Vec<Count> {
    let mut count = Count::default();
    let after = bytes.chunks(STEP_BYTES).map(|step| {
        count = count.and(Count::of(step));
        count
    });
    std::iter::once(Count::default()).chain(after).collect()
}

impl Count {
    /// What stands in bytes of UTF-8, which may begin or end inside a character: a character counts where its first byte
    /// stands.
    fn of(bytes: &[u8]) -> Count {
        /// Counts of so many bytes fit one, so that many are added at once.
        const MOST: usize = 240;
        let mut count = Count::default();
        for part in bytes.chunks(MOST) {
            let (mut chars, mut pairs) = (0_u8, 0_u8);
            for byte in part {
                chars += u8::from(byte & 0xC0 != 0x80);
                pairs += u8::from(*byte >= 0xF0);
            }
            let chars = u32::from(chars);
            count = count.and(Count { chars, utf16: chars + u32::from(pairs) });
        }
        count
    }

    fn and(self, other: Count) -> Count {
        Count { chars: self.chars + other.chars, utf16: self.utf16 + other.utf16 }
    }

    /// The position of a place before which it stands in a zero-based line.
    fn position(self, line: usize) -> Position {
        Position { line: as_u32(line + 1), column: self.chars + 1, utf16: self.utf16 + 1 }
    }
}

fn as_u32(at: usize) -> u32 {
    u32::try_from(at).expect("a source is smaller than 4 GiB")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn columns_count_characters_and_utf16_units() {
        let text = "ab\r\n报𠀀告\n";
        let index = LineIndex::new(text);
        let at = |offset| index.position(text, offset);
        assert_eq!(at(0), Position { line: 1, column: 1, utf16: 1 });
        assert_eq!(at(7), Position { line: 2, column: 2, utf16: 2 });
        assert_eq!(at(11), Position { line: 2, column: 3, utf16: 4 });
        assert_eq!(at(15), Position { line: 3, column: 1, utf16: 1 });
        assert_eq!(index.line_range(text, 0), 0..2);
        assert_eq!(index.line_count(), 3);
    }

    #[test]
    fn a_long_line_is_counted_from_the_nearest_step() {
        let text = "报".repeat(5_000);
        let index = LineIndex::new(&text);
        assert_eq!(index.position(&text, 3 * 4_321).column, 4_322);
        assert_eq!(index.position(&text, 15_000).column, 5_001);
    }

    #[test]
    fn lines_begin_behind_line_breaks() {
        let text = "\n\u{B}\n\u{9}\u{A}\u{8A}甲\n乙乙乙\n\n\n丙丙丙丙丙丙\n丁\n戊戊戊戊戊戊戊戊戊戊戊戊戊戊戊\n己\n";
        for end in (0..=text.len()).filter(|end| text.is_char_boundary(*end)) {
            let behind = text[..end].match_indices('\n').map(|(at, _)| as_u32(at + 1));
            let expected: Vec<u32> = std::iter::once(0).chain(behind).collect();
            let index = LineIndex::new(&text[..end]);
            assert_eq!(index.line_starts, expected);
            let within = expected.iter().map(|at| *at as usize).filter(|at| (5..=end).contains(at));
            assert!(index.starts_in(4..end.max(4)).eq(within));
        }
    }

    #[test]
    fn positions_do_not_depend_on_what_was_asked_before() {
        let text = format!("ab\r\n报𠀀告\n\n{}\n", "报𠀀".repeat(500));
        let index = LineIndex::new(&text);
        let borders = text.char_indices().map(|(at, _)| as_u32(at)).chain([as_u32(text.len())]);
        let borders: Vec<u32> = borders.collect();
        for step in [1, 2, 7, 300] {
            let mut positions = Positions::new(&index, &text);
            let onward = borders.iter().step_by(step);
            for offset in onward.clone().chain(onward.rev()) {
                assert_eq!(positions.of(*offset), index.position(&text, *offset));
            }
        }
    }

    #[test]
    fn columns_are_what_counting_characters_gives() {
        let text = format!("ab\r\n报𠀀告\n{}\n甲", "报𠀀".repeat(500));
        let index = LineIndex::new(&text);
        for (at, _) in text.char_indices() {
            let line = text[..at].rfind('\n').map_or(0, |end| end + 1);
            let before = &text[line..at];
            let expected = (before.chars().count() + 1, before.encode_utf16().count() + 1);
            let position = index.position(&text, as_u32(at));
            assert_eq!((position.column as usize, position.utf16 as usize), expected);
        }
    }
}
