//! Which of all the ways to take items for labels go together.

use std::ops::Range;

/// A stretch of items that may be the label of a row.
#[derive(Clone, Debug)]
pub(super) struct Match {
    pub(super) items: Range<usize>,
    pub(super) row: usize,
    pub(super) score: i32,
    pub(super) drifted: bool,
}

/// The matches in the order of the form with the highest score together; the form has `rows` rows.
pub(super) fn best_chain(mut matches: Vec<Match>, rows: usize) -> Vec<Match> {
    matches.sort_by_key(|found| (found.items.start, found.items.end));
    let mut by_end: Vec<usize> = (0..matches.len()).collect();
    by_end.sort_by_key(|index| matches[*index].items.end);
    let mut ended = by_end.into_iter().peekable();
    // For each match: the score of the best chain that ends with it, and the match before it.
    let mut best: Vec<(i32, Option<usize>)> = Vec::with_capacity(matches.len());
    // For each row: the score of the best match of it that ended before the one looked at.
    let mut best_of_row = vec![0; rows];
    // The same of each row and those before it, with the match.
    let mut best_up_to: Vec<Option<(i32, usize)>> = vec![None; rows];
    for found in &matches {
        while let Some(index) =
            ended.next_if(|index| matches[*index].items.end <= found.items.start)
        {
            let (score, row) = (best[index].0, matches[index].row);
            if score <= best_of_row[row] {
                continue;
            }
            best_of_row[row] = score;
            for held in &mut best_up_to[row..] {
                if held.is_some_and(|held| !is_better((score, index), held)) {
                    break;
                }
                *held = Some((score, index));
            }
        }
        let before = found.row.checked_sub(1).and_then(|row| best_up_to[row]);
        let score = before.map_or(0, |(score, _)| score);
        best.push((found.score + score, before.map(|(_, index)| index)));
    }
    let mut at = (0..matches.len())
        .filter(|index| best[*index].0 > 0)
        .max_by_key(|index| (best[*index].0, std::cmp::Reverse(*index)));
    let mut chain = Vec::with_capacity(rows);
    while let Some(index) = at {
        chain.push(matches[index].clone());
        at = best[index].1;
    }
    chain.reverse();
    chain
}

/// Whether one score is higher than another, or equal and earlier.
fn is_better((score, index): (i32, usize), (other, earlier): (i32, usize)) -> bool {
    score > other || (score == other && index < earlier)
}
