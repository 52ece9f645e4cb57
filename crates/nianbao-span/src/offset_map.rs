use std::ops::Range;

/// The way from bytes of the decoded text back to bytes of the file.
///
/// Runs of characters with the same lengths on both sides share one entry, so UTF-8 costs one entry at most and GBK one
/// for each change between Chinese and ASCII.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct OffsetMap {
    runs: Vec<Run>,
}

/// Characters of `text_width` bytes in the text and `file_width` bytes in the file, from two offsets on.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Run {
    text: u32,
    file: u32,
    text_width: u32,
    file_width: u32,
}

impl OffsetMap {
    /// The map of a text that is the file's own bytes after `prefix` bytes, such as a byte order mark.
    pub fn shifted(prefix: u32) -> OffsetMap {
        OffsetMap { runs: vec![Run { text: 0, file: prefix, text_width: 1, file_width: 1 }] }
    }

    /// Appends one character: `text` and `file` are its bytes on either side, in order and without gaps in `text`.
    pub fn push(&mut self, text: Range<u32>, file: Range<u32>) {
        let (text_width, file_width) = (text.end - text.start, file.end - file.start);
        if let Some(last) = self.runs.last() {
            let same = last.text_width == text_width && last.file_width == file_width;
            if same && last.file_offset(text.start) == file.start {
                return;
            }
        }
        self.runs.push(Run { text: text.start, file: file.start, text_width, file_width });
    }

    /// The byte of the file where the character at `text_offset` begins.
    pub fn file_offset(&self, text_offset: u32) -> u32 {
        let after = self.runs.partition_point(|run| run.text <= text_offset);
        match after.checked_sub(1).map(|index| self.runs[index]) {
            Some(run) => run.file_offset(text_offset),
            None => text_offset,
        }
    }
}

impl Run {
    fn file_offset(self, text_offset: u32) -> u32 {
        let within = text_offset - self.text;
        match self.text_width {
            0 => self.file,
            width => self.file + within / width * self.file_width,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn characters_of_one_width_share_a_run() {
        let mut map = OffsetMap::default();
        map.push(0..1, 0..1);
        map.push(1..4, 1..3);
        map.push(4..7, 3..5);
        map.push(7..8, 5..6);
        assert_eq!(map.runs.len(), 3);
        let offsets: Vec<u32> = [0, 1, 4, 7, 8].into_iter().map(|at| map.file_offset(at)).collect();
        assert_eq!(offsets, [0, 1, 3, 5, 6]);
    }

    #[test]
    fn an_empty_map_is_the_identity() {
        assert_eq!(OffsetMap::default().file_offset(42), 42);
        assert_eq!(OffsetMap::shifted(3).file_offset(0), 3);
    }
}
