//! What mirrors do to a page: conversion to Traditional characters, injected pinyin.

use std::fmt::Write;
use std::sync::LazyLock;

use ferrous_opencc::OpenCC;
use ferrous_opencc::config::BuiltinConfig;

static TO_TRADITIONAL: LazyLock<OpenCC> = LazyLock::new(|| {
    OpenCC::from_config(BuiltinConfig::S2tw).expect("the dictionaries are built in")
});

/// Characters that converters annotate, with the note they add.
const PINYIN: [(char, &str); 48] = [
    ('報', "bào"),
    ('標', "biāo"),
    ('產', "chǎn"),
    ('處', "chù"),
    ('動', "dòng"),
    ('對', "duì"),
    ('費', "fèi"),
    ('復', "fù"),
    ('規', "guī"),
    ('國', "guó"),
    ('號', "hào"),
    ('計', "jì"),
    ('際', "jì"),
    ('結', "jié"),
    ('進', "jìn"),
    ('經', "jīng"),
    ('據', "jù"),
    ('決', "jué"),
    ('開', "kāi"),
    ('類', "lèi"),
    ('理', "lǐ"),
    ('聯', "lián"),
    ('領', "lǐng"),
    ('內', "nèi"),
    ('強', "qiáng"),
    ('情', "qíng"),
    ('請', "qǐng"),
    ('認', "rèn"),
    ('設', "shè"),
    ('審', "shěn"),
    ('實', "shí"),
    ('事', "shì"),
    ('數', "shù"),
    ('訴', "sù"),
    ('體', "tǐ"),
    ('為', "wéi"),
    ('維', "wéi"),
    ('務', "wù"),
    ('項', "xiàng"),
    ('業', "yè"),
    ('議', "yì"),
    ('員', "yuán"),
    ('責', "zé"),
    ('增', "zēng"),
    ('鎮', "zhèn"),
    ('職', "zhí"),
    ('質', "zhì"),
    ('總', "zǒng"),
];

/// `text` in Traditional characters.
pub(crate) fn traditional(text: &str) -> String {
    // The converter's dictionary takes 新制 for a word.
    TO_TRADITIONAL.convert(text).replace("新制作", "新製作")
}

/// `text` with pinyin notes behind some characters, as in `結(jié)`.
pub(crate) fn with_pinyin(text: &str) -> String {
    let mut noted = String::with_capacity(text.len() * 2);
    for (index, c) in text.chars().enumerate() {
        noted.push(c);
        let note = PINYIN.iter().find(|(annotated, _)| *annotated == c);
        // Converters skip a character now and then.
        if let Some((_, pinyin)) = note.filter(|_| index % 5 != 0) {
            write!(noted, "({pinyin})").expect("writing to a string");
        }
    }
    noted
}
