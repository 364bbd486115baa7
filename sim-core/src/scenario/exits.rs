//! Where a household goes when it leaves assistance, and how it comes back.

use crate::scenario::hazard::Hazard;
use crate::scenario::number::{Number, Varying};
use crate::tree::fields::ById;
use crate::units::{Days, Months, Share};

crate::words! {
    /// The exits a household can take.
    pub enum ExitKind {
        /// Unsubsidised work.
        Job = "job",
        /// Studies with study support.
        Studies = "studies",
        /// Unemployment insurance.
        UnemploymentInsurance = "unemployment_insurance",
        /// Sickness and other social insurance.
        SocialInsurance = "social_insurance",
        /// Another benefit.
        OtherBenefit = "other_benefit",
        /// Moved to another municipality.
        Moved = "moved",
        /// The application was withdrawn or refused.
        Withdrawn = "withdrawn",
        /// For good: ageing out, death.
        Permanent = "permanent",
        /// A month or more without payment and without new income; never self-support.
        PaymentGap = "payment_gap",
    }
}
crate::record! {
    /// How a household comes back after an exit; write `hazard`, or `after_days`.
    pub struct Return {
        /// Hazard by months since the exit.
        hazard: Option<Hazard>,
        /// Time until it leaves the exit.
        after_days: Option<Varying<Days>>,
    }
    one_of hazard | after_days;
}
crate::record! {
    /// What happens after an exit. An exit without `comes_back` is final.
    pub struct Exit {
        /// How a household leaves the exit.
        comes_back: Option<Return>,
        /// Shares of those who leave it that go to another exit instead of returning.
        ends_in: ById<Number<Share>>,
        /// Share of single-adult households that keep part of the benefit (part-time work).
        part_benefit_share: Option<Number<Share>>,
        /// How much of the benefit those keep.
        part_benefit_left_share: Option<Number<Share>>,
        /// For how many months a part of the benefit is kept; as long as the household is in the exit where left out.
        benefit_left_months: Option<Number<Months>>,
        /// How much of the benefit a household with two adults keeps when one of them takes this exit.
        second_adult_left_share: Option<Number<Share>>,
        /// Whether a return starts without intake, whatever time has passed (a payment gap).
        returns_without_intake: Option<bool>,
    }
}
