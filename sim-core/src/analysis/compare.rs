//! Designs against `today`: the main question.

use std::sync::atomic::{AtomicBool, Ordering};

use crate::analysis::about::about;
use crate::analysis::assumptions::{assumptions, evidence};
use crate::analysis::budget::budget;
use crate::analysis::collected::{Collected, MadeAgain};
use crate::analysis::one_draw::Frame;
use crate::analysis::people::people;
use crate::analysis::savings::{comparison, has_world};
use crate::compile::plan::Plan;
use crate::engine::draw::{Prepared, Replicate, prepare, simulate_draw};
use crate::engine::observer::{GoOn, Observer};
use crate::engine::run::{RunError, Settings, run_draws};
use crate::ledger::variance::{has_second_cohort, has_second_world};
use crate::results::Results;
use crate::results::whole::{DesignResults, RESULTS_FORMAT};
use crate::scenario::Scenario;
use crate::scenario::staff::OverCapacity as WhenOver;
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

/// Work that exceeds what is there, where the scenario calls that an error.
#[derive(Clone, Debug, PartialEq)]
pub struct OverCapacity {
    /// The design.
    pub design: String,
    /// The profession.
    pub profession: String,
    /// The month in which it is worst, counted from 1.
    pub month: u32,
    /// Full-time posts needed, mean over draws.
    pub needed_fte: f64,
    /// Full-time posts available.
    pub available_fte: f64,
}

impl OverCapacity {
    /// Returns what is needed against what is available; a hundredth of a post stands for none.
    pub fn used_share(&self) -> f64 {
        self.needed_fte / self.available_fte.max(0.01)
    }
}

/// The answer, and what the scenario calls an error in it.
#[derive(Clone, Debug, PartialEq)]
pub struct Compared {
    /// The answer.
    pub results: Results,
    /// At most one for each design and profession: its worst month.
    pub over_capacity: Vec<OverCapacity>,
}

/// What is compared: a plan, the scenario it was made from, and what was prepared to run it.
#[derive(Clone, Copy, Debug)]
pub struct Question<'a> {
    /// What the engine runs.
    pub plan: &'a Plan,
    /// Titles and sources.
    pub scenario: &'a Scenario,
    /// Ways and columns.
    pub prepared: &'a Prepared,
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
pub(super) fn ways_to_run(plan: &Plan, designs: Option<&[usize]>) -> Vec<usize> {
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
    let frame = Frame::new(question.plan, question.prepared);
    let world_matters = has_world(&frame);
    let make = |draw: u64| {
        let priced = frame.draw(&simulate(draw, Replicate::default()));
        let net = |world, cohort| frame.headline(&simulate(draw, Replicate { world, cohort }));
        let again = has_second_cohort(draw).then(|| MadeAgain {
            first: frame.headline_of_row(&priced.row),
            second: net(0, 1),
            third: (world_matters && has_second_world(draw)).then(|| net(1, 2)),
        });
        (priced, again)
    };
    let spoilt = AtomicBool::new(false);
    let watch = StopWhenSpoilt {
        observer,
        spoilt: &spoilt,
    };
    let mut collected = Collected::default();
    run_draws(settings, &watch, make, |draw| {
        collected.keep(draw);
        if collected.not_finite.is_some() {
            spoilt.store(true, Ordering::Relaxed);
        }
    })?;
    if let Some(draw) = collected.not_finite {
        return Err(RunError::NotFinite { draw });
    }
    if collected.rows.is_empty() {
        return Err(RunError::StoppedEmpty);
    }
    Ok(answer(&frame, question.scenario, settings, &collected))
}

/// Ends a run early when a figure was not finite: nothing of it will be returned.
struct StopWhenSpoilt<'a> {
    observer: &'a dyn Observer,
    spoilt: &'a AtomicBool,
}

impl Observer for StopWhenSpoilt<'_> {
    fn batch_finished(&self, draws: u64, draws_asked: u64) -> GoOn {
        if self.spoilt.load(Ordering::Relaxed) {
            return GoOn::No;
        }
        self.observer.batch_finished(draws, draws_asked)
    }
}

fn answer(
    frame: &Frame<'_>,
    scenario: &Scenario,
    settings: Settings,
    collected: &Collected,
) -> Compared {
    let assumptions = assumptions(frame.plan, scenario);
    let ways = frame.prepared.ways.iter().enumerate();
    let designs: Vec<DesignResults> = ways
        .map(|(way, position)| {
            let id = frame.plan.ways[*position].id.to_string();
            let design = scenario.design.get(&id);
            DesignResults {
                title: design.and_then(|design| design.title.clone()),
                description: design.and_then(|design| design.description.clone()),
                people: people(frame, scenario, collected, way),
                budget: budget(frame, collected, way),
                id,
            }
        })
        .collect();
    let over_capacity = over_capacity(frame.plan, &designs);
    let results = Results {
        utfall_results: RESULTS_FORMAT,
        run: about(frame, scenario, settings, collected),
        designs,
        comparisons: (0..frame.columns.pairs.len())
            .map(|pair| comparison(frame, collected, pair))
            .collect(),
        evidence: evidence(&assumptions),
        assumptions,
    };
    Compared {
        results,
        over_capacity,
    }
}

fn over_capacity(plan: &Plan, designs: &[DesignResults]) -> Vec<OverCapacity> {
    let mut found = Vec::new();
    for design in designs {
        let professions = plan.money.professions.iter().zip(&design.people.staff);
        for (profession, need) in professions {
            let Some(available) = &need.available_fte else {
                continue;
            };
            if profession.over_capacity != WhenOver::Error {
                continue;
            }
            let months = need.needed_fte.mean.iter().zip(available).enumerate();
            let over = months.filter(|(_, (needed, available))| needed > available);
            let worst = over
                .map(|(month, (needed, available))| OverCapacity {
                    design: design.id.clone(),
                    profession: profession.id.to_string(),
                    month: month as u32 + 1,
                    needed_fte: *needed,
                    available_fte: *available,
                })
                .reduce(|worst, next| {
                    if next.used_share() > worst.used_share() {
                        next
                    } else {
                        worst
                    }
                });
            found.extend(worst);
        }
    }
    found
}
