/// What nianbao itself reports: names that are no rule's, so that they have no level, no norm and no fix.
const OWN: [(&str, &str); 8] = [
    ("nianbao/expired-suppression", "例外已经到期"),
    ("nianbao/internal-error", "nianbao 内部出错，部分内容未能检查"),
    ("nianbao/not-a-report", "不是政府信息公开工作年度报告"),
    ("nianbao/suppression-without-reason", "例外没有写明理由或规则"),
    ("nianbao/unknown-suppression", "例外的写法或规则名有误"),
    ("nianbao/unreadable", "文件无法读取"),
    ("nianbao/unused-suppression", "例外没有用到"),
    ("nianbao/unwritten", "文件未能写入"),
];

/// What the finding `name` of nianbao itself means, in Chinese; nothing for rules.
pub fn own_title(name: &str) -> Option<&'static str> {
    OWN.iter().find(|(known, _)| *known == name).map(|(_, title)| *title)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_in_order_and_of_one_family() {
        assert!(OWN.is_sorted_by_key(|(name, _)| name));
        assert!(OWN.iter().all(|(name, _)| name.starts_with("nianbao/")));
        assert_eq!(own_title("sums/row-total"), None);
    }
}
