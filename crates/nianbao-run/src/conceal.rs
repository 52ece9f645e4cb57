use nianbao_diagnostics::Diagnostic;
use nianbao_span::{Source, Span};

/// The family whose findings stand at personal data; what they say of it is masked already.
const FAMILY: &str = "privacy/";
/// Digits that make a number personal wherever it is told.
const WHOLE: usize = 7;
/// Digits of a personal number that tell something of it.
const PART: usize = 4;

/// Writes `*` for personal data in what other findings say: a rule that quotes what it found, such as one of a pack, does
/// not know that another stands there too. `hidden` are findings that are not reported; what they stand at is private as
/// well.
pub(crate) fn conceal(diagnostics: &mut [Diagnostic], hidden: &[Diagnostic], source: &Source) {
    let is_private = |finding: &&Diagnostic| finding.rule.starts_with(FAMILY);
    let private: Vec<Private> = diagnostics
        .iter()
        .chain(hidden)
        .filter(is_private)
        .map(|finding| Private::at(finding.span, source))
        .collect();
    if private.is_empty() {
        return;
    }
    for finding in diagnostics.iter_mut().filter(|finding| !is_private(&&**finding)) {
        for data in &private {
            let is_there = data.meets(finding);
            for words in words_of(finding) {
                data.conceal_in(words, is_there);
            }
        }
    }
}

/// All that a finding says.
fn words_of(finding: &mut Diagnostic) -> impl Iterator<Item = &mut String> {
    let labels = finding.labels.iter_mut().map(|label| &mut label.message);
    let values = finding.values.iter_mut().map(|(_, value)| value);
    let title = finding.fix.as_mut().map(|fix| &mut fix.title);
    [&mut finding.message, &mut finding.span_label]
        .into_iter()
        .chain(&mut finding.help)
        .chain(labels)
        .chain(values)
        .chain(title)
}

/// Personal data that a finding stands at.
struct Private {
    span: Span,
    /// As it is read, without markup.
    words: String,
    /// Its digits and letters.
    number: String,
}

impl Private {
    fn at(span: Span, source: &Source) -> Private {
        let words = without_tags(source.slice(span));
        let number = words.chars().filter(char::is_ascii_alphanumeric).collect();
        Private { span, words, number }
    }

    /// Whether a finding points at it.
    fn meets(&self, finding: &Diagnostic) -> bool {
        let here = self.span.range();
        let spans = finding.labels.iter().map(|label| label.span).chain([finding.span]);
        spans.map(Span::range).any(|span| span.start < here.end && here.start < span.end)
    }

    /// Masks it in `words`; parts of it too where they are about the place where it stands.
    fn conceal_in(&self, words: &mut String, is_there: bool) {
        let is_number = self.number.len() >= WHOLE;
        if (is_there || is_number) && !self.words.is_empty() && words.contains(&self.words) {
            *words = words.replace(&self.words, &"*".repeat(self.words.chars().count()));
        }
        let is_told = |run: &str| {
            (is_there && run.len() >= PART && self.number.contains(run))
                || (is_number && run.contains(&self.number))
        };
        let is_part = |c: char| c.is_ascii_alphanumeric();
        if !words.split(|c| !is_part(c)).any(is_told) {
            return;
        }
        let masked = words.split_inclusive(|c| !is_part(c)).map(|piece| {
            let run = piece.trim_end_matches(|c| !is_part(c));
            if is_told(run) { piece.replace(run, &"*".repeat(run.len())) } else { piece.to_owned() }
        });
        *words = masked.collect();
    }
}

/// `words` without what stands in angle brackets.
fn without_tags(words: &str) -> String {
    let mut is_tag = false;
    let is_text = |c: &char| match c {
        '<' => {
            is_tag = true;
            false
        }
        '>' if is_tag => {
            is_tag = false;
            false
        }
        _ => !is_tag,
    };
    words.chars().filter(is_text).collect()
}

#[cfg(test)]
mod tests {
    use nianbao_diagnostics::Severity;

    use super::*;
    use crate::document::finding;

    #[track_caller]
    fn check(text: &str, private: &str, other: &str, said: &str, expected: &str) {
        let source = Source::from_text("a.md", text);
        let at = |words: &str| {
            let start = text.find(words).unwrap();
            Span::new(start..start + words.len())
        };
        let mut known = finding("privacy/mobile-number", Severity::Error, "138****5678");
        known.span = at(private);
        let mut pack = finding("p/a", Severity::Error, said);
        pack.span = at(other);
        pack.help(said).value("actual", said);
        let mut findings = [pack];
        conceal(&mut findings, &[known], &source);
        let [pack] = &findings;
        for words in [&pack.message, pack.help.as_ref().unwrap(), &pack.values[0].1] {
            assert_eq!(words, expected, "{text}");
        }
    }

    #[test]
    fn what_is_private_is_told_by_no_other_finding() {
        let text = "2023年，电话13812345678，李某。";
        let number = "13812345678";
        check(text, number, "电话13812345678", "有“电话13812345678”", "有“电话***********”");
        check(text, number, "138123", "有“138123”和2023年", "有“******”和2023年");
        check(text, number, "2023", "电话13812345678", "电话***********");
        check(text, number, "2023", "1234", "1234");
        check(text, "李某", "李某", "有“李某”", "有“**”");
        check(text, "李某", "2023", "有“李某”", "有“李某”");
        let split = "电话138<b>1234</b>5678。";
        check(split, "138<b>1234</b>5678", "电话", "电话13812345678甲", "电话***********甲");
        check("电话138 1234 5678", "138 1234 5678", "电话138", "138 1234 5678", "*************");
    }
}
