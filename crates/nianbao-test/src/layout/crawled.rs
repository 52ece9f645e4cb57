/// `text` with the marks that crawled text has half-width; `。、“”《》〔〕` stay as they are.
pub(crate) fn half_width(text: &str) -> String {
    text.chars()
        .map(|c| match c {
            '，' => ',',
            '；' => ';',
            '：' => ':',
            '（' => '(',
            '）' => ')',
            '？' => '?',
            '！' => '!',
            other => other,
        })
        .collect()
}
