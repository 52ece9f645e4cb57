use std::ops::Range;

/// A half-open byte range in a source's text, always on character borders.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Span {
    /// First byte.
    pub start: u32,
    /// One past the last byte.
    pub end: u32,
}

impl Span {
    /// The span of `range`, in bytes.
    ///
    /// # Panics
    /// When an end lies beyond 4 GiB; [`crate::Source`] admits no such text.
    #[inline]
    pub fn new(range: Range<usize>) -> Span {
        let end = |at| u32::try_from(at).expect("a source is smaller than 4 GiB");
        Span { start: end(range.start), end: end(range.end) }
    }

    /// The empty span at `offset`.
    pub const fn empty(offset: u32) -> Span {
        Span { start: offset, end: offset }
    }

    /// The span as a range that slices a `str`.
    pub const fn range(self) -> Range<usize> {
        self.start as usize..self.end as usize
    }

    /// Length in bytes.
    pub const fn len(self) -> usize {
        (self.end - self.start) as usize
    }

    /// Whether it covers nothing.
    pub const fn is_empty(self) -> bool {
        self.start == self.end
    }

    /// Whether `other` lies inside.
    pub const fn contains(self, other: Span) -> bool {
        self.start <= other.start && other.end <= self.end
    }

    /// Whether the two share a byte.
    pub const fn overlaps(self, other: Span) -> bool {
        self.start < other.end && other.start < self.end
    }

    /// The smallest span that holds both.
    #[must_use]
    pub fn cover(self, other: Span) -> Span {
        Span { start: self.start.min(other.start), end: self.end.max(other.end) }
    }

    /// The part of it `range` bytes from its start.
    #[must_use]
    #[inline]
    pub fn part(self, range: Range<usize>) -> Span {
        let start = self.start as usize;
        Span::new(start + range.start..start + range.end)
    }
}
