//! Speed and memory of the release binary, against a small reference program and fixed targets.

mod measure;

use std::fmt;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::time::Duration;

use anyhow::{Context, Result, ensure};
use cargo_metadata::MetadataCommand;
use measure::{Usage, measure};

use crate::shell::{self, cargo, root};

/// Numbers of reports measured when nothing else is asked for.
const SIZES: [u32; 2] = [1_000, 10_000];

/// Runs of each program; the median counts.
const ROUNDS: usize = 5;

/// Measures with their targets. The figures are integers: ratios in hundredths, memory in tenths of a MiB.
const CPU_RATIO: Target =
    Target { name: "CPU time, times the reference's", most: 800, unit: Unit::Hundredths };
const PEAK: Target = Target { name: "peak memory, MiB", most: 400, unit: Unit::Tenths };
const TWO_THREADS: Target =
    Target { name: "wall time of two threads, part of one's", most: 62, unit: Unit::Hundredths };

/// Measures at each size and fails where a target is missed.
pub(crate) fn run(sizes: &[u32]) -> Result<()> {
    let programs = Programs::build()?;
    let mut missed = 0;
    for size in if sizes.is_empty() { &SIZES } else { sizes } {
        let folder = programs.invent(*size)?;
        let medians = programs.measure(&folder)?;
        println!("\n{medians}\n");
        for (target, value) in medians.results() {
            println!("{}", target.line(value));
            missed += usize::from(!target.is_met(value));
        }
    }
    ensure!(missed == 0, "{missed} targets missed");
    Ok(())
}

/// The release programs that take part.
struct Programs {
    target: PathBuf,
}

impl Programs {
    fn build() -> Result<Programs> {
        let packages = ["--package=nianbao-cli", "--package=nianbao-bench"];
        shell::run(cargo(&["build", "--locked", "--release"]).args(packages))?;
        let metadata = MetadataCommand::new().current_dir(root()).no_deps().exec()?;
        Ok(Programs { target: metadata.target_directory.into_std_path_buf() })
    }

    fn command(&self, program: &str) -> Command {
        Command::new(self.target.join("release").join(program))
    }

    /// Writes `size` invented reports into a folder of their own.
    fn invent(&self, size: u32) -> Result<PathBuf> {
        let folder = self.target.join("bench").join(size.to_string());
        if folder.exists() {
            fs::remove_dir_all(&folder)?;
        }
        fs::create_dir_all(&folder)?;
        // The nearest settings hold: an empty file keeps those of the folders above away.
        fs::write(folder.join("lint.toml"), "")?;
        let reports = folder.join("reports");
        shell::run(self.command("invent-reports").arg(&reports).arg(size.to_string()))?;
        Ok(reports)
    }

    /// Runs all programs in turn, so that a disturbance of the machine meets each alike.
    fn measure(&self, reports: &Path) -> Result<Medians> {
        let mut runs: [Vec<Usage>; 3] = Default::default();
        for _ in 0..ROUNDS {
            runs[0].push(measure(self.command("reference").arg(reports))?);
            runs[1].push(measure(self.nianbao("1").arg(reports))?);
            runs[2].push(measure(self.nianbao("2").arg(reports))?);
        }
        let [reference, one_thread, two_threads] = runs.map(|runs| Usage::median(&runs));
        Ok(Medians { reports: Reports::count(reports)?, reference, one_thread, two_threads })
    }

    fn nianbao(&self, threads: &str) -> Command {
        let mut command = self.command("nianbao");
        command.args(["check", "--output-format", "json", "--threads", threads]);
        command
    }
}

/// The files measured on.
struct Reports {
    files: u64,
    bytes: u64,
}

impl Reports {
    fn count(folder: &Path) -> Result<Reports> {
        let mut reports = Reports { files: 0, bytes: 0 };
        for entry in
            fs::read_dir(folder).with_context(|| format!("cannot list {}", folder.display()))?
        {
            let metadata = entry?.metadata()?;
            reports.files += 1;
            reports.bytes += metadata.len();
        }
        ensure!(reports.files > 0, "no reports in {}", folder.display());
        Ok(reports)
    }
}

/// What the programs took.
struct Medians {
    reports: Reports,
    reference: Usage,
    one_thread: Usage,
    two_threads: Usage,
}

impl Medians {
    fn results(&self) -> [(&'static Target, u64); 3] {
        let peak = self.one_thread.peak_bytes.max(self.two_threads.peak_bytes);
        [
            (&CPU_RATIO, hundredths(self.one_thread.cpu, self.reference.cpu)),
            (&PEAK, (peak * 10).div_ceil(1 << 20)),
            (&TWO_THREADS, hundredths(self.two_threads.wall, self.one_thread.wall)),
        ]
    }
}

impl fmt::Display for Medians {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Reports { files, bytes } = self.reports;
        writeln!(f, "{files} reports of {} bytes on average, medians of {ROUNDS}", bytes / files)?;
        write!(
            f,
            "{:<22}{:>10}{:>10}{:>12}{:>14}",
            "", "CPU ms", "wall ms", "peak KiB", "output KiB"
        )?;
        for (name, usage) in [
            ("reference", self.reference),
            ("nianbao, one thread", self.one_thread),
            ("nianbao, two threads", self.two_threads),
        ] {
            let (cpu, wall) = (usage.cpu.as_millis(), usage.wall.as_millis());
            let (peak, output) = (usage.peak_bytes >> 10, usage.output_bytes >> 10);
            write!(f, "\n{name:<22}{cpu:>10}{wall:>10}{peak:>12}{output:>14}")?;
        }
        Ok(())
    }
}

/// `part` in hundredths of `whole`, rounded up.
fn hundredths(part: Duration, whole: Duration) -> u64 {
    let ratio = (part.as_nanos() * 100).div_ceil(whole.as_nanos().max(1));
    u64::try_from(ratio).unwrap_or(u64::MAX)
}

/// What a measure may come to.
struct Target {
    name: &'static str,
    most: u64,
    unit: Unit,
}

#[derive(Clone, Copy)]
enum Unit {
    Tenths,
    Hundredths,
}

impl Target {
    fn is_met(&self, value: u64) -> bool {
        value <= self.most
    }

    fn line(&self, value: u64) -> String {
        let verdict = if self.is_met(value) { "met" } else { "MISSED" };
        let (value, most) = (self.unit.show(value), self.unit.show(self.most));
        format!("{:<42}{value:>8}   at most {most:>5}   {verdict}", self.name)
    }
}

impl Unit {
    fn show(self, value: u64) -> String {
        match self {
            Unit::Tenths => format!("{}.{}", value / 10, value % 10),
            Unit::Hundredths => format!("{}.{:02}", value / 100, value % 100),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ratio_is_rounded_against_us() {
        let [part, whole] = [801, 100].map(Duration::from_millis);
        assert_eq!(hundredths(part, whole), 801);
        assert_eq!(hundredths(part + Duration::from_nanos(1), whole), 802);
    }

    #[test]
    fn target_is_met_up_to_its_limit() {
        assert!(PEAK.line(400).ends_with("40.0   at most  40.0   met"));
        assert!(PEAK.line(401).ends_with("40.1   at most  40.0   MISSED"));
        assert!(CPU_RATIO.line(805).contains("8.05"));
    }
}
