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
    /// Whether the clause moves the time to another than the report year, or back to it; `calendar` are the places behind
    /// its numbers before 年 and 月.
    pub(super) fn other(
        &self,
        voice: &Voice,
        text: &str,
        clause: &Range<usize>,
        calendar: &[usize],
    ) -> Option<bool> {
        if !self.this_year && !self.other && calendar.is_empty() {
            return None;
        }
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
        for end in calendar {
            let digits = digits_before(words, end - clause.start);
            let at = end - digits;
            match year_at(&text[..clause.end], at) {
                Some((year, _)) if Some(year) == voice.year => other = Some(false),
                Some(_) if !self.carried => other = Some(true),
                _ => {}
            }
            if is_part_of_year(&text[at..clause.end], digits) {
                other = Some(true);
            }
        }
        other
    }
}

/// How many ASCII digits stand in `words` right before `end`.
fn digits_before(words: &str, end: usize) -> usize {
    words.as_bytes()[..end].iter().rev().take_while(|byte| byte.is_ascii_digit()).count()
}

/// Whether `text`, which begins with as many `digits`, begins with a month that is not the first or last day of a year.
fn is_part_of_year(text: &str, digits: usize) -> bool {
    text[digits..].starts_with('月')
        && !["1月1日", "01月01日", "12月31日", "12月底", "12月末"]
            .iter()
            .any(|day| text.starts_with(day))
}
