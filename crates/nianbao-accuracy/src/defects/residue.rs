use super::{Injector, adds, does, not_html, says};
use crate::draft::{Draft, Place};

pub(super) const INJECTORS: &[Injector] = &[
    does("residue/web-page", "bar of publication", |draft| {
        above(draft, "⟦发布时间：{published_dashed} 11:11 来源：{organ} 字体：[大 中 小]⟧")
    })
    .only(not_html),
    does("residue/web-page", "navigation", |draft| {
        above(draft, "⟦当前位置：首页 > 政务公开 > 政府信息公开年报⟧")
    })
    .only(not_html),
    does("residue/web-page", "index of information", |draft| {
        above(draft, "⟦索 引 号：99000000/{next}-00012⟧")
    })
    .only(not_html),
    adds("residue/web-page", "⟦分享到：⟧").within(&[6]).only(not_html),
    adds("residue/web-page", "⟦【打印正文】⟧").within(&[6]).only(not_html),
    adds("residue/web-page", "⟦【字体：大 中 小】 【关闭窗口】⟧").within(&[6]).only(not_html),
    adds("residue/web-page", "⟦上一篇：{place}财政局{last}年政府信息公开工作年度报告⟧")
        .within(&[6])
        .only(not_html),
    adds("residue/web-page", "⟦【打印正文】⟧").within(&[1]),
    adds("residue/image-name", "⟦e45fe1e1725248089a977e0ae28c6954.jpg⟧"),
    adds("residue/image-name", "⟦微信图片_20240115103322.png⟧"),
    adds("residue/image-name", "⟦undefined⟧"),
    says("residue/image-name", "全年公开信息⟦null⟧条。"),
    says("residue/spam", "⟦365bet官方网站⟧还组织了专项检查。"),
    says("residue/spam", "⟦欧洲杯买球平台⟧公开信息3条。"),
    adds("residue/spam", "⟦澳门新葡京娱乐场注册送彩金⟧"),
    says("residue/spam", "通过⟦亚博体育app下载⟧公开信息。"),
    says("residue/censored", "全年主动⟦***⟧息120条。"),
    says("residue/censored", "中心主动⟦***⟧息的类别有通知公告、办事指南。"),
    says("residue/censored", "不断拓宽***⟦⟧开渠道。"),
];

/// A line below the title.
fn above(draft: &mut Draft, line: &str) -> Option<Place> {
    let line = draft.filled(line)?;
    draft.model.preamble.insert(0, line);
    Some(Place::Marked)
}
