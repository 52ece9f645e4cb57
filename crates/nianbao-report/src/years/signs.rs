use std::collections::BTreeMap;
use std::sync::LazyLock;

use crate::words::WordTable;

/// What a word behind a year says about it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Sign {
    /// The year stands beside another: 与2022年相比.
    Compared,
    /// The year is part of something's name: 2022年政务公开工作要点.
    Named,
    /// What follows is no name: it happened in the year.
    NameBorder,
    /// The year is part of a plan's name: 2024年工作计划.
    PlanNamed,
    /// Something is still to be done.
    Planned,
    /// Something was done.
    Done,
    /// Something was done, whatever else the sentence goes on to plan.
    DoneForSure,
    /// An organ's or a site's history, which is told with years of its own.
    History,
    /// A report is announced: 现将…情况报告如下.
    Announced,
}

const WORDS: [(Sign, &[&str]); 9] = [
    (Sign::Compared, &["相比", "持平", "比较", "对比", "一致", "相同"]),
    (
        Sign::Named,
        &[
            "要点",
            "方案",
            "通知",
            "意见",
            "办法",
            "规划",
            "清单",
            "目录",
            "名单",
            "白皮书",
            "年鉴",
            "预算",
            "决算",
            "文件",
            "测评",
            "评估",
            "考核",
            "考评",
            "条例",
            "版",
            "问题",
            "不足",
            "短板",
            "基础",
            "反馈",
            "排名",
            "检查",
            "督查",
            "年报",
            "年度报告",
            "经验",
            "任务",
            "工作重点",
            "会议",
            "培训会",
            "推进会",
            "总结会",
            "先进",
            "优秀",
            "典型",
            "表彰",
        ],
    ),
    (
        Sign::NameBorder,
        &[
            "我", "本", "全市", "全区", "全县", "全镇", "全乡", "全年", "全局", "全省", "共",
            "累计", "印发", "制定", "发布", "收到", "受理", "组织", "召开", "完成", "了",
        ],
    ),
    (Sign::PlanNamed, &["打算", "展望", "工作思路", "工作计划", "工作安排"]),
    (
        Sign::Planned,
        &[
            "下一步",
            "下步",
            "今后",
            "明年",
            "力争",
            "拟",
            "我们要",
            "还要",
            "继续做好",
            "继续加强",
            "继续加大",
            "努力做",
            "需要进一步",
        ],
    ),
    (
        Sign::Done,
        &[
            "完成", "取得", "共", "累计", "收到", "受理", "办结", "办理", "答复", "未", "没有",
            "开展", "组织", "召开", "举办", "坚持", "认真", "严格", "扎实", "围绕", "深入", "公开",
            "落实", "推进", "发布", "更新", "制定",
        ],
    ),
    (Sign::DoneForSure, &["完成", "取得", "共", "累计", "收到", "受理", "办结", "未收到", "不足"]),
    (
        Sign::History,
        &[
            "成立",
            "组建",
            "挂牌",
            "合并",
            "划转",
            "机构改革",
            "改版",
            "改造",
            "升级",
            "上线",
            "开通",
            "建成",
            "投入使用",
            "启用",
            "荣获",
            "获评",
            "获得",
            "评为",
            "印发",
            "授予",
            "入选",
            "更名",
            "撤销",
            "设立",
            "新建",
            "修订",
            "颁布",
            "施行",
            "出台",
            "试点",
        ],
    ),
    (Sign::Announced, &["如下", "报告", "情况", "总结"]),
];

/// Words with what they say, a bit for each sign.
static TABLE: LazyLock<WordTable<u16>> = LazyLock::new(|| {
    let mut meanings: BTreeMap<&'static str, u16> = BTreeMap::new();
    for (sign, words) in WORDS {
        for word in words {
            *meanings.entry(word).or_default() |= 1 << sign as u16;
        }
    }
    WordTable::new(meanings)
});

/// Where each sign first stands in a sentence, in bytes.
#[derive(Debug)]
pub(super) struct Signs([Option<usize>; WORDS.len()]);

impl Signs {
    /// The signs of `sentence`.
    pub(super) fn of(sentence: &str) -> Signs {
        let mut signs = Signs([None; WORDS.len()]);
        let mut seen = 0;
        for at in TABLE.places(sentence) {
            let mut here = 0;
            TABLE.each_at(&sentence[at..], |meaning, _| here |= meaning);
            let mut new = here & !seen;
            seen |= here;
            while new != 0 {
                signs.0[new.trailing_zeros() as usize] = Some(at);
                new &= new - 1;
            }
        }
        signs
    }

    /// Where `sign` first stands.
    pub(super) fn first(&self, sign: Sign) -> Option<usize> {
        self.0[sign as usize]
    }

    /// Whether `sign` stands before `end`.
    pub(super) fn before(&self, sign: Sign, end: usize) -> bool {
        self.first(sign).is_some_and(|at| at < end)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_first_place_of_each_sign_is_found() {
        let signs = Signs::of("未收到申请，下一步完成");
        assert_eq!(signs.first(Sign::Done), Some(0));
        assert_eq!(signs.first(Sign::DoneForSure), Some(0));
        assert_eq!(signs.first(Sign::Planned), Some("未收到申请，".len()));
        assert_eq!(signs.first(Sign::History), None);
        assert!(signs.before(Sign::Done, 1) && !signs.before(Sign::Planned, 3));
    }

    #[test]
    fn words_stand_in_the_order_of_their_signs() {
        for (index, (sign, _)) in WORDS.iter().enumerate() {
            assert_eq!(*sign as usize, index);
        }
    }
}
