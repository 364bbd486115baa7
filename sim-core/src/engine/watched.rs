//! Which households a documented figure is about, and where it looks for them.

use crate::compile::plan::{PlacesInLife, WatchPlan, WatchedGroup};
use crate::engine::life::Phase;

/// What may begin the following of a household.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) enum Begun {
    /// A closed list.
    List(usize),
    /// An intervention.
    Start(usize),
    /// Its completion.
    Completion(usize),
    /// A first application.
    Application,
    /// Being there at the start.
    Stock,
}

/// Which watches have followed the household at hand: none follows it twice.
#[derive(Clone, Debug, Default)]
pub(crate) struct WatchedOnce {
    pub(crate) by: Vec<usize>,
    pub(crate) is_listed: bool,
}

impl WatchedOnce {
    pub(crate) fn clear(&mut self) {
        self.by.clear();
        self.is_listed = false;
    }

    pub(crate) fn copy(&mut self, other: &Self) {
        self.by.clone_from(&other.by);
        self.is_listed = other.is_listed;
    }
}

/// Returns whether a watch follows a household from something that begins at a time.
pub(crate) fn concerns(watch: &WatchPlan, begun: Begun, now: f64) -> bool {
    let of_group = match (&watch.group, begun) {
        (WatchedGroup::List(list), Begun::List(begun)) => *list == begun,
        (WatchedGroup::Starters(those), Begun::Start(at))
        | (WatchedGroup::Completers(those), Begun::Completion(at)) => those[at],
        (WatchedGroup::Applicants, Begun::Application) | (WatchedGroup::Stock, Begun::Stock) => {
            true
        }
        _ => false,
    };
    of_group && watch.begins.0 <= now && now < watch.begins.1
}

/// Returns whether a phase is one of these places.
pub(crate) fn is_in(places: &PlacesInLife, phase: Phase) -> bool {
    match phase {
        Phase::Intervention(at) => places.interventions[at as usize],
        Phase::Exit(at) => places.exits[at as usize],
        _ => places.assistance,
    }
}
