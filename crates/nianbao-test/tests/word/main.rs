//! Word documents: reading them, the findings in those that several programs made, and what cannot be read.

#![expect(clippy::unwrap_used, reason = "a test fails where it cannot go on")]

mod annotating;
mod bad_input;
mod fixing;
mod libreoffice;
mod programs;
mod properties;
mod reading;
mod support;

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
