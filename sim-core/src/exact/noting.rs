//! When the programme ends for those who come to a phase now, wherever they go from there.

use std::ops::Range;

use crate::exact::begun::{Begun, Moves, shares_of};
use crate::exact::phase::Phase;

impl Phase {
    fn moves(&self, from: usize) -> Moves {
        let cells = self.reached(from);
        let mut moves = Moves::of(&self.outs, self.outcome.is_some(), cells.clone());
        if let Some(aged) = &self.aged {
            moves.days = aged.all.days[cells].to_vec();
        }
        moves
    }

    /// Returns the cells from one on that those who come now can reach.
    pub(crate) fn reached(&self, from: usize) -> Range<usize> {
        let n_cells = self.outs.first().map_or(0, |out| out.flow.len());
        let to = if self.reviews.is_some() || self.aged.is_some() {
            n_cells
        } else {
            let kernels = self.outs.iter().map(|out| &out.kernel);
            let reach = kernels.map(|kernel| kernel.weights.len().max(kernel.later.len()));
            n_cells.min(from + reach.max().unwrap_or(0))
        };
        from.min(to)..to
    }

    /// Returns what is ahead before those who come now are added, where it matters how they share out.
    pub(crate) fn before_comers(&self, from: usize) -> Option<Moves> {
        let came = |begun: &Begun| begun.came.iter().any(|came| *came != 0.0);
        self.begun
            .as_ref()
            .filter(|begun| came(begun))
            .map(|_| self.moves(from))
    }

    /// Returns what is ahead before those who move here are added.
    pub(crate) fn before_moved(&self, from: usize) -> Option<Moves> {
        self.begun.as_ref().map(|_| self.moves(from))
    }

    /// Shares out what those have added who moved here.
    pub(crate) fn note_moved(&mut self, from: usize, before: Moves, shares: &[f64]) {
        let mut moves = self.moves(from);
        moves.less(&before);
        if let Some(begun) = &mut self.begun {
            begun.note(from, &moves, shares);
        }
    }

    /// Shares out what those who come now have added.
    pub(crate) fn note_comers(&mut self, from: usize, before: Option<Moves>) {
        let Some(before) = before else {
            return;
        };
        let mut moves = self.moves(from);
        moves.less(&before);
        if let Some(begun) = &mut self.begun {
            let shares = shares_of(&begun.came);
            begun.note(from, &moves, &shares);
            begun.came.fill(0.0);
        }
    }
}
