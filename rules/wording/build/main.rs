//! Makes constants of the tables under `data`, so that the program reads none of them when it starts.
#![expect(
    clippy::disallowed_methods,
    clippy::print_stdout,
    reason = "cargo and a build script talk through the environment and standard output"
)]

#[expect(dead_code, reason = "the tests run the examples")]
mod format;

use std::error::Error;
use std::fmt::Write;
use std::path::Path;
use std::{env, fs};

use serde::de::DeserializeOwned;

use format::{FixKind, PhraseFile, Scripts, WordFile};

const WORD_TABLES: [&str; 5] =
    ["context_words", "doubled_words", "genres", "tautologies", "wrong_words"];
const PHRASES: &str = "fixed_phrases";

fn main() -> Result<(), Box<dyn Error>> {
    println!("cargo::rerun-if-changed=build");
    println!("cargo::rerun-if-changed=data");
    let out = env::var("OUT_DIR")?;
    for name in WORD_TABLES {
        write(&out, name, &word_table(name, &read(name)?))?;
    }
    write(&out, PHRASES, &phrase_table(&read(PHRASES)?))
}

fn read<T: DeserializeOwned>(name: &str) -> Result<T, Box<dyn Error>> {
    let path = Path::new("data").join(name).with_extension("toml");
    let text = fs::read_to_string(&path)?;
    toml::from_str(&text).map_err(|error| format!("{}: {error}", path.display()).into())
}

fn write(out: &str, name: &str, code: &str) -> Result<(), Box<dyn Error>> {
    Ok(fs::write(Path::new(out).join(name).with_extension("rs"), code)?)
}

fn word_table(name: &str, file: &WordFile) -> String {
    let mut words = String::new();
    let mut entries = String::new();
    for group in &file.group {
        for word in &group.words {
            let context = context([&word.before, &word.not_before, &word.after, &word.not_after]);
            let is_safe = group.fix == FixKind::Safe;
            let simplified_only = word.script.unwrap_or(group.script) == Scripts::Simplified;
            let _ = write!(words, "{:?}, ", word.wrong);
            let _ = writeln!(
                entries,
                "Entry {{ wrong: {:?}, right: {:?}, source: {:?}, is_safe: {is_safe}, \
                 simplified_only: {simplified_only}, context: {context} }},",
                word.wrong, word.right, group.source,
            );
        }
    }
    let constant = name.to_uppercase();
    format!(
        "static WORDS: WordList = WordList(&[{words}]);\n\
         nianbao_lint::inventory::submit! {{ &WORDS }}\n\
         static {constant}: Table = Table {{ words: &WORDS, entries: &[{entries}] }};\n"
    )
}

fn phrase_table(file: &PhraseFile) -> String {
    let mut words = String::new();
    let mut entries = String::new();
    for phrase in &file.phrase {
        let shown = format!("right: {:?}, source: {:?}", phrase.right, phrase.source);
        for wrong in &phrase.wrong {
            let context =
                context([&wrong.before, &wrong.not_before, &wrong.after, &wrong.not_after]);
            let _ = write!(words, "{:?}, ", wrong.words);
            let _ = writeln!(entries, "Entry {{ {shown}, kind: Kind::Wrong({context}) }},");
        }
        if phrase.near {
            let middle = phrase.right.chars().count() / 2;
            let middle = phrase.right.char_indices().nth(middle).map_or(0, |(at, _)| at);
            let (head, tail) = phrase.right.split_at(middle);
            let accepted = &phrase.accepted;
            let _ = write!(words, "{head:?}, {tail:?}, ");
            let _ = writeln!(
                entries,
                "Entry {{ {shown}, kind: Kind::Head {{ tail: {tail:?}, accepted: &{accepted:?} }} }},\n\
                 Entry {{ {shown}, kind: Kind::Tail {{ head: {head:?}, accepted: &{accepted:?} }} }},"
            );
        }
    }
    format!(
        "static WORDS: WordList = WordList(&[{words}]);\n\
         nianbao_lint::inventory::submit! {{ &WORDS }}\n\
         static ENTRIES: &[Entry] = &[{entries}];\n"
    )
}

fn context([before, not_before, after, not_after]: [&Vec<String>; 4]) -> String {
    format!(
        "Context {{ before: &{before:?}, not_before: &{not_before:?}, after: &{after:?}, \
         not_after: &{not_after:?} }}"
    )
}
