//! One household of the benchmark model, state by state.

use crate::special::luck::Luck;
use crate::special::tally::{Event, HORIZON, MONTHS, Moment, State, Tally, range};
use sim_core::units::{TICKS_PER_DAY, TICKS_PER_MONTH};

const DAY: i64 = TICKS_PER_DAY as i64;
/// Length of the intervention that may be limited.
pub const LONG: i64 = 365 * DAY;

/// Returns the part of all 32-bit words that a share takes.
const fn of_words(share: f64) -> u64 {
    (share * 4_294_967_296.0) as u64
}

/// An intervention: what is counted, how long it lasts, and up to which word it ends in a job or studies.
struct Course {
    state: State,
    start: Event,
    completion: Event,
    length: i64,
    job: u64,
    studies: u64,
}

static SHORT: Course = Course {
    state: State::Short,
    start: Event::StartShort,
    completion: Event::CompleteShort,
    length: 120 * DAY,
    job: of_words(0.30),
    studies: of_words(0.40),
};
static MIDDLE: Course = Course {
    state: State::Middle,
    start: Event::StartMiddle,
    completion: Event::CompleteMiddle,
    length: 240 * DAY,
    job: of_words(0.45),
    studies: of_words(0.60),
};
static LONGEST: Course = Course {
    state: State::Long,
    start: Event::StartLong,
    completion: Event::CompleteLong,
    length: LONG,
    job: of_words(0.55),
    studies: of_words(0.75),
};

// The open case ends in a job, another benefit or a new wait in proportion to 1/600, 1/2400 and 1/900.
const OPEN_TO_JOB: u64 = of_words(12.0 / 23.0);
const OPEN_TO_OTHER: u64 = of_words(15.0 / 23.0);
const STUDIES_TO_JOB: u64 = of_words(0.7);

/// A household and what must be remembered of it.
#[derive(Clone, Copy, Debug)]
pub struct Household {
    /// Its present time.
    pub now: Moment,
    /// Months with payment, a bit each, of benefit that has stopped.
    paid: u64,
    /// The month in which benefit last started.
    since: usize,
}

impl Household {
    /// Returns a household that begins to wait, on benefit.
    pub fn new(tick: i64) -> Self {
        let now = Moment::at(tick);
        let since = now.month;
        let paid = 0;
        Self { now, paid, since }
    }

    /// Lets time pass; returns whether the story ended meanwhile.
    #[inline(always)]
    fn pass(&mut self, ticks: i64) -> bool {
        let tick = self.now.tick + ticks;
        if tick >= HORIZON {
            return true;
        }
        self.now = Moment::at(tick);
        false
    }

    #[inline(always)]
    fn benefit_starts(&mut self, tally: &mut Tally) {
        self.since = self.now.month;
        tally.benefit_starts(self.now);
    }

    /// Stops benefit. A month that it only ends at was not paid.
    #[inline(always)]
    pub fn benefit_stops(&mut self, tally: &mut Tally) {
        tally.benefit_stops(self.now);
        let last = ((self.now.tick - 1) as u64 / TICKS_PER_MONTH as u64) as usize;
        // Within the first tick of the month nothing was paid for the stay.
        if last >= self.since {
            self.paid |= range(self.since, last);
        }
    }

    /// Ends a household that is on benefit to the end of the story.
    #[inline(always)]
    pub fn end_on_benefit(&mut self, tally: &mut Tally) {
        tally.end(self.paid | range(self.since, MONTHS - 1));
    }

    /// Ends a household that is off benefit.
    #[inline(always)]
    pub fn end_off_benefit(&self, tally: &mut Tally) {
        tally.end(self.paid);
    }

    /// Lives from a state just come to until the story ends; where places are `LIMITED`, or until the
    /// household asks for one. Returns whether it asks.
    #[inline]
    pub fn live<const LIMITED: bool>(
        &mut self,
        from: State,
        luck: &mut Luck,
        tally: &mut Tally,
    ) -> bool {
        let mut state = from;
        loop {
            let next = match state {
                State::Waiting => {
                    if self.pass(luck.wait()) {
                        self.end_on_benefit(tally);
                        return false;
                    }
                    let word = luck.word();
                    let lot = word as u32 as u64;
                    if LIMITED && lot >= of_words(0.8) {
                        tally.cross(State::Waiting, State::Queued, self.now);
                        return true;
                    }
                    self.intervention(word, tally)
                }
                State::Long => self.complete(&LONGEST, luck.word() >> 32, tally),
                State::Open => self.open(luck, tally),
                State::Job => self.job(luck, tally),
                State::Studies => self.studies(luck, tally),
                _ => None,
            };
            let Some(next) = next else {
                return false;
            };
            state = next;
        }
    }

    /// Starts the intervention that the low half of a word chooses, and ends it as the high half says.
    #[inline(always)]
    fn intervention(&mut self, word: u64, tally: &mut Tally) -> Option<State> {
        let lot = word as u32 as u64;
        let of = if lot < of_words(0.5) {
            &SHORT
        } else if lot < of_words(0.8) {
            &MIDDLE
        } else {
            tally.leave(State::Waiting, self.now);
            return self.long(word >> 32, tally);
        };
        tally.cross(State::Waiting, of.state, self.now);
        tally.happened(of.start, self.now);
        if self.pass(of.length) {
            self.end_on_benefit(tally);
            return None;
        }
        let next = self.completed(of, word >> 32, tally);
        if next != State::Open {
            self.benefit_stops(tally);
        }
        Some(next)
    }

    /// Starts the longest intervention, in which there is no benefit.
    #[inline(always)]
    fn long(&mut self, lot: u64, tally: &mut Tally) -> Option<State> {
        self.start_long(tally);
        if self.pass(LONG) {
            self.end_off_benefit(tally);
            return None;
        }
        self.complete(&LONGEST, lot, tally)
    }

    /// Starts the longest intervention.
    #[inline(always)]
    pub fn start_long(&mut self, tally: &mut Tally) {
        tally.enter(State::Long, self.now);
        tally.happened(Event::StartLong, self.now);
        self.benefit_stops(tally);
    }

    #[inline(always)]
    fn complete(&mut self, of: &Course, lot: u64, tally: &mut Tally) -> Option<State> {
        let next = self.completed(of, lot, tally);
        if next == State::Open {
            self.benefit_starts(tally);
        }
        Some(next)
    }

    #[inline(always)]
    fn completed(&mut self, of: &Course, lot: u64, tally: &mut Tally) -> State {
        tally.happened(of.completion, self.now);
        let next = if lot < of.job {
            tally.happened(Event::JobAtCompletion, self.now);
            State::Job
        } else if lot < of.studies {
            tally.happened(Event::Studies, self.now);
            State::Studies
        } else {
            State::Open
        };
        tally.cross(of.state, next, self.now);
        next
    }

    #[inline(always)]
    fn open(&mut self, luck: &mut Luck, tally: &mut Tally) -> Option<State> {
        if self.pass(luck.open()) {
            self.end_on_benefit(tally);
            return None;
        }
        let lot = luck.word() >> 32;
        if lot < OPEN_TO_JOB {
            tally.happened(Event::Job, self.now);
            tally.cross(State::Open, State::Job, self.now);
            self.benefit_stops(tally);
            return Some(State::Job);
        }
        if lot < OPEN_TO_OTHER {
            tally.happened(Event::OtherBenefit, self.now);
            tally.cross(State::Open, State::OtherBenefit, self.now);
            self.benefit_stops(tally);
            self.end_off_benefit(tally);
            return None;
        }
        tally.happened(Event::OpenToWaiting, self.now);
        tally.happened(Event::Return, self.now);
        tally.cross(State::Open, State::Waiting, self.now);
        Some(State::Waiting)
    }

    #[inline(always)]
    fn job(&mut self, luck: &mut Luck, tally: &mut Tally) -> Option<State> {
        if self.pass(luck.job()) {
            self.end_off_benefit(tally);
            return None;
        }
        self.returns(State::Job, tally)
    }

    #[inline(always)]
    fn studies(&mut self, luck: &mut Luck, tally: &mut Tally) -> Option<State> {
        if self.pass(luck.studies()) {
            self.end_off_benefit(tally);
            return None;
        }
        if luck.word() >> 32 < STUDIES_TO_JOB {
            tally.happened(Event::Job, self.now);
            tally.cross(State::Studies, State::Job, self.now);
            return Some(State::Job);
        }
        self.returns(State::Studies, tally)
    }

    #[inline(always)]
    fn returns(&mut self, from: State, tally: &mut Tally) -> Option<State> {
        tally.happened(Event::Return, self.now);
        tally.cross(from, State::Waiting, self.now);
        self.benefit_starts(tally);
        Some(State::Waiting)
    }
}
