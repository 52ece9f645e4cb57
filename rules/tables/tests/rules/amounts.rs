use nianbao_lint::document::Format;
use nianbao_test::layout::{Layout, render};
use nianbao_test::model::{Paragraph, ReportModel};
use nianbao_test::{Found, findings};

use crate::support::{LAYOUTS, format_of, said};

const FEES: &str = "disclosure.art20_8.fees.amount_wan_yuan";

/// A right report of 2023 by `organ` with these cells.
fn model(organ: &str, cells: &[(&str, &str)]) -> ReportModel {
    let mut model = ReportModel::clean_for_year(2, 2023);
    for (key, written) in cells {
        model.figures.set(key, written);
    }
    model.title = format!("{organ}2023年政府信息公开工作年度报告");
    // What the text calls its organ must not contradict the title.
    for section in [0, 4, 5] {
        model.prose[section] = vec![Paragraph::Plain("2023年，各项工作平稳有序。".to_owned())];
    }
    model
}

fn fees(organ: &str, amount: &str, prose: &str) -> Vec<Found> {
    let mut model = model(organ, &[(FEES, amount)]);
    model.prose[0].push(Paragraph::Plain(prose.to_owned()));
    let text = render(&model, LAYOUTS[0]);
    findings("tables/fee-unit", Format::Html, &text)
}

#[test]
fn an_amount_in_yuan_is_suspected_in_every_layout() {
    let model = model("云岫县三棵榆镇人民政府", &[(FEES, "123400")]);
    for layout in LAYOUTS {
        let found = findings("tables/fee-unit", format_of(layout), &render(&model, layout));
        assert_eq!(found.len(), 1, "{} {:#?}", layout.name(), said(&found));
        assert_eq!(found[0].text, "123400", "{}", layout.name());
        assert!(
            found[0].values.contains(&("in_wan_yuan", "12.34".to_owned())),
            "{:#?}",
            said(&found)
        );
    }
}

#[test]
fn prose_and_size_tell_the_unit() {
    for (organ, amount, prose, suspected) in [
        ("云岫县水务局", "471000", "收取行政事业性收费47.1万元。", true),
        ("云岫县水务局", "4710", "收取行政事业性收费4710元。", true),
        ("云岫县水务局", "4710元", "", true),
        ("云岫县水务局", "12345.67", "", true),
        ("云岫县水务局", "12345.67", "收取行政事业性收费共12,345.67万元。", false),
        ("云岫县水务局", "47.1", "收取行政事业性收费471000元。", false),
        ("云岫县水务局", "47.1万元", "", false),
        ("云岫县水务局", "12345.6789", "", false),
        ("云岫县水务局", "9800", "", false),
        ("云岫县水务局", "0", "行政事业性收费0元。", false),
        ("柏渚市住房和城乡建设局", "35000", "", false),
        ("柏渚市住房和城乡建设局", "350000", "", true),
        ("柏渚市人民政府", "350000", "", false),
        ("云岫县人民政府", "35000", "", false),
    ] {
        let found = fees(organ, amount, prose);
        assert_eq!(!found.is_empty(), suspected, "{organ} {amount} {prose} {:#?}", said(&found));
    }
}

#[test]
fn regulations_are_queried_where_the_organ_makes_none() {
    for layout in LAYOUTS {
        let row = "disclosure.art20_1.regulations";
        let (issued, in_force) = (format!("{row}.issued"), format!("{row}.in_force"));
        let cells = [(issued.as_str(), "1"), (in_force.as_str(), "6")];
        for (organ, queried) in [
            ("云岫县水务局", true),
            ("云岫县三棵榆镇人民政府", true),
            ("东漪区人民政府", true),
            ("柏渚市人民政府", false),
            ("国家知识产权局", false),
        ] {
            let text = render(&model(organ, &cells), layout);
            let found = findings("tables/regulation-authority", format_of(layout), &text);
            assert_eq!(
                found.len(),
                usize::from(queried),
                "{organ} {} {:#?}",
                layout.name(),
                said(&found)
            );
            assert!(found.iter().all(|found| found.text == "1" && found.labels.len() == 1));
        }
    }
}

#[test]
fn regulations_are_queried_though_their_column_is_lost() {
    let cells = [("disclosure.art20_1.regulations.in_force", "6")];
    let layout = Layout::ZerosLeftOut;
    let text = render(&model("云岫县水务局", &cells), layout);
    let found = findings("tables/regulation-authority", format_of(layout), &text);
    assert_eq!(found.len(), 1, "{:#?}", said(&found));
    assert!(found[0].message.contains("计有 6"), "{:#?}", said(&found));
}

#[test]
fn regulations_of_2020_are_queried_too() {
    let mut model = ReportModel::clean_for_year(2, 2020);
    model.figures.set("disclosure19.art20_1.regulations.disclosed_total", "3");
    "云岫县水务局2020年政府信息公开工作年度报告".clone_into(&mut model.title);
    let found = findings("tables/regulation-authority", Format::Html, &render(&model, LAYOUTS[0]));
    assert_eq!(found.len(), 1, "{:#?}", said(&found));
    assert!(found[0].message.contains("对外公开总数量为 3"), "{:#?}", said(&found));
}
