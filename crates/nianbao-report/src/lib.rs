//! The official report inside a document: which block is title, heading, prose, table or page; the three official
//! tables as figures with stable keys; organ, report year and dates.
//!
//! Recovery never fails. What is not found is absent and says why; what is not certain says so, and rules that need it
//! abstain. Nothing here judges: a defect is the business of a rule.
//!
//! Read [`Report`] first, then [`OfficialTable`] and [`Edition`].

mod announced;
mod balance;
mod calendar;
mod counts;
mod dates;
mod edition;
mod figures;
mod headings;
mod labels;
#[cfg(test)]
mod line_fixture;
mod lines;
mod marks;
mod names;
mod number;
mod organ;
mod outline;
mod passages;
mod period;
mod places;
mod quantities;
mod report;
mod roles;
mod statements;
mod tables;
mod title;
mod words;
mod years;

pub use announced::{Announcement, announcement, is_same_part};
pub use balance::{Balance, Equation, EquationKind, Imbalance, Reading, Slip, SlipKind, Weighing};
pub use calendar::{CalendarNumber, CalendarUnit, calendar_number, digit_runs};
pub use counts::{Count, CountReading, counts};
pub use dates::{Date, DateRole, HeaderDate};
pub use edition::{Axis, CellKind, ColumnSpec, Edition, Identity, RowSpec, SectionSpec, TableSpec};
pub use figures::{
    CellRef, Figure, FoundLabel, LabelChange, LabelDrift, OfficialTable, RecoveredRow, RowState,
    UnknownRow, Value, table_place,
};
pub use headings::{Heading, HeadingForm, Section};
pub use lines::{Line, LineRole};
pub use marks::{Mark, MarkSet};
pub use organ::{Organ, OrganKind, OrganSource};
pub use outline::{
    CountedClause, ListNumber, NumberStyle, NumberedLine, NumberedList, chinese_numeral,
    counted_clause, list_number, numbered_lines, numbered_lists,
};
pub use passages::{Passage, PassageKind};
pub use period::Period;
pub use places::{section_numeral, section_place};
pub use quantities::{CountedLine, Exactness, Quantity, Unit, UnitKind, Writing};
pub use report::{Folding, Hints, Report};
pub use statements::{
    Breakdown, Change, Closing, Direction, Marker, Partition, ResultList, Share, is_feasible,
    is_percentage_of,
};
pub use title::Title;
pub use words::WordTable;
pub use years::{YearCertainty, YearEvidence, YearMention, YearRole};
