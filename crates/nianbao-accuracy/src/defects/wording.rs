use nianbao_test::model::OrganModelKind;

use super::{Injector, adds, does, says, simplified, swaps};
use crate::draft::{Draft, Place};

pub(super) const INJECTORS: &[Injector] = &[
    says("wording/wrong-word", "⟦截止{year}年底⟧，各项任务全部完成。"),
    says("wording/wrong-word", "⟦截止12月31日⟧，共公开信息30条。"),
    says("wording/wrong-word", "现有政务新媒体⟦帐号⟧2个。").only(simplified),
    says("wording/wrong-word", "群众可⟦登陆⟧网站查询。"),
    says("wording/wrong-word", "⟦既使⟧信息量较小，也坚持每周更新。"),
    says("wording/wrong-word", "把政务公开⟦做为⟧重点工作来抓。"),
    says("wording/wrong-word", "及时处理群众⟦反应⟧的问题。"),
    says("wording/wrong-word", "严防⟦泄漏⟧国家秘密和个人信息。"),
    says("wording/wrong-word", "多次研究⟦布署⟧政务公开工作。"),
    says("wording/wrong-word", "⟦部份⟧栏目更新不够及时。").only(simplified),
    says("wording/wrong-word", "申请人凭⟦身分证⟧即可查阅。").only(simplified),
    says("wording/wrong-word", "推进⟦法制政府⟧建设。"),
    says("wording/wrong-word", "及时更新⟦权利清单⟧和责任清单。"),
    says("wording/wrong-word", "保障公众的⟦知情权力⟧。"),
    says("wording/wrong-word", "协调⟦相有关⟧部门抓好落实。"),
    says("wording/wrong-word", "学习《中华人民共和国政府信息公开⟦条列⟧》。"),
    says("wording/wrong-word", "认真⟦贯切⟧落实各项要求。"),
    says("wording/wrong-word", "⟦转结⟧下年度继续办理的申请已明确责任人。"),
    says("wording/wrong-word", "通过微信⟦公从号⟧推送信息。"),
    says("wording/wrong-word", "申请表格的⟦钩稽⟧关系已核对。"),
    says("wording/wrong-word", "做好⟦政务新煤体⟧备案工作。"),
    says("wording/wrong-word", "不断提高工作⟦透明渡⟧。"),
    says("wording/wrong-word", "建立健全⟦工作机置⟧。"),
    says("wording/wrong-word", "利用网站、微信等⟦平抬⟧公开信息。"),
    says("wording/wrong-word", "工作人员严格⟦尊守⟧保密纪律。"),
    says("wording/wrong-word", "接受群众⟦监都⟧。"),
    says("wording/wrong-word", "不断⟦完膳⟧公开制度。"),
    says(
        "wording/repeated-item",
        "利用门户网站、⟦微信公众号⟧、公开栏、⟦微信公众号⟧等渠道公开信息。",
    ),
    says("wording/repeated-item", "公开了⟦机构职能⟧、政策文件、财政信息、⟦机构职能⟧等内容。"),
    says("wording/repeated-item", "做好申请的登记、⟦审核⟧、办理、⟦审核⟧、归档工作。"),
    says("wording/doubled-word", "切实⟦保障保障⟧公众权益。"),
    says("wording/doubled-word", "满足群众⟦的的⟧信息需求。"),
    says("wording/doubled-word", "⟦对对⟧各科室开展检查。"),
    says("wording/doubled-word", "全年公开⟦政府信息政府信息⟧30条。"),
    says("wording/doubled-word", "⟦进一步进一步⟧健全机制。"),
    says("wording/doubled-word", "加强与⟦有关有关⟧部门的沟通。"),
    says("wording/tautology", "网站⟦新增设⟧“政策问答”栏目。"),
    says("wording/tautology", "全年公开信息⟦约300条左右⟧。"),
    says("wording/tautology", "参加培训的有⟦近200余人⟧。"),
    says("wording/tautology", "全年接待查阅⟦超过100多人次⟧。"),
    swaps("wording/tautology", "未收到政府信息公开申请", "未收到⟦依申请公开政府信息申请⟧"),
    says("wording/mixed-numerals", "全年开展⟦三次集中培训、两次专项检查和12次日常抽查⟧。"),
    says("wording/mixed-numerals", "召开⟦两次推进会、三次调度会和5次专题会⟧。"),
    says("wording/mixed-numerals", "编发⟦四期简报、两期通报和10期动态⟧。"),
    swaps(
        "wording/fixed-phrase",
        "习近平新时代中国特色社会主义思想",
        "⟦习近平新时代中国特色社会主意思想⟧",
    ),
    swaps(
        "wording/fixed-phrase",
        "习近平新时代中国特色社会主义思想为指导",
        "⟦习近平新时代中国特色社会主义为指导⟧",
    ),
    says("wording/fixed-phrase", "坚决做到“⟦两个维护⟧”，增强“⟦四个意思⟧”。"),
    says("wording/fixed-phrase", "践行⟦社会主意核心价值观⟧。"),
    says("wording/fixed-phrase", "以⟦中国式现化化⟧为引领做好各项工作。"),
    says("wording/fixed-phrase", "铸牢⟦中华名族共同体意识⟧。"),
    says("wording/fixed-phrase", "深刻领悟“⟦两个确力⟧”的决定性意义。"),
    does("wording/foreign-organ", "我镇 in a department's report", |draft| {
        of_kind(draft, OrganModelKind::Department, "⟦我镇⟧还组织了专项检查。")
    }),
    does("wording/foreign-organ", "我局 in a town's report", |draft| {
        of_kind(draft, OrganModelKind::Township, "⟦我局⟧还组织了专项检查。")
    }),
    does("wording/foreign-organ", "another department praises itself", |draft| {
        of_kind(draft, OrganModelKind::Department, "⟦砚湖市气象局⟧高度重视政务公开工作。")
    }),
    does("wording/foreign-organ", "我局 in a sub-district's report", |draft| {
        of_kind(draft, OrganModelKind::SubDistrict, "⟦我局⟧认真落实各项要求。")
    }),
    says("wording/placeholder", "⟦XX⟧县组织开展了专项检查。"),
    says("wording/placeholder", "全年公开政府信息⟦×××⟧条。"),
    says("wording/placeholder", "⟦20XX年⟧组织培训2次。"),
    says("wording/placeholder", "培训人员⟦____⟧人次。"),
    says("wording/placeholder", "全年主动⟦公开信息条⟧，做到及时准确。"),
    adds("wording/placeholder", "⟦（此处填写本机关工作情况）⟧"),
    says("wording/placeholder", "全年⟦发布解读材料篇⟧，形式多样。"),
    says("wording/genre", "现将有关工作⟦总结如下⟧。"),
    says("wording/genre", "现将有关情况⟦汇报如下⟧。"),
    says("wording/genre", "以上报告，⟦请审阅⟧。"),
    does("wording/contradiction", "nothing received, all answered in time", |draft| {
        unreceived(draft, "⟦收到的申请均按时办结⟧，群众满意度较高。")
    }),
    does("wording/contradiction", "nothing received, answers went well", |draft| {
        unreceived(draft, "⟦政府信息公开申请答复工作顺利开展⟧。")
    }),
    does("wording/contradiction", "nothing received, answered within the time", |draft| {
        unreceived(draft, "⟦对收到的政府信息公开申请，均在法定期限内予以答复⟧。")
    }),
];

fn of_kind(draft: &mut Draft, kind: OrganModelKind, sentence: &str) -> Option<Place> {
    let name = &draft.model.organ.name;
    let ends =
        ["局", "厅", "镇", "乡", "政府", "街道", "办事处"].iter().any(|end| name.ends_with(end));
    (draft.model.organ.kind == kind && ends).then_some(())?;
    // A sentence put in at the end of a paragraph begins one of its own.
    draft.say(1, sentence).map(|()| Place::Marked)
}

fn unreceived(draft: &mut Draft, sentence: &str) -> Option<Place> {
    draft.writer.holds("none").then_some(())?;
    draft.say(1, sentence).map(|()| Place::Marked)
}
