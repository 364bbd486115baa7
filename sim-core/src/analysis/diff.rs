//! Two designs side by side: how the answer moves lever by lever.
//!
//! Every design between the two is an ordinary one, made by taking some keys from the second,
//! and all of them are simulated with the same parameters, world and luck. What a lever does is
//! a difference of two designs in every draw, so its error is that of paired draws.

use crate::analysis::diff_groups::{Between, Combination, Group, MOST_IN_EVERY_ORDER, chosen};
use crate::analysis::one_draw::Frame;
use crate::analysis::spread::spread;
use crate::compile::compile;
use crate::compile::plan::Plan;
use crate::diagnostic::Diagnostic;
use crate::engine::draw::{Prepared, Replicate, prepare, simulate_draw};
use crate::engine::observer::{GoOn, Observer};
use crate::engine::run::{RunError, run_batches};
use crate::results::comparison::Perspective;
use crate::results::diff::{
    DIFF_FORMAT, Diff, DiffDesign, DiffRun, LeverStep, Moves, OrderFreePart,
};
use crate::results::run::{AdjustmentsOn, Stopped};
use crate::scenario::Scenario;
use crate::tally::outcome::DrawOutcome;
use crate::tree::fields::{FromNode, Problems};
use crate::tree::node::Node;

/// How to hold two designs side by side.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DiffSettings {
    /// Id of the first design.
    pub from: String,
    /// Id of the second design.
    pub to: String,
    /// Draws.
    pub draws: u64,
    /// Seed.
    pub seed: u64,
    /// Threads; none means as many as the machine has cores.
    pub threads: Option<usize>,
    /// Whether levers are also switched in every order: by theme where there are more than six.
    pub in_every_order: bool,
}

/// Why two designs could not be held side by side.
#[derive(Clone, Debug, PartialEq)]
pub enum NotDiffed {
    /// There is no design of that id.
    NoDesign(String),
    /// The designs between the two cannot be run.
    Refused(Vec<Diagnostic>),
    /// The run failed.
    Run(RunError),
}

/// Figures of one design in one draw: net by perspective, self-support, months with payment.
const N_FIGURES: usize = Perspective::ALL.len() + 2;

/// The largest figure whose square can still be added.
const LARGEST: f64 = 1e100;

/// Returns what differs between two designs, and what each difference does to the answer.
///
/// `resolved` is the scenario's tree after includes and inheritance.
///
/// # Errors
///
/// Every [`NotDiffed`].
///
/// # Source
///
/// The order-free form is the Shapley value (Shapley 1953, *Contributions to the Theory of Games*
/// II, 307-317) of the game whose worth is the answer with a set of levers switched.
pub fn diff(
    scenario: &Scenario,
    resolved: &Node,
    settings: &DiffSettings,
    observer: &dyn Observer,
) -> Result<Diff, NotDiffed> {
    for id in [&settings.from, &settings.to] {
        if scenario.design.get(id).is_none() {
            return Err(NotDiffed::NoDesign(id.clone()));
        }
    }
    let ids = (settings.from.as_str(), settings.to.as_str());
    let no_design = || NotDiffed::NoDesign(settings.from.clone());
    let mut between = Between::new(resolved, ids).ok_or_else(no_design)?;
    let steps = between.steps();
    let groups = match settings.in_every_order {
        false => Vec::new(),
        true if between.levers.len() <= MOST_IN_EVERY_ORDER => steps.clone(),
        true => between.themes(),
    };
    let wanted = Wanted::new(&between, steps, groups);
    let simulated = match Simulated::of(&between, &wanted, resolved, settings, observer) {
        // Every order may be more than can be simulated where one order is not.
        Err(NotDiffed::Refused(_)) if !wanted.groups.is_empty() => {
            let fewer = Wanted::new(&between, wanted.steps.clone(), Vec::new());
            let simulated = Simulated::of(&between, &fewer, resolved, settings, observer)?;
            return Ok(whole(scenario, &between, &fewer, settings, &simulated));
        }
        simulated => simulated?,
    };
    Ok(whole(scenario, &between, &wanted, settings, &simulated))
}

/// Which designs are needed, each once: the first, the second, then those between.
struct Wanted {
    steps: Vec<Group>,
    groups: Vec<Group>,
    combinations: Vec<Combination>,
}

impl Wanted {
    fn new(between: &Between<'_>, steps: Vec<Group>, groups: Vec<Group>) -> Self {
        let n_levers = between.levers.len();
        let mut combinations = vec![vec![false; n_levers], vec![true; n_levers]];
        let on_the_way = (1..steps.len()).map(|n| between.combination(&steps[..n]));
        let in_every_order =
            (0..1_u32 << groups.len()).map(|mask| between.combination(&chosen(&groups, mask)));
        for on in on_the_way.chain(in_every_order) {
            if !combinations.contains(&on) {
                combinations.push(on);
            }
        }
        if n_levers == 0 {
            combinations.truncate(1);
        }
        Self {
            steps,
            groups,
            combinations,
        }
    }

    fn position(&self, on: &[bool]) -> usize {
        let found = self.combinations.iter().position(|known| known == on);
        found.unwrap_or_default()
    }
}

/// Every wanted design's figures against `today`, draw by draw.
struct Simulated {
    /// By draw: figures of design after design, then zeros, which stand for `today`.
    rows: Vec<Vec<f64>>,
    n_designs: usize,
    about: About,
}

/// What the plan says about the run.
#[derive(Clone)]
struct About {
    scenario_hash: String,
    headline_month: u32,
    price_year: i32,
    adjustments: AdjustmentsOn,
}

impl Simulated {
    fn of(
        between: &Between<'_>,
        wanted: &Wanted,
        resolved: &Node,
        settings: &DiffSettings,
        observer: &dyn Observer,
    ) -> Result<Self, NotDiffed> {
        let n_designs = wanted.combinations.len();
        // The two ends are in the scenario already.
        let new = wanted.combinations.get(2..).unwrap_or_default();
        let (mut ids, tree) = between.with_designs(new);
        ids.splice(0..0, [settings.from.clone(), settings.to.clone()]);
        ids.truncate(n_designs);
        let mut problems = Problems::default();
        let scenario = Scenario::from_node(&tree, "", &mut problems);
        let scenario = scenario.ok_or(NotDiffed::Refused(problems.found))?;
        let plan = compile(&scenario, resolved).map_err(NotDiffed::Refused)?;
        let mut simulated = Self {
            rows: Vec::new(),
            n_designs,
            about: about(&plan),
        };
        if !between.levers.is_empty() {
            let run = simulated.run(&plan, &ids, settings, observer);
            run.map_err(NotDiffed::Run)?;
        }
        Ok(simulated)
    }

    fn run(
        &mut self,
        plan: &Plan,
        ids: &[String],
        settings: &DiffSettings,
        observer: &dyn Observer,
    ) -> Result<(), RunError> {
        let way_of = |id: &String| plan.ways.iter().position(|way| *way.id == **id);
        let positions: Vec<usize> = ids.iter().filter_map(way_of).collect();
        let mut ways: Vec<usize> = positions.clone();
        ways.push(0);
        ways.sort_unstable();
        ways.dedup();
        let prepared = prepare(plan, &ways);
        let at = positions
            .iter()
            .filter_map(|way| ways.binary_search(way).ok());
        let at: Vec<usize> = at.collect();
        let frame = Frame::new(plan, &prepared);
        let seed = settings.seed;
        let make = |draw: u64| {
            let outcome = simulate_draw(plan, &prepared, seed, draw, Replicate::default());
            (draw, figures(&frame, &prepared, &outcome, &at))
        };
        let mut spoilt = None;
        let range = 0..settings.draws;
        run_batches(range, settings.threads, make, |batch| {
            for (draw, row) in batch {
                match row {
                    Some(row) if row.iter().all(|figure| figure.abs() < LARGEST) => {
                        self.rows.push(row);
                    }
                    Some(_) => spoilt = Some(RunError::NotFinite { draw }),
                    None => spoilt = Some(RunError::Restless { draw }),
                }
                if spoilt.is_some() {
                    break;
                }
            }
            match &spoilt {
                Some(_) => GoOn::No,
                None => observer.batch_finished(self.rows.len() as u64, settings.draws),
            }
        })?;
        match spoilt {
            Some(why) => Err(why),
            None if self.rows.is_empty() => Err(RunError::StoppedEmpty),
            None => Ok(()),
        }
    }

    /// Returns a weighted sum of differences between designs.
    fn moves(&self, terms: &[(usize, usize, f64)]) -> Moves {
        let column = |figure: usize| {
            let of_row = |row: &Vec<f64>| -> f64 {
                let terms = terms.iter();
                terms
                    .map(|(plus, minus, weight)| {
                        weight * (row[plus * N_FIGURES + figure] - row[minus * N_FIGURES + figure])
                    })
                    .sum()
            };
            spread(self.rows.iter().map(of_row).collect())
        };
        let perspectives = Perspective::ALL.into_iter().enumerate();
        Moves {
            net: perspectives.map(|(at, who)| (who, column(at))).collect(),
            extra_self_support: column(N_FIGURES - 2),
            months_with_payment_saved: column(N_FIGURES - 1),
        }
    }

    /// Returns a design against `today`.
    fn reached(&self, design: usize) -> Moves {
        self.moves(&[(design, self.n_designs, 1.0)])
    }
}

/// Returns the figures of one draw; none where a household moved on and on without time passing.
fn figures(
    frame: &Frame<'_>,
    prepared: &Prepared,
    outcome: &DrawOutcome,
    ways: &[usize],
) -> Option<Vec<f64>> {
    if outcome.ways.iter().any(|way| way.probes.restless > 0) {
        return None;
    }
    let headline = frame.headline(outcome);
    let by_way: Vec<(f64, f64)> = (0..prepared.ways.len())
        .map(|way| {
            let outcome = &outcome.ways[way];
            let paid = outcome.tally.paid.iter().sum::<i64>() as f64;
            (frame.self_support_at_end(outcome), paid)
        })
        .collect();
    let today = by_way[0];
    let of_design = |way: &usize| {
        let net = match way.checked_sub(1) {
            Some(pair) => headline[pair],
            None => [0.0; Perspective::ALL.len()],
        };
        let (self_support, paid) = by_way[*way];
        net.into_iter()
            .chain([self_support - today.0, today.1 - paid])
    };
    let zeros = std::iter::repeat_n(0.0, N_FIGURES);
    Some(ways.iter().flat_map(of_design).chain(zeros).collect())
}

fn about(plan: &Plan) -> About {
    About {
        scenario_hash: plan.fingerprint.clone(),
        headline_month: plan.calendar.n_months as u32,
        price_year: plan.money.price_year,
        adjustments: AdjustmentsOn {
            displacement: plan.adjustments.displacement,
            volume: plan.adjustments.volume,
            discontinuation: plan.adjustments.discontinuation,
            optimism: plan.adjustments.optimism,
        },
    }
}

fn whole(
    scenario: &Scenario,
    between: &Between<'_>,
    wanted: &Wanted,
    settings: &DiffSettings,
    simulated: &Simulated,
) -> Diff {
    let draws = simulated.rows.len() as u64;
    let nothing_differs = between.levers.is_empty();
    let About {
        scenario_hash,
        headline_month,
        price_year,
        adjustments,
    } = simulated.about.clone();
    let design = |id: &str, at: usize| DiffDesign {
        id: id.to_owned(),
        title: scenario.design.get(id).and_then(|one| one.title.clone()),
        answer: simulated.reached(at),
    };
    let last = usize::from(!nothing_differs);
    Diff {
        utfall_diff: DIFF_FORMAT,
        run: DiffRun {
            title: scenario.about.title.clone(),
            scenario_hash,
            program_version: env!("CARGO_PKG_VERSION").to_owned(),
            seed: settings.seed,
            draws,
            draws_asked: settings.draws,
            stopped: match nothing_differs || draws == settings.draws {
                true => Stopped::Finished,
                false => Stopped::Interrupted,
            },
            headline_month,
            price_year,
            adjustments,
            designs_simulated: match nothing_differs {
                true => 0,
                false => simulated.n_designs as u32,
            },
        },
        from: design(&settings.from, 0),
        to: design(&settings.to, last),
        whole: simulated.moves(&[(last, 0, 1.0)]),
        steps: steps(between, wanted, simulated),
        order_free: order_free(between, wanted, simulated),
    }
}

fn steps(between: &Between<'_>, wanted: &Wanted, simulated: &Simulated) -> Vec<LeverStep> {
    let at = |n: usize| wanted.position(&between.combination(&wanted.steps[..n]));
    let steps = wanted.steps.iter().enumerate();
    steps
        .map(|(n, group)| {
            let levers = group.iter().map(|lever| &between.levers[*lever]);
            LeverStep {
                levers: levers.clone().map(|lever| lever.name.clone()).collect(),
                changes: levers.flat_map(|lever| lever.changes.clone()).collect(),
                step: simulated.moves(&[(at(n + 1), at(n), 1.0)]),
                reached: simulated.reached(at(n + 1)),
            }
        })
        .collect()
}

fn order_free(between: &Between<'_>, wanted: &Wanted, simulated: &Simulated) -> Vec<OrderFreePart> {
    let n_groups = wanted.groups.len();
    let at = |mask: u32| wanted.position(&between.combination(&chosen(&wanted.groups, mask)));
    let all = (1_u32 << n_groups) - 1;
    let groups = wanted.groups.iter().enumerate();
    groups
        .map(|(position, group)| {
            let own = 1_u32 << position;
            let without = (0..=all).filter(|mask| mask & own == 0);
            let terms: Vec<(usize, usize, f64)> = without
                .map(|mask| {
                    let weight = shapley_weight(mask.count_ones() as usize, n_groups);
                    (at(mask | own), at(mask), weight)
                })
                .collect();
            let names = group.iter().map(|lever| &between.levers[*lever].name);
            let mut themes: Vec<_> = names.clone().map(|name| name.kind.theme()).collect();
            themes.dedup();
            let is_by_theme = between.levers.len() > MOST_IN_EVERY_ORDER;
            OrderFreePart {
                levers: names.cloned().collect(),
                themes: if is_by_theme { themes } else { Vec::new() },
                share: simulated.moves(&terms),
                first: simulated.moves(&[(at(own), at(0), 1.0)]),
                last: simulated.moves(&[(at(all), at(all & !own), 1.0)]),
            }
        })
        .collect()
}

/// Returns the share of all orders in which exactly `n_before` given others come before one: |S|! (n - |S| - 1)! / n!.
fn shapley_weight(n_before: usize, n: usize) -> f64 {
    let factorial = |n: usize| (1..=n).map(|k| k as f64).product::<f64>();
    factorial(n_before) * factorial(n - n_before - 1) / factorial(n)
}
