//! A new rule from the template: its file, and its line in the crate's list of modules.

use std::fs;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result, ensure};

use crate::shell::root;

const TEMPLATE: &str = include_str!("../templates/rule.rs.txt");

/// Writes the rule `name`, as `family/name`, into the rule crate in `folder`; without one, into the built-in family.
/// The rule works at once: it finds what stands in for what the rule is to find, and its examples hold.
pub(crate) fn run(name: &str, folder: Option<&Path>) -> Result<()> {
    let (family, short_name) = parts(name)?;
    let folder = folder.map_or_else(|| root().join("rules").join(family), Path::to_path_buf);
    let module = short_name.replace('-', "_");
    let file = write(&folder, family, short_name, &module)?;
    println!("wrote {}, which finds “（待补充）” for now", file.display());
    println!("next: put its own words and check in, and run the crate's tests");
    Ok(())
}

/// Family and name of a rule: small letters and hyphens on both sides of one `/`.
fn parts(name: &str) -> Result<(&str, &str)> {
    let is_kebab = |part: &str| {
        part.starts_with(|c: char| c.is_ascii_lowercase())
            && part.chars().all(|c| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '-')
            && !part.ends_with('-')
            && !part.contains("--")
    };
    let parts = name.split_once('/').filter(|(family, name)| is_kebab(family) && is_kebab(name));
    parts.with_context(|| {
        format!("{name} is no name of a rule: it is family/name in small letters and hyphens")
    })
}

fn write(folder: &Path, family: &str, short_name: &str, module: &str) -> Result<PathBuf> {
    let (lib, file) = (folder.join("src/lib.rs"), folder.join(format!("src/{module}.rs")));
    let modules = fs::read_to_string(&lib).with_context(|| {
        format!("{} is not there: {} is no rule crate", lib.display(), folder.display())
    })?;
    ensure!(!file.exists(), "{} is there already", file.display());
    let with_line = with_module(&modules, module)
        .with_context(|| format!("{} has no line `mod …;` to put another beside", lib.display()))?;
    fs::write(&file, rule(family, short_name))
        .with_context(|| format!("cannot write {}", file.display()))?;
    fs::write(&lib, with_line).with_context(|| format!("cannot write {}", lib.display()))?;
    Ok(file)
}

/// The template with the rule's names in it.
fn rule(family: &str, short_name: &str) -> String {
    TEMPLATE
        .replace("{family}", family)
        .replace("{name}", short_name)
        .replace("{version}", env!("CARGO_PKG_VERSION"))
}

/// `lib` with the module among the others, which are sorted; nothing where there are none.
fn with_module(lib: &str, module: &str) -> Option<String> {
    let new = format!("mod {module};");
    let mut lines: Vec<&str> = lib.lines().collect();
    let is_module = |line: &str| line.starts_with("mod ") && line.ends_with(';');
    let first = lines.iter().position(|line| is_module(line))?;
    let count = lines[first..].iter().take_while(|line| is_module(line)).count();
    let at = first + lines[first..first + count].partition_point(|line| *line < new.as_str());
    lines.insert(at, &new);
    Some(lines.join("\n") + "\n")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_has_family_and_name() {
        assert_eq!(parts("sums/row-total").unwrap(), ("sums", "row-total"));
        for name in
            ["row-total", "sums/", "Sums/x", "sums/row_total", "a/b/c", "a/../b", "a/-b", "a/b--c"]
        {
            assert!(parts(name).is_err(), "{name}");
        }
    }

    #[test]
    fn modules_stay_sorted() {
        let lib = "//! Rules.\n\nmod b_a;\nmod d;\n\n#[cfg(test)]\nmod tests {\n}\n";
        let with = |module| with_module(lib, module).unwrap();
        assert!(with("a").contains("mod a;\nmod b_a;\nmod d;\n\n"));
        assert!(with("c").contains("mod b_a;\nmod c;\nmod d;\n\n"));
        assert!(with("e").contains("mod d;\nmod e;\n\n"));
        assert_eq!(with_module("mod tests {\n}\n", "a"), None);
    }
}
