//! The progress of a question that runs the same draws many times.

use crate::engine::observer::{GoOn, Observer};

/// Hears of all draws of all values together.
pub(super) struct AllTogether<'o> {
    pub observer: &'o dyn Observer,
    pub before: u64,
    pub asked: u64,
}

impl Observer for AllTogether<'_> {
    fn batch_finished(&self, draws: u64, _: u64) -> GoOn {
        let done = self.before + draws;
        self.observer.batch_finished(done, self.asked.max(done))
    }
}
