//! One draw: parameters, world and stock, then every way of working with the same luck.

use crate::compile::plan::Plan;
use crate::engine::arrivals::{Arrivals, listed, new_applications, stock, warm_up_years};
use crate::engine::life::{Intake, Life, Phase};
use crate::engine::model::{Model, WayModel};
use crate::engine::purposes::{self as p, Purposes};
use crate::engine::recorder::TallyRecorder;
use crate::luck::{Layer, cohort_key};
use crate::scenario::households::BeginsIn;
use crate::tally::layout::{Happening, Layout};
use crate::tally::outcome::{DrawOutcome, WayOutcome};
use crate::units::DAYS_PER_MONTH;

/// Which independent copy of the world and of the households' luck a draw uses.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Replicate {
    /// Copy of the world: labour market, discontinuation.
    pub world: u32,
    /// Copy of the households' luck.
    pub cohort: u32,
}

/// What a run needs besides the plan: made once.
#[derive(Debug)]
pub struct Prepared {
    /// Ways to run, by position in the plan, `today` (0) first.
    pub ways: Vec<usize>,
    /// Columns by way, in the order of `ways`.
    pub layouts: Vec<Layout>,
    /// Years of inflow before the start.
    pub warm_up_years: f64,
    purposes: Purposes,
}

/// Returns what a run of these ways needs besides the plan.
///
/// The warm-up is decided here, once: at the central values of all numbers and under one
/// fixed seed, so that it is the same for every run of the scenario.
pub fn prepare(plan: &Plan, ways: &[usize]) -> Prepared {
    let purposes = Purposes::new(plan);
    let values = plan.numbers.central();
    let warm_up_years = match plan.stock.warm_up_years {
        Some(years) => years.of(&values),
        None if plan.inflow.is_none() || !plan.stock.present => 0.0,
        None => {
            let world = cohort_key(0, u64::MAX, Layer::World, 0);
            let model = Model::new(plan, &purposes, &values, world);
            warm_up_years(&model, cohort_key(0, u64::MAX, Layer::Household, 0))
        }
    };
    let layouts = ways.iter().map(|way| Layout::new(plan, *way)).collect();
    Prepared {
        ways: ways.to_vec(),
        layouts,
        warm_up_years,
        purposes,
    }
}

/// Returns what one draw does under every prepared way of working, with the parameters that
/// the seed and the draw's number give.
pub fn simulate_draw(
    plan: &Plan,
    prepared: &Prepared,
    seed: u64,
    draw: u64,
    replicate: Replicate,
) -> DrawOutcome {
    let mut values = plan.numbers.central();
    let mut sampled = Vec::with_capacity(plan.numbers.uncertain.len());
    plan.sampler.draw(seed, draw, &mut sampled);
    for (slot, value) in plan.numbers.uncertain.iter().zip(&sampled) {
        values[*slot as usize] = *value;
    }
    simulate_at(plan, prepared, (seed, draw), replicate, values)
}

/// Returns what one draw does at given values of all slots.
pub fn simulate_at(
    plan: &Plan,
    prepared: &Prepared,
    (seed, draw): (u64, u64),
    replicate: Replicate,
    values: Vec<f64>,
) -> DrawOutcome {
    let world = cohort_key(seed, draw, Layer::World, replicate.world);
    let cohort = cohort_key(seed, draw, Layer::Household, replicate.cohort);
    let model = Model::new(plan, &prepared.purposes, &values, world);
    let mut runs = Runs::new(plan, prepared, &model, &values);
    let arrivals = Arrivals::new(plan, &values);
    let known = stock(
        &model,
        arrivals.as_ref(),
        (cohort, &values),
        prepared.warm_up_years,
    );
    let on_assistance = known
        .iter()
        .filter(|life| !matches!(life.phase, Phase::Exit(_)))
        .count();
    for life in &known {
        runs.live_on(life);
    }
    listed(&model, (cohort, &values), |list, life, begins_in| {
        runs.live_listed(list, &life, begins_in)
    });
    if let Some(arrivals) = &arrivals {
        let horizon = runs.horizon;
        new_applications(
            &model,
            arrivals,
            (cohort, &values),
            &prepared.ways,
            horizon,
            |life, applies| {
                runs.live_new(life, applies);
            },
        );
    }
    let ways = runs.close(prepared);
    DrawOutcome {
        draw,
        values,
        stock_households: on_assistance as u64,
        ways,
    }
}

/// The ways of working of one draw, side by side.
struct Runs<'a> {
    model: &'a Model<'a>,
    ways: &'a [usize],
    recorders: Vec<TallyRecorder<'a>>,
    horizon: f64,
}

impl<'a> Runs<'a> {
    fn new(plan: &'a Plan, prepared: &'a Prepared, model: &'a Model<'a>, values: &[f64]) -> Self {
        let recorders = prepared
            .layouts
            .iter()
            .map(|l| TallyRecorder::new(plan, l, values))
            .collect();
        let horizon = plan.calendar.n_months as f64 * DAYS_PER_MONTH;
        Self {
            model,
            ways: &prepared.ways,
            recorders,
            horizon,
        }
    }

    /// Follows a household of the stock under every way.
    fn live_on(&mut self, life: &Life) {
        for (way, recorder) in self.ways.iter().zip(&mut self.recorders) {
            let mut life = life.clone();
            life.call_in_at = call_in(&life, &self.model.ways[*way], *way, life.now);
            recorder.begin(&life, true);
            life.live(self.model, *way, self.horizon, recorder);
            recorder.end();
        }
    }

    /// Follows a new application under the ways under which it happens.
    fn live_new(&mut self, life: &Life, applies: &[bool]) {
        for ((way, recorder), applies) in self.ways.iter().zip(&mut self.recorders).zip(applies) {
            if !applies {
                continue;
            }
            let mut life = life.clone();
            life.call_in_at = call_in(&life, &self.model.ways[*way], *way, life.now);
            recorder.begin(&life, false);
            begin(&mut life, self.model, *way, recorder);
            life.live(self.model, *way, self.horizon, recorder);
            recorder.end();
        }
    }

    /// Follows a household of a closed list under every way.
    fn live_listed(&mut self, list: usize, life: &Life, begins_in: BeginsIn) {
        for (way, recorder) in self.ways.iter().zip(&mut self.recorders) {
            let mut life = life.clone();
            recorder.begin(&life, false);
            recorder.follow(Some(list), None, life.now);
            match begins_in {
                BeginsIn::Intake => begin(&mut life, self.model, *way, recorder),
                BeginsIn::Open => {
                    let of = &self.model.ways[*way];
                    // A list that starts under a design is treated by it from its first day.
                    let treated = *way != 0 && life.is_treated(of, life.now);
                    life.way = u8::from(treated);
                    life.call_in_at = call_in(&life, of, *way, life.now);
                    life.open(self.model, *way);
                }
            }
            life.live(self.model, *way, self.horizon, recorder);
            recorder.end();
        }
    }

    fn close(self, prepared: &Prepared) -> Vec<WayOutcome> {
        let Self {
            model, recorders, ..
        } = self;
        recorders
            .into_iter()
            .zip(&prepared.layouts)
            .map(|(recorder, layout)| WayOutcome {
                tally: recorder.occupancy.close(layout),
                probes: recorder.probes,
                discontinued_at_month: model.ways[layout.way_idx].gone / DAYS_PER_MONTH,
            })
            .collect()
    }
}

fn begin(life: &mut Life, model: &Model<'_>, way: usize, recorder: &mut TallyRecorder<'_>) {
    use crate::engine::life::Recorder;
    recorder.happened(life, Happening::NewApplication);
    life.apply(model, way, Intake::First, recorder);
}

/// Returns when a household that applied before go-live is called in.
fn call_in(life: &Life, way: &WayModel, way_idx: usize, applied: f64) -> f64 {
    let is_concerned = way_idx != 0
        && way.calls_in
        && (applied < way.go_live || (applied <= 0.0 && way.go_live <= 0.0))
        && way.segments[life.segment]
        && life.is_allocated(way)
        && (way.volume_share >= 1.0 || life.key.stream(p::VOLUME, 0).uniform() < way.volume_share);
    if !is_concerned {
        return f64::INFINITY;
    }
    way.go_live + way.call_in_days * life.key.stream(p::CALL_IN, 0).uniform()
}
