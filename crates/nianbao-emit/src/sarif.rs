mod types;

use nianbao_diagnostics::{Diagnostic, Fix, Severity};
use nianbao_document::Format;
use nianbao_lint::{DocPart, Example, Note, Rule, RuleSet, Runs, Verdict};
use nianbao_run::{CheckedDocument, Status, fingerprints};
use nianbao_span::{Source, Span};

use self::types::{
    ArtifactChange, ArtifactLocation, Configuration, Driver, Finding, FindingProperties,
    Fingerprints, FixProperties, Location, LogicalLocation, Notification, PhysicalLocation, Region,
    Replacement, RuleProperties, RuleReference, Tool, Words,
};
use crate::located::{uri, words};
use crate::{Emitter, Totals, escape};

/// A SARIF 2.1.0 log with one run. Findings stream; what could not be assessed stands behind them, as notifications of the
/// run's invocation.
#[derive(Debug)]
pub struct Sarif {
    /// By name.
    rules: Vec<&'static Rule>,
}

/// The schema, where its makers publish it.
const SCHEMA: &str =
    "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json";
const REPOSITORY: &str = env!("CARGO_PKG_REPOSITORY");

impl Default for Sarif {
    /// The format with all linked rules.
    fn default() -> Sarif {
        Sarif::of(RuleSet::linked())
    }
}

impl Sarif {
    /// The format with `rules`, which come by name.
    pub fn of(rules: Vec<&'static Rule>) -> Sarif {
        Sarif { rules }
    }
}

impl Emitter for Sarif {
    fn begin(&self, _: &Totals<'_>) -> String {
        let driver = Driver {
            name: "nianbao",
            semantic_version: env!("CARGO_PKG_VERSION"),
            information_uri: REPOSITORY,
            language: "zh-CN",
            rules: self.rules.iter().map(|rule| descriptor(rule)).collect(),
        };
        let tool = escape::to_string(&Tool { driver });
        // A column is one Unicode scalar value, as everywhere in nianbao.
        format!(
            "{{\"$schema\":\"{SCHEMA}\",\"version\":\"2.1.0\",\"runs\":[{{\"tool\":{tool},\n\
             \"columnKind\":\"unicodeCodePoints\",\"results\":[\n"
        )
    }

    fn separator(&self) -> &'static str {
        ",\n"
    }

    fn document(&self, document: &CheckedDocument) -> Vec<u8> {
        let artifact = Artifact::of(document);
        let findings = document.diagnostics.iter().zip(fingerprints(document));
        let findings = findings.map(|(diagnostic, fingerprint)| {
            escape::to_vec(&self.finding(&artifact, diagnostic, fingerprint))
        });
        findings.collect::<Vec<Vec<u8>>>().join(self.separator().as_bytes())
    }

    fn aside(&self, document: &CheckedDocument) -> Vec<u8> {
        let artifact = Artifact::of(document);
        let notes = document.notes.iter().map(|note| artifact.notification(note));
        notes.flat_map(|note| [escape::to_vec(&note), b",\n".to_vec()].concat()).collect()
    }

    fn end(&self, totals: &Totals<'_>) -> String {
        let successful = totals.tally.unreadable + totals.tally.unwritten == 0;
        let notes = String::from_utf8_lossy(totals.asides);
        let notes = notes.strip_suffix(",\n").unwrap_or_default();
        format!(
            "\n],\"invocations\":[{{\"executionSuccessful\":{successful},\
             \"toolExecutionNotifications\":[\n{notes}\n]}}]}}]}}\n"
        )
    }
}

impl Sarif {
    fn finding<'a>(
        &self,
        artifact: &Artifact<'a>,
        diagnostic: &'a Diagnostic,
        fingerprint: String,
    ) -> Finding<'a> {
        let mut location = artifact.location(diagnostic.span);
        location.logical = diagnostic
            .place
            .iter()
            .map(|place| LogicalLocation { fully_qualified_name: &place.label })
            .collect();
        let related = diagnostic.labels.iter().enumerate().map(|(index, label)| Location {
            id: Some(index + 1),
            message: Some(Words::plain(&*label.message)),
            ..artifact.location(label.span)
        });
        Finding {
            rule_id: &diagnostic.rule,
            rule_index: self.rules.binary_search_by_key(&&*diagnostic.rule, |it| it.name).ok(),
            level: level(diagnostic.severity),
            message: Words::plain(words(diagnostic)),
            locations: [location],
            related_locations: related.collect(),
            partial_fingerprints: Fingerprints { nianbao: fingerprint },
            fixes: diagnostic.fix.iter().filter_map(|fix| artifact.fix(fix)).collect(),
            properties: FindingProperties {
                help: diagnostic.help.as_deref(),
                norm: diagnostic.norm.map(|norm| norm.to_string()),
                values: diagnostic.values.iter().map(|(name, value)| (*name, &**value)).collect(),
            },
        }
    }
}

/// A file that results are about.
struct Artifact<'a> {
    source: &'a Source,
    location: ArtifactLocation,
    /// Whether lines and bytes of the text are lines and bytes of the file.
    is_text: bool,
}

impl<'a> Artifact<'a> {
    fn of(document: &'a CheckedDocument) -> Artifact<'a> {
        Artifact {
            source: &document.source,
            location: ArtifactLocation { uri: uri(&document.source.path) },
            is_text: document.status != Status::Unreadable
                && !document.format.is_some_and(Format::is_container),
        }
    }

    fn location(&self, span: Span) -> Location<'a> {
        Location {
            id: None,
            physical: PhysicalLocation {
                artifact_location: self.location.clone(),
                region: self.is_text.then(|| self.region(span)),
            },
            logical: Vec::new(),
            message: None,
        }
    }

    fn region(&self, span: Span) -> Region {
        let (start, end) = (self.source.position(span.start), self.source.position(span.end));
        let bytes = self.source.file_span(span);
        Region {
            start_line: start.line,
            start_column: start.column,
            end_line: end.line,
            end_column: end.column,
            byte_offset: bytes.start,
            byte_length: bytes.end - bytes.start,
        }
    }

    /// A fix, where the file can be edited as text.
    fn fix(&self, fix: &'a Fix) -> Option<types::Fix<'a>> {
        if !self.is_text {
            return None;
        }
        let replacements = fix.edits.iter().map(|edit| Replacement {
            deleted_region: self.region(edit.span),
            inserted_content: Words::plain(&*edit.replacement),
        });
        let change = ArtifactChange {
            artifact_location: self.location.clone(),
            replacements: replacements.collect(),
        };
        Some(types::Fix {
            description: Words::plain(&*fix.title),
            artifact_changes: [change],
            properties: FixProperties { applicability: fix.applicability.name() },
        })
    }

    fn notification(&self, note: &'a Note) -> Notification<'a> {
        let mut location = self.location(Span::default());
        location.physical.region = None;
        Notification {
            level: "note",
            message: Words::plain(format!("未能检查：{}", note.reason)),
            associated_rule: RuleReference { id: note.rule },
            locations: [location],
        }
    }
}

fn descriptor(rule: &'static Rule) -> types::Rule<'static> {
    let (text, markdown) = help(rule);
    let norm = rule.norm.map(|norm| norm.to_string());
    types::Rule {
        id: rule.name,
        short_description: Words::plain(rule.title()),
        full_description: Words::plain(match &norm {
            Some(norm) => format!("{}（依据：{norm}）", rule.title()),
            None => rule.title().to_owned(),
        }),
        help_uri: rule.norm.and_then(|norm| norm.url()),
        help: Words { text: text.into(), markdown: Some(markdown) },
        default_configuration: Configuration {
            level: level(rule.severity),
            enabled: rule.runs == Runs::ByDefault,
        },
        properties: RuleProperties { tags: [rule.family()], norm },
    }
}

/// A rule's documentation, without examples and with them.
fn help(rule: &Rule) -> (String, String) {
    let mut text = vec![rule.title().to_owned()];
    let mut markdown = vec![format!("**{}**", rule.title())];
    for part in rule.doc_parts() {
        match part {
            DocPart::Prose(prose) => {
                markdown.push(prose.clone());
                text.push(prose);
            }
            DocPart::Example(Example { verdict, text, .. }) => {
                let heading = if verdict == Verdict::Bad { "会报告:" } else { "不报告:" };
                markdown.push(format!("{heading}\n\n````\n{}\n````", text.trim_end()));
            }
        }
    }
    if let Some(norm) = rule.norm {
        let norm = format!("依据: {norm}");
        text.push(norm.clone());
        markdown.push(norm);
    }
    (text.join("\n\n"), markdown.join("\n\n"))
}

/// SARIF's name for a severity.
fn level(severity: Severity) -> &'static str {
    match severity {
        Severity::Error => "error",
        Severity::Warning => "warning",
        Severity::Info => "note",
    }
}
