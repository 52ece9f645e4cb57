use std::sync::LazyLock;

use nianbao_lint::document::is_blank;
use serde::Deserialize;

/// A kind of line that pages put around a report.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Kind {
    /// What a finding calls it.
    pub(crate) name: String,
    /// Whether it stands above or below a report only, with others of that sort in one block.
    #[serde(default)]
    pub(crate) head: bool,
    #[serde(default)]
    starts: Vec<String>,
    #[serde(default)]
    whole: Vec<String>,
    #[serde(default)]
    parts: Vec<String>,
    /// Longest line of the kind, in characters without white space.
    longest: usize,
    #[serde(rename = "source")]
    _source: String,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Kinds {
    kind: Vec<Kind>,
}

static KINDS: LazyLock<Vec<Kind>> = LazyLock::new(|| {
    let kinds: Kinds =
        toml::from_str(include_str!("../data/web-page.toml")).expect("a test reads the list");
    kinds.kind
});

/// The kind of page furniture that `words`, a whole line or table row, is.
pub(crate) fn kind_of(words: &str) -> Option<&'static Kind> {
    if !may_be(words) {
        return None;
    }
    let compact: String = words.chars().filter(|c| !is_blank(*c)).take(MAX_CHARS + 1).collect();
    let count = compact.chars().count();
    let bare = compact.trim_matches(|c: char| !c.is_alphanumeric() && !"+-".contains(c));
    KINDS.iter().find(|kind| count <= kind.longest && kind.has(&compact, bare))
}

/// Whether `words` are no sentence: for most lines this is enough to know.
fn may_be(words: &str) -> bool {
    !words.contains('。') && !words.trim().is_empty()
}

/// No line of any kind is longer.
const MAX_CHARS: usize = 200;

impl Kind {
    fn has(&self, compact: &str, bare: &str) -> bool {
        self.starts.iter().any(|start| compact.starts_with(start.as_str()))
            || self.whole.iter().any(|whole| bare == whole)
            || self.parts.iter().any(|part| compact.contains(part.as_str()))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn kinds_are_told_by_their_words() {
        for (words, name) in [
            ("发布时间: 2024-01-26 11:11 字体:[]", "网页的发布信息栏"),
            ("来源：清河市政府办公室 发布时间：2022-03-01 【字体：", "网页的发布信息栏"),
            ("字号：[大 中 小]", "网页的字体、字号按钮"),
            ("索 引 号: | 1133", "网页的信息公开目录表"),
            ("首页 > 政府信息公开 > 年报", "网页的导航位置"),
            ("【 打印正文 】", "网页的打印、关闭按钮"),
            ("分享到:", "网页的分享按钮"),
            ("江南ICP备12345678号", "网站的页脚"),
            ("» 政府信息公开", "网页的栏目名"),
        ] {
            assert_eq!(kind_of(words).map(|kind| kind.name.as_str()), Some(name), "{words}");
        }
    }

    #[test]
    fn sentences_are_of_no_kind() {
        for words in [
            "分享到各村微信群的信息共12条。",
            "来源：本报告数据来自各部门报送的统计表，不含垂直管理单位。",
            "首页增设专栏3个",
            "打印机购置情况",
            "一、总体情况",
            "",
        ] {
            assert!(kind_of(words).is_none(), "{words}");
        }
    }

    #[test]
    fn no_kind_is_longer_than_is_looked_at() {
        assert!(KINDS.iter().all(|kind| kind.longest <= MAX_CHARS));
    }
}
