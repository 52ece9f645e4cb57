//! The recovered figures.

use encoding_rs::GB18030;
use nianbao_test::layout::{FileEncoding, Layout, render};
use nianbao_test::model::ReportModel;
use serde_json::Value;

use crate::support::Folder;

#[test]
fn every_figure_has_its_key_its_value_and_its_bytes() {
    let model = ReportModel::clean_for_year(3, 2023);
    let bytes = FileEncoding::Gb18030.encode(&render(&model, Layout::HtmlMerged));
    let folder = Folder::new();
    folder.write("a.html", &bytes);
    let ran = folder.run(&["figures", "a.html"]);
    let output: Value = serde_json::from_str(&ran.stdout).expect("the output is JSON");
    assert_eq!(
        (ran.code, &output["year"], &output["edition"]),
        (Some(0), &2023.into(), &"2021".into())
    );
    let figures = output["figures"].as_array().expect("figures are a list");
    assert_eq!(figures.len(), model.figures.iter().count());
    for figure in figures {
        let key = figure["key"].as_str().expect("a key is words");
        assert_eq!(figure["value"], model.figures.get(key), "{key}");
        let at = |field: &str| {
            usize::try_from(figure[field].as_u64().expect("an offset is a number"))
                .expect("the file is small")
        };
        let (text, _) =
            GB18030.decode_without_bom_handling(&bytes[at("byte_start")..at("byte_end")]);
        assert_eq!(figure["text"], *text, "{key}");
    }
}

#[test]
fn csv_has_a_line_for_each_figure() {
    let model = ReportModel::clean_for_year(3, 2023);
    let folder = Folder::new();
    folder.write("a.txt", render(&model, Layout::CellLines));
    let ran = folder.run(&["figures", "a.txt", "--output-format", "csv"]);
    let mut lines = ran.stdout.lines();
    assert_eq!(lines.next(), Some("key,value,kind,row_state,line,column,byte_start,byte_end,text"));
    assert_eq!(lines.count(), model.figures.iter().count());
}

#[test]
fn what_is_no_report_has_no_figures() {
    let folder = Folder::new();
    folder.write("a.txt", "通知\n");
    for (name, reason) in [("a.txt", "未认出"), ("没有.txt", "没有这个文件")] {
        let ran = folder.run(&["figures", name]);
        assert_eq!(ran.code, Some(2), "{ran:?}");
        assert!(ran.stdout.is_empty(), "{ran:?}");
        assert!(ran.stderr.contains(name) && ran.stderr.contains(reason), "{ran:?}");
    }
}
