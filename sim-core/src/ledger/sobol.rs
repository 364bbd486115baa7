//! How much of the variance of an answer rests on some inputs, alone and with all others.
//!
//! The answer is simulated, so a part of its variance is luck. An index of an answer with luck in it
//! would count as interaction what luck does to a difference. Therefore every difference is made
//! under one luck, and twice: the product of two differences under independent lucks has the
//! square of the expected difference as its mean, without any luck in it.

use crate::ledger::moments::moments;
use crate::ledger::quantiles::{quantile, sort};
use crate::luck::{HouseholdKey, Layer, Purpose, cohort_key};

/// The answer in one draw of a pick-freeze plan.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct PickFreeze {
    /// At the draw's own inputs, under two independent lucks.
    pub base: [f64; 2],
    /// At those of another draw, under its luck.
    pub other: f64,
    /// At the draw's own inputs but for some that are the other draw's, under the two lucks of `base`.
    pub moved: [f64; 2],
}

/// An estimate with its standard error and a 95 % interval.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Interval {
    /// The estimate.
    pub value: f64,
    /// Its standard error.
    pub mc_se: f64,
    /// 2.5th percentile of resamples.
    pub low: f64,
    /// 97.5th percentile of resamples.
    pub high: f64,
}

/// First-order and total index of some inputs.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Indices {
    /// Var(E[answer | these inputs]) as a share of the variance.
    pub first_order: Interval,
    /// E[Var(answer | all other inputs)] as a share of the variance.
    pub total: Interval,
}

/// Resamples of a bootstrap.
const RESAMPLES: u32 = 400;

/// Returns the indices of the inputs that were taken from the other draw.
///
/// `not_luck` is the share of the answer's variance that is not luck, with its standard error;
/// indices are shares of that part of the variance. Zeros without draws or variance. Inputs without
/// effect have indices of exactly zero, all inputs together a first-order index of exactly
/// one where there is no luck.
///
/// Numerator and variance come from the same draws, so that what is rare in both cancels. The first-order
/// index has the draw's own answer as a control variate, by as much as is left of it: that makes it
/// exact at both ends.
///
/// # Source
///
/// First order: Saltelli et al. (2010), *Computer Physics Communications* 181, table 2 (b), for inputs of
/// little effect, and Janon et al. (2014), *ESAIM: Probability and Statistics* 18, for inputs of much. Total:
/// Jansen (1999), *Computer Physics Communications* 117, with the square as a product of two replicates.
/// Intervals: percentile bootstrap over draws (Archer, Saltelli and Sobol' 1997).
///
/// ```
/// use sim_core::ledger::sobol::{PickFreeze, indices};
/// let still = PickFreeze { base: [1.0, 2.0], other: 5.0, moved: [1.0, 2.0] };
/// let found = indices(&[still; 8], (1.0, 0.0), 1);
/// assert_eq!((found.first_order.value, found.total.value), (0.0, 0.0));
/// ```
pub fn indices(draws: &[PickFreeze], not_luck: (f64, f64), seed: u64) -> Indices {
    let all = draws.iter().flat_map(|draw| {
        let [own, moved] = [draw.base, draw.moved];
        [own[0], own[1], moved[0], moved[1], draw.other]
    });
    let mean = moments(&all.collect::<Vec<_>>()).mean;
    let square = |answer: f64| (answer - mean) * (answer - mean);
    let both = |answers: [f64; 2]| (square(answers[0]) + square(answers[1])) / 2.0;
    let totals = draws.iter().map(|draw| Term {
        part: (draw.moved[0] - draw.base[0]) * (draw.moved[1] - draw.base[1]) / 2.0,
        whole: (both(draw.base) + both(draw.moved)) / 2.0,
    });
    let totals: Vec<Term> = totals.collect();
    let total = (ratio(totals.iter()) / not_luck.0.max(f64::MIN_POSITIVE)).clamp(0.0, 1.0);
    // Where all comes from the other draw nothing of the own is left, whatever few draws say.
    let is_all_other = draws.iter().all(|draw| draw.moved == [draw.other; 2]);
    let kept = if is_all_other { 0.0 } else { 1.0 - total };
    let firsts = draws.iter().map(|draw| {
        let moved = (draw.moved[0] + draw.moved[1]) / 2.0 - mean;
        let own = (draw.base[0] + draw.base[1]) / 2.0 - mean;
        Term {
            part: (draw.other - mean) * (moved - kept * own),
            whole: (square(draw.other) + both(draw.moved)) / 2.0,
        }
    });
    let firsts: Vec<Term> = firsts.collect();
    let luck = cohort_key(seed, 0, Layer::Parameter, 2);
    match draws.iter().all(|draw| draw.moved == draw.base) {
        true => Indices::default(),
        false => Indices {
            first_order: share(&firsts, not_luck, luck.household(0)),
            total: share(&totals, not_luck, luck.household(1)),
        },
    }
}

/// What one draw adds to a part of the variance, and to the whole of it.
#[derive(Clone, Copy, Debug)]
struct Term {
    part: f64,
    whole: f64,
}

fn ratio<'t>(terms: impl Iterator<Item = &'t Term>) -> f64 {
    let (part, whole) = terms.fold((0.0, 0.0), |(part, whole), term| {
        (part + term.part, whole + term.whole)
    });
    match whole > 0.0 {
        true => part / whole,
        false => 0.0,
    }
}

/// Returns a part as a share of the variance that is not luck.
fn share(terms: &[Term], (not_luck, error): (f64, f64), luck: HouseholdKey) -> Interval {
    const DRAW: Purpose = Purpose::named("sobol:draw");
    const LUCK: Purpose = Purpose::named("sobol:luck");
    if not_luck <= 0.0 {
        return Interval::default();
    }
    let n = terms.len();
    let mut resamples = Vec::with_capacity(RESAMPLES as usize);
    for resample in 0..RESAMPLES {
        let picked = (0..n as u32).map(|at| {
            let occasion = resample.wrapping_mul(n as u32).wrapping_add(at);
            &terms[luck.stream(DRAW, occasion).below(n as u64) as usize]
        });
        // A share that is known badly may not come near zero.
        let off = error * luck.stream(LUCK, resample).normal();
        resamples.push(ratio(picked) / (not_luck + off).max(not_luck / 4.0));
    }
    let mc_se = moments(&resamples).sd;
    sort(&mut resamples);
    Interval {
        value: ratio(terms.iter()) / not_luck,
        mc_se,
        low: quantile(&resamples, 0.025),
        high: quantile(&resamples, 0.975),
    }
}
