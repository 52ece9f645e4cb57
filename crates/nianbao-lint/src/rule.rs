use nianbao_diagnostics::{Applicability, Norm, Severity};
use nianbao_report::Report;

use crate::Sink;
use crate::doc::{self, DocPart};

/// One named check. Made by [`rule!`](crate::rule!), found again through `inventory`.
#[derive(Debug)]
pub struct Rule {
    /// `family/name`, kebab-case, naming the defect.
    pub name: &'static str,
    /// How much its findings weigh unless settings or the finding say otherwise.
    pub severity: Severity,
    /// The legal or standard text behind it, where there is one.
    pub norm: Option<Norm>,
    /// The first version that had it.
    pub since: &'static str,
    /// Its doc comment: a Chinese title, the condition, and `bad` and `good` examples.
    pub doc: &'static str,
    /// The module it is written in.
    pub module: &'static str,
    /// Whether it runs where the settings do not name it.
    pub runs: Runs,
    /// How far the fixes that it offers can be trusted; empty where it offers none.
    pub fixes: &'static [Applicability],
    /// Finds.
    pub check: fn(&Report<'_>, &mut Sink<'_>),
}

/// Whether a rule runs where the settings do not name it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Runs {
    /// It does.
    ByDefault,
    /// It runs only where the settings give it, by its full name, a severity: what it finds needs a reader's judgement
    /// more often than not.
    OnRequest,
}

/// The form itself, for rules whose norm it is.
pub const FORMAT_2021: Norm = Norm { document: "国办公开办函〔2021〕30号", clause: "" };

impl Rule {
    /// The part of the name before `/`.
    pub fn family(&self) -> &'static str {
        self.name.split_once('/').map_or(self.name, |(family, _)| family)
    }

    /// The part of the name behind `/`.
    pub fn short_name(&self) -> &'static str {
        self.name.split_once('/').map_or(self.name, |(_, name)| name)
    }

    /// One Chinese sentence that says what it is about.
    pub fn title(&self) -> &'static str {
        self.doc.lines().next().unwrap_or_default().trim()
    }

    /// What its documentation says below the title, in order: explanation and examples.
    pub fn doc_parts(&self) -> Vec<DocPart> {
        doc::parts(self.doc)
    }
}

inventory::collect!(Rule);

/// Registers a rule:
///
/// ```text
/// rule! {
///     /// 表三每行六类申请人之和应等于总计
///     ///
///     /// The condition, examples, exceptions.
///     "sums/row-total" {
///         severity: Severity::Error,
///         norm: Some(FORMAT_2021),
///         since: "0.1.0",
///         check: check,
///     }
/// }
/// ```
///
/// A rule that offers fixes says how far they can be trusted, `fixes: &[Applicability::Safe],`, and one that is off
/// unless it is asked for says `runs: Runs::OnRequest,`, in this order before `check`.
#[macro_export]
macro_rules! rule {
    (@or_default $given:expr; $default:expr) => { $given };
    (@or_default; $default:expr) => { $default };
    (
        $(#[doc = $doc:literal])+
        $name:literal {
            severity: $severity:expr,
            norm: $norm:expr,
            since: $since:literal,
            $(fixes: $fixes:expr,)?
            $(runs: $runs:expr,)?
            check: $check:path $(,)?
        }
    ) => {
        $crate::inventory::submit! {
            $crate::Rule {
                name: $name,
                severity: $severity,
                norm: $norm,
                since: $since,
                doc: concat!($($doc, "\n"),+),
                module: module_path!(),
                runs: $crate::rule!(@or_default $($runs)?; $crate::Runs::ByDefault),
                fixes: $crate::rule!(@or_default $($fixes)?; &[]),
                check: $check,
            }
        }
    };
}
