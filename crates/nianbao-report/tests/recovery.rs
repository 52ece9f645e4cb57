//! What is recovered from small drafts in the layouts real reports have.

use nianbao_diagnostics::TableName;
use nianbao_document::Format;
use nianbao_report::{HeadingForm, Hints, Line, LineRole, Report, RowState, Value};
use nianbao_span::Source;

fn with_report<R>(format: Format, text: &str, look: impl FnOnce(&Report<'_>) -> R) -> R {
    let source = Source::from_text("draft", text);
    let document = nianbao_read::read(&source, format);
    look(&Report::recover(&document, &Hints::default()))
}

/// The sections found: number, stated number, form.
#[track_caller]
fn check_sections(format: Format, text: &str, expected: &[(u8, Option<u8>, HeadingForm)]) {
    let found = with_report(format, text, |report| {
        report
            .sections
            .iter()
            .map(|section| (section.number, section.heading.stated_number, section.heading.form))
            .collect::<Vec<_>>()
    });
    assert_eq!(found, expected);
}

/// The values of one row of a table, as text; a blank is `_`.
#[track_caller]
fn check_row(
    format: Format,
    text: &str,
    table: TableName,
    row: &str,
    state: RowState,
    values: &str,
) {
    with_report(format, text, |report| {
        let table = report.table(table).expect("the table is found");
        let row =
            table.rows.iter().find(|found| found.spec.key == row).expect("the form has the row");
        assert_eq!(row.state, state);
        let found: Vec<String> = row
            .values()
            .iter()
            .map(|figure| match &figure.value {
                Value::Number(number) => number.to_string(),
                Value::Blank => "_".to_owned(),
                other => format!("{other:?}"),
            })
            .collect();
        assert_eq!(found.join(" "), values);
        for figure in row.values() {
            if let Value::Number(number) = &figure.value {
                assert_eq!(report.document.source.slice(figure.span), number.to_string());
            }
        }
    });
}

const EXACT: HeadingForm = HeadingForm::Exact;

#[test]
fn headings_are_found_in_every_style() {
    let all: Vec<_> = (1..=6).map(|number| (number, Some(number), EXACT)).collect();
    let words = [
        "总体情况",
        "主动公开政府信息情况",
        "收到和处理政府信息公开申请情况",
        "政府信息公开行政复议、行政诉讼情况",
        "存在的主要问题及改进情况",
        "其他需要报告的事项",
    ];
    let each = |write: &dyn Fn(&str, &str) -> String| {
        let numbers = ["一", "二", "三", "四", "五", "六"];
        words
            .iter()
            .zip(numbers)
            .map(|(words, number)| write(words, number))
            .collect::<Vec<_>>()
            .concat()
    };
    for style in ["N、", "N．", "（N）", "第N部分 ", "N "] {
        let text = each(&|words, number| {
            format!("{}{words}\n本机关认真落实各项要求。\n", style.replace('N', number))
        });
        check_sections(Format::Text, &text, &all);
    }
    let markdown = each(&|words, number| format!("## {number}、{words}\n\n正文。\n\n"));
    check_sections(Format::Markdown, &markdown, &all);
    let html =
        each(&|words, number| format!("<p><strong>{number}、{words}</strong><br>正文。</p>"));
    check_sections(Format::Html, &html, &all);
}

#[test]
fn a_table_of_contents_opens_no_section() {
    let text = "目录\n一、总体情况\n二、主动公开政府信息情况\n三、收到和处理政府信息公开申请情况\n\n\
        一、总体情况\n全年工作平稳。\n二、主动公开政府信息情况\n见下表。\n\
        三、收到和处理政府信息公开申请情况\n见下表。\n";
    with_report(Format::Text, text, |report| {
        let lines: Vec<usize> =
            report.sections.iter().map(|section| section.heading.line).collect();
        assert_eq!(lines, [4, 6, 8]);
    });
}

#[test]
fn sub_headings_open_no_section() {
    let text = "一、总体情况\n（一）主动公开政府信息情况\n略。\n（二）收到和处理政府信息公开申请情况\n略。\n\
        三、收到和处理政府信息公开申请情况\n略。\n五、存在的主要问题及改进情况\n一、存在的主要问题\n略。\n";
    check_sections(
        Format::Text,
        text,
        &[(1, Some(1), EXACT), (3, Some(3), EXACT), (5, Some(5), EXACT)],
    );
}

#[test]
fn deviant_and_nameless_headings_are_told_by_words_and_place() {
    let text = "一、工作开展情况\n略。\n二、主动公开政府信息情况\n略。\n三、依申请公开办理情况\n略。\n\
        三、政府信息公开行政复议、行政诉讼情况\n略。\n五、政府信息公开工作存在的主要问题及改进情况\n略。\n";
    check_sections(
        Format::Text,
        text,
        &[
            (1, Some(1), HeadingForm::ByPlace),
            (2, Some(2), EXACT),
            (3, Some(3), HeadingForm::Deviant),
            (4, Some(3), EXACT),
            (5, Some(5), HeadingForm::Accepted),
        ],
    );
}

#[test]
fn a_run_in_heading_leaves_the_rest_to_the_body() {
    let text = "五、存在的主要问题及改进情况\n略。\n六、其他需要报告的事项：无其他事项。\n";
    with_report(Format::Text, text, |report| {
        let section = report.section(6).unwrap();
        let line = &report.lines[section.heading.line];
        assert_eq!(&line.words()[section.heading.title.clone()], "其他需要报告的事项");
        let body: Vec<&str> = report.section_prose(6).map(Line::raw).collect();
        assert_eq!(body, ["无其他事项。"]);
    });
}

#[test]
fn a_title_is_found_on_one_line_or_two() {
    let check = |text: &str, expected: (&str, Option<u16>, Option<&str>)| {
        with_report(Format::Text, &format!("{text}\n\n一、总体情况\n略。\n"), |report| {
            let title = report.title.as_ref().expect("a title");
            let year = title.year.map(|(year, _)| year);
            let organ = title.organ.as_ref().map(|(organ, _)| organ.as_str());
            assert_eq!((title.text.as_str(), year, organ), expected);
        });
    };
    check(
        "云梧县水利局2023年政府信息公开工作年度报告",
        ("云梧县水利局2023年政府信息公开工作年度报告", Some(2023), Some("云梧县水利局")),
    );
    check(
        "云梧县水利局\n2023 年政府信息公开工作年度报告",
        ("云梧县水利局2023年政府信息公开工作年度报告", Some(2023), Some("云梧县水利局")),
    );
    check(
        "首页 > 政府信息公开\n2022年云梧县政府信息公开工作年度报告\n发布时间：2023-01-20",
        ("2022年云梧县政府信息公开工作年度报告", Some(2022), Some("云梧县")),
    );
    check(
        "云梧县人民政府机关\n2023年政府信息公开工作年度报告",
        (
            "云梧县人民政府机关2023年政府信息公开工作年度报告",
            Some(2023),
            Some("云梧县人民政府机关"),
        ),
    );
    check(
        "云梧县水利局2023年政府信息公开工作年度报告\n名 称：云梧县水利局2023年政府信息公开工作年度报告",
        ("云梧县水利局2023年政府信息公开工作年度报告", Some(2023), Some("云梧县水利局")),
    );
    check(
        "云梧县水利局关于2023年政府信息公开工作年度报告",
        ("云梧县水利局关于2023年政府信息公开工作年度报告", Some(2023), Some("云梧县水利局")),
    );
    check("2023年度政府信息公开工作年报", ("2023年度政府信息公开工作年报", Some(2023), None));
}

#[test]
fn the_page_around_the_report_is_kept_apart() {
    let html = "<body><div class=top><p>云梧县人民政府</p></div><div><h1>云梧县水利局2023年政府信息公开工作年度报告</h1>\
        <p>发布时间：2024-01-20 来源：水利局</p><div id=c><p>一、总体情况</p><p>略。</p><p>二、主动公开政府信息情况</p>\
        <p>略。</p></div><p>上一篇：通知</p></div><div><p>版权所有：云梧县人民政府</p></div></body>";
    with_report(Format::Html, html, |report| {
        let own: Vec<&str> =
            report.lines.iter().filter(|line| line.role != LineRole::Page).map(Line::raw).collect();
        assert_eq!(
            own,
            [
                "云梧县水利局2023年政府信息公开工作年度报告",
                "一、总体情况",
                "略。",
                "二、主动公开政府信息情况",
                "略。"
            ]
        );
        assert_eq!(report.header_dates.len(), 1);
    });
}

#[test]
fn rows_are_read_whatever_merged_cells_left_behind() {
    let granted = |text: &str, state, values: &str| {
        let text = format!("三、收到和处理政府信息公开申请情况\n{text}");
        check_row(Format::Text, &text, TableName::Applications, "result.granted", state, values);
    };
    let certain = RowState::Certain;
    granted(
        "三、本年度办理结果\t（一）予以公开\t\t3\t0\t0\t1\t0\t0\t4\n",
        certain,
        "3 0 0 1 0 0 4",
    );
    granted("（一）予以公开\t3\t0\t0\t1\t0\t0\t4\t\t\n", certain, "3 0 0 1 0 0 4");
    granted("（一）予以公开 3 0 0 1 0 0 4\n", certain, "3 0 0 1 0 0 4");
    granted(
        "三、本年度办理结果（一）予以公开 | 3 | 0 | 0 | 1 | 0 | 0 | 4 | |\n",
        certain,
        "3 0 0 1 0 0 4",
    );
    granted("一）予以公开\n3\n0\n0\n1\n0\n0\n4\n", certain, "3 0 0 1 0 0 4");
    granted("（一）\n予以\n公开\n3\n0\n0\n1\n0\n0\n4\n（二）部分公开\n", certain, "3 0 0 1 0 0 4");
    granted("|\n（一）予以公开 |\n3 |\n0 |\n|\n1 |\n0 |\n0 |\n4 | |\n", certain, "3 0 _ 1 0 0 4");
    granted("（一）予以公开\t3\t\t\t1\t\t\t4\n", certain, "3 _ _ 1 _ _ 4");
    granted("（一）予以公开\n3\n4\n（二）部分公开\n", RowState::Uncertain, "3 4");
    granted(
        "（一）予以公开\n3\n0\n0\n1\n0\n0\n4\n4\n（二）部分公开\n",
        RowState::Uncertain,
        "3 0 0 1 0 0 4 4",
    );
}

#[test]
fn blanks_take_their_columns_from_sibling_rows() {
    let text = "三、收到和处理政府信息公开申请情况\n\
        一、本年新收政府信息公开申请数量\t\t5\t0\t0\t0\t0\t0\t5\t\n\
        二、上年结转政府信息公开申请数量\t\t\t0\t\t\t\t\t\t\n";
    check_row(
        Format::Text,
        text,
        TableName::Applications,
        "carried_in",
        RowState::Certain,
        "_ 0 _ _ _ _ _",
    );
}

#[test]
fn disputes_are_fifteen_values_in_order() {
    let head = "四、政府信息公开行政复议、行政诉讼情况\n行政复议\t行政诉讼\n\
        结果维持\t结果纠正\t其他结果\t尚未审结\t总计\t未经复议直接起诉\t复议后起诉\n";
    let text = format!(
        "{head}1\t0\t0\t1\t2\t0\t0\t0\t0\t0\t3\t0\t0\t0\t3\n五、存在的主要问题及改进情况\n略。\n"
    );
    check_row(Format::Text, &text, TableName::Disputes, "review", RowState::Certain, "1 0 0 1 2");
    check_row(
        Format::Text,
        &text,
        TableName::Disputes,
        "litigation_after_review",
        RowState::Certain,
        "3 0 0 0 3",
    );
}

#[test]
fn an_empty_section_has_no_table() {
    let text = "三、收到和处理政府信息公开申请情况\n四、政府信息公开行政复议、行政诉讼情况\n本年度无行政复议、行政诉讼。\n\
        五、存在的主要问题及改进情况\n略。\n";
    with_report(Format::Text, text, |report| assert_eq!(report.tables().count(), 0));
}

#[test]
fn headings_parted_by_spaces_are_headings() {
    let text = "四、政府信息公开行政复议、行政诉讼情况\n行政复议 行政诉讼\n\
        结果维持 结果纠正 其他结果 尚未审结 总计 未经复议直接起诉 复议后起诉\n\
        结果维持 结果纠正 其他结果 尚未审结 总计 结果维持 结果纠正 其他结果 尚未审结 总计\n\
        1 0 0 0 1 0 0 0 0 0 0 0 2 0 2\n";
    check_row(
        Format::Text,
        text,
        TableName::Disputes,
        "litigation_after_review",
        RowState::Certain,
        "0 0 2 0 2",
    );
}

#[test]
fn a_table_that_lost_all_values_is_still_there() {
    let text = "四、政府信息公开行政复议、行政诉讼情况\n行政复议\n行政诉讼\n结果维持\n结果纠正\n其他结果\n尚未审结\n总计\n\
        未经复议直接起诉\n复议后起诉\n结果维持\n结果纠正\n其他结果\n尚未审结\n总计\n结果维持\n结果纠正\n其他结果\n\
        尚未审结\n总计\n五、存在的主要问题及改进情况\n略。\n";
    check_row(Format::Text, text, TableName::Disputes, "review", RowState::Uncertain, "");
}

#[test]
fn copies_of_merged_cells_are_told_by_their_headings() {
    let text = "# 云梧县水利局2020年政府信息公开工作年度报告\n\n## 二、主动公开政府信息情况\n\n\
        | 信息内容 | 本年新制作数量 | 本年新公开数量 | 本年新公开数量 | 对外公开总数量 |\n| - | - | - | - | - |\n\
        | 规章 | 0 | 0 | 0 | 0 |\n| 规范性文件 | 4 | 3 | 3 | 12 |\n";
    check_row(
        Format::Markdown,
        text,
        TableName::Disclosure,
        "art20_1.normative_documents",
        RowState::Certain,
        "4 3 12",
    );
}
