//! Who the households are: segments, new applications, the stock, closed lists.

use crate::scenario::hazard::Hazards;
use crate::scenario::number::{Number, Varying};
use crate::scenario::text::{Bilingual, CalendarMonth};
use crate::tree::fields::ById;
use crate::units::{Count, Months, PerYear, Ratio, Share, Years};

crate::record! {
    /// The benefit's level from some month of a spell on.
    pub struct BenefitStep {
        /// From how many months of the spell on.
        from_month: Number<Months>,
        /// The level against the segment's own.
        ratio: Number<Ratio>,
    }
}
crate::record! {
    /// A group of households that behave alike.
    pub struct Segment {
        /// What readers call it.
        title: Option<Bilingual>,
        /// Its share of new applications; the shares of all segments sum to one.
        share_of_new: Number<Share>,
        /// Its share of a given stock; where left out, as the warm-up grows it.
        share_of_stock: Option<Number<Share>>,
        /// Share of its households with two adults.
        two_adults_share: Option<Number<Share>>,
        /// Its benefit against the scenario's.
        benefit_ratio: Option<Number<Ratio>>,
        /// How much the benefit varies between its households: standard deviation over mean.
        benefit_cv_ratio: Option<Number<Ratio>>,
        /// How the benefit depends on the length of the spell.
        benefit_by_month: Vec<BenefitStep>,
        /// Standard deviation of ln readiness: how much households differ in their hazards to job and studies.
        readiness_sd: Option<Number<Ratio>>,
        /// Open-case hazards by exit; `permanent` is counted from the first application and runs everywhere.
        hazard: Hazards,
    }
}
crate::record! {
    /// New applications.
    pub struct Inflow {
        /// Mean number of new households a month at the start.
        per_month: Number<Count>,
        /// Twelve factors, January first; they are scaled to mean one.
        season_ratio: Vec<Number<Ratio>>,
        /// Relative change a year from the start on.
        trend_per_year: Option<Number<PerYear>>,
    }
}
crate::record! {
    /// The households on assistance at the start.
    pub struct Stock {
        /// How many; where left out, as many as the inflow grows.
        households: Option<Number<Count>>,
        /// How many years of inflow grow it; where left out, until it changes by less than one per cent a year.
        warm_up_years: Option<Number<Years>>,
        /// `false` starts with nobody.
        present: Option<bool>,
    }
}
crate::record! {
    /// A closed list of households, followed beside the others.
    pub struct List {
        /// What readers call it.
        title: Option<Bilingual>,
        /// How many.
        households: Number<Count>,
        /// The month it starts; the scenario's start where left out.
        starts: Option<CalendarMonth>,
        /// Shares by segment.
        segment_share: ById<Number<Share>>,
        /// Months on assistance behind each household when the list starts.
        months_on_assistance: Option<Varying<Months>>,
        /// Where they stand when the list starts: `intake` or `open`; `open` where left out.
        begins_in: Option<BeginsIn>,
    }
}
crate::words! {
    /// Where the households of a list stand at first.
    pub enum BeginsIn {
        /// At the first intake step.
        Intake = "intake",
        /// In an open case.
        Open = "open",
    }
}
