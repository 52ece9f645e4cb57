//! Rules on personal data that a published report must not show: numbers of persons, and names of applicants.
//!
//! What they find is never quoted: messages, labels and values carry it masked, and the rest of the output masks what
//! lies under the spans of this family. `tokens` finds numbers in a text, `check_digits` tells real ones, `masked` hides
//! them; every other module is a rule.

mod applicant_name;
mod bank_card;
mod check_digits;
mod identity_number;
mod masked;
mod mobile_number;
mod tokens;
