//! One draw's plain model as a table: states, how stays in them end, and the moves between them.

use crate::luck::Purpose;
use crate::model::groups::Winding;
use crate::model::length::Length;
use crate::model::parts::Leave;
use crate::model::path::Path;

/// Most states: a power of two, so that no position needs a check.
pub(super) const MOST_STATES: usize = 64;
/// Most groups of clocks that a household keeps the time of.
pub(super) const MOST_GROUPS: usize = 4;

/// A move to a state. As large as a power of two, so that its place needs no multiplication.
#[derive(Clone, Copy, Debug, Default)]
#[repr(align(32))]
pub(super) struct Edge {
    /// Where its cells begin.
    pub(super) row: u32,
    /// Position of the state.
    pub(super) to: u8,
    /// What of the counts stays, and what is added.
    pub(super) keep: u64,
    pub(super) add: u64,
}

/// A column of the tallies, and the weight of its benefit.
#[derive(Clone, Copy, Debug)]
pub(super) struct Column {
    pub(super) at: u32,
    pub(super) weight: i64,
}

/// What a move writes, worked out from how many made it in which month.
#[derive(Debug)]
pub(super) struct Writes {
    pub(super) segment: u32,
    pub(super) leaves: Option<Column>,
    pub(super) enters: Option<Column>,
    pub(super) events: Vec<u32>,
}

/// When a stay ends by itself.
#[derive(Debug)]
pub(super) enum Stay<'m> {
    /// At once.
    Passed,
    /// After the wait of an intake step.
    Step(Length, Purpose),
    /// After the length of an intervention.
    Inside(Length, Purpose),
    /// By a return.
    Away(&'m Leave, Purpose),
    /// Not.
    Endless,
}

/// One clock that runs in a state: that of a group.
#[derive(Debug)]
pub(super) struct Clock<'m> {
    pub(super) group: usize,
    /// How it is wound.
    pub(super) winding: Winding,
    pub(super) one_over_most: f64,
    /// Calendar-time factors; none where all are one.
    pub(super) path: Option<&'m Path>,
    pub(super) leads_to: LeadsTo,
}

/// Where a clock leads to.
#[derive(Debug)]
pub(super) enum LeadsTo {
    /// By this move.
    Edge(u8),
    /// By one of the moves from a position on: the lots at which each further one begins.
    Drawn(Purpose, Vec<u64>, u8),
}

/// The clocks that run in a state, and how fast.
#[derive(Debug)]
pub(super) struct Clocks<'m> {
    pub(super) speed: f64,
    pub(super) one_over_speed: f64,
    pub(super) all: Vec<Clock<'m>>,
}

/// What comes when a stay has ended by itself; moves stand side by side from a first one on.
#[derive(Debug)]
pub(super) enum Turn {
    /// Nothing: nobody comes to it.
    Never,
    /// One move.
    Goes(u8),
    /// A choice from a menu: one over weight and luck of each alternative, and the first of their moves.
    Chooses(Vec<(f64, Purpose)>, u8),
    /// Completion: the lots at which each further exit begins, and the move of the first; that of all others is the last.
    Completes(Purpose, Vec<u64>, u8),
    /// A lot among shares; the move of all others is the last.
    Follows(Purpose, Vec<f64>, u8),
    /// Leaves an exit.
    Returns(Return),
    /// Asks for a place: which of those that may be asked for.
    Asks(u8),
}

/// A place in an intervention that households of a segment may ask for.
#[derive(Debug)]
pub(super) struct Ask {
    pub(super) segment: usize,
    pub(super) pool: usize,
    /// How long it is taken.
    pub(super) length: Length,
    pub(super) luck: Purpose,
    /// The moves into the intervention and into its queue, and from there into the intervention.
    pub(super) starts: u8,
    pub(super) queues: u8,
    pub(super) is_served: u8,
    pub(super) pays_in_queue: bool,
    pub(super) pays_inside: bool,
}

/// How an exit is left: to other exits by shares, or back.
#[derive(Debug)]
pub(super) struct Return {
    pub(super) luck: Purpose,
    pub(super) shares: Vec<f64>,
    pub(super) first: u8,
    /// Whether everyone who is back soon enough has the case opened again, or everyone has.
    pub(super) without_intake: bool,
}

/// A state of one segment.
#[derive(Debug)]
pub(super) struct State<'m> {
    pub(super) segment: usize,
    pub(super) stay: Stay<'m>,
    pub(super) clocks: Option<Clocks<'m>>,
    pub(super) turn: Turn,
    pub(super) pays: bool,
    pub(super) is_away: bool,
}

/// How a household comes into the table.
#[derive(Clone, Copy, Debug)]
pub(super) struct Entries {
    pub(super) applies: Entry,
    pub(super) opens: Entry,
    pub(super) deterred: Entry,
}

/// A first move.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Entry {
    pub(super) edge: u8,
    pub(super) is_away: bool,
}

/// The table of one draw and way of working.
#[derive(Debug)]
pub(super) struct Table<'m> {
    pub(super) states: Vec<State<'m>>,
    /// The states, those earlier in a spell first.
    pub(super) order: Vec<u8>,
    /// As many as a byte can tell apart.
    pub(super) edges: Box<[Edge; 256]>,
    pub(super) writes: Vec<Writes>,
    pub(super) asks: Vec<Ask>,
    /// By segment.
    pub(super) entries: Vec<Entries>,
    /// By segment, what a new spell winds.
    pub(super) windings: Vec<&'m [Winding]>,
    /// Whether what is left of clocks must be kept: they run elsewhere than in the open case, or not evenly.
    pub(super) keeps_clocks: bool,
    pub(super) reopen_days: f64,
    pub(super) n_months: usize,
}
