use fastrand::Rng;
use nianbao_test::model::OrganModelKind;

use super::figures::Size;
use crate::phrases::list;

/// An organ with the words its report uses of itself.
#[derive(Debug)]
pub(crate) struct Organ {
    /// Its name as the title has it.
    pub(crate) name: String,
    pub(crate) kind: OrganModelKind,
    /// The place it serves: 云岫县.
    pub(crate) place: String,
    /// How it calls itself: 我局, 我镇.
    pub(crate) we: String,
    /// Its parts: 各科室, 各村.
    pub(crate) units: String,
    /// What it works on, as an attribute of 工作.
    pub(crate) field: String,
    /// Its name without the place's: 县教育局.
    pub(crate) short: String,
    pub(crate) size: Size,
}

impl Organ {
    /// Whether it can make 规章: 立法法 art. 93 lets the governments of provinces and of cities divided into districts.
    pub(crate) fn makes_regulations(&self) -> bool {
        self.kind == OrganModelKind::Government && self.size == Size::Large
    }
}

/// An organ of any kind.
pub(crate) fn invent(rng: &mut Rng) -> Organ {
    match rng.u8(0..16) {
        0 | 1 => government(rng),
        2 => office(rng),
        3 | 4 => town(rng),
        5 => street(rng),
        6 => hall(rng),
        7 | 8 => body(rng),
        _ => department(rng),
    }
}

fn pick<'l>(rng: &mut Rng, name: &str) -> &'l str {
    let words = list(name);
    &words[rng.usize(0..words.len())]
}

/// The fields of an entry of one of the lists of organs.
fn entry(rng: &mut Rng, name: &str) -> [String; 4] {
    let mut fields = pick(rng, name).split(" | ").map(str::to_owned);
    [(); 4].map(|()| fields.next().expect("an organ has four fields"))
}

fn county(rng: &mut Rng) -> String {
    let list = if rng.bool() { "counties" } else { "districts" };
    pick(rng, list).to_owned()
}

/// The last character of a place's name: 县, 区, 市, 省.
pub(crate) fn rank(place: &str) -> char {
    place.chars().next_back().expect("places have names")
}

fn government(rng: &mut Rng) -> Organ {
    let (place, size) = match rng.u8(0..5) {
        0 => (pick(rng, "provinces").to_owned(), Size::Large),
        1 | 2 => (pick(rng, "cities").to_owned(), Size::Large),
        _ => (county(rng), Size::Middle),
    };
    let name = if rng.bool() { place.clone() } else { format!("{place}人民政府") };
    let units = match (size, rank(&place)) {
        (_, '省') => "各市县、各部门",
        (Size::Large, _) => "各县区、各部门",
        _ => "各乡镇（街道）、各部门",
    };
    Organ {
        name,
        kind: OrganModelKind::Government,
        we: format!("我{}", rank(&place)),
        units: units.to_owned(),
        field: "重大项目和民生保障".to_owned(),
        short: format!("{}政府办公室", rank(&place)),
        size,
        place,
    }
}

fn office(rng: &mut Rng) -> Organ {
    let place = if rng.bool() { county(rng) } else { pick(rng, "cities").to_owned() };
    Organ {
        name: format!("{place}人民政府办公室"),
        kind: OrganModelKind::Office,
        we: "我办".to_owned(),
        units: "各科室".to_owned(),
        field: "政策文件办理和会务保障".to_owned(),
        short: format!("{}政府办公室", rank(&place)),
        size: Size::Middle,
        place,
    }
}

fn department(rng: &mut Rng) -> Organ {
    let place = if rng.u8(0..3) == 0 { pick(rng, "cities").to_owned() } else { county(rng) };
    let [name, we, units, field] = entry(rng, "departments");
    let city = if rng.u8(0..8) == 0 && rank(&place) != '市' { pick(rng, "cities") } else { "" };
    Organ {
        short: format!("{}{name}", rank(&place)),
        name: format!("{city}{place}{name}"),
        kind: OrganModelKind::Department,
        size: Size::Middle,
        place,
        we,
        units,
        field,
    }
}

fn hall(rng: &mut Rng) -> Organ {
    let place = pick(rng, "provinces").to_owned();
    let [name, we, units, field] = entry(rng, "halls");
    Organ {
        short: format!("省{name}"),
        name: format!("{place}{name}"),
        kind: OrganModelKind::Department,
        size: Size::Large,
        place,
        we,
        units,
        field,
    }
}

fn body(rng: &mut Rng) -> Organ {
    let place = pick(rng, "cities").to_owned();
    let [name, we, units, field] = entry(rng, "bodies");
    Organ {
        short: format!("市{name}"),
        name: format!("{place}{name}"),
        kind: OrganModelKind::Department,
        size: Size::Small,
        place,
        we,
        units,
        field,
    }
}

fn town(rng: &mut Rng) -> Organ {
    let place = county(rng);
    let town = if rng.u8(0..4) == 0 { pick(rng, "townships") } else { pick(rng, "towns") };
    let full = if rng.u8(0..4) == 0 { town.to_owned() } else { format!("{town}人民政府") };
    Organ {
        name: format!("{place}{full}"),
        kind: OrganModelKind::Township,
        we: format!("我{}", rank(town)),
        units: "各站所、各村".to_owned(),
        field: "强农惠农和农村人居环境整治".to_owned(),
        short: town.to_owned(),
        size: Size::Small,
        place,
    }
}

fn street(rng: &mut Rng) -> Organ {
    let place = pick(rng, "districts").to_owned();
    let street = pick(rng, "streets");
    let ending = if rng.bool() { "办事处" } else { "" };
    Organ {
        name: format!("{place}{street}{ending}"),
        kind: OrganModelKind::SubDistrict,
        we: "我街道".to_owned(),
        units: "各科室、各社区".to_owned(),
        field: "社会救助和社区服务".to_owned(),
        short: street.to_owned(),
        size: Size::Small,
        place,
    }
}
