use nianbao_lint::document::script::{Script, script_of};
use nianbao_lint::report::{Edition, LabelChange, LabelDrift, OfficialTable};
use nianbao_lint::{
    Applicability, Diagnostic, Edit, FORMAT_2021, Place, Report, Severity, Sink, rule,
};

use crate::form;

rule! {
    /// 表格的行名、栏名应与格式一致
    ///
    /// A label or heading in other words than the form's: an info, and a warning where it says something else (another
    /// negation, number, year or unit, or other words for a third of it). A wrong number before the right words is an info,
    /// and so are quotation marks that got lost where the text has some. Brackets and spaces that got lost, shortened labels
    /// that practice admits, and notes in brackets behind a label are left alone. More than three infos in a table are one
    /// finding.
    ///
    /// ```bad
    /// ## 二、主动公开政府信息情况
    ///
    /// | 信息内容 | 本年制发件数 | 本年废止件数 | 现行有效件数 |
    /// | --- | --- | --- | --- |
    /// | 规章 | 0 | 0 | 0 |
    /// | 规范性文件 | 2 | 0 | 9 |
    /// | 信息内容 | 本年处理决定数量 | | |
    /// | 行政许可 | 31 | | |
    /// | 行政处罚 | 4 | | |
    /// | 行政强制 | 0 | | |
    /// | 信息内容 | 本年收费金额（单位：元） | | |
    /// | 行政事业性收费 | 0 | | |
    /// ```
    /// ```good
    /// ## 二、主动公开政府信息情况
    ///
    /// | 信息内容 | 本年制发件数 | 本年废止件数 | 现行 有效件数（历史累计） |
    /// | --- | --- | --- | --- |
    /// | 规章 | 0 | 0 | 0 |
    /// | 行政规范性文件 | 2 | 0 | 9 |
    /// | 信息内容 | 本年处理决定数量 | | |
    /// | 行政许可 | 31 | | |
    /// | 行政处罚 | 4 | | |
    /// | 行政强制 | 0 | | |
    /// | 信息内容 | 本年收费金额 单位:万元) | | |
    /// | 行政事业性收费 | 0 | | |
    /// ```
    ///
    /// The fix writes the form's label and is unsafe: the row may have been filled by what its label says.
    "tables/label-drift" {
        severity: Severity::Info,
        norm: Some(FORMAT_2021),
        since: "0.1.0",
        fixes: &[Applicability::Unsafe],
        check: check,
    }
}

/// Most infos of a table that are reported one by one.
const MOST_SINGLE: usize = 3;
/// Most labels that are shown besides the first where they are reported together.
const LABELS: usize = 4;

/// Characters that turn a label into another: negations, years, numbers, units.
const TELLING: [char; 20] = [
    '不', '未', '无', '非', '上', '下', '新', '一', '二', '三', '四', '五', '六', '七', '八', '九',
    '十', '元', '万', '亿',
];

fn check(report: &Report<'_>, sink: &mut Sink<'_>) {
    for (edition, table) in form::tables(report) {
        let drifts = table.drifts.iter().filter(|drift| is_of_author(report, drift));
        let (changed, alike): (Vec<&LabelDrift>, Vec<&LabelDrift>) =
            drifts.partition(|drift| changes_meaning(drift));
        for drift in changed {
            Account { report, edition, table, drift }.report(Severity::Warning, sink);
        }
        if alike.len() > MOST_SINGLE {
            report_together(report, edition, table, &alike, sink);
        } else {
            for drift in alike {
                Account { report, edition, table, drift }.report(Severity::Info, sink);
            }
        }
    }
}

/// Whether the difference is the author's: where no quotation mark stands in the whole text, conversion took them away.
fn is_of_author(report: &Report<'_>, drift: &LabelDrift) -> bool {
    let has_quotes = || report.authored().any(|(_, line)| line.words().contains(['“', '「', '"']));
    drift.change != LabelChange::Quotes || has_quotes()
}

/// Whether the label says something else than the form's.
fn changes_meaning(drift: &LabelDrift) -> bool {
    let LabelChange::Words { found, form } = &drift.change else { return false };
    // 其它 for 其他, 无 for 没有 and 合计 for 总计 say the same.
    let plain =
        |words: &str| words.replace('它', "他").replace("没有", "无").replace("合计", "总计");
    let telling = |words: &str| {
        let mut telling: Vec<char> = words.chars().filter(|c| TELLING.contains(c)).collect();
        telling.sort_unstable();
        telling
    };
    let (found, form) = (plain(found), plain(form));
    let longer = found.chars().count().max(form.chars().count());
    let contained = found.contains(&form) || form.contains(&found);
    let differs = strsim::levenshtein(&found, &form) * 3 >= longer;
    telling(&found) != telling(&form) || (differs && !contained)
}

/// A drifted label with what it is told by.
#[derive(Clone, Copy)]
struct Account<'r, 'd> {
    report: &'r Report<'d>,
    edition: &'static Edition,
    table: &'r OfficialTable,
    drift: &'r LabelDrift,
}

impl Account<'_, '_> {
    fn report(self, severity: Severity, sink: &mut Sink<'_>) {
        let LabelDrift { label, form, .. } = self.drift;
        let diagnostic = sink.report_as(severity, label.span, self.message(severity));
        diagnostic
            .span_label(format!("格式为“{form}”"))
            .norm(form::norm(self.edition, self.table.name()))
            .place(self.place())
            .value("expected", form)
            .value("actual", &label.text);
        if let Some(other) = self.other_edition() {
            diagnostic.help(format!(
                "这是{}年版格式的写法，请按{}年版改写",
                other.name, self.edition.name
            ));
        } else if severity == Severity::Warning {
            diagnostic.help("行名或栏名的含义已变，请核对所填的数是否仍按格式统计");
        }
        if let Some(edits) = self.edits() {
            diagnostic.fix(Applicability::Unsafe, format!("改为“{form}”"), edits);
        }
    }

    fn message(self, severity: Severity) -> String {
        let (title, LabelDrift { label, form, change, .. }) =
            (self.table.name().title(), self.drift);
        match (change, severity) {
            (LabelChange::Number { form, .. }, _) => {
                format!("{title}“{}”的编号应为 {form}", label.text)
            }
            (LabelChange::Quotes, _) => {
                format!("{title}“{}”缺少引号，应为“{form}”", label.text)
            }
            (LabelChange::Words { .. }, Severity::Warning) => {
                format!("{title}“{}”与格式的“{form}”含义不同", label.text)
            }
            (LabelChange::Words { .. }, _) => {
                format!("{title}“{}”与格式不一致，应为“{form}”", label.text)
            }
        }
    }

    fn place(self) -> Place {
        self.drift.row.map_or_else(|| self.table.table_place(), |row| self.table.row_place(row))
    }

    /// The other edition, where the label is its own.
    fn other_edition(self) -> Option<&'static Edition> {
        let row = &self.table.spec.rows[self.drift.row?];
        Edition::all().iter().find(|other| {
            other.name != self.edition.name
                && other
                    .table(self.table.name())
                    .rows
                    .iter()
                    .any(|known| known.key == row.key && known.label == self.drift.label.text)
        })
    }

    /// The form's label wherever the other one stands; nothing where markup or line breaks stand within it, or where
    /// it would bring Simplified characters into a Traditional text.
    fn edits(self) -> Option<Vec<Edit>> {
        let LabelDrift { label, copies, form, .. } = self.drift;
        let spans = std::iter::once(&label.span).chain(copies);
        spans
            .map(|span| {
                let written = self.report.document.source.slice(*span);
                let is_plain = !written.contains('\n')
                    && written.chars().filter(|c| !c.is_whitespace()).eq(label.text.chars());
                let is_traditional = written.chars().any(|c| script_of(c) == Script::Traditional);
                (is_plain && !is_traditional).then(|| Edit::replace(*span, *form))
            })
            .collect()
    }
}

fn report_together(
    report: &Report<'_>,
    edition: &'static Edition,
    table: &OfficialTable,
    drifts: &[&LabelDrift],
    sink: &mut Sink<'_>,
) {
    let Some((first, others)) = drifts.split_first() else { return };
    let (title, count) = (table.name().title(), drifts.len());
    let message = format!("{title}有 {count} 个行名或栏名与格式不一致，如“{}”", first.label.text);
    let diagnostic = sink.report(first.label.span, message);
    diagnostic
        .span_label(format!("格式为“{}”", first.form))
        .norm(form::norm(edition, table.name()))
        .place(table.table_place())
        .value("labels", count);
    for drift in others.iter().take(LABELS) {
        diagnostic.label(drift.label.span, format!("格式为“{}”", drift.form));
    }
    offer_labels(report, edition, table, drifts, diagnostic);
}

fn offer_labels(
    report: &Report<'_>,
    edition: &'static Edition,
    table: &OfficialTable,
    drifts: &[&LabelDrift],
    diagnostic: &mut Diagnostic,
) {
    let accounts = drifts.iter().map(|drift| Account { report, edition, table, drift });
    let edits: Option<Vec<Vec<Edit>>> = accounts.map(Account::edits).collect();
    if let Some(edits) = edits {
        let mut edits = edits.concat();
        edits.sort_by_key(|edit| edit.span);
        diagnostic.fix(Applicability::Unsafe, "改为格式的行名和栏名", edits);
    }
}
