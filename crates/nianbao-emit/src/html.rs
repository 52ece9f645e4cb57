mod article;
mod marks;
mod markup;
mod overview;
mod sheets;
mod text;

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use nianbao_lint::Rule;
use nianbao_run::{CheckedDocument, Keep, Tally};
use sha2::{Digest, Sha256};

use self::markup::Markup;
use self::overview::Entry;
use crate::{Emitter, Opening, Private, Totals};

/// A check report for people who approve reports: one page that needs nothing else, for screen and paper. It shows each
/// report's findings, its sums and its text with what was found marked, and an overview where there are several.
#[derive(Clone, Debug, Default)]
pub struct Html {
    /// Whether personal data is quoted.
    pub private: Private,
    /// The rules there are, by name.
    pub rules: Vec<&'static Rule>,
}

const STYLE: &str = include_str!("html/page.css");
const SCRIPT: &str = include_str!("html/page.js");

impl Emitter for Html {
    fn keep(&self) -> Keep {
        Keep::Outline
    }

    fn opening(&self) -> Opening {
        Opening::AtTheEnd
    }

    fn begin(&self, totals: &Totals<'_>) -> String {
        let entries = overview::entries(totals.asides);
        let mut out = Markup::default();
        head(&mut out);
        out.raw("<header class=\"top\">\n<h1>政府信息公开工作年度报告检查报告</h1>\n");
        summary(totals.tally, overview::notes(&entries), &mut out);
        out.raw("</header>\n<main id=\"main\">\n");
        if entries.len() > 1 {
            overview::write(&entries, totals.tally, &self.rules, &mut out);
        }
        out.into_string()
    }

    fn document(&self, document: &CheckedDocument) -> Vec<u8> {
        article::article(document, self.private).into_bytes()
    }

    fn aside(&self, document: &CheckedDocument) -> Vec<u8> {
        Entry::line(document)
    }

    fn end(&self, _: &Totals<'_>) -> String {
        let mut out = Markup::default();
        out.raw("</main>\n<section class=\"signoff\">\n<h2>审核</h2>\n");
        out.raw("<p>审核意见：</p>\n<p>审核人：</p>\n<p>日期：</p>\n</section>\n<footer>\n");
        out.raw("<p>由 nianbao ").raw(env!("CARGO_PKG_VERSION"));
        out.raw(
            " 生成，不含网络内容。在屏幕上按 j、k 逐个看问题，点编号在问题与原文之间往返。</p>\n",
        );
        out.raw("</footer>\n<script>").raw(SCRIPT).raw("</script>\n</body>\n</html>\n");
        out.into_string()
    }
}

/// All up to the page's first words. Nothing but this page's own style and script is let in.
fn head(out: &mut Markup) {
    out.raw("<!doctype html>\n<html lang=\"zh-CN\">\n<head>\n<meta charset=\"utf-8\">\n");
    out.raw("<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'sha256-");
    out.text(&hash(STYLE)).raw("'; script-src 'sha256-").text(&hash(SCRIPT));
    out.raw("'; base-uri 'none'; form-action 'none'\">\n");
    out.raw("<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n");
    out.raw("<meta name=\"referrer\" content=\"no-referrer\">\n");
    out.raw("<meta name=\"format-detection\" content=\"telephone=no\">\n");
    out.raw("<meta name=\"color-scheme\" content=\"light dark\">\n");
    out.raw("<title>政府信息公开工作年度报告检查报告</title>\n<style>").raw(STYLE);
    out.raw("</style>\n</head>\n<body>\n<a class=\"skip\" href=\"#main\">跳到正文</a>\n");
}

/// The digest of an inline style or script, as a content security policy names it.
fn hash(content: &str) -> String {
    STANDARD.encode(Sha256::digest(content.as_bytes()))
}

fn summary(tally: &Tally, notes: usize, out: &mut Markup) {
    let checked = tally.documents - tally.unreadable - tally.not_reports;
    out.raw("<ul class=\"counts\">\n");
    for (class, count, name) in [
        ("", checked, "份报告"),
        ("error", tally.errors, "错误"),
        ("warning", tally.warnings, "警告"),
        ("info", tally.infos, "提示"),
        ("", notes, "项未能检查"),
    ] {
        out.raw("<li class=\"").raw(class).raw("\"><b>").show(count).raw("</b> ").raw(name);
        out.raw("</li>\n");
    }
    for (count, name) in [
        (tally.unreadable, "份无法读取"),
        (tally.not_reports, "份不是年度报告"),
        (tally.baselined, "个问题已记入基线"),
        (tally.suppressed, "个问题按例外不报"),
    ] {
        if count > 0 {
            out.raw("<li><b>").show(count).raw("</b> ").raw(name).raw("</li>\n");
        }
    }
    out.raw("</ul>\n");
}

#[cfg(test)]
mod tests {
    use super::*;

    fn begun() -> String {
        Html::default().begin(&Totals { tally: &Tally::default(), asides: &[] })
    }

    #[test]
    fn only_the_pages_own_style_and_script_are_let_in() {
        let page =
            begun() + &Html::default().end(&Totals { tally: &Tally::default(), asides: &[] });
        let inside = |open: &str, close: &str| {
            let (_, rest) = page.split_once(open).expect("it is there");
            rest.split_once(close).expect("it ends").0.to_owned()
        };
        let policy = inside("http-equiv=\"Content-Security-Policy\" content=\"", "\"");
        let [style, script] =
            [inside("<style>", "</style>"), inside("<script>", "</script>")].map(|it| hash(&it));
        assert_eq!(
            policy,
            format!(
                "default-src &#39;none&#39;; style-src &#39;sha256-{style}&#39;; \
                 script-src &#39;sha256-{script}&#39;; base-uri &#39;none&#39;; form-action &#39;none&#39;"
            )
            .replace("&#39;", "'")
        );
        assert_eq!(page.matches("<script").count(), 1);
        assert_eq!(page.matches("<style").count(), 1);
    }

    #[test]
    fn style_and_script_ask_for_nothing() {
        for part in [STYLE, SCRIPT] {
            for request in ["url(", "@import", "http", "fetch", "import(", "innerHTML", "eval"] {
                assert!(!part.contains(request), "{request}");
            }
        }
    }
}
