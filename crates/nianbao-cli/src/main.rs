//! The binary `nianbao`.

use std::process::ExitCode;

fn main() -> ExitCode {
    nianbao_cli::main()
}
