//! Rules of the family tables: whether the three official tables are there, with every row and cell filled as the form
//! asks. Norm: the table form of 国办公开办函〔2021〕30号, and that of 国办公开办函〔2019〕60号 for 2019 and 2020.
//!
//! Sums are the business of the family sums.

mod blank_cell;
mod cell_count;
mod fee_unit;
mod filling;
mod form;
mod label_drift;
mod missing_row;
mod missing_table;
mod not_a_number;
mod pictures;
mod regulation_authority;
mod rulemaking;
mod table_as_image;
mod unknown_row;
