use nianbao_document::Format;
use nianbao_lint::{Outcome, RuleSet, Settings, Site, check};
use nianbao_report::{Hints, Report};
use nianbao_span::Source;

use crate::Pack;
use crate::pack::Example;

/// An example of which its rule does not say what it should.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ExampleFault {
    /// Where the example stands.
    pub site: Site,
    /// The rule.
    pub rule: &'static str,
    /// What is wrong, in Chinese.
    pub message: String,
}

/// How many examples of `pack` there are, and which are wrong: those that pass and should not, or the other way round,
/// and rules that lack one or the other.
pub fn try_examples(pack: &Pack) -> (usize, Vec<ExampleFault>) {
    let mut faults: Vec<ExampleFault> = pack.examples.iter().filter_map(fault).collect();
    for (rule, site) in pack.rules.iter().zip(&pack.sites) {
        for (fails, key) in [(false, "pass"), (true, "fail")] {
            let mut examples = pack.examples.iter();
            if !examples.any(|it| it.rule.rule.name == rule.rule.name && it.fails == fails) {
                let message = format!("没有 {key} 示例");
                let site = site.clone();
                faults.push(ExampleFault { site, rule: rule.rule.name, message });
            }
        }
    }
    faults.sort_by(|a, b| (&a.site, &a.message).cmp(&(&b.site, &b.message)));
    (pack.examples.len(), faults)
}

fn fault(example: &Example) -> Option<ExampleFault> {
    let Outcome { diagnostics, notes } = run(example);
    let number = example.number;
    let message = match (example.fails, diagnostics.first()) {
        (true, Some(_)) | (false, None) => return None,
        (false, Some(found)) => {
            format!("第 {number} 个 pass 示例不应有问题，却报告“{}”", found.message)
        }
        (true, None) => {
            let reasons: Vec<String> = notes.into_iter().map(|note| note.reason).collect();
            let reasons = if reasons.is_empty() {
                String::new()
            } else {
                format!("（{}）", reasons.join("；"))
            };
            format!("第 {number} 个 fail 示例应有问题，却没有报告{reasons}")
        }
    };
    Some(ExampleFault { site: example.site.clone(), rule: example.rule.rule.name, message })
}

/// What its rule says of an example: Markdown, or HTML where it begins with a tag. It is from a place the rule is about.
fn run(example: &Example) -> Outcome {
    let source = Source::from_text("example", &*example.text);
    let is_html = example.text.trim_start().starts_with('<');
    let format = if is_html { Format::Html } else { Format::Markdown };
    let document = nianbao_read::read(&source, format);
    let report = Report::recover(&document, &Hints::default());
    let settings = example.region.as_deref().map(Settings::in_region).unwrap_or_default();
    check(&report, &RuleSet::only_data(example.rule, &settings))
}
