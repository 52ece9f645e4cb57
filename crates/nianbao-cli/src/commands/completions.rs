use std::process::ExitCode;

use anyhow::Result;
use clap::CommandFactory;

use crate::args::{Cli, CompletionsArgs};
use crate::stdout;

/// Prints a script that makes a shell complete commands.
pub(crate) fn run(args: &CompletionsArgs) -> Result<ExitCode> {
    let mut command = Cli::command();
    let name = command.get_name().to_owned();
    let mut script = Vec::new();
    clap_complete::generate(args.shell, &mut command, name, &mut script);
    stdout::write(&script)?;
    Ok(ExitCode::SUCCESS)
}
