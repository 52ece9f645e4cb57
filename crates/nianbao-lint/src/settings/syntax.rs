/// What the parser of TOML complains of, as its message begins, and what that means to those who do not program.
const COMPLAINTS: [(&str, &str); 16] = [
    ("duplicate key", "这个键写了两次"),
    ("invalid basic string", "缺少结尾的双引号"),
    ("invalid literal string", "缺少结尾的单引号"),
    ("invalid multi-line basic string", "缺少结尾的三个双引号"),
    ("invalid multi-line literal string", "缺少结尾的三个单引号"),
    ("invalid unquoted key", "键名中有英文字母、数字、'-'、'_' 之外的字符，须加引号"),
    ("key with no value", "键之后缺少 '='；键名中有空格的须加引号"),
    ("missing escaped value", "双引号中的反斜线有特别的意思，请改用单引号"),
    ("string values must be quoted", "'=' 或 ',' 之后缺少值，文字须加引号"),
    ("unclosed array table", "缺少 ']]'"),
    ("unclosed array", "缺少结尾的 ']'，或两项之间缺少 ','"),
    ("unclosed inline table", "缺少结尾的 '}'，或两项之间缺少 ','"),
    ("unclosed table", "缺少结尾的 ']'"),
    ("unexpected key or value", "一行只能写一项"),
    ("unexpected leading zero", "数字不能以 0 开头"),
    ("unquoted keys cannot be empty", "'=' 之前缺少键"),
];

/// The parser's `message` in the user's words, where they are known.
pub(super) fn in_words(message: &str) -> String {
    let known = COMPLAINTS.iter().find(|(complaint, _)| message.starts_with(complaint));
    match known {
        Some((_, words)) => (*words).to_owned(),
        None if message.starts_with("invalid date") => "没有这个日期".to_owned(),
        None => message.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::super::Settings;

    #[track_caller]
    fn check(text: &str, expected: &str) {
        let error = Settings::parse("lint.toml", text).unwrap_err().to_string();
        assert!(error.ends_with(&format!("不是有效的 TOML（{expected}）")), "{text}: {error}");
    }

    #[test]
    fn common_mistakes_are_told_in_chinese() {
        check(
            "[rules]\nsums/row-total = 'off'",
            "键名中有英文字母、数字、'-'、'_' 之外的字符，须加引号",
        );
        check("edition = “2021”", "'=' 或 ',' 之后缺少值，文字须加引号");
        check("edition =", "'=' 或 ',' 之后缺少值，文字须加引号");
        check("edition = \"2021", "缺少结尾的双引号");
        check("edition = '2021", "缺少结尾的单引号");
        check("include = [", "缺少结尾的 ']'，或两项之间缺少 ','");
        check("rules = { sums = 'off'", "缺少结尾的 '}'，或两项之间缺少 ','");
        check("[rules", "缺少结尾的 ']'");
        check("[[overrides]", "缺少 ']]'");
        check("[rules]\n[rules]", "这个键写了两次");
        check("organ kind = 'other'", "键之后缺少 '='；键名中有空格的须加引号");
        check("edition = '2021' region = '甲'", "一行只能写一项");
        check("include = [\"a\\d\"]", "双引号中的反斜线有特别的意思，请改用单引号");
        check("until = 2024-13-01", "没有这个日期");
        check("= 1", "'=' 之前缺少键");
        check("edition = 02021", "数字不能以 0 开头");
    }
}
