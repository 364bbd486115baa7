//! Questions in which numbers of the scenario are moved.

pub use sim_core::analysis::{BreakEvenSettings, SearchSettings};
use sim_core::analysis::{NotBrokenEven, NotChanged, NotSearched};
use sim_core::results::break_even::BreakEven;
use sim_core::results::choice::Search;

use crate::commands::core::{Watching, why};
use crate::commands::scenario::Read;
use crate::error::Failure;

/// Why numbers could not be moved.
pub enum NotMoved {
    /// The scenario does not let them be.
    NotChanged(NotChanged),
    /// There is nothing to move a number between; and whether that was typed.
    NoRange(String, bool),
    /// There are more numbers than can be moved at once.
    HowMany,
    /// Two numbers belong to two designs.
    TwoDesigns([String; 2]),
    /// A number belongs to no design that can be searched.
    NotOfADesign(String),
    /// The run failed.
    Run(Failure),
}

/// Returns at which values of a lever a design pays for itself.
///
/// # Errors
///
/// [`NotMoved`].
pub fn break_even(
    read: &Read,
    settings: &BreakEvenSettings,
    watch: &dyn Fn(u64) -> bool,
) -> Result<BreakEven, NotMoved> {
    let tree = (&read.resolved, &read.plan);
    let found = sim_core::analysis::break_even(&read.scenario, tree, settings, &Watching(watch));
    found.map_err(|not| match not {
        NotBrokenEven::NotChanged(not) => NotMoved::NotChanged(not),
        NotBrokenEven::NoRange { path } => NotMoved::NoRange(path, false),
        NotBrokenEven::EmptyRange { path, .. } => NotMoved::NoRange(path, true),
        NotBrokenEven::HowMany(_) => NotMoved::HowMany,
        NotBrokenEven::TwoDesigns(two) => NotMoved::TwoDesigns(two),
        NotBrokenEven::Run(stopped) => NotMoved::Run(why(stopped)),
    })
}

/// Returns the best values of a design's levers.
///
/// # Errors
///
/// [`NotMoved`].
pub fn search(
    read: &Read,
    settings: &SearchSettings,
    watch: &dyn Fn(u64) -> bool,
) -> Result<Search, NotMoved> {
    let tree = (&read.resolved, &read.plan);
    let found = sim_core::analysis::search(&read.scenario, tree, settings, &Watching(watch));
    found.map_err(|not| match not {
        NotSearched::NotChanged(not) => NotMoved::NotChanged(not),
        NotSearched::EmptyRange { path } => NotMoved::NoRange(path, true),
        NotSearched::HowMany(_) => NotMoved::HowMany,
        NotSearched::NotOfADesign(path) => NotMoved::NotOfADesign(path),
        NotSearched::TwoDesigns(two) => NotMoved::TwoDesigns(two),
        NotSearched::Run(stopped) => NotMoved::Run(why(stopped)),
    })
}
