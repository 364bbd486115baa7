//! Writes lives down in the tallies of one way of working.

use crate::compile::plan::{Plan, StateColumn};
use crate::engine::life::{Life, Phase, Recorder, TODAY};
use crate::engine::model::Model;
use crate::scenario::money::ProbeFrom;
use crate::tally::entry::{Entry, Tallies};
use crate::tally::layout::{Happening, LOST, Layout, OPEN};
use crate::tally::occupancy::{Span, WEIGHT_ONE};
use crate::units::DAYS_PER_MONTH;

/// No month yet.
const NEVER: i64 = i64::MIN;
/// Most calendar years a horizon can touch; the checks hold horizons to less.
const MOST_YEARS: usize = 64;

/// What must be remembered of the household at hand.
#[derive(Clone, Debug)]
pub(crate) struct Scratch {
    last_paid: i64,
    spell_first: i64,
    months_in_year: [u8; MOST_YEARS],
    pending: Vec<(usize, f64)>,
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
    plan: &'a Plan,
    layout: &'a Layout,
    limited_days: Vec<f64>,
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
        Self {
            plan,
            layout,
            limited_days: plan
                .limited
                .iter()
                .map(|limited| limited.days.of(values))
                .collect(),
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
    fn add(&mut self, entry: Entry) {
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
    fn ticks(&self, days: f64) -> i64 {
        self.tallies.occupancy.ticks(days)
    }

    /// Begins a household; one from the stock brings its last month with payment along.
    pub(crate) fn begin(&mut self, life: &Life, from_stock: bool) {
        let scratch = &mut self.scratch;
        scratch.pending.clear();
        scratch.last_paid = NEVER;
        scratch.spell_first = NEVER;
        scratch.months_in_year[..self.plan.calendar.years.len()].fill(0);
        if from_stock {
            let last = if life.is_away() {
                (life.left_at / DAYS_PER_MONTH).floor()
            } else {
                -1.0
            };
            scratch.last_paid = (last as i64).min(-1);
            scratch.spell_first = scratch.last_paid;
            if !life.is_away() {
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
                self.scratch.pending.push((idx, lookup));
            }
        }
    }

    /// Ends a household: closes its open spell and folds its counters into the histograms.
    pub(crate) fn end(&mut self) {
        let n_months = self.layout.n_months as i64;
        let (first, last) = (self.scratch.spell_first, self.scratch.last_paid);
        if last == NEVER {
            return;
        }
        if last < n_months - 1 {
            self.spell_ended(None);
        } else if first >= 0 && first <= n_months - 13 {
            self.add(Entry::Spell {
                over_twelve: n_months - first > 12,
            });
        }
        for year in 0..self.plan.calendar.years.len() {
            let months = self.scratch.months_in_year[year];
            if self.plan.calendar.whole_year[year] && months > 0 {
                self.add(Entry::Year {
                    year: year as u32,
                    months: u32::from(months),
                });
            }
        }
    }

    /// Folds a spell that ended in `last_paid`; `gap` is the months without payment that followed.
    fn spell_ended(&mut self, gap: Option<i64>) {
        let n_months = self.layout.n_months as i64;
        let (first, last) = (self.scratch.spell_first, self.scratch.last_paid);
        if first >= 0 && first <= n_months - 13 {
            self.add(Entry::Spell {
                over_twelve: last + 1 - first > 12,
            });
        }
        if (0..=n_months - 5).contains(&last) {
            self.add(Entry::Ended {
                returned: gap.is_some_and(|gap| gap <= 3),
            });
        }
    }

    fn paid(&mut self, segment: u32, (first, last): (i64, i64)) {
        let last_paid = self.scratch.last_paid;
        let first = if last_paid == NEVER {
            first
        } else {
            first.max(last_paid + 1)
        };
        if first > last {
            return;
        }
        if last_paid == NEVER {
            self.scratch.spell_first = first;
        } else if first > last_paid + 1 {
            self.spell_ended(Some(first - last_paid - 1));
            self.scratch.spell_first = first;
        }
        self.scratch.last_paid = last;
        self.add(Entry::Paid {
            segment,
            months: (first as u32, last as u32),
        });
        self.count_in_years(first as usize, last as usize);
    }

    #[inline]
    fn count_in_years(&mut self, first: usize, last: usize) {
        // Months of the first calendar year that lie before the start.
        let missing = self.plan.calendar.start_month as usize - 1;
        let mut from = first;
        while from <= last {
            let year = (from + missing) / 12;
            let end = (12 * (year + 1) - missing).min(last + 1);
            self.scratch.months_in_year[year] += (end - from) as u8;
            from = end;
        }
    }

    #[inline]
    fn state(&self, life: &Life) -> usize {
        match life.phase {
            Phase::Open => OPEN,
            Phase::Lost => LOST,
            Phase::Intervention(at) => self.layout.intervention_state(at as usize),
            Phase::Exit(at) => self.layout.exit_state(at as usize),
            Phase::Step { own, step, .. } => self.layout.step_state(own as usize, step as usize),
        }
    }

    #[inline]
    fn benefit(
        &mut self,
        model: &Model<'_>,
        life: &Life,
        (ticks, span): ((i64, i64), Span),
        share: f64,
    ) {
        let steps = &model.segments[life.segment].benefit_steps;
        let segment = life.segment as u32;
        let weight = |ratio: f64| (life.benefit * share * ratio * WEIGHT_ONE as f64 + 0.5) as i64;
        if steps.is_empty() {
            return self.add(Entry::Benefit {
                segment,
                span,
                weight: weight(1.0),
            });
        }
        for (at, (start, ratio)) in steps.iter().enumerate() {
            let end = steps.get(at + 1).map_or(f64::INFINITY, |next| next.0);
            let from = self.ticks(life.spell_start + start).max(ticks.0);
            let to = self.ticks(life.spell_start + end).min(ticks.1);
            if to > from {
                self.add(Entry::Benefit {
                    segment,
                    span: Span::between(from, to),
                    weight: weight(*ratio),
                });
            }
        }
    }

    fn reviews(&mut self, model: &Model<'_>, life: &Life, from: f64, to: f64) {
        let Some(review) = model.ways[life.way_idx(self.layout.way_idx)].review else {
            return;
        };
        if to < life.entered + review.every_days {
            return;
        }
        let event = self
            .layout
            .happening(Happening::Review(usize::from(life.way))) as u32;
        let past = ((from - life.entered) / review.every_days) as u64 as f64;
        let mut at = life.entered + (past + 1.0) * review.every_days;
        while at <= to {
            let at_tick = self.ticks(at);
            self.add(Entry::Event {
                segment: life.segment as u32,
                event,
                at: at_tick,
            });
            at += review.every_days;
        }
    }

    fn limited(&mut self, life: &Life, state: usize, from: f64, to: f64) {
        for at in 0..self.plan.limited.len() {
            let of = match self.plan.limited[at].state {
                StateColumn::Intervention(i) => self.layout.intervention_state(i),
                StateColumn::Exit(x) => self.layout.exit_state(x),
                StateColumn::Lost => LOST,
                _ => OPEN,
            };
            let end = to.min(life.entered + self.limited_days[at]);
            let (from, end) = (self.ticks(from), self.ticks(end));
            if of == state && end > from {
                self.add(Entry::Stay {
                    segment: life.segment as u32,
                    state: self.layout.limited_state(at) as u32,
                    span: Span::between(from, end),
                });
            }
        }
    }

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

fn empty_tallies(plan: &Plan, layout: &Layout) -> Tallies {
    Tallies::new(layout, plan.calendar.years.len(), plan.probes.len())
}

impl Recorder for Writer<'_> {
    fn stay(&mut self, model: &Model<'_>, life: &Life, from: f64, to: f64) {
        let ticks = (self.ticks(from), self.ticks(to));
        if !self.scratch.pending.is_empty() {
            self.look_up(life, from, to);
        }
        if matches!(life.phase, Phase::Open | Phase::Lost) {
            self.reviews(model, life, from, to);
        }
        if ticks.1 <= ticks.0 {
            return;
        }
        let span = Span::between(ticks.0, ticks.1);
        let (segment, state) = (life.segment as u32, self.state(life));
        self.add(Entry::Stay {
            segment,
            state: state as u32,
            span,
        });
        if !self.limited_days.is_empty() {
            self.limited(life, state, from, to);
        }
        let share = life.benefit_share(model, self.layout.way_idx);
        if share > 0.0 {
            self.benefit(model, life, (ticks, span), share);
            self.paid(segment, span.months());
            if matches!(life.phase, Phase::Exit(_)) {
                let state = self.layout.part_benefit_state() as u32;
                self.add(Entry::Stay {
                    segment,
                    state,
                    span,
                });
            }
        }
    }

    fn happened(&mut self, life: &Life, what: Happening) {
        let event = self.layout.happening(what) as u32;
        let at = self.ticks(life.now);
        self.add(Entry::Event {
            segment: life.segment as u32,
            event,
            at,
        });
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
