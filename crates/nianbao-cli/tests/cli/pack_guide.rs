//! docs/packs.md, followed word for word: files are written as it says, commands run, and what they print is what the
//! page shows. `UPDATE_FIXTURES=1` writes what they print.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use crate::support::Folder;

const PAGE: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/../../docs/packs.md");

/// Lays out a fresh copy of what the page takes from the repository.
fn clone() -> Folder {
    let folder = Folder::new();
    let root = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../..");
    for below in ["packs", "fixtures/reports/clean"] {
        for entry in fs::read_dir(root.join(below)).expect("the folder is there") {
            let path = entry.expect("it can be listed").path();
            let name = path.file_name().expect("it has a name").to_string_lossy().into_owned();
            folder.write(&format!("{below}/{name}"), fs::read(&path).expect("it can be read"));
        }
    }
    folder
}

/// What a command of the page prints, on both streams.
fn printed(folder: &Folder, command: &str) -> String {
    let own = Path::new(env!("CARGO_BIN_EXE_nianbao")).parent().expect("it is in a folder");
    let path = std::env::var_os("PATH").unwrap_or_default();
    let path = std::iter::once(own.to_path_buf()).chain(std::env::split_paths(&path));
    let ran = Command::new("sh")
        .args(["-c", &format!("exec 2>&1; {command}")])
        .current_dir(folder.path("."))
        .env("PATH", std::env::join_paths(path).expect("folders have no colon"))
        .output()
        .expect("there is a shell");
    String::from_utf8(ran.stdout).expect("output is UTF-8")
}

/// The path in backquotes that the last line before a block names, with what is to be done there.
fn instruction(before: &str) -> Option<(&str, bool)> {
    let line = before.trim_end().lines().last()?;
    let path = |rest: &'static str| line.split_once(rest)?.1.split('`').next();
    path("存为 `").map(|path| (path, false)).or_else(|| path("在 `").map(|path| (path, true)))
}

/// The page with what its commands print today.
fn followed(page: &str) -> String {
    let folder = clone();
    let mut fresh = String::new();
    let mut rest = page;
    while let Some((before, block)) = rest.split_once("\n```") {
        let (kind, block) = block.split_once('\n').expect("a block has lines");
        let (body, after) = block.split_once("\n```").expect("a block ends");
        let shown = if kind == "console" {
            let commands = body.lines().filter_map(|line| line.strip_prefix("$ "));
            let shown = commands.map(|it| ["$ ", it, "\n", &printed(&folder, it)].concat());
            shown.collect::<String>()
        } else {
            if let Some((path, is_more)) = instruction(before) {
                let old = if is_more { folder.read(path) } else { Vec::new() };
                folder.write(path, [&old, body.as_bytes(), b"\n"].concat());
            }
            format!("{body}\n")
        };
        fresh.extend([before, "\n```", kind, "\n", &shown, "```"]);
        rest = after;
    }
    fresh + rest
}

#[cfg(unix)]
#[test]
fn the_page_shows_what_happens() {
    let page = fs::read_to_string(PAGE).expect("the page is there");
    let fresh = followed(&page);
    if std::env::var_os("UPDATE_FIXTURES").is_some() {
        fs::write(PAGE, &fresh).expect("the page can be written");
    }
    let page = fs::read_to_string(PAGE).expect("the page is there");
    assert!(page == fresh, "docs/packs.md shows old output: UPDATE_FIXTURES=1 writes it\n{fresh}");
}
