use std::ops::Range;

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

/// Line starts of a text, and character counts at regular steps so that a column in a line of megabytes is found
/// without reading the line.
#[derive(Debug)]
pub struct LineIndex {
    line_starts: Vec<u32>,
    checkpoints: Vec<Count>,
}

/// Characters and UTF-16 units before a place.
#[derive(Clone, Copy, Debug, Default)]
struct Count {
    chars: u32,
    utf16: u32,
}

const STEP_BYTES: usize = 128;

impl LineIndex {
    /// Indexes `text`. Lines end at `\n`.
    pub fn new(text: &str) -> LineIndex {
        let behind_breaks = memchr::memchr_iter(b'\n', text.as_bytes()).map(|at| as_u32(at + 1));
        let line_starts = std::iter::once(0).chain(behind_breaks).collect();
        let mut count = Count::default();
        let mut checkpoints = vec![count];
        for chunk in text.as_bytes().chunks(STEP_BYTES) {
            count = count.after(chunk);
            checkpoints.push(count);
        }
        LineIndex { line_starts, checkpoints }
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

    /// Line and columns of `offset`, a byte of `text`, the text this index was made from.
    pub fn position(&self, text: &str, offset: u32) -> Position {
        let line = self.line_of(offset);
        let here = self.count(text, offset);
        let start = self.count(text, self.line_starts[line]);
        Position {
            line: as_u32(line + 1),
            column: here.chars - start.chars + 1,
            utf16: here.utf16 - start.utf16 + 1,
        }
    }

    fn count(&self, text: &str, offset: u32) -> Count {
        let offset = offset as usize;
        let step = offset / STEP_BYTES;
        self.checkpoints[step].after(&text.as_bytes()[step * STEP_BYTES..offset])
    }
}

impl Count {
    /// The count after at most [`STEP_BYTES`] more bytes of UTF-8, which may begin or end inside a character: a
    /// character counts where its first byte stands. Counts of a step fit a byte, so that many are added at once.
    fn after(self, bytes: &[u8]) -> Count {
        let chars: u8 = bytes.iter().map(|byte| u8::from(byte & 0xC0 != 0x80)).sum();
        let pairs: u8 = bytes.iter().map(|byte| u8::from(*byte >= 0xF0)).sum();
        let chars = u32::from(chars);
        Count { chars: self.chars + chars, utf16: self.utf16 + chars + u32::from(pairs) }
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
}
