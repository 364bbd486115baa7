//! Where a household's life under a design leaves the one under `today`.
//!
//! Until a design first takes a household on, its life is the one under `today`, bit for
//! bit: same clocks, same luck. So each household lives once under `today`, and once more
//! under each design from the moment that design takes it on; a design's tally is the one
//! of `today`, less what its households added there from that moment on, plus what they do
//! under the design. Tallies are integers, so this is exact.

use crate::engine::life::{Intake, Life, Phase, Recorder};
use crate::engine::model::{Model, WayModel};
use crate::engine::purposes as p;
use crate::engine::recorder::{Scratch, Writer};
use crate::tally::layout::Happening;

/// What a household does first where its life under a design begins.
#[derive(Clone, Copy, Debug)]
pub(crate) enum Begin {
    /// Applies.
    Apply(Intake),
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
    /// How much the household had added under `today`.
    pub(crate) n_entries: usize,
    pub(crate) begin: Begin,
}

/// One design and the household at hand.
#[derive(Clone, Debug)]
pub(crate) struct Watched {
    way: usize,
    call_in_at: f64,
    pub(crate) fork: Option<Fork>,
}

/// Writes lives under `today` and notes where each design would take them on.
#[derive(Debug)]
pub(crate) struct Watcher<'a> {
    pub(crate) writer: Writer<'a>,
    pub(crate) watched: Vec<Watched>,
}

impl<'a> Watcher<'a> {
    /// Returns a watcher for these designs.
    pub(crate) fn new(mut writer: Writer<'a>, designs: &[usize]) -> Self {
        if !designs.is_empty() {
            writer.log = Some(Vec::with_capacity(256));
        }
        let watched = |way: &usize| Watched {
            way: *way,
            call_in_at: f64::INFINITY,
            fork: None,
        };
        Self {
            writer,
            watched: designs.iter().map(watched).collect(),
        }
    }

    /// Begins a household that applied, or was first known, at a time.
    pub(crate) fn begin(&mut self, model: &Model<'_>, life: &Life, from_stock: bool) {
        self.writer.begin(life, from_stock);
        for watched in &mut self.watched {
            watched.fork = None;
            watched.call_in_at = call_in(life, &model.ways[watched.way]);
        }
    }

    /// Lets every design that would treat a listed household do so from its first day.
    pub(crate) fn open_under_designs(&mut self, model: &Model<'_>, life: &Life) {
        for at in 0..self.watched.len() {
            if life.is_treated(&model.ways[self.watched[at].way], life.now) {
                self.watched[at].fork = Some(self.fork(life.clone(), Begin::Open));
            }
        }
    }

    fn fork(&self, life: Life, begin: Begin) -> Fork {
        let n_entries = self.writer.log.as_ref().map_or(0, Vec::len);
        Fork {
            life,
            scratch: self.writer.scratch.clone(),
            n_entries,
            begin,
        }
    }
}

/// Returns when a household known before go-live is called in; never where it is not.
fn call_in(life: &Life, way: &WayModel) -> f64 {
    let is_concerned = way.calls_in
        && life.now <= way.go_live
        && way.segments[life.segment]
        && life.is_allocated(way)
        && (way.volume_share >= 1.0 || life.key.stream(p::VOLUME, 0).uniform() < way.volume_share);
    if !is_concerned {
        return f64::INFINITY;
    }
    way.go_live + way.call_in_days * life.key.stream(p::CALL_IN, 0).uniform()
}

impl Recorder for Watcher<'_> {
    fn stay(&mut self, model: &Model<'_>, life: &Life, from: f64, to: f64) {
        self.writer.stay(model, life, from, to);
    }

    fn happened(&mut self, life: &Life, what: Happening) {
        self.writer.happened(life, what);
    }

    fn before_stay(&mut self, model: &Model<'_>, life: &Life, until: f64) {
        for at in 0..self.watched.len() {
            let Watched {
                way,
                call_in_at,
                ref fork,
            } = self.watched[at];
            if call_in_at >= until || fork.is_some() {
                continue;
            }
            self.watched[at].call_in_at = f64::INFINITY;
            let is_known = !matches!(life.phase, Phase::Exit(_));
            if is_known && call_in_at < model.ways[way].gone {
                let mut life = life.clone();
                life.call_in_at = call_in_at;
                self.watched[at].fork = Some(self.fork(life, Begin::LiveOn));
            }
        }
    }

    fn before_apply(&mut self, model: &Model<'_>, life: &Life, intake: Intake) {
        for at in 0..self.watched.len() {
            let Watched { way, ref fork, .. } = self.watched[at];
            if fork.is_none() && life.is_treated(&model.ways[way], life.now) {
                self.watched[at].fork = Some(self.fork(life.clone(), Begin::Apply(intake)));
            }
        }
    }
}
