//! The tallies of the specialised loop: those of the engine, in the form that costs one model least.
//!
//! A stay is two crossings. A crossing into a state adds one and its time to a cell of the month, one out takes
//! them off; the time spent in the month follows when all is done. Benefit is the same for everyone here, so it
//! crosses only where it starts and stops. Months with payment are the bits of a word, of which everything that
//! the engine counts about payment follows when a household ends.

use sim_core::units::TICKS_PER_MONTH;

/// Months followed.
pub const MONTHS: usize = 60;
/// The end of the story.
pub const HORIZON: i64 = MONTHS as i64 * TICKS_PER_MONTH;
/// Calendar years followed: the story begins in January.
pub const YEARS: usize = MONTHS / 12;
/// A power of two, so that a month kept within it needs no check.
const ROW: usize = 64;

/// Where a household can be.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[allow(missing_docs)]
pub enum State {
    Waiting,
    Short,
    Middle,
    Long,
    Open,
    Job,
    Studies,
    OtherBenefit,
    Queued,
}

/// How many states there are.
pub const STATES: usize = 9;

/// What happens to a household; a start of a wait is a return or a new application.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[allow(missing_docs)]
pub enum Event {
    NewApplication,
    Return,
    OpenToWaiting,
    Job,
    JobAtCompletion,
    Studies,
    OtherBenefit,
    StartShort,
    StartMiddle,
    StartLong,
    CompleteShort,
    CompleteMiddle,
    CompleteLong,
}

/// How many kinds of events there are.
pub const EVENTS: usize = 13;

/// Crossings into a row in a month less those out of it, and the sum of their times.
#[derive(Clone, Copy, Debug, Default)]
struct Crossings {
    net: i64,
    ticks: i64,
}

type Row = [Crossings; ROW];

/// What happened to the households of one draw.
#[derive(Clone, Debug)]
pub struct Tally {
    states: [Row; STATES],
    benefit: Row,
    events: [[i64; ROW]; EVENTS],
    /// Households that begin or end a run of months with payment in a month.
    paid: [i64; ROW],
    /// Households by calendar year and months with payment in it.
    pub months_in_year: [[i64; 13]; YEARS],
    /// Spells that started with at least twelve months left to follow.
    pub spells_followed: i64,
    /// Of them, spells of more than twelve months.
    pub spells_over_twelve: i64,
    /// Spells that ended with at least four months left to follow.
    pub spells_ended: i64,
    /// Of them, followed by a new payment within three months.
    pub returned_within_three: i64,
}

impl Default for Tally {
    fn default() -> Self {
        Self {
            states: [[Crossings::default(); ROW]; STATES],
            benefit: [Crossings::default(); ROW],
            events: [[0; ROW]; EVENTS],
            paid: [0; ROW],
            months_in_year: [[0; 13]; YEARS],
            spells_followed: 0,
            spells_over_twelve: 0,
            spells_ended: 0,
            returned_within_three: 0,
        }
    }
}

/// A time and the month it lies in.
#[derive(Clone, Copy, Debug, Default)]
pub struct Moment {
    /// Ticks from the start.
    pub tick: i64,
    /// Months from the start.
    pub month: usize,
}

impl Moment {
    /// Returns the moment of a tick from the start on.
    #[inline]
    pub fn at(tick: i64) -> Self {
        let month = (tick as u64 / TICKS_PER_MONTH as u64) as usize;
        Self { tick, month }
    }
}

impl Tally {
    /// Lets so many households begin to wait at the start, all at once.
    pub fn start_waiting(&mut self, households: i64) {
        self.states[State::Waiting as usize][0].net += households;
        self.benefit[0].net += households;
        self.events[Event::NewApplication as usize][0] += households;
    }

    /// Lets a household arrive and begin to wait.
    pub fn arrives(&mut self, at: Moment) {
        self.enter(State::Waiting, at);
        self.benefit_starts(at);
        self.happened(Event::NewApplication, at);
    }

    /// Crosses into a state.
    #[inline]
    pub fn enter(&mut self, state: State, at: Moment) {
        cross(&mut self.states[state as usize], at);
    }

    /// Crosses out of a state.
    #[inline]
    pub fn leave(&mut self, state: State, at: Moment) {
        cross_back(&mut self.states[state as usize], at);
    }

    /// Crosses from one state to another.
    #[inline]
    pub fn cross(&mut self, from: State, to: State, at: Moment) {
        self.leave(from, at);
        self.enter(to, at);
    }

    /// Starts benefit.
    #[inline]
    pub fn benefit_starts(&mut self, at: Moment) {
        cross(&mut self.benefit, at);
    }

    /// Stops benefit.
    #[inline]
    pub fn benefit_stops(&mut self, at: Moment) {
        cross_back(&mut self.benefit, at);
    }

    /// Counts an event.
    #[inline]
    pub fn happened(&mut self, event: Event, at: Moment) {
        self.events[event as usize][at.month % ROW] += 1;
    }

    /// Folds a household's months with payment, a bit each.
    #[inline]
    pub fn end(&mut self, months: u64) {
        for (year, counts) in self.months_in_year.iter_mut().enumerate() {
            let of_year = (months >> (12 * year)) & 0xFFF;
            // Nobody asks how many were not paid at all.
            counts[of_year.count_ones() as usize] += 1;
        }
        let (mut left, mut before) = (months, None);
        while left != 0 {
            let first = left.trailing_zeros() as usize;
            let last = first + (!(left >> first)).trailing_zeros() as usize - 1;
            self.paid[first % ROW] += 1;
            self.paid[(last + 1) % ROW] -= 1;
            if let Some(before) = before {
                self.returned_within_three +=
                    i64::from(before + 4 >= first && before + 5 <= MONTHS);
            }
            self.spells_ended += i64::from(last + 5 <= MONTHS);
            if first + 13 <= MONTHS {
                self.spells_followed += 1;
                self.spells_over_twelve += i64::from(last + 1 - first > 12);
            }
            left &= !(range(first, last));
            before = Some(last);
        }
    }

    /// Returns the days spent in a state in each month.
    pub fn days(&self, state: State) -> [f64; MONTHS] {
        days(&self.states[state as usize])
    }

    /// Returns the days with benefit in each month.
    pub fn benefit_days(&self) -> [f64; MONTHS] {
        days(&self.benefit)
    }

    /// Returns how often something happened in a month.
    pub fn count(&self, event: Event, month: usize) -> i64 {
        self.events[event as usize][month]
    }

    /// Returns how often something happened.
    pub fn count_all(&self, event: Event) -> i64 {
        self.events[event as usize][..MONTHS].iter().sum()
    }

    /// Returns how often a household went from one state to another; a queue is none.
    pub fn moves(&self) -> i64 {
        let all: i64 = self.events.iter().flat_map(|row| &row[..MONTHS]).sum();
        // These four are counted at a move that is counted already, or at none.
        let besides = [
            Event::NewApplication,
            Event::OpenToWaiting,
            Event::JobAtCompletion,
            Event::Studies,
        ];
        all - besides
            .map(|event| self.count_all(event))
            .iter()
            .sum::<i64>()
    }

    /// Returns households with any payment in each month.
    pub fn households_paid(&self) -> [i64; MONTHS] {
        let mut inside = 0;
        std::array::from_fn(|month| {
            inside += self.paid[month];
            inside
        })
    }
}

#[inline]
fn cross(row: &mut Row, at: Moment) {
    let cell = &mut row[at.month % ROW];
    cell.net += 1;
    cell.ticks += at.tick;
}

#[inline]
fn cross_back(row: &mut Row, at: Moment) {
    let cell = &mut row[at.month % ROW];
    cell.net -= 1;
    cell.ticks -= at.tick;
}

fn days(row: &Row) -> [f64; MONTHS] {
    let mut inside = 0;
    std::array::from_fn(|month| {
        let Crossings { net, ticks } = row[month];
        let end = (month as i64 + 1) * TICKS_PER_MONTH;
        let in_month = inside * TICKS_PER_MONTH + net * end - ticks;
        inside += net;
        in_month as f64 / sim_core::units::TICKS_PER_DAY
    })
}

/// Returns the bits of months from first to last.
#[inline]
pub fn range(first: usize, last: usize) -> u64 {
    (2 << last) - (1 << first)
}
