//! Rules of the family sums: sums within the official tables, and counts of the prose against them. Norm: the table
//! form of 国办公开办函〔2021〕30号 with its printed 勾稽关系, and that of 国办公开办函〔2019〕60号 for 2019 and 2020.
//!
//! The sums and the counts themselves are facts of the report (`Report::balance`, `counts`); rules here tell them.

mod carry_balance;
mod denials;
mod dispute_total;
mod imbalance;
mod in_force_bound;
mod result_total;
mod row_total;
mod sentence;
mod text_table_count;
mod text_table_zero;
mod unmentioned_dispute;
