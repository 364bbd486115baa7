//! Fixed batches of draws over threads, joined in order; the only file that calls rayon.

use std::ops::Range;

use rayon::prelude::*;

use crate::engine::observer::{GoOn, Observer};

/// How many draws make a batch; fixed, so that a partial result does not depend on threads.
pub const BATCH: u64 = 64;

/// How to run.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Settings {
    /// Draws.
    pub draws: u64,
    /// Seed.
    pub seed: u64,
    /// Threads; none means as many as the machine has cores.
    pub threads: Option<usize>,
}

/// Why a run could not be made.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum RunError {
    /// The threads could not be started. Nothing was computed.
    NoThreads,
    /// Stopped before the first batch was finished. Nothing was computed.
    StoppedEmpty,
    /// A value was not finite: the draw it happened in. Nothing is returned.
    NotFinite {
        /// The draw.
        draw: u64,
    },
    /// A household moved on and on without time passing: the draw it happened in. Nothing is returned.
    Restless {
        /// The draw.
        draw: u64,
    },
}

/// Makes every draw and hands each to `keep`, in order; returns how many were made.
///
/// `make` may run on any thread and must depend on the draw's number alone.
///
/// # Errors
///
/// [`RunError::NoThreads`].
pub fn run_draws<T: Send>(
    settings: Settings,
    observer: &dyn Observer,
    make: impl Fn(u64) -> T + Sync,
    mut keep: impl FnMut(T),
) -> Result<u64, RunError> {
    let mut done = 0;
    run_batches(0..settings.draws, settings.threads, make, |batch| {
        done += batch.len() as u64;
        batch.into_iter().for_each(&mut keep);
        observer.batch_finished(done, settings.draws)
    })?;
    Ok(done)
}

/// Makes the draws of a range and hands them over in order, a batch at a time, until that
/// says stop.
///
/// Batches end at multiples of [`BATCH`] wherever the range begins, so that a run that is
/// taken up again stops where the whole one would have.
///
/// # Errors
///
/// [`RunError::NoThreads`].
pub fn run_batches<T: Send>(
    range: Range<u64>,
    threads: Option<usize>,
    make: impl Fn(u64) -> T + Sync,
    mut finished: impl FnMut(Vec<T>) -> GoOn,
) -> Result<(), RunError> {
    let pool = rayon::ThreadPoolBuilder::new()
        .num_threads(threads.unwrap_or(0))
        .build()
        .map_err(|_| RunError::NoThreads)?;
    let end_of = |from: u64| (from / BATCH + 1).saturating_mul(BATCH).min(range.end);
    let make_from = |from: u64| -> Vec<T> {
        let draws = from..end_of(from);
        draws.into_par_iter().map(&make).collect()
    };
    if range.is_empty() {
        return Ok(());
    }
    let mut from = range.start;
    let mut batch = pool.install(|| make_from(from));
    loop {
        // The next batch is made while this one is handed over; where that says stop it is let go.
        from = end_of(from);
        let mut next = None;
        let go_on = pool.in_place_scope(|scope| {
            if from < range.end {
                scope.spawn(|_| next = Some(make_from(from)));
            }
            finished(batch)
        });
        match next {
            Some(made) if go_on == GoOn::Yes => batch = made,
            _ => return Ok(()),
        }
    }
}
