//! What fixes promise, over whole invented reports and the examples of all rules.

#![expect(clippy::unwrap_used, reason = "a test fails where it cannot go on")]

mod examples;
mod promises;
mod reports;
mod slips;
mod soup;

use nianbao_rules_citations as _;
use nianbao_rules_privacy as _;
use nianbao_rules_punctuation as _;
use nianbao_rules_residue as _;
use nianbao_rules_script as _;
use nianbao_rules_structure as _;
use nianbao_rules_sums as _;
use nianbao_rules_tables as _;
use nianbao_rules_wording as _;
use nianbao_rules_years as _;
