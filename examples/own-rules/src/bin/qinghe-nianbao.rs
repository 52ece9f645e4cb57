//! nianbao with the built-in rules and those of this crate.

use std::process::ExitCode;

// The linker drops a rule crate that no code names, and its rules with it.
use nianbao_rules_qinghe as _;

fn main() -> ExitCode {
    nianbao_cli::main()
}
