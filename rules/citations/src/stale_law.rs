use std::ops::Range;

use nianbao_lint::report::{OrganKind, Passage, section_place};
use nianbao_lint::{Diagnostic, Norm, Report, Severity, Sink, WordList, inventory, rule};

use crate::laws::{Law, Laws};
use crate::numbers::Number;
use crate::sentence::sentence;
use crate::titles::{Citing, citing, numbers_behind};

rule! {
    /// 引用了已废止或被替代的依据
    ///
    /// A law, notice or version that no longer held in the year reported on: its name or its number. Also the articles of
    /// the old 《条例》 (第三十一条, 第三十二条) as basis of the annual report, and its deadline of 31 March for a department. A
    /// sentence that itself speaks of repeal, revision or history is left alone, and so is one that names old and new.
    ///
    /// ```bad
    /// # 柳林镇2023年政府信息公开工作年度报告
    ///
    /// 根据《中华人民共和国政府信息公开条例》（国务院令第492号）和国办公开办函〔2019〕60号编制。
    /// ```
    /// ```bad
    /// # 清河市教育局2023年政府信息公开工作年度报告
    ///
    /// 根据《信访条例》和《中华人民共和国合同法》办理。根据《条例》第三十一条编制本年度报告。每年3月31日前公布上一年度报告。
    /// ```
    /// ```bad
    /// # 柳林镇2023年政府信息公开工作年度报告
    ///
    /// 根据《中华人民共和国政府信息公开条例》（以下简称《条例》）第三十一条的规定，编制本年度报告。
    /// ```
    /// ```good
    /// # 柳林镇2020年政府信息公开工作年度报告
    ///
    /// 根据《中华人民共和国政府信息公开条例》和国办公开办函〔2019〕60号编制，依据《信访条例》和《中华人民共和国合同法》办理。
    /// ```
    /// ```good
    /// # 柳林镇2023年政府信息公开工作年度报告
    ///
    /// 条例于2007年以国务院令第492号公布，2019年以国务院令第711号修订。清理以原《信访条例》为依据的文件，按照《信访工作条例》执行。
    /// 根据《条例》第三十一条确定收到申请之日，第三十二条征求第三方意见。根据《条例》第四十九条编制本年度报告。
    /// ```
    /// ```good
    /// # 清河市2023年政府信息公开工作年度报告
    ///
    /// 每年3月31日前公布上一年度报告。
    /// ```
    "citations/stale-law" {
        severity: Severity::Warning,
        norm: Some(Norm { document: "《党政机关公文处理工作条例》", clause: "第十九条" }),
        since: "0.1.0",
        check: check,
    }
}

/// Words of a sentence that speaks of the past of a law, not of what the report rests on.
const OF_HISTORY: [&str; 9] =
    ["废止", "失效", "原《", "原条例", "旧", "清理", "替代", "取代", "同时"];

fn check(report: &Report<'_>, sink: &mut Sink<'_>) {
    let Some(year) = report.year else {
        sink.note("报告年份不明，未检查引用依据是否已废止");
        return;
    };
    for citing in citing(report, sink).iter() {
        let line = report.passage(citing.line);
        let words = line.words();
        let named: Vec<Stale> = named(words, citing, year).collect();
        let behind: Vec<usize> = named
            .iter()
            .flat_map(|stale| numbers_behind(words, stale.range.end))
            .map(|number| number.range.start)
            .collect();
        // A number right behind its title is part of the same citation.
        let numbered =
            numbered(words, citing, year).filter(|stale| !behind.contains(&stale.range.start));
        let numbered: Vec<Stale> = numbered.collect();
        for stale in named.iter().chain(&numbered) {
            report_stale(&line, stale, sink);
        }
    }
    if year >= REVISED {
        check_revised(report, sink);
    }
}

/// What rests on the 《条例》 as it was before it was revised.
fn check_revised(report: &Report<'_>, sink: &mut Sink<'_>) {
    for hit in sink.hits(&NAMES) {
        let line = report.passage(hit.line);
        if let Some(stale) = old_article(line.words(), &hit.range) {
            report_stale(&line, &stale, sink);
        }
    }
    if report.organ.as_ref().is_none_or(|organ| organ.kind != OrganKind::Department) {
        return;
    }
    for hit in sink.hits(&OLD_DEADLINE) {
        let line = report.passage(hit.line);
        if let Some(stale) = old_deadline(line.words(), &hit.range) {
            report_stale(&line, &stale, sink);
        }
    }
}

/// A citation that is out of date.
struct Stale {
    range: Range<usize>,
    message: String,
    instead: String,
}

/// Titles of what no longer held.
fn named(words: &str, citing: &Citing, year: u16) -> impl Iterator<Item = Stale> {
    citing.titles.iter().filter_map(move |title| {
        let law = Laws::get().named(&words[title.name.clone()])?;
        let instead = law.instead_in(year)?.to_owned();
        let message = format!("《{}》已废止或被替代", law.name);
        Some(Stale { range: title.range.clone(), message, instead })
    })
}

/// Numbers of what no longer held.
fn numbered(words: &str, citing: &Citing, year: u16) -> impl Iterator<Item = Stale> {
    citing.numbers.iter().filter_map(move |number| {
        let instead =
            of_stale_law(number, year).or_else(|| of_old_version(number, &citing.numbers, year))?;
        let message = format!("“{}”已被替代", &words[number.range.clone()]);
        Some(Stale { range: number.range.clone(), message, instead })
    })
}

/// What to cite instead of the law that bears `number`, where it no longer held.
fn of_stale_law(number: &Number, year: u16) -> Option<String> {
    Laws::get().with_number(number)?.instead_in(year).map(str::to_owned)
}

/// The number of the version in force, where `number` is that of an older one and the line does not name both.
fn of_old_version(number: &Number, all: &[Number], year: u16) -> Option<String> {
    let law = Laws::get()
        .with_old_number(number)
        .filter(|law| law.old_numbers_stale_from <= Some(year))?;
    let current = law.numbers.first()?;
    let is_with_current = all.iter().any(|other| current.is_in(other));
    (!is_with_current).then(|| current.standard())
}

impl Law {
    /// What a report on `year` is to cite instead.
    fn instead_in(&self, year: u16) -> Option<&str> {
        self.stale_from.filter(|from| year >= *from)?;
        self.replaced_by.as_deref()
    }
}

/// The first report year under the revised 《条例》.
const REVISED: u16 = 2019;

/// Articles of the old 《条例》 that the annual report rested on.
const OLD_ARTICLES: [(&str, &str); 4] = [
    ("第三十一条", "第四十九条"),
    ("第31条", "第四十九条"),
    ("第三十二条", "第五十条"),
    ("第32条", "第五十条"),
];

/// How the 《条例》 is named, whole or short.
static NAMES: WordList = WordList(&["条例》"]);

inventory::submit! { &NAMES }

/// The old article behind `name`, where it is cited for the annual report.
fn old_article(words: &str, name: &Range<usize>) -> Option<Stale> {
    let start = name.end + remark(&words[name.end..]);
    let behind = &words[start..];
    let (article, now) = OLD_ARTICLES.iter().find(|(article, _)| behind.starts_with(article))?;
    let number = start..start + article.len();
    sentence(words, &number).contains("年度报告").then(|| Stale {
        message: format!("修订后的《条例》{article}与年度报告无关"),
        range: number,
        instead: format!("修订后的《条例》{now}"),
    })
}

/// The length of the remarks in brackets that `words` begin with: （国务院令第711号）, （以下简称《条例》）.
fn remark(words: &str) -> usize {
    let mut rest = words;
    while let Some(inner) = rest.strip_prefix(['（', '(']) {
        let Some(end) = inner.find(['）', ')']) else { break };
        rest = inner[end..].trim_start_matches(['）', ')']);
    }
    words.len() - rest.len()
}

/// The old deadline, which now holds for governments only.
static OLD_DEADLINE: WordList = WordList(&["每年3月31日前"]);

inventory::submit! { &OLD_DEADLINE }

/// The old deadline at `range`, where it is said to be that of a department's report.
fn old_deadline(words: &str, range: &Range<usize>) -> Option<Stale> {
    let sentence = sentence(words, range);
    let is_on_report = sentence.contains("年度报告") || sentence.contains("年报");
    (is_on_report && !sentence.contains("人民政府") && !sentence.contains("本级政府")).then(|| {
        Stale {
            range: range.clone(),
            message: "部门公布年度报告的期限已改为每年1月31日前".to_owned(),
            instead: "《条例》第四十九条".to_owned(),
        }
    })
}

/// Reports `stale`, unless its sentence speaks of the past of a law.
fn report_stale(line: &Passage<'_>, stale: &Stale, sink: &mut Sink<'_>) {
    let sentence = sentence(line.words(), &stale.range);
    if OF_HISTORY.iter().any(|word| sentence.contains(word)) {
        return;
    }
    let diagnostic: &mut Diagnostic =
        sink.report(line.span(stale.range.clone()), stale.message.as_str());
    diagnostic
        .span_label(format!("现为{}", stale.instead))
        .help(format!("应引用{}", stale.instead))
        .place(section_place(line.section))
        .value("expected", &stale.instead)
        .value("actual", &line.words()[stale.range.clone()]);
}
