//! The words of a paragraph.

use nianbao_span::Span;

use super::super::story::{Inline, Piece};
use super::{Beside, Projector, Words};

impl<'d> Projector<'d> {
    /// Writes the words of `inlines`, with `line_break` for a line break.
    pub(super) fn inlines(
        &mut self,
        inlines: &'d [Inline],
        story: usize,
        line_break: char,
        beside: &mut Beside<'d>,
    ) {
        let stories = self.stories;
        for inline in inlines {
            match inline {
                Inline::Words(piece) => {
                    self.words(&stories.all[story].xml[piece.raw.clone()], story, piece);
                }
                Inline::Reference(piece, c) => {
                    self.words(c.encode_utf8(&mut [0; 4]), story, piece);
                }
                Inline::Sign(c) => self.out.text.push(*c),
                Inline::Break => self.out.text.push(line_break),
                Inline::Picture(name) => beside.pictures.push(name),
                Inline::Box(nodes) => beside.boxes.push(nodes),
                Inline::Note(kind, id) => beside.notes.push((*kind, id)),
                Inline::Deleted => {
                    let here = Span::new(self.out.text.len()..self.out.text.len());
                    self.out.deleted.push(here.start);
                }
            }
        }
    }

    fn words(&mut self, words: &str, story: usize, piece: &Piece) {
        let start = self.out.text.len();
        // A line break in the XML is a blank on the page.
        self.out.text.extend(words.chars().map(|c| if c.is_ascii_control() { ' ' } else { c }));
        let span = Span::new(start..self.out.text.len());
        self.out.words.push(Words { span, story, piece: piece.clone() });
    }
}
