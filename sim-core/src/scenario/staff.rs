//! Who does the work, and what their time costs.

use crate::scenario::money::Account;
use crate::scenario::number::{Number, Varying};
use crate::scenario::text::Bilingual;
use crate::tree::fields::ById;
use crate::units::{Count, Fte, Minutes, Ratio, Sek, Share};

crate::words! {
    /// What a staff cost is.
    pub enum Booking {
        /// New posts: cash.
        New = "new",
        /// Time of people already employed: shown apart, not cash.
        Reallocated = "reallocated",
    }
}
crate::words! {
    /// What happens when more time is needed than there is.
    pub enum OverCapacity {
        /// It is reported.
        Report = "report",
        /// It is an error.
        Error = "error",
        /// Steps, reviews and starts wait until somebody has time.
        Queue = "queue",
    }
}
crate::words! {
    /// A day of the week.
    pub enum Weekday {
        /// Monday.
        Monday = "monday",
        /// Tuesday.
        Tuesday = "tuesday",
        /// Wednesday.
        Wednesday = "wednesday",
        /// Thursday.
        Thursday = "thursday",
        /// Friday.
        Friday = "friday",
        /// Saturday.
        Saturday = "saturday",
        /// Sunday.
        Sunday = "sunday",
    }
}
crate::record! {
    /// A profession.
    pub struct Profession {
        /// What readers call it.
        title: Option<Bilingual>,
        /// Who employs it.
        employer: Account,
        /// Cost of a new post with premises, IT and management; needed where a design has new posts.
        sek_per_year_new: Option<Number<Sek>>,
        /// Cost of a year of time of those already employed.
        sek_per_year_reallocated: Number<Sek>,
        /// Hours a full-time post works in a year.
        hours_per_year: Option<Number<Count>>,
        /// Posts available under `today` for this work; where left out, need is shown without a limit.
        available_fte: Option<Number<Fte>>,
        /// What happens above 100 %; `report` where left out. With `queue`, `minutes` and `start_minutes` wait for their turn, `minutes_per_month` does not.
        over_capacity: Option<OverCapacity>,
        /// With `over_capacity = "queue"`: most that wait for somebody with time at once; whoever comes when so many do goes on without: the step ends, the review falls away until the next, the start becomes an open case.
        longest_queue: Option<Number<Count>>,
        /// With `over_capacity = "queue"`: factor on the open-case hazards while a step (times its `search_ratio`) or a start waits for somebody with time; where left out 1 for a step, the intervention's for a start.
        queue_search_ratio: Option<Number<Ratio>>,
    }
}
crate::record! {
    /// A shared pool of slots that steps, reviews and meetings draw on.
    pub struct Pool {
        /// What readers call it.
        title: Option<Bilingual>,
        /// How many can be served at once.
        slots: Number<Count>,
        /// How long one service takes.
        service_minutes: Varying<Minutes>,
        /// Share of a full-time week of 40 hours that a slot works; where left out the whole, or with `open_weekdays` a fifth for each day, at most the whole. Alone it is a slower slot all week through.
        open_share: Option<Number<Share>>,
        /// Days of the week on which the pool is open; every day where left out. Service starts on these days only and goes on only on them; a slot's hours of the week are spread evenly over them.
        open_weekdays: Option<Vec<Weekday>>,
        /// Most that wait for a slot at once; whoever comes when so many do goes on without: the step ends, the review falls away until the next.
        longest_queue: Option<Number<Count>>,
        /// Factor on the open-case hazards while a step waits for a slot, times the step's `search_ratio`; 1 where left out.
        queue_search_ratio: Option<Number<Ratio>>,
    }
}

/// Minutes of work by profession.
pub type MinutesBy = ById<Number<Minutes>>;
