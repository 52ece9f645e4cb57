use std::num::NonZeroUsize;
use std::ops::ControlFlow;
use std::panic::{AssertUnwindSafe, catch_unwind};

use rayon::ThreadPoolBuilder;
use rayon::prelude::*;

use crate::load::read_bytes;
use crate::{CheckedDocument, Input, Tally, check_bytes};

/// Files checked between two writes. Enough that a thread rarely waits for the last file of a window, few enough that
/// what was made of two windows takes little memory.
const WINDOW: usize = 64;

/// What became of one file: the bytes an emitter made of it, and its counts.
#[derive(Debug)]
pub struct Checked {
    /// Output.
    pub bytes: Vec<u8>,
    /// Counts.
    pub tally: Tally,
}

/// Makes output of a document. Called on several threads.
type Render<'r> = &'r (dyn Fn(&CheckedDocument) -> Vec<u8> + Sync);

/// Takes the output of files in their order, and may stop the run.
type Take<'t> = &'t mut (dyn FnMut(Checked) -> ControlFlow<()> + Send);

/// Checks `inputs` on `threads` threads. `take` gets the output of every file in the order of `inputs`, while the next
/// ones are being checked; the order does not depend on the number of threads.
pub fn check_files(inputs: &[Input], threads: NonZeroUsize, render: Render<'_>, take: Take<'_>) {
    let threads = threads.min(NonZeroUsize::new(inputs.len()).unwrap_or(NonZeroUsize::MIN));
    let pool = match threads.get() {
        1 => None,
        // Without threads to be had, one must do.
        count => ThreadPoolBuilder::new().num_threads(count).build().ok(),
    };
    match pool {
        Some(pool) => pool.install(|| check_in_windows(inputs, render, take)),
        None => check_in_turn(inputs, render, take),
    }
}

/// Checks the file shown as `path` by `check`. A panic becomes a finding for this file.
pub fn check_one(
    path: &str,
    check: impl FnOnce() -> CheckedDocument,
    render: &dyn Fn(&CheckedDocument) -> Vec<u8>,
) -> Checked {
    let finish = |document: &CheckedDocument| Checked {
        bytes: render(document),
        tally: Tally::of(document),
    };
    catch_unwind(AssertUnwindSafe(|| finish(&check())))
        .unwrap_or_else(|_| finish(&CheckedDocument::internal_error(path)))
}

fn check_in_turn(inputs: &[Input], render: Render<'_>, take: Take<'_>) {
    for input in inputs {
        if take(check_input(input, render)).is_break() {
            return;
        }
    }
}

fn check_in_windows(inputs: &[Input], render: Render<'_>, take: Take<'_>) {
    let mut done: Vec<Checked> = Vec::new();
    for window in inputs.chunks(WINDOW) {
        let (next, flow) = rayon::join(
            || window.par_iter().map(|input| check_input(input, render)).collect(),
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

fn check_input(input: &Input, render: Render<'_>) -> Checked {
    let check = || match read_bytes(&input.path) {
        Ok(bytes) => check_bytes(&input.shown, bytes, &input.profile),
        Err(error) => CheckedDocument::unreadable(&input.shown, &error),
    };
    check_one(&input.shown, check, render)
}
