//! Defects as clerks make them: one file for each family of rules, several variants for each rule.

mod citations;
mod privacy;
mod punctuation;
mod residue;
mod script;
mod structure;
mod sums;
mod sums_prose;
mod tables;
mod wording;
mod years;

use nianbao_test::layout::Layout;

use crate::draft::{Draft, Place};

/// One way to break a report.
#[derive(Clone, Copy)]
pub(crate) struct Injector {
    /// The rule that must find it.
    pub(crate) rule: &'static str,
    /// What is done, in a few words or as the sentence that is put in.
    pub(crate) variant: &'static str,
    /// Other rules that may say the same: where one wrong cell breaks several sums, one of them is reported.
    pub(crate) or: &'static [&'static str],
    /// Whether the defect can be seen in the layout.
    pub(crate) fits: fn(Layout) -> bool,
    how: How,
}

#[derive(Clone, Copy)]
enum How {
    /// Changes the report, and says where; nothing where the report does not have what is to be broken.
    Does(fn(&mut Draft) -> Option<Place>),
    /// Puts a sentence with marks at the end of a paragraph of one of these sections.
    Says(&'static [usize], &'static str),
    /// Adds a paragraph with marks to one of these sections.
    Adds(&'static [usize], &'static str),
    /// Replaces words that stand in the report.
    Swaps(&'static str, &'static str),
}

/// Sections of prose.
const PROSE: &[usize] = &[1, 5];

const fn does(
    rule: &'static str,
    variant: &'static str,
    inject: fn(&mut Draft) -> Option<Place>,
) -> Injector {
    Injector { rule, variant, or: &[], fits: everywhere, how: How::Does(inject) }
}

const fn says(rule: &'static str, sentence: &'static str) -> Injector {
    Injector { rule, variant: sentence, or: &[], fits: everywhere, how: How::Says(PROSE, sentence) }
}

const fn adds(rule: &'static str, paragraph: &'static str) -> Injector {
    Injector {
        rule,
        variant: paragraph,
        or: &[],
        fits: everywhere,
        how: How::Adds(PROSE, paragraph),
    }
}

const fn swaps(rule: &'static str, old: &'static str, new: &'static str) -> Injector {
    Injector { rule, variant: new, or: &[], fits: everywhere, how: How::Swaps(old, new) }
}

impl Injector {
    const fn only(self, fits: fn(Layout) -> bool) -> Injector {
        Injector { fits, ..self }
    }

    const fn or(self, or: &'static [&'static str]) -> Injector {
        Injector { or, ..self }
    }

    const fn within(self, sections: &'static [usize]) -> Injector {
        let how = match self.how {
            How::Says(_, sentence) => How::Says(sections, sentence),
            How::Adds(_, paragraph) => How::Adds(sections, paragraph),
            other => other,
        };
        Injector { how, ..self }
    }

    /// Whether a finding of `rule` finds it.
    pub(crate) fn is_found_by(&self, rule: &str) -> bool {
        self.rule == rule || self.or.contains(&rule)
    }

    /// Breaks the report and says where.
    pub(crate) fn inject(&self, draft: &mut Draft) -> Option<Place> {
        let any = |draft: &mut Draft, sections: &[usize]| {
            sections[draft.writer.rng.usize(0..sections.len())]
        };
        match self.how {
            How::Does(inject) => inject(draft),
            How::Says(sections, sentence) => {
                let section = any(draft, sections);
                draft.say(section, sentence).map(|()| Place::Marked)
            }
            How::Adds(sections, paragraph) => {
                let section = any(draft, sections);
                draft.add_paragraph(section, paragraph).map(|()| Place::Marked)
            }
            How::Swaps(old, new) => draft.swap(old, new).map(|()| Place::Marked),
        }
    }
}

/// All injectors, family by family.
pub(crate) fn all() -> impl Iterator<Item = &'static Injector> {
    let families: [&'static [Injector]; 11] = [
        structure::INJECTORS,
        tables::INJECTORS,
        sums::INJECTORS,
        sums_prose::INJECTORS,
        years::INJECTORS,
        script::INJECTORS,
        punctuation::INJECTORS,
        wording::INJECTORS,
        citations::INJECTORS,
        privacy::INJECTORS,
        residue::INJECTORS,
    ];
    families.into_iter().flatten()
}

/// Rules that find what a layout itself does to every report.
pub(crate) fn of_layout(layout: Layout) -> &'static [&'static str] {
    match layout {
        Layout::HtmlBlankZeros | Layout::BlanksLeftOut | Layout::ZerosLeftOut => {
            &["tables/blank-cell"]
        }
        Layout::RaggedCellLines => &["script/odd-space"],
        Layout::Traditional => &["script/traditional-text"],
        Layout::TraditionalPinyin => &["script/traditional-text", "script/pinyin-annotation"],
        Layout::HalfWidth => &["punctuation/half-width"],
        _ => &[],
    }
}

const fn everywhere(_: Layout) -> bool {
    true
}

/// Where the file is no page, so that what the page had around the report was copied along.
const fn not_html(layout: Layout) -> bool {
    !matches!(layout, Layout::HtmlMerged | Layout::HtmlCms | Layout::HtmlBlankZeros)
}

/// Where marks are full-width.
const fn full_width(layout: Layout) -> bool {
    !matches!(layout, Layout::HalfWidth)
}

/// Where the text is Simplified.
const fn simplified(layout: Layout) -> bool {
    !matches!(layout, Layout::Traditional | Layout::TraditionalPinyin)
}

/// Where every figure of the tables is written.
const fn whole_tables(layout: Layout) -> bool {
    !matches!(layout, Layout::HtmlBlankZeros) && every_cell(layout)
}

/// Where every cell of the tables can be told, written or blank.
const fn every_cell(layout: Layout) -> bool {
    !matches!(layout, Layout::BlanksLeftOut | Layout::ZerosLeftOut)
}

/// Where headings are numbered 一、 and （一）.
const fn official_numbers(layout: Layout) -> bool {
    !matches!(layout, Layout::BracketedHeadings)
}

/// Where a heading stands on a line of its own.
const fn own_headings(layout: Layout) -> bool {
    !matches!(layout, Layout::RunInHeadings)
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use nianbao_lint::RuleSet;

    use super::*;
    use crate::clean;

    /// Rules without injector, each with its reason.
    const NOT_INJECTED: [(&str, &str); 2] = [
        ("wording/context-word", "off unless asked for by name"),
        ("script/traditional-text", "the layouts in Traditional characters are its defect"),
    ];

    #[test]
    fn every_rule_has_an_injector_or_a_reason_why_not() {
        let injected: BTreeSet<&str> = all().map(|injector| injector.rule).collect();
        for rule in RuleSet::linked() {
            let excused = NOT_INJECTED.iter().any(|(name, _)| *name == rule.name);
            assert_ne!(injected.contains(rule.name), excused, "{}", rule.name);
        }
    }

    #[test]
    fn every_injector_breaks_some_report_and_remembers_where() {
        let layout = Layout::CellLines;
        for injector in all().filter(|injector| (injector.fits)(layout)) {
            let broken = (0..200).find_map(|seed| {
                let mut draft = Draft::new(clean::report(seed, layout), layout);
                let place = injector.inject(&mut draft)?;
                Some((place, draft.finish()))
            });
            let Some((place, marked)) = broken else {
                panic!("{}: no report has what {} breaks", injector.rule, injector.variant);
            };
            let remembered = place != Place::Marked || !marked.places.is_empty();
            assert!(remembered, "{}: {}", injector.rule, injector.variant);
        }
    }
}
