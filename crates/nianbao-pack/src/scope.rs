use nianbao_lint::Settings;
use nianbao_report::{OrganKind, Report, section_numeral};

use crate::facts::kind_name;

/// Which reports, and which of their sections, a rule is about.
#[derive(Clone, Debug, Default)]
pub(crate) struct Scope {
    /// 1 to 6, or 0 for what stands before the first; all where there is none.
    pub(crate) sections: Vec<u8>,
    /// All where there is none.
    pub(crate) organ_kinds: Vec<OrganKind>,
    /// Words of which one names the place; everywhere where there is none.
    pub(crate) regions: Vec<String>,
    /// First year reported on.
    pub(crate) first_year: Option<u16>,
    /// Last year reported on.
    pub(crate) last_year: Option<u16>,
}

/// Whether a rule is about a report.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Admission {
    Yes,
    No,
    /// It cannot be told, for this reason.
    Open(String),
}

impl Scope {
    /// Whether `report` is meant.
    pub(crate) fn admits(&self, report: &Report<'_>, settings: &Settings) -> Admission {
        for admission in [self.year(report), self.kind(report), self.region(report, settings)] {
            if admission != Admission::Yes {
                return admission;
            }
        }
        Admission::Yes
    }

    /// Whether a section is meant; nothing stands for what is before the first.
    pub(crate) fn has_section(&self, section: Option<u8>) -> bool {
        self.sections.is_empty() || self.sections.contains(&section.unwrap_or(0))
    }

    /// What it is about, for people; nothing where that is everything.
    pub(crate) fn in_words(&self) -> String {
        let years = match (self.first_year, self.last_year) {
            (None, None) => None,
            (Some(first), None) => Some(format!("{first} 年度起的报告")),
            (None, Some(last)) => Some(format!("{last} 年度及以前的报告")),
            (Some(first), Some(last)) if first == last => Some(format!("{first} 年度的报告")),
            (Some(first), Some(last)) => Some(format!("{first} 至 {last} 年度的报告")),
        };
        let sections = self.sections.iter().map(|number| match number {
            0 => "标题与导语".to_owned(),
            number => format!("第{}部分", section_numeral(*number)),
        });
        let kinds = self.organ_kinds.iter().map(|kind| kind_name(*kind).to_owned());
        let parts = [
            joined("地区 ", self.regions.iter().cloned()),
            joined("机关类别 ", kinds),
            years,
            joined("", sections),
        ];
        let parts: Vec<String> = parts.into_iter().flatten().collect();
        if parts.is_empty() {
            String::new()
        } else {
            format!("适用范围：{}", parts.join("；"))
        }
    }

    fn year(&self, report: &Report<'_>) -> Admission {
        if self.first_year.is_none() && self.last_year.is_none() {
            return Admission::Yes;
        }
        let Some(year) = report.year else {
            return Admission::Open("报告年份不明".to_owned());
        };
        let is_meant = self.first_year.is_none_or(|first| first <= year)
            && self.last_year.is_none_or(|last| year <= last);
        Admission::of(is_meant)
    }

    fn kind(&self, report: &Report<'_>) -> Admission {
        if self.organ_kinds.is_empty() {
            return Admission::Yes;
        }
        match report.organ_kind {
            Some(kind) => Admission::of(self.organ_kinds.contains(&kind)),
            None => {
                Admission::Open("报告机关的类别不明，可在 lint.toml 中写明 organ-kind".to_owned())
            }
        }
    }

    fn region(&self, report: &Report<'_>, settings: &Settings) -> Admission {
        if self.regions.is_empty() {
            return Admission::Yes;
        }
        let names = |place: &str| self.regions.iter().any(|region| place.contains(&**region));
        if let Some(region) = settings.region() {
            return Admission::of(names(&region.value));
        }
        let organ = report.organ.as_ref().map(|organ| organ.name.as_str());
        let title = report.title.as_ref().map(|title| title.text.as_str());
        if organ.is_some_and(names) || title.is_some_and(names) {
            return Admission::Yes;
        }
        Admission::Open("报告机关所在的地区不明，可在 lint.toml 中写明 region".to_owned())
    }
}

/// `words` with what they are in front; nothing where there are none.
fn joined(what: &str, words: impl Iterator<Item = String>) -> Option<String> {
    let words: Vec<String> = words.collect();
    (!words.is_empty()).then(|| format!("{what}{}", words.join("、")))
}

impl Admission {
    fn of(is_meant: bool) -> Admission {
        if is_meant { Admission::Yes } else { Admission::No }
    }
}
