use super::{Injector, does, says};
use crate::draft::{Draft, Place};

pub(super) const INJECTORS: &[Injector] = &[
    does("privacy/identity-number", "of an applicant", |draft| {
        identity(draft, "收到申请后及时与申请人（身份证号⟦{id}⟧）沟通。")
    }),
    does("privacy/identity-number", "in a list", |draft| {
        identity(draft, "公示名单中1人的公民身份号码为⟦{id}⟧。")
    }),
    does("privacy/identity-number", "bare", |draft| identity(draft, "补贴发放对象王某，⟦{id}⟧。")),
    does("privacy/mobile-number", "of an applicant", |draft| {
        mobile(draft, "申请人来电（手机⟦{mobile}⟧）咨询，已当场答复。")
    }),
    does("privacy/mobile-number", "as contact", |draft| {
        mobile(draft, "如需查询，请联系李主任，联系电话：⟦{mobile}⟧。")
    }),
    does("privacy/mobile-number", "in groups", |draft| {
        let number = mobile_number(draft);
        let (first, rest) = number.split_at(3);
        let (second, third) = rest.split_at(4);
        let number = format!("{first}-{second}-{third}");
        draft.say(1, &format!("监督举报电话：⟦{number}⟧。"))?;
        Some(Place::Marked)
    }),
    does("privacy/bank-card", "a card", |draft| {
        card(draft, "将款项退至申请人银行卡（卡号⟦{card}⟧）。")
    }),
    does("privacy/bank-card", "an account", |draft| card(draft, "补贴打入个人账户⟦{card}⟧。")),
    does("privacy/bank-card", "a card of the bank", |draft| {
        card(draft, "退费账号为农业银行⟦{card}⟧。")
    }),
    says("privacy/applicant-name", "申请人⟦李建国⟧提出公开土地征收批文，已按时答复。"),
    says("privacy/applicant-name", "⟦申请人：王芳⟧，要求公开规划信息。"),
    says("privacy/applicant-name", "原告⟦张志强⟧不服答复，提起行政诉讼。"),
    says("privacy/applicant-name", "信访人⟦刘红梅⟧反映的问题已办结。"),
];

fn digits(draft: &mut Draft, count: usize) -> String {
    (0..count).map(|_| char::from(b'0' + draft.writer.rng.u8(0..10))).collect()
}

/// A number of a resident's identity card with its check character.
fn identity(draft: &mut Draft, sentence: &str) -> Option<Place> {
    const WEIGHTS: [u32; 17] = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2];
    let region = ["110105", "330106", "440304", "620105"][draft.writer.rng.usize(0..4)];
    let (year, month, day) = (
        draft.writer.rng.u16(1945..2001),
        draft.writer.rng.u8(1..=12),
        draft.writer.rng.u8(1..=28),
    );
    let body = format!("{region}{year}{month:02}{day:02}{}", digits(draft, 3));
    let sum: u32 =
        body.chars().filter_map(|c| c.to_digit(10)).zip(WEIGHTS).map(|(d, w)| d * w).sum();
    let check = "10X98765432".chars().nth(sum as usize % 11)?;
    draft.say(1, &sentence.replace("{id}", &format!("{body}{check}")))?;
    Some(Place::Marked)
}

fn mobile_number(draft: &mut Draft) -> String {
    let start = ["138", "139", "150", "186", "177", "199"][draft.writer.rng.usize(0..6)];
    format!("{start}{}", digits(draft, 8))
}

fn mobile(draft: &mut Draft, sentence: &str) -> Option<Place> {
    let number = mobile_number(draft);
    draft.say(1, &sentence.replace("{mobile}", &number))?;
    Some(Place::Marked)
}

/// A card's number that passes the check of Luhn.
fn card(draft: &mut Draft, sentence: &str) -> Option<Place> {
    let body = format!("622848{}", digits(draft, 12));
    let sum: u32 = body
        .chars()
        .rev()
        .filter_map(|c| c.to_digit(10))
        .enumerate()
        .map(
            |(index, digit)| {
                if index % 2 == 0 { (digit * 2) / 10 + (digit * 2) % 10 } else { digit }
            },
        )
        .sum();
    let check = (10 - sum % 10) % 10;
    draft.say(1, &sentence.replace("{card}", &format!("{body}{check}")))?;
    Some(Place::Marked)
}
