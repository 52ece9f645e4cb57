use nianbao_lint::document::Format;
use nianbao_test::findings;

use crate::support::said;

/// A report whose section three holds `body`.
fn report(format: Format, body: &str) -> String {
    let heading = |words: &str| match format {
        Format::Html => format!("<h2>{words}</h2>\n"),
        Format::Markdown => format!("## {words}\n\n"),
        Format::Text | Format::Docx => format!("{words}\n\n"),
    };
    [
        heading("三、收到和处理政府信息公开申请情况"),
        body.to_owned(),
        "\n\n".to_owned(),
        heading("五、存在的主要问题及改进情况"),
    ]
    .concat()
}

#[test]
fn a_picture_in_place_of_a_table_is_said_once() {
    for (format, body, text) in [
        (Format::Html, "<p><img src=\"/u/t3.png\"></p>", "<img src=\"/u/t3.png\">"),
        (
            Format::Html,
            "<table><tr><td><img src=\"a/t3.jpg\" alt=\"\"></td></tr></table>",
            "<img src=\"a/t3.jpg\" alt=\"\">",
        ),
        (Format::Html, "<p>申请情况见下表：<img src=\"t3.png\"></p>", "<img src=\"t3.png\">"),
        (Format::Markdown, "![表格](table3.png)", "![表格](table3.png)"),
        (Format::Markdown, "申请情况见下表：\n\n![](table3.png)", "![](table3.png)"),
        (Format::Markdown, "<img src=\"t3.png\">", "<img src=\"t3.png\">"),
        (
            Format::Text,
            "e45fe1e1725248089a977e0ae28c6954.jpg",
            "e45fe1e1725248089a977e0ae28c6954.jpg",
        ),
    ] {
        let report = report(format, body);
        let found = findings("tables/table-as-image", format, &report);
        let texts: Vec<&str> = found.iter().map(|found| found.text.as_str()).collect();
        assert_eq!(texts, [text], "{report} {:#?}", said(&found));
        assert_eq!(found[0].place.as_deref(), Some("表三"));
        assert!(findings("tables/missing-table", format, &report).is_empty(), "{report}");
    }
}

#[test]
fn several_pictures_of_a_table_are_one_finding() {
    let report = report(Format::Markdown, "![](t3-1.png)\n\n![](t3-2.png)");
    let found = findings("tables/table-as-image", Format::Markdown, &report);
    assert_eq!(found.len(), 1, "{:#?}", said(&found));
    assert_eq!(found[0].labels.len(), 2, "{:#?}", said(&found));
}

#[test]
fn what_is_no_picture_of_a_table_leaves_the_table_missing() {
    for (format, body) in [
        (Format::Html, "<p><img src=\"/images/share_icon.png\"></p>"),
        (Format::Html, "<nav><img src=\"t3.png\"></nav>"),
        (Format::Markdown, "![政务微信二维码](ewm.png)"),
        (Format::Text, "申请情况见附件：申请情况表.png"),
    ] {
        let report = report(format, body);
        assert!(findings("tables/table-as-image", format, &report).is_empty(), "{report}");
        assert_eq!(findings("tables/missing-table", format, &report).len(), 1, "{report}");
    }
}

#[test]
fn a_picture_beside_a_table_is_right() {
    let body = "![走势](trend.png)\n\n\
                | 一、本年新收政府信息公开申请数量 | 3 | 0 | 0 | 0 | 0 | 0 | 3 |\n\
                | --- | --- | --- | --- | --- | --- | --- | --- |\n\
                | 二、上年结转政府信息公开申请数量 | 0 | 0 | 0 | 0 | 0 | 0 | 0 |\n";
    let report = report(Format::Markdown, body);
    assert!(findings("tables/table-as-image", Format::Markdown, &report).is_empty());
}
