//! From what was asked for to the verb that does it.

use crate::args::{Order, Verb};
use crate::commands::{
    backtest, breakeven, calibrate, check, choose, compare, completions, diff, explain, fit,
    follow_up, merge, new, pilot, predict, report, schema, sensitivity, simulate_records, value,
    verify,
};
use crate::error::Failure;
use crate::files;

/// Does what was asked for.
///
/// # Errors
///
/// Why it could not be done; before anything is worked out where what is written would have no place.
pub fn carry_out(order: Order) -> Result<(), Failure> {
    let lang = order.lang;
    for path in order.verb.writes() {
        files::has_a_place(path)?;
    }
    match order.verb {
        Verb::Compare(asked) => compare::run(&asked, lang),
        Verb::Report(asked) => report::run(&asked, lang),
        Verb::Sensitivity(asked) => sensitivity::run(&asked, lang),
        Verb::Verify(asked) => verify::run(&asked, lang),
        Verb::Merge(asked) => merge::run(&asked, lang),
        Verb::Diff(asked) => diff::run(&asked, lang),
        Verb::Breakeven(asked) => breakeven::run(&asked, lang),
        Verb::Choose(asked) => choose::run(&asked, lang),
        Verb::Predict(asked) => predict::run(&asked, lang),
        Verb::FollowUp(asked) => follow_up::run(&asked, lang),
        Verb::Fit(asked) => fit::run(&asked, lang),
        Verb::SimulateRecords(asked) => simulate_records::run(&asked, lang),
        Verb::Value(asked) => value::run(&asked, lang),
        Verb::Pilot(asked) => pilot::run(&asked, lang),
        Verb::Backtest(asked) => backtest::run(&asked, lang),
        Verb::Calibrate(asked) => calibrate::run(&asked, lang),
        Verb::Check(asked) => check::run(&asked, lang),
        Verb::Explain(asked) => explain::run(&asked, lang),
        Verb::New(asked) => new::run(&asked, lang),
        Verb::Schema(asked) => schema::run(&asked),
        Verb::Completions(asked) => completions::run(&asked, lang),
    }
}
