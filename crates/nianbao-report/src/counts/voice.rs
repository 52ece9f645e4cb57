use std::ops::Range;
use std::sync::LazyLock;

use super::glyphs::{WordSet, heads, is_head, stands_at};
use crate::OrganKind;

/// Who reports, for which year: what tells the organ's own counts from others'.
#[derive(Debug, Default)]
pub(super) struct Voice {
    pub(super) kind: Option<OrganKind>,
    pub(super) year: Option<u16>,
    /// Spellings of the organ's name.
    names: Vec<Vec<char>>,
    /// Marks for the characters the names hold.
    name_chars: Vec<u64>,
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

/// What a pronoun (我, 本, 全) may precede; longer ones first.
const BODIES: [(&str, Body); 32] = [
    ("行政机关", Body::Organ),
    ("街道办事处", Body::Town),
    ("街道", Body::Town),
    ("单位", Body::Organ),
    ("机关", Body::Organ),
    ("部门", Body::Organ),
    ("中心", Body::Organ),
    ("系统", Body::Beyond),
    ("局", Body::Organ),
    ("办", Body::Organ),
    ("委", Body::Organ),
    ("厅", Body::Organ),
    ("院", Body::Organ),
    ("所", Body::Organ),
    ("站", Body::Organ),
    ("队", Body::Organ),
    ("校", Body::Organ),
    ("处", Body::Organ),
    ("室", Body::Organ),
    ("署", Body::Organ),
    ("馆", Body::Organ),
    ("社", Body::Organ),
    ("镇", Body::Town),
    ("乡", Body::Town),
    ("街", Body::Town),
    ("省", Body::Area),
    ("市", Body::Area),
    ("县", Body::Area),
    ("区", Body::Area),
    ("州", Body::Area),
    ("旗", Body::Area),
    ("盟", Body::Area),
];

/// A body that a pronoun stands before.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Body {
    Organ,
    Town,
    Area,
    Beyond,
}

/// The organs of an area together.
static ALL_ORGANS: LazyLock<WordSet> = LazyLock::new(|| {
    WordSet::new(&[
        "各级行政机关",
        "各级政府及其部门",
        "各级政府及部门",
        "各级各部门",
        "各行政机关",
        "各级政府",
        "各部门",
        "各单位",
        "各乡镇",
    ])
});

/// Ends of organs' names.
static ORGAN_ENDS: LazyLock<WordSet> = LazyLock::new(|| {
    WordSet::new(&[
        "局",
        "委",
        "厅",
        "镇",
        "乡",
        "街道",
        "部门",
        "单位",
        "中心",
        "办公室",
        "政府",
        "机关",
        "法院",
        "大队",
        "支队",
        "公司",
        "科室",
        "府办",
    ])
});

/// What follows 政府 or 机关 where no organ is meant.
const NO_ORGAN_AFTER: [&str; 6] = ["信息", "网", "门户", "公报", "工作", "不"];

/// Words a subject stands before.
static PREDICATES: LazyLock<WordSet> =
    LazyLock::new(|| WordSet::new(&["申请", "收到", "受理", "办理", "答复", "公开"]));

/// How far into a clause its subject is looked for, in characters.
const SUBJECT_CHARS: usize = 16;

impl Voice {
    pub(super) fn new(name: Option<&str>, kind: Option<OrganKind>, year: Option<u16>) -> Voice {
        let name = name.unwrap_or_default();
        let mut names: Vec<Vec<char>> = Vec::new();
        let shortened = [
            name.to_owned(),
            name.replace("人民政府", "政府"),
            name.replace("人民政府", "政府").replace("办公室", "办"),
            name.replace("人民政府", "府").replace("办公室", "办"),
        ];
        for spelling in shortened {
            // What a government calls itself may also mean its own organ alone, without the departments.
            let spelling = match kind {
                Some(OrganKind::Government) => {
                    spelling.trim_end_matches("人民政府").trim_end_matches(['政', '府']).to_owned()
                }
                _ => spelling,
            };
            let spelling: Vec<char> = spelling.chars().filter(|c| !c.is_whitespace()).collect();
            if !names.contains(&spelling) {
                names.push(spelling);
            }
        }
        let name_chars = heads(names.iter().flatten().copied());
        Voice { kind, year, names, name_chars }
    }

    /// Whether the whole area is reported on, so that counts of the government's own office are part of it only.
    pub(super) fn is_government(&self) -> bool {
        self.kind == Some(OrganKind::Government)
    }

    /// A name, or a pronoun with a body, that stands in `chars` at `at`, and its length.
    pub(super) fn speaker_at(&self, chars: &[char], at: usize) -> Option<(Speaker, usize)> {
        if let Some(len) = self.own_name_at(chars, at) {
            return Some((Speaker::Own, len));
        }
        if let Some(all) = ALL_ORGANS.at(chars, at) {
            let speaker = if self.is_government() { Speaker::Own } else { Speaker::Foreign };
            return Some((speaker, all.chars().count()));
        }
        let pronoun = chars.get(at).filter(|c| matches!(c, '我' | '本' | '全'))?;
        let (text, body) = BODIES.into_iter().find(|(text, _)| stands_at(chars, at + 1, text))?;
        let after = at + 1 + text.chars().count();
        // 本机关不掌握 names a result, not whom the count is of.
        if stands_at(chars, after, "不") || *pronoun == '全' && text == "部门" {
            return None;
        }
        let speaker = if self.is_own(body) { Speaker::Own } else { Speaker::Foreign };
        Some((speaker, after - at))
    }

    /// Whom the clause at `clause` speaks of by its first words, where it says so.
    pub(super) fn subject(&self, chars: &[char], clause: Range<usize>) -> Option<Speaker> {
        let end = clause.end.min(clause.start + SUBJECT_CHARS);
        for at in clause.start..end {
            if let Some((speaker, _)) = self.speaker_at(chars, at) {
                return Some(speaker);
            }
            if let Some(text) = ORGAN_ENDS.at(chars, at)
                && at > clause.start
                && !NO_ORGAN_AFTER
                    .iter()
                    .any(|after| stands_at(chars, at + text.chars().count(), after))
            {
                return Some(Speaker::Foreign);
            }
            if PREDICATES.at(chars, at).is_some() {
                return None;
            }
        }
        None
    }

    fn own_name_at(&self, chars: &[char], at: usize) -> Option<usize> {
        if !chars.get(at).is_some_and(|c| is_head(&self.name_chars, *c)) {
            return None;
        }
        self.names
            .iter()
            .filter_map(|name| {
                (SHORTEST_NAME..=name.len())
                    .rev()
                    .find(|len| chars.get(at..at + len) == Some(&name[name.len() - len..]))
            })
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

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(name: &str, kind: OrganKind, clause: &str, speaker: Option<Speaker>) {
        let voice = Voice::new(Some(name), Some(kind), Some(2023));
        let chars: Vec<char> = clause.chars().collect();
        assert_eq!(voice.subject(&chars, 0..chars.len()), speaker, "{clause}");
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
