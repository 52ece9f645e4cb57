use std::ops::Range;

use codespan_reporting::files::{Error, Files, Location};

use super::excerpt::Excerpt;

/// One finding's excerpt as the file that codespan-reporting quotes.
///
/// It takes lines whose indexes differ by one as neighbours, and draws a break between others. So a line's index here is
/// its place in the excerpt, with a gap where the source has one.
pub(super) struct ExcerptFile<'e> {
    path: &'e str,
    excerpt: &'e Excerpt<'e>,
    /// For each line of the excerpt.
    indexes: Vec<usize>,
}

/// A difference of two would make it quote the line between.
const BREAK: usize = 3;

impl<'e> ExcerptFile<'e> {
    pub(super) fn new(path: &'e str, excerpt: &'e Excerpt<'e>) -> ExcerptFile<'e> {
        let mut indexes = vec![0];
        for pair in excerpt.lines.windows(2) {
            let last = indexes[indexes.len() - 1];
            let are_neighbours = pair[1].number == pair[0].number + 1;
            indexes.push(last + if are_neighbours { 1 } else { BREAK });
        }
        ExcerptFile { path, excerpt, indexes }
    }

    fn line(&self, index: usize) -> Result<usize, Error> {
        self.indexes.binary_search(&index).map_err(|_| Error::LineTooLarge {
            given: index,
            max: self.indexes.last().copied().unwrap_or_default(),
        })
    }
}

impl<'f> Files<'f> for ExcerptFile<'_> {
    type FileId = ();
    type Name = &'f str;
    type Source = &'f str;

    fn name(&'f self, (): ()) -> Result<&'f str, Error> {
        Ok(self.path)
    }

    fn source(&'f self, (): ()) -> Result<&'f str, Error> {
        Ok(&self.excerpt.text)
    }

    fn line_index(&'f self, (): (), byte: usize) -> Result<usize, Error> {
        let line = self.excerpt.lines.partition_point(|line| line.range.end < byte);
        self.indexes
            .get(line)
            .copied()
            .ok_or(Error::IndexTooLarge { given: byte, max: self.excerpt.text.len() })
    }

    fn line_number(&'f self, (): (), index: usize) -> Result<usize, Error> {
        Ok(self.excerpt.lines[self.line(index)?].number)
    }

    fn location(&'f self, (): (), _: usize) -> Result<Location, Error> {
        let position = self.excerpt.position;
        Ok(Location {
            line_number: position.line as usize,
            column_number: position.column as usize,
        })
    }

    fn line_range(&'f self, (): (), index: usize) -> Result<Range<usize>, Error> {
        Ok(self.excerpt.lines[self.line(index)?].range.clone())
    }
}
