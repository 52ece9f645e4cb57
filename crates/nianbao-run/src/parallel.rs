use std::num::NonZeroUsize;
use std::ops::ControlFlow;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::slice;

use rayon::ThreadPoolBuilder;
use rayon::prelude::*;

use crate::{CheckedDocument, Input, Tally};

/// Files checked together at most. Enough that what a step needs is fetched into the processor's caches for many files at
/// once, few enough that they take little memory.
const BATCH: usize = 32;

/// Batches a thread checks between two writes, and of a few files at least so many that all threads have work. Enough that
/// a thread rarely waits long for the last batch of a window, few enough that what was made of two windows takes little
/// memory.
const WINDOW: usize = 4;

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

/// What is done with files. Called on several threads.
#[derive(Clone, Copy)]
pub struct Work<'w> {
    /// Checks files, or mends them.
    pub check: Check<'w>,
    /// Makes output of what came of it.
    pub render: &'w (dyn Fn(&CheckedDocument) -> Vec<Rendered> + Sync),
}

/// How files are checked.
#[derive(Clone, Copy)]
pub enum Check<'w> {
    /// Each by itself.
    Each(&'w (dyn Fn(&Input) -> CheckedDocument + Sync)),
    /// Several together, a document for each in their order. Where that panics, it is asked again for each by itself.
    Together(&'w (dyn Fn(&[Input]) -> Vec<CheckedDocument> + Sync)),
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
        Some(pool) => pool.install(|| check_in_windows(inputs, threads, work, take)),
        None => check_in_turn(inputs, work, take),
    }
}

/// Checks the file shown as `path` by `check`. A panic becomes a finding for this file.
pub fn check_one(
    path: &str,
    check: impl FnOnce() -> CheckedDocument,
    render: &dyn Fn(&CheckedDocument) -> Vec<Rendered>,
) -> Checked {
    catch_unwind(AssertUnwindSafe(|| finish(&check(), render)))
        .unwrap_or_else(|_| finish(&CheckedDocument::internal_error(path), render))
}

fn finish(
    document: &CheckedDocument,
    render: &dyn Fn(&CheckedDocument) -> Vec<Rendered>,
) -> Checked {
    Checked { outputs: render(document), tally: Tally::of(document) }
}

fn check_in_turn(inputs: &[Input], work: Work<'_>, take: Take<'_>) {
    // What comes of it only tells whether it was stopped.
    let _ = inputs.chunks(BATCH).flat_map(|batch| work.on(batch)).try_for_each(take);
}

fn check_in_windows(inputs: &[Input], threads: NonZeroUsize, work: Work<'_>, take: Take<'_>) {
    let batches = WINDOW * threads.get();
    let batch = (inputs.len() / batches).clamp(1, BATCH);
    let mut done: Vec<Checked> = Vec::new();
    for window in inputs.chunks(batch * batches) {
        let (next, flow) = rayon::join(
            || window.par_chunks(batch).flat_map_iter(|batch| work.on(batch)).collect(),
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
    fn on(&self, batch: &[Input]) -> Vec<Checked> {
        match self.check {
            Check::Each(check) => self.one_by_one(batch, check),
            Check::Together(check) => {
                let together = || check(batch).iter().map(|it| finish(it, self.render)).collect();
                catch_unwind(AssertUnwindSafe(together)).unwrap_or_else(|_| {
                    self.one_by_one(batch, &|input| {
                        let document = check(slice::from_ref(input)).pop();
                        document.unwrap_or_else(|| CheckedDocument::internal_error(&input.shown))
                    })
                })
            }
        }
    }

    fn one_by_one(
        &self,
        batch: &[Input],
        check: &dyn Fn(&Input) -> CheckedDocument,
    ) -> Vec<Checked> {
        let inputs = batch.iter();
        inputs.map(|input| check_one(&input.shown, || check(input), self.render)).collect()
    }
}

#[cfg(test)]
mod tests {
    use std::path::PathBuf;
    use std::sync::Arc;

    use nianbao_document::Format;
    use nianbao_span::Source;

    use super::*;
    use crate::{Keep, Profile, Status, check_inputs};

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
        let check = Check::Together(&|inputs| check_inputs(inputs, Keep::Findings));
        let work = Work { check, render: &render };
        check_files(&inputs(count), threads, work, &mut |checked| {
            taken.push(main_of(&checked));
            if taken.len() < limit { ControlFlow::Continue(()) } else { ControlFlow::Break(()) }
        });
        taken
    }

    #[test]
    fn files_are_taken_in_order_at_any_thread_count() {
        for count in [0, 1, WINDOW, BATCH, BATCH + 1, 3 * BATCH * WINDOW + 5] {
            let expected: Vec<String> = (0..count).map(|index| index.to_string()).collect();
            for threads in [1, 2, 5] {
                assert_eq!(taken(count, threads, usize::MAX), expected);
            }
        }
    }

    #[test]
    fn a_run_stops_when_told() {
        for threads in [1, 3] {
            assert_eq!(taken(5 * BATCH * WINDOW, threads, BATCH + 3).len(), BATCH + 3);
        }
    }

    /// Counts of what came of 40 files, of which the one shown as `7` makes `check` panic, and the outputs.
    fn with_a_panic(check: Check<'_>, threads: usize) -> (Tally, Vec<String>) {
        let threads = NonZeroUsize::new(threads).unwrap();
        let (mut tally, mut outputs) = (Tally::default(), Vec::new());
        let render = |document: &CheckedDocument| rendered(&document.source.path);
        check_files(&inputs(40), threads, Work { check, render: &render }, &mut |checked| {
            outputs.push(main_of(&checked));
            tally += checked.tally;
            ControlFlow::Continue(())
        });
        (tally, outputs)
    }

    #[test]
    fn a_panic_spoils_its_own_file_only() {
        let one = |input: &Input| {
            assert_ne!(input.shown, "7", "on purpose");
            CheckedDocument::not_a_report(Source::from_text(&input.shown, ""), Format::Text)
        };
        for threads in [1, 3] {
            let each = Check::Each(&one);
            let together = Check::Together(&|inputs| inputs.iter().map(one).collect());
            for check in [each, together] {
                let (tally, outputs) = with_a_panic(check, threads);
                assert_eq!((tally.documents, tally.unreadable, tally.errors), (40, 1, 1));
                assert_eq!(outputs, (0..40).map(|index| index.to_string()).collect::<Vec<_>>());
            }
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
