use std::io::{self, IsTerminal};
use std::time::{Duration, Instant};

use indicatif::{ProgressBar, ProgressStyle};

/// A bar on standard error for runs of more than a second. Only where a terminal shows it and findings do not go to the
/// same terminal.
pub(crate) struct Progress {
    total: u64,
    done: u64,
    since: Option<Instant>,
    bar: Option<ProgressBar>,
}

/// Runs that are over sooner show nothing.
const DELAY: Duration = Duration::from_secs(1);

impl Progress {
    pub(crate) fn new(total: usize, quiet: bool) -> Progress {
        let is_wanted = !quiet && io::stderr().is_terminal() && !io::stdout().is_terminal();
        Progress { total: total as u64, done: 0, since: is_wanted.then(Instant::now), bar: None }
    }

    pub(crate) fn step(&mut self) {
        self.done += 1;
        if self.since.is_some_and(|since| since.elapsed() > DELAY) {
            self.since = None;
            self.bar = Some(bar(self.total));
        }
        if let Some(bar) = &self.bar {
            bar.set_position(self.done);
        }
    }

    pub(crate) fn end(self) {
        if let Some(bar) = self.bar {
            bar.finish_and_clear();
        }
    }
}

fn bar(total: u64) -> ProgressBar {
    let style = ProgressStyle::with_template("检查 {pos}/{len} {bar:32} {percent}%")
        .expect("the template is tested");
    ProgressBar::new(total).with_style(style)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_template_is_one() {
        assert_eq!(bar(3).length(), Some(3));
    }
}
