//! The worth of knowing one number by nested Monte Carlo: slow and plain, to confirm the regressions by.

use std::ops::Range;

use crate::analysis::information::known::N_PARTS;
use crate::analysis::net_saving::NetSaving;
use crate::compile::plan::Plan;
use crate::engine::draw::Prepared;
use crate::engine::observer::{GoOn, Observer};
use crate::engine::run::RunError;
use crate::ledger::accounts::N_PERSPECTIVES;
use crate::math::sqrt;
use crate::results::perspective::Perspective;

/// How to nest.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct NestedSettings {
    /// Values of the number, at the middles of equally likely parts.
    pub values: u32,
    /// Draws of everything else under each of them, the same ones.
    pub draws: u64,
    /// Seed.
    pub seed: u64,
    /// Threads; none means as many as the machine has cores.
    pub threads: Option<usize>,
}

/// What knowing a number is worth to a perspective, SEK.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct NestedWorth {
    /// To whom.
    pub perspective: Perspective,
    /// The value.
    pub sek: f64,
    /// Its standard error, by leaving out parts of the draws.
    pub mc_se: f64,
}

/// Returns what knowing an uncertain number is worth by perspective; none where the number is drawn together with others, whose
/// values would have to go with it.
///
/// # Errors
///
/// [`RunError`]; [`RunError::StoppedEmpty`] where it was stopped before all draws were made.
pub fn nested_partial(
    (plan, prepared): (&Plan, &Prepared),
    number: usize,
    settings: NestedSettings,
    observer: &dyn Observer,
) -> Result<Option<Vec<NestedWorth>>, RunError> {
    if plan.sampler.is_correlated(number) {
        return Ok(None);
    }
    let net_saving = NetSaving::new(plan, prepared, (settings.seed, settings.threads));
    let slot = plan.numbers.uncertain[number] as usize;
    let fitted = &plan.sampler.fitted()[number];
    let range: Range<u64> = 0..settings.draws;
    // By value of the number, part of the draws, perspective and design: sums of net saving.
    let mut sums = Vec::new();
    for value in 0..settings.values {
        let middle = (f64::from(value) + 0.5) / f64::from(settings.values);
        let at = fitted.quantile(middle);
        let within = Within(observer, u64::from(value) * settings.draws, settings);
        let nets = net_saving.over(range.clone(), &within, |_, values| values[slot] = at)?;
        if (nets.len() as u64) < settings.draws {
            return Err(RunError::StoppedEmpty);
        }
        let mut by_part = vec![vec![[0.0; N_PERSPECTIVES]; prepared.ways.len() - 1]; N_PARTS];
        for (draw, nets) in nets.iter().enumerate() {
            for (sums, net) in by_part[draw % N_PARTS].iter_mut().zip(nets) {
                (0..N_PERSPECTIVES).for_each(|at| sums[at] += net[at]);
            }
        }
        sums.push(by_part);
    }
    let all = Perspective::ALL.into_iter().enumerate();
    let worth = all.map(|(at, perspective)| {
        let without = |part: Option<usize>| gain(&sums, at, part, settings.draws);
        let left_out: Vec<f64> = (0..N_PARTS).map(|part| without(Some(part))).collect();
        let n = N_PARTS as f64;
        let mean = left_out.iter().sum::<f64>() / n;
        let squares = left_out.iter().map(|one| (one - mean) * (one - mean));
        NestedWorth {
            perspective,
            sek: without(None),
            mc_se: sqrt((n - 1.0) / n * squares.sum::<f64>()),
        }
    });
    Ok(Some(worth.collect()))
}

type Sums = Vec<Vec<Vec<[f64; N_PERSPECTIVES]>>>;

/// Returns the mean over values of the best design's mean net, less the best mean over all, without a part of the draws.
fn gain(sums: &Sums, perspective: usize, without: Option<usize>, n_draws: u64) -> f64 {
    let parts = (0..N_PARTS).filter(|part| Some(*part) != without);
    let of_part = |part: usize| (n_draws as usize + N_PARTS - 1 - part) / N_PARTS;
    let n: usize = parts.clone().map(of_part).sum();
    let n_designs = sums.first().map_or(0, |by_part| by_part[0].len());
    let mut totals = vec![0.0; n_designs];
    let mut of_best = 0.0;
    for by_part in sums {
        let mut best = 0.0_f64;
        for (design, total) in totals.iter_mut().enumerate() {
            let net: f64 = parts
                .clone()
                .map(|part| by_part[part][design][perspective])
                .sum();
            *total += net;
            best = best.max(net);
        }
        of_best += best;
    }
    let best_now = totals.iter().fold(0.0_f64, |best, total| best.max(*total));
    (of_best - best_now) / (n.max(1) as f64 * sums.len().max(1) as f64)
}

/// Tells an observer how far the whole is.
struct Within<'o>(&'o dyn Observer, u64, NestedSettings);

impl Observer for Within<'_> {
    fn batch_finished(&self, draws: u64, _: u64) -> GoOn {
        let asked = u64::from(self.2.values) * self.2.draws;
        self.0.batch_finished(self.1 + draws, asked)
    }
}
