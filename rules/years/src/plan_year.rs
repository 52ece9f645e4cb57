use nianbao_lint::report::{YearCertainty, YearEvidence, YearMention, YearRole, section_place};
use nianbao_lint::{Applicability, Edit, Norm, Report, Severity, Sink, rule};

rule! {
    /// 下一步计划的年份不是报告年份的下一年
    ///
    /// Section 五 plans for the year after the report's. A sentence there opens with another year and says what will be
    /// done in it: the text was taken over from an older report, or the year is a slip. Years of targets (到2025年, 2025年底前),
    /// of documents and of what was done are no plans; a later year beside a plan for the next one is right.
    ///
    /// ```bad
    /// # 柳林镇2023年政府信息公开工作年度报告
    ///
    /// ## 一、总体情况
    ///
    /// 2023年，柳林镇公开信息120条。
    ///
    /// ## 五、存在的主要问题及改进情况
    ///
    /// 2023年，公开工作取得了一定成效，但更新不够及时。
    ///
    /// 2023年，我镇将进一步加强培训，完善制度。
    /// ```
    /// ```good
    /// # 柳林镇2023年政府信息公开工作年度报告
    ///
    /// ## 一、总体情况
    ///
    /// 2023年，柳林镇公开信息120条，将公开工作纳入考核。
    ///
    /// ## 五、存在的主要问题及改进情况
    ///
    /// 2023年，我镇将公开工作纳入考核，但更新仍不及时。2024年，我镇将加强培训，到2025年实现目录全覆盖。
    /// ```
    /// The fix puts the next year; it is unsafe because only the author knows what was meant.
    "years/plan-year" {
        severity: Severity::Warning,
        norm: Some(Norm { document: "《中华人民共和国政府信息公开条例》", clause: "第四十九条" }),
        since: "0.1.0",
        fixes: &[Applicability::Unsafe],
        check: check,
    }
}

/// The section that plans.
const PLANS: u8 = 5;

/// How many years a slip or an older text may be away from the right one.
const MOST_YEARS: u16 = 2;

/// Words that put what follows them into the future beyond doubt.
const FUTURE: [&str; 9] =
    ["将进一步", "将继续", "将加", "将从", "将在", "将重点", "将着力", "将围绕", "将以"];

/// Words of a sentence that has told something already.
const TOLD: [&str; 9] = ["完成", "取得", "共", "累计", "收到", "受理", "办结", "但", "虽"];

fn check(report: &Report<'_>, sink: &mut Sink<'_>) {
    let Some((year, next)) = report.year.and_then(|year| Some((year, year.checked_add(1)?))) else {
        return;
    };
    let plans = || {
        report.years.iter().filter(|mention| {
            mention.role == YearRole::Plan && report.lines[mention.line].section == Some(PLANS)
        })
    };
    let names_next = plans().any(|mention| mention.year == next);
    let is_wrong = |mention: &&YearMention| {
        mention.year != next
            && mention.year.abs_diff(next) <= MOST_YEARS
            && !(mention.year > next && names_next)
            && is_plan_beyond_doubt(report, mention)
    };
    for mention in plans().filter(is_wrong) {
        if YearEvidence::of(report).certainty() != YearCertainty::Agreed {
            sink.note("报告年份不能确定，未检查计划的年份");
            return;
        }
        report_plan(report, mention, year, next, sink);
    }
}

/// Whether the sentence opens with the year and goes on to say what will be done, or stands under 下一步.
fn is_plan_beyond_doubt(report: &Report<'_>, mention: &YearMention) -> bool {
    const REACH_BYTES: usize = 240;
    let words = report.lines[mention.line].words();
    let before = &words[..mention.offset];
    let after = &words[mention.offset..];
    let after = &after[..after.floor_char_boundary(REACH_BYTES)];
    let sentence = after.split(['。', '；', ';']).next().unwrap_or(after);
    let opens = before.trim_end().chars().next_back().is_none_or(|c| "。；;！：:，,、".contains(c));
    let Some(future) = FUTURE.iter().filter_map(|word| sentence.find(word)).min() else {
        return false;
    };
    opens && !TOLD.iter().any(|word| sentence[..future].contains(word))
}

fn report_plan(
    report: &Report<'_>,
    mention: &YearMention,
    year: u16,
    next: u16,
    sink: &mut Sink<'_>,
) {
    let stated = mention.year;
    let message = format!("{year}年的报告里，下一步计划写的是{stated}年，应为{next}年");
    let diagnostic = sink.report(mention.span, message);
    diagnostic
        .span_label(format!("应为{next}"))
        .help(format!("年度报告报告{year}年的工作，下一步即{next}年；若确指{stated}年的目标，可写“到{stated}年”"))
        .place(section_place(Some(PLANS)))
        .value("expected", next)
        .value("actual", stated);
    if report.document.source.slice(mention.span) == stated.to_string() {
        let edits = vec![Edit::replace(mention.span, next.to_string())];
        diagnostic.fix(Applicability::Unsafe, format!("改为{next}年"), edits);
    }
}

#[cfg(test)]
mod tests {
    use nianbao_test::check_rule;

    const RULE: &str = "years/plan-year";

    #[track_caller]
    fn check(plan: &str, expected: &[&str]) {
        let text = format!(
            "# 清河市教育局2023年政府信息公开工作年度报告\n\n## 一、总体情况\n\n2023年，公开信息12条。\n\n\
             ## 五、存在的主要问题及改进情况\n\n{plan}\n"
        );
        check_rule(RULE, &text, expected);
    }

    #[test]
    fn plans_of_other_years_are_found() {
        check("2022年，我局将继续加强培训。", &["2022"]);
        check("更新不及时。下一步，2023年我局将进一步加强培训。", &["2023"]);
        check("2025年，我局将在以下方面发力。", &["2025"]);
    }

    #[test]
    fn years_that_are_no_plans_are_left_alone() {
        for plan in [
            "2024年，我局将继续加强培训。",
            "2024年，我局将继续加强培训；2025年，将在全市推广。",
            "2023年，我局将政务公开纳入考核。",
            "2023年，我局共办理3件，但仍有不足，将继续加强。",
            "到2025年，将进一步实现全覆盖。",
            "按照2022年工作要点，将继续加强培训。",
        ] {
            check(plan, &[]);
        }
    }
}
