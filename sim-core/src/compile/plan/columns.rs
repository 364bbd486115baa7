//! What the tallies count, by column.

use crate::compile::plan::numbers::Num;

/// A column of the occupancy tally.
///
/// The step columns of `today` (way 0) and of the design that is run (way 1) are apart.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum StateColumn {
    /// Open case.
    Open,
    /// Lost between authorities.
    Lost,
    /// Inside an intervention, by position.
    Intervention(usize),
    /// After an exit, by position.
    Exit(usize),
    /// An intake step: way position in the plan, step position.
    Step(usize, usize),
    /// Exit with part of the benefit left: counted here too.
    PartBenefit,
    /// The first days of each stay in a state, by position in the plan's limited columns.
    Limited(usize),
}

/// A column of the event tally.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum EventColumn {
    /// A household's first application.
    NewApplication,
    /// A return through intake.
    Return,
    /// A return that reopens the case without intake.
    Reopened,
    /// A review, by way position in the plan.
    Review(usize),
    /// Lost between authorities.
    Lost,
    /// Found by a review.
    Found,
    /// Called in from the stock.
    CalledIn,
    /// Start of an intervention.
    Start(usize),
    /// Completion of an intervention.
    Completion(usize),
    /// Drop-out from an intervention.
    DropOut(usize),
    /// An exit.
    Exit(usize),
    /// Start of an intake step: way position in the plan, step position.
    Step(usize, usize),
}

/// The first days of each stay in one state.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct LimitedPlan {
    /// The state.
    pub state: StateColumn,
    /// How many days.
    pub days: Num,
}
