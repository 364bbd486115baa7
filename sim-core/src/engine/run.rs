//! Fixed batches of draws over threads, joined in order; the only file that calls rayon.

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
}

/// Makes every draw and hands each to `keep`, in order; returns how many were made.
///
/// `make` may run on any thread and must depend on the draw's number alone.
///
/// # Errors
///
/// [`RunError::NoThreads`] and [`RunError::StoppedEmpty`].
pub fn run_draws<T: Send>(
    settings: Settings,
    observer: &dyn Observer,
    make: impl Fn(u64) -> T + Sync,
    mut keep: impl FnMut(T) + Send,
) -> Result<u64, RunError> {
    let threads = settings.threads.unwrap_or(0);
    let pool = rayon::ThreadPoolBuilder::new()
        .num_threads(threads)
        .build()
        .map_err(|_| RunError::NoThreads)?;
    let mut done = 0;
    while done < settings.draws {
        let until = (done + BATCH).min(settings.draws);
        let batch: Vec<T> = pool.install(|| (done..until).into_par_iter().map(&make).collect());
        batch.into_iter().for_each(&mut keep);
        done = until;
        if observer.batch_finished(done, settings.draws) == GoOn::No && done < settings.draws {
            break;
        }
    }
    Ok(done)
}
