//! Which exits are told apart: those that at least five took.

use crate::records::rows::Spell;
use crate::results::fitted::{LEAST_TOLD, Unlearned};
use crate::scenario::exits::ExitKind;
use crate::survival::path::MOST_CAUSES;

/// Position of the exit for good.
pub(crate) const PERMANENT: usize = ExitKind::Permanent as usize;
/// Exits that readiness for work has to do with.
pub(crate) const SELF_SUPPORT: [ExitKind; 2] = [ExitKind::Job, ExitKind::Studies];

/// Returns the position of the exit a stay ended by; another benefit where nobody knows.
fn cause(spell: &Spell) -> Option<usize> {
    spell.end?;
    Some(spell.exit.unwrap_or(ExitKind::OtherBenefit) as usize)
}

/// From the exits of the records to those that are told apart.
#[derive(Clone, Debug)]
pub(crate) struct Exits {
    /// By position, which exit one counts as.
    counts_as: [usize; MOST_CAUSES],
    /// Events by exit told apart.
    pub(crate) events: [u64; MOST_CAUSES],
}

impl Exits {
    /// Returns the exits told apart among some stays of one segment.
    pub(crate) fn of(spells: &[Spell], segment: &str, unlearned: &mut Vec<Unlearned>) -> Self {
        let mut events = [0; MOST_CAUSES];
        spells
            .iter()
            .filter_map(cause)
            .for_each(|cause| events[cause] += 1);
        let mut exits = Self {
            counts_as: std::array::from_fn(|exit| exit),
            events,
        };
        let other = ExitKind::OtherBenefit as usize;
        for exit in (0..MOST_CAUSES).filter(|exit| *exit != other && *exit != PERMANENT) {
            if (1..LEAST_TOLD).contains(&exits.events[exit]) {
                exits.count_as(exit, other, (segment, unlearned));
            }
        }
        if (1..LEAST_TOLD).contains(&exits.events[other]) {
            let most = (0..MOST_CAUSES).filter(|exit| *exit != PERMANENT && *exit != other);
            let most = most.max_by_key(|exit| exits.events[*exit]);
            if let Some(most) = most.filter(|exit| exits.events[*exit] > 0) {
                exits.count_as(other, most, (segment, unlearned));
            }
        }
        exits
    }

    fn count_as(&mut self, exit: usize, with: usize, note: (&str, &mut Vec<Unlearned>)) {
        let events = std::mem::take(&mut self.events[exit]);
        self.events[with] += events;
        for counts_as in self.counts_as.iter_mut().filter(|to| **to == exit) {
            *counts_as = with;
        }
        note.1.push(Unlearned::ExitTogether {
            segment: note.0.to_owned(),
            exit: ExitKind::ALL[exit],
            with: ExitKind::ALL[with],
        });
    }

    /// Returns the position of the exit a stay counts as having ended by.
    pub(crate) fn cause(&self, spell: &Spell) -> Option<usize> {
        cause(spell).map(|cause| self.counts_as[cause])
    }

    /// Returns the exits, without the one for good, that have events.
    pub(crate) fn told(&self) -> Vec<usize> {
        let told = (0..MOST_CAUSES).filter(|exit| *exit != PERMANENT);
        told.filter(|exit| self.events[*exit] >= LEAST_TOLD)
            .collect()
    }
}
