//! Money: the benefit, flows between accounts, growth, discounting.

use crate::scenario::number::Number;
use crate::scenario::text::{Bilingual, Ref};
use crate::tree::fields::ById;
use crate::units::{Count, Months, PerYear, Ratio, Sek, Share};

crate::words! {
    /// Who pays and who receives.
    pub enum Account {
        /// The municipality the scenario is about.
        Municipality = "municipality",
        /// Other municipalities, through equalisation.
        OtherMunicipalities = "other_municipalities",
        /// The region.
        Region = "region",
        /// The state.
        State = "state",
        /// Unemployment insurance funds.
        UnemploymentInsurance = "unemployment_insurance",
        /// Social insurance.
        SocialInsurance = "social_insurance",
        /// Employers.
        Employers = "employers",
        /// Households.
        Households = "households",
        /// Real resources used or made.
        Outside = "outside",
    }
}
crate::words! {
    /// What a flow is for: the row it stands on and the growth it follows.
    pub enum FlowKind {
        /// Social assistance.
        Benefit = "benefit",
        /// Wages and the output that matches them.
        Wages = "wages",
        /// Taxes and contributions.
        Tax = "tax",
        /// Other transfers: unemployment insurance, study support, activity support.
        Transfer = "transfer",
        /// What interventions cost besides staff.
        Programme = "programme",
        /// Wage subsidies.
        Subsidy = "subsidy",
        /// Staff.
        Staff = "staff",
        /// Premises, fixed presence, other running cost.
        Running = "running",
        /// Set-up cost.
        SetUp = "set_up",
    }
}
crate::record! {
    /// What assistance costs. Write exactly one of the three amounts: they mean different things.
    pub struct Benefit {
        /// For a household, each month it is on assistance.
        sek_per_month_on_assistance: Option<Number<Sek>>,
        /// For a household, over twelve months on assistance.
        sek_per_year_on_assistance: Option<Number<Sek>>,
        /// For a household with any payment in the calendar year: a published mean. The amount for a day follows from how long such households are simulated to be on assistance in a year under `today`.
        sek_per_year_any_payment: Option<Number<Sek>>,
    }
    one_of sek_per_month_on_assistance | sek_per_year_on_assistance | sek_per_year_any_payment;
}
crate::record! {
    /// Money between two accounts. Write exactly one amount, and where it arises.
    pub struct Flow {
        /// What readers call it.
        title: Option<Bilingual>,
        /// Who pays.
        payer: Account,
        /// Who receives.
        receiver: Account,
        /// What it is for.
        kind: FlowKind,
        /// For each month in the states of `while_in`.
        sek_per_month: Option<Number<Sek>>,
        /// For each of the events of `at`.
        sek_each: Option<Number<Sek>>,
        /// As a share of another flow.
        share_of: Option<FlowShare>,
        /// Interventions and exits in which it runs.
        while_in: Vec<Ref>,
        /// Interventions and exits at whose start it arises.
        at: Vec<Ref>,
        /// Only the first so many months of each stay.
        first_months: Option<Number<Months>>,
        /// Only these segments.
        segments: Vec<Ref>,
        /// Whether municipal tax is meant, of which the municipality keeps `retained_tax_share` and the rest flows on to the state.
        equalised: Option<bool>,
    }
    one_of sek_per_month | sek_each | share_of;
}
crate::record! {
    /// A flow as a share of another flow.
    pub struct FlowShare {
        /// The other flow.
        flow: Ref,
        /// The share.
        share: Number<Share>,
    }
}
crate::record! {
    /// How money changes over time.
    pub struct Money {
        /// General price change, for turning nominal amounts into constant prices.
        inflation_per_year: Option<Number<PerYear>>,
        /// Nominal growth by kind of flow, from the price year on; as inflation where left out.
        growth_per_year: ById<Number<PerYear>>,
        /// Real discount rate for present values.
        discount_per_year: Option<Number<PerYear>>,
        /// Share of municipal tax on a new taxpayer that the municipality keeps after equalisation.
        retained_tax_share: Option<Number<Share>>,
        /// Price index by year, for amounts given in another year's prices.
        price_index: ById<Number<Ratio>>,
        /// The loss whose probability is reported.
        large_loss_sek: Option<Number<Sek>>,
    }
}
crate::record! {
    /// Extra job time that others lose.
    pub struct Displacement {
        /// Share of the signed extra job time.
        share: Number<Share>,
        /// Share of the displaced who are on assistance instead.
        on_assistance_share: Number<Share>,
        /// Share of the displaced who are on unemployment insurance instead.
        on_unemployment_insurance_share: Number<Share>,
    }
}
crate::record! {
    /// Scaling down of hopes.
    pub struct Optimism {
        /// Factor on ln hazard ratio where it helps the design.
        effect_ratio: Number<Ratio>,
        /// Factor on set-up cost.
        set_up_ratio: Number<Ratio>,
    }
}
crate::record! {
    /// Which adjustments are on. Displacement, volume and discontinuation are on where nothing is written, optimism off.
    pub struct Adjustments {
        /// Whether extra jobs displace others.
        displacement: Option<bool>,
        /// Whether volume falls short of plan as `volume_share` says.
        volume: Option<bool>,
        /// Whether a design may stop being run as designed.
        discontinuation: Option<bool>,
        /// Whether hopes are scaled down.
        optimism: Option<bool>,
    }
}
crate::record! {
    /// A dated change that applies under every design.
    pub struct Reform {
        /// What readers call it.
        title: Option<Bilingual>,
        /// The month from which it holds.
        from: crate::scenario::text::CalendarMonth,
        /// Factor on the benefit.
        benefit_ratio: Option<Number<Ratio>>,
        /// Factor on open-case hazards.
        hazard_ratio: Option<Number<Ratio>>,
        /// Factor on new applications.
        entry_ratio: Option<Number<Ratio>>,
        /// Only these segments.
        segments: Vec<Ref>,
        /// Only these exits; job and studies where left out.
        exits: Vec<Ref>,
    }
}
crate::record! {
    /// Something counted for every household in some state at some time.
    pub struct Probe {
        /// What readers call it.
        title: Option<Bilingual>,
        /// The list that is followed; everyone on assistance where left out.
        list: Option<Ref>,
        /// The intervention whose starters or completers are followed.
        intervention: Option<Ref>,
        /// From when, for an intervention: `start` or `completion`.
        from: Option<ProbeFrom>,
        /// After how many months the household is looked up.
        after_months: Number<Count>,
    }
}
crate::words! {
    /// From when a probe counts.
    pub enum ProbeFrom {
        /// From the start of the intervention.
        Start = "start",
        /// From its completion.
        Completion = "completion",
    }
}
