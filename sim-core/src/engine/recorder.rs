//! Writes lives down in the tallies of one way of working.

use crate::compile::plan::{Calendar, Plan, StateColumn};
use crate::engine::application::Application;
use crate::engine::life::{Life, Phase, Recorder};
use crate::engine::scratch::{Level, Scratch};
use crate::engine::watched::Begun;
use crate::model::facts::{Facts, Given};
use crate::model::lanes::Place;
use crate::model::parts::{Leave, WITHDRAWN};
use crate::model::ways::ReviewModel;
use crate::scenario::money::ProbeFrom;
use crate::tally::entry::{Entry, Tallies};
use crate::tally::layout::{Happening, LOST, Layout, OPEN};
use crate::tally::occupancy::{Moment, Span, weight_of};
use crate::units::DAYS_PER_MONTH;

/// Writes lives into the tallies of one way of working.
#[derive(Debug)]
pub(crate) struct Writer<'a> {
    pub(crate) plan: &'a Plan,
    pub(crate) layout: &'a Layout,
    /// State column and days by limited column.
    limited: Vec<(usize, f64)>,
    /// By column of segment and state, whether a limited column goes by it.
    is_limited: Vec<bool>,
    /// Position and January of the calendar years that lie within the horizon.
    pub(crate) whole_years: Vec<(u32, usize)>,
    /// Boxed, so that the watcher of `today` can change them for others at once.
    pub(crate) tallies: Box<Tallies>,
    pub(crate) scratch: Scratch,
    /// What the household at hand adds, kept while a design may have to add it too.
    pub(crate) log: Vec<Entry>,
    pub(crate) keeps_log: bool,
    /// Whether anybody is followed for a probe or a watch.
    follows: bool,
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
        let mut is_limited = vec![false; layout.states.len() * layout.n_segments];
        for (state, _) in &limited {
            (0..layout.n_segments)
                .for_each(|s| is_limited[layout.column(s, *state) as usize] = true);
        }
        Self {
            plan,
            layout,
            limited,
            is_limited,
            whole_years: whole_years(&plan.calendar),
            tallies: Box::new(empty_tallies(plan, layout)),
            scratch: Scratch::default(),
            log: Vec::new(),
            keeps_log: false,
            follows: !plan.probes.is_empty() || !plan.watches.is_empty(),
        }
    }

    /// Returns empty tallies with the same columns.
    pub(crate) fn tallies_like(&self) -> Tallies {
        empty_tallies(self.plan, self.layout)
    }

    #[inline(always)]
    pub(crate) fn add(&mut self, entry: Entry) {
        entry.add(&mut self.tallies);
        if self.keeps_log {
            self.note_down(entry);
        }
    }

    #[inline(never)]
    fn note_down(&mut self, entry: Entry) {
        self.log.push(entry);
    }

    /// Goes on with benefit at the level at which it was paid before, or begins another one.
    #[inline]
    fn pays(&mut self, from: Moment, to: Moment, weight: i64) {
        let level = &mut self.scratch.level;
        if level.to != from || level.weight != weight {
            self.level_ends();
            self.scratch.level.from = from;
            self.scratch.level.weight = weight;
        }
        self.scratch.level.to = to;
    }

    /// Writes down what was paid at one level.
    #[inline]
    pub(crate) fn level_ends(&mut self) {
        let Level { from, to, weight } = self.scratch.level;
        if to > from {
            let span = Span::between(from, to);
            let segment = self.scratch.segment as u32;
            self.add(Entry::Benefit {
                segment,
                span,
                weight,
            });
            self.scratch.paid.add(span.months());
        }
    }

    /// Adds what a household added elsewhere.
    pub(crate) fn add_all(&mut self, entries: &[Entry]) {
        for entry in entries {
            entry.add(&mut self.tallies);
        }
    }

    #[inline]
    fn moment(&self, days: f64) -> Moment {
        self.tallies.occupancy.moment(days)
    }

    /// Goes on from a time, whatever lay before it.
    #[inline]
    pub(crate) fn goes_on_from(&mut self, days: f64) {
        self.scratch.at = self.moment(days);
    }

    /// Returns the column of a state or an event for the household's segment.
    #[inline]
    fn column(&self, life: &Life, position: usize) -> u32 {
        self.layout.column(life.segment, position)
    }

    /// Writes down a household that is deterred under every way at hand, if nothing else ever happens
    /// to it than that it stays where those who withdraw are; returns whether it did.
    pub(crate) fn stays_away<F: Facts>(&mut self, model: Given<'_, F>, who: &Application) -> bool {
        let of = &model.exits[WITHDRAWN];
        let column = self
            .layout
            .column(who.segment, self.layout.exit_state(WITHDRAWN));
        let horizon = self.layout.n_months as f64 * DAYS_PER_MONTH;
        if !matches!(of.leave, Leave::Never)
            || of.may_keep_benefit
            || self.is_limited[column as usize]
            || who.permanent_at < horizon
        {
            return false;
        }
        let (from, to) = (self.moment(who.at), self.moment(horizon));
        if to > from {
            let span = Span::between(from, to);
            self.add(Entry::Stay { column, span });
        }
        true
    }

    /// Writes down benefit that is a part kept in an exit, or depends on the spell's length.
    #[inline(never)]
    fn uneven<F: Facts>(
        &mut self,
        model: Given<'_, F>,
        life: &Life,
        (from, to): (Moment, Moment),
        share: f64,
    ) {
        let is_away = matches!(life.phase, Phase::Exit(_));
        let to = if is_away {
            to.min(self.moment(life.benefit_left_until))
        } else {
            to
        };
        if to <= from {
            return;
        }
        let (segment, span) = (life.segment as u32, Span::between(from, to));
        if is_away {
            let column = self.column(life, self.layout.part_benefit_state());
            self.add(Entry::Stay { column, span });
        }
        let weight = life.benefit * share;
        let steps = &model.segments[life.segment].benefit_steps;
        if steps.is_empty() {
            self.add(Entry::Benefit {
                segment,
                span,
                weight: weight_of(weight),
            });
        } else {
            self.benefit_in_steps(steps, life, (from, to), weight);
        }
        self.scratch.paid.add(span.months());
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
            let begins = self.moment(life.spell_start + start).max(from);
            let ends = self.moment(life.spell_start + end).min(to);
            if ends > begins {
                self.add(Entry::Benefit {
                    segment: life.segment as u32,
                    span: Span::between(begins, ends),
                    weight: weight_of(weight * ratio),
                });
            }
        }
    }

    #[inline(never)]
    fn add_reviews<F: Facts>(&mut self, model: Given<'_, F>, life: &Life, from: f64, to: f64) {
        let Some(ReviewModel { every_days, .. }) =
            model.ways[life.way_idx(self.layout.way_idx)].review
        else {
            return;
        };
        // Someone in a queue has an open case, but awaits no review.
        if matches!(life.phase, Phase::Queued(_)) {
            return;
        }
        let review = Happening::Review(usize::from(life.way));
        let column = self.column(life, self.layout.happening(review));
        // A stay that a review ends has that review, however the last bit was rounded.
        let reviews = |time: f64| ((time - life.reviewed_from) / every_days + 1e-9) as i64;
        for past in reviews(from)..reviews(to) {
            let at = life.reviewed_from + (past + 1) as f64 * every_days;
            let month = self.moment(at).month();
            self.add(Entry::Event { column, month });
        }
    }

    #[inline(never)]
    fn limited(&mut self, life: &Life, column: u32, from: f64, to: f64) {
        for at in 0..self.limited.len() {
            let (of, days) = self.limited[at];
            let end = to.min(life.entered + days);
            if self.column(life, of) != column || end <= from {
                continue;
            }
            let (from, end) = (self.moment(from), self.moment(end));
            if end > from {
                let column = self.column(life, self.layout.limited_state(at));
                let span = Span::between(from, end);
                self.add(Entry::Stay { column, span });
            }
        }
    }

    #[inline]
    fn event(&mut self, life: &Life, event: usize) {
        debug_assert_eq!(self.scratch.at, self.moment(life.now));
        let month = self.scratch.at.month();
        let column = self.column(life, event);
        self.add(Entry::Event { column, month });
    }

    /// Follows a household from a start or a completion on.
    #[inline]
    fn follow_from(&mut self, what: Happening, now: f64) {
        let from = match what {
            Happening::Start(at) => (at, ProbeFrom::Start),
            Happening::Completion(at) => (at, ProbeFrom::Completion),
            Happening::NewApplication => return self.watch(Begun::Application, now),
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
            if let Some(watch) = probe.checked_sub(self.plan.probes.len()) {
                match self.watch_result(watch, life, (from, to, at)) {
                    None => idx += 1,
                    Some(hit) => {
                        self.scratch.pending.swap_remove(idx);
                        let watch = watch as u32;
                        self.add(Entry::Watched { watch, hit });
                    }
                }
                continue;
            }
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

/// Returns the state column whose stays a limited column cuts short.
fn limited_state(layout: &Layout, state: StateColumn) -> usize {
    match state {
        StateColumn::Intervention(at) => layout.intervention_state(at),
        StateColumn::Exit(at) => layout.exit_state(at),
        StateColumn::Lost => LOST,
        _ => OPEN,
    }
}

fn whole_years(calendar: &Calendar) -> Vec<(u32, usize)> {
    let whole = (0..calendar.years.len()).filter(|year| calendar.whole_year[*year]);
    let january = |year: usize| 12 * year + 1 - calendar.start_month as usize;
    whole.map(|year| (year as u32, january(year))).collect()
}

fn empty_tallies(plan: &Plan, layout: &Layout) -> Tallies {
    let followed = (plan.probes.len(), plan.watches.len());
    Tallies::new(layout, plan.calendar.years.len(), followed)
}

impl Recorder for Writer<'_> {
    #[inline(always)]
    fn stay<F: Facts>(
        &mut self,
        model: Given<'_, F>,
        life: &Life,
        place: &Place,
        (from, to): (f64, f64),
    ) {
        if !F::PLAIN && !self.scratch.pending.is_empty() {
            self.look_up(life, from, to);
        }
        if !F::PLAIN && to - life.reviewed_from >= place.reviewed_after {
            self.add_reviews(model, life, from, to);
        }
        debug_assert_eq!(self.scratch.at, self.moment(from));
        let (begins, ends) = (self.scratch.at, self.moment(to));
        self.scratch.at = ends;
        if ends <= begins {
            return;
        }
        let column = place.column;
        let span = Span::between(begins, ends);
        self.add(Entry::Stay { column, span });
        if place.pays_evenly {
            let weight = weight_of(life.benefit * place.benefit_share);
            self.pays(begins, ends, weight);
        } else if !F::PLAIN && life.benefit_share(place) > 0.0 {
            self.uneven(model, life, (begins, ends), life.benefit_share(place));
        }
        if !F::PLAIN && self.is_limited[column as usize] {
            self.limited(life, column, from, to);
        }
    }

    fn restless(&mut self) {
        self.tallies.probes.restless += 1;
    }

    fn gone(&mut self, life: &Life) {
        let horizon = self.layout.n_months as f64 * DAYS_PER_MONTH;
        self.look_up(life, life.now, horizon);
    }

    // The position of what happened is known where it is written, but for a number.
    #[inline(always)]
    fn happened(&mut self, life: &Life, what: Happening) {
        self.event(life, self.layout.happening(what));
        if self.follows {
            self.follow_from(what, life.now);
        }
    }
}
