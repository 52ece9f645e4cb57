//! The character tables beside the source say what `OpenCC` says, less the reviewed characters of both scripts.
//!
//! `UPDATE_FIXTURES=1` writes `traditional.tsv` and `simplified.tsv` anew; then read the difference.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;
use std::path::PathBuf;

use encoding_rs::BIG5;
use ferrous_opencc::OpenCC;
use ferrous_opencc::config::BuiltinConfig;
use nianbao_document::script::{Script, script_of, simplified, traditional};

const SOURCE: &str = "\
# From the character tables of OpenCC, https://github.com/BYVoid/OpenCC (Apache-2.0), without those of either.tsv.
# Made by tests/character_data.rs.
";

#[test]
fn the_tables_are_those_of_opencc() {
    let reviewed = read("either.tsv").lines().filter_map(|line| line.chars().next()).collect();
    let traditional = pairs(BuiltinConfig::T2s, &reviewed);
    let title = "# Characters only Traditional text has, and their Simplified form.";
    check("traditional.tsv", title, &traditional);
    let reviewed = reviewed.into_iter().chain(traditional.into_keys()).collect();
    let simplified = pairs(BuiltinConfig::S2t, &reviewed);
    let title = "# Characters only Simplified text has, and their Traditional form.";
    check("simplified.tsv", title, &simplified);
}

#[test]
fn no_character_stands_in_two_tables() {
    let mut seen = BTreeSet::new();
    for name in ["traditional.tsv", "simplified.tsv", "either.tsv"] {
        for line in read(name).lines().filter(|line| !line.starts_with('#')) {
            let mut fields = line.split('\t');
            let (c, other) = (fields.next().unwrap(), fields.next().unwrap());
            assert!(c.chars().count() == 1 && other.chars().count() == 1, "{name}: {line}");
            assert!(seen.insert(c.to_owned()), "{name}: {c} again");
        }
    }
}

/// Big5 sets the characters Traditional texts use often apart from the rest.
#[test]
fn no_frequent_traditional_character_counts_as_simplified() {
    for c in ('\u{4e00}'..='\u{9fff}').filter(|&c| script_of(c) == Script::Simplified) {
        let mut buffer = [0; 4];
        let (bytes, _, unmappable) = BIG5.encode(c.encode_utf8(&mut buffer));
        let is_frequent = !unmappable && (&[0xa4, 0x40][..]..=&[0xc6, 0x7e][..]).contains(&&*bytes);
        assert!(!is_frequent, "{c}");
    }
}

#[test]
fn the_library_gives_what_the_tables_say() {
    assert_eq!((script_of('國'), simplified('國')), (Script::Traditional, '国'));
    assert_eq!((script_of('国'), traditional('国')), (Script::Simplified, '國'));
    for line in read("traditional.tsv").lines().filter(|line| !line.starts_with('#')) {
        let chars: Vec<char> = line.chars().collect();
        assert_eq!((script_of(chars[0]), simplified(chars[0])), (Script::Traditional, chars[2]));
    }
}

#[track_caller]
fn check(name: &str, title: &str, pairs: &BTreeMap<char, char>) {
    let mut expected = format!("{title}\n{SOURCE}");
    for (c, other) in pairs {
        writeln!(expected, "{c}\t{other}").expect("a string takes all");
    }
    if std::env::var_os("UPDATE_FIXTURES").is_some() {
        std::fs::write(path(name), &expected).expect("the folder is there");
    }
    assert!(
        read(name) == expected,
        "{name} is not what OpenCC gives; UPDATE_FIXTURES=1 writes it anew"
    );
}

/// What `OpenCC` changes one character to another for, those of `reviewed` left out.
fn pairs(config: BuiltinConfig, reviewed: &BTreeSet<char>) -> BTreeMap<char, char> {
    let opencc = OpenCC::from_config(config).expect("a built-in configuration");
    let other = |c: char| {
        let converted = opencc.convert(&c.to_string());
        let mut chars = converted.chars();
        let other = chars.next().filter(|_| chars.next().is_none())?;
        // Characters beyond the basic plane are in no font of an office, so a pair with one is never seen.
        (other != c && other <= '\u{ffff}').then_some((c, other))
    };
    ('\u{3400}'..='\u{9fff}').filter(|c| !reviewed.contains(c)).filter_map(other).collect()
}

fn read(name: &str) -> String {
    std::fs::read_to_string(path(name)).unwrap_or_default().replace("\r\n", "\n")
}

fn path(name: &str) -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("data").join(name)
}
