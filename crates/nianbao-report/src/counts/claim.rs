use std::ops::Range;
use std::sync::LazyLock;

use rust_decimal::Decimal;

use super::glyphs::{Glyphs, WordSet, contains, stands_at};
use super::phrase::{Dispute, Phrase, Topic, topic, year_at};
use super::quantity::{Precision, Quantity, quantities};
use super::voice::{Speaker, Voice};

/// A count of a line that was understood as the organ's own for the report year. Ranges count bytes of the line's words.
#[derive(Debug)]
pub(super) struct Claim {
    pub(super) value: Decimal,
    pub(super) number: Range<usize>,
    /// Its clause up to the counter.
    pub(super) phrase: Range<usize>,
    pub(super) topic: Topic,
    /// The total it is a part of: an index into the line's claims.
    pub(super) parent: Option<usize>,
    /// Whether the clause or one before it says whose count it is.
    pub(super) speaker_named: bool,
}

/// Marks that end a sentence.
const SENTENCE_ENDS: [char; 7] = ['。', '；', ';', '！', '!', '？', '?'];
/// Marks that end a clause.
const CLAUSE_ENDS: [char; 4] = ['，', ',', '：', ':'];
/// Brackets, which part clauses.
const BRACKETS: [char; 4] = ['（', '(', '）', ')'];
/// Words that limit a count to part of a year, or stretch it over more.
static OTHER_PERIODS: LazyLock<WordSet> = LazyLock::new(|| {
    WordSet::new(&["上半年", "下半年", "季度", "以来", "历年", "历史", "同期", "每年", "年均"])
});
/// Matters that are no applications; counts after them may be theirs.
static OTHER_MATTERS: LazyLock<WordSet> = LazyLock::new(|| {
    WordSet::new(&[
        "咨询",
        "信访",
        "来信",
        "来访",
        "留言",
        "信箱",
        "热线",
        "建议",
        "提案",
        "投诉",
        "举报",
        "主动公开",
        "培训",
        "解读",
    ])
});
/// Counters whose quantities could be taken for applications.
const CASE_COUNTERS: [&str; 6] = ["件", "宗", "条", "份", "起", "例"];

/// Sections whose heading says what their counts are about.
const APPLICATIONS_SECTION: u8 = 3;
const DISPUTES_SECTION: u8 = 4;
/// Words that tell applications for information from others.
static DISCLOSURE: LazyLock<WordSet> =
    LazyLock::new(|| WordSet::new(&["信息公开", "依申请", "公开申请", "申请公开"]));

/// Deepest brackets that are told apart; prose has two.
const DEEPEST_BRACKETS: usize = 16;

/// The claims of a line that stands in `section`.
pub(super) fn claims(voice: &Voice, section: Option<u8>, words: &str) -> Vec<Claim> {
    let glyphs = Glyphs::new(words);
    let quantities = quantities(glyphs.chars());
    if quantities.is_empty() {
        return Vec::new();
    }
    let mut walk = Walk {
        voice,
        section,
        glyphs: &glyphs,
        disclosure: disclosure_end(glyphs.chars()),
        state: State::default(),
        outer: Vec::new(),
        claims: Vec::new(),
    };
    walk.line(&quantities);
    walk.claims
}

/// One pass over a line, clause by clause.
struct Walk<'w> {
    voice: &'w Voice,
    section: Option<u8>,
    glyphs: &'w Glyphs,
    /// Where the line has first spoken of disclosure.
    disclosure: Option<usize>,
    state: State,
    /// States before brackets that are still open.
    outer: Vec<State>,
    claims: Vec<Claim>,
}

/// What earlier clauses tell about the next.
#[derive(Clone, Default)]
struct State {
    /// Whom the line speaks of, where it says so.
    speaker: Option<Speaker>,
    /// Whom this sentence speaks of by a clause without count.
    sentence_speaker: Option<Speaker>,
    /// Whether counts are of another time than the report year.
    other_period: bool,
    /// The last total of applications: an index into the claims.
    total: Option<usize>,
    /// The dispute the sentence speaks of.
    dispute: Option<Dispute>,
    /// What the last quantity was.
    last: Last,
    /// Whether counts are of a part of a part.
    nested: bool,
    /// Whether the sentence has named one kind of applicants.
    one_applicant: bool,
}

/// What a quantity was, for the 其中 that may follow.
#[derive(Clone, Copy, Default, PartialEq, Eq)]
enum Last {
    #[default]
    Nothing,
    /// A total of applications or disputes.
    Total,
    /// Part of a total.
    Part,
    /// Not understood.
    Unknown,
}

impl Walk<'_> {
    fn line(&mut self, quantities: &[Quantity]) {
        let chars = self.glyphs.chars();
        let mut next = 0;
        let mut first = 0;
        let mut start = 0;
        let mut at = 0;
        while at < chars.len() {
            if let Some(quantity) = quantities.get(next).filter(|it| it.whole.start <= at) {
                at = quantity.whole.end;
                next += 1;
                continue;
            }
            let mark = chars[at];
            let in_list = mark == '、' && next > first;
            let ends = in_list
                || BRACKETS.contains(&mark)
                || SENTENCE_ENDS.contains(&mark)
                || CLAUSE_ENDS.contains(&mark);
            if ends {
                self.clause(start..at, &quantities[first..next]);
                self.mark(mark);
                (first, start) = (next, at + 1);
            }
            at += 1;
        }
        self.clause(start..chars.len(), &quantities[first..next]);
    }

    fn mark(&mut self, mark: char) {
        match mark {
            '（' | '(' if self.outer.len() < DEEPEST_BRACKETS => {
                self.outer.push(self.state.clone());
            }
            '）' | ')' => {
                if let Some(state) = self.outer.pop() {
                    self.state = state;
                }
            }
            _ if SENTENCE_ENDS.contains(&mark) => {
                self.state.sentence_speaker = None;
                self.state.dispute = None;
                self.state.nested = false;
                self.state.one_applicant = false;
            }
            _ => {}
        }
    }

    fn clause(&mut self, clause: Range<usize>, quantities: &[Quantity]) {
        self.observe(&clause, quantities.is_empty());
        let mut start = clause.start;
        for (index, quantity) in quantities.iter().enumerate() {
            let end = if index + 1 == quantities.len() { clause.end } else { quantity.whole.end };
            self.quantity(quantity, start, end);
            start = quantity.whole.end;
        }
    }

    /// Takes from a clause whom and what time it speaks of.
    fn observe(&mut self, clause: &Range<usize>, without_count: bool) {
        let chars = &self.glyphs.chars()[..clause.end];
        let text = &chars[clause.clone()];
        if let Some(speaker) = self.voice.subject(chars, clause.clone()) {
            if without_count && speaker == Speaker::Foreign {
                self.state.sentence_speaker = Some(speaker);
            } else {
                self.state.speaker = Some(speaker);
                self.state.sentence_speaker = None;
            }
        }
        if contains(text, "行政复议") || contains(text, "行政诉讼") {
            self.state.total = None;
        }
        if without_count && OTHER_MATTERS.is_in(text) {
            self.state.total = None;
        }
        if let Some(other) = self.other_period(chars, clause) {
            self.state.other_period = other;
        }
    }

    /// Whether the clause moves the time to another than the report year, or back to it.
    fn other_period(&self, chars: &[char], clause: &Range<usize>) -> Option<bool> {
        let text = &chars[clause.clone()];
        let compares = ["比", "较", "同"].iter().any(|word| stands_at(chars, clause.start, word));
        if compares {
            return None;
        }
        let carried = contains(text, "结转") || contains(text, "转结");
        let mut other = None;
        for at in clause.clone() {
            if let Some((year, _)) = year_at(chars, at) {
                if Some(year) == self.voice.year {
                    other = Some(false);
                } else if !carried {
                    other = Some(true);
                }
            }
            if part_of_year(chars, at) {
                other = Some(true);
            }
        }
        if contains(text, "今年以来") {
            return Some(false);
        }
        if OTHER_PERIODS.is_in(text) {
            return Some(true);
        }
        other
    }

    /// Takes a count whose phrase begins at `start` and whose clause ends at `end`.
    fn quantity(&mut self, quantity: &Quantity, start: usize, end: usize) {
        let chars = self.glyphs.chars();
        let before = Phrase::read(self.voice, chars, start..quantity.whole.start);
        let after = Phrase::read(self.voice, chars, quantity.whole.end..end);
        let (Some(before), Some(after)) = (before, after) else { return self.unknown(quantity) };
        if before.is_within() {
            self.state.nested |= matches!(self.state.last, Last::Part | Last::Unknown);
        }
        for speaker in before.speaker.into_iter().chain(after.speaker) {
            self.state.speaker = Some(speaker);
            self.state.sentence_speaker = None;
        }
        match topic(&before, &after) {
            None => self.unknown(quantity),
            Some(Topic::Comparison | Topic::Mention) => {}
            Some(topic) => self.claim(quantity, start..end, topic),
        }
    }

    fn unknown(&mut self, quantity: &Quantity) {
        let idiom = quantity.value == Decimal::ONE
            && !self.glyphs.chars()[quantity.number.start].is_ascii_digit();
        if CASE_COUNTERS.contains(&quantity.counter) && !idiom {
            self.state.total = None;
            self.state.dispute = None;
            self.state.last = Last::Unknown;
        }
    }

    fn claim(&mut self, quantity: &Quantity, clause: Range<usize>, topic: Topic) {
        let parent = self.parent(&topic, clause.end);
        self.remember(&topic, parent.is_some());
        let Some(parent) = parent else { return };
        if !is_certain(quantity, &topic) || self.is_of_others() {
            return;
        }
        if matches!(topic, Topic::Applications { .. }) {
            self.state.total = Some(self.claims.len());
        }
        let phrase = clause.start..quantity.whole.end;
        self.claims.push(Claim {
            value: quantity.value,
            number: self.glyphs.bytes(&quantity.number),
            phrase: self.glyphs.bytes(&phrase),
            topic,
            parent,
            speaker_named: self.state.speaker.is_some(),
        });
    }

    /// The total a count in a clause that ends at `end` is part of, if any; none at all where the count cannot be placed.
    #[expect(
        clippy::option_option,
        reason = "a count without a total and one that cannot be placed differ"
    )]
    fn parent(&self, topic: &Topic, end: usize) -> Option<Option<usize>> {
        let total = self.state.total;
        match topic {
            Topic::Channel | Topic::Comparison | Topic::Mention => None,
            _ if self.state.nested => None,
            // Organs count applications and disputes of many kinds; only those about disclosure are in the tables.
            Topic::Applications { named: true, .. } => {
                self.is_about_disclosure(APPLICATIONS_SECTION, end).then_some(None)
            }
            Topic::Dispute { .. } => {
                self.is_about_disclosure(DISPUTES_SECTION, end).then_some(None)
            }
            Topic::Ruling(_) => self.state.dispute.map(|_| None),
            Topic::Results(_) if self.state.one_applicant => None,
            Topic::Applicant { stage: Some(_), .. }
            | Topic::CarriedIn { named: true }
            | Topic::CarriedOut { named: true } => Some(total),
            Topic::Applications { .. }
            | Topic::CarriedIn { .. }
            | Topic::CarriedOut { .. }
            | Topic::Applicant { .. }
            | Topic::Results(_) => total.map(Some),
        }
    }

    /// Whether the heading of `section`, if the line stands there, or the line up to `end` speaks of disclosure.
    fn is_about_disclosure(&self, section: u8, end: usize) -> bool {
        self.section == Some(section) || self.disclosure.is_some_and(|at| at <= end)
    }

    fn remember(&mut self, topic: &Topic, placed: bool) {
        let total =
            matches!(topic, Topic::Applications { .. } | Topic::Dispute { ruling: None, .. });
        self.state.last = match topic {
            Topic::Channel => Last::Part,
            _ if !placed => Last::Unknown,
            _ if total => Last::Total,
            _ => Last::Part,
        };
        match topic {
            Topic::Dispute { dispute, .. } if placed => self.state.dispute = Some(*dispute),
            Topic::Applicant { .. } => self.state.one_applicant = true,
            _ => {}
        }
    }

    fn is_of_others(&self) -> bool {
        let speaker = self.state.sentence_speaker.or(self.state.speaker);
        self.state.other_period || speaker == Some(Speaker::Foreign)
    }
}

/// Where the first word ends that tells applications for information from others.
fn disclosure_end(chars: &[char]) -> Option<usize> {
    (0..chars.len()).find_map(|at| {
        let word = DISCLOSURE.at(chars, at)?;
        Some(at + word.chars().count())
    })
}

/// Whether the count is exact and its counter is one for what it counts. 次, 项 and 个 count many things and need 申请.
fn is_certain(quantity: &Quantity, topic: &Topic) -> bool {
    let named = matches!(topic, Topic::Applications { named: true, .. });
    let counter = CASE_COUNTERS.contains(&quantity.counter)
        || named && matches!(quantity.counter, "次" | "项" | "个");
    counter && quantity.precision == Precision::Exact
}

/// Whether a month or day stands in `chars` at `at` that is not the first or last day of a year.
fn part_of_year(chars: &[char], at: usize) -> bool {
    let months = chars[at..].iter().take_while(|c| c.is_ascii_digit()).count();
    let begins = at == 0 || !chars[at - 1].is_ascii_digit();
    if !begins || months == 0 || chars.get(at + months) != Some(&'月') {
        return false;
    }
    !["1月1日", "01月01日", "12月31日", "12月底", "12月末"]
        .iter()
        .any(|day| stands_at(chars, at, day))
}

#[cfg(test)]
mod tests;
