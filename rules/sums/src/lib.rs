//! Rules of the family sums: sums within the official tables, counts of the prose against them, and what the prose states
//! of its own numbers. Norm: the table form of 国办公开办函〔2021〕30号 with its printed 勾稽关系, and that of
//! 国办公开办函〔2019〕60号 for 2019 and 2020.
//!
//! The sums, the counts and the statements themselves are facts of the report (`Report::balance`, `counts`,
//! `Report::breakdowns`); rules here tell them.

mod carry_balance;
mod denials;
mod dispute_total;
mod imbalance;
mod in_force_bound;
mod infeasible_change;
mod mixed_units;
mod percent_partition;
mod prose;
mod prose_breakdown;
mod prose_percent;
mod result_lists;
mod result_total;
mod row_total;
mod sentence;
mod shares;
mod text_table_count;
mod text_table_zero;
mod unmentioned_dispute;
