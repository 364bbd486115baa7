//! One draw: parameters, world and stock, then every way of working with the same luck.

use crate::compile::plan::Plan;
use crate::engine::arrivals::{
    Arrivals, Origin, grown_stock, listed, new_applications, stock, warm_up_years,
};
use crate::engine::fork::{Begin, Fork, Watcher};
use crate::engine::life::{Life, OWN, Recorder};
use crate::engine::queue::{Left, known_at_start, live_way};
use crate::engine::recorder::Writer;
use crate::luck::{CohortKey, Layer, cohort_key};
use crate::model::purposes::Purposes;
use crate::model::ways::Intake;
use crate::model::whole::Model;
use crate::scenario::households::BeginsIn;
use crate::tally::entry::Tallies;
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
            let model = Model::new(plan, &purposes, &values, world).without_limits();
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
    let arrivals = Arrivals::new(plan, &values);
    let luck = (cohort, values.as_slice());
    // A stated warm-up is a number like any other; one that is not was found once for all draws.
    let stated = plan.stock.warm_up_years.map(|years| years.of(&values));
    let warm_up_years = stated.unwrap_or(prepared.warm_up_years);
    let mut at_work = Vec::new();
    let known = stock(&model, arrivals.as_ref(), luck, |arrivals| {
        if model.pools.is_empty() {
            return grown_stock(&model, arrivals, cohort, warm_up_years);
        }
        let left = known_at_start(&model, arrivals, cohort, warm_up_years);
        at_work = left.at_work;
        left.known
    });
    let on_assistance = known.iter().filter(|life| !life.is_away()).count();
    let ways = if model.pools.is_empty() {
        live_together(prepared, &model, known, (arrivals.as_ref(), luck))
    } else {
        live_apart(
            prepared,
            &model,
            &Left { known, at_work },
            (arrivals.as_ref(), luck),
        )
    };
    DrawOutcome {
        draw,
        values,
        stock_households: on_assistance as u64,
        ways,
    }
}

/// Returns what every way does where nobody waits for another: household by household.
fn live_together(
    prepared: &Prepared,
    model: &Model<'_>,
    mut known: Vec<Life>,
    (arrivals, luck): (Option<&Arrivals>, (CohortKey, &[f64])),
) -> Vec<WayOutcome> {
    let mut runs = Runs::new(prepared, model, luck.1);
    known.iter_mut().for_each(|life| runs.live_on(life));
    listed(model, luck, |list, life, begins_in| {
        runs.live_listed(list, life, begins_in)
    });
    if let Some(arrivals) = arrivals {
        let horizon = runs.horizon;
        new_applications(
            model,
            arrivals,
            luck,
            &prepared.ways,
            horizon,
            |life, applies, origin| runs.live_new(life, applies, origin),
        );
    }
    runs.close()
}

/// Returns what every way does where households wait for each other: way by way.
fn live_apart(
    prepared: &Prepared,
    model: &Model<'_>,
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

/// What designs add together, whose households live just the same from their fork on.
struct Joint {
    /// Positions of the designs, rising.
    members: Vec<usize>,
    tallies: Box<Tallies>,
}

/// Most groups of designs with tallies of their own; further ones add what was noted down.
const MOST_JOINT: usize = 8;

/// The ways of working of one draw, side by side.
struct Runs<'a> {
    model: &'a Model<'a>,
    prepared: &'a Prepared,
    today: Watcher<'a>,
    /// What the designs change.
    designs: Vec<Writer<'a>>,
    joint: Vec<Joint>,
    horizon: f64,
}

impl<'a> Runs<'a> {
    fn new(prepared: &'a Prepared, model: &'a Model<'a>, values: &[f64]) -> Self {
        let writer = |layout| Writer::new(model.plan, layout, values);
        Self {
            model,
            prepared,
            today: Watcher::new(model, writer(&prepared.layouts[0]), &prepared.ways[1..]),
            designs: prepared.layouts[1..].iter().map(writer).collect(),
            joint: Vec::new(),
            horizon: model.plan.calendar.n_months as f64 * DAYS_PER_MONTH,
        }
    }

    /// Follows a household of the stock; one that is away, from when it comes back.
    fn live_on(&mut self, life: &mut Life) {
        self.today.begin(self.model, life, true);
        if life.is_away() {
            life.now = life.scheduled.min(life.permanent_at);
        }
        life.live(self.model, 0, self.horizon, &mut self.today);
        self.follow_designs();
    }

    /// Follows a new household under the ways under which it applies, and under the others as one that was deterred.
    fn live_new(&mut self, life: &mut Life, applies: &[bool], origin: Origin) {
        if origin == Origin::Added && !applies[0] {
            return self.live_added(life, applies);
        }
        self.today.begin(self.model, life, false);
        for (at, does) in applies[1..].iter().enumerate() {
            match (*does, origin) {
                (does, _) if does == applies[0] => {}
                (true, _) => self.today.fork(at, life, Begin::New, f64::INFINITY),
                (false, Origin::Usual) => {
                    self.today.fork(at, life, Begin::Deterred, f64::INFINITY);
                }
                (false, Origin::Added) => self.today.leaves_today(at),
            }
        }
        if applies[0] {
            begin(life, self.model, (0, self.horizon), &mut self.today);
        } else {
            life.deterred(self.model);
            life.live(self.model, 0, self.horizon, &mut self.today);
        }
        self.follow_designs();
    }

    /// Follows a household that only some designs reach out to, under those alone.
    fn live_added(&mut self, life: &Life, applies: &[bool]) {
        for (at, writer) in self
            .designs
            .iter_mut()
            .enumerate()
            .filter(|(at, _)| applies[at + 1])
        {
            writer.begin(life, false);
            let way = self.prepared.ways[at + 1];
            begin(&mut { *life }, self.model, (way, self.horizon), writer);
            writer.end();
        }
    }

    /// Follows a household of a closed list.
    fn live_listed(&mut self, list: usize, mut life: Life, begins_in: BeginsIn) {
        self.today.begin(self.model, &life, false);
        self.today.writer.follow(Some(list), None, life.now);
        match begins_in {
            BeginsIn::Intake => begin(&mut life, self.model, (0, self.horizon), &mut self.today),
            BeginsIn::Open => {
                self.today.open_under_designs(self.model, &life);
                life.open(self.model, 0);
                life.live(self.model, 0, self.horizon, &mut self.today);
            }
        }
        self.follow_designs();
    }

    /// Follows the household at hand under every design from where it leaves `today`.
    fn follow_designs(&mut self) {
        self.today.end();
        for at in 0..self.designs.len() {
            let joint = self.joint_of(at);
            let (earlier, later) = self.designs.split_at_mut(at);
            let (watched, writer) = (&mut self.today.watched[at], &mut later[0]);
            writer.add_all(watched.in_common(&self.today.writer.log));
            if let Some(alike) = watched.same_as {
                writer.add_all(&earlier[alike].log);
            } else if let (Some(begin), Some(fork)) = (watched.begin, &mut watched.fork) {
                writer.log.clear();
                writer.keeps_log = watched.has_followers && joint.is_none();
                let way = self.prepared.ways[at + 1];
                let mut tallies = joint.map(|joint| &mut self.joint[joint].tallies);
                if let Some(tallies) = &mut tallies {
                    std::mem::swap(&mut writer.tallies, tallies);
                }
                follow(fork, begin, (self.model, way, self.horizon), writer);
                if let Some(tallies) = &mut tallies {
                    std::mem::swap(&mut writer.tallies, tallies);
                }
            }
        }
    }

    /// Returns the tallies of a design and all that follow it with the household at hand, where
    /// some do and there is room for them.
    fn joint_of(&mut self, design: usize) -> Option<usize> {
        if !self.today.watched[design].has_followers {
            return None;
        }
        let watched = &self.today.watched;
        let is_member = |at: &usize| *at == design || watched[*at].same_as == Some(design);
        let members = || (design..watched.len()).filter(is_member);
        let is_it = |joint: &Joint| joint.members.iter().copied().eq(members());
        let found = self.joint.iter().position(is_it);
        if found.is_none() && self.joint.len() == MOST_JOINT {
            return None;
        }
        let members: Vec<usize> = if found.is_none() {
            members().collect()
        } else {
            Vec::new()
        };
        let at = found.unwrap_or_else(|| {
            let tallies = Box::new(self.designs[design].tallies_like());
            self.joint.push(Joint { members, tallies });
            self.joint.len() - 1
        });
        // Nobody is left to add what the first of them notes down.
        for watched in &mut self.today.watched[design + 1..] {
            watched.same_as = watched.same_as.filter(|alike| *alike != design);
        }
        Some(at)
    }

    fn close(self) -> Vec<WayOutcome> {
        let layouts = &self.prepared.layouts;
        let common = *self.today.writer.tallies;
        let common = (common.occupancy.close(&layouts[0]), common.probes);
        let joint = self.joint.iter().map(|joint| {
            let layout = &layouts[joint.members[0] + 1];
            (
                joint.tallies.occupancy.close(layout),
                &joint.tallies.probes,
                &joint.members,
            )
        });
        let joint: Vec<_> = joint.collect();
        let own = std::iter::once(self.today.aside)
            .chain(self.designs.into_iter().map(|writer| writer.tallies));
        own.zip(layouts)
            .enumerate()
            .map(|(way, (own, layout))| {
                let (mut tally, mut probes) = own.close(layout, &common);
                let of_way = |members: &[usize]| members.iter().any(|at| at + 1 == way);
                for (occupancy, histograms, _) in joint.iter().filter(|joint| of_way(joint.2)) {
                    tally.add_first_columns(occupancy);
                    probes.add(histograms);
                }
                WayOutcome {
                    tally,
                    probes,
                    pools: Vec::new(),
                    discontinued_at_month: self.model.ways[layout.way_idx].gone / DAYS_PER_MONTH,
                }
            })
            .collect()
    }
}

fn begin(
    life: &mut Life,
    model: &Model<'_>,
    (way, horizon): (usize, f64),
    recorder: &mut impl Recorder,
) {
    recorder.happened(life, Happening::NewApplication);
    life.apply(model, way, Intake::First, recorder);
    life.live(model, way, horizon, recorder);
}

/// Follows a household under a design from where it leaves `today`.
fn follow(
    fork: &mut Fork,
    begin: Begin,
    (model, way, horizon): (&Model<'_>, usize, f64),
    writer: &mut Writer<'_>,
) {
    std::mem::swap(&mut writer.scratch, &mut fork.scratch);
    let life = &mut fork.life;
    match begin {
        Begin::New => {
            writer.happened(life, Happening::NewApplication);
            life.apply(model, way, Intake::First, writer);
        }
        Begin::Deterred => life.deterred(model),
        Begin::Apply(intake) => life.apply(model, way, intake, writer),
        Begin::Open => {
            life.way = OWN;
            life.open(model, way);
        }
        Begin::LiveOn => {}
    }
    life.live(model, way, horizon, writer);
    writer.end();
}
