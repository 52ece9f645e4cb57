//! Rules of the family script: which characters a report is written in, and what conversions did to them.
//!
//! The law that state organs write standard Chinese characters is the norm; damage done by software has none.
//! `damage`, `suspects` and `mojibake` find damage in a text and `damages` in a report, `pieces` says which texts to look at, `spots` tells of many places in one finding; every other module is a rule.

mod damage;
mod damages;
mod digit_space;
mod encoding_damage;
mod mixed_script;
mod mojibake;
mod odd_space;
mod pieces;
mod pinyin_annotation;
mod question_mark;
mod spots;
mod suspects;
mod traditional_text;
