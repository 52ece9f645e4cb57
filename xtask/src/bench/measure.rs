use std::io;
use std::process::{Command, Stdio};
use std::thread;
use std::time::{Duration, Instant};

use anyhow::{Context, Result, ensure};
use wait4::Wait4;

/// What one run of a program took.
#[derive(Clone, Copy, Debug)]
pub(super) struct Usage {
    /// Processor time, user and system.
    pub(super) cpu: Duration,
    /// From start to end.
    pub(super) wall: Duration,
    /// Most memory held at once, in bytes.
    pub(super) peak_bytes: u64,
    /// What it wrote to its standard output, in bytes.
    pub(super) output_bytes: u64,
}

/// Runs the command with its output to a pipe that is drained as fast as it fills. Exit code 1 is a success: it says that
/// there are findings.
pub(super) fn measure(command: &mut Command) -> Result<Usage> {
    let start = Instant::now();
    let mut child = command
        .stdin(Stdio::null())
        .stdout(Stdio::piped())
        .stderr(Stdio::null())
        .spawn()
        .with_context(|| format!("cannot start {command:?}"))?;
    let mut output = child.stdout.take().context("the output is piped")?;
    let drain = thread::spawn(move || io::copy(&mut output, &mut io::sink()));
    let ended = child.wait4()?;
    let wall = start.elapsed();
    ensure!(matches!(ended.status.code(), Some(0 | 1)), "{command:?} failed: {}", ended.status);
    let output_bytes = drain.join().ok().context("the draining thread does not panic")??;
    Ok(Usage {
        cpu: ended.rusage.utime + ended.rusage.stime,
        wall,
        peak_bytes: ended.rusage.maxrss,
        output_bytes,
    })
}

impl Usage {
    /// The median of each measure on its own. Wants an odd number of runs.
    pub(super) fn median(runs: &[Usage]) -> Usage {
        Usage {
            cpu: median(runs.iter().map(|run| run.cpu)),
            wall: median(runs.iter().map(|run| run.wall)),
            peak_bytes: median(runs.iter().map(|run| run.peak_bytes)),
            output_bytes: median(runs.iter().map(|run| run.output_bytes)),
        }
    }
}

fn median<T: Ord + Copy>(values: impl Iterator<Item = T>) -> T {
    let mut values: Vec<T> = values.collect();
    values.sort_unstable();
    values[values.len() / 2]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn median_is_the_middle_by_size() {
        assert_eq!(median([5, 1, 9, 2, 3].into_iter()), 3);
    }

    #[test]
    fn output_is_drained_and_counted() {
        let usage = measure(Command::new("head").args(["-c", "300000", "/dev/zero"])).unwrap();
        assert_eq!(usage.output_bytes, 300_000);
        assert!(usage.peak_bytes > 0);
    }

    #[test]
    fn failure_of_the_program_is_an_error() {
        assert!(measure(Command::new("sh").args(["-c", "exit 2"])).is_err());
        assert!(measure(Command::new("sh").args(["-c", "exit 1"])).is_ok());
    }
}
