use super::{YearMention, YearRole};
use crate::{HeaderDate, Line, LineRole, Period, Report, Title};

/// Which years the parts of a report speak of.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct YearEvidence {
    /// The year in the title.
    pub title: Option<u16>,
    /// The year the stated 统计期限 begins and ends in, where it is one.
    pub period: Option<u16>,
    /// Years that headings and prose report on, each with how often, most often first and of equals the later first.
    pub prose: Vec<(u16, usize)>,
    /// The year of the earliest date in the page's header lines, else of the date under the text.
    pub published: Option<u16>,
}

/// How well the year a report is on is supported.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum YearCertainty {
    /// Nothing tells it.
    Unknown,
    /// Parts of the report speak of different years.
    Disputed,
    /// One part tells it.
    Single,
    /// Several parts agree, and none speaks against them.
    Agreed,
}

impl YearEvidence {
    /// What `report` says. It is gathered once for a report.
    pub fn of<'r>(report: &'r Report<'_>) -> &'r YearEvidence {
        report.memo.year_evidence.get_or_init(|| {
            YearEvidence::gather(
                report.title.as_ref(),
                report.period.as_ref(),
                &report.lines,
                &report.years,
                &report.header_dates,
            )
        })
    }

    /// What the parts of a report say.
    pub(crate) fn gather(
        title: Option<&Title>,
        period: Option<&Period>,
        lines: &[Line<'_>],
        mentions: &[YearMention],
        header_dates: &[HeaderDate],
    ) -> YearEvidence {
        let written = |mention: &&YearMention| {
            matches!(lines[mention.line].role, LineRole::Prose | LineRole::Heading)
        };
        let signed = mentions.iter().filter(written).rfind(|it| it.role == YearRole::Date);
        YearEvidence {
            title: title.and_then(|title| title.year).map(|(year, _)| year),
            period: period
                .filter(|period| period.start.year == period.end.year)
                .map(|period| period.start.year),
            prose: counts(mentions.iter().filter(written)),
            published: header_dates
                .iter()
                .map(|header| header.date.year)
                .min()
                .or(signed.map(|date| date.year)),
        }
    }

    /// The year reported on, by the best evidence: the title unless all else speaks against it, the 统计期限, the year
    /// the prose most often reports on, the year before publication.
    pub fn year(&self) -> Option<u16> {
        let is_past = |year: &u16| self.published.is_none_or(|published| *year < published);
        let told = self.prose.iter().map(|(year, _)| *year).find(is_past);
        self.against_title()
            .or(self.title)
            .or(self.period)
            .or(told)
            .or(self.published.map(|published| published - 1))
    }

    /// How well [`YearEvidence::year`] is supported. A publication in the year after supports it; an earlier or later
    /// one does not speak against it, because it may be early, late, or a move of the page.
    pub fn certainty(&self) -> YearCertainty {
        let Some(year) = self.year() else { return YearCertainty::Unknown };
        let told = self.prose.first().filter(|(_, count)| *count > self.in_prose(year));
        let others = [self.title, self.period, told.map(|(year, _)| *year)];
        if others.into_iter().flatten().any(|other| other != year) {
            return YearCertainty::Disputed;
        }
        let supports = [
            self.title == Some(year),
            self.period == Some(year),
            self.in_prose(year) > 0,
            self.published == Some(year + 1),
        ];
        match supports.into_iter().filter(|support| *support).count() {
            0 | 1 => YearCertainty::Single,
            _ => YearCertainty::Agreed,
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
    fn the_best_evidence_names_the_year() {
        let year = |title, period, prose: &[(u16, usize)], published| {
            YearEvidence { title, period, prose: prose.to_vec(), published }.year()
        };
        assert_eq!(year(Some(2023), Some(2022), &[], None), Some(2023));
        assert_eq!(year(Some(2022), Some(2023), &[(2023, 4)], None), Some(2023));
        assert_eq!(year(None, Some(2023), &[(2022, 4)], None), Some(2023));
        assert_eq!(year(None, None, &[(2020, 1), (2019, 1)], Some(2020)), Some(2019));
        assert_eq!(year(None, None, &[], Some(2020)), Some(2019));
        assert_eq!(year(None, None, &[], None), None);
    }

    #[test]
    fn certainty_needs_two_that_agree_and_none_that_differs() {
        use YearCertainty::{Agreed, Disputed, Single, Unknown};
        let certainty = |title, period, prose: &[(u16, usize)], published| {
            YearEvidence { title, period, prose: prose.to_vec(), published }.certainty()
        };
        assert_eq!(certainty(None, None, &[], None), Unknown);
        assert_eq!(certainty(Some(2023), None, &[], None), Single);
        assert_eq!(certainty(Some(2023), None, &[], Some(2025)), Single);
        assert_eq!(certainty(Some(2023), None, &[], Some(2024)), Agreed);
        assert_eq!(certainty(Some(2023), None, &[(2023, 1), (2022, 1)], None), Agreed);
        assert_eq!(certainty(Some(2023), Some(2022), &[(2023, 3)], None), Disputed);
        assert_eq!(certainty(Some(2023), None, &[(2022, 2), (2023, 1)], Some(2024)), Disputed);
    }

    #[test]
    fn a_year_not_yet_over_is_a_plan() {
        check(2022, None, &[(2023, 2)], Some(2023), None);
    }
}
