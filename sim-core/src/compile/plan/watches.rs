//! Groups of households that are followed for a documented figure.

use crate::compile::plan::numbers::N_EXITS;

/// Whom a watch follows, each household once.
#[derive(Clone, Debug, PartialEq)]
pub enum WatchedGroup {
    /// A closed list, by position.
    List(usize),
    /// Those who start an intervention, by position whether it counts.
    Starters(Vec<bool>),
    /// Those who complete one.
    Completers(Vec<bool>),
    /// Those who apply for the first time.
    Applicants,
    /// Those on assistance at the start.
    Stock,
}

/// When a household is looked up.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum LookUp {
    /// So many days after its own beginning.
    After(f64),
    /// On a day for everybody.
    On(f64),
}

/// Places in a life that count.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct PlacesInLife {
    /// Open case, intake, lost, queues.
    pub assistance: bool,
    /// By intervention.
    pub interventions: Vec<bool>,
    /// By exit.
    pub exits: [bool; N_EXITS],
}

/// One group, when it is looked up, and what is looked for.
#[derive(Clone, Debug, PartialEq)]
pub struct WatchPlan {
    /// Whom.
    pub group: WatchedGroup,
    /// By segment position.
    pub segments: Vec<bool>,
    /// Days between which a household's following may begin.
    pub begins: (f64, f64),
    /// When it is looked up; within the horizon for all who begin in time.
    pub look_up: LookUp,
    /// What counts as a hit.
    pub places: PlacesInLife,
    /// Whether having been there before is enough.
    pub ever: bool,
}
