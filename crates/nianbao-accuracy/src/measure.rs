//! Runs the rules over clean and broken reports.

use std::collections::BTreeMap;
use std::ops::Range;
use std::thread;

use nianbao_diagnostics::{Diagnostic, Severity};
use nianbao_lint::RuleSet;
use nianbao_run::{CheckedDocument, Profile, check_bytes};
use nianbao_test::layout::{Layout, render};

use crate::clean;
use crate::defects::{self, Injector};
use crate::draft::{Draft, Marked, Place};
use crate::outcome::{Alarm, Miss, Outcome};

/// What to measure.
#[derive(Clone, Debug)]
pub struct Options {
    /// Only rules whose names begin so.
    pub rule: Option<String>,
    /// Only this layout.
    pub layout: Option<Layout>,
    /// Where the reports begin: the same seed gives the same reports.
    pub seed: u64,
    /// Clean reports for each layout. Of each injector there are a tenth as many defects in each layout.
    pub reports: u32,
}

/// Reports tried until one has what an injector breaks.
const TRIES: u64 = 90;

impl Options {
    fn layouts(&self) -> Vec<Layout> {
        Layout::ALL
            .into_iter()
            .filter(|it| self.layout.is_none_or(|layout| layout == *it))
            .collect()
    }

    fn wants(&self, rule: &str) -> bool {
        self.rule.as_ref().is_none_or(|wanted| rule.starts_with(wanted.as_str()))
    }

    /// Broken reports for each injector and layout.
    fn defects(&self) -> u64 {
        u64::from(self.reports.div_ceil(10).max(1))
    }
}

/// Measures on as many threads as the machine has.
///
/// # Panics
/// When a worker does, which is a mistake of this crate.
pub fn measure(options: &Options) -> Outcome {
    let rules: BTreeMap<&'static str, Severity> =
        RuleSet::linked().into_iter().map(|rule| (rule.name, rule.severity)).collect();
    let profile = Profile::default();
    let layouts = options.layouts();
    let threads = thread::available_parallelism().map_or(1, usize::from).min(layouts.len().max(1));
    let parts: Vec<Outcome> = thread::scope(|scope| {
        let start = |nth: usize| {
            let own: Vec<Layout> = layouts.iter().copied().skip(nth).step_by(threads).collect();
            let mut meter =
                Meter { options, profile: &profile, outcome: Outcome::new(rules.clone()) };
            scope.spawn(move || {
                for layout in own {
                    meter.measure(layout);
                }
                meter.outcome
            })
        };
        let workers: Vec<_> = (0..threads).map(start).collect();
        workers.into_iter().map(|worker| worker.join().expect("a worker measures")).collect()
    });
    parts.into_iter().fold(Outcome::new(rules.clone()), Outcome::join)
}

/// Measures some of the layouts.
struct Meter<'m> {
    options: &'m Options,
    profile: &'m Profile,
    outcome: Outcome,
}

/// What tells one finding of a rule from another: its message, and the words under it.
type Told = (String, String);

impl Meter<'_> {
    fn measure(&mut self, layout: Layout) {
        // Each layout has reports of its own.
        let place = Layout::ALL.iter().position(|it| *it == layout).unwrap_or_default();
        let of_layout = 100_000_000 * place as u64;
        for nth in 0..u64::from(self.options.reports) {
            self.measure_clean(layout, self.options.seed + of_layout + nth);
        }
        for (index, injector) in (1_u64..).zip(defects::all()) {
            let wanted = self.outcome.rules.contains_key(injector.rule)
                && self.options.wants(injector.rule)
                && (injector.fits)(layout);
            for nth in (0..self.options.defects()).filter(|_| wanted) {
                // Each injector has reports of its own.
                let seed = self.options.seed + of_layout + 10_000 * index + 100 * nth;
                self.measure_defect(injector, layout, seed);
            }
        }
    }

    /// Checks a text as its file would be checked.
    fn check(&self, layout: Layout, text: &str) -> CheckedDocument {
        let path = format!("report.{}", layout.extension());
        check_bytes(&path, text.as_bytes().to_vec(), self.profile)
    }

    fn measure_clean(&mut self, layout: Layout, seed: u64) {
        let text = render(&clean::report(seed, layout).model, layout);
        let checked = self.check(layout, &text);
        self.outcome.clean_reports += 1;
        let inherent = defects::of_layout(layout);
        for rule in inherent.iter().filter(|rule| self.options.wants(rule)) {
            let found = checked.diagnostics.iter().any(|finding| finding.rule == **rule);
            self.outcome.count(rule, layout, found);
            if !found {
                self.outcome.misses.push(Miss {
                    rule,
                    variant: "of the layout",
                    layout,
                    seed,
                    context: String::new(),
                    instead: Vec::new(),
                    text: text.clone(),
                });
            }
        }
        let alarms = checked
            .diagnostics
            .iter()
            .filter(|it| !inherent.contains(&&*it.rule) && self.options.wants(&it.rule));
        self.outcome.alarms.extend(alarms.map(|finding| Alarm {
            rule: finding.rule.to_string(),
            severity: finding.severity,
            layout,
            seed,
            message: finding.message.clone(),
            context: context(&text, &finding.span.range()),
            text: text.clone(),
        }));
    }

    fn measure_defect(&mut self, injector: &Injector, layout: Layout, seed: u64) {
        let broken = (seed..seed + TRIES).find_map(|seed| {
            let mut draft = Draft::new(clean::report(seed, layout), layout);
            let place = injector.inject(&mut draft)?;
            Some((seed, place, draft.finish()))
        });
        let Some((seed, place, marked)) = broken else {
            self.outcome.without_report.insert((injector.rule, injector.variant));
            return;
        };
        let checked = self.check(layout, &marked.text);
        let of_rule = |finding: &&Diagnostic| {
            injector.is_found_by(&finding.rule) && place.is_of(finding, &marked.places)
        };
        let mut candidates = checked.diagnostics.iter().filter(of_rule).peekable();
        let found = candidates.peek().is_some() && {
            let before = self.told_before(injector, layout, seed);
            candidates.any(|finding| !before.contains(&told(&marked.text, finding)))
        };
        self.outcome.count(injector.rule, layout, found);
        if !found {
            self.outcome.misses.push(miss(injector, layout, seed, &marked, place, &checked));
        }
    }

    /// What the rule finds in the report before it is broken.
    fn told_before(&self, injector: &Injector, layout: Layout, seed: u64) -> Vec<Told> {
        let text = render(&clean::report(seed, layout).model, layout);
        let checked = self.check(layout, &text);
        let of_rule = checked.diagnostics.iter().filter(|it| injector.is_found_by(&it.rule));
        of_rule.map(|finding| told(&text, finding)).collect()
    }
}

fn told(text: &str, finding: &Diagnostic) -> Told {
    (finding.message.clone(), text[finding.span.range()].to_owned())
}

fn miss(
    injector: &Injector,
    layout: Layout,
    seed: u64,
    marked: &Marked,
    place: Place,
    checked: &CheckedDocument,
) -> Miss {
    let first = marked.places.first().map(|range| context(&marked.text, range));
    let near = |finding: &&Diagnostic| {
        finding.rule == injector.rule
            || marked.places.iter().any(|range| {
                finding.span.range().start <= range.end && range.start <= finding.span.range().end
            })
    };
    Miss {
        rule: injector.rule,
        variant: injector.variant,
        layout,
        seed,
        context: first.unwrap_or_else(|| format!("{place:?}")),
        instead: checked
            .diagnostics
            .iter()
            .filter(near)
            .map(|finding| {
                let words = context(&marked.text, &finding.span.range());
                format!("{}: {} — {words}", finding.rule, finding.message)
            })
            .collect(),
        text: marked.text.clone(),
    }
}

/// Characters shown on each side of a place.
const AROUND: usize = 24;

/// The words at a place between ⟦ and ⟧, and those around them on one line.
fn context(text: &str, place: &Range<usize>) -> String {
    let before: String = text[..place.start].chars().rev().take(AROUND).collect();
    let before: String = before.chars().rev().collect();
    let within: String = text[place.clone()].chars().take(4 * AROUND).collect();
    let after: String = text[place.end..].chars().take(AROUND).collect();
    format!("{before}⟦{within}⟧{after}").replace(['\n', '\r'], "⏎")
}
