//! Reports with defects, each placed knowingly.

use nianbao_test::layout::{FileEncoding, Layout};
use nianbao_test::model::{Paragraph, ReportModel};

/// A file with defects.
pub(crate) struct Defective {
    /// What is wrong with it, as its file's name without extension.
    pub(crate) name: &'static str,
    /// The model in `fixtures/models`.
    pub(crate) model: &'static str,
    pub(crate) layout: Layout,
    pub(crate) encoding: FileEncoding,
    /// Defects of what the report says.
    pub(crate) change: fn(&mut ReportModel),
    /// Defects of how it is written down.
    pub(crate) damage: fn(String) -> String,
    /// The rules that must report something, one for each finding, by place.
    pub(crate) found: &'static [&'static str],
}

pub(crate) const DEFECTIVE: &[Defective] = &[
    Defective {
        name: "one-cell-breaks-two-sums",
        model: "city-2021",
        layout: Layout::HtmlMerged,
        encoding: FileEncoding::Utf8,
        change: |model| model.figures.set("applications.result.granted.business", "15"),
        damage: |text| text,
        found: &["sums/row-total"],
    },
    Defective {
        name: "result-total",
        model: "city-2021",
        layout: Layout::PipeRows,
        encoding: FileEncoding::Gb18030,
        change: |model| model.figures.set("applications.result.total.natural_person", "367"),
        damage: |text| text,
        found: &["sums/result-total"],
    },
    Defective {
        name: "carry-balance",
        model: "city-2021",
        layout: Layout::CellLines,
        encoding: FileEncoding::Utf8Bom,
        change: |model| {
            model.figures.set("applications.carried_out.natural_person", "15");
            model.figures.set("applications.carried_out.total", "17");
        },
        damage: |text| text,
        found: &["sums/text-table-count", "sums/carry-balance"],
    },
    Defective {
        name: "dispute-total",
        model: "city-2021",
        layout: Layout::MarkdownTables,
        encoding: FileEncoding::Utf8,
        change: |model| {
            model.figures.set("disputes.review.pending", "4");
            model.figures.set("disputes.litigation_direct.other", "3");
        },
        damage: |text| text,
        found: &["sums/dispute-total", "sums/dispute-total"],
    },
    Defective {
        name: "text-against-table",
        model: "county-water-2023",
        layout: Layout::TabRows,
        encoding: FileEncoding::Utf8,
        change: |model| {
            edit(model, "全年新收政府信息公开申请9件", "全年新收政府信息公开申请8件");
            edit(model, "被申请行政复议1件", "被申请行政复议2件");
        },
        damage: |text| text,
        found: &["sums/text-table-count", "sums/text-table-count"],
    },
    Defective {
        name: "years",
        model: "district-education-2020",
        layout: Layout::HtmlCms,
        encoding: FileEncoding::Gbk,
        change: |model| {
            edit(model, "自2020年1月1日起至2020年12月31日止", "自2020年1月1日起至2020年11月30日止");
            edit(model, "2020年收到政府信息公开申请6件", "2019年收到政府信息公开申请6件");
            edit(model, "自2019年5月15日修订后", "自20195月15日修订后");
        },
        damage: |text| text,
        found: &["years/period", "years/stale-year", "years/malformed-date"],
    },
    Defective {
        name: "title-year",
        model: "town-2024",
        layout: Layout::DenseCellLines,
        encoding: FileEncoding::Utf16Le,
        change: |model| model.title = model.title.replace("2024", "2023"),
        damage: |text| text,
        found: &["years/title-year"],
    },
    Defective {
        name: "missing-section",
        model: "city-2021",
        layout: Layout::MarkdownHtmlTables,
        encoding: FileEncoding::Utf8,
        change: |model| model.prose[4].clear(),
        damage: |text| replace(&text, "## 五、存在的主要问题及改进情况\n\n", ""),
        found: &["structure/missing-section"],
    },
    Defective {
        name: "headings",
        model: "county-water-2023",
        layout: Layout::MarkdownTables,
        encoding: FileEncoding::Utf8,
        change: |model| {
            "工作开展情况".clone_into(&mut model.headings[0]);
            "依申请公开政府信息情况".clone_into(&mut model.headings[2]);
            model.headings[4] += "：";
            model.prose[5].clear();
        },
        damage: |text| text,
        found: &[
            "structure/announced-parts",
            "structure/nonstandard-heading",
            "structure/nonstandard-heading",
            "structure/heading-punctuation",
            "structure/empty-section",
        ],
    },
    Defective {
        name: "section-order",
        model: "town-2024",
        layout: Layout::HtmlMerged,
        encoding: FileEncoding::Utf8,
        change: |model| {
            model.headings.swap(4, 5);
            model.prose.swap(4, 5);
        },
        damage: |text| text,
        found: &["structure/section-order"],
    },
    Defective {
        name: "missing-table",
        model: "county-water-2023",
        layout: Layout::HtmlCms,
        encoding: FileEncoding::Utf8,
        change: |_| {},
        damage: |text| without(&text, "（本列数据的勾稽关系", "<table", "</table>"),
        found: &["structure/empty-section", "tables/missing-table"],
    },
    Defective {
        name: "cells",
        model: "county-water-2023",
        layout: Layout::MarkdownBlankFields,
        encoding: FileEncoding::Utf8,
        change: |model| {
            model.figures.set("applications.result.denied.admin_query.research", "/");
            model.figures.set("applications.result.rejected.abusive.natural_person", "若干");
            model.figures.set("disputes.litigation_direct.upheld", "-1");
            model.figures.set("disputes.litigation_direct.other", "1");
            model.figures.set("disclosure.art20_1.regulations.issued", "");
        },
        damage: |text| without_line(&text, "2.重复申请"),
        found: &[
            "tables/blank-cell",
            "tables/not-a-number",
            "tables/missing-row",
            "tables/not-a-number",
            "tables/not-a-number",
        ],
    },
    Defective {
        name: "lost-cells",
        model: "district-education-2020",
        layout: Layout::CellLines,
        encoding: FileEncoding::Utf8,
        change: |_| {},
        damage: |text| {
            replace(&text, "复议后起诉", "复议后起诉").replacen("\n\n0\n\n五、", "\n\n五、", 1)
        },
        found: &["tables/cell-count"],
    },
    Defective {
        name: "blank-zeros-and-a-wrong-sum",
        model: "city-2021",
        layout: Layout::HtmlBlankZeros,
        encoding: FileEncoding::Utf8,
        change: |model| model.figures.set("disputes.review.total", "36"),
        damage: |text| text,
        found: &["tables/blank-cell", "sums/dispute-total", "tables/blank-cell"],
    },
    Defective {
        name: "mirror",
        model: "town-2024",
        layout: Layout::TraditionalPinyin,
        encoding: FileEncoding::Utf8,
        change: |_| {},
        damage: |text| {
            let (_, untitled) = text.split_once("一、").expect("section one");
            replace_first(&format!("一、{untitled}"), "規(guī)範", "规范")
        },
        found: &[
            "structure/missing-title",
            "script/traditional-text",
            "script/pinyin-annotation",
            "script/mixed-script",
        ],
    },
    Defective {
        name: "damaged-characters",
        model: "county-water-2023",
        layout: Layout::SpacedRows,
        encoding: FileEncoding::Utf8,
        change: |model| {
            edit(model, "饮水安全、河湖管护", "饮水安全、河\u{FFFD}\u{FFFD}护");
            edit(model, "全部办结并回复", "全部办结锟斤拷回复");
            edit(model, "发布前须经起草股室自审", "發布前須经起草股室自审");
        },
        damage: |text| text,
        found: &[
            "script/encoding-damage",
            "script/mixed-script",
            "script/mixed-script",
            "script/encoding-damage",
        ],
    },
    Defective {
        name: "labels-and-rows-of-its-own",
        model: "city-2021",
        layout: Layout::MarkdownTables,
        encoding: FileEncoding::Utf8,
        change: |_| {},
        damage: |text| {
            let text = replace(&text, "6.属于四类过程性信息", "6.属于三类过程性信息");
            let text = replace(&text, "2.没有现成信息需要另行制作", "2.无现成信息需另行制作");
            repeated_line(&text, "2.重复申请", "6.转送其他机关办理")
        },
        found: &["tables/label-drift", "tables/unknown-row"],
    },
    Defective {
        name: "table-as-image",
        model: "county-water-2023",
        layout: Layout::HtmlCms,
        encoding: FileEncoding::Utf8,
        change: |_| {},
        damage: |text| {
            let picture = "<p><img src=\"/upload/202401/table3.png\" width=\"642\"></p>";
            in_place(&text, "（本列数据的勾稽关系", ["<table", "</table>"], picture)
        },
        found: &["tables/table-as-image"],
    },
    Defective {
        name: "denied-counts",
        model: "town-2024",
        layout: Layout::PipeRows,
        encoding: FileEncoding::Gbk,
        change: |model| {
            for row in ["new_received", "result.granted", "result.total"] {
                for column in ["natural_person", "total"] {
                    model.figures.set(&format!("applications.{row}.{column}"), "2");
                }
            }
            for column in ["upheld", "total"] {
                model.figures.set(&format!("disputes.review.{column}"), "1");
            }
        },
        damage: |text| text,
        found: &["sums/text-table-zero", "sums/text-table-zero"],
    },
    Defective {
        name: "disclosure-figures",
        model: "town-2024",
        layout: Layout::CellLines,
        encoding: FileEncoding::Utf8,
        change: |model| {
            model.figures.set("disclosure.art20_1.regulations.in_force", "3");
            model.figures.set("disclosure.art20_1.normative_documents.issued", "5");
            model.figures.set("disclosure.art20_1.normative_documents.in_force", "2");
            model.figures.set("disclosure.art20_8.fees.amount_wan_yuan", "86500");
        },
        damage: |text| text,
        found: &["tables/regulation-authority", "sums/in-force-bound"],
    },
];

/// Replaces words that stand exactly once in the report's prose.
#[track_caller]
fn edit(model: &mut ReportModel, old: &str, new: &str) {
    let prose = model.prose.iter_mut().flatten().map(|paragraph| match paragraph {
        Paragraph::Plain(text) | Paragraph::Part { text, .. } => text,
    });
    let mut places: Vec<&mut String> =
        prose.chain(&mut model.preamble).filter(|text| text.contains(old)).collect();
    assert_eq!(places.len(), 1, "{old}");
    *places[0] = replace(places[0], old, new);
}

#[track_caller]
fn replace_first(text: &str, old: &str, new: &str) -> String {
    assert!(text.contains(old), "{old}");
    text.replacen(old, new, 1)
}

#[track_caller]
fn replace(text: &str, old: &str, new: &str) -> String {
    assert_eq!(text.matches(old).count(), 1, "{old}");
    text.replace(old, new)
}

/// Takes out what stands around `mark`, from the last `start` before it to the first `end` behind.
#[track_caller]
fn without(text: &str, mark: &str, start: &str, end: &str) -> String {
    in_place(text, mark, [start, end], "")
}

/// Puts `new` in place of what stands around `mark`, from the last `start` before it to the first `end` behind.
#[track_caller]
fn in_place(text: &str, mark: &str, [start, end]: [&str; 2], new: &str) -> String {
    let at = text.find(mark).expect("the mark stands in the text");
    let from = text[..at].rfind(start).expect("the start stands before the mark");
    let to = at + text[at..].find(end).expect("the end stands behind the mark") + end.len();
    [&text[..from], new, &text[to..]].concat()
}

/// Repeats the line with `mark` below itself, the mark become `new`.
#[track_caller]
fn repeated_line(text: &str, mark: &str, new: &str) -> String {
    let line = text.lines().find(|line| line.contains(mark)).expect("a line has the mark");
    replace(text, line, &format!("{line}\n{}", line.replace(mark, new)))
}

#[track_caller]
fn without_line(text: &str, mark: &str) -> String {
    let lines: Vec<&str> = text.lines().filter(|line| !line.contains(mark)).collect();
    assert_eq!(lines.len() + 1, text.lines().count(), "{mark}");
    lines.join("\n") + "\n"
}
