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
            for change in changed.iter().filter(|change| window.contains(&change.start)) {
                shown.push(false, &chars[at..change.start]);
                shown.push(true, &chars[change.clone()]);
                at = change.end;
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
    for change in changed {
        let wanted = change.start.saturating_sub(AROUND)..(change.end + AROUND).min(len);
        match windows.last_mut() {
            Some(last) if wanted.start <= last.end => last.end = wanted.end,
            _ => windows.push(wanted),
        }
    }
    windows
}

/// The characters in which two lines differ, for each of them.
pub(super) fn changed_chars(old: &str, new: &str) -> [Vec<Range<usize>>; 2] {
    let [old, new] = [old, new].map(|line| without_end(line).chars().collect::<Vec<char>>());
    let ops = capture_diff_slices(Algorithm::Myers, &old, &new);
    let differing = ops.iter().filter(|op| op.tag() != DiffTag::Equal);
    let (olds, news) = differing.map(|op| (op.old_range(), op.new_range())).unzip();
    [olds, news]
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
