use super::{YearMention, YearRole};
use crate::{HeaderDate, LineRole, Report};

/// Which years the parts of a report speak of.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct YearEvidence {
    /// The year in the title.
    pub title: Option<u16>,
    /// The year the stated 统计期限 begins and ends in, where it is one.
    pub period: Option<u16>,
    /// Years that headings and prose report on, each with how often, most often first and of equals the later first.
    pub prose: Vec<(u16, usize)>,
    /// The year of the earliest date in the page's header lines.
    pub published: Option<u16>,
}

impl YearEvidence {
    /// What `report` says.
    pub fn of(report: &Report<'_>) -> YearEvidence {
        let in_prose = report.years.iter().filter(|mention| {
            matches!(report.lines[mention.line].role, LineRole::Prose | LineRole::Heading)
        });
        YearEvidence {
            title: report.title.as_ref().and_then(|title| title.year).map(|(year, _)| year),
            period: report
                .period
                .filter(|period| period.start.year == period.end.year)
                .map(|period| period.start.year),
            prose: counts(in_prose),
            published: published(&report.header_dates),
        }
    }

    /// How often headings and prose report on `year`.
    pub fn in_prose(&self, year: u16) -> usize {
        self.prose.iter().find(|(known, _)| *known == year).map_or(0, |(_, count)| *count)
    }

    /// The year of the text where the title names another and is the odd one out.
    ///
    /// The 统计期限 and the prose must agree, or one of them speak of the text's year alone and more than once. A text
    /// cannot report on a year in which it was already published, so such a year is a plan's.
    pub fn against_title(&self) -> Option<u16> {
        let title = self.title?;
        let (year, count) = *self.prose.first()?;
        let is_past = self.published.is_none_or(|published| year < published);
        let supported = match self.period {
            Some(period) => period == year,
            None => count > 1 && self.in_prose(title) == 0,
        };
        (year != title && is_past && supported && count > self.in_prose(title)).then_some(year)
    }
}

fn counts<'m>(mentions: impl Iterator<Item = &'m YearMention>) -> Vec<(u16, usize)> {
    let mut counts: Vec<(u16, usize)> = Vec::new();
    for mention in mentions.filter(|mention| mention.role == YearRole::Report) {
        match counts.iter_mut().find(|(year, _)| *year == mention.year) {
            Some((_, count)) => *count += 1,
            None => counts.push((mention.year, 1)),
        }
    }
    counts.sort_by_key(|(year, count)| std::cmp::Reverse((*count, *year)));
    counts
}

fn published(dates: &[HeaderDate]) -> Option<u16> {
    dates.iter().map(|header| header.date.year).min()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(
        title: u16,
        period: Option<u16>,
        prose: &[(u16, usize)],
        published: Option<u16>,
        expected: Option<u16>,
    ) {
        let evidence =
            YearEvidence { title: Some(title), period, prose: prose.to_vec(), published };
        assert_eq!(evidence.against_title(), expected, "{evidence:?}");
    }

    #[test]
    fn the_title_is_wrong_when_all_else_agrees() {
        check(2022, Some(2023), &[(2023, 4)], None, Some(2023));
        check(2022, None, &[(2023, 4)], None, Some(2023));
        check(2023, None, &[(2022, 4)], Some(2024), Some(2022));
        check(2022, Some(2023), &[(2023, 4), (2022, 1)], None, Some(2023));
    }

    #[test]
    fn the_title_is_right_when_anything_supports_it() {
        check(2023, Some(2023), &[(2022, 4)], None, None);
        check(2023, None, &[(2022, 4), (2023, 1)], None, None);
        check(2023, None, &[(2022, 1)], None, None);
        check(2023, None, &[], None, None);
    }

    #[test]
    fn a_year_not_yet_over_is_a_plan() {
        check(2022, None, &[(2023, 2)], Some(2023), None);
    }
}
