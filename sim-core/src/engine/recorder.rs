//! Writes lives down in the tallies of one way of working.

use crate::compile::plan::{Plan, StateColumn};
use crate::engine::life::{Life, Phase, Recorder, TODAY};
use crate::engine::model::Model;
use crate::scenario::money::ProbeFrom;
use crate::tally::layout::{Happening, LOST, Layout, OPEN};
use crate::tally::occupancy::{Occupancy, WEIGHT_ONE};
use crate::tally::probes::Probes;
use crate::units::{DAYS_PER_MONTH, TICKS_PER_MONTH};

/// No month yet.
const NEVER: i64 = i64::MIN;

/// The tallies of one way of working, and what must be remembered of the household at hand.
#[derive(Debug)]
pub(crate) struct TallyRecorder<'a> {
    plan: &'a Plan,
    layout: &'a Layout,
    pub(crate) occupancy: Occupancy,
    pub(crate) probes: Probes,
    limited_days: Vec<f64>,
    last_paid: i64,
    spell_first: i64,
    months_in_year: Vec<u8>,
    pending: Vec<(usize, f64)>,
}

impl<'a> TallyRecorder<'a> {
    /// Returns an empty recorder.
    pub(crate) fn new(plan: &'a Plan, layout: &'a Layout, values: &[f64]) -> Self {
        let n_years = plan.calendar.years.len();
        Self {
            plan,
            layout,
            occupancy: Occupancy::new(layout),
            probes: Probes::new(n_years, plan.probes.len()),
            limited_days: plan
                .limited
                .iter()
                .map(|limited| limited.days.of(values))
                .collect(),
            last_paid: NEVER,
            spell_first: NEVER,
            months_in_year: vec![0; n_years],
            pending: Vec::new(),
        }
    }

    /// Begins a household; one from the stock brings its last month with payment along.
    pub(crate) fn begin(&mut self, life: &Life, from_stock: bool) {
        self.last_paid = NEVER;
        self.spell_first = NEVER;
        self.pending.clear();
        if from_stock {
            let on_assistance = !matches!(life.phase, Phase::Exit(_));
            let last = if on_assistance {
                -1.0
            } else {
                (life.left_at / DAYS_PER_MONTH).floor()
            };
            self.last_paid = (last as i64).min(-1);
            self.spell_first = self.last_paid;
            if on_assistance {
                self.follow(None, None, 0.0);
            }
        }
    }

    /// Starts to follow a household for the probes it belongs to.
    pub(crate) fn follow(
        &mut self,
        list: Option<usize>,
        intervention: Option<(usize, ProbeFrom)>,
        at: f64,
    ) {
        for (idx, probe) in self.plan.probes.iter().enumerate() {
            if probe.list == list && probe.intervention == intervention {
                let lookup = at + f64::from(probe.after_months) * DAYS_PER_MONTH;
                self.pending.push((idx, lookup));
            }
        }
    }

    /// Ends a household: closes its open spell and folds its counters into the histograms.
    pub(crate) fn end(&mut self) {
        let n_months = self.layout.n_months as i64;
        if self.last_paid != NEVER {
            if self.last_paid < n_months - 1 {
                self.spell_ended(None);
            } else if self.spell_first >= 0 && self.spell_first <= n_months - 13 {
                self.probes.spells_followed += 1;
                self.probes.spells_over_twelve += i64::from(n_months - self.spell_first > 12);
            }
        }
        for (year, months) in self.months_in_year.iter_mut().enumerate() {
            if self.plan.calendar.whole_year[year] && *months > 0 {
                self.probes.months_in_year[year][usize::from(*months).min(12)] += 1;
            }
            *months = 0;
        }
    }

    /// Folds a spell that ended in `last_paid`; `gap` is the months without payment that followed.
    fn spell_ended(&mut self, gap: Option<i64>) {
        let n_months = self.layout.n_months as i64;
        if self.spell_first >= 0 && self.spell_first <= n_months - 13 {
            self.probes.spells_followed += 1;
            self.probes.spells_over_twelve += i64::from(self.last_paid + 1 - self.spell_first > 12);
        }
        if (0..=n_months - 5).contains(&self.last_paid) {
            self.probes.spells_ended += 1;
            self.probes.returned_within_three += i64::from(gap.is_some_and(|gap| gap <= 3));
        }
    }

    fn paid(&mut self, segment: usize, from: i64, to: i64) {
        let (first, last) = (from / TICKS_PER_MONTH, (to - 1) / TICKS_PER_MONTH);
        let first = if self.last_paid == NEVER {
            first
        } else {
            first.max(self.last_paid + 1)
        };
        if first > last {
            return;
        }
        if self.last_paid == NEVER {
            self.spell_first = first;
        } else if first > self.last_paid + 1 {
            self.spell_ended(Some(first - self.last_paid - 1));
            self.spell_first = first;
        }
        self.last_paid = last;
        self.occupancy
            .add_paid_months(segment, first as usize, last as usize);
        for month in first..=last {
            self.months_in_year[self.plan.calendar.year_of_month[month as usize]] += 1;
        }
    }

    fn state(&self, life: &Life) -> usize {
        match life.phase {
            Phase::Open => OPEN,
            Phase::Lost => LOST,
            Phase::Intervention(at) => self.layout.intervention_state(at as usize),
            Phase::Exit(at) => self.layout.exit_state(at as usize),
            Phase::Step { own, step, .. } => self.layout.step_state(own as usize, step as usize),
        }
    }

    fn benefit(&mut self, model: &Model<'_>, life: &Life, (from, to): (i64, i64), share: f64) {
        let segment = &model.segments[life.segment];
        let weight = |ratio: f64| (life.benefit * share * ratio * WEIGHT_ONE as f64 + 0.5) as i64;
        if segment.benefit_steps.is_empty() {
            return self
                .occupancy
                .add_benefit(life.segment, from, to, weight(1.0));
        }
        let steps = &segment.benefit_steps;
        for (at, (start, ratio)) in steps.iter().enumerate() {
            let end = steps.get(at + 1).map_or(f64::INFINITY, |next| next.0);
            let begins = self.occupancy.ticks(life.spell_start + start).max(from);
            let ends = self.occupancy.ticks(life.spell_start + end).min(to);
            self.occupancy
                .add_benefit(life.segment, begins, ends.max(begins), weight(*ratio));
        }
    }

    fn reviews(&mut self, model: &Model<'_>, life: &Life, from: f64, to: f64) {
        let own = usize::from(life.way);
        let Some(review) = model.ways[life.way_idx(self.layout.way_idx)].review else {
            return;
        };
        let event = self.layout.happening(Happening::Review(own));
        let past = ((from - life.entered) / review.every_days).floor();
        let mut at = life.entered + (past + 1.0) * review.every_days;
        while at <= to {
            let tick = self.occupancy.ticks(at);
            self.occupancy.add_event(life.segment, event, tick);
            at += review.every_days;
        }
    }

    fn limited(&mut self, life: &Life, state: usize, from: f64, to: f64) {
        for (at, limited) in self.plan.limited.iter().enumerate() {
            let is_here = match limited.state {
                StateColumn::Intervention(i) => self.layout.intervention_state(i) == state,
                StateColumn::Exit(x) => self.layout.exit_state(x) == state,
                _ => false,
            };
            if is_here {
                let end = to.min(life.entered + self.limited_days[at]);
                let column = self.layout.states.len() - self.plan.limited.len() + at;
                let (from, to) = (self.occupancy.ticks(from), self.occupancy.ticks(end));
                self.occupancy.add_stay(life.segment, column, from, to);
            }
        }
    }

    fn look_up(&mut self, life: &Life, from: f64, to: f64) {
        let class = match life.phase {
            Phase::Intervention(_) => 1,
            Phase::Exit(at) => 2 + at as usize,
            _ => 0,
        };
        let probes = &mut self.probes;
        self.pending.retain(|(probe, at)| {
            if *at < from || *at >= to {
                return true;
            }
            probes.followed[*probe] += 1;
            probes.found[*probe][class] += 1;
            false
        });
    }
}

impl Recorder for TallyRecorder<'_> {
    fn stay(&mut self, model: &Model<'_>, life: &Life, from: f64, to: f64) {
        let ticks = (self.occupancy.ticks(from), self.occupancy.ticks(to));
        if !self.pending.is_empty() {
            self.look_up(life, from, to);
        }
        if matches!(life.phase, Phase::Open | Phase::Lost) {
            self.reviews(model, life, from, to);
        }
        if ticks.1 <= ticks.0 {
            return;
        }
        let state = self.state(life);
        self.occupancy
            .add_stay(life.segment, state, ticks.0, ticks.1);
        if !self.limited_days.is_empty() {
            self.limited(life, state, from, to);
        }
        let share = life.benefit_share(model, self.layout.way_idx);
        if share > 0.0 {
            self.benefit(model, life, ticks, share);
            self.paid(life.segment, ticks.0, ticks.1);
            if matches!(life.phase, Phase::Exit(_)) {
                let column = self.layout.states.len() - 1 - self.plan.limited.len();
                self.occupancy
                    .add_stay(life.segment, column, ticks.0, ticks.1);
            }
        }
    }

    fn happened(&mut self, life: &Life, what: Happening) {
        let event = self.layout.happening(what);
        let tick = self.occupancy.ticks(life.now);
        self.occupancy.add_event(life.segment, event, tick);
        if self.plan.probes.is_empty() {
            return;
        }
        match what {
            Happening::Start(at) => self.follow(None, Some((at, ProbeFrom::Start)), life.now),
            Happening::Completion(at) => {
                self.follow(None, Some((at, ProbeFrom::Completion)), life.now)
            }
            _ => {}
        }
    }
}

/// Writes nothing down: for the time before the start.
pub(crate) struct Unrecorded;

impl Recorder for Unrecorded {
    #[inline]
    fn stay(&mut self, _: &Model<'_>, _: &Life, _: f64, _: f64) {}
    #[inline]
    fn happened(&mut self, _: &Life, _: Happening) {}
}

/// Adds up time on assistance by years since the first application.
pub(crate) struct YearsOnAssistance {
    pub(crate) entered: f64,
    pub(crate) days: Vec<f64>,
}

impl Recorder for YearsOnAssistance {
    fn stay(&mut self, model: &Model<'_>, life: &Life, from: f64, to: f64) {
        if life.way != TODAY || life.benefit_share(model, 0) <= 0.0 {
            return;
        }
        let n_years = self.days.len();
        let year = crate::units::DAYS_PER_YEAR;
        let (mut from, to) = (from - self.entered, to - self.entered);
        while from < to {
            let at = (from / year) as usize;
            if at >= n_years {
                return;
            }
            let end = ((at + 1) as f64 * year).min(to);
            self.days[at] += end - from;
            from = if end > from { end } else { to };
        }
    }

    fn happened(&mut self, _: &Life, _: Happening) {}
}
