//! `utfall breakeven` and `utfall choose`.

use clap::Args;
use sim_core::analysis::LeverAsked;

use crate::args::analysis::Analysis;
use crate::typed;

/// The highest price of an extra household in self-support where nothing is said, SEK.
pub const DEFAULT_MOST_PER_HOUSEHOLD: f64 = 1_000_000.0;

#[derive(Args, Clone)]
pub struct Breakeven {
    #[command(flatten)]
    pub analysis: Analysis,
    #[arg(long, required = true, value_parser = typed::lever)]
    pub lever: Vec<LeverAsked>,
    #[arg(long = "from", value_parser = typed::number, allow_hyphen_values = true)]
    pub lowest: Option<f64>,
    #[arg(long = "to", value_parser = typed::number, allow_hyphen_values = true)]
    pub highest: Option<f64>,
}

#[derive(Args, Clone)]
pub struct Choose {
    #[command(flatten)]
    pub analysis: Analysis,
    #[arg(long, value_parser = typed::amount)]
    pub most_per_household: Option<f64>,
    #[arg(long, value_delimiter = ',', value_parser = typed::lever_within)]
    pub search: Vec<LeverAsked>,
    #[arg(long, requires = "search", value_parser = typed::amount)]
    pub budget_sek: Option<f64>,
}
