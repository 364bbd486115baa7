//! What documents say came out, to be held against what the model expects.

use crate::scenario::distribution::Figure;
use crate::scenario::text::{Bilingual, Ref};

crate::words! {
    /// What kind of figure a document gives.
    pub enum DocumentedKind {
        /// A share of some households, without comparison: not an effect.
        GrossShare = "gross_share",
        /// How many, without comparison: not an effect.
        Count = "count",
        /// How many of a closed list are left; leaving a list is not an exit.
        List = "list",
        /// A relative change between two stretches of time, without comparison: not an effect.
        Change = "change",
        /// An amount of money.
        Amount = "amount",
        /// What was aimed at; shown beside the prediction, not scored.
        Target = "target",
        /// What somebody expected; shown beside the prediction, not scored.
        Expectation = "expectation",
    }
}
crate::words! {
    /// What the engine can count to hold against a document.
    pub enum Quantity {
        /// How many of the list `list` have never been in any of `states` until `after_months` after its start.
        ListRemaining = "list_remaining",
        /// How many of the list `list` are on assistance `after_months` after its start, those who came back among them.
        ListOnAssistance = "list_on_assistance",
        /// Share of the group `of` who are in one of `states` when they are looked up.
        InStateShare = "in_state_share",
        /// Share of the group `of` who have been in one of `states` when they are looked up.
        ReachedShare = "reached_share",
        /// How many of the group `of` have been in one of `states` when they are looked up.
        ReachedCount = "reached_count",
        /// Share of the exits of the window that are to one of `states`; exits, not households.
        ExitShare = "exit_share",
        /// How many exits of the window are to one of `states`; exits, not households.
        ExitCount = "exit_count",
        /// Relative change of the mean number of households with any payment in a month, from the base window to the window.
        HouseholdsChange = "households_change",
        /// Relative change of assistance paid a month, constant prices, from the base window to the window.
        PaidChange = "paid_change",
        /// Change of assistance paid in a year, from the base window to the window, constant prices: twelve mean months of each.
        PaidChangeSek = "paid_change_sek",
        /// Assistance paid in the window for twelve months of a household's time on assistance, as the benefit's key of that name.
        SekPerYearOnAssistance = "sek_per_year_on_assistance",
        /// Assistance paid in the window for twelve household-months with any payment; a part of a month counts as one.
        SekPerYearOfPaidMonths = "sek_per_year_of_paid_months",
        /// Assistance paid for each household with any payment in a calendar year, mean of the whole calendar years of the horizon.
        SekPerYearAnyPayment = "sek_per_year_any_payment",
    }
}
crate::words! {
    /// Whom a quantity follows; each household once, from its own beginning.
    pub enum Group {
        /// A closed list, from its start.
        List = "list",
        /// Those who start one of `interventions`, from the first start.
        Starters = "starters",
        /// Those who complete one of `interventions`, from the first completion.
        Completers = "completers",
        /// Those who apply for the first time, from the application.
        Applicants = "applicants",
        /// Those on assistance when the scenario starts.
        Stock = "stock",
    }
}
crate::words! {
    /// What the document counts.
    pub enum CountedUnit {
        /// Households.
        Households = "households",
        /// Persons; the model follows households.
        Persons = "persons",
    }
}
crate::record! {
    /// What the figure measures, in words the engine can count. Months are counted from the scenario's start: month 0 is the first one, and `to_month = 6` ends with the sixth.
    pub struct Measured {
        /// What is counted.
        quantity: Quantity,
        /// Whom it follows, for shares and counts of a group.
        of: Option<Group>,
        /// The list, where it follows one.
        list: Option<Ref>,
        /// The interventions whose starters or completers it follows; any one of them.
        interventions: Vec<Ref>,
        /// Only these segments; all where left out.
        segments: Vec<Ref>,
        /// Exits, interventions, or `assistance` and `intervention` (any of them). For `list_remaining` what takes a household off the list: every exit but a payment gap where left out.
        states: Vec<Ref>,
        /// The exits that an `exit_share` is a share of; every exit but a payment gap where left out.
        of_states: Vec<Ref>,
        /// Months from a household's own beginning until it is looked up; at the end of the window where left out.
        after_months: Option<u32>,
        /// The first month of the window: from when a household of the group may begin, or exits and money are counted; 0 where left out.
        from_month: Option<u32>,
        /// The month the window ends at; as late as the horizon allows where left out.
        to_month: Option<u32>,
        /// The first month of the base window of a change.
        base_from_month: Option<u32>,
        /// The month the base window of a change ends at.
        base_to_month: Option<u32>,
    }
}
crate::record! {
    /// A figure that a document gives.
    pub struct Documented {
        /// Its id.
        id: Ref,
        /// What readers call it.
        title: Bilingual,
        /// What kind of figure it is.
        kind: DocumentedKind,
        /// The design it was observed under.
        design: Ref,
        /// What it measures. Several where the document can be read in several ways; all are then held equally likely. May be left out for a target or an expectation without a number.
        measured: Vec<Measured>,
        /// The figure: 0.65 for 65 %, -0.2 for a fall by 20 %. Required but for a target or an expectation.
        value: Option<Figure>,
        /// The least it may be, where the document says about, at least or two things.
        value_low: Option<Figure>,
        /// The most it may be, where the document says about, at most or two things.
        value_high: Option<Figure>,
        /// The price year of an amount of money.
        price_year: Option<i32>,
        /// How many a share or a list is of.
        denominator: Option<u32>,
        /// The least it may be of, where the document does not say.
        denominator_low: Option<u32>,
        /// The most it may be of, where the document does not say.
        denominator_high: Option<u32>,
        /// What the document counts.
        unit: CountedUnit,
        /// How the document counts, where it says; shown with the figure.
        counting_rule: Option<Bilingual>,
        /// Whether the place was chosen, or chose itself, because it did well: the figure should then lie on the good side.
        chosen_as_success: Option<bool>,
        /// Whether the scenario is built on the figure; the model then knows it, and it is shown but not scored. An amount that stands in the scenario with the same source is one anyway.
        used_as_input: Option<bool>,
        /// The id of a `[source.ID]`.
        source: Ref,
        /// A remark.
        note: Option<Bilingual>,
    }
}
