//! Writes lives down in the tallies of one way of working.

use crate::compile::plan::{Plan, StateColumn};
use crate::engine::life::{Life, Phase, Recorder};
use crate::model::lanes::LaneSet;
use crate::model::whole::Model;
use crate::scenario::money::ProbeFrom;
use crate::tally::entry::{Entry, Tallies};
use crate::tally::layout::{Happening, LOST, Layout, OPEN};
use crate::tally::occupancy::{Moment, Span, WEIGHT_ONE};
use crate::units::DAYS_PER_MONTH;

/// No month yet.
pub(crate) const NEVER: i64 = i64::MIN;
/// Most calendar years a horizon can touch; the checks hold horizons to less.
pub(crate) const MOST_YEARS: usize = 64;

/// What must be remembered of the household at hand.
#[derive(Clone, Debug)]
pub(crate) struct Scratch {
    pub(crate) last_paid: i64,
    pub(crate) spell_first: i64,
    pub(crate) months_in_year: [u8; MOST_YEARS],
    pub(crate) pending: Vec<(usize, f64)>,
}

impl Default for Scratch {
    fn default() -> Self {
        Self {
            last_paid: NEVER,
            spell_first: NEVER,
            months_in_year: [0; MOST_YEARS],
            pending: Vec::new(),
        }
    }
}

/// Writes lives into the tallies of one way of working.
#[derive(Debug)]
pub(crate) struct Writer<'a> {
    pub(crate) plan: &'a Plan,
    pub(crate) layout: &'a Layout,
    /// State column and days by limited column.
    limited: Vec<(usize, f64)>,
    /// By state column, whether a limited column goes by it.
    is_limited: Vec<bool>,
    /// The time last asked for: a stay begins where the one before ended.
    last: (f64, Moment),
    /// Boxed, so that the watcher of `today` can change them for others at once.
    pub(crate) tallies: Box<Tallies>,
    pub(crate) scratch: Scratch,
    /// What the household at hand adds, kept while a design may have to add it too.
    pub(crate) log: Vec<Entry>,
    pub(crate) keeps_log: bool,
}

impl<'a> Writer<'a> {
    /// Returns a writer with empty tallies.
    pub(crate) fn new(plan: &'a Plan, layout: &'a Layout, values: &[f64]) -> Self {
        let limited = plan.limited.iter();
        let limited: Vec<(usize, f64)> = limited
            .map(|limited| {
                (
                    limited_state(layout, limited.state),
                    limited.days.of(values),
                )
            })
            .collect();
        let mut is_limited = vec![false; layout.states.len()];
        limited
            .iter()
            .for_each(|(state, _)| is_limited[*state] = true);
        Self {
            plan,
            layout,
            limited,
            is_limited,
            last: (f64::NAN, Moment::default()),
            tallies: Box::new(empty_tallies(plan, layout)),
            scratch: Scratch::default(),
            log: Vec::new(),
            keeps_log: false,
        }
    }

    /// Returns empty tallies with the same columns.
    pub(crate) fn tallies_like(&self) -> Tallies {
        empty_tallies(self.plan, self.layout)
    }

    #[inline]
    pub(crate) fn add(&mut self, entry: Entry) {
        entry.add(&mut self.tallies);
        if self.keeps_log {
            self.log.push(entry);
        }
    }

    /// Adds what a household added elsewhere.
    pub(crate) fn add_all(&mut self, entries: &[Entry]) {
        for entry in entries {
            entry.add(&mut self.tallies);
        }
    }

    #[inline]
    fn moment(&mut self, days: f64) -> Moment {
        if days != self.last.0 {
            self.last = (days, self.tallies.occupancy.moment(days));
        }
        self.last.1
    }

    /// Returns the moment of a time within a stay.
    #[inline]
    fn moment_within(&self, days: f64) -> Moment {
        self.tallies.occupancy.moment(days)
    }

    #[inline]
    fn state(&self, life: &Life) -> usize {
        match life.phase {
            Phase::Open | Phase::Queued(_) => OPEN,
            Phase::Lost => LOST,
            Phase::Intervention(at) => self.layout.intervention_state(at as usize),
            Phase::Exit(at) => self.layout.exit_state(at as usize),
            Phase::Step { own, step, .. } => self.layout.step_state(own as usize, step as usize),
        }
    }

    /// Writes down benefit that is a part kept in an exit, or depends on the spell's length.
    #[inline(never)]
    fn uneven(&mut self, model: &Model<'_>, life: &Life, (from, to): (Moment, Moment), share: f64) {
        let to = if matches!(life.phase, Phase::Exit(_)) {
            let until = self.moment_within(life.benefit_left_until);
            if until.tick < to.tick { until } else { to }
        } else {
            to
        };
        if to.tick <= from.tick {
            return;
        }
        let (segment, span) = (life.segment as u32, Span::between(from, to));
        if matches!(life.phase, Phase::Exit(_)) {
            let state = self.layout.part_benefit_state() as u32;
            self.add(Entry::Stay {
                segment,
                state,
                span,
            });
        }
        let weight = life.benefit * share;
        let steps = &model.segments[life.segment].benefit_steps;
        if steps.is_empty() {
            self.add(Entry::Benefit {
                segment,
                span,
                weight: fixed_point(weight),
            });
        } else {
            self.benefit_in_steps(steps, life, (from, to), weight);
        }
        self.paid(segment, span.months());
    }

    /// Adds time weighted by benefit, where that depends on how long the spell has lasted.
    #[inline(never)]
    fn benefit_in_steps(
        &mut self,
        steps: &[(f64, f64)],
        life: &Life,
        (from, to): (Moment, Moment),
        weight: f64,
    ) {
        for (at, (start, ratio)) in steps.iter().enumerate() {
            let end = steps.get(at + 1).map_or(f64::INFINITY, |next| next.0);
            let begins = self.moment_within(life.spell_start + start).tick;
            let ends = self.moment_within(life.spell_start + end).tick;
            let (begins, ends) = (begins.max(from.tick), ends.min(to.tick));
            if ends > begins {
                self.add(Entry::Benefit {
                    segment: life.segment as u32,
                    span: Span::between(Moment::at(begins), Moment::at(ends)),
                    weight: fixed_point(weight * ratio),
                });
            }
        }
    }

    #[inline]
    fn reviews(&mut self, model: &Model<'_>, life: &Life, from: f64, to: f64) {
        let Some(review) = model.ways[life.way_idx(self.layout.way_idx)].review else {
            return;
        };
        // Those that need a slot are written down when they are done.
        if review.pool.is_none() && to - life.entered >= 0.999_999 * review.every_days {
            self.add_reviews(life, review.every_days, from, to);
        }
    }

    #[inline(never)]
    fn add_reviews(&mut self, life: &Life, every_days: f64, from: f64, to: f64) {
        let event = self
            .layout
            .happening(Happening::Review(usize::from(life.way))) as u32;
        // A stay that a review ends has that review, however the last bit was rounded.
        let reviews = |time: f64| ((time - life.entered) / every_days + 1e-9) as i64;
        for past in reviews(from)..reviews(to) {
            let at = life.entered + (past + 1) as f64 * every_days;
            self.add(Entry::Event {
                segment: life.segment as u32,
                event,
                month: self.moment_within(at).month,
            });
        }
    }

    #[inline(never)]
    fn limited(&mut self, life: &Life, state: usize, from: f64, to: f64) {
        for at in 0..self.limited.len() {
            let (of, days) = self.limited[at];
            let end = to.min(life.entered + days);
            if of != state || end <= from {
                continue;
            }
            let (from, end) = (self.moment(from), self.moment_within(end));
            if end.tick > from.tick {
                self.add(Entry::Stay {
                    segment: life.segment as u32,
                    state: self.layout.limited_state(at) as u32,
                    span: Span::between(from, end),
                });
            }
        }
    }

    fn event(&mut self, life: &Life, event: usize) {
        let month = self.moment(life.now).month;
        self.add(Entry::Event {
            segment: life.segment as u32,
            event: event as u32,
            month,
        });
    }

    /// Follows a household from a start or a completion on.
    fn follow_from(&mut self, what: Happening, now: f64) {
        let from = match what {
            Happening::Start(at) => (at, ProbeFrom::Start),
            Happening::Completion(at) => (at, ProbeFrom::Completion),
            _ => return,
        };
        self.follow(None, Some(from), now);
    }

    #[inline(never)]
    fn look_up(&mut self, life: &Life, from: f64, to: f64) {
        let class = match life.phase {
            Phase::Intervention(_) => 1,
            Phase::Exit(at) => 2 + u32::from(at),
            _ => 0,
        };
        let mut idx = 0;
        while idx < self.scratch.pending.len() {
            let (probe, at) = self.scratch.pending[idx];
            if at < from || at >= to {
                idx += 1;
                continue;
            }
            self.scratch.pending.swap_remove(idx);
            self.add(Entry::Found {
                probe: probe as u32,
                class,
            });
        }
    }
}

#[inline]
fn fixed_point(weight: f64) -> i64 {
    (weight * WEIGHT_ONE as f64 + 0.5) as i64
}

/// Returns the state column whose stays a limited column cuts short.
fn limited_state(layout: &Layout, state: StateColumn) -> usize {
    match state {
        StateColumn::Intervention(at) => layout.intervention_state(at),
        StateColumn::Exit(at) => layout.exit_state(at),
        StateColumn::Lost => LOST,
        _ => OPEN,
    }
}

fn empty_tallies(plan: &Plan, layout: &Layout) -> Tallies {
    Tallies::new(layout, plan.calendar.years.len(), plan.probes.len())
}

impl Recorder for Writer<'_> {
    fn stay(
        &mut self,
        model: &Model<'_>,
        life: &Life,
        lanes: Option<&LaneSet>,
        (from, to): (f64, f64),
    ) {
        if !self.scratch.pending.is_empty() {
            self.look_up(life, from, to);
        }
        if matches!(life.phase, Phase::Open | Phase::Lost) {
            self.reviews(model, life, from, to);
        }
        let (begins, ends) = (self.moment(from), self.moment(to));
        if ends.tick <= begins.tick {
            return;
        }
        let span = Span::between(begins, ends);
        let (segment, state) = (life.segment as u32, self.state(life));
        let share = life.benefit_share(lanes);
        let is_away = matches!(life.phase, Phase::Exit(_));
        let is_even = model.segments[life.segment].benefit_steps.is_empty();
        if share > 0.0 && is_even && !is_away {
            let weight = fixed_point(life.benefit * share);
            let state = state as u32;
            self.add(Entry::Assisted {
                segment,
                state,
                span,
                weight,
            });
            self.paid(segment, span.months());
        } else {
            let state = state as u32;
            self.add(Entry::Stay {
                segment,
                state,
                span,
            });
            if share > 0.0 {
                self.uneven(model, life, (begins, ends), share);
            }
        }
        if self.is_limited[state] {
            self.limited(life, state, from, to);
        }
    }

    fn gone(&mut self, life: &Life) {
        let horizon = self.layout.n_months as f64 * DAYS_PER_MONTH;
        self.look_up(life, life.now, horizon);
    }

    #[inline]
    fn happened(&mut self, life: &Life, what: Happening) {
        self.event(life, self.layout.happening(what));
        if !self.plan.probes.is_empty() {
            self.follow_from(what, life.now);
        }
    }
}
