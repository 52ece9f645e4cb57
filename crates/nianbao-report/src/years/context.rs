use std::ops::Range;
use std::sync::LazyLock;

use super::YearRole;
use super::signs::{Sign, Signs};
use crate::Mark;
use crate::calendar::{skip_space, trim_start};
use crate::words::WordTable;

/// What stands around a year: enough of the sentence to tell what the year is there for.
pub(super) struct Context<'w> {
    /// From the last mark of any kind to the year.
    clause_before: &'w str,
    /// From the start of the sentence to the year.
    sentence_before: &'w str,
    /// From behind 年 or 年度 to the end of the sentence.
    sentence_after: &'w str,
    /// Bytes of [`Context::sentence_after`] up to its first mark of any kind.
    clause_len: usize,
    /// Whether 《》, “” or 〔〕 hold the year.
    is_quoted: bool,
}

/// Bytes looked at on either side. Sentences of reports are shorter; what is not is read in part.
const REACH_BYTES: usize = 900;

/// Words right before a year that make it a point in time.
const POINT_BEFORE: [&str; 18] = [
    "自", "从", "于", "由", "继", "早在", "在", "到", "至", "截至", "截止", "直至", "以", "沿用",
    "原", "延续", "历经", "—",
];

/// Words right behind a year that make it a point or span of time.
static POINT_AFTER: LazyLock<WordTable<()>> = LazyLock::new(|| {
    WordTable::of(
        "以来 来 起 始 开始 至 到 — - ~ ～ 底 末 初 年中 前 后 间 之 以前 \
         以后 上半年 下半年 第一季度 第二季度 第三季度 第四季度 一季度 春 夏 秋 冬",
    )
});

/// Words right before a year that make it one to compare with.
const COMPARED_BEFORE: [&str; 16] = [
    "比",
    "较",
    "相比",
    "相较",
    "相较于",
    "相对于",
    "对比",
    "比照",
    "比起",
    "超过",
    "高于",
    "低于",
    "多于",
    "少于",
    "其中",
    "包括",
];

/// Words that join two years to be compared where the clause goes on to say so.
const JOINED_BEFORE: [&str; 4] = ["与", "和", "同", "跟"];

/// Words right behind a year that carry something over from it.
static CARRIED_AFTER: LazyLock<WordTable<()>> =
    LazyLock::new(|| WordTable::of("同期 结转 转入 遗留 跨年 未办结 相比"));

/// Words that put what follows into the future.
static PLANNED_BEFORE: LazyLock<WordTable<()>> =
    LazyLock::new(|| WordTable::of("下一步 下步 今后 明年"));

/// What 将 does to its object when it is no future: 将政务公开纳入考核.
static MADE_INTO: LazyLock<WordTable<()>> = LazyLock::new(|| {
    WordTable::of(
        "纳入 列入 列为 作为 融入 摆在 摆上 放在 贯穿 落实到 细化 分解 上传 与 和 \
         转 公开在 通报",
    )
});

/// Words by which the report announces itself before it names its year. 公布 alone may speak of last year's report.
static ANNOUNCED_BEFORE: LazyLock<WordTable<()>> =
    LazyLock::new(|| WordTable::of("现将 现就 现公布 现发布 现特 特向 特编制"));

/// What others do, and not the organ that reports.
static OTHERS: LazyLock<WordTable<()>> =
    LazyLock::new(|| WordTable::of("国务院 国办 党中央 中央 中共 全国 国家 省委"));

/// Words right behind a year inside a clause that say what was done in it.
static DID: LazyLock<WordTable<()>> = LazyLock::new(|| {
    WordTable::of(
        "共 累计 主动公开 受理 收到 办理 未收到 没有收到 未发生 没有发生 未产生 \
         没有产生 未收取 发布 公开 全年 区政府 县政府 市政府 政务公开工作虽 \
         政务公开工作取得 信息公开工作虽 信息公开工作取得",
    )
});

/// Words of a clause that takes the year's work as its object: 针对市局2022年政务公开工作….
static TAKEN_UP: LazyLock<WordTable<()>> =
    LazyLock::new(|| WordTable::of("针对 对照 根据 按照 依据 落实 围绕 对"));

/// How the words end that say whose year it is.
const SUBJECT_ENDS: [&str; 16] = [
    "局", "委", "办", "厅", "镇", "乡", "街道", "府", "市", "区", "县", "省", "室", "处", "机关",
    "单位",
];

impl<'w> Context<'w> {
    /// What stands around the year at `year`, its digits with 年, in words with these `marks`.
    pub(super) fn of(words: &'w str, marks: &[Mark], year: Range<usize>) -> Context<'w> {
        let end_before = words[..year.start].trim_end().len();
        let start = words.ceil_char_boundary(end_before.saturating_sub(REACH_BYTES));
        let start_after = skip_space(words, year.end);
        let end = words.floor_char_boundary(start_after + REACH_BYTES);
        let start_after = words.len() - skip_degree(&words[start_after..]).len();
        let before = marks_in(marks, start..end_before);
        let after = marks_in(marks, start_after..end);
        let start_at = |is_border: fn(char) -> bool| {
            before.iter().rfind(|mark| is_border(mark.char)).map_or(start, |mark| mark.range().end)
        };
        let end_at = |is_border: fn(char) -> bool| {
            after.iter().find(|mark| is_border(mark.char)).map_or(end, |mark| mark.at)
        };
        Context {
            clause_before: &words[start_at(is_mark)..end_before],
            sentence_before: &words[start_at(is_stop)..end_before],
            sentence_after: &words[start_after..end_at(is_stop)],
            clause_len: end_at(is_mark) - start_after,
            is_quoted: is_quoted(before, after),
        }
    }

    /// What the year is there for.
    pub(super) fn role(&self) -> YearRole {
        if self.is_quoted {
            return YearRole::Citation;
        }
        if let Some(role) = self.date_role() {
            return role;
        }
        if self.is_compared() {
            YearRole::Comparison
        } else if self.is_point() {
            YearRole::Event
        } else {
            self.role_by_signs(&Signs::of(self.sentence_after))
        }
    }

    /// What the year is there for where only the words of the sentence behind it tell.
    fn role_by_signs(&self, signs: &Signs) -> YearRole {
        if self.is_announced(signs) {
            YearRole::Report
        } else if self.is_named(signs) {
            YearRole::Citation
        } else if self.is_planned(signs) {
            YearRole::Plan
        } else if self.is_history(signs) {
            YearRole::Event
        } else if self.is_reported(signs) {
            YearRole::Report
        } else {
            YearRole::Unclear
        }
    }

    fn clause_after(&self) -> &'w str {
        &self.sentence_after[..self.clause_len]
    }

    /// A year with month and day is a date: the line's only words, or the time of something.
    fn date_role(&self) -> Option<YearRole> {
        const LONGEST_CHARS: usize = 8;
        let month = trim_start(self.sentence_after);
        let digits = month.bytes().take_while(u8::is_ascii_digit).count();
        let unit = trim_start(&month[digits..]);
        if digits == 0 || !unit.starts_with(['月', '-', '—', '至', '、']) {
            return None;
        }
        let tail = self.sentence_after.trim_end();
        let alone = self.sentence_before.trim().is_empty() && tail.ends_with(['日', '月']);
        let is_short = tail.chars().count() <= LONGEST_CHARS;
        Some(if alone && is_short { YearRole::Date } else { YearRole::Event })
    }

    fn is_compared(&self) -> bool {
        let joined = ends_with_any(self.clause_before, &JOINED_BEFORE);
        ends_with_any(self.clause_before, &COMPARED_BEFORE)
            || joined && Signs::of(self.clause_after()).first(Sign::Compared).is_some()
            || CARRIED_AFTER.begins(self.sentence_after)
    }

    fn is_point(&self) -> bool {
        ends_with_any(self.clause_before, &POINT_BEFORE) || POINT_AFTER.begins(self.sentence_after)
    }

    /// Whether the year begins a name: a noun such as 要点 follows before anything is said to have happened.
    fn is_named(&self, signs: &Signs) -> bool {
        signs
            .first(Sign::Named)
            .is_some_and(|noun| noun < self.clause_len && !signs.before(Sign::NameBorder, noun))
    }

    /// Whether the sentence says what is to come before it says what was done.
    fn is_planned(&self, signs: &Signs) -> bool {
        let in_name = signs.before(Sign::PlanNamed, self.clause_len)
            && !signs.before(Sign::NameBorder, self.clause_len);
        if in_name || PLANNED_BEFORE.is_in(self.sentence_before) {
            return true;
        }
        let plan = match (first_future(self.sentence_after), signs.first(Sign::Planned)) {
            (Some(future), Some(plan)) => future.min(plan),
            (future, plan) => match future.or(plan) {
                Some(plan) => plan,
                None => return false,
            },
        };
        // A clause of its own before the plan tells what was done.
        let told = self.sentence_after[..plan].trim_matches(is_mark).contains(is_mark);
        !(told && signs.before(Sign::DoneForSure, plan))
    }

    fn is_history(&self, signs: &Signs) -> bool {
        const CLAUSES_TOLD: usize = 3;
        let told = self.sentence_after.trim_start_matches(is_mark);
        if signs.first(Sign::History).is_none() {
            return OTHERS.begins(told);
        }
        let opening = self
            .sentence_after
            .split_inclusive(is_mark)
            .filter(|clause| clause.chars().any(|c| !is_mark(c)))
            .take(CLAUSES_TOLD)
            .last();
        let end = opening.map_or(0, |last| {
            last.as_ptr() as usize - self.sentence_after.as_ptr() as usize + last.len()
        });
        signs.before(Sign::History, end) || OTHERS.begins(told)
    }

    fn is_reported(&self, signs: &Signs) -> bool {
        !self.is_attribute() && (self.is_opening(signs) || self.is_told_within())
    }

    /// `2022年受理的申请`: the year tells which ones are meant, not when something happened.
    fn is_attribute(&self) -> bool {
        const LONGEST_CHARS: usize = 8;
        self.clause_after().chars().take(LONGEST_CHARS).any(|c| c == '的')
    }

    /// `现将某镇2022年政府信息公开工作情况报告如下`.
    fn is_announced(&self, signs: &Signs) -> bool {
        let announces = signs.before(Sign::Announced, self.clause_len)
            && ANNOUNCED_BEFORE.is_in(self.clause_before);
        announces || self.clause_before.contains("结合") && self.clause_after().contains("工作实际")
    }

    /// The year opens a clause, and the sentence goes on to tell what was done.
    fn is_opening(&self, signs: &Signs) -> bool {
        let told = self.sentence_after.trim_start_matches([' ', '，', ',']);
        without_number(self.clause_before).is_empty()
            && !told.starts_with(is_mark)
            && signs.first(Sign::Done).is_some()
    }

    /// `全镇2022年主动公开信息120条`.
    fn is_told_within(&self) -> bool {
        let subject = self.clause_before.trim_end();
        (subject.is_empty() || ends_with_any(subject, &SUBJECT_ENDS))
            && !TAKEN_UP.is_in(subject)
            && DID.begins(self.clause_after().trim_start())
    }
}

/// Whether `c` ends a sentence.
pub(super) fn is_stop(c: char) -> bool {
    matches!(c, '。' | '；' | '！' | '？' | ';' | '!' | '?' | '\n')
}

fn is_mark(c: char) -> bool {
    is_stop(c) || matches!(c, '，' | ',' | '：' | ':' | '、' | '（' | '）' | '(' | ')')
}

/// The clause without a list's number: `一是`, `1.`.
fn without_number(clause: &str) -> &str {
    let clause = clause.trim();
    let is_numeral = |c: char| c.is_ascii_digit() || "一二三四五六七八九十".contains(c);
    let rest = clause.trim_start_matches(is_numeral);
    if rest.len() == clause.len() {
        return clause;
    }
    rest.trim_start_matches(['是', '.', '．', ' '])
}

/// The first 将 that speaks of the future.
fn first_future(sentence: &str) -> Option<usize> {
    sentence.match_indices('将').map(|(at, _)| at).find(|at| {
        let after = before_first(&sentence[at + '将'.len_utf8()..], is_mark);
        !MADE_INTO.is_in(after)
    })
}

/// Whether 《》, “” or 〔〕 are open behind the marks `before`, and closed by those `after`.
fn is_quoted(before: &[Mark], after: &[Mark]) -> bool {
    const PAIRS: [[char; 2]; 3] = [['《', '》'], ['“', '”'], ['〔', '〕']];
    PAIRS.iter().any(|pair| {
        let is_of_pair = |mark: &&Mark| pair.contains(&mark.char);
        before.iter().rfind(is_of_pair).is_some_and(|mark| mark.char == pair[0])
            && after.iter().find(is_of_pair).is_some_and(|mark| mark.char == pair[1])
    })
}

/// Those of `marks` within `range`.
fn marks_in(marks: &[Mark], range: Range<usize>) -> &[Mark] {
    let place = |at: usize| marks.partition_point(|mark| mark.at < at);
    &marks[place(range.start)..place(range.end.max(range.start))]
}

/// What follows 年 without 度.
fn skip_degree(words: &str) -> &str {
    words.strip_prefix('度').unwrap_or(words)
}

fn ends_with_any(text: &str, words: &[&str]) -> bool {
    !text.is_empty() && words.iter().any(|word| text.ends_with(word))
}

fn before_first(text: &str, border: fn(char) -> bool) -> &str {
    text.split(border).next().unwrap_or(text)
}
