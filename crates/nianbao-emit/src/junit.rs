use std::io;

use nianbao_diagnostics::{Diagnostic, Severity};
use nianbao_document::Format;
use nianbao_lint::Note;
use nianbao_run::{CheckedDocument, Status};
use quick_xml::Writer;
use quick_xml::events::{BytesText, Event};

use crate::located::words;
use crate::{Emitter, Totals, visible};

/// The XML of `JUnit`: a test suite for each file, a test case for each finding. What could not be assessed is a skipped case.
#[derive(Clone, Copy, Debug)]
pub struct Junit {
    /// The least severity of findings that are failures; lighter ones are passed cases that say what was found.
    pub fail_on: Option<Severity>,
}

/// A case that something is written into.
enum Outcome<'a> {
    Failure(&'a Diagnostic),
    Error(&'a Diagnostic),
    Skipped(&'a str),
    Told(&'a Diagnostic),
    Passed,
}

struct Case<'a> {
    name: String,
    outcome: Outcome<'a>,
}

impl Emitter for Junit {
    fn begin(&self, _: &Totals<'_>) -> String {
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<testsuites name=\"nianbao\">\n".to_owned()
    }

    fn document(&self, document: &CheckedDocument) -> Vec<u8> {
        let mut out = Vec::new();
        let mut writer = Writer::new_with_indent(&mut out, b' ', 2);
        self.suite(document, &mut writer).expect("writing to memory does not fail");
        out.push(b'\n');
        out
    }

    fn end(&self, _: &Totals<'_>) -> String {
        "</testsuites>\n".to_owned()
    }
}

impl Junit {
    fn suite(
        self,
        document: &CheckedDocument,
        writer: &mut Writer<&mut Vec<u8>>,
    ) -> io::Result<()> {
        let cases = self.cases(document);
        let count = |is: fn(&Outcome<'_>) -> bool| {
            cases.iter().filter(|case| is(&case.outcome)).count().to_string()
        };
        let path = visible(&document.source.path);
        writer
            .create_element("testsuite")
            .with_attribute(("name", &*path))
            .with_attribute(("tests", &*cases.len().to_string()))
            .with_attribute(("failures", &*count(|it| matches!(it, Outcome::Failure(_)))))
            .with_attribute(("errors", &*count(|it| matches!(it, Outcome::Error(_)))))
            .with_attribute(("skipped", &*count(|it| matches!(it, Outcome::Skipped(_)))))
            .write_inner_content(|writer| {
                cases.iter().try_for_each(|case| case.write(&path, writer))
            })?;
        Ok(())
    }

    fn cases<'a>(self, document: &'a CheckedDocument) -> Vec<Case<'a>> {
        let findings = document.diagnostics.iter().map(|diagnostic| {
            let outcome = match document.status {
                Status::Unreadable => Outcome::Error(diagnostic),
                _ if self.fail_on.is_some_and(|least| diagnostic.severity >= least) => {
                    Outcome::Failure(diagnostic)
                }
                _ => Outcome::Told(diagnostic),
            };
            Case { name: name(document, diagnostic), outcome }
        });
        let notes = document.notes.iter().map(|Note { rule, reason }| Case {
            name: (*rule).to_owned(),
            outcome: Outcome::Skipped(reason),
        });
        let mut cases: Vec<Case<'a>> = findings.chain(notes).collect();
        if cases.is_empty() {
            // A suite without cases is taken for one that did not run.
            cases.push(Case { name: "全部规则".to_owned(), outcome: Outcome::Passed });
        }
        cases
    }
}

/// What a finding's case is called: by its rule and where it is.
fn name(document: &CheckedDocument, diagnostic: &Diagnostic) -> String {
    let rule = visible(&diagnostic.rule);
    if document.format.is_some_and(Format::is_container) {
        let place = diagnostic.place.as_ref().map_or("", |place| &place.label);
        return format!("{rule} {}", visible(place));
    }
    let position = document.source.position(diagnostic.span.start);
    format!("{rule} {}:{}", position.line, position.column)
}

impl Case<'_> {
    fn write(&self, path: &str, writer: &mut Writer<&mut Vec<u8>>) -> io::Result<()> {
        let case = writer
            .create_element("testcase")
            .with_attribute(("classname", path))
            .with_attribute(("name", self.name.as_str()));
        let (element, diagnostic) = match self.outcome {
            Outcome::Passed => return case.write_empty().map(|_| ()),
            Outcome::Skipped(reason) => {
                let reason = visible(reason);
                case.write_inner_content(|writer| {
                    let skipped = writer.create_element("skipped");
                    skipped.with_attribute(("message", &*reason)).write_empty().map(|_| ())
                })?;
                return Ok(());
            }
            Outcome::Told(diagnostic) => {
                let words = format!("{}: {}", diagnostic.severity.name(), words(diagnostic));
                case.write_inner_content(|writer| {
                    let told = writer.create_element("system-out");
                    told.write_text_content(BytesText::new(&words)).map(|_| ())
                })?;
                return Ok(());
            }
            Outcome::Failure(diagnostic) => ("failure", diagnostic),
            Outcome::Error(diagnostic) => ("error", diagnostic),
        };
        case.write_inner_content(|writer| {
            writer
                .create_element(element)
                .with_attribute(("type", diagnostic.severity.name()))
                .with_attribute(("message", &*visible(&diagnostic.message)))
                .write_inner_content(|writer| {
                    writer.write_event(Event::Text(BytesText::new(&words(diagnostic))))
                })
                .map(|_| ())
        })?;
        Ok(())
    }
}
