//! A rule's documentation in its parts.

use nianbao_document::Format;

/// A part of a rule's documentation.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum DocPart {
    /// Explanation in Markdown: one or more paragraphs.
    Prose(String),
    /// An example that runs as a test.
    Example(Example),
}

/// A report or part of one in a rule's documentation.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Example {
    /// What the rule says of it.
    pub verdict: Verdict,
    /// What it is written in; absent where its fence names no format there is.
    pub format: Option<Format>,
    /// The report.
    pub text: String,
}

/// What a rule says of an example.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Verdict {
    /// It finds something.
    Bad,
    /// It finds nothing.
    Good,
}

/// The parts of the doc comment `doc` below its first line. A fence ```` ```bad ```` or ```` ```good ```` holds an
/// example, with `text` or `html` behind where it is not Markdown; all else is prose.
pub(crate) fn parts(doc: &str) -> Vec<DocPart> {
    let mut parts = Parts::default();
    let mut lines = doc.lines().map(|line| line.strip_prefix(' ').unwrap_or(line)).skip(1);
    while let Some(line) = lines.next() {
        let Some((fence, example)) = opened(line) else {
            parts.prose.push_str(line);
            parts.prose.push('\n');
            continue;
        };
        let inside = lines.by_ref().take_while(|line| !closes(line, fence));
        let text = inside.flat_map(|line| [line, "\n"]).collect();
        parts.push_example(Example { text, ..example });
    }
    parts.end_prose();
    parts.done
}

#[derive(Default)]
struct Parts {
    done: Vec<DocPart>,
    prose: String,
}

impl Parts {
    fn push_example(&mut self, example: Example) {
        self.end_prose();
        self.done.push(DocPart::Example(example));
    }

    fn end_prose(&mut self) {
        let prose = std::mem::take(&mut self.prose);
        let prose = prose.trim();
        if !prose.is_empty() {
            self.done.push(DocPart::Prose(prose.to_owned()));
        }
    }
}

/// The fence with which `line` opens an example, and the example, still empty.
fn opened(line: &str) -> Option<(&str, Example)> {
    let info = line.trim_start_matches('`');
    let fence = &line[..line.len() - info.len()];
    let mut words = info.split_whitespace();
    let verdict = match words.next()? {
        "bad" => Verdict::Bad,
        "good" => Verdict::Good,
        _ => return None,
    };
    let format = match words.next() {
        None | Some("markdown") => Some(Format::Markdown),
        Some("text") => Some(Format::Text),
        Some("html") => Some(Format::Html),
        Some(_) => None,
    };
    (fence.len() >= 3).then(|| (fence, Example { verdict, format, text: String::new() }))
}

fn closes(line: &str, fence: &str) -> bool {
    line.strip_prefix(fence).is_some_and(|rest| rest.trim_start_matches('`').trim().is_empty())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn example(verdict: Verdict, format: Option<Format>, text: &str) -> DocPart {
        DocPart::Example(Example { verdict, format, text: text.to_owned() })
    }

    #[test]
    fn prose_and_examples_stand_in_order() {
        let doc = " 标题\n\n The condition.\n\n More.\n ```bad\n 坏\n\n   缩进\n ```\n ```good html\n <p>\n ```\n End.\n";
        let expected = [
            DocPart::Prose("The condition.\n\nMore.".to_owned()),
            example(Verdict::Bad, Some(Format::Markdown), "坏\n\n  缩进\n"),
            example(Verdict::Good, Some(Format::Html), "<p>\n"),
            DocPart::Prose("End.".to_owned()),
        ];
        assert_eq!(parts(doc), expected);
    }

    #[test]
    fn a_fence_within_a_longer_fence_belongs_to_the_example() {
        let inside = "```\na\n```\n";
        let doc = format!("标题\n````bad text\n{inside}````\n");
        assert_eq!(parts(&doc), [example(Verdict::Bad, Some(Format::Text), inside)]);
    }

    #[test]
    fn an_unknown_format_is_none() {
        assert_eq!(parts("标题\n```good docx\n```\n"), [example(Verdict::Good, None, "")]);
    }

    #[test]
    fn other_fences_are_prose() {
        let prose = DocPart::Prose("```text\na\n```".to_owned());
        assert_eq!(parts("标题\n```text\na\n```\n"), [prose]);
    }
}
