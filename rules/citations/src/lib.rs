//! Rules on what a report cites: document numbers, names of laws and notices, and the statement on 信息处理费.
//!
//! `laws` is the closed table of what is known (`data/laws.toml`, `data/national-laws.txt`); a title or number outside
//! it is never judged. `titles` finds what stands within 《》, `numbers` document numbers, `sentence` the sentence around a
//! place. Every other module is a rule.

mod document_number;
mod fee_name;
mod law_name;
mod laws;
mod missing_fee_statement;
mod numbers;
mod sentence;
mod stale_law;
mod titles;
mod undefined_short_title;
