use nianbao_diagnostics::TableName;
use nianbao_document::Format;
use nianbao_span::Source;

use super::*;
use crate::tables::{Place, labels};
use crate::{Edition, Hints, Report};

/// How the cells of a row are parted.
#[derive(Clone, Copy)]
enum Parting {
    Lines,
    Tabs,
    Spaces,
}

/// The table of `spec` filled with numbers, a row for each of its own.
fn rows(spec: &TableSpec, parting: Parting) -> Vec<String> {
    let between = match parting {
        Parting::Lines => "\n",
        Parting::Tabs => "\t",
        Parting::Spaces => " ",
    };
    let filled = |row: &crate::RowSpec| {
        let numbers = (0..row.columns.len()).map(|column| column.to_string());
        std::iter::once(row.label.clone()).chain(numbers).collect::<Vec<_>>().join(between)
    };
    let headings = spec.groups.iter().cloned();
    headings.chain(spec.rows.iter().map(filled)).collect()
}

/// Calls `look` with what aligns the table in `text`.
fn with_aligner<R>(
    spec: &'static TableSpec,
    text: &str,
    look: impl FnOnce(&Aligner<'_, '_>) -> R,
) -> R {
    let source = Source::from_text("table", text);
    let document = nianbao_read::read(&source, Format::Text);
    let report = Report::recover(&document, &Hints::default());
    let (blocks, line_range) = (0..document.blocks.len(), 0..report.lines.len());
    let place = Place { document: &document, lines: &report.lines, blocks, line_range };
    let stream = Stream::of(&place);
    let labels = labels(spec);
    look(&Aligner { spec, labels, items: &stream.items, words: &stream.words })
}

type Shown = Vec<(Range<usize>, usize, bool)>;

fn shown(matches: Option<Vec<Match>>) -> Option<Shown> {
    let shown = |found: Match| (found.items, found.row, found.drifted);
    matches.map(|matches| matches.into_iter().map(shown).collect())
}

/// Whether the table in `text` is an ordinary one; the labels found so must be the likeliest.
#[track_caller]
fn is_ordinary(spec: &'static TableSpec, text: &str) -> bool {
    with_aligner(spec, text, |aligner| {
        let ordinary = shown(aligner.ordinary());
        for certainty in [Certainty::OwnSection, Certainty::Elsewhere] {
            if ordinary.is_some() {
                assert_eq!(ordinary, shown(aligner.likeliest(certainty)), "{text}");
            }
        }
        ordinary.is_some()
    })
}

fn specs() -> impl Iterator<Item = &'static TableSpec> {
    let names = [TableName::Disclosure, TableName::Applications];
    Edition::all().iter().flat_map(move |edition| names.map(|name| edition.table(name)))
}

#[test]
fn a_table_as_the_form_prints_it_is_ordinary() {
    for spec in specs() {
        for parting in [Parting::Lines, Parting::Tabs, Parting::Spaces] {
            let text = rows(spec, parting).join("\n");
            assert!(is_ordinary(spec, &text), "{text}");
        }
    }
}

#[test]
fn the_labels_of_an_ordinary_table_are_the_likeliest_ones() {
    let mut state = 7_u64;
    let mut random = |below: usize| {
        state =
            state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        usize::try_from(state >> 33).unwrap() % below
    };
    let (mut ordinary, mut other) = (0, 0);
    for spec in (0..60).flat_map(|_| specs()) {
        let parting = [Parting::Lines, Parting::Tabs, Parting::Spaces][random(3)];
        let mut rows = rows(spec, parting);
        for _ in 0..random(3) {
            let at = random(rows.len());
            let copy = rows[at].clone();
            match random(8) {
                0 => drop(rows.remove(at)),
                1 => rows.insert(random(rows.len()), copy),
                2 => rows[at] = copy.chars().skip(random(3)).collect(),
                3 => rows.insert(at, "（本表单位：件）".to_owned()),
                6 => {
                    let label = copy.split(['\t', ' ', '\n']).next().unwrap();
                    rows[at] = format!("{label}\t{copy}");
                }
                4 => rows.swap(at, (at + 1) % 6),
                5 => rows.insert(at, "全年工作有序开展。".to_owned()),
                _ => rows.insert(at, "其他\n3".to_owned()),
            }
        }
        if is_ordinary(spec, &rows.join("\n")) {
            ordinary += 1;
        } else {
            other += 1;
        }
    }
    assert!(ordinary > 80 && other > 40, "{ordinary} {other}");
}

#[test]
fn copies_of_labels_leave_a_table_ordinary() {
    for spec in specs() {
        let copied = |row: String| {
            let label = row.split('\t').next().unwrap().to_owned();
            format!("{label}\t{row}")
        };
        let text: Vec<String> = rows(spec, Parting::Tabs).into_iter().map(copied).collect();
        assert!(is_ordinary(spec, &text.join("\n")), "{text:?}");
        assert!(is_ordinary(spec, &[text.clone(), text].concat().join("\n")));
    }
}
