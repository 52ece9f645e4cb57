use super::{Injector, adds, does, full_width, says, swaps};
use crate::draft::{Draft, Place, marked, words_of};

pub(super) const INJECTORS: &[Injector] = &[
    says("punctuation/half-width", "加强领导⟦,⟧落实责任。").only(full_width),
    says("punctuation/half-width", "做到及时公开⟦;⟧按时更新。").only(full_width),
    says("punctuation/half-width", "主要内容包括⟦:⟧机构信息、政策文件、财政信息。")
        .only(full_width),
    says("punctuation/half-width", "{we}高度重视⟦,⟧多次研究部署⟦,⟧逐项抓好落实。").only(full_width),
    swaps("punctuation/half-width", "{year}年，", "{year}年⟦,⟧").only(full_width),
    says("punctuation/unpaired", "按照有关要求⟦（⟧含上级部署，认真组织实施。"),
    says("punctuation/unpaired", "按照上级文件要求⟦）⟧，认真组织实施。"),
    says("punctuation/unpaired", "坚持⟦“⟧应公开尽公开的原则，做好各项工作。"),
    says("punctuation/unpaired", "严格落实⟦《⟧保密审查制度，确保信息安全。"),
    says("punctuation/unpaired", "坚持先审后发⟦”⟧的原则。"),
    swaps(
        "punctuation/unpaired",
        "（国务院令第711号，以下简称《条例》）",
        "⟦⟧国务院令第711号，以下简称《条例》⟦）⟧",
    ),
    swaps("punctuation/unpaired", "（以下简称《条例》）", "⟦（⟧以下简称《条例》"),
    swaps("punctuation/unpaired", "（国办函〔2020〕109号）", "⟦⟧国办函〔2020〕109号⟦）⟧"),
    does("punctuation/unpaired", "（ of a label in the table lost", |draft| {
        relabel(draft, "（四）无法提供", "四）无法提供")
    }),
    does("punctuation/unpaired", "（ of the header of the table lost", |draft| {
        relabel(
            draft,
            "（本列数据的勾稽关系为：第一项加第二项之和，等于第三项加第四项之和）",
            "本列数据的勾稽关系为：第一项加第二项之和，等于第三项加第四项之和）",
        )
    }),
    says("punctuation/mixed-brackets", "全年公开信息⟦(含转载信息)⟧12条。").only(full_width),
    says("punctuation/mixed-brackets", "各科室⟦(中心)⟧均明确了联络员。").only(full_width),
    says("punctuation/mixed-brackets", "制定保密审查办法⟦(试行)⟧。").only(full_width),
    says("punctuation/nested-title-marks", "转发《关于印发⟦<政务公开工作要点>⟧的通知》。"),
    says("punctuation/nested-title-marks", "学习《关于贯彻⟦《政府信息公开条例》⟧的意见》。"),
    says("punctuation/nested-title-marks", "落实《关于修订⟦＜公开指南＞⟧的通知》。"),
    swaps(
        "punctuation/nested-title-marks",
        "关于印发〈政府信息公开信息处理费管理办法〉",
        "关于印发⟦<政府信息公开信息处理费管理办法>⟧",
    ),
    says("punctuation/enumeration-comma", "发布政务要闻、通知公告⟦，⟧工作动态等信息40条。"),
    says("punctuation/enumeration-comma", "公开机构职能、领导信息⟦，⟧联系方式等内容。"),
    says("punctuation/enumeration-comma", "不断提高公开的主动性⟦⟧及时性、全面性。"),
    says("punctuation/enumeration-comma", "公开政策文件、规划计划⟦、⟧等信息。"),
    says("punctuation/enumeration-comma", "通过网站、微信公众号⟦，⟧公开栏等渠道公开信息。"),
    says("punctuation/title-enumeration", "落实《公开指南》⟦、⟧《公开目录》要求。"),
    says("punctuation/title-enumeration", "做到“应公开”⟦、⟧“尽公开”。"),
    says("punctuation/title-enumeration", "开设“政策问答”⟦、⟧“一图读懂”⟦、⟧“在线访谈”栏目。"),
    says("punctuation/repeated", "全年公开信息30条⟦，，⟧其中政策文件2条。"),
    says("punctuation/repeated", "各项任务全部完成⟦。。⟧"),
    says("punctuation/repeated", "做好登记、审核⟦、、⟧答复等工作。"),
    says("punctuation/repeated", "信息更新及时⟦，。⟧"),
    says("punctuation/repeated", "主要做法如下⟦：：⟧加强领导，健全机制。"),
    swaps("punctuation/repeated", "。", "⟦。。⟧"),
    does("punctuation/missing-stop", "the last stop of a paragraph", |draft| drop_stop(draft, 1)),
    does("punctuation/missing-stop", "the last stop of section five", |draft| drop_stop(draft, 5)),
    does("punctuation/missing-stop", "the stop of the preamble", |draft| {
        let first = draft.model.preamble.iter_mut().find(|text| {
            text.chars().count() > 60 && !text.contains("电话") && !text.contains("0990-")
        })?;
        mark_end(first)
    }),
    says("punctuation/after-percent", "自然人申请⟦占93.5%法人⟧或其他组织申请占6.5%。"),
    says("punctuation/after-percent", "门户网站公开⟦占33.58%政务新媒体⟧公开占66.42%。"),
    says("punctuation/after-percent", "政策解读⟦占比40%其他信息⟧占比60%。"),
    adds("punctuation/list-number", "⟦1、⟧加强组织领导，明确工作责任，细化任务分工。"),
    adds("punctuation/list-number", "⟦2、⟧健全工作机制，规范审核流程，强化督促检查。"),
    adds("punctuation/list-number", "⟦（一）、⟧加强组织领导，明确工作责任。"),
    adds("punctuation/list-number", "⟦（1）.⟧加强组织领导，明确工作责任。"),
    says("punctuation/stray-space", "全年公开信息30条（⟦ ⟧含转载）。").only(full_width),
    says("punctuation/stray-space", "落实《⟦ ⟧公开指南》要求。"),
    says("punctuation/stray-space", "开设“政策问答⟦ ⟧”专栏。"),
    says("punctuation/stray-space", "各项工作有序推进⟦ ⟧，成效明显。").only(full_width),
];

fn relabel(draft: &mut Draft, old: &str, new: &str) -> Option<Place> {
    let mut cells = draft.tables.iter_mut().flat_map(|table| &mut table.rows).flatten();
    cells.find(|cell| cell.text == old)?.text = marked(new);
    Some(Place::Marked)
}

fn drop_stop(draft: &mut Draft, section: usize) -> Option<Place> {
    let longest = draft.model.prose[section - 1]
        .iter_mut()
        .map(words_of)
        .filter(|text| text.chars().count() > 40 && text.matches('。').count() > 1)
        .max_by_key(|text| text.chars().count())?;
    mark_end(longest)
}

/// Takes the last stop away and marks what stands before it.
fn mark_end(text: &mut String) -> Option<Place> {
    let words = text.strip_suffix('。')?;
    let (at, _) = words.char_indices().rev().nth(3)?;
    *text = format!("{}{}", &words[..at], marked(&words[at..]));
    Some(Place::Marked)
}
