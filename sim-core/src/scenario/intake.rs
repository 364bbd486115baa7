//! From application to the first choice, and the reviews that follow.

use crate::scenario::number::{Number, Varying};
use crate::scenario::staff::MinutesBy;
use crate::scenario::text::{Bilingual, Ref};
use crate::units::{Days, Ratio, Share};

crate::record! {
    /// One step of intake: a wait, then a handover.
    pub struct IntakeStep {
        /// Its id.
        id: Ref,
        /// What readers call it.
        title: Option<Bilingual>,
        /// How long the household waits in it.
        wait_days: Varying<Days>,
        /// Factor on the open-case hazards while waiting; 1 where left out: people find jobs while they wait.
        search_ratio: Option<Number<Ratio>>,
        /// Share that withdraws or is refused at the end of the step.
        withdrawal_share: Option<Number<Share>>,
        /// Share that is lost between authorities at the end of the step.
        lost_share: Option<Number<Share>>,
        /// Whether benefit is paid during the step; `true` where left out.
        benefit_paid: Option<bool>,
        /// Whether a household that returns later goes through the step; `true` where left out.
        on_return: Option<bool>,
        /// Whether a household that is called in from the stock goes through the step; `true` where left out.
        on_call_in: Option<bool>,
        /// Staff time, by profession.
        minutes: MinutesBy,
        /// The pool whose slot the step needs.
        pool: Option<Ref>,
    }
}
crate::record! {
    /// Reviews of open and lost cases.
    pub struct Review {
        /// Days between two reviews of a case.
        every_days: Number<Days>,
        /// Share of lost households a review finds; 1 where left out.
        finds_lost_share: Option<Number<Share>>,
        /// Share of reviews of open cases that offer the menu again; 0 where left out.
        offers_menu_share: Option<Number<Share>>,
        /// Staff time for each review, by profession.
        minutes: MinutesBy,
        /// The pool whose slot a review needs.
        pool: Option<Ref>,
    }
}
