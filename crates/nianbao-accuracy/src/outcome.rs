//! What a measurement gave, against its bars.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt;

use nianbao_diagnostics::Severity;
use nianbao_test::layout::Layout;

/// Least part of injected errors that must be found, in tenths of a percent.
const ERRORS_FOUND: u64 = 980;
/// Least part of injected warnings that must be found, in tenths of a percent.
const WARNINGS_FOUND: u64 = 950;
/// Most findings on a hundred clean reports.
const FALSE_ERRORS: u64 = 1;
const FALSE_WARNINGS: u64 = 5;
const FALSE_INFOS: u64 = 300;

/// Recall and false alarms, by rule and layout.
#[derive(Clone, Debug)]
pub struct Outcome {
    /// Every linked rule with its severity.
    pub(crate) rules: BTreeMap<&'static str, Severity>,
    tallies: BTreeMap<(String, Layout), Tally>,
    /// Clean reports checked.
    pub(crate) clean_reports: u64,
    pub(crate) misses: Vec<Miss>,
    pub(crate) alarms: Vec<Alarm>,
    /// Injectors for which no report was found that has what they break.
    pub(crate) without_report: BTreeSet<(&'static str, &'static str)>,
}

#[derive(Clone, Copy, Debug, Default)]
struct Tally {
    injected: u64,
    found: u64,
}

/// A defect that was not found.
#[derive(Clone, Debug)]
pub(crate) struct Miss {
    pub(crate) rule: &'static str,
    pub(crate) variant: &'static str,
    pub(crate) layout: Layout,
    pub(crate) seed: u64,
    pub(crate) context: String,
    /// What was found there, or by the rule elsewhere.
    pub(crate) instead: Vec<String>,
    /// The whole report.
    pub(crate) text: String,
}

/// A finding on a clean report.
#[derive(Clone, Debug)]
pub(crate) struct Alarm {
    pub(crate) rule: String,
    pub(crate) severity: Severity,
    pub(crate) layout: Layout,
    pub(crate) seed: u64,
    pub(crate) message: String,
    pub(crate) context: String,
    /// The whole report.
    pub(crate) text: String,
}

impl Tally {
    fn add(&mut self, other: Tally) {
        self.injected += other.injected;
        self.found += other.found;
    }

    /// Found of injected in tenths of a percent, rounded down.
    fn recall(self) -> u64 {
        (self.found * 1000).checked_div(self.injected).unwrap_or(1000)
    }
}

impl Outcome {
    pub(crate) fn new(rules: BTreeMap<&'static str, Severity>) -> Outcome {
        Outcome {
            rules,
            tallies: BTreeMap::new(),
            clean_reports: 0,
            misses: Vec::new(),
            alarms: Vec::new(),
            without_report: BTreeSet::new(),
        }
    }

    pub(crate) fn count(&mut self, rule: &str, layout: Layout, found: bool) {
        let tally = self.tallies.entry((rule.to_owned(), layout)).or_default();
        tally.add(Tally { injected: 1, found: u64::from(found) });
    }

    pub(crate) fn join(mut self, other: Outcome) -> Outcome {
        for (key, tally) in other.tallies {
            self.tallies.entry(key).or_default().add(tally);
        }
        self.clean_reports += other.clean_reports;
        self.misses.extend(other.misses);
        self.alarms.extend(other.alarms);
        self.without_report.extend(other.without_report);
        self.misses
            .sort_by(|a, b| (&a.rule, a.variant, a.layout).cmp(&(&b.rule, b.variant, b.layout)));
        self.alarms.sort_by(|a, b| {
            (b.severity, &a.rule, &a.message).cmp(&(a.severity, &b.rule, &b.message))
        });
        self
    }

    fn of_rule(&self, rule: &str) -> Tally {
        self.sum(|it, _| it == rule)
    }

    fn of_severity(&self, severity: Severity) -> Tally {
        self.sum(|rule, _| self.rules.get(rule) == Some(&severity))
    }

    fn sum(&self, wanted: impl Fn(&str, Layout) -> bool) -> Tally {
        let mut sum = Tally::default();
        for ((rule, layout), tally) in &self.tallies {
            if wanted(rule, *layout) {
                sum.add(*tally);
            }
        }
        sum
    }

    /// Findings on clean reports, in tenths for each hundred reports.
    fn alarms_per_hundred(&self, severity: Severity) -> u64 {
        let count = self.alarms.iter().filter(|alarm| alarm.severity == severity).count();
        (count as u64 * 1000).checked_div(self.clean_reports).unwrap_or(0)
    }

    /// Whether recall and false alarms keep all bars.
    pub fn keeps_bars(&self) -> bool {
        self.bars().iter().all(|bar| bar.is_kept)
    }

    fn bars(&self) -> [Bar; 5] {
        let recall = |name, severity, least: u64| {
            let tally = self.of_severity(severity);
            Bar {
                name,
                value: format!("{} %", tenths(tally.recall())),
                limit: format!("at least {} %", tenths(least)),
                is_kept: tally.recall() >= least,
            }
        };
        let alarms = |name, severity, most: u64| {
            let value = self.alarms_per_hundred(severity);
            Bar {
                name,
                value: tenths(value),
                limit: format!("at most {most}"),
                is_kept: value <= most * 10,
            }
        };
        [
            recall("injected errors found", Severity::Error, ERRORS_FOUND),
            recall("injected warnings found", Severity::Warning, WARNINGS_FOUND),
            alarms("errors per 100 clean reports", Severity::Error, FALSE_ERRORS),
            alarms("warnings per 100 clean reports", Severity::Warning, FALSE_WARNINGS),
            alarms("infos per 100 clean reports", Severity::Info, FALSE_INFOS),
        ]
    }

    /// Every report with a missed defect, or a finding where it is clean: the name of its file, and its text.
    pub fn reports(&self) -> impl Iterator<Item = (String, &str)> {
        let name = |kind: &str, rule: &str, seed: u64, layout: Layout| {
            let (rule, layout, extension) =
                (rule.replace('/', "-"), layout.name(), layout.extension());
            format!("{kind}-{rule}-{seed}.{layout}.{extension}")
        };
        let missed = self
            .misses
            .iter()
            .map(move |it| (name("missed", it.rule, it.seed, it.layout), it.text.as_str()));
        let alarmed = self
            .alarms
            .iter()
            .map(move |it| (name("clean", &it.rule, it.seed, it.layout), it.text.as_str()));
        missed.chain(alarmed)
    }

    /// Every missed defect and every finding on a clean report, with its text.
    pub fn details(&self) -> impl fmt::Display + '_ {
        Details(self)
    }
}

/// One of the measures that must be kept.
struct Bar {
    name: &'static str,
    value: String,
    limit: String,
    is_kept: bool,
}

fn tenths(value: u64) -> String {
    format!("{}.{}", value / 10, value % 10)
}

impl fmt::Display for Outcome {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.write_rules(f)?;
        self.write_layouts(f)?;
        self.write_alarms(f)?;
        for (rule, variant) in &self.without_report {
            writeln!(f, "no report has what {rule}, {variant}, breaks")?;
        }
        writeln!(f, "\n{} clean reports", self.clean_reports)?;
        for Bar { name, value, limit, is_kept } in self.bars() {
            let verdict = if is_kept { "kept" } else { "MISSED" };
            writeln!(f, "{name:<34}{value:>9}   {limit:<18}{verdict}")?;
        }
        Ok(())
    }
}

impl Outcome {
    fn write_rules(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        writeln!(
            f,
            "{:<36}{:<9}{:>9}{:>8}{:>9}  missed in",
            "rule", "", "injected", "found", "recall"
        )?;
        for (rule, severity) in &self.rules {
            let tally = self.of_rule(rule);
            if tally.injected == 0 {
                continue;
            }
            let missed: Vec<String> = self
                .tallies
                .iter()
                .filter(|((it, _), tally)| it == rule && tally.found < tally.injected)
                .map(|((_, layout), tally)| {
                    format!("{} {}/{}", layout.name(), tally.injected - tally.found, tally.injected)
                })
                .collect();
            let missed = match missed.len() {
                0..=4 => missed.join(", "),
                more => format!("{}, … {more} layouts", missed[..3].join(", ")),
            };
            writeln!(
                f,
                "{rule:<36}{:<9}{:>9}{:>8}{:>9}  {missed}",
                severity.name(),
                tally.injected,
                tally.found,
                tenths(tally.recall())
            )?;
        }
        Ok(())
    }

    fn write_layouts(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        writeln!(
            f,
            "\n{:<24}{:>9}{:>8}{:>9}{:>9}{:>9}{:>7}",
            "layout", "injected", "found", "recall", "errors", "warnings", "infos"
        )?;
        for layout in Layout::ALL {
            let tally = self.sum(|_, it| it == layout);
            let alarms = [Severity::Error, Severity::Warning, Severity::Info].map(|severity| {
                let of = |alarm: &&Alarm| alarm.layout == layout && alarm.severity == severity;
                self.alarms.iter().filter(of).count()
            });
            if tally.injected > 0 {
                writeln!(
                    f,
                    "{:<24}{:>9}{:>8}{:>9}{:>9}{:>9}{:>7}",
                    layout.name(),
                    tally.injected,
                    tally.found,
                    tenths(tally.recall()),
                    alarms[0],
                    alarms[1],
                    alarms[2]
                )?;
            }
        }
        Ok(())
    }

    fn write_alarms(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut counts: BTreeMap<(Severity, &str), (u64, BTreeSet<&str>)> = BTreeMap::new();
        for alarm in &self.alarms {
            let (count, layouts) = counts.entry((alarm.severity, &alarm.rule)).or_default();
            *count += 1;
            layouts.insert(alarm.layout.name());
        }
        writeln!(f, "\nfindings on clean reports")?;
        for ((severity, rule), (count, layouts)) in counts.iter().rev() {
            let layouts: Vec<&str> = layouts.iter().copied().collect();
            let named = match layouts.len() {
                0..=3 => layouts.join(", "),
                more => format!("{more} layouts"),
            };
            writeln!(f, "{:<9}{rule:<36}{count:>6}  {named}", severity.name())?;
        }
        Ok(())
    }
}

struct Details<'o>(&'o Outcome);

impl fmt::Display for Details<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for Miss { rule, variant, layout, seed, context, instead, .. } in &self.0.misses {
            writeln!(f, "missed {rule} ({variant}) in {} {seed}: {context}", layout.name())?;
            for finding in instead {
                writeln!(f, "    {finding}")?;
            }
        }
        for Alarm { rule, severity, layout, seed, message, context, .. } in &self.0.alarms {
            let (severity, layout) = (severity.name(), layout.name());
            writeln!(f, "{severity} {rule} in clean {layout} {seed}: {message}\n    {context}")?;
        }
        Ok(())
    }
}
