use std::fs;
use std::path::Path;

/// Asserts that `src/lib.rs` of the rule crate in `manifest_dir` has exactly one `mod` line for each file beside it, and
/// that the lines are sorted: a rule whose line is forgotten would not be compiled, and nothing else would tell.
///
/// # Panics
/// Where lines and files differ, or the folder cannot be read.
#[track_caller]
pub fn check_modules(manifest_dir: &str) {
    let src = Path::new(manifest_dir).join("src");
    let lib = fs::read_to_string(src.join("lib.rs")).expect("a rule crate has src/lib.rs");
    let declared = declared_modules(&lib);
    assert_eq!(
        declared,
        module_files(&src),
        "mod lines of src/lib.rs (left) and files in src (right)"
    );
}

fn declared_modules(lib: &str) -> Vec<String> {
    lib.lines()
        .filter_map(|line| line.trim_start_matches("pub ").strip_prefix("mod ")?.strip_suffix(';'))
        .map(str::to_owned)
        .collect()
}

/// The modules there are files for, sorted.
fn module_files(src: &Path) -> Vec<String> {
    let mut modules: Vec<String> = fs::read_dir(src)
        .expect("a rule crate has a folder src")
        .map(|entry| entry.expect("a folder can be listed").path())
        .filter(|path| path.extension().is_some_and(|extension| extension == "rs"))
        .filter_map(|path| Some(path.file_stem()?.to_str()?.to_owned()))
        .filter(|stem| stem != "lib")
        .collect();
    modules.sort();
    modules
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn declared_modules_are_those_with_files() {
        let lib = "//! mod x;\n\nmod blank_cell;\npub mod row;\nuse a::b;\nmod tests {\n}\n";
        assert_eq!(declared_modules(lib), ["blank_cell", "row"]);
    }

    #[test]
    fn module_files_leave_out_the_root() {
        let src = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
        let files = module_files(&src);
        assert!(files.contains(&"modules".to_owned()) && !files.contains(&"lib".to_owned()));
    }
}
