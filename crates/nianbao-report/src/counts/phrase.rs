use std::ops::Range;

use super::lexicon::{Applicant, DocumentFact, Kinds, NOT_HELD, Outcome, Word, word_at};
use super::signals::{Signal, signal_at};
use super::voice::{Speaker, Voice};

/// What a count counts, as its phrase says.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Topic {
    /// Applications as they came in or were dealt with; `named` where the phrase says 申请.
    Applications { stage: Stage, named: bool },
    /// 上年结转; `named` likewise.
    CarriedIn { named: bool },
    /// 结转下年度; `named` likewise.
    CarriedOut { named: bool },
    /// Applications of one kind of applicants.
    Applicant { applicant: Applicant, stage: Option<Stage> },
    /// Applications that ended so.
    Results(Results),
    /// Disputes, all or those that ended so.
    Dispute { dispute: Dispute, ruling: Option<&'static str> },
    /// Disputes of the kind the sentence speaks of that ended so.
    Ruling(&'static str),
    /// Normative documents; `named` where the phrase says so.
    Documents { fact: DocumentFact, named: bool },
    /// Applications that came one way.
    Channel,
    /// A difference to another year.
    Comparison,
    /// Applications, without a word on what was done with them, or with one that no figure stands for.
    Mention,
}

/// What was done with applications.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Stage {
    /// 新收.
    New,
    /// 收到.
    Received,
    /// 受理.
    Accepted,
    /// 办理.
    Handled,
    /// 办结, 答复.
    Answered,
    /// 收到并答复.
    ReceivedAndAnswered,
    /// 申请共…件, which may be any of these.
    Unsaid,
}

impl Topic {
    /// Whether it says of which applications a part is.
    pub(super) fn is_staged(&self) -> bool {
        matches!(self, Topic::Applicant { stage: Some(stage), .. } if *stage != Stage::Unsaid)
    }
}

impl Stage {
    /// Whether it is that of applications that were dealt with.
    pub(super) fn is_dealt(self) -> bool {
        matches!(self, Stage::Handled | Stage::Answered | Stage::ReceivedAndAnswered)
    }
}

/// Results a phrase names.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Results {
    pub(super) outcomes: Vec<Outcome>,
    /// Keys of rows.
    pub(super) rows: Vec<&'static str>,
    /// 等.
    pub(super) and_more: bool,
}

/// A kind of dispute.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Dispute {
    Review,
    Litigation,
    DirectLitigation,
    LitigationAfterReview,
}

/// Longest phrase that is read, in bytes.
pub(super) const MAX_BYTES: usize = 180;

/// The words around a number that say what it counts. Kept from number to number for its memory.
#[derive(Debug, Default)]
pub(super) struct Phrase {
    words: Vec<Word>,
    /// Their kinds.
    kinds: Kinds,
    pub(super) speaker: Option<Speaker>,
    /// Whether words were passed over.
    pub(super) has_gap: bool,
}

impl Phrase {
    /// Reads the words in `before`, up to the number, and those in `after`, from its unit on. Words that are not known may
    /// only tell how something was done: they stand before the verb, or behind a phrase that is complete.
    ///
    /// Returns whether the phrase is understood.
    pub(super) fn read(
        &mut self,
        voice: &Voice,
        text: &str,
        before: Range<usize>,
        after: Range<usize>,
    ) -> bool {
        self.words.clear();
        self.kinds = Kinds::default();
        (self.speaker, self.has_gap) = (None, false);
        if before.len() > MAX_BYTES || after.len() > MAX_BYTES {
            return false;
        }
        if !self.read_before(voice, text, before) {
            return false;
        }
        // What was done is said before; behind the number, as in `申请5件均已答复`, it is said of the same again.
        let said = self.kinds.has(ACTS);
        let complete = said && self.has(Word::Application);
        let first = self.words.len();
        if !self.read_after(voice, text, after, complete) {
            return false;
        }
        if said && Kinds::of(&self.words[first..]).has(ACTS) {
            let mut index = 0;
            self.words.retain(|word| {
                index += 1;
                index <= first || !Kinds::of(&[*word]).has(ACTS)
            });
            self.kinds = Kinds::of(&self.words);
        }
        !self.has_gap || self.is_plain_total()
    }

    fn read_before(&mut self, voice: &Voice, text: &str, range: Range<usize>) -> bool {
        let text = &text[..range.end];
        let mut at = range.start;
        while at < range.end {
            if let Some(len) = self.word(voice, text, at) {
                at += len;
                continue;
            }
            if !self.kinds.are_all_in(Kinds::BEFORE_GAP) || stops_gap(&text[at..]) {
                return false;
            }
            self.words.retain(|word| *word == Word::Within);
            self.kinds = Kinds::of(&self.words);
            self.has_gap = true;
            at += text[at..].chars().next().map_or(1, char::len_utf8);
        }
        true
    }

    fn read_after(
        &mut self,
        voice: &Voice,
        text: &str,
        range: Range<usize>,
        complete: bool,
    ) -> bool {
        let text = &text[..range.end];
        let mut at = range.start;
        while at < range.end {
            if text[at..].starts_with('占') {
                return true;
            }
            if let Some(len) = self.word(voice, text, at) {
                at += len;
                continue;
            }
            let is_document = self.has(Word::Document) || self.has(Word::File);
            if complete || is_document && self.fact().is_some() {
                self.has_gap = true;
                return !text[at..].char_indices().any(|(more, _)| stops_gap(&text[at + more..]));
            }
            return false;
        }
        true
    }

    /// Takes the word at `at`, a year or a speaker included, and returns its length.
    fn word(&mut self, voice: &Voice, text: &str, at: usize) -> Option<usize> {
        let rest = &text[at..];
        let is_time = rest.starts_with(|c: char| c == '截' || c.is_ascii_digit());
        let time = if is_time { time_at(voice, text, at) } else { None };
        if let Some((word, len)) = time.or_else(|| word_at(rest)) {
            self.words.push(word);
            self.kinds.insert(word);
            return Some(len);
        }
        let (speaker, len) = voice.speaker_at(rest)?;
        self.speaker = Some(speaker);
        Some(len)
    }

    /// Whether it tells how many applications came in or were dealt with, or how many documents there are, and nothing more.
    fn is_plain_total(&self) -> bool {
        let is_total = matches!(
            self.topic(|| false),
            Some(Topic::Applications { named: true, .. } | Topic::Documents { .. })
        );
        is_total && !self.is_within()
    }

    /// Whether it begins a part of what came before.
    pub(super) fn is_within(&self) -> bool {
        self.has(Word::Within)
    }

    /// Whether it may speak of all applications: of no year, kind, way or result of them.
    pub(super) fn names_no_part(&self) -> bool {
        self.kinds.are_all_in(Kinds::BEFORE_GAP.and(Word::New))
    }

    /// Whether it has a word of the kind of `word`.
    #[inline]
    fn has(&self, word: Word) -> bool {
        self.kinds.has(Kinds::default().and(word))
    }

    /// What was done with the applications it names.
    pub(super) fn stage(&self) -> Option<Stage> {
        let taken = self.has(Word::Receive) || self.has(Word::Accept);
        let dealt = self.has(Word::Handle) || self.has(Word::Answer);
        match (self.has(Word::New), taken, dealt) {
            (true, _, false) => Some(Stage::New),
            (false, true, true) => Some(Stage::ReceivedAndAnswered),
            (false, true, false) if self.has(Word::Accept) => Some(Stage::Accepted),
            (false, true, false) => Some(Stage::Received),
            (false, false, true) if self.has(Word::Answer) => Some(Stage::Answered),
            (false, false, true) => Some(Stage::Handled),
            (true, _, true) | (false, false, false) => None,
        }
    }

    fn results(&self) -> Results {
        const NAMED: Kinds =
            Kinds::of(&[Word::Outcome(Outcome::Granted), Word::Result(""), Word::NotExisting]);
        let mut results = Results { and_more: self.has(Word::AndMore), ..Results::default() };
        if !self.kinds.has(NAMED) {
            return results;
        }
        for word in &self.words {
            let (outcome, row) = match word {
                Word::Outcome(outcome) => (Some(*outcome), None),
                Word::Result(row) => (None, Some(*row)),
                Word::NotExisting => (Some(Outcome::Unavailable), Some(NOT_HELD)),
                _ => (None, None),
            };
            results.outcomes.extend(outcome.filter(|it| !results.outcomes.contains(it)));
            results.rows.extend(row.filter(|it| !results.rows.contains(it)));
        }
        results
    }

    fn applicants(&self) -> impl Iterator<Item = Applicant> + '_ {
        self.words.iter().filter_map(|word| match word {
            Word::Applicant(applicant) => Some(*applicant),
            _ => None,
        })
    }

    /// The one kind of dispute it names; nothing where it names several.
    fn dispute(&self) -> Result<Option<Dispute>, ()> {
        const DISPUTES: Kinds = Kinds::of(&[
            Word::Review,
            Word::Litigation,
            Word::DirectLitigation,
            Word::LitigationAfterReview,
        ]);
        if !self.kinds.has(DISPUTES) {
            return Ok(None);
        }
        let mut found = None;
        let mut is_litigation = false;
        for word in &self.words {
            let dispute = match word {
                Word::Review => Dispute::Review,
                Word::Litigation => {
                    is_litigation = true;
                    continue;
                }
                Word::DirectLitigation => Dispute::DirectLitigation,
                Word::LitigationAfterReview => Dispute::LitigationAfterReview,
                _ => continue,
            };
            if found.is_some_and(|known| known != dispute) {
                return Err(());
            }
            found = Some(dispute);
        }
        // 行政诉讼（未经复议直接起诉） names one kind of litigation.
        match found {
            Some(Dispute::Review) if is_litigation => Err(()),
            None if is_litigation => Ok(Some(Dispute::Litigation)),
            found => Ok(found),
        }
    }

    fn ruling(&self) -> Option<&'static str> {
        if !self.has(Word::Ruling("")) {
            return None;
        }
        self.words.iter().find_map(|word| match word {
            Word::Ruling(ruling) => Some(*ruling),
            _ => None,
        })
    }

    /// What the number counts; none where the words do not say one thing. What was done in time is all that was done
    /// unless some of it `is_extended`.
    pub(super) fn topic(&self, is_extended: impl Fn() -> bool) -> Option<Topic> {
        const NOTHING: Kinds = Kinds::of(&[Word::Filler, Word::Sum, Word::Within, Word::InTime]);
        if self.has(Word::Comparison) {
            return Some(Topic::Comparison);
        }
        if self.has(Word::Channel) && !self.has(Word::AllChannels) {
            return Some(Topic::Channel);
        }
        let is_partly = self.has(Word::Partly) || self.has(Word::InTime) && is_extended();
        if is_partly || self.kinds.are_all_in(NOTHING) {
            return Some(Topic::Mention);
        }
        if self.has(Word::Document) || self.has(Word::File) || self.fact().is_some() {
            return self.document_topic();
        }
        let dispute = self.dispute().ok()?;
        if dispute.is_some() || self.ruling().is_some() {
            return self.dispute_topic(dispute);
        }
        self.application_topic()
    }

    fn fact(&self) -> Option<DocumentFact> {
        if !self.has(Word::DocumentFact(DocumentFact::Issued)) {
            return None;
        }
        self.words.iter().find_map(|word| match word {
            Word::DocumentFact(fact) => Some(*fact),
            _ => None,
        })
    }

    fn document_topic(&self) -> Option<Topic> {
        const OF_DOCUMENTS: Kinds = Kinds::of(&[
            Word::Filler,
            Word::Sum,
            Word::Within,
            Word::Document,
            Word::File,
            Word::DocumentFact(DocumentFact::Issued),
        ]);
        let only = self.kinds.are_all_in(OF_DOCUMENTS);
        let facts = self.words.iter().filter(|word| matches!(word, Word::DocumentFact(_))).count();
        let named = self.has(Word::Document);
        match self.fact().filter(|_| facts == 1 && only) {
            Some(fact) => Some(Topic::Documents { fact, named }),
            None => (named && facts == 0 && only).then_some(Topic::Mention),
        }
    }

    fn dispute_topic(&self, dispute: Option<Dispute>) -> Option<Topic> {
        let of_applications = self.has(Word::Carry)
            || self.applicants().next().is_some()
            || self.results() != Results::default();
        // 受理、办理 is what the deciding organ does; 收到 may be, unless it says that information disclosure is disputed.
        let deciding = match self.stage() {
            None => false,
            Some(Stage::Received) => !self.has(Word::Disclosure),
            Some(_) => true,
        };
        if of_applications || deciding {
            return None;
        }
        match (dispute, self.ruling()) {
            (None, ruling) => ruling.map(Topic::Ruling),
            (Some(dispute), ruling) => Some(Topic::Dispute { dispute, ruling }),
        }
    }

    fn application_topic(&self) -> Option<Topic> {
        let (results, applicant) = (self.results(), self.applicants().next());
        let named_result = !results.outcomes.is_empty() || !results.rows.is_empty();
        let named = self.has(Word::Application);
        let (previous, next) = (self.has(Word::PreviousYear), self.has(Word::NextYear));
        if self.has(Word::Carry) || previous || next {
            let alone = !named_result && applicant.is_none() && !self.has(Word::New);
            return match (self.has(Word::Carry) && alone, previous, next) {
                (true, true, false) => Some(Topic::CarriedIn { named }),
                (true, false, true) => Some(Topic::CarriedOut { named }),
                _ => None,
            };
        }
        let stage = self.stage();
        if named_result {
            let dealt = matches!(stage, None | Some(Stage::Handled | Stage::Answered));
            return (dealt && applicant.is_none()).then_some(Topic::Results(results));
        }
        if results.and_more && !self.has(Word::AllChannels) {
            return None;
        }
        match (applicant, stage) {
            (Some(_), _) if self.applicants().nth(1).is_some() => None,
            (Some(applicant), stage) => Some(Topic::Applicant { applicant, stage }),
            (None, Some(stage)) => Some(Topic::Applications { stage, named }),
            (None, None) if named && self.has(Word::Sum) && !self.is_within() => {
                Some(Topic::Applications { stage: Stage::Unsaid, named })
            }
            (None, None) => named.then_some(Topic::Mention),
        }
    }
}

/// What is done with applications.
const ACTS: Kinds =
    Kinds::of(&[Word::New, Word::Receive, Word::Accept, Word::Handle, Word::Answer]);

/// Whether words that are not known may not be passed over: they hold a number or another matter.
fn stops_gap(text: &str) -> bool {
    text.starts_with(|c: char| c.is_ascii_alphanumeric())
        || matches!(signal_at(text), Some((Signal::OtherMatter | Signal::OtherPeriod, _)))
}

/// A year (`2023年度`) or the end of the report year (`截至2023年底`) that stands in `text` at `at`, and its length.
fn time_at(voice: &Voice, text: &str, at: usize) -> Option<(Word, usize)> {
    let rest = &text[at..];
    if let Some(until) = ["截至", "截止"].iter().find_map(|word| rest.strip_prefix(word)) {
        let from = text.len() - until.len();
        let year = year_at(text, from).filter(|(year, _)| Some(*year) == voice.year);
        let until = &until[year.map_or(0, |(_, len)| len)..];
        let ends = ["年底", "底", "末", "12月31日", "12月底", "12月末"];
        let left = ends.into_iter().find_map(|end| until.strip_prefix(end))?;
        return Some((Word::Filler, rest.len() - left.len()));
    }
    let (year, len) = year_at(text, at)?;
    let report_year = voice.year?;
    if year == report_year {
        Some((Word::Filler, len))
    } else if year + 1 == report_year {
        Some((Word::PreviousYear, len))
    } else if year == report_year + 1 {
        Some((Word::NextYear, len))
    } else {
        None
    }
}

/// The year in four digits that stands in `text` at `at`, and its length with 年 or 年度.
pub(super) fn year_at(text: &str, at: usize) -> Option<(u16, usize)> {
    let digits = text.as_bytes().get(at..at + 4).filter(|it| it.iter().all(u8::is_ascii_digit))?;
    let rest = &text[at + 4..];
    let after = ["年度", "年"].into_iter().find(|word| rest.starts_with(word))?;
    let is_glued = at > 0 && text.as_bytes()[at - 1].is_ascii_digit();
    let year = digits.iter().fold(0, |year, digit| year * 10 + u16::from(digit - b'0'));
    (!is_glued).then_some((year, 4 + after.len()))
}
