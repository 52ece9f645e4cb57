//! The arithmetic of the official tables, cell by cell.

use nianbao_diagnostics::{Severity, TableName};
use nianbao_report::{CellRef, Equation, EquationKind, Reading, Value, Weighing};
use nianbao_run::{CheckedDocument, Outline, Sheet, SheetRow};

use super::article::{Ids, class_of};
use super::markup::Markup;

/// Sums of columns with the words their rows bear at the foot of the table.
const COLUMN_SUMS: [(EquationKind, &str); 2] = [
    (EquationKind::ResultTotal, "各项办理结果之和 ＝（七）总计"),
    (EquationKind::CarryBalance, "新收＋上年结转 ＝（七）总计＋结转下年度"),
];

/// Groups of rows: a part of their rows' keys, and what the form calls them.
const GROUPS: [(&str, &str); 4] = [
    (".denied.", "（三）不予公开"),
    (".unavailable.", "（四）无法提供"),
    (".rejected.", "（五）不予处理"),
    (".other.", "（六）其他处理"),
];

/// Writes the three tables with their sums.
pub(super) fn write(document: &CheckedDocument, outline: &Outline, ids: &Ids, out: &mut Markup) {
    out.raw("<section class=\"sheets\">\n<h3>三张表的合计</h3>\n");
    for name in TableName::ALL {
        match outline.tables.iter().find(|sheet| sheet.spec.name == name) {
            Some(sheet) => SheetWriter { document, sheet, ids, out }.write(),
            None => {
                out.raw("<p class=\"absent\">").raw(name.title()).raw("：未找到，未能核对</p>\n");
            }
        }
    }
    out.raw("</section>\n");
}

struct SheetWriter<'w> {
    document: &'w CheckedDocument,
    sheet: &'w Sheet,
    ids: &'w Ids,
    out: &'w mut Markup,
}

type Sum = (&'static Equation, Option<Weighing>);

impl SheetWriter<'_> {
    fn write(&mut self) {
        let name = self.sheet.spec.name;
        self.out.raw("<h4>").raw(name.title()).raw(" ").raw(title_of(name)).raw("</h4>\n");
        self.tally();
        let label = name.title();
        self.out
            .raw("<div class=\"scroll\" tabindex=\"0\" role=\"region\" aria-label=\"")
            .raw(label);
        self.out.raw("\"><table class=\"sheet\">\n");
        if name == TableName::Disclosure {
            self.disclosure();
        } else {
            self.grid();
        }
        self.out.raw("</table></div>\n");
        if self.has_unknown() {
            self.out.raw("<p class=\"tally\">？ 未能确定是哪一栏的数，或因此未能核对</p>\n");
        }
        self.failures();
    }

    /// Whether a cell or a sum could not be told.
    fn has_unknown(&self) -> bool {
        let mut figures = self.sheet.rows.iter().flat_map(|row| &row.figures);
        figures.any(|it| it.value == Value::Absent)
            || self.sheet.sums.iter().any(|it| it.1.is_none())
    }

    /// How many sums hold.
    fn tally(&mut self) {
        let sums = &self.sheet.sums;
        if sums.is_empty() {
            self.out.raw("<p class=\"tally\">这张表没有须相等的合计</p>\n");
            return;
        }
        let holding =
            sums.iter().filter(|(_, it)| it.as_ref().is_some_and(Weighing::holds)).count();
        let unknown = sums.iter().filter(|(_, it)| it.is_none()).count();
        let failing = sums.len() - holding - unknown;
        self.out
            .raw("<p class=\"tally\">应相等的合计 ")
            .show(sums.len())
            .raw(" 处：相等 ")
            .show(holding);
        self.out.raw("，不等 ").show(failing).raw("，未能核对 ").show(unknown).raw("</p>\n");
    }

    /// A table whose rows have columns of their own.
    fn disclosure(&mut self) {
        self.out.raw("<tbody>\n");
        let widest = self.sheet.rows.iter().map(|row| row.figures.len()).max().unwrap_or(1);
        for (index, row) in self.sheet.rows.iter().enumerate() {
            self.out.raw("<tr><th scope=\"row\">").text(&row.spec.label).raw("</th>");
            for (column, spec) in row.spec.columns.iter().enumerate() {
                let is_last = column + 1 == row.figures.len();
                self.open_cell(CellRef { row: index, column });
                if is_last && widest > row.figures.len() {
                    self.out.raw(" colspan=\"").show(widest - column).raw("\"");
                }
                self.out.raw("><span class=\"label\">").text(&spec.label).raw("</span> ");
                self.cell(CellRef { row: index, column });
            }
            self.out.raw("</tr>\n");
        }
        self.out.raw("</tbody>\n");
    }

    /// A table whose rows have the same columns, with its sums beside the rows and below the columns.
    fn grid(&mut self) {
        let Some(first) = self.sheet.rows.first() else { return };
        self.out.raw("<thead><tr><th scope=\"col\">项目</th>");
        for column in &first.spec.columns {
            self.out.raw("<th scope=\"col\">").text(&column.label).raw("</th>");
        }
        self.out.raw("<th scope=\"col\">各栏之和</th></tr></thead>\n<tbody>\n");
        for (index, row) in self.sheet.rows.iter().enumerate() {
            self.row(index, row);
        }
        self.out.raw("</tbody>\n");
        self.foot(first.spec.columns.len());
    }

    fn row(&mut self, index: usize, row: &SheetRow) {
        self.out.raw("<tr><th scope=\"row\">");
        let group = GROUPS.into_iter().find(|(part, _)| row.spec.key.contains(part));
        if let Some((_, label)) = group {
            self.out.raw("<span class=\"label\">").raw(label).raw("</span> ");
        }
        self.out.text(&row.spec.label).raw("</th>");
        for column in 0..row.figures.len() {
            self.open_cell(CellRef { row: index, column });
            self.out.raw(">");
            self.cell(CellRef { row: index, column });
        }
        let sum = self.sheet.sums.iter().find(|(equation, _)| is_row_sum(equation, index));
        self.sum(sum);
        self.out.raw("</tr>\n");
    }

    fn foot(&mut self, columns: usize) {
        let sums = &self.sheet.sums;
        let kinds = COLUMN_SUMS
            .into_iter()
            .filter(|(kind, _)| sums.iter().any(|(equation, _)| equation.kind == *kind));
        self.out.raw("<tfoot>\n");
        for (kind, label) in kinds {
            self.out.raw("<tr><th scope=\"row\">").raw(label).raw("</th>");
            for column in 0..columns {
                let sum = sums.iter().find(|(equation, _)| {
                    equation.kind == kind && equation.right.iter().any(|it| it.column == column)
                });
                self.sum(sum);
            }
            self.out.raw("<td></td></tr>\n");
        }
        self.out.raw("</tfoot>\n");
    }

    /// Opens the cell of a figure, up to where attributes end.
    fn open_cell(&mut self, cell: CellRef) {
        self.out.raw("<td class=\"figure");
        if let Some(severity) = self.findings(cell).into_iter().map(|(_, it)| it).max() {
            self.out.raw(" ").raw(class_of(severity));
        }
        self.out.raw("\"");
    }

    /// A figure, with the findings about it.
    fn cell(&mut self, cell: CellRef) {
        match &self.sheet.rows[cell.row].figures[cell.column].value {
            Value::Number(number) => self.out.show(number),
            Value::Blank => self.out.raw("<i>空白</i>"),
            Value::NotApplicable => self.out.raw("/"),
            Value::Text(words) => self.out.text(words),
            Value::Absent => self.out.raw("<i>？</i>"),
        };
        for (index, severity) in self.findings(cell) {
            self.out.raw(" <a class=\"ref ").raw(class_of(severity)).raw("\" href=\"#");
            self.ids.finding(index, self.out);
            self.out.raw("\"><span class=\"hidden\">问题 </span>").show(index + 1).raw("</a>");
        }
        self.out.raw("</td>");
    }

    /// Findings about a cell, by index.
    fn findings(&self, cell: CellRef) -> Vec<(usize, Severity)> {
        let row = self.sheet.rows[cell.row].spec;
        let column = &row.columns[cell.column];
        let is_about = |place: &nianbao_diagnostics::Place| {
            place.table == Some(self.sheet.spec.name)
                && place.row == Some(row.key.as_str())
                && place.column == Some(column.key.as_str())
        };
        let findings = self.document.diagnostics.iter().enumerate();
        let about = findings.filter(|(_, it)| it.place.as_ref().is_some_and(is_about));
        about.map(|(index, it)| (index, it.severity)).collect()
    }

    /// The cell that says whether a sum holds.
    fn sum(&mut self, sum: Option<&Sum>) {
        let Some((_, weighing)) = sum else {
            self.out.raw("<td></td>");
            return;
        };
        match weighing {
            None => self.out.raw("<td class=\"sum unknown\">？</td>"),
            Some(it) if it.holds() => {
                self.out.raw("<td class=\"sum holds\">✓ ").show(it.left);
                if it.reading == Reading::BlanksAsZero {
                    self.out.raw(" <i>空白作 0</i>");
                }
                self.out.raw("</td>")
            }
            Some(it) => {
                self.out.raw("<td class=\"sum fails\">✗ ").show(it.left).raw(" ≠ ").show(it.right);
                self.out.raw("</td>")
            }
        };
    }

    /// The sums that do not hold, written out.
    fn failures(&mut self) {
        let failing: Vec<&Sum> = self
            .sheet
            .sums
            .iter()
            .filter(|(_, it)| it.as_ref().is_some_and(|it| !it.holds()))
            .collect();
        if failing.is_empty() {
            return;
        }
        self.out.raw("<ul class=\"failures\">\n");
        for (equation, weighing) in failing {
            let name = self.name_of(equation);
            self.out.raw("<li>").text(&name).raw("：");
            self.terms(&equation.left);
            if let Some(weighing) = weighing {
                if equation.left.len() > 1 {
                    self.out.raw(" = ").show(weighing.left);
                }
                self.out.raw("，").raw(if equation.right.len() > 1 {
                    "而 "
                } else {
                    "表中为 "
                });
                self.terms(&equation.right);
                if equation.right.len() > 1 {
                    self.out.raw(" = ").show(weighing.right);
                }
            }
            self.out.raw("</li>\n");
        }
        self.out.raw("</ul>\n");
    }

    /// The row or column that an equation is about.
    fn name_of(&self, equation: &Equation) -> String {
        let cell = equation.right[0];
        let row = self.sheet.rows[cell.row].spec;
        match equation.kind {
            EquationKind::RowTotal | EquationKind::DisputeTotal => row.label.clone(),
            EquationKind::ResultTotal | EquationKind::CarryBalance => {
                format!("{}列", row.columns[cell.column].label)
            }
        }
    }

    /// The terms that are not zero, with plus signs between.
    fn terms(&mut self, cells: &[CellRef]) {
        let figures =
            cells.iter().map(|cell| &self.sheet.rows[cell.row].figures[cell.column].value);
        let numbers: Vec<String> =
            figures.map(|it| it.number().map_or("0".to_owned(), |it| it.to_string())).collect();
        let shown: Vec<&str> = numbers.iter().map(String::as_str).filter(|it| *it != "0").collect();
        let zeros = numbers.len() - shown.len();
        match (shown.len(), zeros) {
            (0, _) => self.out.raw("0"),
            (_, 0) => self.out.text(&shown.join(" + ")),
            _ => self.out.text(&shown.join(" + ")).raw("（另 ").show(zeros).raw(" 项为 0）"),
        };
    }
}

fn is_row_sum(equation: &Equation, row: usize) -> bool {
    matches!(equation.kind, EquationKind::RowTotal | EquationKind::DisputeTotal)
        && equation.right.iter().all(|cell| cell.row == row)
}

/// What the form calls a table.
fn title_of(name: TableName) -> &'static str {
    match name {
        TableName::Disclosure => "主动公开政府信息情况",
        TableName::Applications => "收到和处理政府信息公开申请情况",
        TableName::Disputes => "政府信息公开行政复议、行政诉讼情况",
    }
}
