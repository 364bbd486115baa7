//! Walks households through the table, a list at a time.

use crate::engine::application::Application;
use crate::engine::walk::count;
use crate::engine::walk::crossings::{Crossings, months_of, stamp};
use crate::engine::walk::payments::Payments;
use crate::engine::walk::slots::{Free, Lists, MOST, Newborn, Parked, Sieve, Slots, Work};
use crate::engine::walk::stays;
use crate::engine::walk::table::{Clocks, Entry, State, Stay, Table, Turn};
use crate::engine::walk::turns;
use crate::luck::CohortKey;
use crate::tally::entry::Tallies;
use crate::units::DAYS_PER_MONTH;

/// How many new households begin together.
const TOGETHER: usize = 64;
/// Rounds after which it is looked at how far households have come.
const LOOKS_EVERY: u32 = 8;
/// More visits in a spell, or spells, than a table can count: whoever has them is left to `life`.
const MOST_VISITS: u64 = 1_000;
const MOST_SPELLS: u32 = 60_000;

/// Where households are, and how they came there.
struct Room {
    slots: Box<Slots>,
    lists: Box<Lists>,
    crossings: Crossings,
}

impl Room {
    /// Makes the picked move of everyone, out of a state.
    fn cross(&mut self, table: &Table<'_>, state: &State<'_>, work: &Work) {
        let (slots, lists) = (&mut *self.slots, &mut *self.lists);
        let (edges, crossings) = (&table.edges, &mut self.crossings);
        match (state.pays, state.is_away) {
            (true, _) => crossings.cross::<true, false>(edges, work, slots, lists),
            (false, false) => crossings.cross::<false, false>(edges, work, slots, lists),
            (false, true) => crossings.cross::<false, true>(edges, work, slots, lists),
        }
    }

    /// Lets everyone make the turn that comes when stays in a state end by themselves.
    fn turn(&mut self, table: &Table<'_>, state: &State<'_>, work: &mut Work) {
        turns::pick(&state.turn, table.reopen_days, &self.slots, work);
        self.cross(table, state, work);
        if let Turn::Returns(by) = &state.turn
            && table.keeps_clocks
        {
            let begins_spell = by.first + by.shares.len() as u8;
            work.keep(|edge| edge >= begins_spell);
            stays::wind(table.windings[state.segment], &mut self.slots, work);
        }
    }
}

/// Households in the table, and what they did.
pub(super) struct Walker<'t> {
    pub(super) table: &'t Table<'t>,
    pub(super) horizon: f64,
    at_horizon: u64,
    room: Room,
    free: Free,
    newborn: Box<Newborn>,
    work: Box<Work>,
    /// Those of the work at hand who make the same turn.
    part: Box<Work>,
    /// By segment.
    payments: Vec<Payments>,
    /// Those who ask for a place, and wait for an answer.
    pub(super) asked: Vec<Parked>,
    rounds: u32,
    /// Whether somebody did what the table cannot count.
    fails: bool,
}

impl<'t> Walker<'t> {
    pub(super) fn new(
        table: &'t Table<'t>,
        cohort: CohortKey,
        whole_years: &[(u32, usize)],
    ) -> Self {
        let horizon = table.n_months as f64 * DAYS_PER_MONTH;
        let payments = |_| Payments::new(table.n_months, whole_years);
        Self {
            table,
            horizon,
            at_horizon: stamp(horizon),
            room: Room {
                slots: Box::new(Slots::new(cohort)),
                lists: Box::new(Lists::new()),
                crossings: Crossings::new(table.writes.len(), table.n_months),
            },
            free: Free::all(),
            newborn: Box::new(Newborn::new(cohort)),
            work: Box::new(Work::new()),
            part: Box::new(Work::new()),
            payments: (0..table.entries.len()).map(payments).collect(),
            asked: Vec::new(),
            rounds: 0,
            fails: false,
        }
    }

    /// Takes in a household by its first move.
    #[inline(always)]
    pub(super) fn enters(&mut self, who: &Application, entry: Entry) {
        if entry.is_away && self.is_over(entry) {
            return self.passes_by(who, entry);
        }
        self.newborn.push(who.key, who.at, entry);
        if self.newborn.n() == TOGETHER {
            self.bear();
        }
    }

    /// Returns whether a first move is the last, and nothing is paid after it.
    #[inline(always)]
    fn is_over(&self, entry: Entry) -> bool {
        let edge = &self.table.edges[usize::from(entry.edge)];
        let to = &self.table.states[usize::from(edge.to)];
        matches!((&to.stay, &to.clocks), (Stay::Endless, None)) && !to.pays
    }

    /// Counts a household whose first move is its last. Nobody asks how many were never paid anything.
    #[inline(never)]
    fn passes_by(&mut self, who: &Application, entry: Entry) {
        if who.at < self.horizon {
            let edge = &self.table.edges[usize::from(entry.edge)];
            self.room.crossings.expect(1);
            self.room.crossings.add(edge, stamp(who.at));
        }
    }

    /// Lets all new households make their first move, and as many walk on as it takes to have room for them.
    #[inline(never)]
    fn bear(&mut self) {
        let newborn = self.newborn.n();
        self.walk(newborn);
        self.room.crossings.expect(newborn);
        for at in 0..newborn {
            self.begin(at);
        }
        self.newborn.clear();
    }

    #[inline(always)]
    fn begin(&mut self, newborn: usize) {
        let (key, at) = (self.newborn.key[newborn], self.newborn.at[newborn]);
        let entry = self.newborn.entry[newborn];
        // Who comes at the horizon comes too late for everything.
        if at >= self.horizon || self.fails {
            return;
        }
        let edge = &self.table.edges[usize::from(entry.edge)];
        let stamp = stamp(at);
        self.room.crossings.add(edge, stamp);
        let slot = self.free.take();
        self.room.lists.push(edge.to, slot);
        let (slots, of) = (&mut *self.room.slots, usize::from(slot));
        slots.key[of] = key;
        slots.now[of] = at;
        slots.stamp[of] = stamp;
        slots.counts[of] = edge.add;
        // Who did not apply has no case to reopen.
        slots.left_at[of] = if entry.is_away { f64::NEG_INFINITY } else { at };
        slots.paid[of] = 0;
        if self.table.keeps_clocks {
            let to = &self.table.states[usize::from(edge.to)];
            self.part.of_one(slot);
            stays::wind(self.table.windings[to.segment], slots, &self.part);
        }
    }

    /// Lets everybody walk on until nobody can without an answer.
    pub(super) fn walk_all(&mut self) {
        self.bear();
        self.walk(MOST);
    }

    /// Takes in somebody who is inside an intervention and out of it at a time.
    pub(super) fn resumes(&mut self, who: &Parked, out: f64) {
        if self.free.n() == 0 {
            self.walk(TOGETHER);
        }
        if self.fails {
            return;
        }
        let inside = self.table.asks[usize::from(who.asks)].starts;
        let state = self.table.edges[usize::from(inside)].to;
        let slot = self.free.take();
        self.room.slots.put(slot, who, out);
        self.room.lists.push(state, slot);
    }

    /// Makes a move of somebody who asks.
    pub(super) fn moves(&mut self, who: &mut Parked, edge: u8, time: f64) {
        let edge = &self.table.edges[usize::from(edge)];
        who.now = time;
        who.stamp = stamp(time);
        who.counts = (who.counts & edge.keep).wrapping_add(edge.add);
        self.room.crossings.expect(1);
        self.room.crossings.add(edge, who.stamp);
    }

    /// Ends somebody who stays until the horizon in a state that pays or not.
    pub(super) fn ends(&mut self, who: &Parked, segment: usize, pays: bool) {
        let last = if pays {
            months_of(who.stamp, self.at_horizon)
        } else {
            0
        };
        self.payments[segment].expect(1);
        self.payments[segment].end(who.paid | last);
    }

    /// Takes out all at hand, who ask for the same.
    fn ask(&mut self, asks: u8) {
        for slot in &self.work.slot[..self.work.n()] {
            self.asked.push(self.room.slots.park(*slot, asks));
            self.free.give(*slot);
        }
    }

    /// Sees to every state in turn, until enough slots are free.
    #[inline(never)]
    fn walk(&mut self, enough: usize) {
        let table = self.table;
        while self.free.n() < enough && !self.fails {
            for at in &table.order {
                if !self.room.lists.is_empty(*at) {
                    self.work.take(&mut self.room.lists, *at);
                    self.end_stays(&table.states[usize::from(*at)]);
                }
            }
            self.rounds += 1;
            if self.rounds.is_multiple_of(LOOKS_EVERY) {
                self.look();
            }
        }
    }

    /// Looks whether somebody has come further than can be counted.
    #[inline(never)]
    fn look(&mut self) {
        let too_far = |counts: &u64| {
            counts % count::SPELL > MOST_VISITS || count::spells(*counts) > MOST_SPELLS
        };
        self.fails = self.room.slots.counts.iter().any(too_far);
    }

    /// Ends the stays of all at hand, who are in one state.
    fn end_stays(&mut self, state: &State<'_>) {
        let table = self.table;
        if let Turn::Asks(asks) = state.turn {
            return self.ask(asks);
        }
        let (slots, work) = (&self.room.slots, &mut self.work);
        match &state.clocks {
            None => stays::end(&state.stay, Sieve::until(self.horizon), slots, work),
            Some(clocks) if table.keeps_clocks => {
                stays::end(&state.stay, Sieve::open(), slots, work);
                stays::race(clocks, self.horizon, slots, work);
            }
            Some(clocks) => stays::race_anew(clocks, self.horizon, slots, work),
        }
        self.end_at_horizon(state);
        match &state.clocks {
            None => self.room.turn(table, state, &mut self.work),
            Some(clocks) => self.fire(state, clocks),
        }
    }

    /// Ends those of all at hand who stay until the horizon.
    fn end_at_horizon(&mut self, state: &State<'_>) {
        let over = self.work.over();
        let payments = &mut self.payments[state.segment];
        payments.expect(over.len());
        for slot in over {
            let at = usize::from(*slot);
            let last = if state.pays {
                months_of(self.room.slots.stamp[at], self.at_horizon)
            } else {
                0
            };
            payments.end(self.room.slots.paid[at] | last);
            self.free.give(*slot);
        }
    }

    /// Lets everyone go where the clock leads to that was the first, or as stays end by themselves.
    fn fire(&mut self, state: &State<'_>, clocks: &Clocks<'_>) {
        let table = self.table;
        for (at, clock) in clocks.all.iter().enumerate() {
            self.part.take_picked(&self.work, at as u8);
            turns::fire(&clock.leads_to, &self.room.slots, &mut self.part);
            self.room.cross(table, state, &self.part);
        }
        if !matches!(state.turn, Turn::Never) {
            self.part.take_picked(&self.work, clocks.all.len() as u8);
            stays::use_up(clocks, &mut self.room.slots, &self.part);
            self.room.turn(table, state, &mut self.part);
        }
    }

    /// Walks on until nobody is left, and writes everything down; returns whether it could.
    pub(super) fn finish(mut self, whole_years: &[(u32, usize)], tallies: &mut Tallies) -> bool {
        self.bear();
        self.walk(MOST);
        if self.fails {
            return false;
        }
        let occupancy = &mut tallies.occupancy;
        self.room.crossings.write(&self.table.writes, occupancy);
        for (segment, payments) in self.payments.into_iter().enumerate() {
            payments.write(segment as u32, whole_years, tallies);
        }
        true
    }
}
