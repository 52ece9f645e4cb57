use nianbao_diagnostics::TableName;
use nianbao_test::layout::{GridCell, Layout};
use nianbao_test::model::{FormEdition, OrganModelKind, Paragraph};

use super::{Injector, does, every_cell, whole_tables};
use crate::draft::{Draft, Place, marked};

pub(super) const INJECTORS: &[Injector] = &[
    does("tables/missing-table", "table of disclosure", |draft| {
        Some(lose_table(draft, TableName::Disclosure))
    }),
    does("tables/missing-table", "table of applications", |draft| {
        Some(lose_table(draft, TableName::Applications))
    }),
    does("tables/missing-table", "table of disputes", |draft| {
        Some(lose_table(draft, TableName::Disputes))
    }),
    does("tables/missing-table", "words instead of the table", |draft| {
        lose_table(draft, TableName::Disputes);
        draft.model.prose[3].push(Paragraph::Plain("本年度无行政复议、行政诉讼。".to_owned()));
        Some(Place::Table(TableName::Disputes))
    }),
    does("tables/table-as-image", "a picture of the table of disclosure", |draft| {
        Some(picture(draft, TableName::Disclosure))
    })
    .only(has_images),
    does("tables/table-as-image", "a picture of the table of applications", |draft| {
        Some(picture(draft, TableName::Applications))
    })
    .only(has_images),
    does("tables/table-as-image", "a picture of the table of disputes", |draft| {
        Some(picture(draft, TableName::Disputes))
    })
    .only(has_images),
    does("tables/missing-row", "8.属于行政查询事项", |draft| {
        lose_row(draft, TableName::Applications, "applications.", "result.denied.admin_query")
    }),
    does("tables/missing-row", "四、结转下年度继续办理", |draft| {
        lose_row(draft, TableName::Applications, "applications.", "carried_out")
    }),
    does("tables/missing-row", "二、上年结转", |draft| {
        lose_row(draft, TableName::Applications, "applications.", "carried_in")
    }),
    does("tables/missing-row", "2.重复申请", |draft| {
        lose_row(draft, TableName::Applications, "applications.", "result.rejected.repeat")
    }),
    does("tables/missing-row", "行政强制", |draft| {
        lose_row(draft, TableName::Disclosure, "disclosure.", "art20_6.coercion")
    }),
    does("tables/missing-row", "规章", |draft| {
        lose_row(draft, TableName::Disclosure, "disclosure.", "art20_1.regulations")
    }),
    does("tables/unknown-row", "其他对外管理服务事项", |draft| {
        gain_row(
            draft,
            TableName::Disclosure,
            "disclosure.art20_5.licensing",
            "其他对外管理服务事项",
        )
    }),
    does("tables/unknown-row", "9.属于个人隐私", |draft| {
        gain_row(
            draft,
            TableName::Applications,
            "applications.result.denied.admin_query",
            "9.属于个人隐私",
        )
    }),
    does("tables/unknown-row", "政府集中采购", |draft| {
        gain_row(draft, TableName::Disclosure, "disclosure.art20_8.fees", "政府集中采购")
    }),
    does("tables/label-drift", "规范性文件", |draft| {
        relabel(draft, "行政规范性文件", "规范性文件")
    }),
    does("tables/label-drift", "危及三安全一稳定", |draft| {
        relabel(draft, "3.危及“三安全一稳定”", "3.危及三安全一稳定")
    }),
    does("tables/label-drift", "（七）合计", |draft| {
        relabel(draft, "（七）总计", "（七）合计")
    }),
    does("tables/label-drift", "结转下年继续办理", |draft| {
        relabel(draft, "四、结转下年度继续办理", "四、结转下年继续办理")
    }),
    does("tables/label-drift", "收费金额（单位：元）", |draft| {
        relabel(draft, "本年收费金额（单位：万元）", "本年收费金额（单位：元）")
    }),
    does("tables/cell-count", "a value of new applications lost", |draft| {
        lose_cell(draft, "applications.new_received")
    })
    .only(lost_cells_show),
    does("tables/cell-count", "a value of the total lost", |draft| {
        lose_cell(draft, "applications.result.total")
    })
    .only(lost_cells_show),
    does("tables/cell-count", "a value too many", |draft| {
        gain_cell(draft, "applications.result.granted")
    })
    .only(lost_cells_show),
    does("tables/cell-count", "a value of the disputes lost", |draft| {
        lose_cell(draft, "disputes.")
    })
    .only(lost_cells_show),
    does("tables/blank-cell", "zeros of several rows left blank", |draft| {
        blank_zeros(draft, TableName::Applications, 4)
    })
    .only(blanks_show),
    does("tables/blank-cell", "one cell left blank", |draft| {
        blank_zeros(draft, TableName::Applications, 1)
    })
    .only(blanks_show),
    does("tables/blank-cell", "cells of the disputes left blank", |draft| {
        blank_zeros(draft, TableName::Disputes, 1)
    })
    .only(blanks_show),
    does("tables/blank-cell", "a count of documents left blank", |draft| {
        blank_zeros(draft, TableName::Disclosure, 1)
    })
    .only(blanks_show),
    does("tables/not-a-number", "/", |draft| write_count(draft, "/")).only(every_cell),
    does("tables/not-a-number", "无", |draft| write_count(draft, "无")).only(every_cell),
    does("tables/not-a-number", "-1", |draft| write_count(draft, "-1")).only(every_cell),
    does("tables/not-a-number", "1.5", |draft| write_count(draft, "1.5")).only(every_cell),
    does("tables/not-a-number", "若干", |draft| write_count(draft, "若干")).only(every_cell),
    does("tables/not-a-number", "2件", |draft| write_count(draft, "2件")).only(every_cell),
    does("tables/not-a-number", "O for 0", |draft| write_count(draft, "O")).only(every_cell),
    does("tables/fee-unit", "an amount in 元", |draft| {
        if draft.model.organ.kind != OrganModelKind::Department
            || !draft.model.organ.name.ends_with('局')
        {
            return None;
        }
        let yuan = draft.writer.rng.u64(20..900) * 10_000;
        draft.write_cell("disclosure.art20_8.fees.amount_wan_yuan", &yuan.to_string())?;
        Some(Place::Row(TableName::Disclosure, "art20_8.fees"))
    }),
    does("tables/fee-unit", "an amount with fen", |draft| {
        if draft.model.organ.kind != OrganModelKind::Department
            || !draft.model.organ.name.ends_with('局')
        {
            return None;
        }
        let yuan = draft.writer.rng.u64(200_000..9_000_000);
        draft.write_cell("disclosure.art20_8.fees.amount_wan_yuan", &format!("{yuan}.50"))?;
        Some(Place::Row(TableName::Disclosure, "art20_8.fees"))
    }),
    does("tables/regulation-authority", "规章 of a county's department", |draft| {
        regulate(draft, "1")
    }),
    does("tables/regulation-authority", "规章 of long ago", |draft| regulate(draft, "0")),
];

const fn has_images(layout: Layout) -> bool {
    matches!(
        layout,
        Layout::HtmlMerged
            | Layout::HtmlCms
            | Layout::MarkdownTables
            | Layout::MarkdownBlankFields
            | Layout::MarkdownHtmlTables
            | Layout::MarkdownBoldHeadings
    )
}

/// Where a cell that is not there leaves no blank field behind.
const fn lost_cells_show(layout: Layout) -> bool {
    whole_tables(layout)
        && !matches!(
            layout,
            Layout::MarkdownTables
                | Layout::MarkdownBlankFields
                | Layout::MarkdownBoldHeadings
                | Layout::TabRows
        )
}

/// Where a blank cell can be told from one that is not there.
const fn blanks_show(layout: Layout) -> bool {
    matches!(
        layout,
        Layout::HtmlMerged
            | Layout::HtmlCms
            | Layout::MarkdownTables
            | Layout::MarkdownBlankFields
            | Layout::MarkdownHtmlTables
            | Layout::MarkdownBoldHeadings
            | Layout::PipeRows
            | Layout::DottedHeadings
            | Layout::TraditionalPinyin
    )
}

fn lose_table(draft: &mut Draft, name: TableName) -> Place {
    draft.table(name).rows.clear();
    Place::Table(name)
}

fn picture(draft: &mut Draft, name: TableName) -> Place {
    draft.table(name).rows.clear();
    let markup = if draft.is_html() {
        "<img src=\"/images/2024/table.png\" alt=\"\" width=\"600\" />"
    } else {
        "![](images/table.png)"
    };
    let picture = draft.raw(markup);
    draft.model.prose[usize::from(name.section()) - 1].push(Paragraph::Plain(marked(&picture)));
    Place::Table(name)
}

fn lose_row(draft: &mut Draft, name: TableName, table: &str, row: &'static str) -> Option<Place> {
    let grid = draft.table(name);
    let index = grid.row_of(&format!("{table}{row}."))?;
    grid.remove_row(index);
    Some(Place::Row(name, row))
}

/// A row like the one with these figures, under another label, below it.
fn gain_row(draft: &mut Draft, name: TableName, below: &str, label: &str) -> Option<Place> {
    let grid = draft.table(name);
    let index = grid.row_of(&format!("{below}."))?;
    let mut row: Vec<GridCell> =
        grid.rows[index].iter().filter(|cell| cell.rowspan == 1).cloned().collect();
    row.first_mut()?.text = marked(label);
    for cell in row.iter_mut().filter(|cell| cell.key.is_some()) {
        cell.key = Some("unknown".to_owned());
        "0".clone_into(&mut cell.text);
    }
    for (above, cells) in grid.rows[..=index].iter_mut().enumerate() {
        for cell in cells.iter_mut().filter(|cell| cell.rowspan > 1) {
            cell.rowspan += usize::from(above + cell.rowspan > index);
        }
    }
    grid.rows.insert(index + 1, row);
    Some(Place::Marked)
}

fn relabel(draft: &mut Draft, old: &str, new: &str) -> Option<Place> {
    let mut cells = draft.tables.iter_mut().flat_map(|table| &mut table.rows).flatten();
    cells.find(|cell| cell.text == old)?.text = marked(new);
    Some(Place::Marked)
}

/// The row of the table whose figures' keys begin so, and one of its value cells.
fn any_cell<'d>(draft: &'d mut Draft, row: &str) -> Option<(&'d mut Vec<GridCell>, usize)> {
    let pick = draft.writer.rng.usize(0..100);
    let rows = draft.tables.iter_mut().flat_map(|table| &mut table.rows);
    let is_of = |cell: &GridCell| cell.key.as_ref().is_some_and(|key| key.starts_with(row));
    let row = rows.into_iter().find(|cells| cells.iter().any(is_of))?;
    let values: Vec<usize> = (0..row.len()).filter(|index| row[*index].key.is_some()).collect();
    let index = values[pick % values.len()];
    Some((row, index))
}

fn mark_row(row: &mut [GridCell]) {
    for cell in row {
        cell.text = marked(&cell.text);
    }
}

fn lose_cell(draft: &mut Draft, row: &str) -> Option<Place> {
    let (row, index) = any_cell(draft, row)?;
    row.remove(index);
    mark_row(row);
    Some(Place::Marked)
}

fn gain_cell(draft: &mut Draft, row: &str) -> Option<Place> {
    let (row, index) = any_cell(draft, row)?;
    let again = row[index].clone();
    row.insert(index, again);
    mark_row(row);
    Some(Place::Marked)
}

/// Leaves zeros of so many rows blank.
fn blank_zeros(draft: &mut Draft, name: TableName, rows: usize) -> Option<Place> {
    let skip = draft.writer.rng.usize(0..3);
    let zeros = |cells: &&mut Vec<GridCell>| {
        cells.iter().any(|cell| cell.key.is_some() && cell.text == "0")
    };
    let mut blanked = 0;
    for cells in draft.table(name).rows.iter_mut().filter(zeros).skip(skip).take(rows) {
        let most = if rows > 1 { 6 } else { 1 };
        let blank = cells.iter_mut().filter(|cell| cell.key.is_some() && cell.text == "0");
        for cell in blank.take(most) {
            cell.text.clear();
            blanked += 1;
        }
    }
    (blanked > 0).then_some(Place::Table(name))
}

/// Writes something else than a number where a zero stood.
fn write_count(draft: &mut Draft, words: &str) -> Option<Place> {
    let keys: Vec<String> = draft
        .tables
        .iter()
        .flat_map(|table| &table.rows)
        .flatten()
        .filter(|cell| cell.text == "0")
        .filter_map(|cell| cell.key.clone())
        .filter(|key| {
            !key.ends_with("amount")
                && !key.ends_with("amount_wan_yuan")
                && !key.ends_with("delta_items")
        })
        .collect();
    let key = keys.get(draft.writer.rng.usize(0..keys.len().max(1)))?;
    draft.write_cell(key, words)?;
    Some(Place::Marked)
}

/// Counts 规章 of an organ that cannot make any.
fn regulate(draft: &mut Draft, issued: &str) -> Option<Place> {
    let name = &draft.model.organ.name;
    let may_not = draft.model.edition == FormEdition::Of2021
        && (name.contains('县') || name.contains('区'))
        && draft.model.organ.kind != OrganModelKind::Government;
    if !may_not {
        return None;
    }
    draft.write_cell("disclosure.art20_1.regulations.issued", issued)?;
    draft.write_cell("disclosure.art20_1.regulations.in_force", "2")?;
    Some(Place::Row(TableName::Disclosure, "art20_1.regulations"))
}
