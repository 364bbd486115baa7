//! Where a household's life under a design leaves the one under `today`.
//!
//! Until a design first takes a household on, its life is the one under `today`, bit for
//! bit: same clocks, same luck. So each household lives once under `today`, and once more
//! under each design from the moment that design takes it on.
//!
//! What a household does before the first design takes it on is written into tallies that all
//! ways have in common, what it does after that into those of `today` alone. A design that
//! takes it on later adds what `today` noted down in between. Tallies are integers, so this is
//! exact.

use crate::engine::life::{Life, Phase, Recorder};
use crate::engine::recorder::Writer;
use crate::engine::scratch::Scratch;
use crate::model::facts::{Facts, Given};
use crate::model::lanes::Place;
use crate::model::purposes as p;
use crate::model::ways::{Intake, WayModel};
use crate::tally::entry::{Entry, Tallies};
use crate::tally::layout::Happening;

/// What a household does first where its life under a design begins.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) enum Begin {
    /// Applies.
    Apply(Intake),
    /// Applies for the first time, where it does not under `today`.
    New,
    /// Does not apply, where it does under `today`.
    Deterred,
    /// Is in an open case, as one of a closed list.
    Open,
    /// Lives on, and is called in on the way.
    LiveOn,
}

/// The moment before a design takes a household on.
#[derive(Clone, Debug)]
pub(crate) struct Fork {
    pub(crate) life: Life,
    pub(crate) scratch: Scratch,
}

/// One design and the household at hand.
#[derive(Clone, Debug)]
pub(crate) struct Watched {
    way: usize,
    call_in_at: f64,
    /// Whether the household still lives as under `today`.
    is_as_today: bool,
    /// How much of the log was written before it left `today`.
    n_entries: usize,
    /// Where its life under the design begins, where it has one of its own.
    pub(crate) begin: Option<Begin>,
    /// The moment before that; kept for the room it takes.
    pub(crate) fork: Option<Fork>,
    /// An earlier design under which the household lives just the same from its fork on.
    pub(crate) same_as: Option<usize>,
    /// Whether a later design takes over what the household adds under this one.
    pub(crate) has_followers: bool,
}

impl Watched {
    /// Returns what the household added under `today` alone and adds under the design too.
    pub(crate) fn in_common<'l>(&self, log: &'l [Entry]) -> &'l [Entry] {
        if self.is_as_today {
            log
        } else {
            &log[..self.n_entries]
        }
    }
}

/// Writes lives under `today` and notes where each design would take them on.
#[derive(Debug)]
pub(crate) struct Watcher<'a> {
    /// Writes into what all ways have in common until a design takes the household on.
    pub(crate) writer: Writer<'a>,
    /// What is set aside: tallies of `today` alone, or those in common after a design did.
    pub(crate) aside: Box<Tallies>,
    pub(crate) watched: Vec<Watched>,
    /// By segment and design, the first earlier design that is the same to its households.
    alike: Vec<Vec<Option<usize>>>,
    /// When the last design that calls in goes live.
    last_go_live: f64,
    /// Designs that still do as `today`.
    n_as_today: usize,
    /// When the first design calls the household in.
    call_in_at: f64,
}

impl<'a> Watcher<'a> {
    /// Returns a watcher for these designs.
    pub(crate) fn new<F: Facts>(
        model: Given<'_, F>,
        writer: Writer<'a>,
        designs: &[usize],
    ) -> Self {
        let watched = |way: &usize| Watched {
            way: *way,
            call_in_at: f64::INFINITY,
            is_as_today: true,
            n_entries: 0,
            begin: None,
            fork: None,
            same_as: None,
            has_followers: false,
        };
        let go_live = |way: &usize| Some(&model.ways[*way]).filter(|way| way.calls_in);
        let go_live = designs.iter().filter_map(go_live).map(|way| way.go_live);
        Self {
            last_go_live: go_live.fold(f64::NEG_INFINITY, f64::max),
            alike: alike(model, designs),
            aside: Box::new(writer.tallies_like()),
            writer,
            watched: designs.iter().map(watched).collect(),
            n_as_today: designs.len(),
            call_in_at: f64::INFINITY,
        }
    }

    /// Begins a household that applied, or was first known, at a time.
    pub(crate) fn begin<F: Facts>(&mut self, model: Given<'_, F>, life: &Life, from_stock: bool) {
        self.writer.begin(life, from_stock);
        self.call_in_at = f64::INFINITY;
        for watched in &mut self.watched {
            watched.is_as_today = true;
            watched.same_as = None;
            watched.has_followers = false;
            watched.call_in_at = f64::INFINITY;
            watched.begin = None;
        }
        if life.now <= self.last_go_live {
            self.will_be_called_in(model, life);
        }
    }

    /// Finds out when designs call a household in that is known before they go live.
    #[inline(never)]
    fn will_be_called_in<F: Facts>(&mut self, model: Given<'_, F>, life: &Life) {
        for watched in &mut self.watched {
            let way = &model.ways[watched.way];
            if way.calls_in && life.now <= way.go_live {
                watched.call_in_at = call_in(life, way);
                self.call_in_at = self.call_in_at.min(watched.call_in_at);
            }
        }
    }

    /// Ends the household under `today`.
    pub(crate) fn end(&mut self) {
        self.writer.end();
        if self.n_as_today < self.watched.len() {
            std::mem::swap(&mut self.writer.tallies, &mut self.aside);
            self.writer.keeps_log = false;
            self.n_as_today = self.watched.len();
        } else {
            self.writer.log.clear();
        }
    }

    /// From here on the household lives under a design as it does not under `today`.
    pub(crate) fn leaves_today(&mut self, at: usize) {
        if self.n_as_today == self.watched.len() {
            std::mem::swap(&mut self.writer.tallies, &mut self.aside);
            self.writer.log.clear();
        }
        self.n_as_today -= 1;
        self.writer.keeps_log = self.n_as_today > 0;
        self.watched[at].is_as_today = false;
        self.watched[at].n_entries = self.writer.log.len();
    }

    /// Lets every design that would treat a listed household do so from its first day.
    pub(crate) fn open_under_designs<F: Facts>(&mut self, model: Given<'_, F>, life: &Life) {
        for at in 0..self.watched.len() {
            if life.is_treated(&model.ways[self.watched[at].way], life.now) {
                self.fork(at, life, Begin::Open, f64::INFINITY);
            }
        }
    }

    /// Notes where designs call the household in before a time.
    #[inline(never)]
    fn call_in<F: Facts>(&mut self, model: Given<'_, F>, life: &Life, until: f64) {
        self.call_in_at = f64::INFINITY;
        for at in 0..self.watched.len() {
            let Watched {
                way,
                call_in_at,
                is_as_today,
                ..
            } = self.watched[at];
            if call_in_at >= until || !is_as_today {
                continue;
            }
            self.watched[at].call_in_at = f64::INFINITY;
            let is_known = !matches!(life.phase, Phase::Exit(_));
            if is_known && call_in_at < model.ways[way].gone {
                self.fork(at, life, Begin::LiveOn, call_in_at);
            }
        }
        let still = self.watched.iter().filter(|watched| watched.is_as_today);
        let times = still.map(|watched| watched.call_in_at);
        self.call_in_at = times.fold(f64::INFINITY, f64::min);
    }

    /// Notes that a design takes the household on here, and when it calls it in.
    pub(crate) fn fork(&mut self, at: usize, life: &Life, begin: Begin, call_in_at: f64) {
        self.leaves_today(at);
        if let Some(alike) = self.alike[life.segment][at]
            && self.watched[alike].begin == Some(begin)
            && let Some(fork) = &self.watched[alike].fork
            && fork.life.is_at_same_point(life)
            && fork.life.call_in_at == call_in_at
        {
            self.watched[alike].has_followers = true;
            self.watched[at].same_as = Some(alike);
            return;
        }
        let (watched, scratch) = (&mut self.watched[at], &self.writer.scratch);
        watched.begin = Some(begin);
        let fork = watched.fork.get_or_insert_with(|| Fork {
            life: *life,
            scratch: Scratch::default(),
        });
        fork.life = *life;
        fork.life.call_in_at = call_in_at;
        fork.scratch.copy(scratch);
    }
}

/// Returns by segment and design the first earlier design whose households live just the same.
fn alike<F: Facts>(model: Given<'_, F>, designs: &[usize]) -> Vec<Vec<Option<usize>>> {
    let of_design = |segment: usize, at: usize| {
        (0..at).find(|earlier| model.is_same_to(segment, designs[*earlier], designs[at]))
    };
    (0..model.segments.len())
        .map(|segment| {
            (0..designs.len())
                .map(|at| of_design(segment, at))
                .collect()
        })
        .collect()
}

/// Returns when a way that calls in does so with a household known before go-live; never where not.
pub(crate) fn call_in(life: &Life, way: &WayModel) -> f64 {
    let is_concerned = way.segments[life.segment]
        && life.is_allocated(way)
        && (way.volume_share >= 1.0 || life.key.stream(p::VOLUME, 0).uniform() < way.volume_share);
    if !is_concerned {
        return f64::INFINITY;
    }
    way.go_live + way.call_in_days * life.key.stream(p::CALL_IN, 0).uniform()
}

impl Recorder for Watcher<'_> {
    #[inline(always)]
    fn stay<F: Facts>(
        &mut self,
        model: Given<'_, F>,
        life: &Life,
        place: &Place,
        span: (f64, f64),
    ) {
        self.writer.stay(model, life, place, span);
    }

    #[inline(always)]
    fn happened(&mut self, life: &Life, what: Happening) {
        self.writer.happened(life, what);
    }

    fn restless(&mut self) {
        self.writer.restless();
    }

    #[inline]
    fn gone(&mut self, life: &Life) {
        self.writer.gone(life);
    }

    #[inline]
    fn before_stay<F: Facts>(&mut self, model: Given<'_, F>, life: &Life, until: f64) {
        if self.call_in_at < until {
            self.call_in(model, life, until);
        }
    }

    fn before_apply<F: Facts>(&mut self, model: Given<'_, F>, life: &Life, intake: Intake) {
        for at in 0..self.watched.len() {
            let Watched {
                way, is_as_today, ..
            } = self.watched[at];
            if is_as_today && life.is_treated(&model.ways[way], life.now) {
                self.fork(at, life, Begin::Apply(intake), f64::INFINITY);
            }
        }
    }
}
