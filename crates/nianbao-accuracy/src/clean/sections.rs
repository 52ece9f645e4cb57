//! Preamble and prose of the six sections, each built in one of several ways.

use nianbao_test::layout::Layout;
use nianbao_test::model::{OrganModelKind, Paragraph};

use crate::phrases::Writer;

/// The headings of the form.
pub(crate) fn headings() -> [String; 6] {
    [
        "总体情况",
        "主动公开政府信息情况",
        "收到和处理政府信息公开申请情况",
        "政府信息公开行政复议、行政诉讼情况",
        "存在的主要问题及改进情况",
        "其他需要报告的事项",
    ]
    .map(str::to_owned)
}

/// The paragraphs between title and section one; a few reports have none.
pub(crate) fn preamble(writer: &mut Writer) -> Vec<String> {
    let mut paragraphs = Vec::new();
    if writer.once_in(5) {
        paragraphs.push(writer.pick("header"));
    }
    if writer.once_in(8) {
        writer.fact("law", "《中华人民共和国政府信息公开条例》");
        writer.flag("bare", true);
        return paragraphs;
    }
    writer.fact("law", "《条例》");
    let (basis, period, contact) =
        (writer.pick("basis"), writer.pick("period"), writer.pick("contact"));
    match writer.rng.u8(0..4) {
        0 => paragraphs.extend([basis, period, contact]),
        1 => paragraphs.extend([basis + &period, contact]),
        2 => paragraphs.push(basis + &period),
        _ => paragraphs.push(basis + &period + &contact),
    }
    paragraphs
}

/// The prose of the six sections.
pub(crate) fn sections(
    writer: &mut Writer,
    kind: OrganModelKind,
    layout: Layout,
) -> [Vec<Paragraph>; 6] {
    let mut overview = overview(writer, kind, layout);
    if writer.holds("bare") {
        let basis = writer.pick("opening_basis");
        overview.insert(0, plain(basis));
    }
    [overview, vec![], vec![], vec![], problems(writer), other(writer)]
}

fn plain(text: impl Into<String>) -> Paragraph {
    Paragraph::Plain(text.into())
}

const NUMERALS: [&str; 6] = ["一", "二", "三", "四", "五", "六"];

/// 一是…二是… in one paragraph, or one paragraph each.
fn first_second(items: &[String], mark: &str) -> Vec<String> {
    NUMERALS.iter().zip(items).map(|(number, item)| format!("{number}是{item}{mark}")).collect()
}

fn overview(writer: &mut Writer, kind: OrganModelKind, layout: Layout) -> Vec<Paragraph> {
    let texts = [
        disclosure(writer),
        applications(writer),
        some(writer, "management"),
        some(writer, "platform"),
        supervision(writer, kind),
    ];
    let headings = writer.pick("headings");
    let headings: Vec<&str> = headings.split(" | ").collect();
    let mut paragraphs = vec![plain(writer.pick("opening"))];
    let aspects = headings.iter().zip(&texts);
    match writer.rng.u8(0..12) {
        // 一是…。 as paragraphs or as one.
        0 | 1 => {
            let items: Vec<String> =
                aspects.map(|(heading, text)| format!("{heading}。{}", text.concat())).collect();
            paragraphs.extend(first_second(&items, "").into_iter().map(plain));
        }
        2 => {
            let items = aspects.zip(1..).map(|((heading, text), number)| {
                plain(format!("{number}.{heading}。{}", text.concat()))
            });
            paragraphs.extend(items);
        }
        3 => paragraphs.extend(texts.iter().map(|text| plain(text.concat()))),
        4 | 5 => {
            for ((heading, text), number) in aspects.zip(1..) {
                paragraphs.extend(numbered_part(layout, number, heading, text));
            }
        }
        _ => paragraphs.extend(aspects.zip(1..).map(|((heading, text), number)| Paragraph::Part {
            number,
            heading: (*heading).to_owned(),
            text: text.concat(),
        })),
    }
    paragraphs
}

/// A part whose sentences are numbered paragraphs below its first one.
fn numbered_part(layout: Layout, number: u8, heading: &str, text: &[String]) -> Vec<Paragraph> {
    let (first, rest) = text.split_first().expect("an aspect has a sentence");
    let part = Paragraph::Part { number, heading: heading.to_owned(), text: first.clone() };
    let items = rest.iter().zip(1..).map(|(sentence, item)| match layout {
        Layout::BracketedHeadings => plain(format!("（{item}）{sentence}")),
        _ => plain(format!("{item}.{sentence}")),
    });
    [part].into_iter().chain(items).collect()
}

fn some(writer: &mut Writer, list: &'static str) -> Vec<String> {
    let count = writer.rng.usize(2..=5);
    writer.some(list, count)
}

fn disclosure(writer: &mut Writer) -> Vec<String> {
    let mut said = vec![writer.pick("disclosed")];
    if !writer.once_in(4) {
        said.push(writer.pick("documents"));
    }
    if writer.once_in(3) {
        said.push(writer.pick("enforcement"));
    }
    said.extend(some(writer, "disclosure_more"));
    said
}

fn applications(writer: &mut Writer) -> Vec<String> {
    let mut said = Vec::new();
    if writer.holds("none") {
        said.push(writer.pick("none"));
        said.extend(writer.some("handling", 1));
    } else {
        said.push(writer.pick("received"));
        for list in ["applicants", "results"] {
            if !writer.once_in(3) {
                said.extend(writer.some(list, 1));
            }
        }
        let count = writer.rng.usize(1..=3);
        said.extend(writer.some("handling", count));
    }
    let disputes = if writer.holds("dispute") { "disputes" } else { "no_dispute" };
    said.push(writer.pick(disputes));
    said
}

fn supervision(writer: &mut Writer, kind: OrganModelKind) -> Vec<String> {
    let mut said = some(writer, "supervision");
    if kind == OrganModelKind::Government {
        said.push(writer.pick("assessment"));
    }
    said
}

fn problems(writer: &mut Writer) -> Vec<Paragraph> {
    let count = writer.rng.usize(2..=4);
    let (problems, measures) = (writer.some("problem", count), writer.some("measure", count));
    let (before, after) = (writer.pick("problem_intro"), writer.pick("measure_intro"));
    match writer.rng.u8(0..6) {
        0 => vec![plain(writer.pick("problem_and_measure"))],
        1 | 2 => {
            let (first, second) = (writer.pick("heading_problem"), writer.pick("heading_measure"));
            let text = |items: &[String]| first_second(items, "。").concat();
            vec![
                Paragraph::Part { number: 1, heading: first, text: text(&problems) },
                Paragraph::Part { number: 2, heading: second, text: text(&measures) },
            ]
        }
        3 => {
            let list = |intro: String, items: &[String]| -> Vec<Paragraph> {
                let items =
                    items.iter().zip(1..).map(|(item, nth)| plain(format!("{nth}.{item}。")));
                [plain(intro)].into_iter().chain(items).collect()
            };
            [list(before, &problems), list(after, &measures)].concat()
        }
        4 => {
            let text = |intro: String, items: &[String]| {
                plain(intro + &first_second(items, "。").concat())
            };
            vec![text(before, &problems), text(after, &measures)]
        }
        _ => {
            let text = |intro: String, items: &[String]| {
                plain(intro + &first_second(items, "").join("；") + "。")
            };
            vec![text(before, &problems), text(after, &measures)]
        }
    }
}

fn other(writer: &mut Writer) -> Vec<Paragraph> {
    let mut paragraphs = vec![writer.pick("fee")];
    if writer.once_in(3) {
        paragraphs.extend(writer.some("other", 1));
    }
    if writer.once_in(5) {
        let signature = ["{organ}", "{published_long}"];
        paragraphs.extend(signature.iter().filter_map(|line| writer.fill(line)));
    }
    paragraphs.into_iter().map(plain).collect()
}
