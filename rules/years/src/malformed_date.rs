mod slips;

use nianbao_lint::report::{Line, section_place};
use nianbao_lint::{Applicability, Edit, Norm, Report, Severity, Sink, WordList, inventory, rule};
use slips::{Slip, slips};

rule! {
    /// 日期写法有误或日期不存在
    ///
    /// A year, month or day that cannot be one: a lost 年 or 月 (`202011月`), a month above 12, a day its month does not
    /// have, a doubled 年, a year of two or five digits, a letter O or a digit 0 in Chinese numerals. Spans of time
    /// (`建局23年`, `15个月`), amounts, document numbers, file names and addresses are no dates.
    ///
    /// ```bad
    /// # 柳林镇2023年政府信息公开工作年度报告
    ///
    /// ## 一、总体情况
    ///
    /// 自202011月完成改版以来，网站运行稳定。
    /// ```
    /// ```bad
    /// # 柳林镇2023年政府信息公开工作年度报告
    ///
    /// ## 一、总体情况
    ///
    /// 2023年2月30日，召开培训会。2023年13月完成整改。23年，我镇公开信息120条。2023年年，我镇收到申请1件。二O二三年四月
    /// 更新目录。
    /// ```
    /// ```good
    /// # 柳林镇2023年政府信息公开工作年度报告
    ///
    /// ## 一、总体情况
    ///
    /// 2024年2月29日更新目录。2023年年底完成整改，形成2023年年度报告。建镇23年来共公开信息202311条，为期15个月，
    /// 支出202011元，电话0934-8633503，依据国办函〔2020〕109号，附图20230115.jpg。二〇二三年五月完成。
    /// ```
    /// The fix is unsafe: it writes the only date the digits can mean, and there is none where they can mean several.
    "years/malformed-date" {
        severity: Severity::Error,
        norm: Some(Norm { document: "GB/T 15835—2011《出版物上数字用法》", clause: "" }),
        since: "0.1.0",
        fixes: &[Applicability::Unsafe],
        check: check,
    }
}

fn check(report: &Report<'_>, sink: &mut Sink<'_>) {
    let with_letters = sink.hits(&LETTERS);
    for (index, line) in report.authored() {
        let has_letters = with_letters.binary_search_by_key(&index, |hit| hit.line).is_ok();
        let runs = report.digit_runs(index);
        if !has_letters && runs.is_empty() {
            continue;
        }
        for slip in slips(line.words(), runs, has_letters, report.year) {
            report_slip(report, line, slip, sink);
        }
    }
}

/// Letters that stand for zeros of Chinese numerals.
static LETTERS: WordList = WordList(&slips::LETTERS);

inventory::submit! { &LETTERS }

fn report_slip(report: &Report<'_>, line: &Line<'_>, slip: Slip, sink: &mut Sink<'_>) {
    let span = line.span(slip.range.clone());
    let actual = &line.words()[slip.range];
    let diagnostic = sink.report(span, slip.message);
    diagnostic.place(section_place(line.section)).value("actual", actual);
    if slip.may_be_lost {
        diagnostic.help("原件若无误，缺字可能是网页转换或文字提取造成的，请核对原件");
    }
    let Some(expected) = slip.expected else { return };
    diagnostic.span_label(format!("应为“{expected}”")).value("expected", &expected);
    // In a folded line, or across markup, the words are not the source's own and cannot be replaced as one.
    if report.document.source.slice(span) == actual {
        let title = format!("改为“{expected}”");
        diagnostic.fix(Applicability::Unsafe, title, vec![Edit::replace(span, expected)]);
    }
}
