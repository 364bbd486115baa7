//! Published or counted figures of how assistance is in a place today, which numbers can be calibrated to.

use crate::scenario::distribution::Figure;
use crate::scenario::documented::CountedUnit;
use crate::scenario::source::Source;
use crate::scenario::text::{Bilingual, Ref};
use crate::tree::fields::ById;

crate::words! {
    /// What a fact counts, under `today`.
    pub enum FactQuantity {
        /// Months with any payment in the calendar year, mean of the households with any payment in it.
        MonthsInYear = "months_in_year",
        /// Share with any payment in ten months or more, of the households with any payment in the calendar year.
        TenMonthsShare = "ten_months_share",
        /// Share with any payment in fewer than four months, of the households with any payment in the calendar year.
        UnderFourMonthsShare = "under_four_months_share",
        /// Share of the spells that begin which last more than twelve months; a spell ends after one full calendar month without payment.
        SpellsOverTwelveShare = "spells_over_twelve_share",
        /// Share of the spells that end which are followed by a new payment within three months.
        ReturnsWithinThreeShare = "returns_within_three_share",
        /// Households with any payment in the calendar year, each counted once.
        HouseholdsInYear = "households_in_year",
        /// Households with any payment in a month, mean of the year's months.
        HouseholdsInMonth = "households_in_month",
        /// Households that apply for the first time in the calendar year.
        NewInYear = "new_in_year",
        /// Assistance paid in the calendar year, SEK.
        PaidSekInYear = "paid_sek_in_year",
        /// Assistance paid for each household with any payment in the calendar year, SEK.
        SekPerYearAnyPayment = "sek_per_year_any_payment",
    }
}
crate::words! {
    /// Whom a fact counts, by why they need assistance.
    pub enum Population {
        /// Everybody, whatever the reason.
        All = "all",
        /// Those whose reason is unemployment.
        Unemployment = "unemployment",
    }
}
crate::record! {
    /// A figure that `today` should reproduce.
    pub struct Fact {
        /// What readers call it.
        title: Option<Bilingual>,
        /// What it counts.
        quantity: FactQuantity,
        /// The figure: 0.38 for 38 %.
        value: Figure,
        /// Its standard error, in the unit of the figure: how far it may lie from what it stands for here. May be left out where `add_luck` is set.
        standard_error: Option<Figure>,
        /// Whether the place itself was counted, so that another year of the same kind would have given another figure: the luck of that many households is then added to the error.
        add_luck: Option<bool>,
        /// What it counts.
        unit: CountedUnit,
        /// Whom it counts.
        population: Population,
        /// The calendar year it is of.
        year: i32,
        /// The price year of an amount; its own year where left out.
        price_year: Option<i32>,
        /// After how many full calendar months without payment a spell ends, where the source says; the model's rule is one.
        spell_ends_after_months: Option<u32>,
        /// How the source counts, where it says; shown with the figure.
        counting_rule: Option<Bilingual>,
        /// The id of a `[source.ID]` of this file.
        source: Option<Ref>,
        /// A remark.
        note: Option<Bilingual>,
    }
}
crate::record! {
    /// Facts that numbers of a scenario are calibrated to by `utfall calibrate`.
    pub struct Facts {
        /// The file format's version: 1.
        utfall_facts: u32,
        /// Where facts come from, by id.
        source: ById<Source>,
        /// The facts, by id.
        fact: ById<Fact>,
    }
}

impl FactQuantity {
    /// Returns whether it is a share of households or spells.
    pub fn is_share(self) -> bool {
        matches!(
            self,
            Self::TenMonthsShare
                | Self::UnderFourMonthsShare
                | Self::SpellsOverTwelveShare
                | Self::ReturnsWithinThreeShare
        )
    }

    /// Returns whether it is an amount of money.
    pub fn is_amount(self) -> bool {
        matches!(self, Self::PaidSekInYear | Self::SekPerYearAnyPayment)
    }

    /// Returns whether it grows with the number of people counted.
    pub fn is_count(self) -> bool {
        matches!(
            self,
            Self::HouseholdsInYear | Self::HouseholdsInMonth | Self::NewInYear
        )
    }
}
