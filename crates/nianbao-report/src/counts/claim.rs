use std::cell::OnceCell;
use std::ops::Range;

use rust_decimal::Decimal;

use super::counter::{Counter, counter};
use super::lexicon::DocumentFact;
use super::period::Period;
use super::phrase::{Dispute, Phrase, Stage, Topic};
use super::signals::{Signal, signals};
use super::voice::{Speaker, Voice};
use crate::quantities::{BreakKind, CountedLine, Exactness, Quantity, Writing};

/// A count of a line that was understood as the organ's own for the report year. Ranges count bytes of the line's text.
#[derive(Debug)]
pub(super) struct Claim {
    pub(super) value: Decimal,
    pub(super) unit: &'static str,
    pub(super) number: Range<usize>,
    /// Its clause up to the counter.
    pub(super) phrase: Range<usize>,
    pub(super) topic: Topic,
    /// The total it is a part of: an index into the line's claims.
    pub(super) parent: Option<usize>,
    /// Whether the clause or one before it says whose count it is.
    pub(super) speaker_named: bool,
    /// Whether every word of its phrase was understood.
    pub(super) fully_read: bool,
    pub(super) standing: Standing,
}

/// How a count stands to those before it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Standing {
    /// By itself.
    Apart,
    /// As part of what came before: in brackets, or behind 其中 or 含.
    Within,
    /// As part of all applications, whose total the line does not say: the words are those the form has for such parts.
    Implied,
}

/// A line with quantities.
#[derive(Clone, Copy)]
pub(super) struct Prose<'w> {
    pub(super) line: &'w CountedLine,
    pub(super) text: &'w str,
    /// The section it stands in.
    pub(super) section: Option<u8>,
    /// Whether the line before it says that it is about applications.
    pub(super) is_announced: bool,
}

/// Sections whose heading says what their counts are about.
pub(super) const APPLICATIONS_SECTION: u8 = 3;
const DISPUTES_SECTION: u8 = 4;

/// Deepest brackets that are told apart; prose has two.
const DEEPEST_BRACKETS: usize = 16;

/// The claims of a line.
pub(super) fn claims(voice: &Voice, prose: &Prose<'_>) -> Vec<Claim> {
    let mut walk = Walk {
        voice,
        prose: *prose,
        disclosure: None,
        extended: OnceCell::new(),
        lapsed: OnceCell::new(),
        implied: prose.is_of_whole_year(),
        in_words_of_form: OnceCell::new(),
        phrase: Phrase::default(),
        state: State::default(),
        outer: Vec::new(),
        before_bracket: None,
        claims: Vec::with_capacity(prose.line.quantities.len()),
    };
    walk.line();
    walk.claims
}

/// One pass over a line, clause by clause.
struct Walk<'w> {
    voice: &'w Voice,
    prose: Prose<'w>,
    /// Where the line has first spoken of disclosure.
    disclosure: Option<usize>,
    /// Whether some of what is told was done late, once that was asked for.
    extended: OnceCell<bool>,
    /// Whether documents that lapsed are told apart from those repealed, once that was asked for: the form's number may then
    /// be either's.
    lapsed: OnceCell<bool>,
    /// Whether results and applicants are of all applications though no total was said.
    implied: bool,
    /// Whether the line has the words of the form, once that was asked for.
    in_words_of_form: OnceCell<bool>,
    phrase: Phrase,
    state: State,
    /// Brackets that are still open.
    outer: Vec<Bracket>,
    /// The words before a bracket that was just closed, where no number stood among them.
    before_bracket: Option<Range<usize>>,
    claims: Vec<Claim>,
}

/// What was known where a bracket opened.
struct Bracket {
    state: State,
    /// The words before it, where no number stood among them.
    before: Option<Range<usize>>,
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
    /// What the sentence is about.
    about: About,
}

/// What a sentence has said it is about.
#[derive(Clone, Copy, Default)]
struct About {
    /// One kind of applicants.
    one_applicant: bool,
    /// Normative documents.
    documents: bool,
    /// Applications at this stage: 新收申请中.
    stage: Option<Stage>,
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
    fn line(&mut self) {
        let Prose { line, text, .. } = self.prose;
        let mut quantities = line.quantities.iter().filter(|it| counter(it).is_some()).peekable();
        let mut clause: Vec<&Quantity> = Vec::new();
        let mut start = line.start;
        for mark in &line.breaks {
            while let Some(quantity) = quantities.next_if(|it| it.number.start < mark.at) {
                clause.push(quantity);
            }
            if mark.kind == BreakKind::Pause && clause.is_empty() {
                continue;
            }
            self.clause(start..mark.at, &clause);
            let before = clause.is_empty().then_some(start..mark.at);
            self.mark(mark.kind, before);
            clause.clear();
            start = mark.end;
            // What follows the last number changes nothing.
            if quantities.peek().is_none() {
                return;
            }
        }
        clause.extend(quantities);
        self.clause(start..text.len(), &clause);
    }

    /// Takes a mark behind the words `before`, given where no number stands among them.
    fn mark(&mut self, kind: BreakKind, before: Option<Range<usize>>) {
        self.before_bracket = None;
        match kind {
            BreakKind::Open if self.outer.len() < DEEPEST_BRACKETS => {
                self.outer.push(Bracket { state: self.state.clone(), before });
            }
            BreakKind::Close => {
                if let Some(bracket) = self.outer.pop() {
                    self.state = bracket.state;
                    self.before_bracket = bracket.before;
                }
            }
            BreakKind::Semicolon | BreakKind::Stop => {
                self.state.sentence_speaker = None;
                self.state.dispute = None;
                self.state.nested = false;
                let about = std::mem::take(&mut self.state.about);
                if kind == BreakKind::Semicolon {
                    self.state.about = About { one_applicant: false, ..about };
                }
            }
            _ => {}
        }
    }

    fn clause(&mut self, clause: Range<usize>, quantities: &[&Quantity]) {
        self.observe(&clause, quantities.is_empty());
        if quantities.is_empty() && self.implied {
            self.implied = self.introduces(clause.clone());
        }
        let words = &self.prose.text[clause.clone()];
        if quantities.is_empty() && words.ends_with(['中', '看']) {
            self.among(clause.clone());
        }
        let mut start = clause.start;
        for (index, quantity) in quantities.iter().enumerate() {
            let is_last = index + 1 == quantities.len();
            let end = if is_last { clause.end } else { quantity.whole.end };
            self.quantity(quantity, start.min(quantity.whole.start), end);
            start = quantity.whole.end;
        }
    }

    /// Takes from a clause such as 新收申请中 what the counts behind it are among.
    fn among(&mut self, clause: Range<usize>) {
        let end = clause.end..clause.end;
        if self.phrase.read(self.voice, self.prose.text, clause, end) {
            self.state.about.stage = self.phrase.stage();
        }
    }

    /// Whether a clause without count tells of all applications, and of no part of them.
    fn introduces(&mut self, clause: Range<usize>) -> bool {
        let end = clause.end..clause.end;
        self.phrase.read(self.voice, self.prose.text, clause, end)
            && !self.phrase.has_gap
            && self.phrase.names_no_part()
    }

    /// Takes from a clause whom and what time it speaks of.
    fn observe(&mut self, clause: &Range<usize>, without_count: bool) {
        let text = self.prose.text;
        if let Some(speaker) = self.voice.subject(text, clause.clone()) {
            if without_count && speaker == Speaker::Foreign {
                self.state.sentence_speaker = Some(speaker);
            } else {
                self.state.speaker = Some(speaker);
                self.state.sentence_speaker = None;
            }
        }
        let mut period = Period::default();
        for (signal, end) in signals(&text[clause.clone()]) {
            match signal {
                Signal::Dispute => self.state.total = None,
                Signal::OtherMatter if without_count => {
                    self.state.total = None;
                    self.implied = false;
                }
                Signal::Disclosure => {
                    self.disclosure.get_or_insert(clause.start + end);
                }
                Signal::OtherMatter => {}
                Signal::ThisYear => period.this_year = true,
                Signal::OtherPeriod => period.other = true,
                Signal::Carried => period.carried = true,
                Signal::Documents => self.state.about.documents = true,
            }
        }
        let calendar = self.prose.line.calendar_in(clause);
        if let Some(other) = period.other(self.voice, text, clause, calendar) {
            self.state.other_period = other;
        }
    }

    /// Takes a count whose phrase begins at `start` and whose clause ends at `end`.
    fn quantity(&mut self, quantity: &Quantity, start: usize, end: usize) {
        let mut before = start..quantity.whole.start;
        if before.is_empty()
            && let Some(words) = self.before_bracket.take()
        {
            before = words;
        }
        let (start, after, after_end) = (before.start, quantity.whole.end..end, quantity.whole.end);
        if !self.phrase.read(self.voice, self.prose.text, before, after) {
            return self.unknown(quantity);
        }
        if self.phrase.is_within() {
            self.state.nested |= matches!(self.state.last, Last::Part | Last::Unknown);
        }
        if let Some(speaker) = self.phrase.speaker {
            self.state.speaker = Some(speaker);
            self.state.sentence_speaker = None;
        }
        match self.phrase.topic(|| *self.extended.get_or_init(|| self.prose.tells_of_delay())) {
            None => self.unknown(quantity),
            Some(Topic::Results(results)) if is_share_of_handled(&self.prose.text[after_end..]) => {
                self.state.about.stage = Some(Stage::Answered);
                self.claim(quantity, start..end, Topic::Results(results));
            }
            Some(Topic::Comparison | Topic::Mention) => {}
            Some(Topic::Applicant { applicant, stage: None }) => {
                let unsaid = self.is_implied().then_some(Stage::Unsaid);
                let stage = self.state.about.stage.or(unsaid);
                self.claim(quantity, start..end, Topic::Applicant { applicant, stage });
            }
            Some(topic) => self.claim(quantity, start..end, topic),
        }
    }

    /// Whether a part is of all applications though no total was said.
    fn is_implied(&self) -> bool {
        self.state.total.is_none() && self.may_imply_total()
    }

    fn may_imply_total(&self) -> bool {
        self.implied && *self.in_words_of_form.get_or_init(|| self.prose.has_words_of_form())
    }

    fn unknown(&mut self, quantity: &Quantity) {
        self.implied = false;
        let idiom = quantity.value == Decimal::ONE && quantity.writing == Writing::Chinese;
        if counter(quantity) == Some(Counter::Case) && !idiom {
            self.state.total = None;
            self.state.dispute = None;
            self.state.last = Last::Unknown;
        }
    }

    fn claim(&mut self, quantity: &Quantity, clause: Range<usize>, topic: Topic) {
        let parent = self.parent(&topic, clause.end);
        self.remember(&topic, parent.is_some());
        let Some(parent) = parent else {
            self.implied = false;
            return;
        };
        if !is_certain(quantity, &topic) || self.is_of_others() {
            return;
        }
        if matches!(topic, Topic::Applications { .. }) {
            self.state.total = Some(self.claims.len());
        }
        let unsaid = matches!(topic, Topic::Applications { stage: Stage::Unsaid, .. });
        let is_part = matches!(topic, Topic::Results(_) | Topic::Applicant { .. });
        let is_implied = is_part && parent.is_none() && !topic.is_staged();
        self.claims.push(Claim {
            value: quantity.value,
            unit: quantity.unit.map_or("", |unit| unit.text),
            number: quantity.number.clone(),
            phrase: clause.start..quantity.whole.end,
            topic,
            parent,
            speaker_named: self.state.speaker.is_some(),
            fully_read: !self.phrase.has_gap && !unsaid && !is_implied,
            standing: match (is_implied, self.phrase.is_within() || !self.outer.is_empty()) {
                (true, _) => Standing::Implied,
                (false, true) => Standing::Within,
                (false, false) => Standing::Apart,
            },
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
            Topic::Documents { fact, named } => {
                let is_vague = *fact == DocumentFact::Repealed
                    && *self.lapsed.get_or_init(|| self.prose.tells_lapsed_apart());
                ((*named || self.state.about.documents) && !is_vague).then_some(None)
            }
            // 办结的申请中 names the total itself, whatever was received before.
            Topic::Results(_)
                if !self.state.about.one_applicant
                    && self.state.about.stage.is_some_and(Stage::is_dealt) =>
            {
                Some(None)
            }
            _ if self.state.nested => None,
            // Organs count applications and disputes of many kinds; only those about disclosure are in the tables.
            Topic::Applications { named: true, .. } => {
                self.is_about_disclosure(APPLICATIONS_SECTION, end).then_some(None)
            }
            Topic::Dispute { .. } => {
                self.is_about_disclosure(DISPUTES_SECTION, end).then_some(None)
            }
            Topic::Ruling(_) => self.state.dispute.map(|_| None),
            Topic::Results(_) if self.state.about.one_applicant => None,
            Topic::Applicant { stage: Some(_), .. }
            | Topic::CarriedIn { named: true }
            | Topic::CarriedOut { named: true } => Some(total),
            Topic::Results(_) if self.is_implied() => Some(None),
            Topic::Applications { .. }
            | Topic::CarriedIn { .. }
            | Topic::CarriedOut { .. }
            | Topic::Applicant { .. }
            | Topic::Results(_) => total.map(Some),
        }
    }

    /// Whether the heading of `section`, if the line stands there, or the line up to `end` speaks of disclosure.
    fn is_about_disclosure(&self, section: u8, end: usize) -> bool {
        self.prose.section == Some(section)
            || self.disclosure.is_some_and(|at| at <= end)
            || section == APPLICATIONS_SECTION
                && (self.prose.is_announced || self.may_imply_total())
    }

    fn remember(&mut self, topic: &Topic, placed: bool) {
        if matches!(topic, Topic::Documents { .. }) {
            self.state.total = None;
        }
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
            Topic::Applicant { .. } => self.state.about.one_applicant = true,
            _ => {}
        }
    }

    fn is_of_others(&self) -> bool {
        let speaker = self.state.sentence_speaker.or(self.state.speaker);
        self.state.other_period || speaker == Some(Speaker::Foreign)
    }
}

/// Whether the words behind a number say that it is a share of what was handled: `，占办结总数的60%`.
fn is_share_of_handled(words: &str) -> bool {
    let words = words.strip_prefix(['，', ',', '（', '(']).unwrap_or(words);
    let whole = words.strip_prefix("占").map(|whole| whole.strip_prefix('已').unwrap_or(whole));
    whole.is_some_and(|whole| ["办结", "答复", "办理"].iter().any(|it| whole.starts_with(it)))
}

/// Whether the count is exact and its counter is one for what it counts. 次, 项 and 个 count many things and need 申请.
fn is_certain(quantity: &Quantity, topic: &Topic) -> bool {
    let named = matches!(topic, Topic::Applications { named: true, .. } | Topic::Documents { .. });
    // 依申请公开信息22条 is information.
    if matches!(topic, Topic::Applications { stage: Stage::Unsaid, .. })
        && quantity.unit.is_none_or(|unit| unit.text != "件")
    {
        return false;
    }
    let is_counter = match counter(quantity) {
        Some(Counter::Case) => true,
        Some(Counter::Wide) => named,
        Some(Counter::Doing) | None => false,
    };
    is_counter && quantity.exactness == Exactness::Exact
}

#[cfg(test)]
mod tests;
