//! Word documents: reading them, the findings in those that several programs made, and what cannot be read.

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

mod bad_input;
mod programs;
mod reading;
mod support;
