use std::cell::LazyCell;

use nianbao_lint::report::{Passage, section_place};
use nianbao_lint::{Applicability, Norm, Report, Severity, Sink, rule};
use rustc_hash::FxHashSet;

use crate::laws::{Law, Laws, Misquote, Verdict};
use crate::numbers::Number;
use crate::titles::{Citing, Title, cited, citing, inner, is_introduced, numbers_behind};

rule! {
    /// 引用的法规或文件名称、文号有误
    ///
    /// A title within 《》 that is one or two characters from the name of a known law or notice, or one of its listed wrong
    /// forms; a known name with the number of another document behind it; or a code of an issuing organ that does not
    /// exist. What is not in the table is not judged: a province's own regulation, a local notice.
    ///
    /// ```bad
    /// # 柳林镇2023年政府信息公开工作年度报告
    ///
    /// 根据《中华人民共和国政府信息公开条列》编制。
    /// ```
    /// ```bad
    /// # 柳林镇2023年政府信息公开工作年度报告
    ///
    /// 根据《中华人民共和国政府信息公开条例》（国务院令第771号）和《国务院办公厅关于印发〈政府信息公开处理费管理办法〉的通知》
    /// （国办发〔2020〕109号）编制。
    /// ```
    /// ```bad
    /// # 柳林镇2023年政府信息公开工作年度报告
    ///
    /// 根据国办公开函〔2021〕30号编制，学习《个人信息安全法》。
    /// ```
    /// ```good
    /// # 柳林镇2023年政府信息公开工作年度报告
    ///
    /// 根据《中华人民共和国政府信息公开条例》（国务院令第711号，以下简称《条例》）、《国务院办公厅政府信息与政务公开办公室关于印发
    /// 〈中华人民共和国政府信息公开工作年度报告格式〉的通知》（国办公开办函〔2021〕30号）、《江南省政府信息公开规定》
    /// （江南省人民政府令第12号）和《清河市2021年政务公开工作要点》（清政办发〔2021〕12号）编制。
    /// ```
    /// ```good
    /// # 柳林镇2023年政府信息公开工作年度报告
    ///
    /// 根据《中华人民共和国政府信息公开条例》（以下简称《信息公开条例》）和《江南省政务公开条例》编制，严格执行《信息公开条例》和
    /// 《政务公开条例》，组织学习《政府信息公开条例解读》和《重大行政决策程序规定》，制定《政府信息公开制度》。
    /// ```
    /// The fix changes only the characters that differ, and is unsafe: another document may be meant.
    "citations/law-name" {
        severity: Severity::Warning,
        norm: Some(Norm { document: "《党政机关公文处理工作条例》", clause: "第十九条" }),
        since: "0.1.0",
        fixes: &[Applicability::Unsafe],
        check: check,
    }
}

fn check(report: &Report<'_>, sink: &mut Sink<'_>) {
    let citing = citing(report, sink);
    let own = LazyCell::new(|| OwnNames::of(report, &citing));
    for (line, title) in cited(report, &citing) {
        check_title(&|name| own.contain(name), &line, title, sink);
    }
    for citing in citing.iter() {
        for number in &citing.numbers {
            check_code(&report.passage(citing.line), number, sink);
        }
    }
}

/// Checks a title; `is_own` tells which names the report makes.
fn check_title(
    is_own: &dyn Fn(&str) -> bool,
    line: &Passage<'_>,
    title: &Title,
    sink: &mut Sink<'_>,
) {
    match Laws::get().judge(&line.words()[title.name.clone()]) {
        Verdict::Right(Some(law)) => check_number(law, line, title, sink),
        Verdict::Right(None) => {}
        Verdict::Wrong(misquote) => {
            if !is_own(&line.words()[title.name.clone()]) {
                report_misquote(line, title, &misquote, sink);
            }
        }
        Verdict::Unknown => {
            if let Some(inner) = inner(line.words(), title) {
                check_title(is_own, line, &inner, sink);
            }
        }
    }
}

/// The names a report makes: those it introduces as short titles, and what longer names of documents it cites end in.
struct OwnNames<'r> {
    short_titles: FxHashSet<&'r str>,
    cited: FxHashSet<&'r str>,
}

impl<'r> OwnNames<'r> {
    fn of(report: &'r Report<'_>, citing: &'r [Citing]) -> OwnNames<'r> {
        let mut own = OwnNames { short_titles: FxHashSet::default(), cited: FxHashSet::default() };
        for (line, title) in cited(report, citing) {
            let name = &line.words()[title.name.clone()];
            own.cited.insert(name);
            if is_introduced(&line.words()[..title.range.start]) {
                own.short_titles.insert(name);
            }
        }
        own
    }

    fn contain(&self, name: &str) -> bool {
        let is_end = |other: &&str| other.len() > name.len() && other.ends_with(name);
        self.short_titles.contains(name) || self.cited.iter().any(is_end)
    }
}

fn report_misquote(line: &Passage<'_>, title: &Title, misquote: &Misquote, sink: &mut Sink<'_>) {
    let words = line.words();
    let actual = &words[title.range.clone()];
    let (range, replacement) = &misquote.change;
    let range = title.name.start + range.start..title.name.start + range.end;
    let diagnostic = sink.report(line.span(title.range.clone()), format!("{actual}名称有误"));
    diagnostic
        .span_label(format!("应为《{}》", misquote.right))
        .help(format!("疑为《{}》；若确为另一文件，请写明其制定机关或文号", misquote.right))
        .place(section_place(line.section))
        .value("expected", &misquote.right)
        .value("actual", &words[title.name.clone()]);
    if let Some(edit) = line.replace(range, replacement) {
        diagnostic.fix(Applicability::Unsafe, format!("改为《{}》", misquote.right), vec![edit]);
    }
}

fn check_number(law: &Law, line: &Passage<'_>, title: &Title, sink: &mut Sink<'_>) {
    let laws = Laws::get();
    let Some(right) = law.numbers.first() else { return };
    let behind = numbers_behind(line.words(), title.range.end);
    let known = || law.numbers.iter().chain(&law.old);
    let [number] = behind.as_slice() else { return };
    if known().any(|known| known.is_in(number))
        || !may_be_meant(number, right)
        || laws.code_meant(&number.code).is_some()
    {
        return;
    }
    let expected = right.standard();
    let actual = &line.words()[number.range.clone()];
    let span = line.span(number.range.clone());
    let diagnostic = sink.report(span, format!("文号“{actual}”与所引文件不符，应为“{expected}”"));
    diagnostic
        .span_label(format!("应为{expected}"))
        .label(line.span(title.range.clone()), format!("其文号为{expected}"))
        .place(section_place(line.section))
        .value("expected", &expected)
        .value("actual", actual);
    if let Some(other) = laws.with_number(number) {
        diagnostic.help(format!("“{actual}”是《{}》的文号", other.name));
    }
    // The number of what came after: the title is the one to be mended.
    let is_successor = law.replaced_by.as_deref() == Some(&number.standard());
    if is_successor {
        return;
    }
    if let Some(edit) = line.replace(number.range.clone(), &expected) {
        diagnostic.fix(Applicability::Unsafe, format!("改为“{expected}”"), vec![edit]);
    }
}

/// Whether a number behind a known name is meant for the number the name has. A locality may issue a document of the
/// same name under a number of its own.
fn may_be_meant(number: &Number, right: &Number) -> bool {
    let same_figures = (number.year, number.serial) == (right.year, right.serial);
    same_figures || number.code.starts_with(['国', '中'])
}

fn check_code(line: &Passage<'_>, number: &Number, sink: &mut Sink<'_>) {
    let Some(code) = Laws::get().code_meant(&number.code) else { return };
    let start = number.range.start + number.code.len() - code.wrong.len();
    let range = start..start + code.wrong.len();
    let diagnostic = sink.report(
        line.span(range.clone()),
        format!("没有机关代字“{}”，应为“{}”", code.wrong, code.right),
    );
    diagnostic
        .span_label(format!("应为{}", code.right))
        .place(section_place(line.section))
        .value("expected", &code.right)
        .value("actual", &code.wrong);
    if let Some(edit) = line.replace(range, &code.right) {
        diagnostic.fix(Applicability::Unsafe, format!("改为“{}”", code.right), vec![edit]);
    }
}
