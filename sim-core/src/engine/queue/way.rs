//! The warm-up, and then one way of working, where households wait for each other.

use crate::engine::application::Application;
use crate::engine::arrivals::{Arrivals, applies_as_usual, applies_besides, listed};
use crate::engine::fork::call_in;
use crate::engine::life::{Life, OWN, Recorder};
use crate::engine::queue::clockwork::{Clockwork, Remembers};
use crate::engine::queue::incoming::{Coming, Incoming};
use crate::engine::recorder::Writer;
use crate::engine::scratch::Scratch;
use crate::engine::stock::{applications_before, is_known};
use crate::engine::unrecorded::Unrecorded;
use crate::luck::CohortKey;
use crate::model::facts::{Facts, Given};
use crate::model::ways::Intake;
use crate::scenario::households::BeginsIn;
use crate::tally::layout::Happening;
use crate::tally::queues::PoolTally;
use crate::units::DAYS_PER_MONTH;

impl Remembers for Unrecorded {
    type Memory = ();
    fn swap(&mut self, (): &mut ()) {}
    fn end(&mut self) {}
}

impl Remembers for Writer<'_> {
    type Memory = Scratch;
    fn swap(&mut self, memory: &mut Scratch) {
        std::mem::swap(&mut self.scratch, memory);
    }
    fn end(&mut self) {
        Writer::end(self);
    }
}

/// What a warm-up leaves at the start.
pub(crate) struct Left {
    pub(crate) known: Vec<Life>,
    /// Posts at work for somebody who has gone on: which, and until when.
    pub(crate) at_work: Vec<(u16, f64)>,
}

/// Returns what the inflow of a warm-up under `today` leaves at the start.
pub(crate) fn known_at_start<F: Facts>(
    model: Given<'_, F>,
    arrivals: &Arrivals,
    cohort: CohortKey,
    warm_up_years: f64,
) -> Left {
    let mut applications = Vec::new();
    applications_before(arrivals, cohort, warm_up_years, |number, at| {
        applications.push((number, at));
    });
    let mut clockwork = Clockwork::new(model, 0, 0.0, (Unrecorded, true));
    for (number, at) in applications.into_iter().rev() {
        clockwork.run_until(at);
        let mut life = Life::new(model, Application::new(model, cohort, number, at));
        life.apply(model, 0, Intake::First, &mut Unrecorded);
        let idx = clockwork.take_in(life, ());
        clockwork.live_on(idx);
    }
    clockwork.run_until(0.0);
    let mut known = std::mem::take(&mut clockwork.reached);
    known.retain(|life| is_known(model, life));
    // In the order in which a warm-up without queues finds them.
    known.sort_by_key(|life| life.number);
    Left {
        known,
        at_work: clockwork.still_at_work(),
    }
}

/// Everyone under one way of working.
struct Everyone<'m, 'w, F> {
    model: Given<'m, F>,
    run: usize,
    clockwork: Clockwork<'m, Writer<'w>, F>,
}

/// Writes down what households known at the start and new ones do under one way of working;
/// returns the writer and what happened at each pool.
pub(crate) fn live_way<'w, F: Facts>(
    model: Given<'_, F>,
    left: &Left,
    (arrivals, ways): (Option<&Arrivals>, &[usize]),
    luck: (CohortKey, &[f64]),
    writer: Writer<'w>,
) -> (Writer<'w>, Vec<PoolTally>) {
    let run = writer.layout.way_idx;
    let horizon = model.plan.calendar.n_months as f64 * DAYS_PER_MONTH;
    let mut everyone = Everyone {
        model,
        run,
        clockwork: Clockwork::new(model, run, horizon, (writer, false)),
    };
    everyone.clockwork.are_at_work(&left.at_work, 0.0);
    everyone.begin_with(&left.known);
    let mut lists = Vec::new();
    listed(model, luck, |list, life, begins_in| {
        lists.push((list, *life, begins_in));
    });
    // The last first, to be taken from the end; a stable sort keeps lists of one month in order.
    lists.sort_by(|a, b| b.1.now.total_cmp(&a.1.now));
    let incoming = arrivals.map(|arrivals| Incoming::new(model, arrivals, luck, (ways, horizon)));
    for coming in incoming.into_iter().flatten() {
        while lists.last().is_some_and(|list| list.1.now <= coming.at) {
            lists.pop().into_iter().for_each(|it| everyone.list(it));
        }
        everyone.apply(coming, luck);
    }
    lists.into_iter().rev().for_each(|it| everyone.list(it));
    everyone.clockwork.run_until(horizon);
    everyone.clockwork.close()
}

impl<F: Facts> Everyone<'_, '_, F> {
    /// Takes in those known at the start, and lets all of them live on when all are there.
    fn begin_with(&mut self, known: &[Life]) {
        let mut actors = Vec::with_capacity(known.len());
        for life in known {
            let mut life = *life;
            let mut memory = Scratch::default();
            self.begin(&mut life, true, &mut memory);
            actors.push(self.clockwork.take_in(life, memory));
        }
        actors
            .into_iter()
            .for_each(|idx| self.clockwork.live_on(idx));
        self.clockwork.grown_at(0.0);
    }

    fn begin(&mut self, life: &mut Life, from_stock: bool, memory: &mut Scratch) {
        let writer = &mut self.clockwork.recorder;
        writer.swap(memory);
        writer.begin(life, from_stock);
        writer.swap(memory);
        let way = &self.model.ways[self.run];
        if self.run != 0 && way.calls_in && life.now <= way.go_live {
            let at = call_in(life, way);
            life.call_in_at = if at < way.gone { at } else { f64::INFINITY };
        }
        if from_stock && life.is_away() {
            life.now = life.scheduled.min(life.permanent_at);
            let writer = &mut self.clockwork.recorder;
            writer.swap(memory);
            writer.goes_on_from(life.now);
            writer.swap(memory);
        }
    }

    /// Takes in a new household, lets it do what it does first, and then live.
    fn take_in(
        &mut self,
        mut life: Life,
        first: impl FnOnce(Given<'_, F>, usize, &mut Life, &mut Writer<'_>),
    ) {
        self.clockwork.run_before(life.now);
        let mut memory = Scratch::default();
        self.begin(&mut life, false, &mut memory);
        let writer = &mut self.clockwork.recorder;
        writer.swap(&mut memory);
        first(self.model, self.run, &mut life, writer);
        writer.swap(&mut memory);
        let idx = self.clockwork.take_in(life, memory);
        self.clockwork.live_on(idx);
    }

    /// Takes in a household that applies, or is deterred from it.
    fn apply(&mut self, coming: Coming, (cohort, values): (CohortKey, &[f64])) {
        let model = self.model;
        let application = Application::new(model, cohort, coming.number, coming.at);
        let applies = match coming.level {
            None => applies_as_usual(model, self.run, &application, values),
            Some(level) => {
                if !applies_besides(model, self.run, (&application, level), values) {
                    return;
                }
                true
            }
        };
        if !applies && self.clockwork.recorder.stays_away(model, &application) {
            return;
        }
        self.take_in(Life::new(model, application), |model, run, life, writer| {
            if applies {
                writer.happened(life, Happening::NewApplication);
                life.apply(model, run, Intake::First, writer);
            } else {
                life.deterred(model);
            }
        });
    }

    /// Takes in a household of a closed list.
    fn list(&mut self, (list, life, begins_in): (usize, Life, BeginsIn)) {
        self.take_in(life, |model, run, life, writer| {
            writer.follow(Some(list), None, life.now);
            match begins_in {
                BeginsIn::Intake => {
                    writer.happened(life, Happening::NewApplication);
                    life.apply(model, run, Intake::First, writer);
                }
                BeginsIn::Open => {
                    if run != 0 && life.is_treated(&model.ways[run], life.now) {
                        life.follows(model, OWN, run);
                    }
                    life.open(model, run);
                }
            }
        });
    }
}
