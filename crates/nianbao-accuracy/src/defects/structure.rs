use nianbao_diagnostics::TableName;
use nianbao_test::layout::Grid;
use nianbao_test::model::{OrganModelKind, Paragraph};

use super::{Injector, does, not_html, official_numbers, own_headings};
use crate::clean;
use crate::draft::{Draft, Place, marked};

pub(super) const INJECTORS: &[Injector] = &[
    does("structure/missing-title", "no title", |draft| entitle(draft, "", Place::Document)),
    does("structure/missing-title", "the name of the column instead", |draft| {
        entitle(draft, "政府信息公开年报", Place::Document)
    })
    .or(&["structure/nonstandard-title"]),
    does("structure/missing-title", "the organ alone", |draft| {
        entitle(draft, "{organ}", Place::Document)
    }),
    does("structure/nonstandard-title", "no organ", |draft| {
        // Where another line near the title names the organ, the title may leave it out.
        draft.model.preamble.retain(|paragraph| paragraph.chars().count() > 40);
        let named = draft.texts().any(|text| text == &draft.model.organ.name);
        if named {
            return None;
        }
        entitle(draft, "⟦{year}年政府信息公开工作年度报告⟧", Place::Marked)
    })
    .only(not_html),
    does("structure/nonstandard-title", "工作总结", |draft| {
        entitle(draft, "⟦{organ}{year}年政府信息公开工作总结⟧", Place::Marked)
    }),
    does("structure/nonstandard-title", "without 工作", |draft| {
        entitle(draft, "⟦{organ}{year}年政府信息公开年度报告⟧", Place::Marked)
    }),
    does("structure/nonstandard-title", "政务公开", |draft| {
        entitle(draft, "⟦{organ}{year}年政务公开工作年度报告⟧", Place::Marked)
    }),
    does("structure/missing-section", "section five and its heading", |draft| {
        Some(leave_out(draft, 5))
    }),
    does("structure/missing-section", "section six and its heading", |draft| {
        Some(leave_out(draft, 6))
    }),
    does("structure/missing-section", "section four with its table", |draft| {
        Some(leave_out(draft, 4))
    }),
    does("structure/missing-section", "section five, six renumbered", |draft| {
        draft.renumber(6, "五");
        Some(leave_out(draft, 5))
    }),
    does("structure/section-order", "five and six exchanged", |draft| {
        draft.model.headings.swap(4, 5);
        draft.model.prose.swap(4, 5);
        mark_heading(draft, 5);
        Some(mark_heading(draft, 6))
    }),
    does("structure/section-order", "four numbered three", |draft| {
        draft.renumber(4, "三");
        Some(Place::Marked)
    }),
    does("structure/section-order", "six numbered seven", |draft| {
        draft.renumber(6, "七");
        Some(Place::Marked)
    }),
    does("structure/nonstandard-heading", "工作开展情况", |draft| {
        Some(head(draft, 1, "工作开展情况"))
    })
    .only(own_headings),
    does("structure/nonstandard-heading", "概述", |draft| Some(head(draft, 1, "概述")))
        .only(own_headings),
    does("structure/nonstandard-heading", "依申请公开政府信息情况", |draft| {
        Some(head(draft, 3, "依申请公开政府信息情况"))
    }),
    does(
        "structure/nonstandard-heading",
        "行政复议、行政诉讼和举报投诉情况",
        |draft| Some(head(draft, 4, "行政复议、行政诉讼和举报投诉情况")),
    ),
    does("structure/nonstandard-heading", "存在的不足及下一步打算", |draft| {
        Some(head(draft, 5, "存在的不足及下一步打算"))
    })
    .only(own_headings),
    does("structure/nonstandard-heading", "需要说明的其他事项", |draft| {
        Some(head(draft, 6, "需要说明的其他事项"))
    })
    .only(own_headings),
    does("structure/heading-punctuation", "a section's heading with 。", |draft| {
        Some(end_heading(draft, "。"))
    })
    .only(own_headings),
    does("structure/heading-punctuation", "a section's heading with ：", |draft| {
        Some(end_heading(draft, "："))
    })
    .only(own_headings),
    does("structure/heading-punctuation", "a section's heading with 、", |draft| {
        Some(end_heading(draft, "、"))
    })
    .only(own_headings),
    does("structure/heading-nesting", "（一） below 1.", nest_inverted).only(official_numbers),
    does("structure/heading-nesting", "（1） below （一）", nest_skipped).only(official_numbers),
    does("structure/heading-nesting", "（1） below 一、", nest_skipped_two).only(official_numbers),
    does("structure/heading-numbering", "（二） left out", |draft| {
        number_parts(draft, &[1, 3, 4, 5, 6])
    }),
    does("structure/heading-numbering", "（三） twice", |draft| {
        number_parts(draft, &[1, 2, 3, 3, 4])
    }),
    does("structure/heading-numbering", "（五） as （四）", |draft| {
        number_parts(draft, &[1, 2, 3, 4, 4])
    }),
    does("structure/heading-numbering", "一是…三是", |draft| {
        draft.swap("二是", "⟦三是⟧").map(|()| Place::Marked)
    }),
    does("structure/heading-numbering", "一是 twice", |draft| {
        draft.swap("二是", "⟦一是⟧").map(|()| Place::Marked)
    }),
    does("structure/empty-section", "five", |draft| Some(empty(draft, 5))),
    does("structure/empty-section", "six", |draft| Some(empty(draft, 6))),
    does("structure/empty-section", "one", |draft| Some(empty(draft, 1))),
    does("structure/perfunctory-section", "无。", |draft| rewrite(draft, 5, &["⟦无。⟧"])),
    does("structure/perfunctory-section", "暂无。", |draft| {
        rewrite(draft, 5, &["⟦{year}年，{we}政府信息公开工作不存在问题。⟧"])
    }),
    does("structure/perfunctory-section", "problems only", |draft| {
        rewrite(
            draft,
            5,
            &[
                "⟦{year}年，{we}政府信息公开工作还存在不足：一是主动公开意识不强；二是信息更新不及时；三是解读形式单一。⟧",
            ],
        )
    }),
    does("structure/missing-aspect", "two aspects only", |draft| {
        rewrite(
            draft,
            1,
            &["{year}年，{we}主动公开政府信息112条。", "收到政府信息公开申请情况见第三部分。"],
        )?;
        Some(Place::Document)
    }),
    does("structure/missing-aspect", "no supervision", |draft| {
        rewrite(
            draft,
            1,
            &[
                "（一）主动公开。{year}年，{we}主动公开政府信息112条。",
                "（二）依申请公开。申请情况见第三部分。",
                "（三）政府信息管理。发布前一律经过保密审查。",
                "（四）政府信息公开平台建设。网站设有12个栏目。",
            ],
        )?;
        Some(Place::Document)
    }),
    does("structure/missing-assessment", "nothing of it", |draft| {
        govern(draft, "加强组织领导，配备专职人员3名，组织培训2次。")
    }),
    does("structure/missing-assessment", "work is assessed, nothing else", |draft| {
        govern(draft, "加强组织领导，将政务公开纳入年度绩效考核，考核结果已通报。")
    }),
    does("structure/missing-assessment", "nobody held to account", |draft| {
        govern(draft, "将政务公开纳入年度绩效考核，委托第三方开展社会评议，群众满意度较高。")
    }),
    does("structure/announced-parts", "five parts", |draft| {
        announce(draft, "本报告由⟦五个部分⟧组成。")
    }),
    does("structure/announced-parts", "names of the old form", |draft| {
        announce(
            draft,
            "本报告包括⟦概述、主动公开政府信息情况、依申请公开政府信息情况、政府信息公开的收费及减免情况、行政复议和行政诉讼情况、存在的主要问题及改进情况⟧六个部分。",
        )
    }),
    does("structure/announced-parts", "seven parts", |draft| {
        announce(draft, "全文共分⟦七部分⟧，统计数据截至{year}年12月31日。")
    }),
    does("structure/edition-mismatch", "the other edition's tables", other_edition),
    does("structure/missing-contact", "no telephone anywhere", |draft| {
        let paragraphs = draft.model.preamble.len();
        draft.model.preamble.retain(|text| !text.contains("0990-") && !text.contains("电话"));
        (draft.model.preamble.len() < paragraphs).then_some(())?;
        draft.texts().all(|text| !text.contains("电话")).then_some(Place::Document)
    }),
];

fn entitle(draft: &mut Draft, title: &str, place: Place) -> Option<Place> {
    draft.model.title = draft.filled(title)?;
    Some(place)
}

fn mark_heading(draft: &mut Draft, section: usize) -> Place {
    let heading = &mut draft.model.headings[section - 1];
    *heading = marked(heading);
    Place::Marked
}

fn head(draft: &mut Draft, section: usize, words: &str) -> Place {
    words.clone_into(&mut draft.model.headings[section - 1]);
    mark_heading(draft, section)
}

fn end_heading(draft: &mut Draft, mark: &str) -> Place {
    let section = [1, 2, 3, 4, 5, 6][draft.writer.rng.usize(0..6)];
    let heading = &mut draft.model.headings[section - 1];
    *heading = format!("{heading}{}", marked(mark));
    Place::Marked
}

fn leave_out(draft: &mut Draft, section: usize) -> Place {
    draft.model.prose[section - 1].clear();
    draft.model.headings[section - 1] = Draft::deleted_line();
    if let Some(table) = section.checked_sub(2).and_then(|index| draft.tables.get_mut(index)) {
        table.rows.clear();
    }
    Place::Document
}

fn empty(draft: &mut Draft, section: usize) -> Place {
    draft.model.prose[section - 1].clear();
    mark_heading(draft, section)
}

fn rewrite(draft: &mut Draft, section: usize, paragraphs: &[&str]) -> Option<Place> {
    let filled: Option<Vec<Paragraph>> =
        paragraphs.iter().map(|text| draft.filled(text).map(Paragraph::Plain)).collect();
    draft.model.prose[section - 1] = filled?;
    Some(Place::Marked)
}

/// `1.` and `2.` right below 一、, then （一）.
fn nest_inverted(draft: &mut Draft) -> Option<Place> {
    let items =
        ["1.制度建设情况。修订公开制度3项，印发工作流程图。", "2.队伍建设情况。配备工作人员2名。"];
    let prose = &mut draft.model.prose[0];
    let first = prose.iter().position(|it| matches!(it, Paragraph::Part { number: 1, .. }))?;
    if let Paragraph::Part { heading, .. } = &mut prose[first] {
        *heading = marked(heading);
    }
    let items = items.map(|item| Paragraph::Plain(item.to_owned()));
    prose.splice(first..first, items);
    Some(Place::Marked)
}

/// `（1）` right below （一）.
fn nest_skipped(draft: &mut Draft) -> Option<Place> {
    let prose = &mut draft.model.prose[0];
    let first = prose.iter().position(|it| matches!(it, Paragraph::Part { number: 1, .. }))?;
    if prose.get(first + 1).is_none_or(|next| matches!(next, Paragraph::Plain(_))) {
        return None;
    }
    let items = [
        ("（1）", "政策文件公开情况。全年公开政策文件12件。"),
        ("（2）", "财政信息公开情况。公开预决算4份。"),
    ];
    let items = items.map(|(number, item)| Paragraph::Plain(format!("{}{item}", marked(number))));
    prose.splice(first + 1..=first, items);
    Some(Place::Marked)
}

/// `（1）` right below 五、.
fn nest_skipped_two(draft: &mut Draft) -> Option<Place> {
    rewrite(
        draft,
        5,
        &[
            "⟦（1）⟧主要问题。公开内容不够全面，更新不够及时。",
            "⟦（2）⟧改进措施。下一步将加强培训，健全机制，定期检查。",
        ],
    )
}

fn number_parts(draft: &mut Draft, numbers: &[u8]) -> Option<Place> {
    let mut wrong = false;
    let mut numbers = (1..).zip(numbers);
    for paragraph in &mut draft.model.prose[0] {
        if let Paragraph::Part { number, heading, .. } = paragraph {
            let (nth, new) = numbers.next()?;
            *number = *new;
            if *new != nth && !wrong {
                wrong = true;
                *heading = marked(heading);
            }
        }
    }
    wrong.then_some(Place::Marked)
}

/// The report of a government whose aspect of supervision says only this.
fn govern(draft: &mut Draft, supervision: &str) -> Option<Place> {
    if draft.model.organ.kind != OrganModelKind::Government {
        return None;
    }
    rewrite(
        draft,
        1,
        &[
            "{year}年，{we}认真落实政府信息公开各项要求，工作平稳有序。",
            "（一）主动公开。全年通过政府网站公开信息3000余条。",
            "（二）依申请公开。规范登记、审核、办理、答复各环节。",
            "（三）政府信息管理。严格发布前保密审查。",
            "（四）政府信息公开平台建设。优化网站栏目，提升检索功能。",
            &format!("（五）监督保障。{supervision}"),
        ],
    )?;
    Some(Place::Document)
}

fn announce(draft: &mut Draft, sentence: &str) -> Option<Place> {
    let sentence = draft.filled(sentence)?;
    let basis =
        draft.filled("本报告根据《中华人民共和国政府信息公开条例》（以下简称《条例》）编制。")?;
    let first = draft.model.preamble.iter_mut().find(|text| text.contains("以下简称"))?;
    *first = basis + &sentence;
    Some(Place::Marked)
}

/// The tables of a report on another year.
fn other_edition(draft: &mut Draft) -> Option<Place> {
    let other = (0..64).map(|seed| clean::report(seed, draft.layout).model);
    let mut other = other.filter(|model| model.edition != draft.model.edition);
    let other = other.next()?;
    draft.tables = Grid::tables(&other);
    for cell in draft.tables[0].rows.iter_mut().flatten().filter(|cell| cell.key.is_none()) {
        cell.text = marked(&cell.text);
    }
    Some(Place::Table(TableName::Disclosure))
}
