//! The JSON contract: real output fits the published schema, and says what the file says.

use nianbao_diagnostics::{Applicability, Diagnostic, Edit, Norm, Place, Severity, TableName};
use nianbao_emit::{Emitter, Json, JsonLines, Output, Private, schema};
use nianbao_lint::{Note, Suppressed};
use nianbao_run::{CheckedDocument, ReportFacts, Status, Tally, fingerprints};
use nianbao_span::{OffsetMap, Source, Span};
use serde_json::{Value, json};

const SCHEMA: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/../../docs/output.schema.json");

/// A finding at `span` with all that a finding can have.
fn full_finding(span: Span) -> Diagnostic {
    let mut finding = bare_finding(span);
    finding
        .label(Span::new(0..3), "自然人")
        .help("5 + 7 = 12")
        .norm(Norm { document: "国办公开办函〔2021〕30号", clause: "表三" })
        .place(Place {
            section: Some(3),
            table: Some(TableName::Applications),
            row: Some("new_received"),
            column: Some("total"),
            label: "表三 · 一、本年新收 · 总计".to_owned(),
        })
        .value("expected", 12)
        .value("actual", 13)
        .fix(Applicability::Unsafe, "改为 12", vec![Edit::replace(span, "12")]);
    finding
}

fn bare_finding(span: Span) -> Diagnostic {
    Diagnostic::new("sums/row-total", Severity::Error, span, "总计应为 12，实为 13")
}

fn document(source: Source, diagnostics: Vec<Diagnostic>) -> CheckedDocument {
    CheckedDocument {
        source,
        status: Status::Checked,
        format: None,
        report: Some(ReportFacts { year: Some(2023), ..ReportFacts::default() }),
        diagnostics,
        baselined: Vec::new(),
        notes: vec![Note { rule: "years/period", reason: "没有统计期限".to_owned() }],
        suppressed: Suppressed::default(),
        fixing: None,
        outline: None,
    }
}

/// The whole output for `documents`.
fn emit(emitter: &dyn Emitter, documents: &[CheckedDocument]) -> String {
    let mut bytes = Vec::new();
    let mut tally = Tally::default();
    let mut output = Output::begin(emitter, &mut bytes).expect("memory can be written");
    for document in documents {
        tally += Tally::of(document);
        output.document(&emitter.render(document)).expect("memory can be written");
    }
    output.end(&tally).expect("memory can be written");
    String::from_utf8(bytes).expect("JSON is UTF-8")
}

fn emit_json(documents: &[CheckedDocument]) -> Value {
    serde_json::from_str(&emit(&Json::default(), documents)).expect("the output is JSON")
}

#[track_caller]
fn check_valid(schema: &Value, instance: &Value) {
    let validator = jsonschema::validator_for(schema).expect("the schema is one");
    let errors: Vec<String> =
        validator.iter_errors(instance).map(|error| error.to_string()).collect();
    assert!(errors.is_empty(), "{errors:#?}\n{instance:#}");
}

/// `UPDATE_FIXTURES=1` writes the schema. The order of its keys is left open: another crate of the build can change it.
#[test]
fn the_published_schema_is_fresh() {
    let fresh = schema().to_value();
    if std::env::var_os("UPDATE_FIXTURES").is_some() {
        let text = serde_json::to_string_pretty(&fresh).expect("a schema is JSON");
        std::fs::write(SCHEMA, text + "\n").expect("the schema can be written");
    }
    let published = std::fs::read_to_string(SCHEMA).expect("the schema is published");
    let published: Value = serde_json::from_str(&published).expect("the published schema is JSON");
    assert!(fresh == published, "docs/output.schema.json is stale: UPDATE_FIXTURES=1 writes it");
}

#[test]
fn output_fits_the_schema() {
    let schema = schema().to_value();
    let text = "一\n13";
    let documents = [
        document(Source::from_text("a.txt", text), vec![full_finding(Span::new(4..6))]),
        document(Source::from_text("b.txt", text), vec![bare_finding(Span::empty(0))]),
        CheckedDocument::internal_error("c.txt"),
    ];
    check_valid(&schema, &emit_json(&documents));
    check_valid(&schema, &emit_json(&[]));

    let mut line = schema;
    line["$ref"] = json!("#/$defs/LocatedDiagnostic");
    for key in ["type", "properties", "required"] {
        line.as_object_mut().expect("a schema is an object").remove(key);
    }
    let lines = emit(&JsonLines::default(), &documents);
    assert_eq!(lines.lines().count(), 3);
    for output in lines.lines() {
        check_valid(&line, &serde_json::from_str(output).expect("each line is JSON"));
    }
}

#[test]
fn a_schema_that_misses_a_field_would_be_noticed() {
    let mut output = emit_json(&[CheckedDocument::internal_error("c.txt")]);
    output["documents"][0]["diagnostics"][0]["severity"] = json!("fatal");
    let validator = jsonschema::validator_for(&schema().to_value()).expect("the schema is one");
    assert!(!validator.is_valid(&output));
}

#[test]
fn a_finding_says_where_and_what() {
    let text = "一\n公𠀀13";
    let start = text.find("13").expect("the text says it");
    let source = Source::from_text("a.txt", text);
    let output = emit_json(&[document(source, vec![full_finding(Span::new(start..start + 2))])]);
    let finding = &output["documents"][0]["diagnostics"][0];
    assert_eq!(finding["byte"], json!({"start": 11, "end": 13}));
    assert_eq!(finding["start"], json!({"line": 2, "column": 3, "utf16": 4}));
    assert_eq!(finding["end"], json!({"line": 2, "column": 5, "utf16": 6}));
    assert_eq!(finding["text"], "13");
    assert_eq!(finding["norm"], "国办公开办函〔2021〕30号 表三");
    assert_eq!(finding["url"], Value::Null);
    assert_eq!(finding["values"], json!({"expected": "12", "actual": "13"}));
    assert_eq!(finding["place"]["table"], "applications");
    assert_eq!(finding["labels"][0]["text"], "一");
    assert_eq!(finding["fix"]["applicability"], "unsafe");
    assert_eq!(finding["fix"]["edits"][0]["replacement"], "12");
    assert_eq!(output["summary"]["errors"], 1);
    assert_eq!(output["summary"]["fixable"], json!({"safe": 0, "unsafe": 1}));
}

#[test]
fn bytes_are_those_of_the_file() {
    let mut offsets = OffsetMap::default();
    offsets.push(0..3, 0..2);
    offsets.push(3..4, 2..3);
    offsets.push(4..5, 3..4);
    let source = Source::new("a.txt", "甲13".to_owned(), "gbk", offsets);
    let output = emit_json(&[document(source, vec![bare_finding(Span::new(3..5))])]);
    assert_eq!(output["documents"][0]["encoding"], "gbk");
    assert_eq!(output["documents"][0]["diagnostics"][0]["byte"], json!({"start": 2, "end": 4}));
}

/// Where a checker's lines and paths change and its finding does not.
#[test]
fn a_fingerprint_stays_when_other_parts_change() {
    let of = |path: &str, text: &str| {
        let start = text.find("13").expect("the text says it");
        let finding = full_finding(Span::new(start..start + 2));
        fingerprints(&document(Source::from_text(path, text), vec![finding]))
    };
    let before = of("a.txt", "本年新收申请情况如下：13件，均已办结完毕");
    assert_eq!(of("b.txt", "甲\n\n本年新收 申请情况如下：\n13件，均已办结完毕。乙"), before);
    assert_ne!(of("a.txt", "本年办结申请情况如下：13件，均已办结完毕"), before);
}

#[test]
fn fingerprints_of_findings_alike_differ() {
    let source = Source::from_text("a.txt", "13");
    let alike = vec![bare_finding(Span::new(0..2)); 3];
    let prints = fingerprints(&document(source, alike));
    assert!(prints[0] != prints[1] && prints[1] != prints[2] && prints[0] != prints[2]);
    assert!(prints.iter().all(|print| print.len() == 32));
}

#[test]
fn personal_data_is_not_quoted_unless_asked_for() {
    let text = "申请人李建国，手机13812345678";
    let name = Span::new("申请人".len().."申请人李建国".len());
    let rest = Span::new("申请人李".len()..text.len());
    let number = Span::new(text.len() - 11..text.len());
    let [mut on_name, mut on_number] = [name, number].map(bare_finding);
    on_name.rule = "privacy/applicant-name".into();
    on_number.rule = "privacy/mobile-number".into();
    let mut other = bare_finding(rest);
    other.label(name, "在此");
    let documents = [document(Source::from_text("a.txt", text), vec![on_name, other, on_number])];

    let texts = |output: &Value| {
        let found = output["documents"][0]["diagnostics"].as_array().expect("a list");
        let texts = found.iter().chain([&found[1]["labels"][0]]);
        texts.map(|found| found["text"].as_str().expect("a string").to_owned()).collect::<Vec<_>>()
    };
    let masked = ["***", "**，手机***********", "***********", "***"];
    assert_eq!(texts(&emit_json(&documents)), masked);
    assert!(!emit(&JsonLines::default(), &documents).contains("建国"));
    let shown = emit(&Json { private: Private::Shown }, &documents);
    let shown = serde_json::from_str(&shown).expect("the output is JSON");
    assert_eq!(texts(&shown), ["李建国", "建国，手机13812345678", "13812345678", "李建国"]);
}

#[test]
fn fields_stand_in_the_order_of_the_contract() {
    let source = Source::from_text("a.txt", "一");
    let output = emit(&Json::default(), &[document(source, vec![full_finding(Span::new(0..3))])]);
    let keys = [
        "schema_version",
        "tool",
        "documents",
        "path",
        "format",
        "encoding",
        "status",
        "report",
        "diagnostics",
        "rule",
        "severity",
        "message",
        "help",
        "norm",
        "url",
        "byte",
        "start",
        "end",
        "text",
        "place",
        "labels",
        "values",
        "fix",
        "fingerprint",
        "notes",
        "summary",
    ];
    let mut rest = output.as_str();
    for key in keys {
        let quoted = format!("\"{key}\":");
        rest = rest.split_once(&quoted).unwrap_or_else(|| panic!("{key} is not in its place")).1;
    }
}
