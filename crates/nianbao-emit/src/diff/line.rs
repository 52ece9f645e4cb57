//! One line of a diff: what of it is changed, and what of it is shown.

use std::ops::Range;

use similar::{Algorithm, DiffTag, capture_diff_slices};

/// A line in parts, each with whether it is changed. Of a long line only what is changed is shown, with some characters
/// around it.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct ShownLine {
    pub(super) parts: Vec<(bool, String)>,
}

/// Longest line shown whole, in characters: about what a terminal shows in two lines.
const LONGEST: usize = 100;

/// Most changes of a long line shown.
const MOST_CHANGES: usize = 20;

/// Characters of a long line shown on either side of what is changed.
const AROUND: usize = 16;

/// What stands for characters that are not shown.
const LEFT_OUT: &str = "…";

impl ShownLine {
    /// The line `line`, in which the characters at `changed`, in order, differ.
    pub(super) fn new(line: &str, changed: &[Range<usize>]) -> ShownLine {
        let chars: Vec<char> = without_end(line).chars().collect();
        let mut shown = ShownLine { parts: Vec::new() };
        let mut done = 0;
        for window in windows(chars.len(), changed) {
            shown.leave_out(done..window.start);
            let mut at = window.start;
            let within = changed.partition_point(|change| change.start < window.start);
            let inside = changed[within..].iter().take_while(|change| change.start < window.end);
            for change in inside {
                let end = change.end.min(window.end);
                shown.push(false, &chars[at..change.start]);
                shown.push(true, &chars[change.start..end]);
                at = end;
            }
            shown.push(false, &chars[at..window.end]);
            done = window.end;
        }
        shown.leave_out(done..chars.len());
        shown
    }

    fn push(&mut self, is_changed: bool, chars: &[char]) {
        if !chars.is_empty() {
            self.parts.push((is_changed, chars.iter().collect()));
        }
    }

    fn leave_out(&mut self, chars: Range<usize>) {
        if !chars.is_empty() {
            self.parts.push((false, LEFT_OUT.to_owned()));
        }
    }
}

/// What is shown of a line of `len` characters: parts in order, with gaps between them.
fn windows(len: usize, changed: &[Range<usize>]) -> Vec<Range<usize>> {
    if len <= LONGEST {
        return std::iter::once(0..len).collect();
    }
    if changed.is_empty() {
        return std::iter::once(0..LONGEST).collect();
    }
    let mut windows: Vec<Range<usize>> = Vec::new();
    for change in changed.iter().take(MOST_CHANGES) {
        let end = change.end.min(change.start + LONGEST);
        let wanted = change.start.saturating_sub(AROUND)..(end + AROUND).min(len);
        match windows.last_mut() {
            Some(last) if wanted.start <= last.end => last.end = wanted.end,
            _ => windows.push(wanted),
        }
    }
    windows
}

/// The characters in which two lines differ, for each of them. They are compared sentence by sentence first: a page may
/// be one line of megabytes, and comparing takes time by length and by changes.
pub(super) fn changed_chars(old: &str, new: &str) -> [Vec<Range<usize>>; 2] {
    let [old, new] = [old, new].map(|line| without_end(line).chars().collect::<Vec<char>>());
    let [olds, news] = [&old, &new].map(|chars| sentences(chars));
    let mut changes = Changes::default();
    for op in capture_diff_slices(Algorithm::Myers, &olds, &news) {
        let (tag, old, new) = op.as_tag_tuple();
        match tag {
            DiffTag::Equal => changes.pass(&olds[old]),
            _ if old.len() == new.len() => {
                olds[old].iter().zip(&news[new]).for_each(|(old, new)| changes.compare(old, new));
            }
            _ => changes.compare(&olds[old].concat(), &news[new].concat()),
        }
    }
    changes.ranges
}

/// Longest stretch that is compared character by character.
const MOST_COMPARED: usize = 2_000;

/// What differs in two lines up to a place in each.
#[derive(Default)]
struct Changes {
    at: [usize; 2],
    ranges: [Vec<Range<usize>>; 2],
}

impl Changes {
    fn pass(&mut self, same: &[&[char]]) {
        let len: usize = same.iter().map(|sentence| sentence.len()).sum();
        self.at = self.at.map(|at| at + len);
    }

    fn compare(&mut self, old: &[char], new: &[char]) {
        if old.len().max(new.len()) > MOST_COMPARED {
            self.push([0..old.len(), 0..new.len()]);
        } else {
            let ops = capture_diff_slices(Algorithm::Myers, old, new);
            for op in ops.iter().filter(|op| op.tag() != DiffTag::Equal) {
                self.push([op.old_range(), op.new_range()]);
            }
        }
        self.at = [self.at[0] + old.len(), self.at[1] + new.len()];
    }

    fn push(&mut self, ranges: [Range<usize>; 2]) {
        for ((all, range), at) in self.ranges.iter_mut().zip(ranges).zip(self.at) {
            if !range.is_empty() {
                all.push(at + range.start..at + range.end);
            }
        }
    }
}

/// A line in pieces that end with a stop or a tag.
fn sentences(chars: &[char]) -> Vec<&[char]> {
    chars.split_inclusive(|c| matches!(c, '。' | '>')).collect()
}

fn without_end(line: &str) -> &str {
    let line = line.strip_suffix('\n').unwrap_or(line);
    line.strip_suffix('\r').unwrap_or(line)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(old: &str, new: &str, expected: [&str; 2]) {
        let changed = changed_chars(old, new);
        let shown = [(old, &changed[0]), (new, &changed[1])].map(|(line, changed)| {
            let parts = ShownLine::new(line, changed).parts.into_iter();
            parts
                .map(|(is_changed, words)| if is_changed { format!("[{words}]") } else { words })
                .collect::<String>()
        });
        assert_eq!(shown, expected);
    }

    #[test]
    fn what_differs_is_told() {
        check(
            "2023年,公开。。\r\n",
            "2023年，公开。\r\n",
            ["2023年[,]公开[。]。", "2023年[，]公开。"],
        );
        check("甲", "", ["[甲]", ""]);
    }

    #[test]
    fn very_long_lines_are_compared_in_linear_time() {
        let line = |mark: char| format!("公开{mark}信息。").repeat(200_000);
        let [old, new] = changed_chars(&line(','), &line('，'));
        assert_eq!((old.len(), new.len()), (200_000, 200_000));
        assert!(ShownLine::new(&line(','), &old).parts.len() < 3 * MOST_CHANGES);
        let line = |c: &str| c.repeat(1_000_000);
        let [old, new] = changed_chars(&line("甲"), &line("乙"));
        assert_eq!((&old, old.len(), old[0].len()), (&new, 1, 1_000_000));
        assert_eq!(ShownLine::new(&line("甲"), &old).parts.len(), 2);
    }

    #[test]
    fn a_long_line_is_shown_where_it_differs() {
        let long = |mark: char| format!("{}{mark}{}", "甲".repeat(80), "乙".repeat(80));
        let around =
            |mark: char| format!("…{}[{mark}]{}…", "甲".repeat(AROUND), "乙".repeat(AROUND));
        check(&long(','), &long('，'), [&around(','), &around('，')]);
        let start = format!("{}…", "甲".repeat(LONGEST));
        assert_eq!(ShownLine::new(&"甲".repeat(200), &[]).parts.len(), 2);
        let whole: String = ShownLine::new(&"甲".repeat(200), &[])
            .parts
            .into_iter()
            .map(|(_, words)| words)
            .collect();
        assert_eq!(whole, start);
    }
}
