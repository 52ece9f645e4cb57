//! Pictures that stand where a table should.

use nianbao_lint::document::{BlockKind, Region};
use nianbao_lint::report::{Line, LineRole, Section};
use nianbao_lint::{Report, Span};

/// Parts of the names of pictures that show no table.
const DECORATIONS: [&str; 12] = [
    "icon",
    "logo",
    "qrcode",
    "ewm",
    "share",
    "weixin",
    "wechat",
    "weibo",
    "print",
    "arrow",
    "二维码",
    "图标",
];

/// How names of picture files end.
const EXTENSIONS: [&str; 8] = [".jpg", ".jpeg", ".png", ".gif", ".bmp", ".webp", ".tif", ".tiff"];

/// The pictures in a section that may show its table, and lines of plain text that are nothing but a picture's name.
pub(crate) fn in_section(report: &Report<'_>, section: &Section) -> Vec<Span> {
    let blocks = &report.document.blocks[section.blocks.clone()];
    let drawn = blocks.iter().filter_map(|block| match &block.kind {
        BlockKind::Image { span, name } if block.region == Region::Content => {
            (!is_decoration(name)).then_some(*span)
        }
        _ => None,
    });
    let lines = report.lines[section.lines.clone()].iter();
    let named = lines.filter(|line| line.role == LineRole::Prose && is_picture_name(line.words()));
    let mut pictures: Vec<Span> = drawn.chain(named.map(Line::whole_span)).collect();
    pictures.sort_unstable();
    pictures
}

fn is_decoration(name: &str) -> bool {
    let name = name.to_ascii_lowercase();
    DECORATIONS.iter().any(|part| name.contains(part))
}

/// Whether a line is the name of a picture file and nothing else.
fn is_picture_name(words: &str) -> bool {
    let is_separator =
        |c: char| matches!(c, '，' | '。' | '：' | ':' | '；' | '、') || c.is_whitespace();
    let ends = |extension: &str| {
        let stem = words.len().checked_sub(extension.len()).filter(|stem| *stem > 0);
        let tail = stem.and_then(|stem| words.get(stem..));
        tail.is_some_and(|tail| tail.eq_ignore_ascii_case(extension))
    };
    EXTENSIONS.iter().any(|extension| ends(extension))
        && !words.contains(is_separator)
        && !is_decoration(words)
}
