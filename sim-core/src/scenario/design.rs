//! One way of working together.

use crate::scenario::effect::{Discontinuation, Effect, Transition};
use crate::scenario::intake::{IntakeStep, Review};
use crate::scenario::money::Account;
use crate::scenario::number::{Number, Varying};
use crate::scenario::staff::Booking;
use crate::scenario::text::{Bilingual, CalendarMonth, Ref};
use crate::tree::fields::ById;
use crate::units::{Count, Fte, Months, Plain, Ratio, Sek, Share};

crate::words! {
    /// How cases are chosen for a design that treats a share of them.
    pub enum Allocation {
        /// By lot.
        Random = "random",
        /// By application number, as in Helsingborg.
        Alternate = "alternate",
    }
}
crate::words! {
    /// Who a design applies to.
    pub enum AppliesTo {
        /// New applications, and returns that go through intake.
        New = "new",
        /// Also the stock, which is called in.
        All = "all",
    }
}
crate::record! {
    /// Which cases a design treats.
    pub struct Treated {
        /// Share of cases; 1 where left out.
        share: Option<Number<Share>>,
        /// How they are chosen.
        allocation: Option<Allocation>,
        /// Only these segments.
        segments: Vec<Ref>,
        /// Share of households that consent; 1 where left out.
        consent_share: Option<Number<Share>>,
        /// Who it applies to; `new` where left out.
        applies_to: Option<AppliesTo>,
        /// Over how many months the stock is called in.
        call_in_months: Option<Number<Months>>,
    }
}
crate::record! {
    /// A programme of stated length around several interventions.
    pub struct Programme {
        /// How long a household can take part; the menu is offered again whenever an intervention ends before that.
        months: Varying<Months>,
        /// The intervention that comes last, when the time is up.
        last: Option<Ref>,
    }
}
crate::record! {
    /// Staff posts.
    pub struct Posts {
        /// The profession.
        profession: Ref,
        /// How many full-time posts; or `days_per_week` of fixed presence.
        fte: Option<Number<Fte>>,
        /// Days a week of fixed presence, 0.2 posts each, paid whether or not clients come.
        days_per_week: Option<Number<Count>>,
        /// New posts, or time of people already employed.
        booking: Booking,
        /// Who pays; the employer where left out.
        payer: Option<Account>,
    }
    one_of fte | days_per_week;
}
crate::record! {
    /// A cost that comes once, before go-live.
    pub struct SetUp {
        /// What readers call it.
        title: Option<Bilingual>,
        /// How much.
        sek: Number<Sek>,
        /// Who pays.
        payer: Account,
        /// The month it is paid; the month before go-live where left out.
        month: Option<CalendarMonth>,
    }
}
crate::record! {
    /// A cost that runs while the design runs.
    pub struct Running {
        /// What readers call it.
        title: Option<Bilingual>,
        /// How much a month.
        sek_per_month: Number<Sek>,
        /// Who pays.
        payer: Account,
    }
}
crate::record! {
    /// A way of working. `today` is the baseline.
    pub struct Design {
        /// What readers call it.
        title: Option<Bilingual>,
        /// What it is, in a sentence.
        description: Option<Bilingual>,
        /// The design it differs from.
        based_on: Option<Ref>,
        /// What it takes out of that design, as paths such as `effect.one_handler`.
        remove: Vec<Ref>,
        /// Steps from application to the first choice, in order.
        intake: Vec<IntakeStep>,
        /// Weights in the choice, by segment (or `every`) and intervention (or `none`).
        menu: ById<ById<Number<Ratio>>>,
        /// Match quality q: how much personal fit counts in the choice; 0 where left out.
        match_quality: Option<Number<Plain>>,
        /// How much fit shifts the log-odds of completing well; 0 where left out.
        fit_slope: Option<Number<Plain>>,
        /// A programme around the interventions.
        programme: Option<Programme>,
        /// Reviews of open and lost cases.
        review: Option<Review>,
        /// Levers.
        effect: ById<Effect>,
        /// How the first time differs.
        transition: Option<Transition>,
        /// The risk that it is no longer run as designed.
        discontinuation: Option<Discontinuation>,
        /// Which cases it treats.
        treated: Option<Treated>,
        /// The month it goes live; the scenario's start where left out.
        go_live: Option<CalendarMonth>,
        /// Months until volume is full.
        ramp_up_months: Option<Number<Months>>,
        /// Achieved volume against plan.
        volume_share: Option<Number<Share>>,
        /// Factor on new applications by segment (or `every`): deterrence below one, outreach above.
        entry_ratio: ById<Number<Ratio>>,
        /// Places in interventions from go-live on, where they differ from the intervention's own.
        places: ById<Number<Count>>,
        /// Slots of staff pools from go-live on, where they differ from the pool's own.
        slots: ById<Number<Count>>,
        /// Staff posts.
        posts: ById<Posts>,
        /// Set-up costs.
        set_up: ById<SetUp>,
        /// Running costs.
        running: ById<Running>,
    }
}
