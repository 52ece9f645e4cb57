//! Findings that are not reported, for a reason that is written down: in a comment of the document, or in `lint.toml`.

mod comment;
mod cover;

use std::collections::BTreeSet;

use nianbao_diagnostics::{Diagnostic, Severity};
use nianbao_report::{Date, Report};
use nianbao_span::Span;

use self::comment::{Comment, Reach, comments};
use crate::settings::is_of;
use crate::{Outcome, RuleSet, Settings, Site, Suggestion, Suppression};

/// What was not reported of a document.
#[derive(Clone, Debug, Default)]
pub struct Suppressed {
    /// Findings, by place.
    pub findings: Vec<Diagnostic>,
    /// The entries of `lint.toml` that had something to suppress.
    pub used: BTreeSet<Site>,
}

/// Takes out of `outcome` what comments and settings suppress on the day `today`. What is wrong with them is a finding:
/// no reason, no such rule, nothing to suppress, expired. Where no day is given, nothing expires.
pub fn suppress(
    report: &Report<'_>,
    rules: &RuleSet,
    settings: &Settings,
    today: Option<Date>,
    outcome: &mut Outcome,
) -> Suppressed {
    let document = report.document;
    let comments = comments(document);
    if comments.is_empty() && settings.suppressions().is_empty() {
        return Suppressed::default();
    }
    let mut pass = Pass {
        text: &document.source.text,
        comments: comments.into_iter().map(Tried::new).collect(),
        entries: settings.suppressions().iter().map(|entry| Tried::new(&**entry)).collect(),
        today,
    };
    let found = std::mem::take(&mut outcome.diagnostics);
    let (findings, kept) = found.into_iter().partition(|it| pass.takes(it));
    outcome.diagnostics = kept;
    let is_known = |name: &str| rules.knows(name);
    outcome
        .diagnostics
        .extend(pass.comments.iter().filter_map(|it| of_comment(it, is_known, rules)));
    outcome.diagnostics.extend(pass.entries.iter().filter_map(|it| of_entry(it, today)));
    outcome.sort();
    let used = pass.entries.iter().filter(|it| it.met.is_some()).map(|it| it.what.site.clone());
    Suppressed { findings, used: used.collect() }
}

/// A suppression and the first finding it met.
#[derive(Debug)]
struct Tried<T> {
    what: T,
    met: Option<Span>,
}

impl<T> Tried<T> {
    fn new(what: T) -> Tried<T> {
        Tried { what, met: None }
    }

    fn meets(&mut self, span: Span) {
        self.met.get_or_insert(span);
    }
}

/// The suppressions of a document at work.
struct Pass<'a> {
    text: &'a str,
    comments: Vec<Tried<Comment>>,
    entries: Vec<Tried<&'a Suppression>>,
    today: Option<Date>,
}

impl Pass<'_> {
    /// Whether `finding` is not to be reported.
    fn takes(&mut self, finding: &Diagnostic) -> bool {
        let span = finding.span;
        let mut taken = false;
        for comment in &mut self.comments {
            if comment.what.means(&finding.rule, span) {
                comment.meets(span);
                taken = true;
            }
        }
        for entry in &mut self.entries {
            if entry.what.means(&finding.rule, span, self.text) {
                entry.meets(span);
                taken |= !entry.what.is_expired(self.today);
            }
        }
        taken
    }
}

impl Comment {
    /// Whether it means the finding of `rule` at `span`.
    fn means(&self, rule: &str, span: Span) -> bool {
        let covers = match self.reach {
            Reach::File => true,
            Reach::Nothing => false,
            Reach::Part(part) => part.start <= span.start && span.start <= part.end,
        };
        covers && self.reason.is_some() && self.rules.iter().any(|written| is_of(rule, written))
    }
}

/// What is wrong with a comment.
fn of_comment(
    tried: &Tried<Comment>,
    is_known: impl Fn(&str) -> bool,
    rules: &RuleSet,
) -> Option<Diagnostic> {
    let comment = &tried.what;
    let finding = |rule: &'static str, severity, message: String| {
        Diagnostic::new(rule, severity, comment.span, message)
    };
    if let Some(word) = &comment.unknown_word {
        let nearest = Suggestion::new(word, comment::WORDS);
        let message = format!("未知的注释指令 '{word}'，{nearest}");
        return Some(finding("nianbao/unknown-suppression", Severity::Warning, message));
    }
    if let Some(name) = comment.rules.iter().find(|name| !is_known(name)) {
        let nearest = rules.suggestion(name);
        let message = format!("注释中的规则 '{name}' 不存在，{nearest}");
        return Some(finding("nianbao/unknown-suppression", Severity::Warning, message));
    }
    if comment.rules.is_empty() || comment.reason.is_none() {
        let what = if comment.rules.is_empty() { "没有写明规则" } else { "没有写理由" };
        let message = format!("注释{what}，不起作用");
        let mut finding = finding("nianbao/suppression-without-reason", Severity::Error, message);
        finding.help("写作 <!-- nianbao-ignore 规则名: 理由 -->");
        return Some(finding);
    }
    tried.met.is_none().then(|| {
        let rules = comment.rules.join("、");
        let message = format!("注释没有用到：{rules} 在它所指的范围内没有问题");
        let mut finding = finding("nianbao/unused-suppression", Severity::Warning, message);
        finding.help("如问题已经改正，请删去注释");
        finding
    })
}

/// What is wrong with an entry of `lint.toml`, as far as one document can tell.
fn of_entry(tried: &Tried<&Suppression>, today: Option<Date>) -> Option<Diagnostic> {
    let entry = tried.what;
    let (site, rule) = (&entry.site, &entry.rule.value);
    if let Some(until) = entry.until.filter(|_| entry.is_expired(today)) {
        let span = tried.met?;
        let day = until.day.unwrap_or_default();
        let date = format!("{}年{}月{day}日", until.year, until.month);
        let message = format!("{site} 的例外（{rule}）已于{date}到期，问题照常报告");
        let mut expired =
            Diagnostic::new("nianbao/expired-suppression", Severity::Warning, span, message);
        expired.help("问题已经改正的请删去例外，仍有理由的请改写 until");
        return Some(expired);
    }
    (tried.met.is_none() && entry.only_file().is_some())
        .then(|| unused_entry(entry, Span::empty(0)))
}

/// The finding of an entry of `lint.toml` that has nothing to suppress.
pub fn unused_entry(entry: &Suppression, span: Span) -> Diagnostic {
    let message = format!("{} 的例外（{}）没有用到", entry.site, entry.rule.value);
    let mut unused =
        Diagnostic::new("nianbao/unused-suppression", Severity::Warning, span, message);
    unused.help("如问题已经改正，请从 lint.toml 中删去");
    unused
}
