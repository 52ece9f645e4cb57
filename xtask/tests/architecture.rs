//! The picture of dependencies in ARCHITECTURE.md, as `cargo metadata` shows it.
#![expect(clippy::unwrap_used, reason = "what cannot be read here fails the test")]

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::Path;

use cargo_metadata::{Dependency, DependencyKind, Metadata, MetadataCommand, Package};

const ROOT: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/..");

/// What each package may build on, apart from its tests. Rule crates are one kind: `nianbao-rules-*`.
const MAY_USE: [(&str, &[&str]); 15] = [
    ("nianbao-span", &[]),
    ("nianbao-diagnostics", &["nianbao-span"]),
    ("nianbao-document", &["nianbao-span"]),
    ("nianbao-read", &["nianbao-document", "nianbao-span"]),
    ("nianbao-report", &["nianbao-diagnostics", "nianbao-document", "nianbao-span"]),
    (
        "nianbao-lint",
        &["nianbao-diagnostics", "nianbao-document", "nianbao-report", "nianbao-span"],
    ),
    ("nianbao-rules-*", &["nianbao-lint"]),
    (
        "nianbao-pack",
        &[
            "nianbao-diagnostics",
            "nianbao-document",
            "nianbao-lint",
            "nianbao-read",
            "nianbao-report",
            "nianbao-span",
        ],
    ),
    (
        "nianbao-run",
        &[
            "nianbao-diagnostics",
            "nianbao-document",
            "nianbao-lint",
            "nianbao-pack",
            "nianbao-read",
            "nianbao-report",
            "nianbao-span",
        ],
    ),
    (
        "nianbao-emit",
        &[
            "nianbao-diagnostics",
            "nianbao-document",
            "nianbao-lint",
            "nianbao-report",
            "nianbao-run",
            "nianbao-span",
        ],
    ),
    (
        "nianbao-cli",
        &[
            "nianbao-diagnostics",
            "nianbao-document",
            "nianbao-emit",
            "nianbao-lint",
            "nianbao-pack",
            "nianbao-read",
            "nianbao-report",
            "nianbao-rules-*",
            "nianbao-run",
            "nianbao-span",
        ],
    ),
    (
        "nianbao-test",
        &[
            "nianbao-diagnostics",
            "nianbao-document",
            "nianbao-lint",
            "nianbao-read",
            "nianbao-report",
            "nianbao-span",
        ],
    ),
    (
        "nianbao-accuracy",
        &["nianbao-diagnostics", "nianbao-lint", "nianbao-rules-*", "nianbao-run", "nianbao-test"],
    ),
    ("nianbao-bench", &["nianbao-test"]),
    ("xtask", &[]),
];

/// Crates that only some packages may use outside their tests: each stands for a kind of knowledge that the others do
/// not have.
const ONLY_IN: [(&str, &[&str]); 19] = [
    ("anyhow", &["nianbao-accuracy", "nianbao-bench", "nianbao-cli", "xtask"]),
    ("cel", &["nianbao-pack"]),
    ("chardetng", &["nianbao-read"]),
    ("clap", &["nianbao-accuracy", "nianbao-cli", "xtask"]),
    ("clap_complete", &["nianbao-cli"]),
    ("codespan-reporting", &["nianbao-emit"]),
    // Damage done by a wrong encoding is known by undoing it.
    ("encoding_rs", &["nianbao-read", "nianbao-rules-script", "nianbao-test"]),
    ("html5ever", &["nianbao-read"]),
    ("html5gum", &["nianbao-read"]),
    ("indicatif", &["nianbao-cli"]),
    ("inventory", &["nianbao-lint"]),
    ("nianbao-test", &["nianbao-accuracy", "nianbao-bench"]),
    ("percent-encoding", &["nianbao-emit"]),
    ("pulldown-cmark", &["nianbao-read", "nianbao-test"]),
    ("rayon", &["nianbao-run"]),
    // Output, and the baseline.
    ("serde_json", &["nianbao-emit", "nianbao-run"]),
    ("similar", &["nianbao-emit"]),
    // Only the runner writes files.
    ("tempfile", &["nianbao-run"]),
    ("walkdir", &["nianbao-bench", "nianbao-run"]),
];

fn metadata() -> Metadata {
    MetadataCommand::new().current_dir(ROOT).no_deps().exec().unwrap()
}

/// The name under which the tables above know a package.
fn kind(package: &str) -> &str {
    if package.starts_with("nianbao-rules-") { "nianbao-rules-*" } else { package }
}

/// What a package builds on outside its tests.
fn dependencies(package: &Package) -> impl Iterator<Item = &Dependency> {
    package.dependencies.iter().filter(|dependency| dependency.kind != DependencyKind::Development)
}

fn is_own(dependency: &Dependency) -> bool {
    dependency.path.is_some()
}

#[test]
fn dependencies_point_one_way() {
    let may_use = BTreeMap::from(MAY_USE);
    for package in &metadata().packages {
        let allowed = may_use.get(kind(&package.name)).unwrap_or_else(|| {
            panic!("{} has no place in the picture of ARCHITECTURE.md", package.name)
        });
        for dependency in dependencies(package).filter(|dependency| is_own(dependency)) {
            assert!(
                allowed.contains(&kind(&dependency.name)),
                "{} may not use {}",
                package.name,
                dependency.name
            );
        }
    }
}

#[test]
fn special_crates_stay_where_they_belong() {
    let only_in = BTreeMap::from(ONLY_IN);
    for package in &metadata().packages {
        for dependency in dependencies(package) {
            if let Some(homes) = only_in.get(dependency.name.as_str()) {
                assert!(
                    homes.contains(&package.name.as_str()),
                    "{} may not use {}",
                    package.name,
                    dependency.name
                );
            }
        }
    }
}

#[test]
fn versions_stand_only_in_the_workspace_manifest() {
    for package in &metadata().packages {
        let manifest: toml::Table =
            fs::read_to_string(&package.manifest_path).unwrap().parse().unwrap();
        for section in ["dependencies", "dev-dependencies", "build-dependencies"] {
            let entries = manifest.get(section).and_then(|section| section.as_table());
            for (name, entry) in entries.into_iter().flatten() {
                let inherits = entry.get("workspace") == Some(&toml::Value::Boolean(true));
                assert!(inherits, "{} gives {name} a version of its own", package.name);
            }
        }
    }
}

#[test]
fn every_package_obeys_the_workspace_lints() {
    for package in &metadata().packages {
        let manifest: toml::Table =
            fs::read_to_string(&package.manifest_path).unwrap().parse().unwrap();
        let inherits = manifest.get("lints").and_then(|lints| lints.get("workspace"));
        assert_eq!(inherits, Some(&toml::Value::Boolean(true)), "{}", package.name);
    }
}

#[test]
fn every_rule_crate_is_linked_into_the_programs() {
    let folders: BTreeSet<String> = fs::read_dir(Path::new(ROOT).join("rules"))
        .unwrap()
        .map(|entry| entry.unwrap().file_name().into_string().unwrap())
        .collect();
    let packages: BTreeSet<String> = metadata()
        .packages
        .iter()
        .filter_map(|package| Some(package.name.strip_prefix("nianbao-rules-")?.to_owned()))
        .collect();
    assert_eq!(folders, packages, "folders under rules/ (left) and packages (right)");
    for program in ["nianbao-cli", "nianbao-accuracy"] {
        let message = format!("folders under rules/ (left) and those {program} names (right)");
        assert_eq!(folders, linked(program), "{message}");
    }
}

/// The families that a program names: `use nianbao_rules_sums as _;`. One that it does not name is silently absent.
fn linked(program: &str) -> BTreeSet<String> {
    let src = Path::new(ROOT).join("crates").join(program).join("src");
    let mut families = BTreeSet::new();
    for entry in fs::read_dir(src).unwrap() {
        let path = entry.unwrap().path();
        if path.is_file() {
            let code = fs::read_to_string(path).unwrap();
            families.extend(code.lines().filter_map(|line| {
                Some(line.strip_prefix("use nianbao_rules_")?.strip_suffix(" as _;")?.to_owned())
            }));
        }
    }
    families
}
