//! From the draws of a comparison to the whole answer.

use crate::analysis::about::about;
use crate::analysis::assumptions::{assumptions, evidence};
use crate::analysis::budget::budget;
use crate::analysis::collected::Collected;
use crate::analysis::enough::Goal;
use crate::analysis::one_draw::Frame;
use crate::analysis::people::people;
use crate::analysis::queues::queues;
use crate::analysis::savings::comparison;
use crate::analysis::titles::titles;
use crate::compile::plan::Plan;
use crate::results::Results;
use crate::results::people::People;
use crate::results::whole::{DesignResults, RESULTS_FORMAT};
use crate::scenario::Scenario;
use crate::scenario::staff::OverCapacity as WhenOver;

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

/// Returns the answer of the draws collected, for a seed and a goal.
pub(super) fn answer(
    frame: &Frame<'_>,
    scenario: &Scenario,
    run: (u64, Goal),
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
                people: People {
                    queues: queues(frame, scenario, collected, way),
                    ..people(frame, scenario, collected, way)
                },
                budget: budget(frame, collected, way),
                id,
            }
        })
        .collect();
    let over_capacity = over_capacity(frame.plan, &designs);
    let results = Results {
        utfall_results: RESULTS_FORMAT,
        run: about(frame, scenario, run, collected),
        designs,
        comparisons: (0..frame.columns.pairs.len())
            .map(|pair| comparison(frame, collected, pair))
            .collect(),
        evidence: evidence(&assumptions),
        titles: titles(scenario),
        backtest: None,
        assumptions,
        information: None,
        pilot: None,
        sensitivity: None,
        break_even: None,
        choice: None,
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
