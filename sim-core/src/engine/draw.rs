//! One draw: parameters, world and stock, then every way of working with the same luck.

use crate::compile::plan::Plan;
use crate::engine::arrivals::Arrivals;
use crate::engine::queue::{Left, known_at_start, live_way};
use crate::engine::recorder::Writer;
use crate::engine::stock::{grown_stock, stock, warm_up_years};
use crate::engine::together::{live_known, live_together};
use crate::engine::walk::{is_walked, walk_today};
use crate::luck::{CohortKey, Layer, cohort_key};
use crate::model::facts::{Any, Facts, Given, NoQueues, Plain, PlainWithQueues};
use crate::model::purposes::Purposes;
use crate::model::whole::Model;
use crate::tally::entry::Tallies;
use crate::tally::layout::Layout;
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
    expects_any: bool,
}

impl Prepared {
    /// Returns the same, by which every draw is run as if anything could be in its model.
    ///
    /// The answers are the same, only later: for tests.
    #[must_use]
    pub fn expecting_anything(mut self) -> Self {
        self.expects_any = true;
        self
    }

    /// Returns whether a draw at central values is run as a plain model: for tests.
    pub fn is_plain(&self, plan: &Plan) -> bool {
        let values = plan.numbers.central();
        let world = cohort_key(0, 0, Layer::World, 0);
        !self.expects_any && Model::new(plan, &self.purposes, &values, world).is_plain()
    }

    /// Returns whether a draw at central values is walked by a table: for tests.
    pub fn is_walked(&self, plan: &Plan) -> bool {
        let values = plan.numbers.central();
        let world = cohort_key(0, 0, Layer::World, 0);
        let model = Model::new(plan, &self.purposes, &values, world);
        self.is_plain(plan) && self.ways == [0] && is_walked(Given::new(&model), &self.layouts[0])
    }
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
            let model = Model::new(plan, &purposes, &values, world).without_limits();
            warm_up_years(
                Given::<Any>::new(&model),
                cohort_key(0, u64::MAX, Layer::Household, 0),
            )
        }
    };
    let layouts = ways.iter().map(|way| Layout::new(plan, *way)).collect();
    Prepared {
        ways: ways.to_vec(),
        layouts,
        warm_up_years,
        purposes,
        expects_any: false,
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
    let values = values_of_draw(plan, seed, draw);
    simulate_at(plan, prepared, (seed, draw), replicate, values)
}

/// Returns the values of all slots that the seed and the draw's number give.
pub fn values_of_draw(plan: &Plan, seed: u64, draw: u64) -> Vec<f64> {
    let mut values = plan.numbers.central();
    let mut sampled = Vec::with_capacity(plan.numbers.uncertain.len());
    plan.sampler.draw(seed, draw, &mut sampled);
    for (slot, value) in plan.numbers.uncertain.iter().zip(&sampled) {
        values[*slot as usize] = *value;
    }
    for (slot, value) in &plan.numbers.fixed {
        values[*slot as usize] = *value;
    }
    values
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
    let arrivals = Arrivals::new(plan, &values);
    let luck = (cohort, values.as_slice());
    let about = (warm_up_of(plan, prepared, &values), arrivals.as_ref());
    let (stock_households, ways) = match (
        prepared.expects_any,
        model.is_plain(),
        model.pools.is_empty(),
    ) {
        (false, true, waits_for_none) => {
            let plain = Given::<Plain>::new(&model);
            walked(prepared, plain, about, luck).unwrap_or_else(|| {
                if waits_for_none {
                    all_ways(prepared, plain, about, luck)
                } else {
                    all_ways(prepared, Given::<PlainWithQueues>::new(&model), about, luck)
                }
            })
        }
        (false, false, true) => all_ways(prepared, Given::<NoQueues>::new(&model), about, luck),
        _ => all_ways(prepared, Given::<Any>::new(&model), about, luck),
    };
    DrawOutcome {
        draw,
        values,
        stock_households,
        ways,
    }
}

/// Returns the years of inflow before the start, at given values of all slots.
///
/// A stated warm-up is a number like any other; one that is not was found once for all draws.
pub(crate) fn warm_up_of(plan: &Plan, prepared: &Prepared, values: &[f64]) -> f64 {
    let stated = plan.stock.warm_up_years.map(|years| years.of(values));
    stated.unwrap_or(prepared.warm_up_years)
}

/// Returns how many households are on assistance at the start, and what every way does.
fn all_ways<F: Facts>(
    prepared: &Prepared,
    model: Given<'_, F>,
    (warm_up_years, arrivals): (f64, Option<&Arrivals>),
    luck: (CohortKey, &[f64]),
) -> (u64, Vec<WayOutcome>) {
    let mut at_work = Vec::new();
    let waits = !model.pools.is_empty();
    let known = stock(model, arrivals, luck, |arrivals| {
        if !waits {
            return grown_stock(model, arrivals, luck.0, warm_up_years);
        }
        let left = known_at_start(model, arrivals, luck.0, warm_up_years);
        at_work = left.at_work;
        left.known
    });
    let on_assistance = known.iter().filter(|life| !life.is_away()).count();
    let ways = if waits {
        live_apart(prepared, model, &Left { known, at_work }, (arrivals, luck))
    } else {
        let ways = (prepared.ways.as_slice(), prepared.layouts.as_slice());
        live_together(ways, model, known, (arrivals, luck))
    };
    (on_assistance as u64, ways)
}

/// Returns the same by the table, where it holds all that the model has.
fn walked(
    prepared: &Prepared,
    model: Given<'_, Plain>,
    (warm_up_years, arrivals): (f64, Option<&Arrivals>),
    luck: (CohortKey, &[f64]),
) -> Option<(u64, Vec<WayOutcome>)> {
    // Where places are limited, whoever is known at the start may have one.
    let may_wait = !model.pools.is_empty() && model.plan.stock.present && arrivals.is_some();
    if prepared.ways != [0] || may_wait {
        return None;
    }
    let layout = &prepared.layouts[0];
    let mut writer = Writer::new(model.plan, layout, luck.1);
    let known = stock(model, arrivals, luck, |arrivals| {
        grown_stock(model, arrivals, luck.0, warm_up_years)
    });
    let on_assistance = known.iter().filter(|life| !life.is_away()).count();
    live_known(model, known, &mut writer);
    let years = (layout, writer.whole_years.as_slice());
    let mut tallies = *writer.tallies;
    let pools = walk_today(model, years, (arrivals, luck), &mut tallies)?;
    let way = WayOutcome {
        tally: tallies.occupancy.close(layout),
        probes: tallies.probes,
        pools,
        discontinued_at_month: model.ways[0].gone / DAYS_PER_MONTH,
    };
    Some((on_assistance as u64, vec![way]))
}

/// Returns what every way does where households wait for each other: way by way.
fn live_apart<F: Facts>(
    prepared: &Prepared,
    model: Given<'_, F>,
    left: &Left,
    (arrivals, luck): (Option<&Arrivals>, (CohortKey, &[f64])),
) -> Vec<WayOutcome> {
    let layouts = prepared.layouts.iter();
    layouts
        .map(|layout| {
            let writer = Writer::new(model.plan, layout, luck.1);
            let applications = (arrivals, prepared.ways.as_slice());
            let (writer, pools) = live_way(model, left, applications, luck, writer);
            let Tallies { occupancy, probes } = *writer.tallies;
            WayOutcome {
                tally: occupancy.close(layout),
                probes,
                pools,
                discontinued_at_month: model.ways[layout.way_idx].gone / DAYS_PER_MONTH,
            }
        })
        .collect()
}
