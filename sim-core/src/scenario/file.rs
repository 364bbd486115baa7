//! The whole file.

use crate::scenario::design::Design;
use crate::scenario::distribution::{Figure, Named};
use crate::scenario::documented::Documented;
use crate::scenario::exits::Exit;
use crate::scenario::households::{Inflow, List, Segment, Stock};
use crate::scenario::intervention::Intervention;
use crate::scenario::money::{
    Adjustments, Benefit, Displacement, Flow, Money, Optimism, Probe, Reform,
};
use crate::scenario::number::{Grade, Number};
use crate::scenario::source::Source;
use crate::scenario::staff::{Pool, Profession};
use crate::scenario::text::{Bilingual, CalendarMonth, Ref};
use crate::scenario::world::{Correlated, LabourMarket, Levers};
use crate::tree::fields::ById;

crate::record! {
    /// What the scenario is about.
    pub struct About {
        /// Its title.
        title: Bilingual,
        /// The question it answers.
        question: Option<Bilingual>,
        /// The municipality.
        municipality: Option<String>,
        /// The first month.
        start: CalendarMonth,
        /// How many months are followed, 720 at most.
        horizon_months: u32,
        /// The year in whose prices amounts are given and present values are shown.
        price_year: i32,
    }
}
crate::record! {
    /// A number that is used in more than one place. Its unit is that of the places that use it.
    pub struct Parameter {
        /// What readers call it.
        title: Option<Bilingual>,
        /// The value, when it is known.
        value: Option<Figure>,
        /// The value that the true one is below with 5 % probability.
        p05: Option<Figure>,
        /// The value that the true one is below with 50 % probability.
        p50: Option<Figure>,
        /// The value that the true one is below with 95 % probability.
        p95: Option<Figure>,
        /// A named distribution of the true value.
        uncertain: Option<Named>,
        /// The id of a `[source.ID]`.
        source: Option<Ref>,
        /// How well the number is supported, A (best) to D (assumed).
        grade: Option<Grade>,
        /// The price year of an amount of money.
        price_year: Option<i32>,
        /// A remark.
        note: Option<String>,
    }
    one_of value | p50 | uncertain;
}
crate::record! {
    /// A scenario: one municipality, its interventions, `today` and any number of designs.
    pub struct Scenario {
        /// The file format's version: 1.
        utfall: u32,
        /// Files read before this one, by path relative to it.
        include: Vec<Ref>,
        /// What the scenario is about.
        about: About,
        /// Where numbers come from, by id.
        source: ById<Source>,
        /// Numbers used in more than one place, by id.
        parameter: ById<Parameter>,
        /// Uncertain numbers that go together, by id.
        correlation: ById<Correlated>,
        /// The labour market.
        labour_market: Option<LabourMarket>,
        /// How levers combine.
        levers: Option<Levers>,
        /// What assistance costs.
        benefit: Benefit,
        /// Growth, discounting, tax.
        money: Option<Money>,
        /// Money between accounts, by id.
        flow: ById<Flow>,
        /// Professions, by id.
        staff: ById<Profession>,
        /// Pools of staff slots, by id.
        pool: ById<Pool>,
        /// Groups of households, by id.
        segment: ById<Segment>,
        /// What happens after each exit.
        exit: ById<Exit>,
        /// Days within which a return reopens the case without intake; 90 where left out.
        reopen_within_days: Option<Number<crate::units::Days>>,
        /// New applications.
        inflow: Option<Inflow>,
        /// Households on assistance at the start.
        stock: Option<Stock>,
        /// Closed lists of households, by id.
        list: ById<List>,
        /// Interventions, by id.
        intervention: ById<Intervention>,
        /// Ways of working, by id; `today` must be there.
        design: ById<Design>,
        /// Dated changes that apply under every design, by id.
        reform: ById<Reform>,
        /// Which adjustments are on.
        adjustments: Option<Adjustments>,
        /// Extra jobs that others lose.
        displacement: Option<Displacement>,
        /// Scaling down of hopes.
        optimism: Option<Optimism>,
        /// Things counted besides the standard ones, by id.
        probe: ById<Probe>,
        /// What documents say came out, held against the model by `utfall backtest`.
        documented: Vec<Documented>,
    }
}
