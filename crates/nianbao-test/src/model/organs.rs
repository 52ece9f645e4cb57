//! Invented organs of places that do not exist.

use super::figures::Scale;
use super::{Day, OrganModel, OrganModelKind};

/// An organ with the words its report uses of itself.
#[derive(Debug)]
pub(crate) struct InventedOrgan {
    pub(crate) model: OrganModel,
    /// The place it serves, such as 云岫县.
    pub(crate) place: &'static str,
    /// How it calls itself: 我局, 我镇.
    pub(crate) we: &'static str,
    /// Its parts: 各科室, 各村.
    pub(crate) units: &'static str,
    /// What it works on, as an attribute of 工作.
    pub(crate) field: &'static str,
    pub(crate) scale: Scale,
}

const COUNTIES: &[&str] = &["云岫县", "澄屿县", "栖禾县", "青蕤县", "望樵县", "临澹区", "东漪区"];
const CITIES: &[&str] = &["柏渚市", "岚澜市", "沅屏市"];
const TOWNS: &[&str] = &["石笋坪镇", "浣云镇", "三棵榆镇", "鹭溪口镇", "麦垄镇"];
const STREETS: &[&str] = &["望江亭街道", "槐荫桥街道", "新苇街道"];

/// Name behind the place, self-reference, field of work.
const DEPARTMENTS: &[(&str, &str, &str)] = &[
    ("水务局", "我局", "水资源管理和防汛抗旱"),
    ("教育和体育局", "我局", "义务教育招生和校园安全"),
    ("农业农村局", "我局", "乡村振兴和耕地保护"),
    ("市场监督管理局", "我局", "食品安全和营商环境"),
    ("住房和城乡建设局", "我局", "住房保障和老旧小区改造"),
    ("医疗保障局", "我局", "医保待遇和基金监管"),
    ("文化广电和旅游局", "我局", "公共文化服务和文物保护"),
    ("发展和改革委员会", "我委", "重大项目建设和价格管理"),
    ("卫生健康委员会", "我委", "公共卫生和基层医疗服务"),
];

/// An organ of any kind.
pub(crate) fn invent(rng: &mut fastrand::Rng) -> InventedOrgan {
    match rng.u8(0..8) {
        0 => government(rng),
        1 => office(rng),
        2 => town(rng),
        3 => street(rng),
        _ => department(rng),
    }
}

fn government(rng: &mut fastrand::Rng) -> InventedOrgan {
    let (place, we, scale) = if rng.bool() {
        (pick(rng, CITIES), "我市", Scale::Large)
    } else {
        let county = pick(rng, COUNTIES);
        (county, if county.ends_with('区') { "我区" } else { "我县" }, Scale::Middle)
    };
    let units =
        if scale == Scale::Large { "各县区、各部门" } else { "各乡镇、各部门" };
    let model = organ(format!("{place}人民政府"), OrganModelKind::Government);
    InventedOrgan { model, place, we, units, field: "重大项目和民生保障", scale }
}

fn office(rng: &mut fastrand::Rng) -> InventedOrgan {
    let place = pick(rng, COUNTIES);
    let model = organ(format!("{place}人民政府办公室"), OrganModelKind::Office);
    InventedOrgan {
        model,
        place,
        we: "我办",
        units: "各科室",
        field: "政策文件办理和会务保障",
        scale: Scale::Middle,
    }
}

fn department(rng: &mut fastrand::Rng) -> InventedOrgan {
    let places = if rng.bool() { CITIES } else { COUNTIES };
    let place = pick(rng, places);
    let (name, we, field) = DEPARTMENTS[rng.usize(0..DEPARTMENTS.len())];
    let model = organ(format!("{place}{name}"), OrganModelKind::Department);
    InventedOrgan { model, place, we, units: "各科室", field, scale: Scale::Middle }
}

fn town(rng: &mut fastrand::Rng) -> InventedOrgan {
    let place = pick(rng, COUNTIES);
    let model = organ(format!("{place}{}人民政府", pick(rng, TOWNS)), OrganModelKind::Township);
    InventedOrgan {
        model,
        place,
        we: "我镇",
        units: "各站所、各村",
        field: "强农惠农和农村人居环境整治",
        scale: Scale::Small,
    }
}

fn street(rng: &mut fastrand::Rng) -> InventedOrgan {
    let place = pick(rng, &["临澹区", "东漪区"]);
    let name = format!("{place}{}办事处", pick(rng, STREETS));
    InventedOrgan {
        model: organ(name, OrganModelKind::SubDistrict),
        place,
        we: "我街道",
        units: "各科室、各社区",
        field: "社会救助和社区服务",
        scale: Scale::Small,
    }
}

/// The title in one of the two orders in use.
pub(crate) fn title(rng: &mut fastrand::Rng, organ: &str, year: u16) -> String {
    if rng.u8(0..4) == 0 {
        format!("{year}年{organ}政府信息公开工作年度报告")
    } else {
        format!("{organ}{year}年政府信息公开工作年度报告")
    }
}

/// A day within the time the law gives.
pub(crate) fn publication_day(rng: &mut fastrand::Rng, kind: OrganModelKind, year: u16) -> Day {
    let month = if kind == OrganModelKind::Government { rng.u8(2..=3) } else { 1 };
    Day { year: year + 1, month, day: rng.u8(8..=27) }
}

fn organ(name: String, kind: OrganModelKind) -> OrganModel {
    OrganModel { name, kind }
}

fn pick(rng: &mut fastrand::Rng, from: &[&'static str]) -> &'static str {
    from[rng.usize(0..from.len())]
}
