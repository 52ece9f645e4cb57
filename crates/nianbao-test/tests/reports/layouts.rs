//! The same report in every layout and encoding is recovered the same, and nothing is found wrong where nothing is.

use std::collections::BTreeMap;

use nianbao_lint::Severity;
use nianbao_test::layout::{Fidelity, FileEncoding, Layout, render};
use nianbao_test::model::ReportModel;

use crate::support::{Fault, Read, difference, identity_faults, with_report};

/// Reports of every year of both editions, by organs of all kinds.
fn models() -> impl Iterator<Item = ReportModel> {
    (2019..=2025).flat_map(|year| {
        (0..3).map(move |seed| ReportModel::clean_for_year(u64::from(year) * 31 + seed, year))
    })
}

/// Calls `check` with every report in every layout and fails with all that it says is wrong: each kind of fault once a
/// layout, with its number and its first example.
#[track_caller]
fn for_every_layout(check: impl Fn(&ReportModel, Layout, &Read<'_, '_>) -> Vec<Fault>) {
    let mut faults: BTreeMap<String, (usize, String)> = BTreeMap::new();
    for model in models() {
        for layout in Layout::ALL {
            let path = format!("report.{}", layout.extension());
            let bytes = render(&model, layout).into_bytes();
            for fault in with_report(&path, bytes, |read| check(&model, layout, read)) {
                let kind = format!("{} ({}): {}", layout.name(), model.edition.name(), fault.kind);
                let example = || (0, format!("{}: {}", model.title, fault.example));
                faults.entry(kind).or_insert_with(example).0 += 1;
            }
        }
    }
    let list: Vec<String> = faults
        .iter()
        .map(|(kind, (count, example))| format!("{kind}, {count} times, as in {example}"))
        .collect();
    assert!(list.is_empty(), "\n{}", list.join("\n"));
}

#[test]
fn every_figure_is_recovered_or_absent_never_another() {
    for_every_layout(|model, layout, read| {
        let figures = model.figures.iter();
        figures
            .filter_map(|(key, written)| difference(read, key, written, layout.fidelity()))
            .collect()
    });
}

#[test]
fn the_span_of_a_figure_is_its_digits() {
    for_every_layout(|model, _, read| {
        let figures = model.figures.iter().filter_map(|(key, written)| {
            let figure = read.figure(key)?;
            figure.value.number()?;
            let slice = read.source.slice(figure.span);
            (slice != written)
                .then(|| Fault::new("wrong span", format!("{key} {written}: {slice:?}")))
        });
        figures.collect()
    });
}

#[test]
fn lossy_layouts_keep_what_can_be_told() {
    for model in models() {
        let bytes = render(&model, Layout::BlanksLeftOut).into_bytes();
        with_report("report.txt", bytes, |read| {
            let full = (3..25).step_by(5).count();
            let told = model
                .figures
                .iter()
                .filter(|(key, _)| key.starts_with("applications."))
                .filter(|(key, _)| read.figure(key).is_some_and(|it| it.value.number().is_some()))
                .count();
            assert!(told >= full * 7, "{}: only {told} figures", model.title);
        });
    }
}

#[test]
fn the_report_is_known_by_title_organ_year_and_sections() {
    for_every_layout(identity_faults);
}

#[test]
fn nothing_is_an_error_in_a_clean_report() {
    for_every_layout(|_, layout, read| {
        let findings = read.findings();
        let errors = findings.iter().filter(|finding| finding.severity == Severity::Error);
        errors
            // Pinyin is what this layout is about.
            .filter(|finding| {
                layout != Layout::TraditionalPinyin || finding.rule != "script/pinyin-annotation"
            })
            .map(Fault::found)
            .collect()
    });
}

#[test]
fn a_clean_report_in_a_clean_layout_has_no_finding_at_all() {
    for_every_layout(|_, layout, read| {
        if !expected_findings(layout).is_empty() {
            return Vec::new();
        }
        read.findings().iter().map(Fault::found).collect()
    });
}

#[test]
fn a_layout_with_a_flaw_of_its_own_has_just_the_findings_it_asks_for() {
    for_every_layout(|_, layout, read| {
        let expected = expected_findings(layout);
        if expected.is_empty() {
            return Vec::new();
        }
        let findings = read.findings();
        let is_silent = |rule: &&str| findings.iter().all(|finding| finding.rule != *rule);
        let silent: Vec<&str> = expected.iter().copied().filter(is_silent).collect();
        // How much is lost tells which of its rules speaks of a lossy layout.
        let enough = match layout.fidelity() {
            Fidelity::Lossy => silent.len() < expected.len(),
            _ => silent.is_empty(),
        };
        let missing = (!enough).then(|| Fault::new("silence", silent.join(", ")));
        let unexpected =
            findings.iter().filter(|finding| !expected.contains(&&*finding.rule)).map(Fault::found);
        unexpected.chain(missing).collect()
    });
}

/// The rules that must speak of a layout whatever the report says.
fn expected_findings(layout: Layout) -> &'static [&'static str] {
    match layout {
        Layout::HtmlBlankZeros => &["tables/blank-cell"],
        Layout::BlanksLeftOut | Layout::ZerosLeftOut => &["tables/blank-cell", "tables/cell-count"],
        Layout::RaggedCellLines => &["script/odd-space"],
        Layout::Traditional => &["script/traditional-text"],
        Layout::TraditionalPinyin => &["script/pinyin-annotation", "script/traditional-text"],
        _ => &[],
    }
}

/// Cells that a careless author may get wrong.
const CARELESS: [&str; 5] = [
    "applications.new_received.total",
    "applications.result.granted.natural_person",
    "applications.result.total.natural_person",
    "applications.carried_out.other_org",
    "disputes.review.pending",
];

#[test]
fn a_wrong_cell_is_found_alike_in_every_layout() {
    for model in models().step_by(5) {
        for key in CARELESS {
            let mut model = model.clone();
            let wrong = model.figures.count(key) + 1;
            model.figures.set(key, &wrong.to_string());
            let expected = sums_found(&model, Layout::HtmlMerged);
            assert!(!expected.is_empty(), "{}: {key} = {wrong} goes unseen", model.title);
            for layout in Layout::ALL {
                if layout.fidelity() == Fidelity::Whole {
                    let found = sums_found(&model, layout);
                    assert_eq!(found, expected, "{} {}: {key}", model.title, layout.name());
                }
            }
        }
    }
}

/// The findings about sums: rule, place and computed values, in an order of their own.
fn sums_found(model: &ReportModel, layout: Layout) -> Vec<String> {
    let path = format!("report.{}", layout.extension());
    with_report(&path, render(model, layout).into_bytes(), |read| {
        let findings = read.findings();
        let mut sums: Vec<String> = findings
            .iter()
            .filter(|finding| finding.rule.starts_with("sums/"))
            .map(|finding| {
                let place = finding.place.as_ref().map(|place| (place.row, place.column));
                format!("{} {place:?} {:?}", finding.rule, finding.values)
            })
            .collect();
        sums.sort();
        sums
    })
}

#[test]
fn all_encodings_of_a_report_are_recovered_the_same() {
    let layouts = [Layout::HtmlMerged, Layout::HtmlCms, Layout::MarkdownTables, Layout::CellLines];
    let mut faults = Vec::new();
    for model in models().step_by(4) {
        let simplified = layouts.into_iter().flat_map(|layout| {
            let encodings =
                FileEncoding::ALL.into_iter().filter(|encoding| *encoding != FileEncoding::Big5);
            encodings.map(move |encoding| (layout, encoding))
        });
        for (layout, encoding) in simplified.chain([(Layout::Traditional, FileEncoding::Big5)]) {
            let path = format!("report.{}", layout.extension());
            let bytes = encoding.encode(&render(&model, layout));
            let wrong = with_report(&path, bytes, |read| encoding_faults(&model, encoding, read));
            let (layout, encoding) = (layout.name(), encoding.name());
            faults.extend(wrong.first().map(|fault| format!("{layout} {encoding}: {fault}")));
        }
    }
    assert!(faults.is_empty(), "\n{}", faults.join("\n"));
}

fn encoding_faults(model: &ReportModel, encoding: FileEncoding, read: &Read<'_, '_>) -> Vec<Fault> {
    let mut faults = Vec::new();
    // GB18030 is GBK with more characters; which of the two a file without declaration is, nobody can tell.
    let is_gb = |name: &str| matches!(name, "gbk" | "gb18030");
    let same = read.source.encoding == encoding.name()
        || is_gb(read.source.encoding) && is_gb(encoding.name());
    if !same {
        faults.push(Fault::new("wrong encoding", read.source.encoding));
    }
    let figures = model.figures.iter();
    faults.extend(
        figures.filter_map(|(key, written)| difference(read, key, written, Fidelity::Whole)),
    );
    faults
}

#[test]
fn the_bytes_under_a_finding_decode_to_its_text() {
    let mut model = ReportModel::clean_for_year(7, 2023);
    model.figures.set("applications.new_received.total", "98765");
    for encoding in FileEncoding::ALL {
        let layout =
            if encoding == FileEncoding::Big5 { Layout::Traditional } else { Layout::HtmlCms };
        let bytes = encoding.encode(&render(&model, layout));
        let path = format!("report.{}", layout.extension());
        with_report(&path, bytes.clone(), |read| {
            let findings = read.findings();
            assert!(!findings.is_empty(), "{}: nothing found", encoding.name());
            for finding in findings {
                let file = read.source.file_span(finding.span);
                let codec = encoding_rs::Encoding::for_label(encoding.name().as_bytes()).unwrap();
                let (text, _) = codec.decode_without_bom_handling(&bytes[file.range()]);
                assert_eq!(text, read.source.slice(finding.span), "{}", finding.rule);
            }
        });
    }
}
