use std::num::NonZeroUsize;
use std::ops::ControlFlow;
use std::panic::{AssertUnwindSafe, catch_unwind};

use rayon::ThreadPoolBuilder;
use rayon::prelude::*;

use crate::{CheckedDocument, Input, Tally};

/// Files checked between two writes. Enough that a thread rarely waits for the last file of a window, few enough that
/// what was made of two windows takes little memory.
const WINDOW: usize = 64;

/// What became of one file: what emitters made of it, and its counts.
#[derive(Debug)]
pub struct Checked {
    /// One for each output, in their order.
    pub outputs: Vec<Rendered>,
    /// Counts.
    pub tally: Tally,
}

/// What an emitter made of one file.
#[derive(Debug, Default)]
pub struct Rendered {
    /// What stands in the file's place of the output.
    pub main: Vec<u8>,
    /// What is told of it elsewhere in the output, once all files are done.
    pub aside: Vec<u8>,
}

/// What is done with each file. Called on several threads.
#[derive(Clone, Copy)]
pub struct Work<'w> {
    /// Checks a file, or mends it.
    pub check: &'w (dyn Fn(&Input) -> CheckedDocument + Sync),
    /// Makes output of what came of it.
    pub render: &'w (dyn Fn(&CheckedDocument) -> Vec<Rendered> + Sync),
}

/// Takes the output of files in their order, and may stop the run.
type Take<'t> = &'t mut (dyn FnMut(Checked) -> ControlFlow<()> + Send);

/// Does `work` with `inputs` on `threads` threads. `take` gets the output of every file in the order of `inputs`, while the next
/// ones are being checked; the order does not depend on the number of threads.
pub fn check_files(inputs: &[Input], threads: NonZeroUsize, work: Work<'_>, take: Take<'_>) {
    let threads = threads.min(NonZeroUsize::new(inputs.len()).unwrap_or(NonZeroUsize::MIN));
    let pool = match threads.get() {
        1 => None,
        // Without threads to be had, one must do.
        count => ThreadPoolBuilder::new().num_threads(count).build().ok(),
    };
    match pool {
        Some(pool) => pool.install(|| check_in_windows(inputs, work, take)),
        None => check_in_turn(inputs, work, take),
    }
}

/// Checks the file shown as `path` by `check`. A panic becomes a finding for this file.
pub fn check_one(
    path: &str,
    check: impl FnOnce() -> CheckedDocument,
    render: &dyn Fn(&CheckedDocument) -> Vec<Rendered>,
) -> Checked {
    let finish = |document: &CheckedDocument| Checked {
        outputs: render(document),
        tally: Tally::of(document),
    };
    catch_unwind(AssertUnwindSafe(|| finish(&check())))
        .unwrap_or_else(|_| finish(&CheckedDocument::internal_error(path)))
}

fn check_in_turn(inputs: &[Input], work: Work<'_>, take: Take<'_>) {
    for input in inputs {
        if take(work.on(input)).is_break() {
            return;
        }
    }
}

fn check_in_windows(inputs: &[Input], work: Work<'_>, take: Take<'_>) {
    let mut done: Vec<Checked> = Vec::new();
    for window in inputs.chunks(WINDOW) {
        let (next, flow) = rayon::join(
            || window.par_iter().map(|input| work.on(input)).collect(),
            || done.into_iter().try_for_each(&mut *take),
        );
        done = next;
        if flow.is_break() {
            return;
        }
    }
    // Nothing is left to stop.
    let _ = done.into_iter().try_for_each(take);
}

impl Work<'_> {
    fn on(&self, input: &Input) -> Checked {
        check_one(&input.shown, || (self.check)(input), self.render)
    }
}

#[cfg(test)]
mod tests {
    use std::path::PathBuf;
    use std::sync::Arc;

    use super::*;
    use crate::{Keep, Profile, Status, check_input};

    /// Inputs that name no files, `0` to `count - 1`.
    fn inputs(count: usize) -> Vec<Input> {
        let profile = Arc::new(Profile::default());
        (0..count)
            .map(|index| Input {
                path: PathBuf::from("/nowhere"),
                shown: index.to_string(),
                profile: Arc::clone(&profile),
            })
            .collect()
    }

    fn rendered(words: &str) -> Vec<Rendered> {
        vec![Rendered { main: words.as_bytes().to_vec(), aside: Vec::new() }]
    }

    fn main_of(checked: &Checked) -> String {
        String::from_utf8(checked.outputs[0].main.clone()).unwrap()
    }

    /// What is taken of `count` files on `threads` threads, up to `limit` files.
    fn taken(count: usize, threads: usize, limit: usize) -> Vec<String> {
        let threads = NonZeroUsize::new(threads).unwrap();
        let mut taken = Vec::new();
        let render = |document: &CheckedDocument| rendered(&document.source.path);
        let check = |input: &Input| check_input(input, Keep::Findings);
        let work = Work { check: &check, render: &render };
        check_files(&inputs(count), threads, work, &mut |checked| {
            taken.push(main_of(&checked));
            if taken.len() < limit { ControlFlow::Continue(()) } else { ControlFlow::Break(()) }
        });
        taken
    }

    #[test]
    fn files_are_taken_in_order_at_any_thread_count() {
        for count in [0, 1, WINDOW, WINDOW + 1, 3 * WINDOW + 5] {
            let expected: Vec<String> = (0..count).map(|index| index.to_string()).collect();
            for threads in [1, 2, 5] {
                assert_eq!(taken(count, threads, usize::MAX), expected);
            }
        }
    }

    #[test]
    fn a_run_stops_when_told() {
        for threads in [1, 3] {
            assert_eq!(taken(5 * WINDOW, threads, WINDOW + 3).len(), WINDOW + 3);
        }
    }

    #[test]
    fn a_panic_is_a_finding_of_its_file() {
        let checked = check_one("a.txt", || panic!("on purpose"), &|document| {
            assert_eq!(document.status, Status::Unreadable);
            rendered(&document.diagnostics[0].rule)
        });
        assert_eq!(main_of(&checked), "nianbao/internal-error");
        assert_eq!((checked.tally.unreadable, checked.tally.errors), (1, 1));
    }
}
