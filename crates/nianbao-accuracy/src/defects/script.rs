use nianbao_test::layout::Layout;

use super::{Injector, does, says, simplified};
use crate::draft::{Draft, Place, marked};

pub(super) const INJECTORS: &[Injector] = &[
    says("script/mixed-script", "及时⟦發布⟧各类信息。").only(simplified),
    says("script/mixed-script", "每⟦週⟧更新一次栏目。").only(simplified),
    says("script/mixed-script", "规范公开程序，⟦嚴格⟧审核把关。").only(simplified),
    says("script/mixed-script", "群众可在⟦網⟧站查阅。").only(simplified),
    says("script/mixed-script", "由专人负⟦責⟧日常维护。").only(simplified),
    does("script/mixed-script", "规范 in Traditional text", |draft| {
        left_over(draft, "严格", "规范", "程序，责任落实到人。")
    })
    .only(traditional),
    does("script/mixed-script", "发 in Traditional text", |draft| {
        left_over(draft, "及时", "发", "布信息。")
    })
    .only(traditional),
    does("script/mixed-script", "务 in Traditional text", |draft| {
        left_over(draft, "优化政", "务", "服务。")
    })
    .only(traditional),
    says("script/pinyin-annotation", "现将有关情⟦(qíng)⟧况公布，申请⟦(qǐng)⟧均已答复⟦(fù)⟧。")
        .only(no_pinyin),
    says("script/pinyin-annotation", "各部门通过政⟦(zheng)⟧府网⟦(wang)⟧站公⟦(gong)⟧开信息。")
        .only(no_pinyin),
    says("script/pinyin-annotation", "信息公开事项⟦（xiàng）⟧已全部落实，结⟦（jié）⟧果良好。")
        .only(no_pinyin),
    says("script/encoding-damage", "全年公开信息12⟦\u{FFFD}⟧条。"),
    says("script/encoding-damage", "工作⟦锟斤拷⟧取得成效。"),
    says("script/encoding-damage", "工作取得明显成效⟦?⟧,F有关情况如下。").only(simplified),
    says("script/encoding-damage", "各类信⟦\u{E5E5}⟧及时更新。"),
    says("script/encoding-damage", "通过网站⟦&nbsp;⟧公开信息。").only(keeps_entities),
    says("script/encoding-damage", "⟦鏀垮簻淇℃伅鍏紑⟧工作有序推进。"),
    says("script/encoding-damage", "做好政府信⟦??⟧公开工作。"),
    says("script/odd-space", "全年⟦\u{200B}⟧公开信息30条。").only(plain_spaces),
    says("script/odd-space", "栏目⟦\u{A0}⟧更新及时。").only(plain_spaces),
    says("script/odd-space", "加强⟦\u{2003}⟧组织领导。").only(plain_spaces),
    says("script/odd-space", "健全⟦\u{FEFF}⟧工作机制。").only(plain_spaces),
    says("script/digit-space", "全年组织培训⟦ 3 ⟧次。"),
    says("script/digit-space", "印发文件⟦ 12⟧份。"),
    says("script/digit-space", "发布解读⟦25 ⟧篇。"),
];

const fn traditional(layout: Layout) -> bool {
    !simplified(layout)
}

/// Where no pinyin stands already.
const fn no_pinyin(layout: Layout) -> bool {
    !matches!(layout, Layout::TraditionalPinyin)
}

/// Where `&nbsp;` in the text is not a space.
const fn keeps_entities(layout: Layout) -> bool {
    !matches!(
        layout,
        Layout::MarkdownTables
            | Layout::MarkdownBlankFields
            | Layout::MarkdownHtmlTables
            | Layout::MarkdownBoldHeadings
            | Layout::TabRows
    )
}

/// Where the layout itself has no odd spaces.
const fn plain_spaces(layout: Layout) -> bool {
    !matches!(layout, Layout::RaggedCellLines | Layout::HtmlCms)
}

/// A sentence in which one word stays Simplified.
fn left_over(draft: &mut Draft, before: &str, word: &str, after: &str) -> Option<Place> {
    draft.is_traditional().then_some(())?;
    let kept = draft.raw(word);
    draft.say(1, &format!("{before}{}{after}", marked(&kept)))?;
    Some(Place::Marked)
}
