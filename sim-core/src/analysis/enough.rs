//! When a run has enough draws: all that were asked for, or a small enough error.

use serde::{Deserialize, Serialize};

use crate::analysis::collected::Collected;
use crate::analysis::one_draw::Frame;
use crate::analysis::spread::spread;
use crate::engine::run::BATCH;
use crate::results::run::{ErrorAsked, ErrorReached, Precision, Stopped};

/// The error is two standard errors, the usual 95 per cent: what reports show.
const STANDARD_ERRORS: f64 = 2.0;

/// How many draws a run makes.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
pub struct Goal {
    /// So many; at least so many where a precision is asked for.
    pub draws: u64,
    /// As many more as it takes.
    pub precision: Option<Until>,
}

/// Until when draws are added.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
pub struct Until {
    /// Until the error is at most this, for every design.
    pub error: ErrorAsked,
    /// Until there are this many, whatever the error.
    pub most_draws: u64,
}

impl Goal {
    /// Returns the goal of so many draws.
    pub const fn of_draws(draws: u64) -> Self {
        Self {
            draws,
            precision: None,
        }
    }

    /// Returns how many draws can be made at most.
    pub fn most_draws(&self) -> u64 {
        match self.precision {
            None => self.draws,
            Some(until) => until.most_draws.max(self.draws),
        }
    }

    /// Returns why a run of these draws is over; none where it is not.
    ///
    /// The error is looked at when a batch is finished, so that it matters neither how many
    /// threads there are nor where a run was interrupted.
    pub(super) fn met(&self, frame: &Frame<'_>, collected: &Collected) -> Option<Stopped> {
        let draws = collected.n_draws() as u64;
        let Some(until) = self.precision else {
            return (draws >= self.draws).then_some(Stopped::Finished);
        };
        let is_last = draws >= self.most_draws();
        let is_border = draws >= self.draws && draws.is_multiple_of(BATCH) && draws > 0;
        let is_enough = || {
            let mut reached = errors(frame, collected, until.error);
            reached.all(|reached| reached.is_enough)
        };
        match (is_last || is_border) && is_enough() {
            true => Some(Stopped::PrecisionReached),
            false => is_last.then_some(Stopped::MostDraws),
        }
    }

    /// Returns what came of the precision asked for; none where none was.
    pub(super) fn precision(&self, frame: &Frame<'_>, collected: &Collected) -> Option<Precision> {
        self.precision.map(|until| Precision {
            asked: until.error,
            least_draws: self.draws,
            most_draws: self.most_draws(),
            reached: errors(frame, collected, until.error).collect(),
        })
    }
}

fn errors<'c>(
    frame: &'c Frame<'_>,
    collected: &'c Collected,
    asked: ErrorAsked,
) -> impl Iterator<Item = ErrorReached> + 'c {
    let last = frame.plan.calendar.n_months.saturating_sub(1);
    let pairs = frame.columns.pairs.iter().zip(&frame.prepared.ways[1..]);
    pairs.map(move |(columns, way)| {
        // The municipality is the first perspective.
        let net = spread(collected.column(columns.cumulative[0] + last));
        let error_sek = STANDARD_ERRORS * net.mc_se;
        let largest = match asked {
            ErrorAsked::Share(share) => share * net.mean.abs(),
            ErrorAsked::Sek(sek) => sek,
        };
        ErrorReached {
            design: frame.plan.ways[*way].id.to_string(),
            mean_sek: net.mean,
            error_sek,
            error_share: (net.mean != 0.0).then(|| error_sek / net.mean.abs()),
            is_enough: error_sek <= largest,
        }
    })
}
