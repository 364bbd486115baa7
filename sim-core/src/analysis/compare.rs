//! Designs against `today`: the main question, asked in one go.

use crate::analysis::answer::Compared;
use crate::analysis::comparing::{Comparing, Question};
use crate::analysis::enough::Goal;
use crate::compile::plan::Plan;
use crate::engine::draw::{Replicate, prepare, simulate_draw};
use crate::engine::observer::{GoOn, Observer};
use crate::engine::run::{RunError, Settings};
use crate::scenario::Scenario;
use crate::tally::outcome::DrawOutcome;

/// How to compare.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CompareSettings {
    /// Draws.
    pub draws: u64,
    /// Seed.
    pub seed: u64,
    /// Threads; none means as many as the machine has cores.
    pub threads: Option<usize>,
    /// Positions in the plan of the designs compared with `today`; none means all.
    pub designs: Option<Vec<usize>>,
}

/// Returns designs against `today`, simulated with the same luck.
///
/// # Errors
///
/// [`RunError::NoThreads`], [`RunError::StoppedEmpty`] when not one draw was made, and
/// [`RunError::NotFinite`] with the first draw that had a figure that is not finite.
pub fn compare(
    plan: &Plan,
    scenario: &Scenario,
    settings: &CompareSettings,
    observer: &dyn Observer,
) -> Result<Compared, RunError> {
    let ways = ways_to_run(plan, settings.designs.as_deref());
    let prepared = prepare(plan, &ways);
    let question = Question {
        plan,
        scenario,
        prepared: &prepared,
    };
    let settings = Settings {
        draws: settings.draws,
        seed: settings.seed,
        threads: settings.threads,
    };
    compare_with(question, settings, observer, |draw, replicate| {
        simulate_draw(plan, &prepared, settings.seed, draw, replicate)
    })
}

/// Returns `today` and the designs asked for, each once, in the plan's order.
pub fn ways_to_run(plan: &Plan, designs: Option<&[usize]>) -> Vec<usize> {
    let is_asked = |way: &usize| match designs {
        Some(designs) => *way == 0 || designs.contains(way),
        None => true,
    };
    (0..plan.ways.len()).filter(is_asked).collect()
}

/// Returns designs against `today` with any engine that makes draws.
///
/// # Errors
///
/// As [`compare`].
pub fn compare_with(
    question: Question<'_>,
    settings: Settings,
    observer: &dyn Observer,
    simulate: impl Fn(u64, Replicate) -> DrawOutcome + Sync,
) -> Result<Compared, RunError> {
    let goal = Goal::of_draws(settings.draws);
    let mut comparing = Comparing::new(question, settings.seed, goal);
    let mut keep = |_: &_| GoOn::Yes;
    comparing.make(settings.threads, &simulate, observer, &mut keep)?;
    comparing.answer()
}
