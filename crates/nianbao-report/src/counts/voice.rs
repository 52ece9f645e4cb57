use std::ops::Range;
use std::sync::LazyLock;

use nianbao_document::CharSet;

use crate::OrganKind;
use crate::words::WordTable;

/// Who reports, for which year: what tells the organ's own counts from others'.
#[derive(Debug, Default)]
pub(super) struct Voice {
    pub(super) kind: Option<OrganKind>,
    pub(super) year: Option<u16>,
    /// Spellings of the organ's name.
    names: Vec<String>,
    /// Their ends that stand for it: the first character of each, the index of the name, and where the end begins in it.
    ends: Vec<(char, usize, usize)>,
    /// How the ends and [`HINTS`] begin.
    heads: CharSet,
    /// Bits for the first characters of the ends, by the last six bits: most places are ruled out by one look.
    end_bits: u64,
}

/// Whom a clause speaks of.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Speaker {
    /// The organ that reports.
    Own,
    /// Another, or a part of it, or more than it.
    Foreign,
}

/// Shortest end of the organ's name that stands for it, in characters.
const SHORTEST_NAME: usize = 3;

/// A body that a pronoun stands before.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Body {
    Organ,
    Town,
    Area,
    Beyond,
}

/// What a pronoun (我, 本, 全) may precede.
static BODIES: LazyLock<WordTable<Body>> = LazyLock::new(|| {
    let organs =
        "管理委员会 管委会 行政机关 单位 机关 部门 中心 局 办 委 厅 院 所 站 队 校 处 室 署 馆 社";
    let towns = "街道办事处 街道 镇 乡 街";
    let areas = "省 市 县 区 州 旗 盟";
    let bodies = [(organs, Body::Organ), (towns, Body::Town), (areas, Body::Area)];
    let bodies = bodies.into_iter().chain([("系统", Body::Beyond)]);
    WordTable::new(bodies.flat_map(|(words, body)| words.split(' ').map(move |word| (word, body))))
});

/// What a word at the beginning of a clause says of its subject.
#[derive(Clone, Copy)]
enum Hint {
    /// The organs of an area together.
    AllOrgans,
    /// The end of an organ's name.
    OrganEnd,
    /// A word that a subject stands before.
    Predicate,
    /// 我, 本, 全: what a body stands behind.
    Pronoun,
}

static HINTS: LazyLock<WordTable<Hint>> = LazyLock::new(|| {
    let all = "各级行政机关 各级政府及其部门 各级政府及部门 各级各部门 各行政机关 各级政府 各部门 各单位 各乡镇";
    let ends = "局 委 厅 镇 乡 街道 部门 单位 中心 办公室 政府 机关 法院 大队 支队 公司 科室 股室 \
                府办 办事处 镇街";
    let predicates = "申请 收到 受理 办理 答复 公开";
    let hints = [
        (all, Hint::AllOrgans),
        (ends, Hint::OrganEnd),
        (predicates, Hint::Predicate),
        ("我 本 全", Hint::Pronoun),
    ];
    WordTable::new(
        hints
            .into_iter()
            .flat_map(|(words, hint)| words.split_whitespace().map(move |word| (word, hint))),
    )
});

/// What follows 政府 or 机关 where no organ is meant.
const NO_ORGAN_AFTER: [&str; 6] = ["信息", "网", "门户", "公报", "工作", "不"];

/// How far into a clause its subject is looked for, in characters.
const SUBJECT_CHARS: usize = 16;

impl Voice {
    pub(super) fn new(name: Option<&str>, kind: Option<OrganKind>, year: Option<u16>) -> Voice {
        let names = spellings(name.unwrap_or_default(), kind == Some(OrganKind::Government));
        let heads = HINTS.heads().clone();
        let mut voice = Voice { kind, year, names, ends: Vec::new(), heads, end_bits: 0 };
        for (index, name) in voice.names.iter().enumerate() {
            let count = name.chars().count().saturating_sub(SHORTEST_NAME - 1);
            voice.ends.reserve(count);
            for (at, head) in name.char_indices().take(count) {
                voice.ends.push((head, index, at));
                voice.end_bits |= bit(head);
            }
        }
        voice.heads.extend(voice.ends.iter().map(|(head, ..)| *head));
        voice
    }

    /// Whether the whole area is reported on, so that counts of the government's own office are part of it only.
    pub(super) fn is_government(&self) -> bool {
        self.kind == Some(OrganKind::Government)
    }

    /// The name, or pronoun with a body, at the beginning of `text`, and its length.
    pub(super) fn speaker_at(&self, text: &str) -> Option<(Speaker, usize)> {
        if let Some(len) = self.own_name_at(text) {
            return Some((Speaker::Own, len));
        }
        match HINTS.at(text)? {
            (Hint::Pronoun, _) => self.pronoun_at(text),
            (Hint::AllOrgans, len) => Some((self.all_organs(), len)),
            _ => None,
        }
    }

    fn all_organs(&self) -> Speaker {
        if self.is_government() { Speaker::Own } else { Speaker::Foreign }
    }

    fn pronoun_at(&self, text: &str) -> Option<(Speaker, usize)> {
        let behind = text.strip_prefix(is_pronoun)?;
        let (body, len) = BODIES.at(behind)?;
        let rest = &behind[len..];
        // 本机关不掌握 names a result, not whom the count is of.
        if rest.starts_with('不') || text.starts_with("全部门") {
            return None;
        }
        let speaker = if self.is_own(body) { Speaker::Own } else { Speaker::Foreign };
        Some((speaker, text.len() - rest.len()))
    }

    /// Whom the clause at `clause` speaks of by its first words, where it says so.
    pub(super) fn subject(&self, text: &str, clause: Range<usize>) -> Option<Speaker> {
        let text = &text[clause];
        let reach = text.floor_char_boundary(SUBJECT_CHARS * char::MAX_LEN_UTF8);
        for (at, _) in self.heads.members_in(&text[..reach]) {
            let rest = &text[at..];
            if at >= SUBJECT_CHARS && text[..at].chars().count() >= SUBJECT_CHARS {
                return None;
            }
            if self.own_name_at(rest).is_some() {
                return Some(Speaker::Own);
            }
            match HINTS.at(rest) {
                Some((Hint::Pronoun, _)) => {
                    if let Some((speaker, _)) = self.pronoun_at(rest) {
                        return Some(speaker);
                    }
                }
                Some((Hint::AllOrgans, _)) => return Some(self.all_organs()),
                Some((Hint::Predicate, _)) => return None,
                Some((Hint::OrganEnd, len))
                    if at > 0 && !NO_ORGAN_AFTER.iter().any(|it| rest[len..].starts_with(it)) =>
                {
                    return Some(Speaker::Foreign);
                }
                _ => {}
            }
        }
        None
    }

    /// The length of the longest end of one of the names that `text` begins with.
    fn own_name_at(&self, text: &str) -> Option<usize> {
        let head = text.chars().next().filter(|head| self.end_bits & bit(*head) != 0)?;
        let ends = self.ends.iter().filter(|(first, ..)| *first == head);
        ends.map(|(_, name, at)| &self.names[*name][*at..])
            .filter(|end| text.starts_with(end))
            .map(str::len)
            .max()
    }

    fn is_own(&self, body: Body) -> bool {
        match self.kind {
            Some(OrganKind::Government) => body == Body::Area,
            Some(OrganKind::Township | OrganKind::SubDistrict) => {
                matches!(body, Body::Town | Body::Organ)
            }
            Some(OrganKind::Office | OrganKind::Department) => body == Body::Organ,
            Some(OrganKind::Other) | None => matches!(body, Body::Organ | Body::Town),
        }
    }
}

/// The spellings of `name`, each once. What a government calls itself may also mean its own organ alone, without the
/// departments.
fn spellings(name: &str, is_government: bool) -> Vec<String> {
    let name: String = name.split_whitespace().collect();
    let mut spellings = vec![name];
    let [is_government_named, is_office, is_committee] =
        ["人民政府", "办公室", "管理委员会"].map(|part| spellings[0].contains(part));
    if is_government_named || is_office {
        let plain = spellings[0].replace("人民政府", "政府");
        let short = spellings[0].replace("人民政府", "府").replace("办公室", "办");
        spellings.extend([plain.replace("办公室", "办"), plain, short]);
    }
    if is_committee {
        spellings.push(spellings[0].replace("管理委员会", "管委会"));
    }
    let mut names: Vec<String> = Vec::with_capacity(spellings.len());
    for mut spelling in spellings {
        if is_government {
            let area = spelling.trim_end_matches("人民政府").trim_end_matches(['政', '府']).len();
            spelling.truncate(area);
        }
        if !names.contains(&spelling) {
            names.push(spelling);
        }
    }
    names
}

fn is_pronoun(c: char) -> bool {
    matches!(c, '我' | '本' | '全')
}

fn bit(c: char) -> u64 {
    1 << (u32::from(c) & 0x3F)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(name: &str, kind: OrganKind, clause: &str, speaker: Option<Speaker>) {
        let voice = Voice::new(Some(name), Some(kind), Some(2023));
        assert_eq!(voice.subject(clause, 0..clause.len()), speaker, "{clause}");
    }

    #[test]
    fn an_organ_is_known_by_pronoun_and_by_name() {
        use OrganKind::{Department, Government, Office, Township};
        check("青禾县水务局", Department, "我局共收到", Some(Speaker::Own));
        check("青禾县水务局", Department, "县水务局共收到", Some(Speaker::Own));
        check("青禾县人民政府办公室", Office, "县政府办公室共收到", Some(Speaker::Own));
        check("青禾县人民政府办公室", Office, "县府办共收到", Some(Speaker::Own));
        check("青禾县人民政府", Government, "全县各级行政机关共收到", Some(Speaker::Own));
        check("白杨镇人民政府", Township, "我镇收到", Some(Speaker::Own));
        check("青禾县水务局", Department, "共收到政府信息公开申请", None);
    }

    #[test]
    fn counts_of_others_are_told_apart() {
        use OrganKind::{Department, Government, Office};
        check("青禾县水务局", Department, "全县共收到", Some(Speaker::Foreign));
        check("青禾县水务局", Department, "县住建局收到", Some(Speaker::Foreign));
        check("青禾县水务局", Department, "各单位收到", Some(Speaker::Foreign));
        check("青禾县人民政府", Government, "县政府办公室收到", Some(Speaker::Foreign));
        check("青禾县人民政府", Government, "县政府收到", Some(Speaker::Foreign));
        check("青禾县人民政府办公室", Office, "我县收到", Some(Speaker::Foreign));
    }
}
