//! How a wrong sum is told, whichever rule it belongs to.

use nianbao_lint::report::{
    CellRef, Edition, Equation, EquationKind, Imbalance, OfficialTable, Reading, Slip, SlipKind,
    Value,
};
use nianbao_lint::{Applicability, Diagnostic, Edit, Norm, Report, Sink, TableName};
use rust_decimal::Decimal;
use rust_decimal::prelude::ToPrimitive;

/// Reports the wrong sums of `kind` in the table `name`, and notes the sums that could not be assessed.
pub(crate) fn report(
    kind: EquationKind,
    name: TableName,
    report: &Report<'_>,
    sink: &mut Sink<'_>,
) {
    let Some(edition) = report.edition else { return };
    let (Some(table), Some(balance)) = (report.table(name), report.balance(name)) else {
        sink.note(format!("未找到{}", name.title()));
        return;
    };
    let unassessed = balance.unassessed.iter().filter(|equation| equation.kind == kind).count();
    if unassessed > 0 {
        let zeros = match balance.balances_with_zeros {
            Some(true) => "；空缺按 0 计则全表相等",
            _ => "",
        };
        let title = name.title();
        sink.note(format!("{title}有 {unassessed} 处合计含空白或无法对应的数，未能核对{zeros}"));
    }
    for imbalance in balance.imbalances.iter().filter(|imbalance| imbalance.kind == kind) {
        Account { edition, table, imbalance }.report(sink);
    }
}

/// An imbalance with the table it is in.
#[derive(Clone, Copy)]
struct Account<'r> {
    edition: &'static Edition,
    table: &'r OfficialTable,
    imbalance: &'r Imbalance,
}

impl<'r> Account<'r> {
    fn report(self, sink: &mut Sink<'_>) {
        let Some(first) = self.imbalance.equations.first() else { return };
        let cell = self.imbalance.cell;
        let diagnostic = sink.report(self.table.figure(cell).span, self.message(first));
        diagnostic
            .norm(Norm { document: &self.edition.norm, clause: self.clause() })
            .place(self.table.place(cell))
            .span_label(self.span_label(first))
            .help(self.help());
        self.label_terms(first, diagnostic);
        if let (Some(expected), Some(actual)) = (self.imbalance.expected, self.number(cell)) {
            diagnostic
                .value("expected", plain(expected))
                .value("actual", plain(actual))
                .value("difference", plain(actual - expected));
            self.offer_fix(expected, diagnostic);
        }
        if let Some(slip) = self.slip_elsewhere() {
            self.show_slip(slip, diagnostic);
        }
    }

    /// The part of the form that asks for the sum.
    fn clause(self) -> &'static str {
        match self.imbalance.kind {
            EquationKind::RowTotal => "表三总计列",
            EquationKind::ResultTotal => "表三（七）总计",
            EquationKind::CarryBalance => "表三勾稽关系",
            EquationKind::DisputeTotal => "表四总计列",
        }
    }

    fn message(self, first: &Equation) -> String {
        let title = self.table.name().title();
        let (cell, equations) = (self.imbalance.cell, &self.imbalance.equations);
        match (self.imbalance.expected, self.number(cell)) {
            (Some(expected), Some(actual)) if self.imbalance.localised && equations.len() > 1 => {
                let failing: Vec<String> = equations.iter().map(|it| self.name(it)).collect();
                format!(
                    "{title}{}写为 {}，应为 {}，否则 {} 处合计不等：{}",
                    self.cell_name(cell),
                    plain(actual),
                    plain(expected),
                    failing.len(),
                    failing.join("、"),
                )
            }
            _ => format!("{title}{}", self.difference(first)),
        }
    }

    fn span_label(self, first: &Equation) -> String {
        match self.imbalance.expected {
            Some(expected) if self.imbalance.localised => format!("应为 {}", plain(expected)),
            _ if first.kind == EquationKind::CarryBalance => "两边不等".to_owned(),
            _ => format!("各项合计 {}", plain(self.sum(&first.left))),
        }
    }

    /// The failing sum in words with both values.
    fn difference(self, equation: &Equation) -> String {
        let (left, right) = (plain(self.sum(&equation.left)), plain(self.sum(&equation.right)));
        let Some(result) = equation.right.first() else { return String::new() };
        let row = short(&self.table.spec.rows[result.row].label);
        let column = &self.table.spec.rows[result.row].columns[result.column].label;
        match equation.kind {
            EquationKind::RowTotal => format!("“{row}”六类申请人合计 {left}，总计写为 {right}"),
            EquationKind::ResultTotal => {
                format!("“{column}”列各项办理结果合计 {left}，（七）总计写为 {right}")
            }
            EquationKind::CarryBalance => {
                format!("“{column}”列新收与上年结转共 {left}，（七）总计与结转下年度共 {right}")
            }
            EquationKind::DisputeTotal => format!("“{row}”四种结果合计 {left}，总计写为 {right}"),
        }
    }

    /// The sum without its values.
    fn name(self, equation: &Equation) -> String {
        let Some(result) = equation.right.first() else { return String::new() };
        let row = short(&self.table.spec.rows[result.row].label);
        let column = &self.table.spec.rows[result.row].columns[result.column].label;
        match equation.kind {
            EquationKind::RowTotal | EquationKind::DisputeTotal => format!("“{row}”总计"),
            EquationKind::ResultTotal => format!("“{column}”列（七）总计"),
            EquationKind::CarryBalance => format!("“{column}”列勾稽关系"),
        }
    }

    fn help(self) -> String {
        let computed: Vec<String> =
            self.imbalance.equations.iter().map(|equation| self.computation(equation)).collect();
        let zeros = match self.imbalance.reading {
            Reading::AsWritten => "",
            Reading::BlanksAsZero => "空白格按 0 计，",
        };
        let advice = match self.imbalance.expected {
            Some(expected) if self.imbalance.localised => {
                format!("此格改为 {} 后都相等{}", plain(expected), self.along_with())
            }
            Some(expected) => format!("若其余各数无误，此格应为 {}", plain(expected)),
            None => "请逐项核对".to_owned(),
        };
        let slip = self.imbalance.slip.as_ref().map_or_else(String::new, |slip| self.slip(slip));
        format!("{zeros}{}；{advice}{slip}", computed.join("；"))
    }

    /// What a slip of the pen would explain.
    fn slip(self, slip: &Slip) -> String {
        let (found, right) = (plain(self.value(slip.cell)), plain(slip.value));
        let how = match slip.kind {
            SlipKind::SwappedDigits => "写颠倒了两位数字",
            SlipKind::WrongDigit => "写错了一位数字",
        };
        let cell = if slip.cell == self.imbalance.cell {
            "此格".to_owned()
        } else {
            self.cell_name(slip.cell)
        };
        format!("；可能是{cell}{how}，{right} 写成了 {found}")
    }

    /// The slip, where it is in another cell than the one pointed at.
    fn slip_elsewhere(self) -> Option<&'r Slip> {
        self.imbalance.slip.as_ref().filter(|slip| {
            !self.imbalance.localised
                && (slip.cell != self.imbalance.cell || self.imbalance.expected.is_none())
        })
    }

    /// Shows the figures put right. What was written wrongly is likelier than what the sum would make of the total.
    fn show_slip(self, slip: &Slip, diagnostic: &mut Diagnostic) {
        let changes = std::iter::once((slip.cell, slip.value)).chain(slip.total);
        let mut edits: Vec<Edit> = changes
            .map(|(cell, value)| Edit::replace(self.table.figure(cell).span, plain(value)))
            .collect();
        edits.sort_by_key(|edit| edit.span);
        let title = format!("将{}改为 {}", self.cell_name(slip.cell), plain(slip.value));
        diagnostic.fix(Applicability::Display, title, edits);
    }

    /// What must change with the cell, where its row's total is wrong by as much.
    fn along_with(self) -> String {
        self.row_total()
            .map_or_else(String::new, |(_, value)| format!("（本行总计同改为 {}）", plain(value)))
    }

    /// Both sides written out, zeros counted instead where they are many.
    fn computation(self, equation: &Equation) -> String {
        let (left, right) = (self.side(&equation.left), self.side(&equation.right));
        format!("{left} ≠ {right}")
    }

    fn side(self, cells: &[CellRef]) -> String {
        let shown = self.shown(cells);
        let terms: Vec<String> = shown.iter().map(|cell| plain(self.value(*cell))).collect();
        let sum = plain(self.sum(cells));
        let zeros = cells.len() - shown.len();
        match terms.as_slice() {
            [] => format!("{zeros} 项均为 0"),
            [_] if zeros == 0 => sum,
            terms if zeros == 0 => format!("{} = {sum}", terms.join("+")),
            terms => format!("{}（另 {zeros} 项为 0）= {sum}", terms.join("+")),
        }
    }

    /// The terms to show: all of a short sum, those that are not zero of a long one.
    fn shown(self, cells: &[CellRef]) -> Vec<CellRef> {
        let all = cells.len() <= LONGEST_SHOWN;
        cells.iter().copied().filter(|cell| all || !self.value(*cell).is_zero()).collect()
    }

    fn label_terms(self, first: &Equation, diagnostic: &mut Diagnostic) {
        let results = self.imbalance.equations.iter().skip(1).flat_map(|equation| &equation.right);
        let terms = [self.shown(&first.left), self.shown(&first.right), results.copied().collect()];
        let mut cells = terms.concat();
        cells.retain(|cell| *cell != self.imbalance.cell);
        cells.sort_by_key(|cell| (self.table.figure(*cell).span, *cell));
        cells.dedup();
        for cell in cells {
            let name = self.term_name(first.kind, cell);
            let words = match self.table.figure(cell).value {
                Value::Blank | Value::NotApplicable => format!("{name} 空白，按 0 计"),
                _ => format!("{name} {}", plain(self.value(cell))),
            };
            diagnostic.label(self.table.figure(cell).span, words);
        }
    }

    /// What tells the terms of a sum apart: their column in a sum along a row, their row in one down a column.
    fn term_name(self, kind: EquationKind, cell: CellRef) -> &'r str {
        let row = &self.table.spec.rows[cell.row];
        let same_row = cell.row == self.imbalance.cell.row;
        match kind {
            EquationKind::RowTotal | EquationKind::DisputeTotal if same_row => {
                &row.columns[cell.column].label
            }
            _ => short(&row.label),
        }
    }

    fn cell_name(self, cell: CellRef) -> String {
        let row = &self.table.spec.rows[cell.row];
        format!("“{}”的“{}”", short(&row.label), row.columns[cell.column].label)
    }

    /// A total is recomputed; any other figure is only shown, for it cannot be known.
    fn offer_fix(self, expected: Decimal, diagnostic: &mut Diagnostic) {
        let cell = self.imbalance.cell;
        let is_total = self.imbalance.kind != EquationKind::CarryBalance
            && self.imbalance.equations.iter().any(|equation| equation.right == [cell]);
        let mut edits = vec![Edit::replace(self.table.figure(cell).span, plain(expected))];
        let mut applicability =
            if is_total { Applicability::Unsafe } else { Applicability::Display };
        if let Some((total, value)) = self.row_total() {
            edits.push(Edit::replace(self.table.figure(total).span, plain(value)));
            edits.sort_by_key(|edit| edit.span);
            applicability = Applicability::Display;
        }
        diagnostic.fix(applicability, format!("将此格改为 {}", plain(expected)), edits);
    }

    /// The total of the cell's row and what it must become, where a failing sum goes through it and not the cell.
    fn row_total(self) -> Option<(CellRef, Decimal)> {
        let cell = self.imbalance.cell;
        let change = self.imbalance.expected?.checked_sub(self.number(cell)?)?;
        let beside = |term: &&CellRef| term.row == cell.row && term.column != cell.column;
        let other = self
            .imbalance
            .equations
            .iter()
            .find(|equation| !terms(equation).any(|term| *term == cell))?;
        let total = *terms(other).find(beside)?;
        Some((total, self.number(total)?.checked_add(change)?))
    }

    fn number(self, cell: CellRef) -> Option<Decimal> {
        self.table.number(cell)
    }

    /// The number at `cell`; blanks that take part count as zero.
    fn value(self, cell: CellRef) -> Decimal {
        self.number(cell).unwrap_or_default()
    }

    fn sum(self, cells: &[CellRef]) -> Decimal {
        cells.iter().map(|cell| self.value(*cell)).sum()
    }
}

/// Longest sum shown with its zeros, in terms; sums along a row are shorter, sums down the results longer.
const LONGEST_SHOWN: usize = 8;

fn terms(equation: &Equation) -> impl Iterator<Item = &CellRef> {
    equation.left.iter().chain(&equation.right)
}

/// A row's label without the explanation the form prints behind it.
pub(crate) fn short(label: &str) -> &str {
    let explains =
        |rest: &str| rest.starts_with("（区分处理") || rest.starts_with("、行政机关不再处理");
    let mut places = label.match_indices(['（', '、']).map(|(at, _)| at);
    places.find(|at| explains(&label[*at..])).map_or(label, |end| &label[..end])
}

/// A number without zeros behind its last decimal.
pub(crate) fn plain(number: Decimal) -> String {
    // Nearly all are counts.
    if let Some(count) = number.to_u64().filter(|_| number.scale() == 0) {
        return count.to_string();
    }
    number.normalize().to_string()
}
