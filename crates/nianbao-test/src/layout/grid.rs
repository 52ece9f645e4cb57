//! The three official tables as drawn, with merged cells.

use crate::model::{
    APPLICANTS, FormEdition, OUTCOMES, ReportModel, ResultGroup, disclosure_blocks, result_groups,
};

/// A table as drawn.
#[derive(Clone, Debug)]
pub struct Grid {
    /// Width in columns.
    pub columns: usize,
    /// Cells by the row they begin in.
    pub rows: Vec<Vec<GridCell>>,
}

/// One cell of a table.
#[derive(Clone, Debug)]
pub struct GridCell {
    /// Its words.
    pub text: String,
    /// The key of the figure it holds; a label has none.
    pub key: Option<String>,
    /// First column, from 0.
    pub column: usize,
    /// Columns covered.
    pub colspan: usize,
    /// Rows covered.
    pub rowspan: usize,
}

/// What a field of a matrix shows of a merged cell besides its first field.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Fill {
    /// The words again.
    Repeat,
    /// Nothing.
    Blank,
}

impl Grid {
    /// The tables of disclosure, applications and disputes.
    pub fn tables(model: &ReportModel) -> [Grid; 3] {
        [disclosure(model), applications(model), disputes(model)]
    }

    /// The table that stands in the section with this number, where it has any rows.
    pub(crate) fn of_section(tables: &[Grid; 3], number: usize) -> Option<&Grid> {
        number
            .checked_sub(2)
            .and_then(|index| tables.get(index))
            .filter(|grid| !grid.rows.is_empty())
    }

    /// The cell of the figure with this key.
    pub fn cell_mut(&mut self, key: &str) -> Option<&mut GridCell> {
        self.rows.iter_mut().flatten().find(|cell| cell.key.as_deref() == Some(key))
    }

    /// The row of the figures whose keys begin so, from 0.
    pub fn row_of(&self, prefix: &str) -> Option<usize> {
        let is_in = |cell: &GridCell| cell.key.as_ref().is_some_and(|key| key.starts_with(prefix));
        self.rows.iter().position(|row| row.iter().any(is_in))
    }

    /// Takes a row out; what is merged over it from above becomes shorter, and what begins in it begins below.
    pub fn remove_row(&mut self, index: usize) {
        for (above, row) in self.rows[..index].iter_mut().enumerate() {
            for cell in row {
                cell.rowspan -= usize::from(above + cell.rowspan > index);
            }
        }
        let removed = self.rows.remove(index);
        let mut moved: Vec<GridCell> =
            removed.into_iter().filter(|cell| cell.rowspan > 1).collect();
        if let Some(below) = self.rows.get_mut(index) {
            for cell in &mut moved {
                cell.rowspan -= 1;
            }
            below.extend(moved);
            below.sort_by_key(|cell| cell.column);
        }
    }

    /// The table as fields, one for each column of each row.
    pub(crate) fn matrix(&self, fill: Fill) -> Vec<Vec<String>> {
        let mut fields = vec![vec![String::new(); self.columns]; self.rows.len()];
        for (index, row) in self.rows.iter().enumerate() {
            for cell in row {
                for line in &mut fields[index..index + cell.rowspan] {
                    for field in &mut line[cell.column..cell.column + cell.colspan] {
                        if fill == Fill::Repeat {
                            field.clone_from(&cell.text);
                        }
                    }
                }
                fields[index][cell.column].clone_from(&cell.text);
            }
        }
        fields
    }
}

impl GridCell {
    /// A cell with words.
    pub fn label(text: &str, column: usize, colspan: usize, rowspan: usize) -> GridCell {
        GridCell { text: text.to_owned(), key: None, column, colspan, rowspan }
    }

    /// The cell of the figure with this key.
    fn value(model: &ReportModel, key: String, column: usize, colspan: usize) -> GridCell {
        let text = model.figures.get(&key).to_owned();
        GridCell { text, key: Some(key), column, colspan, rowspan: 1 }
    }

    /// Whether it holds a figure.
    pub(crate) fn is_value(&self) -> bool {
        self.key.is_some()
    }
}

/// First column and width of each value column of a part of the table of disclosure with that many of them.
fn disclosure_columns(edition: FormEdition, count: usize) -> &'static [(usize, usize)] {
    match (edition, count) {
        (FormEdition::Of2021, 1) => &[(1, 3)],
        (FormEdition::Of2021, _) => &[(1, 1), (2, 1), (3, 1)],
        // The form of 2019 has a grid of five, since its last two parts divide the width otherwise than the first three.
        (FormEdition::Of2019, 2) => &[(1, 2), (3, 2)],
        (FormEdition::Of2019, _) => &[(1, 1), (2, 2), (4, 1)],
    }
}

fn disclosure(model: &ReportModel) -> Grid {
    let columns = match model.edition {
        FormEdition::Of2019 => 5,
        FormEdition::Of2021 => 4,
    };
    let mut rows = Vec::new();
    for block in disclosure_blocks(model.edition) {
        let places = disclosure_columns(model.edition, block.columns.len());
        rows.push(vec![GridCell::label(block.item, 0, columns, 1)]);
        let labels = block
            .columns
            .iter()
            .zip(places)
            .map(|((_, label), &(column, colspan))| GridCell::label(label, column, colspan, 1));
        rows.push([GridCell::label("信息内容", 0, 1, 1)].into_iter().chain(labels).collect());
        for (row, label) in block.rows {
            let values = block.columns.iter().zip(places).map(|((key, _), &(column, colspan))| {
                GridCell::value(model, format!("{}.{row}.{key}", block.key), column, colspan)
            });
            rows.push([GridCell::label(label, 0, 1, 1)].into_iter().chain(values).collect());
        }
    }
    Grid { columns, rows }
}

fn applications(model: &ReportModel) -> Grid {
    let mut rows = application_header();
    let mut line = |mut labels: Vec<GridCell>, key: &str| {
        let values = (3..).zip(APPLICANTS).map(|(column, (applicant, _))| {
            GridCell::value(model, format!("applications.{key}.{applicant}"), column, 1)
        });
        labels.extend(values);
        rows.push(labels);
    };
    line(vec![GridCell::label("一、本年新收政府信息公开申请数量", 0, 3, 1)], "new_received");
    line(vec![GridCell::label("二、上年结转政府信息公开申请数量", 0, 3, 1)], "carried_in");
    let groups = result_groups(model.edition);
    let count: usize = groups.iter().map(|group| group.row_keys().len()).sum();
    let mut results = vec![GridCell::label("三、本年度办理结果", 0, 1, count + 1)];
    for group in groups {
        for (labels, key) in group_labels(group) {
            let labels = results.drain(..).chain(labels).collect();
            line(labels, &key);
        }
    }
    line(vec![GridCell::label("（七）总计", 1, 2, 1)], "result.total");
    line(vec![GridCell::label("四、结转下年度继续办理", 0, 3, 1)], "carried_out");
    Grid { columns: 10, rows }
}

/// The label cells of each row of a group, with the row's key.
fn group_labels(group: &ResultGroup) -> Vec<(Vec<GridCell>, String)> {
    let mut keys = group.row_keys().into_iter();
    if group.rows.is_empty() {
        return keys.map(|key| (vec![GridCell::label(group.label, 1, 2, 1)], key)).collect();
    }
    let mut head = vec![GridCell::label(group.label, 1, 1, group.rows.len())];
    let labels = group.rows.iter().map(|(_, label)| GridCell::label(label, 2, 1, 1));
    let labels = labels.map(|label| head.drain(..).chain([label]).collect());
    labels.zip(keys.by_ref()).collect()
}

fn application_header() -> Vec<Vec<GridCell>> {
    let corner = "（本列数据的勾稽关系为：第一项加第二项之和，等于第三项加第四项之和）";
    let bodies = APPLICANTS[1..6].iter().zip(4..);
    vec![
        vec![GridCell::label(corner, 0, 3, 3), GridCell::label("申请人情况", 3, 7, 1)],
        vec![
            GridCell::label("自然人", 3, 1, 2),
            GridCell::label("法人或其他组织", 4, 5, 1),
            GridCell::label("总计", 9, 1, 2),
        ],
        bodies.map(|((_, label), column)| GridCell::label(label, column, 1, 1)).collect(),
    ]
}

fn disputes(model: &ReportModel) -> Grid {
    let outcomes = |first: usize, rowspan: usize| {
        OUTCOMES
            .iter()
            .zip(first..)
            .map(move |((_, label), column)| GridCell::label(label, column, 1, rowspan))
    };
    let suits =
        [GridCell::label("未经复议直接起诉", 5, 5, 1), GridCell::label("复议后起诉", 10, 5, 1)];
    let groups = ["review", "litigation_direct", "litigation_after_review"];
    let keys = groups.into_iter().flat_map(|group| {
        OUTCOMES.iter().map(move |(column, _)| format!("disputes.{group}.{column}"))
    });
    let rows = vec![
        vec![GridCell::label("行政复议", 0, 5, 1), GridCell::label("行政诉讼", 5, 10, 1)],
        outcomes(0, 2).chain(suits).collect(),
        outcomes(5, 1).chain(outcomes(10, 1)).collect(),
        keys.enumerate().map(|(column, key)| GridCell::value(model, key, column, 1)).collect(),
    ];
    Grid { columns: 15, rows }
}
