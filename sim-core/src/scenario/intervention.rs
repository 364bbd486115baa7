//! What a household can be offered.

use crate::scenario::number::{Number, Varying};
use crate::scenario::text::{Bilingual, CalendarMonth, Ref};
use crate::tree::fields::ById;
use crate::units::{Count, Days, Minutes, Months, PerMonth, Ratio, Share};

crate::record! {
    /// A factor on the hazards to job and studies after a completed intervention.
    pub struct AfterEffect {
        /// The factor.
        hazard_ratio: Number<Ratio>,
        /// How many months of the open case it lasts.
        months: Number<Months>,
    }
}
crate::record! {
    /// How many can be inside at once from some month on.
    pub struct PlacesStep {
        /// From which month.
        from: CalendarMonth,
        /// How many.
        places: Number<Count>,
    }
}
crate::record! {
    /// An intervention.
    pub struct Intervention {
        /// What readers call it.
        title: Option<Bilingual>,
        /// How long it lasts.
        duration_days: Varying<Days>,
        /// Factor on the open-case hazards while inside (lock-in); 1 where left out.
        lock_in_ratio: Option<Number<Ratio>>,
        /// Hazard of dropping out to the open case.
        drop_out_per_month: Option<Number<PerMonth>>,
        /// Share of the benefit paid while inside; 1 where left out, 0 for a job with wages.
        benefit_share: Option<Number<Share>>,
        /// Exits to job and studies from start to completion, against what an open case would have had over the same time.
        effect_ratio: Option<Number<Ratio>>,
        /// Shares of those who complete, by exit; the rest goes on as `then` says. For job and studies instead of `effect_ratio`, in documented cases; other exits beside it are shares of those who complete without job or studies.
        outcome_share: ById<Number<Share>>,
        /// Shares of those who complete without an exit that go straight on to another intervention; the rest goes to the open case.
        then: ById<Number<Share>>,
        /// What stays with those who complete.
        after_effect: Option<AfterEffect>,
        /// Staff time at the start, by profession.
        start_minutes: ById<Number<Minutes>>,
        /// Staff time for each month inside, by profession.
        minutes_per_month: ById<Number<Minutes>>,
        /// Places; none written means unlimited.
        places: Option<Number<Count>>,
        /// Places that change over time.
        places_from: Vec<PlacesStep>,
        /// Longest wait for a place before the household goes to the open case.
        longest_wait_days: Option<Number<Days>>,
        /// Most households that wait for a place at once; whoever comes when so many do goes to the open case.
        longest_queue: Option<Number<Count>>,
        /// Factor on the open-case hazards while waiting for a place; 1 where left out: people find jobs while they wait.
        queue_search_ratio: Option<Number<Ratio>>,
        /// Segments that go first in the queue.
        priority: Vec<Ref>,
    }
}
