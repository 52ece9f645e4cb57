use std::borrow::Cow;
use std::ops::Range;
use std::sync::LazyLock;

use rustc_hash::FxHashMap;
use serde::Deserialize;

use crate::numbers::{Number, is_han, numbers};

/// What is known of cited laws and notices, from the files in `data`.
pub(crate) struct Laws {
    entries: Vec<Law>,
    codes: Vec<Code>,
    /// Right names without marks and prefix, and what they name.
    known: FxHashMap<String, Known>,
    /// Wrong forms without marks, and the right one.
    wrong: FxHashMap<String, String>,
    /// What a misquoted title may mean: right names with the greatest distance at which they are taken for meant, by
    /// length.
    targets: Vec<Target>,
    /// The numbers of all entries, each with its entry, in order.
    numbers: Vec<(Number, usize)>,
    /// The numbers of versions no longer in force, likewise.
    old_numbers: Vec<(Number, usize)>,
}

/// A law, regulation or notice of the table.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Law {
    /// The title without marks.
    pub(crate) name: String,
    #[serde(default)]
    aliases: Vec<String>,
    #[serde(default, rename = "numbers")]
    written_numbers: Vec<String>,
    #[serde(default)]
    old_numbers: Vec<String>,
    /// First report year that must not rest on the version of the old numbers.
    pub(crate) old_numbers_stale_from: Option<u16>,
    #[serde(default)]
    wrong: Vec<[String; 2]>,
    /// First report year that must not rest on it.
    pub(crate) stale_from: Option<u16>,
    /// What to cite instead.
    pub(crate) replaced_by: Option<String>,
    #[serde(rename = "source")]
    _source: String,
    /// Its numbers, the first as it should be cited.
    #[serde(skip)]
    pub(crate) numbers: Vec<Number>,
    /// Numbers of versions no longer in force.
    #[serde(skip)]
    pub(crate) old: Vec<Number>,
}

/// A code of an issuing organ that does not exist, and the one meant.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Code {
    /// As people write it.
    pub(crate) wrong: String,
    /// As it is.
    pub(crate) right: String,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Tables {
    law: Vec<Law>,
    code: Vec<Code>,
}

/// What a right name names.
#[derive(Clone, Copy)]
enum Known {
    /// An entry of the table.
    Entry(usize),
    /// A law or regulation of which only the name is known.
    NameOnly,
}

struct Target {
    /// The first and the last of the characters.
    ends: [char; 2],
    /// Its place in the tables: of two as near, the first is meant.
    order: usize,
    chars: Vec<char>,
    max_distance: usize,
}

/// What the table says of a title.
pub(crate) enum Verdict<'l> {
    /// A right name, with what is known of it.
    Right(Option<&'l Law>),
    /// A wrong form of the name given.
    Wrong(Misquote),
    /// Nothing is known.
    Unknown,
}

/// A name that is quoted wrongly.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct Misquote {
    /// The right name, without marks.
    pub(crate) right: String,
    /// Which bytes of the name to replace, and what with.
    pub(crate) change: (Range<usize>, String),
}

/// What may be left out at the front of a title.
const PREFIXES: [&str; 2] = ["中华人民共和国", "国务院办公厅"];

/// Shortest names, in characters without prefix, that one and two wrong characters may stand in.
const LEAST_CHARS: [usize; 2] = [5, 10];

/// Most characters by which a title may differ from what it means.
const MOST_DISTANCE: usize = LEAST_CHARS.len();

/// Words that titles end in. A title that ends in another of them is another document.
const KINDS: [&str; 31] = [
    "实施条例",
    "实施细则",
    "条例",
    "规定",
    "办法",
    "细则",
    "意见",
    "通知",
    "制度",
    "方案",
    "要点",
    "指引",
    "指南",
    "目录",
    "规则",
    "规程",
    "标准",
    "计划",
    "纲要",
    "报告",
    "解释",
    "决定",
    "公告",
    "规范",
    "清单",
    "机制",
    "案例",
    "函",
    "证",
    "书",
    "法",
];

impl Laws {
    /// The table, read at first use.
    pub(crate) fn get() -> &'static Laws {
        static LAWS: LazyLock<Laws> = LazyLock::new(Laws::read);
        &LAWS
    }

    fn read() -> Laws {
        let tables: Tables =
            toml::from_str(include_str!("../data/laws.toml")).expect("a test reads the table");
        let mut laws = Laws {
            entries: Vec::new(),
            codes: tables.code,
            known: FxHashMap::default(),
            wrong: FxHashMap::default(),
            targets: Vec::new(),
            numbers: Vec::new(),
            old_numbers: Vec::new(),
        };
        let names = include_str!("../data/national-laws.txt").lines();
        for name in names.filter(|line| !line.starts_with('#')) {
            laws.known.insert(name.to_owned(), Known::NameOnly);
            if name.ends_with('法') {
                laws.push_target(name, 1);
            }
        }
        tables.law.into_iter().for_each(|law| laws.push(law));
        laws.targets.sort_by_key(|target| target.chars.len());
        laws
    }

    fn push(&mut self, mut law: Law) {
        let index = self.entries.len();
        for name in std::iter::once(&law.name).chain(&law.aliases) {
            let plain: String = plain(name).iter().map(|(_, c)| c).collect();
            self.push_target(&plain, MOST_DISTANCE);
            let bare = without_prefix(&plain).to_owned();
            self.known
                .insert(bare.strip_prefix("关于").unwrap_or(&bare).to_owned(), Known::Entry(index));
            self.known.insert(bare, Known::Entry(index));
        }
        for [wrong, right] in &law.wrong {
            self.wrong.insert(wrong.clone(), right.clone());
        }
        law.numbers = law.written_numbers.iter().flat_map(|text| numbers(text)).collect();
        law.old = law.old_numbers.iter().flat_map(|text| numbers(text)).collect();
        self.numbers.extend(law.numbers.iter().map(|number| (number.clone(), index)));
        self.old_numbers.extend(law.old.iter().map(|number| (number.clone(), index)));
        self.entries.push(law);
    }

    /// Lets misquoted titles mean `name`, with its prefix and without.
    fn push_target(&mut self, name: &str, most: usize) {
        let mut forms = vec![name];
        let bare = without_prefix(name);
        if bare != name {
            forms.push(bare);
        }
        for form in forms {
            let bare_chars = without_prefix(form).chars().count();
            let max_distance =
                LEAST_CHARS.iter().filter(|least| bare_chars >= **least).count().min(most);
            if max_distance > 0 {
                let order = self.targets.len();
                self.targets.extend(Target::of(form.chars().collect(), max_distance, order));
            }
        }
    }

    /// What the table says of the words within title marks.
    pub(crate) fn judge(&self, name: &str) -> Verdict<'_> {
        let title = plain_title(name);
        let bare = without_prefix(&title);
        if let Some(known) = self.known.get(bare) {
            return Verdict::Right(self.entry(*known));
        }
        if let Some(right) = self.wrong.get(title.as_ref()) {
            return Verdict::Wrong(misquote(&plain(name), &right.chars().collect::<Vec<_>>()));
        }
        let chars: Vec<char> = title.chars().collect();
        // Most laws are in the table without the prefix that a title may have.
        let prefix = if bare.len() < title.len() { chars.len() - bare.chars().count() } else { 0 };
        let mut starts = std::iter::once(0).chain((prefix > 0).then_some(prefix));
        let found = starts.find_map(|start| Some((start, self.nearest(&chars[start..])?)));
        found.map_or(Verdict::Unknown, |(start, target)| {
            Verdict::Wrong(misquote(&plain(name)[start..], &target.chars))
        })
    }

    /// The entry of the words within title marks, where they are the right name of something that has one.
    pub(crate) fn named(&self, name: &str) -> Option<&Law> {
        let known = self.known.get(without_prefix(&plain_title(name)))?;
        self.entry(*known)
    }

    fn entry(&self, known: Known) -> Option<&Law> {
        match known {
            Known::Entry(index) => Some(&self.entries[index]),
            Known::NameOnly => None,
        }
    }

    /// The known name that `title` is a near miss of.
    fn nearest(&self, title: &[char]) -> Option<&Target> {
        let first =
            self.targets.partition_point(|target| target.chars.len() + MOST_DISTANCE < title.len());
        let by_length = self.targets[first..]
            .iter()
            .take_while(|target| target.chars.len() <= title.len() + MOST_DISTANCE);
        let near = by_length.filter(|target| target.may_be_near(title));
        let near = near.filter_map(|target| Some((distance(title, target)?, target)));
        near.min_by_key(|(distance, target)| (*distance, target.order)).map(|(_, target)| target)
    }

    /// The entry that bears `number` now.
    pub(crate) fn with_number(&self, number: &Number) -> Option<&Law> {
        self.numbered(&self.numbers, number)
    }

    /// The entry an old version of which bears `number`.
    pub(crate) fn with_old_number(&self, number: &Number) -> Option<&Law> {
        self.numbered(&self.old_numbers, number)
    }

    fn numbered(&self, numbers: &[(Number, usize)], number: &Number) -> Option<&Law> {
        let (_, entry) = numbers.iter().find(|(own, _)| own.is_in(number))?;
        Some(&self.entries[*entry])
    }

    /// The code meant where `code` ends in one that does not exist.
    pub(crate) fn code_meant(&self, code: &str) -> Option<&Code> {
        let by_length = self.codes.iter().filter(|known| code.ends_with(&known.wrong));
        by_length.max_by_key(|known| known.wrong.len())
    }
}

/// The letters, digits and Chinese characters of a title with their places: what is left without marks and spaces.
fn plain(name: &str) -> Vec<(usize, char)> {
    name.char_indices().filter(|(_, c)| is_plain(*c)).collect()
}

fn is_plain(c: char) -> bool {
    is_han(c) || c.is_alphanumeric()
}

/// A title without marks and spaces, as tables have it.
fn plain_title(name: &str) -> Cow<'_, str> {
    if name.chars().all(is_han) {
        return name.into();
    }
    let mut title = String::with_capacity(name.len());
    title.extend(name.chars().filter(|c| is_plain(*c)));
    title.into()
}

fn without_prefix(title: &str) -> &str {
    PREFIXES.iter().find_map(|prefix| title.strip_prefix(prefix)).unwrap_or(title)
}

impl Target {
    fn of(chars: Vec<char>, max_distance: usize, order: usize) -> Option<Target> {
        Some(Target { ends: [*chars.first()?, *chars.last()?], order, chars, max_distance })
    }

    /// Whether `title` has about as many characters and one end in common, which most titles have with few laws.
    fn may_be_near(&self, title: &[char]) -> bool {
        let [first, last] = self.ends;
        title.len().abs_diff(self.chars.len()) <= self.max_distance
            && (title.first() == Some(&first) || title.last() == Some(&last))
    }
}

/// How far `title` is from `target`, where it is so near that nothing else can be meant.
fn distance(title: &[char], target: &Target) -> Option<usize> {
    let (a, b) = (title, target.chars.as_slice());
    let (start, end) = common_ends(a, b);
    // A name with more in it is another document (…的实施意见, …条例释义), unless it stammers.
    let is_extended = start + end == b.len() && !is_doubled(a, start, a.len() - end);
    if is_extended || (start + end) * 2 < b.len() {
        return None;
    }
    let [a_rest, b_rest] = [&a[start..a.len() - end], &b[start..b.len() - end]];
    if a_rest.iter().chain(b_rest).any(char::is_ascii_digit)
        || kind(a) != kind(b) && kind(a).is_some()
    {
        return None;
    }
    let [a_rest, b_rest] = [a_rest, b_rest].map(|rest| rest.iter().collect::<String>());
    Some(strsim::osa_distance(&a_rest, &b_rest)).filter(|distance| *distance <= target.max_distance)
}

/// Whether the characters from `start` to `end` repeat those before them.
fn is_doubled(title: &[char], start: usize, end: usize) -> bool {
    let len = end - start;
    len > 0 && start >= len && title[start - len..start] == title[start..end]
}

/// How many characters both share at the start, and how many of the rest at the end.
fn common_ends(a: &[char], b: &[char]) -> (usize, usize) {
    let start = a.iter().zip(b).take_while(|(a, b)| a == b).count();
    let end =
        a[start..].iter().rev().zip(b[start..].iter().rev()).take_while(|(a, b)| a == b).count();
    (start, end)
}

/// The word for the kind of document that a title ends in.
fn kind(title: &[char]) -> Option<&'static str> {
    KINDS.into_iter().find(|kind| {
        let len = kind.chars().count();
        title.len() >= len && title[title.len() - len..].iter().copied().eq(kind.chars())
    })
}

/// What to change in the title whose plain characters are `chars`, to make it `right`.
fn misquote(chars: &[(usize, char)], right: &[char]) -> Misquote {
    let title: Vec<char> = chars.iter().map(|(_, c)| *c).collect();
    let (start, end) = common_ends(&title, right);
    let end_of = |index: usize| chars[index].0 + chars[index].1.len_utf8();
    let last = chars.len() - end;
    let range = if start < last {
        chars[start].0..end_of(last - 1)
    } else {
        let at = start.checked_sub(1).map_or(0, end_of);
        at..at
    };
    let change = (range, right[start..right.len() - end].iter().collect());
    Misquote { right: right.iter().collect(), change }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The right name that `name` is found to misquote.
    fn meant(name: &str) -> Option<String> {
        match Laws::get().judge(name) {
            Verdict::Wrong(misquote) => Some(misquote.right),
            Verdict::Right(_) | Verdict::Unknown => None,
        }
    }

    fn is_right(name: &str) -> bool {
        matches!(Laws::get().judge(name), Verdict::Right(_))
    }

    #[test]
    fn names_and_numbers_are_told_apart() {
        let laws = Laws::get();
        let mut names: Vec<&str> = laws.entries.iter().map(|law| law.name.as_str()).collect();
        names.sort_unstable();
        let count = names.len();
        names.dedup();
        assert_eq!(names.len(), count);
        for law in &laws.entries {
            assert_eq!(law.numbers.len(), law.written_numbers.len(), "{}", law.name);
            assert_eq!(law.old.len(), law.old_numbers.len(), "{}", law.name);
            for (number, written) in law.numbers.iter().zip(&law.written_numbers) {
                assert_eq!(number.standard(), *written);
            }
            assert_eq!(law.stale_from.is_some(), law.replaced_by.is_some(), "{}", law.name);
        }
    }

    #[test]
    fn right_names_are_right_with_and_without_prefix_and_marks() {
        for name in [
            "中华人民共和国政府信息公开条例",
            "政府信息公开条例",
            "国务院办公厅关于印发〈政府信息公开信息处理费管理办法〉的通知",
            "关于印发<政府信息公开信息处理费管理办法>的通知",
            "全面推进政务公开工作的意见",
            "中华人民共和国行政复议法",
            "行政诉讼法",
        ] {
            assert!(is_right(name), "{name}");
        }
    }

    #[test]
    fn near_misses_and_listed_forms_are_wrong() {
        for (name, right) in [
            ("中华人民共和国政府信息公开条列", "中华人民共和国政府信息公开条例"),
            ("中华人民共合国政府信息公开条例", "中华人民共和国政府信息公开条例"),
            ("政府信公开条例", "政府信息公开条例"),
            ("信息公开条例", "政府信息公开条例"),
            ("政府信息公开处理费管理办法", "政府信息公开信息处理费管理办法"),
            ("中华人民共和国行政复义法", "行政复议法"),
            ("个人信息安全法", "个人信息保护法"),
        ] {
            let found = meant(name);
            assert!(
                found.as_deref().is_some_and(|found| found.ends_with(right)),
                "{name}: {found:?}"
            );
        }
    }

    #[test]
    fn other_documents_are_unknown() {
        for name in [
            "江南省政府信息公开规定",
            "江南省政府信息公开条例",
            "政府信息公开规定",
            "政府信息公开条例释义",
            "重大行政决策程序规定",
            "重大行政决策程序暂行规定",
            "2023年政务公开工作要点",
            "清河市2021年政务公开工作要点",
            "关于印发2023年政务公开工作要点的通知",
            "行政许可证",
            "行政复议法实施办法",
            "民警工作条例",
            "条例",
            "",
        ] {
            assert!(
                matches!(Laws::get().judge(name), Verdict::Unknown),
                "{name}: {:?}",
                meant(name)
            );
        }
    }

    #[test]
    fn only_what_differs_is_changed() {
        for (name, fixed) in [
            ("中华人民共和国政府信息公开条列", "中华人民共和国政府信息公开条例"),
            ("政府信公开条例", "政府信息公开条例"),
            ("政府信息公开处理费管理办法", "政府信息公开信息处理费管理办法"),
            ("政府信息公开信信息处理费管理办法", "政府信息公开信息处理费管理办法"),
            (
                "关于印发〈政府信息公开处理费管理办法〉的通知",
                "关于印发〈政府信息公开信息处理费管理办法〉的通知",
            ),
        ] {
            let Verdict::Wrong(Misquote { change: (range, replacement), .. }) =
                Laws::get().judge(name)
            else {
                panic!("{name} is a misquote");
            };
            let mut result = name.to_owned();
            result.replace_range(range, &replacement);
            assert_eq!(result, fixed);
        }
    }
}
