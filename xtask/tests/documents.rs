//! What the documents at the top of the repository promise.
#![expect(clippy::unwrap_used, reason = "what cannot be read here fails the test")]

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;
use std::process::Command;

use cargo_metadata::MetadataCommand;

const ROOT: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/..");

const DOCUMENTS: [&str; 3] = ["README.md", "README.zh-CN.md", "CONTRIBUTING.md"];

fn read(path: &str) -> String {
    fs::read_to_string(Path::new(ROOT).join(path)).unwrap_or_else(|error| panic!("{path}: {error}"))
}

/// The commands in a document: the lines of its `sh` fences.
fn commands(document: &str) -> Vec<String> {
    let mut commands = Vec::new();
    let mut inside = false;
    for line in read(document).lines() {
        match line.trim() {
            "```sh" => inside = true,
            "```" => inside = false,
            "" => {}
            command if inside => commands.push(command.to_owned()),
            _ => {}
        }
    }
    commands
}

/// What is wrong with a command, where something is.
fn fault(command: &str, packages: &BTreeSet<String>) -> Option<String> {
    let words: Vec<&str> = command.split_whitespace().collect();
    let mut named_packages = words.windows(2).filter(|pair| pair[0] == "-p").map(|pair| pair[1]);
    if let Some(package) = named_packages.find(|package| !packages.contains(*package)) {
        return Some(format!("there is no package {package}"));
    }
    let missing =
        words.iter().find(|word| is_own_path(word) && !Path::new(ROOT).join(word).exists());
    if let Some(path) = missing {
        return Some(format!("there is no {path}"));
    }
    match words.as_slice() {
        ["cargo", "xtask", args @ ..] if !xtask_takes(args) => {
            Some("cargo xtask does not take that".to_owned())
        }
        _ => None,
    }
}

/// Whether a word names a file or folder of the repository.
fn is_own_path(word: &str) -> bool {
    ["fixtures/", "rules/", "crates/", ".ci/"].iter().any(|folder| word.starts_with(folder))
}

/// Whether xtask takes these words. What `accuracy` passes on is tested where it is read: asking here would build it.
fn xtask_takes(args: &[&str]) -> bool {
    let args = if args.first() == Some(&"accuracy") { &args[..1] } else { args };
    let mut command = Command::new(env!("CARGO_BIN_EXE_xtask"));
    command.args(args).arg("--help").output().unwrap().status.success()
}

#[test]
fn commands_in_the_documents_exist() {
    let metadata = MetadataCommand::new().current_dir(ROOT).no_deps().exec().unwrap();
    let packages: BTreeSet<String> =
        metadata.packages.iter().map(|package| package.name.to_string()).collect();
    for document in DOCUMENTS {
        let commands = commands(document);
        assert!(!commands.is_empty(), "{document} has no command");
        for command in commands {
            assert_eq!(fault(&command, &packages), None, "{document}: {command}");
        }
    }
}

#[test]
fn both_readmes_give_the_same_commands() {
    assert_eq!(commands("README.md"), commands("README.zh-CN.md"));
}

#[test]
fn every_dependency_has_its_reason_in_the_architecture() {
    let manifest: toml::Table = read("Cargo.toml").parse().unwrap();
    let architecture = read("ARCHITECTURE.md");
    let dependencies = manifest["workspace"]["dependencies"].as_table().unwrap();
    for name in dependencies.keys().filter(|name| !name.starts_with("nianbao-")) {
        let row = format!("| {name} |");
        assert!(architecture.contains(&row), "ARCHITECTURE.md does not say why {name} is there");
    }
}

#[test]
fn every_package_is_on_the_code_map() {
    let architecture = read("ARCHITECTURE.md");
    for folder in ["crates", "rules"] {
        for entry in fs::read_dir(Path::new(ROOT).join(folder)).unwrap() {
            let name = entry.unwrap().file_name().into_string().unwrap();
            let path = format!("`{folder}/{name}`");
            assert!(architecture.contains(&path), "ARCHITECTURE.md has no {path}");
        }
    }
}

#[test]
fn continuous_integration_runs_the_command_of_the_readme() {
    let command = "cargo xtask check";
    assert!(commands("README.md").iter().any(|line| line == command));
    assert!(read(".ci/run").lines().any(|line| line == command));
}
