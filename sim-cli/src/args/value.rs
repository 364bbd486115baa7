//! `utfall value` and `utfall pilot`.

use clap::{Args, ValueEnum};
use sim_core::analysis::StudyAsked;
use sim_core::results::pilot::{PilotAllocation, PilotOutcome};

use crate::args::analysis::Analysis;
use crate::typed;

/// Months that a pilot follows households where nothing is said.
pub const DEFAULT_MONTHS: u32 = 5;
/// Arms of a pilot where nothing is said.
const DEFAULT_ARMS: &str = "50x50";

#[derive(Args, Clone)]
pub struct Value {
    #[command(flatten)]
    pub analysis: Analysis,
    #[arg(long = "study", value_parser = typed::study)]
    pub studies: Vec<StudyAsked>,
}

#[derive(Args, Clone)]
pub struct Pilot {
    #[command(flatten)]
    pub analysis: Analysis,
    #[arg(long, value_parser = typed::arms, default_value = DEFAULT_ARMS, hide_default_value = true)]
    pub arms: (u32, u32),
    #[arg(long, default_value_t = DEFAULT_MONTHS, hide_default_value = true,
          value_parser = clap::value_parser!(u32).range(1..=600))]
    pub months: u32,
    #[arg(long, value_enum, default_value_t = Allocation::EverySecond,
          hide_default_value = true, hide_possible_values = true)]
    pub allocation: Allocation,
    #[arg(long)]
    pub design: Option<String>,
    #[arg(long, value_enum, default_value_t = Outcome::OffAssistance,
          hide_default_value = true, hide_possible_values = true)]
    pub outcome: Outcome,
    #[arg(long, value_parser = typed::share_below_one)]
    pub contamination: Option<f64>,
    #[arg(long, value_parser = typed::share_below_one)]
    pub drop_out: Option<f64>,
    #[arg(long, value_parser = typed::amount)]
    pub cost_sek: Option<f64>,
    #[arg(long, value_parser = typed::amount)]
    pub cost_sek_per_household: Option<f64>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum Allocation {
    #[value(alias = "vartannat")]
    EverySecond,
    #[value(alias = "lottning")]
    Random,
    #[value(alias = "kontor")]
    ByOffice,
}

impl From<Allocation> for PilotAllocation {
    fn from(allocation: Allocation) -> Self {
        match allocation {
            Allocation::EverySecond => Self::EverySecond,
            Allocation::Random => Self::Random,
            Allocation::ByOffice => Self::ByOffice,
        }
    }
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum Outcome {
    #[value(alias = "utan-bistand")]
    OffAssistance,
    #[value(alias = "egen-forsorjning")]
    SelfSupport,
}

impl From<Outcome> for PilotOutcome {
    fn from(outcome: Outcome) -> Self {
        match outcome {
            Outcome::OffAssistance => Self::OffAssistance,
            Outcome::SelfSupport => Self::SelfSupport,
        }
    }
}
