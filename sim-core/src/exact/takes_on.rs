//! Whom a way of working takes on, and when.

use crate::exact::grid::Grid;
use crate::exact::shape::Born;
use crate::math::{exp, ln, ln_gamma, sqrt};
use crate::model::ways::WayModel;
use crate::scenario::design::Allocation;
use crate::scenario::households::BeginsIn;

/// How a way of working takes households on that it is allocated.
#[derive(Clone, Debug, Default, PartialEq)]
pub(crate) struct TakesOn {
    /// Share of applications, by cell; none where it takes on nobody.
    pub(crate) treated: Option<Vec<f64>>,
    /// Share of those known before go-live that are called in.
    pub(crate) called_share: f64,
    /// First cell in which new households are no longer among them.
    pub(crate) known_until: usize,
    /// Whether all of them are called in just as that cell begins.
    pub(crate) at_once: bool,
    /// Position of the way among those that call in.
    pub(crate) calling: Option<usize>,
}

impl TakesOn {
    /// Returns how a way takes on; `calling` is its position among those that call in.
    pub(crate) fn new(way: &WayModel, grid: &Grid, calling: Option<usize>) -> Self {
        let treated = (0..grid.n_cells).map(|cell| treated_share(way, grid, cell));
        let volume = way.volume_share.clamp(0.0, 1.0);
        Self {
            treated: Some(treated.collect()),
            called_share: if calling.is_some() { volume } else { 0.0 },
            known_until: grid.cell_at(way.go_live),
            at_once: calling.is_some() && way.call_in_days <= 0.0,
            calling,
        }
    }
}

/// Returns the share of applications of those allocated that a way takes on in a cell.
fn treated_share(way: &WayModel, grid: &Grid, cell: usize) -> f64 {
    let at = grid.begins(cell) + grid.step() / 2.0;
    if at < way.go_live || at >= way.gone {
        return 0.0;
    }
    let ramp = if way.ramp_up_days > 0.0 {
        let behind = |days: f64| {
            // Integral of min(t / ramp, 1).
            let inside = days.min(way.ramp_up_days);
            inside * inside / (2.0 * way.ramp_up_days) + (days - inside)
        };
        let from = grid.begins(cell) - way.go_live;
        (behind(from + grid.step()) - behind(from)) / grid.step()
    } else {
        1.0
    };
    (way.volume_share * ramp).min(1.0)
}

/// Returns the share of those allocated that a way takes on just as a cell begins.
pub(crate) fn treated_at_beginning(way: &WayModel, grid: &Grid, cell: usize) -> f64 {
    let at = grid.begins(cell);
    if cell < grid.cell_at(way.go_live) || cell >= grid.cell_at(way.gone) {
        return 0.0;
    }
    let ramp = if way.ramp_up_days > 0.0 {
        ((at - way.go_live) / way.ramp_up_days).clamp(0.0, 1.0)
    } else {
        1.0
    };
    (way.volume_share * ramp).min(1.0)
}

/// Returns by cell which share of those who may still be called in is.
pub(crate) fn called_by_cell(way: &WayModel, grid: &Grid) -> Vec<f64> {
    let ahead = |days: f64| {
        let days = days.min(way.gone);
        if days <= way.go_live {
            1.0
        } else if way.call_in_days <= 0.0 {
            0.0
        } else {
            (1.0 - (days - way.go_live) / way.call_in_days).max(0.0)
        }
    };
    (0..grid.n_cells)
        .map(|cell| {
            let (from, to) = (grid.begins(cell), grid.begins(cell) + grid.step());
            let (before, after) = (ahead(from), ahead(to));
            if before > 1e-12 {
                (1.0 - after / before).clamp(0.0, 1.0)
            } else {
                0.0
            }
        })
        .collect()
}

/// Which share of households a way of working is allocated.
///
/// By lot it is the same for all. By turns the households are counted: of the first n it is the whole part
/// of n times the share, and how many there are is a Poisson variate, or known.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Turns {
    share: f64,
    by_turns: bool,
}

/// Applications above which every turn is as likely as its share.
const MANY: f64 = 4_000.0;

impl Turns {
    /// Returns the share of a way.
    pub(crate) fn of(way: &WayModel) -> Self {
        let share = way.share.clamp(0.0, 1.0);
        Self {
            share,
            by_turns: share < 1.0 && way.allocation == Allocation::Alternate,
        }
    }

    /// Returns whether households are counted.
    pub(crate) fn is_by_turns(self) -> bool {
        self.by_turns
    }

    /// Returns the share of the next applications after some, both of them means of Poisson variates;
    /// `first` is the number of the very first.
    pub(crate) fn of_next(self, next: f64, before: f64, first: f64) -> f64 {
        if !self.by_turns || before > MANY || next <= 0.0 {
            return self.share;
        }
        (self.up_to(before + next, first) - self.up_to(before, first)) / next
    }

    /// Returns the share of a number of households that is known.
    pub(crate) fn of_known(self, households: f64) -> f64 {
        if !self.by_turns || households <= 0.0 {
            return self.share;
        }
        (households * self.share).floor() / households
    }

    /// Returns how many of the first are allocated, on average over how many there are.
    fn up_to(self, mean: f64, first: f64) -> f64 {
        if mean <= 0.0 {
            return 0.0;
        }
        let spread = 12.0 * sqrt(mean) + 30.0;
        let (from, to) = ((mean - spread).max(0.0) as u32, (mean + spread) as u32);
        let each = (from..=to).map(|n| {
            let n = f64::from(n);
            let weight = exp(n * ln(mean) - mean - ln_gamma(n + 1.0));
            let turns = ((first + n) * self.share).floor() - (first * self.share).floor();
            weight * (turns - n * self.share)
        });
        mean * self.share + each.sum::<f64>()
    }
}

/// Those of a closed list that are of one kind.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) struct Listed {
    /// The cell they begin with.
    pub(crate) cell: usize,
    pub(crate) households: f64,
    pub(crate) begins_in: BeginsIn,
    /// When their spells began.
    pub(crate) born: Born,
    /// Share that the way takes on at once.
    pub(crate) treated: f64,
    /// Share that it may call in.
    pub(crate) callable: f64,
}
