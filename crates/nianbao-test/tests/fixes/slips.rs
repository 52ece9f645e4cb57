//! Slips of the pen that a safe fix mends, each with what should have been written.

/// A sentence gone wrong.
pub(crate) struct Slip {
    /// The rule that finds it.
    pub(crate) rule: &'static str,
    pub(crate) wrong: &'static str,
    pub(crate) right: &'static str,
}

/// At least one for every rule with a safe fix that leaves a sentence in its place.
pub(crate) const SLIPS: &[Slip] = &[
    Slip {
        rule: "citations/document-number",
        wrong: "按照国办公开办函[2021]30号的要求编制。",
        right: "按照国办公开办函〔2021〕30号的要求编制。",
    },
    Slip {
        rule: "citations/document-number",
        wrong: "参照东政办发〔2020年〕第012号执行。",
        right: "参照东政办发〔2020〕12号执行。",
    },
    Slip {
        rule: "citations/fee-name",
        wrong: "没有收取信息公开处理费。",
        right: "没有收取信息处理费。",
    },
    Slip {
        rule: "punctuation/half-width",
        wrong: "定期召开会议,部署各项工作;按月通报进展:一月一报。",
        right: "定期召开会议，部署各项工作；按月通报进展：一月一报。",
    },
    Slip {
        rule: "punctuation/list-number", wrong: "1、加强组织领导。", right: "1.加强组织领导。"
    },
    Slip {
        rule: "punctuation/list-number",
        wrong: "（3）、强化监督考核。",
        right: "（3）强化监督考核。",
    },
    Slip {
        rule: "punctuation/mixed-brackets",
        wrong: "公开栏(含电子屏)全部更新。",
        right: "公开栏（含电子屏）全部更新。",
    },
    Slip {
        rule: "punctuation/nested-title-marks",
        wrong: "学习《关于做好《公开指南》编制工作的意见》。",
        right: "学习《关于做好〈公开指南〉编制工作的意见》。",
    },
    Slip {
        rule: "punctuation/nested-title-marks",
        wrong: "学习《关于做好<公开指南>编制工作的意见》。",
        right: "学习《关于做好〈公开指南〉编制工作的意见》。",
    },
    Slip {
        rule: "punctuation/repeated",
        wrong: "专栏按时更新，，内容准确，。链接有效。。",
        right: "专栏按时更新，内容准确。链接有效。",
    },
    Slip {
        rule: "punctuation/stray-space",
        wrong: "设立“ 政务公开 ”专栏 ，专人负责。",
        right: "设立“政务公开”专栏，专人负责。",
    },
    Slip {
        rule: "punctuation/title-enumeration",
        wrong: "做到“应公开”、“尽公开”。",
        right: "做到“应公开”“尽公开”。",
    },
    Slip {
        rule: "script/digit-space",
        wrong: "发放宣传手册 300 份。",
        right: "发放宣传手册300份。",
    },
    Slip {
        rule: "script/odd-space",
        wrong: "积极\u{A0}推进\u{200B}政策解读。",
        right: "积极推进政策解读。",
    },
    Slip {
        rule: "script/pinyin-annotation",
        wrong: "办(bàn)理(lǐ)工(gōng)作(zuò)有(yǒu)序推进。",
        right: "办理工作有序推进。",
    },
    Slip {
        rule: "wording/wrong-word",
        wrong: "布署培训任务，防止泄漏秘密。",
        right: "部署培训任务，防止泄露秘密。",
    },
];
