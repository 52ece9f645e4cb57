//! One line of counts for people.

use std::cmp::Reverse;
use std::fmt::Write as _;

use nianbao_run::{Fixes, Tally};

use crate::visible;

/// What was checked, what was found, what was mended.
pub(crate) fn summary(tally: &Tally) -> String {
    let checked = tally.documents - tally.unreadable - tally.not_reports;
    let Tally { errors, warnings, infos, .. } = tally;
    let mut line = format!("检查 {checked} 份，错误 {errors}，警告 {warnings}，提示 {infos}");
    for (count, what) in [
        (tally.unreadable, "份无法读取"),
        (tally.not_reports, "份不是年度报告"),
        (tally.unwritten, "份未能写入"),
        (tally.baselined, "个问题基线中已有"),
    ] {
        if count > 0 {
            // Writing to a string cannot fail.
            let _ = write!(line, "；{count} {what}");
        }
    }
    if tally.suppressed > 0 {
        // Writing to a string cannot fail.
        let _ = write!(line, "；按例外不报 {}", tally.suppressed);
    }
    match tally.fixes {
        None => line.push_str(&mendable(tally)),
        Some(fixes) => {
            line.push_str("；已");
            line.push_str(&mended(tally));
            if fixes == Fixes::Safe && tally.unsafe_fixes > 0 {
                // Writing to a string cannot fail.
                let _ = write!(line, "；另有 {} 个须确认（--unsafe-fixes）", tally.unsafe_fixes);
            }
        }
    }
    line.push('\n');
    line
}

/// What could be mended, where there is something.
fn mendable(tally: &Tally) -> String {
    match (tally.safe_fixes, tally.unsafe_fixes) {
        (0, 0) => String::new(),
        (safe, 0) => format!("；nianbao fix 可修改 {safe} 个"),
        (safe, unsafe_) => {
            format!("；nianbao fix 可修改 {safe} 个，须确认的另有 {unsafe_} 个（--unsafe-fixes）")
        }
    }
}

/// Most rules named in a summary.
const MOST_NAMED: usize = 5;

/// How many findings are mended, by which rules: the most frequent first.
pub(crate) fn mended(tally: &Tally) -> String {
    let count: usize = tally.mended.values().sum();
    if count == 0 {
        return "修改 0 个问题".to_owned();
    }
    let mut rules: Vec<(&str, usize)> =
        tally.mended.iter().map(|(rule, count)| (&**rule, *count)).collect();
    rules.sort_by_key(|(_, count)| Reverse(*count));
    let named =
        rules.iter().take(MOST_NAMED).map(|(rule, count)| format!("{} {count}", visible(rule)));
    let named: Vec<String> = named.collect();
    let rest = if rules.len() > MOST_NAMED { "等" } else { "" };
    format!("修改 {} 份的 {count} 个问题（{}{rest}）", tally.mended_documents, named.join("，"))
}
