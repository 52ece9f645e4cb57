//! Slips in whole reports, in every layout and encoding.

use nianbao_lint::{Applicability, RuleSet};
use nianbao_run::{Fixes, check_bytes};
use nianbao_test::layout::{FileEncoding, Layout, render};
use nianbao_test::model::{Paragraph, ReportModel};
use proptest::prelude::*;

use crate::promises::{faults, faults_of_each, mended, profile};
use crate::slips::{SLIPS, Slip};

/// How a slip is written.
type Wording = fn(&Slip) -> &'static str;
const WRONG: Wording = |slip| slip.wrong;
const RIGHT: Wording = |slip| slip.right;

/// `model` with a paragraph for each of `slips`, which are given with places in section one.
fn with_slips(model: &ReportModel, slips: &[(&Slip, usize)], wording: Wording) -> ReportModel {
    let mut model = model.clone();
    for (slip, place) in slips {
        let prose = &mut model.prose[0];
        prose.insert(place % (prose.len() + 1), Paragraph::Plain(wording(slip).to_owned()));
    }
    model
}

fn path(layout: Layout) -> String {
    format!("report.{}", layout.extension())
}

fn model() -> ReportModel {
    ReportModel::clean_for_year(5, 2023)
}

fn all_slips() -> Vec<(&'static Slip, usize)> {
    SLIPS.iter().zip((0..).step_by(3)).collect()
}

#[test]
fn every_rule_with_a_safe_fix_has_a_slip() {
    // What these mend is no sentence.
    const OTHERWISE: [&str; 3] =
        ["residue/image-name", "residue/web-page", "structure/heading-punctuation"];
    let rules = RuleSet::linked().into_iter();
    let fixing = rules.filter(|rule| rule.fixes.contains(&Applicability::Safe));
    let without: Vec<&str> = fixing
        .map(|rule| rule.name)
        .filter(|name| !OTHERWISE.contains(name) && SLIPS.iter().all(|slip| slip.rule != *name))
        .collect();
    assert!(without.is_empty(), "slips.rs has none for {without:?}");
}

#[test]
fn each_slip_is_found_and_mended() {
    let mut wrong_ones = Vec::new();
    for slip in SLIPS {
        for layout in [Layout::HtmlCms, Layout::MarkdownTables, Layout::CellLines] {
            let text = |wording| render(&with_slips(&model(), &[(slip, 1)], wording), layout);
            let (wrong, right) = (text(WRONG), text(RIGHT));
            let path = path(layout);
            let found = check_bytes(&path, wrong.clone().into_bytes(), &profile()).diagnostics;
            if found.iter().all(|finding| finding.rule != slip.rule) {
                wrong_ones.push(format!(
                    "{} {}: not found: {}",
                    layout.name(),
                    slip.rule,
                    slip.wrong
                ));
            }
            if mended(&path, wrong.as_bytes()) != right.as_bytes() {
                wrong_ones.push(format!(
                    "{} {}: not mended: {}",
                    layout.name(),
                    slip.rule,
                    slip.wrong
                ));
            }
        }
    }
    assert!(wrong_ones.is_empty(), "\n{}", wrong_ones.join("\n"));
}

#[test]
fn marks_at_the_end_of_headings_go_in_every_layout() {
    let mut wrong = model();
    wrong.headings[4] += "：";
    for layout in Layout::ALL.into_iter().filter(|layout| *layout != Layout::RunInHeadings) {
        let [wrong, right] =
            [&wrong, &model()].map(|model| mended(&path(layout), render(model, layout).as_bytes()));
        assert!(wrong == right, "{}", layout.name());
    }
}

#[test]
fn mended_reports_hold_what_is_promised_in_every_layout() {
    let mut wrong_ones = Vec::new();
    for layout in Layout::ALL {
        let text = render(&with_slips(&model(), &all_slips(), WRONG), layout);
        let right = render(&with_slips(&model(), &all_slips(), RIGHT), layout);
        if mended(&path(layout), text.as_bytes()) != mended(&path(layout), right.as_bytes()) {
            wrong_ones.push(format!("{}: not mended as it should be", layout.name()));
        }
        for fixes in [Fixes::Safe, Fixes::All] {
            let faults = faults(&path(layout), text.as_bytes(), fixes);
            wrong_ones
                .extend(faults.iter().map(|fault| format!("{} {fixes:?}: {fault}", layout.name())));
        }
    }
    assert!(wrong_ones.is_empty(), "\n{}", wrong_ones.join("\n"));
}

#[test]
fn each_safe_fix_mends_its_own_and_brings_nothing_in_every_layout() {
    let mut wrong_ones = Vec::new();
    for layout in Layout::ALL {
        let text = render(&with_slips(&model(), &all_slips(), WRONG), layout);
        let faults = faults_of_each(&path(layout), &text);
        wrong_ones.extend(faults.iter().map(|fault| {
            let fault: String = fault.chars().take(300).collect();
            format!("{}: {fault}", layout.name())
        }));
    }
    assert!(wrong_ones.is_empty(), "\n{}", wrong_ones.join("\n"));
}

#[test]
fn every_encoding_and_line_end_is_kept() {
    let mut wrong_ones = Vec::new();
    let layouts = [Layout::HtmlCms, Layout::CellLines];
    for encoding in FileEncoding::ALL {
        let layouts: &[Layout] = match encoding {
            FileEncoding::Big5 => &[Layout::Traditional],
            _ => &layouts,
        };
        for layout in layouts {
            for end in ["\n", "\r\n"] {
                let bytes = |wording| {
                    let slips: Vec<_> = all_slips()
                        .into_iter()
                        .filter(|(slip, _)| is_written_in(encoding, slip))
                        .collect();
                    let text = render(&with_slips(&model(), &slips, wording), *layout);
                    encoding.encode(&text.replace('\n', end))
                };
                let (wrong, right) = (bytes(WRONG), bytes(RIGHT));
                let path = path(*layout);
                let name = format!("{} {} {end:?}", encoding.name(), layout.name());
                if mended(&path, &wrong) != mended(&path, &right) {
                    wrong_ones.push(format!("{name}: not mended as it should be"));
                }
                wrong_ones.extend(
                    faults(&path, &wrong, Fixes::Safe).iter().map(|it| format!("{name}: {it}")),
                );
            }
        }
    }
    assert!(wrong_ones.is_empty(), "\n{}", wrong_ones.join("\n"));
}

/// Whether the encoding has codes for all characters of a slip.
fn is_written_in(encoding: FileEncoding, slip: &Slip) -> bool {
    let has_pinyin = slip.wrong.contains(|c: char| ('\u{E0}'..'\u{200}').contains(&c));
    let has_odd_space = slip.wrong.contains(['\u{A0}', '\u{200B}']);
    match encoding {
        FileEncoding::Gbk => !has_odd_space,
        FileEncoding::Big5 => !has_odd_space && !has_pinyin,
        _ => true,
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 24, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn any_slips_together_are_mended(
        seed in 0_u64..1_000,
        year in 2019_u16..=2025,
        layout in prop::sample::select(Layout::ALL.to_vec()),
        slips in prop::collection::vec((0..SLIPS.len(), 0_usize..20), 1..8),
    ) {
        let model = ReportModel::clean_for_year(seed, year);
        let slips: Vec<_> = slips.iter().map(|(slip, place)| (&SLIPS[*slip], *place)).collect();
        let text = |wording| render(&with_slips(&model, &slips, wording), layout);
        let (wrong, right) = (text(WRONG), text(RIGHT));
        let path = path(layout);
        prop_assert_eq!(
            String::from_utf8(mended(&path, wrong.as_bytes())).unwrap(),
            String::from_utf8(mended(&path, right.as_bytes())).unwrap()
        );
        prop_assert_eq!(faults(&path, wrong.as_bytes(), Fixes::Safe), Vec::<String>::new());
    }
}
