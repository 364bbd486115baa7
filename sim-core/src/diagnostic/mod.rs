//! A problem the scenario's author can mend: a code, typed fields and a place; no prose.
//!
//! Every sentence a person reads about a problem is written in sim-cli, once in
//! Swedish and once in English, from the fields kept here.

mod place;
mod kinds;
mod problem;
mod code;
mod found;

pub use found::{Diagnostic, Severity, in_order};
pub use kinds::{DistributionRule, Kind, Named, NumberHabit, Unreadable, WorkKind};
pub use place::{Place, Texts};
pub use problem::Problem;
