//! How many draws the mean net saving needs, with and without common random numbers, and with evenly spread parameters.
//!
//! `cargo bench -p sim-benches --bench variance` prints a table for every shipped scenario. Draws are counted,
//! not timed, so the figures are the same on every machine. `-- 1024` makes fewer draws (the default is 4096).
//!
//! Without common random numbers the design's households are compared with another cohort under
//! `today`, with the same parameters and in the same world. The number of draws is that which brings the
//! standard error of the mean to one per cent of the mean.

#![allow(missing_docs, clippy::print_stdout)]

use sim_benches::{plan_of, read_shipped};
use sim_core::analysis::{Question, compare_with};
use sim_core::compile::plan::Plan;
use sim_core::compile::strata::{SCRAMBLES, Sampling};
use sim_core::engine::draw::{Prepared, Replicate, prepare, simulate_draw};
use sim_core::engine::observer::Silent;
use sim_core::engine::run::Settings;
use sim_core::results::Results;
use sim_core::scenario::Scenario;
use sim_core::tally::outcome::DrawOutcome;

const SCENARIOS: [&str; 3] = ["larexempel.toml", "sodertalje.toml", "trollhattan.toml"];
const DRAWS: u64 = 4096;
/// Municipality and public sector.
const PERSPECTIVES: [(usize, &str); 2] = [(0, "municipality"), (1, "public sector")];
/// Far from the cohorts that a comparison makes by itself.
const ANOTHER_COHORT: u32 = 1000;

/// How a design is compared with `today`.
#[derive(Clone, Copy)]
struct Way {
    common: bool,
    sampling: Sampling,
}

/// One figure over the scrambles of a run: means of each, and variance of a single draw.
struct Figure {
    means: Vec<f64>,
    variances: Vec<f64>,
}

impl Figure {
    fn mean(&self) -> f64 {
        self.means.iter().sum::<f64>() / self.means.len() as f64
    }

    /// Returns the variance of a single draw, or what takes its place where draws are not independent: so many
    /// times the variance of the mean of so many draws.
    fn variance(&self, way: Way, draws_each: u64) -> f64 {
        let n = self.means.len() as f64;
        match way.sampling {
            Sampling::Independent => self.variances.iter().sum::<f64>() / n,
            Sampling::Stratified => {
                let off = |mean: &f64| (mean - self.mean()) * (mean - self.mean());
                let between = self.means.iter().map(off).sum::<f64>() / (n - 1.0);
                between * draws_each as f64
            }
        }
    }
}

struct Shipped {
    scenario: Scenario,
    plan: Plan,
    prepared: Prepared,
}

fn outcome(
    shipped: &Shipped,
    common: bool,
    seed: u64,
    draw: u64,
    replicate: Replicate,
) -> DrawOutcome {
    let of = |replicate| simulate_draw(&shipped.plan, &shipped.prepared, seed, draw, replicate);
    let mut outcome = of(replicate);
    if !common {
        let cohort = replicate.cohort + ANOTHER_COHORT;
        let mut other = of(Replicate {
            cohort,
            ..replicate
        });
        std::mem::swap(&mut outcome.ways[0], &mut other.ways[0]);
    }
    outcome
}

/// Returns the comparison over the draws of one scramble.
fn scramble(
    shipped: &Shipped,
    way: Way,
    (seed, scramble): (u64, u64),
    draws: u64,
) -> Option<Results> {
    let question = Question {
        plan: &shipped.plan,
        scenario: &shipped.scenario,
        prepared: &shipped.prepared,
    };
    let settings = Settings {
        draws,
        seed,
        threads: None,
    };
    let first = outcome(shipped, way.common, seed, scramble, Replicate::default());
    let compared = compare_with(question, settings, &Silent, |draw, replicate| {
        // Second cohorts tell luck from ignorance; here they would only cost time.
        if replicate != Replicate::default() {
            return first.clone();
        }
        outcome(
            shipped,
            way.common,
            seed,
            draw * SCRAMBLES + scramble,
            replicate,
        )
    });
    compared.ok().map(|compared| compared.results)
}

/// Returns the figures of each design and perspective.
fn figures(shipped: &Shipped, way: Way, draws: u64) -> Vec<[Figure; PERSPECTIVES.len()]> {
    let runs =
        (0..draws / (SCRAMBLES * EACH)).flat_map(|seed| (0..SCRAMBLES).map(move |s| (seed + 1, s)));
    let runs: Vec<Results> = runs
        .filter_map(|run| scramble(shipped, way, run, EACH))
        .collect();
    let designs = 0..shipped.prepared.ways.len() - 1;
    designs
        .map(|design| {
            PERSPECTIVES.map(|(perspective, _)| {
                let net = |run: &Results| run.comparisons[design].savings[perspective].net;
                Figure {
                    means: runs.iter().map(|run| net(run).mean).collect(),
                    variances: runs.iter().map(|run| net(run).sd * net(run).sd).collect(),
                }
            })
        })
        .collect()
}

/// Draws of each scramble of each seed.
const EACH: u64 = 64;

fn report(name: &str, draws: u64) {
    let reading = read_shipped(name);
    let (Some(plan), Some(scenario)) = (plan_of(&reading), reading.scenario.clone()) else {
        return;
    };
    let ways: Vec<usize> = (0..plan.ways.len()).collect();
    let prepared = prepare(&plan, &ways);
    let mut shipped = Shipped {
        scenario,
        plan,
        prepared,
    };
    let mut all = Vec::new();
    for sampling in [Sampling::Independent, Sampling::Stratified] {
        shipped.plan.sampler = shipped.plan.sampler.clone().sampled(sampling);
        for common in [true, false] {
            let way = Way { common, sampling };
            all.push((way, figures(&shipped, way, draws)));
        }
    }
    let ids = shipped.prepared.ways[1..]
        .iter()
        .map(|way| shipped.plan.ways[*way].id.clone());
    for (design, id) in ids.enumerate() {
        for (at, (_, perspective)) in PERSPECTIVES.iter().enumerate() {
            let of =
                |(way, figures): &(Way, Vec<[Figure; 2]>)| figures[design][at].variance(*way, EACH);
            let variances: Vec<f64> = all.iter().map(of).collect();
            let mean = all[0].1[design][at].mean();
            let needed = variances
                .iter()
                .map(|variance| variance / (0.01 * mean * 0.01 * mean));
            let needed: Vec<String> = needed.map(|draws| format!("{draws:.0}")).collect();
            println!(
                "| {name} | {id} | {perspective} | {:.2} | {} | {:.2} | {:.2} |",
                mean / 1e6,
                needed.join(" | "),
                variances[1] / variances[0],
                variances[0] / variances[2],
            );
        }
    }
}

fn main() {
    let asked = std::env::args().filter_map(|word| word.parse().ok()).next();
    let draws: u64 = asked.unwrap_or(DRAWS);
    println!(
        "| scenario | design | perspective | mean, MSEK | common | other cohort | common, even | other cohort, even | gain of common | gain of even |"
    );
    println!("|---|---|---|---|---|---|---|---|---|---|");
    for name in SCENARIOS {
        report(name, draws);
    }
}
