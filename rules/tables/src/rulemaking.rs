//! Which organs can make no 规章, as far as kind and name tell.

use nianbao_lint::report::OrganKind;

/// How names of organs of the State begin.
const NATIONAL: [&str; 5] = ["国家", "中国", "中华人民共和国", "国务院", "全国"];

/// What an organ of this kind and name is called where, beyond doubt, it can make no 规章.
pub(crate) fn without_power(kind: OrganKind, name: &str) -> Option<&'static str> {
    let name = name.trim_end_matches(|c: char| c.is_whitespace() || "（()）".contains(c));
    let name = name.strip_suffix("本级").map_or(name, |it| it.trim_end_matches(['（', '(']));
    match kind {
        OrganKind::Township => Some("乡镇政府"),
        OrganKind::SubDistrict => Some("街道办事处"),
        OrganKind::Department => is_local(name).then_some("地方政府部门"),
        OrganKind::Office | OrganKind::Government => is_county(area_of(name)).then_some("县级政府"),
        OrganKind::Other => {
            ["管理委员会", "管委会"].iter().any(|end| name.ends_with(end)).then_some("管理委员会")
        }
    }
}

/// Whether a department is a province's, which may count the 规章 of its government that it drafted.
pub(crate) fn is_provincial(kind: Option<OrganKind>, name: &str) -> bool {
    const MUNICIPALITIES: [&str; 4] = ["北京市", "上海市", "天津市", "重庆市"];
    let of_province = name.contains("省") || name.contains("自治区");
    // 市场监督管理局 names no city.
    let below = name.contains(['县', '州', '旗']) || name.replace("市场", "").contains('市');
    let of_municipality = MUNICIPALITIES
        .iter()
        .any(|city| name.strip_prefix(city).is_some_and(|rest| !rest.contains(['县', '区'])));
    kind == Some(OrganKind::Department) && ((of_province && !below) || of_municipality)
}

/// A government's name without what makes it a government or its office.
fn area_of(name: &str) -> &str {
    const ENDINGS: [&str; 9] = [
        "人民政府办公厅",
        "人民政府办公室",
        "人民政府办",
        "政府办公厅",
        "政府办公室",
        "政府办",
        "府办",
        "人民政府",
        "政府",
    ];
    ENDINGS.iter().find_map(|ending| name.strip_suffix(ending)).unwrap_or(name)
}

/// Whether an area is of the rank of a county: 县, 旗, 区, or a city within a city or prefecture.
fn is_county(area: &str) -> bool {
    const FEWEST_NAME_CHARS: usize = 2;
    let Some(name) = area.strip_suffix('市') else {
        let ranked = area.ends_with(['县', '旗', '区']);
        let other = ["自治区", "地区", "特别行政区"].iter().any(|end| area.ends_with(end));
        return ranked && !other;
    };
    // 市 may be the first character of a name: 津市市.
    let inner = name.rfind(['市', '州', '盟']).map(|at| &name[at..]);
    inner.is_some_and(|inner| inner.chars().count() > FEWEST_NAME_CHARS)
}

/// Whether a department's name places it in a province, city or county.
fn is_local(name: &str) -> bool {
    if NATIONAL.iter().any(|start| name.starts_with(start)) {
        // 国家税务总局云岫县税务局.
        return name.find('局').is_some_and(|at| has_place(&name[at..]));
    }
    has_place(name)
}

/// Whether 省, 市, 县 and the like stand in `name` as a place's rank.
fn has_place(name: &str) -> bool {
    const OTHER_WORDS: [&str; 6] = ["市场", "区域", "州际", "省级", "市级", "县级"];
    name.char_indices().any(|(at, c)| {
        let is_rank = matches!(c, '省' | '市' | '县' | '区' | '州' | '旗' | '盟');
        let other = OTHER_WORDS.iter().any(|word| name[at..].starts_with(word))
            || ["城市", "社区", "园区"]
                .iter()
                .any(|word| name[..at + c.len_utf8()].ends_with(word));
        is_rank && !other && !name[at + c.len_utf8()..].is_empty()
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn departments_of_provinces_are_told_from_those_below() {
        for (name, provincial) in [
            ("江岚省自然资源厅", true),
            ("青禾自治区教育厅", true),
            ("上海市水务局", true),
            ("江岚省柏渚市水务局", false),
            ("上海市东漪区水务局", false),
            ("柏渚市水务局", false),
            ("青禾自治州水务局", false),
        ] {
            assert_eq!(is_provincial(Some(OrganKind::Department), name), provincial, "{name}");
        }
    }

    #[test]
    fn rank_is_told_by_name_or_not_at_all() {
        for (name, powerless) in [
            ("云岫县人民政府", true),
            ("柏渚市东漪区人民政府", true),
            ("柏渚市云岫市人民政府", true),
            ("青禾自治州云岫市", true),
            ("东山自治县", true),
            ("滨海新区人民政府", true),
            ("云岫县人民政府办公室", true),
            ("柏渚市人民政府", false),
            ("柏渚市", false),
            ("江南省柏渚市人民政府", false),
            ("津市市人民政府", false),
            ("青禾自治州人民政府", false),
            ("江南省人民政府办公厅", false),
            ("青禾自治区人民政府", false),
        ] {
            let kind = OrganKind::of_name(name);
            assert_eq!(without_power(kind, name).is_some(), powerless, "{name} {kind:?}");
        }
    }

    #[test]
    fn departments_of_the_state_are_told_from_local_ones() {
        for (name, powerless) in [
            ("云岫县水务局", true),
            ("柏渚市市场监督管理局", true),
            ("江南省教育厅", true),
            ("区教育局", true),
            ("国家税务总局云岫县税务局", true),
            ("国家税务总局", false),
            ("国家市场监督管理总局", false),
            ("中国气象局", false),
            ("海关总署", false),
            ("市场监督管理局", false),
            ("城市管理局", false),
            ("水务局", false),
            ("", false),
        ] {
            assert_eq!(without_power(OrganKind::Department, name).is_some(), powerless, "{name}");
        }
        assert!(without_power(OrganKind::Other, "柏渚高新区管委会").is_some());
        assert!(without_power(OrganKind::Other, "柏渚市公积金中心").is_none());
    }
}
