//! `reference FOLDER`: the least a checker of Chinese text must do. It reads each file, makes sure it is UTF-8, and
//! passes over it once with an automaton of 3,000 Chinese patterns, on one thread. `cargo xtask bench` says how many
//! times as much processor time nianbao takes.
#![expect(clippy::print_stdout, reason = "a program that is measured prints its result")]

use std::fs;

use anyhow::{Context, Result, anyhow};
use daachorse::CharwiseDoubleArrayAhoCorasick;
use walkdir::WalkDir;

/// Characters the patterns are made of: common in reports, so that the automaton leaves its root as it would with a
/// dictionary of official terms.
const CHARACTERS: &str = "政府信息公开工作年度报告主动申请依法规范制发废止行政许可处罚强制收费总计自然人企业机构科研社会公益组织法律\
    服务其他本年新收上结转办理结果予以部分不区处只计非同时存在不能提供重复补正逾期委托复议诉讼维持纠正审结存在问题改进情况需要\
    报告事项领导高度视进一步加强推动落实全面深化改革发展经济社会";

const PATTERNS: usize = 3_000;

fn main() -> Result<()> {
    let folder = std::env::args().nth(1).context("usage: reference FOLDER")?;
    let automaton = CharwiseDoubleArrayAhoCorasick::<u32>::new(patterns())
        .map_err(|error| anyhow!("cannot build the automaton: {error}"))?;
    let mut matches = 0;
    for entry in WalkDir::new(folder).sort_by_file_name() {
        let entry = entry?;
        if entry.file_type().is_file() {
            let text = String::from_utf8(fs::read(entry.path())?)?;
            matches += automaton.find_overlapping_iter(&text).count();
        }
    }
    println!("{matches} matches");
    Ok(())
}

/// Distinct words of two to four characters, always the same.
fn patterns() -> Vec<String> {
    let mut characters: Vec<char> = CHARACTERS.chars().collect();
    characters.sort_unstable();
    characters.dedup();
    let count = characters.len();
    // Step `i` writes `i` in base `count`, so no two words of one length are the same.
    (0..PATTERNS)
        .map(|i| {
            let length = 2 + i % 3;
            let (first, second) = (i % count, i / count % count);
            let word = [first, second, (first + second) % count, (first * 7 + second) % count];
            word[..length].iter().map(|at| characters[*at]).collect()
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn patterns_are_distinct_and_as_many_as_promised() {
        let mut patterns = patterns();
        patterns.sort();
        patterns.dedup();
        assert_eq!(patterns.len(), PATTERNS);
    }
}
