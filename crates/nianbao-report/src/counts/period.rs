use std::ops::Range;

use super::phrase::year_at;
use super::voice::Voice;

/// What a clause says of the time it speaks of.
#[derive(Default)]
pub(super) struct Period {
    pub(super) this_year: bool,
    pub(super) other: bool,
    pub(super) carried: bool,
}

impl Period {
    /// Whether the clause moves the time to another than the report year, or back to it.
    pub(super) fn other(&self, voice: &Voice, text: &str, clause: &Range<usize>) -> Option<bool> {
        let words = &text[clause.clone()];
        if words.starts_with(['比', '较', '同']) {
            return None;
        }
        if self.this_year {
            return Some(false);
        }
        if self.other {
            return Some(true);
        }
        let mut other = None;
        for digits in crate::digit_runs(words) {
            let at = clause.start + digits.start;
            match year_at(&text[..clause.end], at) {
                Some((year, _)) if Some(year) == voice.year => other = Some(false),
                Some(_) if !self.carried => other = Some(true),
                _ => {}
            }
            if is_part_of_year(&words[digits.start..], digits.len()) {
                other = Some(true);
            }
        }
        other
    }
}

/// Whether `text`, which begins with as many `digits`, begins with a month that is not the first or last day of a year.
fn is_part_of_year(text: &str, digits: usize) -> bool {
    text[digits..].starts_with('月')
        && !["1月1日", "01月01日", "12月31日", "12月底", "12月末"]
            .iter()
            .any(|day| text.starts_with(day))
}
