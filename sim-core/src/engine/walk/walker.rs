//! Walks households through the table, a list at a time.

use crate::engine::application::Application;
use crate::engine::arrivals::{Arrivals, Origin, applications_listed, new_applications};
use crate::engine::walk::crossings::{Crossings, months_of, ticks};
use crate::engine::walk::lower::lowered;
use crate::engine::walk::payments::Payments;
use crate::engine::walk::slots::{LAST, List, MOST, Slots, Work};
use crate::engine::walk::stays;
use crate::engine::walk::table::{Clocks, State, Stay, Table, Turn, count};
use crate::engine::walk::turns;
use crate::luck::CohortKey;
use crate::model::facts::{Given, Plain};
use crate::scenario::households::BeginsIn;
use crate::tally::entry::Tallies;
use crate::tally::layout::Layout;
use crate::units::DAYS_PER_MONTH;

/// How many free slots are waited for.
const ENOUGH: usize = MOST / 2;
/// Rounds after which it is looked at how far households have come.
const LOOKS_EVERY: u32 = 8;
/// More visits in a spell, or spells, than a table can count: whoever has them is left to `life`.
const MOST_VISITS: u64 = 1_000;
const MOST_SPELLS: u32 = 60_000;

/// Writes down in the tallies what all new households and those of closed lists do under `today`, as the general
/// engine would; returns whether it did.
pub(crate) fn walk_today(
    model: Given<'_, Plain>,
    (layout, januaries): (&Layout, &[(u32, usize)]),
    (arrivals, luck): (Option<&Arrivals>, (CohortKey, &[f64])),
    tallies: &mut Tallies,
) -> bool {
    let Some(table) = lowered(model, layout) else {
        return false;
    };
    let mut walker = Walker::new(&table, luck.0, januaries);
    applications_listed(model, luck, |_, who, begins_in| {
        let entries = &table.entries[who.segment];
        match begins_in {
            BeginsIn::Intake => walker.enters(&who, entries.applies),
            BeginsIn::Open => walker.enters(&who, entries.opens),
        }
    });
    if let Some(arrivals) = arrivals {
        let horizon = walker.horizon;
        new_applications(model, arrivals, luck, &[0], horizon, |who, applies, origin| {
            let entries = &table.entries[who.segment];
            match (applies[0], origin) {
                (true, _) => walker.enters(&who, entries.applies),
                (false, Origin::Usual) => walker.enters(&who, entries.deterred),
                (false, Origin::Added) => {}
            }
        });
    }
    walker.finish(januaries, tallies)
}

/// Where households are, and how they came there.
struct Room {
    slots: Box<Slots>,
    /// By state.
    lists: Vec<List>,
    crossings: Crossings,
}

impl Room {
    /// Makes the picked move of everyone, out of a state.
    fn cross(&mut self, table: &Table<'_>, state: &State<'_>, work: &Work) {
        let (slots, lists) = (&mut *self.slots, &mut self.lists);
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
            let begins_spell = by.first + by.shares.len() as u32;
            work.keep(|edge| edge >= begins_spell);
            stays::wind(table.windings[state.segment], &mut self.slots, work);
        }
    }
}

/// Households in the table, and what they did.
struct Walker<'t> {
    table: &'t Table<'t>,
    horizon: f64,
    horizon_tick: u64,
    room: Room,
    free: List,
    work: Box<Work>,
    /// Those of the work at hand who make the same turn.
    part: Box<Work>,
    /// By segment.
    payments: Vec<Payments>,
    rounds: u32,
    /// Whether somebody did what the table cannot count.
    fails: bool,
}

impl<'t> Walker<'t> {
    fn new(table: &'t Table<'t>, cohort: CohortKey, januaries: &[(u32, usize)]) -> Self {
        let horizon = table.n_months as f64 * DAYS_PER_MONTH;
        let mut free = List::new();
        (0..=LAST as u8).for_each(|slot| free.push(slot));
        let payments = |_| Payments::new(table.n_months, januaries);
        Self {
            table,
            horizon,
            horizon_tick: ticks(horizon),
            room: Room {
                slots: Box::new(Slots::new(cohort)),
                lists: vec![List::new(); table.states.len()],
                crossings: Crossings::new(table.edges.len(), table.n_months),
            },
            free,
            work: Box::new(Work::new(cohort)),
            part: Box::new(Work::new(cohort)),
            payments: (0..table.entries.len()).map(payments).collect(),
            rounds: 0,
            fails: false,
        }
    }

    /// Takes in a household by its first move.
    fn enters(&mut self, who: &Application, entry: u32) {
        // Who comes at the horizon comes too late for everything.
        if who.at >= self.horizon || self.fails {
            return;
        }
        if self.free.n == 0 {
            self.walk(ENOUGH);
        }
        let edge = &self.table.edges[entry as usize];
        let tick = ticks(who.at);
        self.room.crossings.add(edge, tick);
        let to = &self.table.states[edge.to as usize];
        if let (Stay::Endless, None) = (&to.stay, &to.clocks) {
            // It stays there: nothing else happens to it.
            let paid = if to.pays {
                months_of(tick, self.horizon_tick)
            } else {
                0
            };
            return self.payments[to.segment].end(paid);
        }
        self.free.n -= 1;
        let slot = self.free.slots[self.free.n & LAST];
        self.room.lists[edge.to as usize].push(slot);
        let at = usize::from(slot);
        let slots = &mut *self.room.slots;
        slots.key[at] = who.key;
        slots.now[at] = who.at;
        slots.tick[at] = tick;
        slots.counts[at] = edge.add;
        slots.left_at[at] = if to.is_away {
            f64::NEG_INFINITY
        } else {
            who.at
        };
        slots.paid[at] = 0;
        if self.table.keeps_clocks {
            (self.part.n, self.part.slot[0]) = (1, slot);
            stays::wind(self.table.windings[to.segment], slots, &mut self.part);
        }
    }

    /// Sees to every state in turn, until enough slots are free.
    #[inline(never)]
    fn walk(&mut self, enough: usize) {
        let table = self.table;
        while self.free.n < enough && !self.fails {
            for at in &table.order {
                let list = &mut self.room.lists[*at as usize];
                if list.n > 0 {
                    self.work.take(list);
                    self.end_stays(&table.states[*at as usize]);
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
        stays::end(&state.stay, &self.room.slots, &mut self.work);
        if let Some(clocks) = &state.clocks {
            let (slots, work) = (&self.room.slots, &mut self.work);
            if table.keeps_clocks {
                stays::race(clocks, self.horizon, slots, work);
            } else {
                stays::race_anew(clocks, self.horizon, slots, work);
            }
        }
        self.end_at_horizon(state);
        match &state.clocks {
            None => self.room.turn(table, state, &mut self.work),
            Some(clocks) => self.fire(state, clocks),
        }
    }

    /// Ends those of all at hand who stay until the horizon.
    fn end_at_horizon(&mut self, state: &State<'_>) {
        let mut over = [0; MOST];
        let n = stays::until_horizon(&mut self.work, self.horizon, &mut over);
        let payments = &mut self.payments[state.segment];
        for slot in &over[..n.min(MOST)] {
            let at = usize::from(*slot);
            let last = if state.pays {
                months_of(self.room.slots.tick[at], self.horizon_tick)
            } else {
                0
            };
            payments.end(self.room.slots.paid[at] | last);
            self.free.push(*slot);
        }
    }

    /// Lets everyone go where the clock leads to that was the first, or as stays end by themselves.
    fn fire(&mut self, state: &State<'_>, clocks: &Clocks<'_>) {
        let table = self.table;
        for (at, clock) in clocks.all.iter().enumerate() {
            self.part.take_picked(&self.work, at as u32);
            turns::fire(clock.leads_to, &self.room.slots, &mut self.part);
            self.room.cross(table, state, &self.part);
        }
        if !matches!(state.turn, Turn::Never) {
            self.part.take_picked(&self.work, clocks.all.len() as u32);
            stays::use_up(clocks, &mut self.room.slots, &self.part);
            self.room.turn(table, state, &mut self.part);
        }
    }

    /// Walks on until nobody is left, and writes everything down; returns whether it could.
    fn finish(mut self, januaries: &[(u32, usize)], tallies: &mut Tallies) -> bool {
        self.walk(MOST);
        if self.fails {
            return false;
        }
        let occupancy = &mut tallies.occupancy;
        self.room.crossings.write(&self.table.writes, occupancy);
        for (segment, payments) in self.payments.into_iter().enumerate() {
            payments.write(segment as u32, januaries, tallies);
        }
        true
    }
}
