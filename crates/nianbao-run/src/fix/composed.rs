//! The edits of several rounds as edits of the text that the first round met.

use nianbao_span::Span;

/// A text in the making: parts of the first text, and words that came in between.
#[derive(Debug)]
pub(super) struct Composed {
    parts: Vec<Part>,
}

#[derive(Clone, Debug)]
enum Part {
    /// What the first text says there.
    Kept(Span),
    Come(String),
}

impl Part {
    fn len(&self) -> usize {
        match self {
            Part::Kept(span) => span.len(),
            Part::Come(words) => words.len(),
        }
    }

    /// The part of it up to `at` bytes from its start, and the rest.
    fn split(self, at: usize) -> (Part, Part) {
        match self {
            Part::Kept(span) => {
                (Part::Kept(span.part(0..at)), Part::Kept(span.part(at..span.len())))
            }
            Part::Come(mut words) => {
                let rest = words.split_off(at);
                (Part::Come(words), Part::Come(rest))
            }
        }
    }
}

impl Composed {
    /// A text of `len` bytes, unchanged.
    pub(super) fn new(len: usize) -> Composed {
        Composed { parts: vec![Part::Kept(Span::new(0..len))] }
    }

    /// Makes edits of the text as it is now, which are in order and apart.
    pub(super) fn edit<'e>(&mut self, edits: impl IntoIterator<Item = (Span, &'e str)>) {
        let mut rest = std::mem::take(&mut self.parts).into_iter();
        let mut open = rest.next();
        let mut at = 0;
        for (span, words) in edits {
            let range = span.range();
            at = self.take(&mut open, &mut rest, at, range.start, true);
            at = self.take(&mut open, &mut rest, at, range.end, false);
            if !words.is_empty() {
                self.parts.push(Part::Come(words.to_owned()));
            }
        }
        self.parts.extend(open);
        self.parts.extend(rest);
    }

    /// Moves on from byte `at` to byte `end`, and keeps what lies between or not.
    fn take(
        &mut self,
        open: &mut Option<Part>,
        rest: &mut std::vec::IntoIter<Part>,
        mut at: usize,
        end: usize,
        is_kept: bool,
    ) -> usize {
        while at < end
            && let Some(part) = open.take()
        {
            let wanted = end - at;
            let taken = if part.len() <= wanted {
                *open = rest.next();
                part
            } else {
                let (taken, left) = part.split(wanted);
                *open = Some(left);
                taken
            };
            at += taken.len();
            if is_kept {
                self.parts.push(taken);
            }
        }
        at
    }

    /// The edits that make the text of the first one, `len` bytes long, in order and apart.
    pub(super) fn edits(&self, len: usize) -> Vec<(Span, String)> {
        let mut edits: Vec<(Span, String)> = Vec::new();
        let mut done = 0;
        let mut come = String::new();
        let end = Part::Kept(Span::new(len..len));
        for part in self.parts.iter().chain([&end]) {
            match part {
                Part::Come(words) => come.push_str(words),
                Part::Kept(span) => {
                    let gone = Span { start: done, end: span.start };
                    if !gone.is_empty() || !come.is_empty() {
                        edits.push((gone, std::mem::take(&mut come)));
                    }
                    done = span.end;
                }
            }
        }
        edits
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(
        text: &str,
        rounds: &[&[(std::ops::Range<usize>, &str)]],
        expected: &[(std::ops::Range<usize>, &str)],
    ) {
        let mut composed = Composed::new(text.len());
        for round in rounds {
            composed.edit(round.iter().map(|(range, words)| (Span::new(range.clone()), *words)));
        }
        let edits = composed.edits(text.len());
        let found: Vec<_> =
            edits.iter().map(|(span, words)| (span.range(), words.as_str())).collect();
        assert_eq!(found, expected);
    }

    #[test]
    fn edits_of_several_rounds_are_edits_of_the_first_text() {
        check("abcdef", &[&[(1..2, "X"), (4..4, "Y")]], &[(1..2, "X"), (4..4, "Y")]);
        // aXcdYef, then aZdYef, then aZdef.
        check(
            "abcdef",
            &[&[(1..2, "X"), (4..4, "Y")], &[(1..3, "Z")], &[(3..4, "")]],
            &[(1..3, "Z")],
        );
        check("abc", &[&[(0..3, "xyz")], &[(1..2, "")]], &[(0..3, "xz")]);
        check("abc", &[&[(3..3, "d")], &[(0..1, "")]], &[(0..1, ""), (3..3, "d")]);
        check("abc", &[], &[]);
    }
}
