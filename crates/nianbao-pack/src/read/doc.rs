use nianbao_lint::Sited;

/// The documentation, as a linked rule has it: title, paragraphs of prose, examples.
pub(super) fn of(
    title: &str,
    prose: &[&str],
    passing: &[Sited<&str>],
    failing: &[Sited<&str>],
) -> String {
    let mut doc = title.replace('\n', " ");
    doc.push_str("\n\n");
    let mut push = |line: &str| {
        doc.push(' ');
        doc.push_str(line);
        doc.push('\n');
    };
    for paragraph in prose.iter().filter(|paragraph| !paragraph.trim().is_empty()) {
        paragraph.trim().lines().for_each(&mut push);
        push("");
    }
    for (kind, examples) in [("bad", failing), ("good", passing)] {
        for example in examples {
            let is_html = example.value.trim_start().starts_with('<');
            let fence = "`".repeat(longest_fence(example.value).max(2) + 1);
            push(&format!("{fence}{kind}{}", if is_html { " html" } else { "" }));
            example.value.trim_matches('\n').lines().for_each(&mut push);
            push(&fence);
        }
    }
    doc
}

/// The longest run of backquotes.
fn longest_fence(text: &str) -> usize {
    text.split(|c| c != '`').map(str::len).max().unwrap_or(0)
}
