//! The damaged places of a whole report, found once for all rules of the family.

use std::rc::Rc;

use nianbao_lint::{Report, Sink};

use crate::damage::{self, Damage, Kind};
use crate::pieces::{Piece, pieces};
use crate::suspects::Suspects;

/// The damaged places of a report.
#[derive(Debug, Default)]
pub(crate) struct Damages {
    /// By the numbers of the pieces that have any, in order.
    by_piece: Vec<(usize, Vec<Damage>)>,
}

impl Damages {
    /// Those of `report`.
    pub(crate) fn of(report: &Report<'_>, sink: &Sink<'_>) -> Rc<Damages> {
        sink.shared(|| Damages::find(report))
    }

    fn find(report: &Report<'_>) -> Damages {
        let suspects = Suspects::of(report);
        if suspects.are_none() {
            return Damages::default();
        }
        let suspected =
            pieces(report).enumerate().filter(|(_, piece)| suspects.may_be_in(piece.text));
        let damages = suspected
            .map(|(number, piece)| (number, damage::find(piece.text, piece.is_line())))
            .filter(|(_, damages)| !damages.is_empty());
        Damages { by_piece: damages.collect() }
    }

    /// Every damaged place, each with the piece of `report` that it stands in.
    pub(crate) fn places<'r>(
        &'r self,
        report: &'r Report<'r>,
    ) -> impl Iterator<Item = (Piece<'r>, &'r Damage)> {
        let mut rest = self.by_piece.iter().peekable();
        let pieces = pieces(report).enumerate().take(self.pieces_to_read());
        let damaged = pieces.filter_map(move |(number, piece)| {
            let (_, damages) = rest.next_if(|(damaged, _)| *damaged == number)?;
            Some(damages.iter().map(move |damage| (piece, damage)))
        });
        damaged.flatten()
    }

    /// Whether any of the piece with this number was read in the wrong encoding, so that its characters say nothing.
    pub(crate) fn are_misread(&self, number: usize) -> bool {
        let known = self.by_piece.binary_search_by_key(&number, |(number, _)| *number);
        known.is_ok_and(|at| self.by_piece[at].1.iter().any(|damage| damage.kind == Kind::Misread))
    }

    /// How many pieces of the report there are up to the last with damage.
    fn pieces_to_read(&self) -> usize {
        self.by_piece.last().map_or(0, |(last, _)| last + 1)
    }
}
