//! How a run tells how far it is, and is told to stop.

/// Whether to go on.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum GoOn {
    /// Make the next batch.
    Yes,
    /// Stop here; what is finished is kept.
    No,
}

/// Someone who watches a run. Called between batches, never from inside one.
pub trait Observer {
    /// Called when a batch is finished, with the draws made and the draws asked for.
    fn batch_finished(&self, draws: u64, draws_asked: u64) -> GoOn;
}

/// An observer that only watches.
#[derive(Clone, Copy, Debug, Default)]
pub struct Silent;

impl Observer for Silent {
    fn batch_finished(&self, _: u64, _: u64) -> GoOn {
        GoOn::Yes
    }
}
