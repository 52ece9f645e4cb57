mod context;
mod evidence;
mod signs;

use std::ops::Range;

use nianbao_span::Span;

use crate::calendar::{CalendarNumber, CalendarUnit, calendar_number, digit_runs, is_numeral_at};
use crate::passages::Passages;
use crate::period::DateRange;
use crate::{Line, LineRole, Mark, Period};
use context::Context;

pub use evidence::{YearCertainty, YearEvidence};

/// A year named in the report's lines (`2023年`, `2023年度`), title and prose alike.
#[derive(Clone, Copy, Debug)]
pub struct YearMention {
    /// The year.
    pub year: u16,
    /// Its four digits.
    pub span: Span,
    /// Index into [`crate::Report::lines`].
    pub line: usize,
    /// Byte offset of the digits in [`crate::Line::words`].
    pub offset: usize,
    /// What it is there for.
    pub role: YearRole,
}

/// What a year is there for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum YearRole {
    /// The year the sentence reports on.
    Report,
    /// Something to compare with: 比、较、同比、上年.
    Comparison,
    /// What is planned: 将、下一步、计划.
    Plan,
    /// Part of a document's number or name, a law, a title in 《》.
    Citation,
    /// An event or a span of time of its own: 自2020年11月以来, 2019年成立.
    Event,
    /// Part of the stated 统计期限.
    Period,
    /// A date of publication, signature or the page.
    Date,
    /// Cannot be told.
    Unclear,
}

/// Every year named outside tables, in reading order, with what it is there for. The role does not depend on which year
/// the report is on.
pub(crate) fn mentions(
    lines: &[Line<'_>],
    passages: &Passages<'_>,
    period: Option<&Period>,
) -> Vec<YearMention> {
    let mut mentions = Vec::new();
    for (index, line) in lines.iter().enumerate() {
        let is_page = line.role == LineRole::Page;
        let may_name_year = is_page || passages.longest_number(index) >= YEAR_DIGITS;
        if !may_name_year || matches!(line.role, LineRole::TableCell(_)) {
            continue;
        }
        let first = mentions.len();
        let of_line = OfLine { index, line, marks: passages.marks(index), period };
        if is_page {
            // The page's lines are not surveyed.
            of_line.push(digit_runs(line.words()), &mut mentions);
        } else {
            of_line.push(passages.runs(index).iter().cloned(), &mut mentions);
        }
        set_comparisons(line.words(), &mut mentions[first..]);
    }
    mentions
}

/// How many digits a year has.
const YEAR_DIGITS: usize = 4;

/// A line with what is known of it.
struct OfLine<'l> {
    index: usize,
    line: &'l Line<'l>,
    marks: &'l [Mark],
    period: Option<&'l Period>,
}

impl OfLine<'_> {
    /// Adds the years among the line's `runs` of digits to `mentions`.
    fn push(&self, runs: impl Iterator<Item = Range<usize>>, mentions: &mut Vec<YearMention>) {
        // One past the last span of time met, whose second year belongs to it as the first does.
        let mut whole_year_end = 0;
        for run in runs.filter(|run| run.len() == YEAR_DIGITS) {
            let number = calendar_number(self.line.words(), run);
            let Some(number) = number.filter(|number| number.unit == CalendarUnit::Year) else {
                continue;
            };
            mentions.extend(self.mention(&number, &mut whole_year_end));
        }
    }

    fn mention(&self, number: &CalendarNumber, whole_year_end: &mut usize) -> Option<YearMention> {
        let OfLine { index, line, marks, period } = *self;
        let words = line.words();
        let year = year_of(&words[number.digits.clone()])?;
        let offset = number.digits.start;
        let span = line.span(number.digits.clone());
        if is_numeral_at(words, number.end)
            && let Some(range) = DateRange::at(words, offset).filter(DateRange::is_whole_year)
        {
            *whole_year_end = range.range().end;
        }
        let in_period = period.is_some_and(|period| period.span.contains(span));
        let role = match line.role {
            _ if in_period || offset < *whole_year_end => YearRole::Period,
            LineRole::Page => YearRole::Date,
            LineRole::Title => YearRole::Report,
            _ => Context::of(words, marks, offset..number.end).role(),
        };
        Some(YearMention { year, span, line: index, offset, role })
    }
}

/// The year of exactly four digits, of this century or the last.
fn year_of(digits: &str) -> Option<u16> {
    let year: u16 = digits.parse().ok().filter(|_| digits.len() == YEAR_DIGITS)?;
    (1900..2100).contains(&year).then_some(year)
}

/// A year that a later one follows in the same or the next sentence stands beside it: the two are compared or told one
/// after the other.
fn set_comparisons(words: &str, mentions: &mut [YearMention]) {
    for index in 0..mentions.len() {
        let this = mentions[index];
        if !matches!(this.role, YearRole::Report | YearRole::Unclear) {
            continue;
        }
        let is_compared = neighbours(mentions, index).any(|other| {
            let farthest = match other.role {
                YearRole::Report | YearRole::Unclear => 1,
                // What was received in one year is settled in the next: 2022年受理的申请于2023年3月办结.
                YearRole::Event | YearRole::Comparison => 0,
                _ => return false,
            };
            other.year > this.year && stops_between(words, this.offset, other.offset) <= farthest
        });
        if is_compared {
            mentions[index].role = YearRole::Comparison;
        }
    }
}

/// The two mentions before and the two behind.
fn neighbours(mentions: &[YearMention], index: usize) -> impl Iterator<Item = &YearMention> {
    let around = index.saturating_sub(2)..(index + 3).min(mentions.len());
    around.filter(move |other| *other != index).map(|other| &mentions[other])
}

/// Ends of sentences between two places no more than a few sentences apart; many where they are farther.
fn stops_between(words: &str, one: usize, other: usize) -> usize {
    const FAR_BYTES: usize = 1_500;
    let between = one.min(other)..one.max(other);
    if between.len() > FAR_BYTES {
        return usize::MAX;
    }
    words[between].matches(context::is_stop).count()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::line_fixture::with_lines;

    #[track_caller]
    fn check(text: &str, expected: &[(u16, YearRole)]) {
        with_lines(text, |lines| {
            let passages = Passages::of_lines(lines);
            let period = crate::period::find(lines, &passages);
            let found: Vec<_> = mentions(lines, &passages, period.as_ref())
                .into_iter()
                .map(|mention| {
                    assert_eq!(text[mention.span.range()], mention.year.to_string());
                    (mention.year, mention.role)
                })
                .collect();
            assert_eq!(found, expected, "{text}");
        });
    }

    #[test]
    fn the_year_a_sentence_reports_on() {
        for text in [
            "2022年，我局顺利完成政府信息公开各项任务，但仍有不足。",
            "2022 年,我局认真贯彻落实条例。",
            "2022年全镇未收到政府信息公开申请。",
            "2022年度，全区共受理申请12件。",
            "（二）依申请公开。2022年共收到申请3件。",
            "（二）依申请公开方面：2022年，我局共收到申请3件。",
            "现将柳林镇2022年政府信息公开工作情况报告如下：",
            "现公布东山区教育局2022年政府信息公开工作年度报告。",
            "全镇2022年主动公开信息120条。",
            "我局2022年共主动公开信息120条。",
            "2022年我市在推进政府信息公开工作中取得了一些成效，但存在不足。",
            "2022年，我局将政务公开纳入年度考核，主动公开信息120条。",
            "2022年，我局取得一定成效，但仍有不足，下一步将继续努力。",
            "根据通知规定，2022年区政府办公室依申请公开政府信息未收费。",
            "结合2022年度政府信息公开工作实际，从多方面进行报告。",
            "市教育局2022年政务公开工作虽然取得了进步，但仍有差距。",
        ] {
            check(text, &[(2022, YearRole::Report)]);
        }
    }

    #[test]
    fn years_to_compare_with() {
        for text in [
            "全年公开信息170条，比2022年减少了10.5%。",
            "较2022年增长7.1%。",
            "与2022年相比，增加12件。",
            "与2022年基本持平。",
            "相较于2022年，有所增加。",
            "办理申请12件（其中2022年结转3件）。",
            "2022年同期为12件。",
        ] {
            check(text, &[(2022, YearRole::Comparison)]);
        }
        check(
            "2022年受理申请10件。2023年受理12件，同比增加20%。",
            &[(2022, YearRole::Comparison), (2023, YearRole::Report)],
        );
        check(
            "2022年受理的1件行政复议于2023年3月审结。",
            &[(2022, YearRole::Comparison), (2023, YearRole::Event)],
        );
        check("2022年受理的5件申请均已办结。", &[(2022, YearRole::Unclear)]);
        check(
            "2023年公开信息100条，2022年公开信息90条。",
            &[(2023, YearRole::Report), (2022, YearRole::Comparison)],
        );
    }

    #[test]
    fn names_of_documents() {
        for text in [
            "按照《江南省2022年政务公开工作要点》要求推进工作。",
            "落实2022年政务公开工作要点任务。",
            "公开2022年部门决算。",
            "针对2022年第三方评估发现的问题逐项整改。",
            "获评“2022年度政务公开先进单位”称号。",
            "根据2022年政务公开考核结果，逐项整改。",
            "按新模板编制区政府2022年政府信息公开工作年度报告，并集中公布。",
            "检查各镇和区政府办公室2022年政府信息公开工作年度报告发布情况。",
            "被评为全县2022年度政务公开工作先进单位。",
            "召开全市2022年政务公开工作推进会。",
            "结合2022年考核情况逐项整改。",
            "围绕全省2022年政务公开工作重点任务，组织各处室逐项落实。",
        ] {
            check(text, &[(2022, YearRole::Citation)]);
        }
    }

    #[test]
    fn events_and_spans_of_time() {
        for text in [
            "自2022年以来，我局持续推进公开。",
            "2022年以来，我局持续推进公开。",
            "网站于2022年改版。",
            "2022年11月完成升级改版。",
            "2022年，根据机构改革方案，我局由两局合并组建。",
            "截至2022年底，共有栏目12个。",
            "2022年底前完成整改。",
            "自2022年3月起施行。",
            "2022年成立领导小组。",
            "在2022年工作的基础上继续推进。",
            "2022年，国务院办公厅对年度报告提出新要求，我局认真落实。",
        ] {
            check(text, &[(2022, YearRole::Event)]);
        }
    }

    #[test]
    fn plans() {
        for text in [
            "2024年，东山区政府信息公开工作将在以下方面发力：一是抓好主动公开。",
            "2024年，我们要进一步加大公开力度，完成各项任务。",
            "下一步，2024年我局继续加强培训。",
            "（二）2024年工作打算",
            "2024年工作计划",
        ] {
            check(text, &[(2024, YearRole::Plan)]);
        }
        check(
            "2023年，工作取得成效，但仍有差距，2024年将加以改进。",
            &[(2023, YearRole::Report), (2024, YearRole::Plan)],
        );
    }

    #[test]
    fn periods_and_dates() {
        check(
            "本报告所列数据的统计期限自2023年1月1日起至2023年12月31日止。",
            &[(2023, YearRole::Period), (2023, YearRole::Period)],
        );
        check("2023年1月1日至12月31日，全区受理申请12件。", &[(2023, YearRole::Period)]);
        check("2024年1月15日", &[(2024, YearRole::Date)]);
    }

    #[test]
    fn other_numbers_are_no_years() {
        check("共12023年；3年；20年；国办函〔2020〕109号；99999年", &[]);
    }

    #[test]
    fn page_and_title_lines_have_their_own_roles() {
        with_lines("2023年报告\n2024年", |lines| {
            lines[0].role = LineRole::Title;
            lines[1].role = LineRole::Page;
            let mentions = mentions(lines, &Passages::of_lines(lines), None);
            let roles: Vec<_> = mentions.iter().map(|mention| mention.role).collect();
            assert_eq!(roles, [YearRole::Report, YearRole::Date]);
        });
    }

    #[test]
    fn an_endless_sentence_takes_linear_time() {
        let text = "2022年我局公开信息".repeat(2_000);
        with_lines(&text, |lines| {
            let passages = Passages::of_lines(lines);
            assert_eq!(mentions(lines, &passages, None).len(), 2_000);
        });
    }
}
