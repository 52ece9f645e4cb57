use std::ops::Range;

use super::glyphs::stands_at;
use super::lexicon::{Applicant, Outcome, Word, word_at};
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
    /// Applications that came one way.
    Channel,
    /// A difference to another year.
    Comparison,
    /// Applications, without a word on what was done with them.
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

/// Longest phrase that is read, in characters.
const MAX_CHARS: usize = 48;

/// The words of a phrase that is understood from end to end.
#[derive(Debug, Default, PartialEq, Eq)]
pub(super) struct Phrase {
    words: Vec<Word>,
    pub(super) speaker: Option<Speaker>,
}

impl Phrase {
    /// The words in `range`; none where one of them is unknown.
    pub(super) fn read(voice: &Voice, chars: &[char], range: Range<usize>) -> Option<Phrase> {
        if range.len() > MAX_CHARS {
            return None;
        }
        let chars = &chars[..range.end];
        let mut phrase = Phrase::default();
        let mut at = range.start;
        while at < range.end {
            if let Some((word, len)) = time_at(voice, chars, at).or_else(|| word_at(chars, at)) {
                phrase.words.push(word);
                at += len;
            } else {
                let (speaker, len) = voice.speaker_at(chars, at)?;
                phrase.speaker = Some(speaker);
                at += len;
            }
        }
        Some(phrase)
    }

    /// Whether it begins a part of what came before.
    pub(super) fn is_within(&self) -> bool {
        self.words.contains(&Word::Within)
    }

    fn has(&self, word: Word) -> bool {
        self.words.contains(&word)
    }

    fn stage(&self) -> Option<Stage> {
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
        let mut results = Results { and_more: self.has(Word::AndMore), ..Results::default() };
        for word in &self.words {
            match word {
                Word::Outcome(outcome) if !results.outcomes.contains(outcome) => {
                    results.outcomes.push(*outcome);
                }
                Word::Result(row) if !results.rows.contains(row) => results.rows.push(row),
                _ => {}
            }
        }
        results
    }

    fn applicants(&self) -> Vec<Applicant> {
        let applicants = self.words.iter().filter_map(|word| match word {
            Word::Applicant(applicant) => Some(*applicant),
            _ => None,
        });
        applicants.collect()
    }

    fn disputes(&self) -> Vec<Dispute> {
        let mut disputes: Vec<Dispute> = self
            .words
            .iter()
            .filter_map(|word| match word {
                Word::Review => Some(Dispute::Review),
                Word::Litigation => Some(Dispute::Litigation),
                Word::DirectLitigation => Some(Dispute::DirectLitigation),
                Word::LitigationAfterReview => Some(Dispute::LitigationAfterReview),
                _ => None,
            })
            .collect();
        disputes.dedup();
        // 行政诉讼（未经复议直接起诉） names one kind of litigation.
        if disputes.contains(&Dispute::DirectLitigation)
            || disputes.contains(&Dispute::LitigationAfterReview)
        {
            disputes.retain(|dispute| *dispute != Dispute::Litigation);
        }
        disputes
    }

    fn ruling(&self) -> Option<&'static str> {
        self.words.iter().find_map(|word| match word {
            Word::Ruling(ruling) => Some(*ruling),
            _ => None,
        })
    }

    /// The phrase before a number and the one after it as one. What was done is said before; after the number, as in
    /// `申请5件均已答复`, it is said of the same applications again.
    fn joined(before: &Phrase, after: &Phrase) -> Phrase {
        let acts = [Word::New, Word::Receive, Word::Accept, Word::Handle, Word::Answer];
        let said = before.words.iter().any(|word| acts.contains(word));
        let after = after.words.iter().filter(|word| !(said && acts.contains(word)));
        Phrase { words: before.words.iter().chain(after).copied().collect(), speaker: None }
    }
}

/// What a number between two phrases counts; none where they do not say one thing.
pub(super) fn topic(before: &Phrase, after: &Phrase) -> Option<Topic> {
    let phrase = Phrase::joined(before, after);
    if phrase.has(Word::Comparison) {
        return Some(Topic::Comparison);
    }
    if phrase.has(Word::Channel) {
        return Some(Topic::Channel);
    }
    let disputes = phrase.disputes();
    if !disputes.is_empty() || phrase.ruling().is_some() {
        return dispute_topic(&phrase, &disputes);
    }
    application_topic(&phrase)
}

fn dispute_topic(phrase: &Phrase, disputes: &[Dispute]) -> Option<Topic> {
    let of_applications = phrase.has(Word::Carry)
        || !phrase.applicants().is_empty()
        || phrase.results() != Results::default();
    // 受理、办理 is what the deciding organ does; 收到 may be, unless it says that information disclosure is disputed.
    let deciding = match phrase.stage() {
        None => false,
        Some(Stage::Received) => !phrase.has(Word::Disclosure),
        Some(_) => true,
    };
    if of_applications || deciding {
        return None;
    }
    match (disputes, phrase.ruling()) {
        ([], Some(ruling)) => Some(Topic::Ruling(ruling)),
        ([dispute], ruling) => Some(Topic::Dispute { dispute: *dispute, ruling }),
        _ => None,
    }
}

fn application_topic(phrase: &Phrase) -> Option<Topic> {
    let (results, applicants) = (phrase.results(), phrase.applicants());
    let named_result = !results.outcomes.is_empty() || !results.rows.is_empty();
    let named = phrase.has(Word::Application);
    let (previous, next) = (phrase.has(Word::PreviousYear), phrase.has(Word::NextYear));
    if phrase.has(Word::Carry) || previous || next {
        let alone = !named_result && applicants.is_empty() && !phrase.has(Word::New);
        return match (phrase.has(Word::Carry) && alone, previous, next) {
            (true, true, false) => Some(Topic::CarriedIn { named }),
            (true, false, true) => Some(Topic::CarriedOut { named }),
            _ => None,
        };
    }
    let stage = phrase.stage();
    if named_result {
        let dealt = matches!(stage, None | Some(Stage::Handled | Stage::Answered));
        return (dealt && applicants.is_empty()).then_some(Topic::Results(results));
    }
    if results.and_more {
        return None;
    }
    match (applicants.as_slice(), stage) {
        ([applicant], stage) => Some(Topic::Applicant { applicant: *applicant, stage }),
        ([], Some(stage)) => Some(Topic::Applications { stage, named }),
        ([], None) if named => Some(Topic::Mention),
        _ => None,
    }
}

/// A year (`2023年度`) or the end of the report year (`截至2023年底`) that stands in `chars` at `at`, and its length.
fn time_at(voice: &Voice, chars: &[char], at: usize) -> Option<(Word, usize)> {
    if stands_at(chars, at, "截至") || stands_at(chars, at, "截止") {
        let year = year_at(chars, at + 2).filter(|(year, _)| Some(*year) == voice.year);
        let from = at + 2 + year.map_or(0, |(_, len)| len);
        let ends = ["年底", "底", "末", "12月31日", "12月底", "12月末"];
        let end = ends.into_iter().find(|end| stands_at(chars, from, end))?;
        return Some((Word::Filler, from + end.chars().count() - at));
    }
    let (year, len) = year_at(chars, at)?;
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

/// The year in four digits that stands in `chars` at `at`, and its length with 年 or 年度.
pub(super) fn year_at(chars: &[char], at: usize) -> Option<(u16, usize)> {
    let digits = chars.get(at..at + 4)?;
    if !digits.iter().all(char::is_ascii_digit) {
        return None;
    }
    let year: u16 = digits.iter().collect::<String>().parse().ok()?;
    let after = ["年度", "年"].into_iter().find(|word| stands_at(chars, at + 4, word))?;
    let glued = at > 0 && chars[at - 1].is_ascii_digit();
    (!glued).then_some((year, 4 + after.chars().count()))
}
