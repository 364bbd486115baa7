//! Workload 2: the same household, forty places, and a heap of those who come to ask for one.

use std::cmp::Reverse;
use std::collections::{BinaryHeap, VecDeque};

use crate::special::luck::Luck;
use crate::special::tally::{HORIZON, MONTHS, Moment, State, Tally};
use crate::special::walk::{Household, LONG};
use sim_core::tally::queues::{PoolTally, add_time};
use sim_core::units::{TICKS_PER_DAY, TICKS_PER_MONTH};

const PLACES: usize = 40;
/// Mean time between two arrivals: 1,000 in 24 months.
const BETWEEN: f64 = 24.0 * TICKS_PER_MONTH as f64 / 1_000.0;
const LAST_ARRIVAL: i64 = 24 * TICKS_PER_MONTH;

/// The places, who is inside and who waits, in ticks.
struct Places {
    /// When each one inside is done, and who: all stay equally long, so the first in is the first out.
    inside: VecDeque<(i64, u32)>,
    queue: VecDeque<(i64, u32)>,
    until: i64,
    tally: PoolTally,
}

impl Places {
    /// Counts the time that nothing happened, up to the present.
    fn pass(&mut self, now: i64) {
        let (inside, waiting) = (self.inside.len() as i64, self.queue.len() as i64);
        if now == self.until {
            return;
        }
        let span = (self.until, now);
        add_time(&mut self.tally.taken, inside, span);
        add_time(&mut self.tally.queued, waiting, span);
        let (first, last) = (month(self.until), month(now).min(MONTHS - 1));
        for longest in &mut self.tally.longest[first..=last] {
            *longest = (*longest).max(waiting);
        }
        self.until = now;
    }
}

fn month(tick: i64) -> usize {
    (tick / TICKS_PER_MONTH) as usize
}

/// Everything of one draw.
struct Run {
    luck: Luck,
    tally: Tally,
    households: Vec<Household>,
    /// Who comes to ask for a place, and when.
    asking: BinaryHeap<Reverse<(i64, u32)>>,
    places: Places,
}

impl Run {
    /// Lets a household live from a state until it asks for a place or the story ends.
    fn live(&mut self, who: u32, from: State) {
        let household = &mut self.households[who as usize];
        if household.live::<true>(from, &mut self.luck, &mut self.tally) {
            self.asking.push(Reverse((household.now.tick, who)));
        }
    }

    /// Starts one who has asked, at a time and after a wait.
    fn start(&mut self, now: i64, (asked, who): (i64, u32)) {
        let household = &mut self.households[who as usize];
        household.now = Moment::at(now);
        self.tally.leave(State::Queued, household.now);
        household.start_long(&mut self.tally);
        let waited = (now - asked) as f64 / TICKS_PER_DAY;
        self.places.tally.add_served(household.now.month, waited);
        self.places.inside.push_back((now + LONG, who));
    }

    /// Answers a request.
    fn ask(&mut self, now: i64, who: u32) {
        self.places.pass(now);
        self.places.tally.asked[month(now)] += 1;
        if self.places.inside.len() < PLACES {
            self.start(now, (now, who));
        } else {
            self.places.queue.push_back((now, who));
        }
    }

    /// Takes the first out, and the first in the queue in.
    fn completed(&mut self, now: i64, who: u32) {
        self.places.pass(now);
        self.places.inside.pop_front();
        if let Some(first) = self.places.queue.pop_front() {
            self.start(now, first);
        }
        self.households[who as usize].now = Moment::at(now);
        self.live(who, State::Long);
    }

    /// Lives until the horizon.
    fn run(&mut self) {
        loop {
            let asks = self.asking.peek().map_or(HORIZON, |Reverse((at, _))| *at);
            match self.places.inside.front() {
                Some((at, who)) if *at < HORIZON && *at <= asks => self.completed(*at, *who),
                _ if asks < HORIZON => {
                    if let Some(Reverse((at, who))) = self.asking.pop() {
                        self.ask(at, who);
                    }
                }
                _ => return,
            }
        }
    }

    fn close(mut self) -> (Tally, PoolTally) {
        self.places.pass(HORIZON);
        for (_, who) in &self.places.inside {
            self.households[*who as usize].end_off_benefit(&mut self.tally);
        }
        for (_, who) in &self.places.queue {
            self.households[*who as usize].end_on_benefit(&mut self.tally);
        }
        let there = &mut self.places.tally.there;
        add_time(there, PLACES as i64, (0, HORIZON));
        (self.tally, self.places.tally)
    }
}

/// Returns the tallies of a draw of workload 2.
pub fn workload_2(seed: u64, draw: u64) -> (Tally, PoolTally) {
    let mut run = Run {
        luck: Luck::new(seed, draw),
        tally: Tally::default(),
        households: Vec::new(),
        asking: BinaryHeap::new(),
        places: Places {
            inside: VecDeque::new(),
            queue: VecDeque::new(),
            until: 0,
            tally: PoolTally::new(MONTHS),
        },
    };
    let mut at = 0.0;
    loop {
        at += run.luck.exponential() * BETWEEN;
        let tick = at as i64;
        if tick >= LAST_ARRIVAL {
            break;
        }
        let household = Household::new(tick);
        run.tally.arrives(household.now);
        run.households.push(household);
        run.live(run.households.len() as u32 - 1, State::Waiting);
    }
    run.run();
    run.close()
}
