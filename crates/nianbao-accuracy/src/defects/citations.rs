use nianbao_test::model::{FormEdition, Paragraph};

use super::{Injector, does, says, swaps};
use crate::draft::{Draft, Place};

pub(super) const INJECTORS: &[Injector] = &[
    swaps("citations/document-number", "国办公开办函〔2021〕30号", "国办公开办函⟦[2021]30号⟧"),
    swaps("citations/document-number", "国办公开办函〔2021〕30号", "国办公开办函⟦（2021）30号⟧"),
    swaps("citations/document-number", "国办函〔2020〕109号", "国办函⟦【2020】109号⟧"),
    swaps("citations/document-number", "国办函〔2020〕109号", "国办函⟦〔2020〕第109号⟧"),
    swaps("citations/document-number", "国办函〔2020〕109号", "国办函⟦〔20〕109号⟧"),
    swaps("citations/document-number", "国办函〔2020〕109号", "国办函⟦〔2020〕109⟧"),
    says(
        "citations/document-number",
        "贯彻落实《政务公开工作要点》（{doc_code}⟦〔{year}〕012号⟧）。",
    ),
    says("citations/document-number", "落实{doc_code}⟦﹝{year}﹞12号⟧文件要求。"),
    swaps("citations/document-number", "国务院令第711号", "⟦国务院令第711条⟧"),
    swaps(
        "citations/law-name",
        "《中华人民共和国政府信息公开条例》",
        "《⟦中华人民共和国信息公开条例⟧》",
    ),
    swaps(
        "citations/law-name",
        "《中华人民共和国政府信息公开条例》",
        "《⟦中华人民共和国政府信息公开条列⟧》",
    ),
    swaps("citations/law-name", "国务院令第711号", "⟦国务院令第771号⟧"),
    swaps("citations/law-name", "国办公开办函〔2021〕30号", "⟦国办公开函〔2021〕30号⟧"),
    swaps("citations/law-name", "国办函〔2020〕109号", "⟦国办发〔2020〕109号⟧"),
    swaps(
        "citations/law-name",
        "《政府信息公开信息处理费管理办法》",
        "《⟦政府信息公开处理费管理办法⟧》",
    ),
    says("citations/law-name", "组织学习《⟦中华人民共和国个人信息安全法⟧》。"),
    says("citations/law-name", "组织学习《⟦中华人民共和国保守国家机密法⟧》。"),
    swaps(
        "citations/law-name",
        "工作年度报告格式〉的通知》（国办公开办函〔2021〕30号）",
        "工作年度报告格式〉的通知》⟦（国办公开办函〔2019〕60号）⟧",
    ),
    swaps("citations/stale-law", "国务院令第711号", "⟦国务院令第492号⟧"),
    does("citations/stale-law", "the form of 2019", |draft| {
        (draft.model.edition == FormEdition::Of2021).then_some(())?;
        draft.swap("国办公开办函〔2021〕30号", "⟦国办公开办函〔2019〕60号⟧")?;
        Some(Place::Marked)
    }),
    does("citations/stale-law", "信访条例 after 2022", |draft| {
        (draft.model.year > 2022).then_some(())?;
        draft.say(1, "严格按照《⟦信访条例⟧》办理群众来信来访。")?;
        Some(Place::Marked)
    }),
    does("citations/stale-law", "合同法 after 2021", |draft| {
        (draft.model.year > 2021).then_some(())?;
        draft.say(1, "组织学习《⟦中华人民共和国合同法⟧》。")?;
        Some(Place::Marked)
    }),
    does("citations/stale-law", "article 31", |draft| {
        let year = draft.filled("{year}")?;
        let basis = draft.filled("根据《中华人民共和国政府信息公开条例》（以下简称《条例》）⟦第三十一条⟧的规定，编制本年度报告。")?;
        let first = draft.model.preamble.iter_mut().find(|text| text.contains("以下简称"))?;
        *first = basis + &format!("统计期限为{year}年1月1日至{year}年12月31日。");
        Some(Place::Marked)
    }),
    swaps(
        "citations/undefined-short-title",
        "《中华人民共和国政府信息公开条例》（以下简称《条例》）",
        "⟦《条例》⟧",
    ),
    says("citations/undefined-short-title", "严格按照⟦《办法》⟧规定做好审查工作。"),
    says("citations/undefined-short-title", "落实⟦《实施细则》⟧各项要求。"),
    does("citations/undefined-short-title", "not introduced though used", |draft| {
        draft.texts().any(|text| text.contains("《条例》")).then_some(())?;
        draft.swap("（以下简称《条例》）", "")?;
        let text = draft.texts_mut().find(|text| text.contains("《条例》"))?;
        *text = text.replacen("《条例》", &crate::draft::marked("《条例》"), 1);
        Some(Place::Marked)
    }),
    swaps("citations/fee-name", "没有产生信息处理费", "没有产生⟦信息公开处理费⟧"),
    swaps("citations/fee-name", "未收取信息处理费", "未收取⟦政府信息公开处理费⟧"),
    swaps("citations/fee-name", "实际收取信息处理费", "实际收取⟦信息公开处理费⟧"),
    does("citations/missing-fee-statement", "nothing to report", |draft| {
        silent(draft, "无其他需要报告的事项。")
    }),
    does("citations/missing-fee-statement", "暂无", |draft| {
        silent(draft, "暂无其他需要报告事项。")
    }),
    does("citations/missing-fee-statement", "other matters only", |draft| {
        silent(draft, "{year}年，{we}共承办建议提案6件，办理结果全部公开。")
    }),
];

/// Section six says this and nothing of fees.
fn silent(draft: &mut Draft, words: &str) -> Option<Place> {
    (draft.model.edition == FormEdition::Of2021).then_some(())?;
    let words = draft.filled(words)?;
    draft.model.prose[5] = vec![Paragraph::Plain(crate::draft::marked(&words))];
    Some(Place::Document)
}
