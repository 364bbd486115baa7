//! What is noted down of spells that are followed one group after the other.

use crate::compile::plan::N_EXITS;
use crate::exact::flags::N_FLAGS;
use crate::exact::flow::Flow;
use crate::exact::map::Map;
use crate::exact::phase::{Keeps, What};
use crate::exact::shape::changes_with_age;
use crate::model::parts::SegmentModel;

/// What those who are followed do in a later cell that is not their spell's any more.
#[derive(Clone, Debug, Default, PartialEq)]
pub(crate) struct Later {
    /// Households by phase away: all, already paid in the month.
    pub(crate) into: Vec<(f64, f64)>,
    /// As in `Cells::left`.
    pub(crate) left: Vec<[[f64; 3]; N_EXITS]>,
    /// As in `Waiting`.
    pub(crate) returns: [[Flow; 2]; N_FLAGS],
    pub(crate) soon: [(f64, f64); N_FLAGS],
}

/// Following spells one group after the other.
#[derive(Clone, Debug, Default, PartialEq)]
pub(crate) struct Spells {
    /// By phase, whether it belongs to a spell.
    pub(crate) of_spell: Vec<bool>,
    /// Whether one group is followed at the moment.
    pub(crate) is_running: bool,
    /// By cell.
    pub(crate) later: Vec<Later>,
}

impl Spells {
    /// Returns nothing noted down yet; none where spells need not be told apart.
    pub(crate) fn of(segment: &SegmentModel, map: &Map, n_cells: usize) -> Option<Self> {
        if !changes_with_age(segment) {
            return None;
        }
        let phases = map.phases.iter();
        let later = Later {
            into: vec![(0.0, 0.0); map.phases.len()],
            left: vec![[[0.0; 3]; N_EXITS]; N_FLAGS],
            ..Later::default()
        };
        Some(Self {
            // A part of the benefit that is kept goes on with the age of the spell.
            of_spell: phases
                .map(|phase| match phase.what {
                    What::Exit { keeps, .. } => keeps == Keeps::Part,
                    _ => true,
                })
                .collect(),
            is_running: false,
            later: vec![later; n_cells],
        })
    }
}
