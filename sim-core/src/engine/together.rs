//! One draw where nobody waits for another: all ways of working side by side, household by household.

use crate::engine::application::Application;
use crate::engine::arrivals::{Arrivals, Origin, listed, new_applications};
use crate::engine::fork::{Begin, Fork, Watcher};
use crate::engine::life::{Life, OWN, Recorder};
use crate::engine::recorder::Writer;
use crate::luck::CohortKey;
use crate::model::facts::{Facts, Given};
use crate::model::ways::Intake;
use crate::scenario::households::BeginsIn;
use crate::tally::entry::Tallies;
use crate::tally::layout::{Happening, Layout};
use crate::tally::outcome::WayOutcome;
use crate::units::DAYS_PER_MONTH;

/// Returns what every way does where nobody waits for another: household by household.
pub(super) fn live_together<F: Facts>(
    (ways, layouts): (&[usize], &[Layout]),
    model: Given<'_, F>,
    mut known: Vec<Life>,
    (arrivals, luck): (Option<&Arrivals>, (CohortKey, &[f64])),
) -> Vec<WayOutcome> {
    let mut runs = Runs::new((ways, layouts), model, luck.1);
    known.iter_mut().for_each(|life| runs.live_on(life));
    listed(model, luck, |list, life, begins_in| {
        runs.live_listed(list, life, begins_in)
    });
    if let Some(arrivals) = arrivals {
        let horizon = runs.horizon;
        let mut life = Life::new(model, Application::of_nobody(luck.0));
        new_applications(
            model,
            arrivals,
            luck,
            ways,
            horizon,
            |who, applies, origin| {
                let is_nobody = !applies.contains(&true);
                if !is_nobody || !runs.today.writer.stays_away(model, &who) {
                    life.becomes(model, who);
                    runs.live_new(&mut life, applies, origin);
                }
            },
        );
    }
    runs.close()
}

/// Writes down what those known at the start do under `today`.
pub(super) fn live_known<F: Facts>(model: Given<'_, F>, known: Vec<Life>, writer: &mut Writer<'_>) {
    let horizon = model.plan.calendar.n_months as f64 * DAYS_PER_MONTH;
    for mut life in known {
        writer.begin(&life, true);
        comes_back(&mut life, writer);
        life.live(model, 0, horizon, writer);
        writer.end();
    }
}

/// Lets someone who is away at the start be followed from when they come back.
fn comes_back(life: &mut Life, writer: &mut Writer<'_>) {
    if life.is_away() {
        life.now = life.scheduled.min(life.permanent_at);
        writer.goes_on_from(life.now);
    }
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
struct Runs<'a, F> {
    model: Given<'a, F>,
    ways: &'a [usize],
    layouts: &'a [Layout],
    today: Watcher<'a>,
    /// What the designs change.
    designs: Vec<Writer<'a>>,
    joint: Vec<Joint>,
    horizon: f64,
}

impl<'a, F: Facts> Runs<'a, F> {
    fn new(
        (ways, layouts): (&'a [usize], &'a [Layout]),
        model: Given<'a, F>,
        values: &[f64],
    ) -> Self {
        let writer = |layout| Writer::new(model.model().plan, layout, values);
        Self {
            model,
            ways,
            layouts,
            today: Watcher::new(model, writer(&layouts[0]), &ways[1..]),
            designs: layouts[1..].iter().map(writer).collect(),
            joint: Vec::new(),
            horizon: model.plan.calendar.n_months as f64 * DAYS_PER_MONTH,
        }
    }

    /// Follows a household of the stock; one that is away, from when it comes back.
    fn live_on(&mut self, life: &mut Life) {
        self.today.begin(self.model, life, true);
        comes_back(life, &mut self.today.writer);
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
            let way = self.ways[at + 1];
            begin(&mut { *life }, self.model, (way, self.horizon), writer);
            writer.end();
        }
    }

    /// Follows a household of a closed list.
    fn live_listed(&mut self, list: usize, life: &mut Life, begins_in: BeginsIn) {
        self.today.begin(self.model, life, false);
        self.today.writer.follow(Some(list), None, life.now);
        match begins_in {
            BeginsIn::Intake => begin(life, self.model, (0, self.horizon), &mut self.today),
            BeginsIn::Open => {
                self.today.open_under_designs(self.model, life);
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
                let way = self.ways[at + 1];
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
        let layouts = &self.layouts;
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
        own.zip(*layouts)
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

fn begin<F: Facts>(
    life: &mut Life,
    model: Given<'_, F>,
    (way, horizon): (usize, f64),
    recorder: &mut impl Recorder,
) {
    recorder.happened(life, Happening::NewApplication);
    life.apply(model, way, Intake::First, recorder);
    life.live(model, way, horizon, recorder);
}

/// Follows a household under a design from where it leaves `today`.
fn follow<F: Facts>(
    fork: &mut Fork,
    begin: Begin,
    (model, way, horizon): (Given<'_, F>, usize, f64),
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
            life.follows(model, OWN, way);
            life.open(model, way);
        }
        Begin::LiveOn => {}
    }
    life.live(model, way, horizon, writer);
    writer.end();
}
