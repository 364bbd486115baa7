//! `utfall sensitivity`.

use clap::Args;

use crate::args::analysis::Analysis;

#[derive(Args, Clone)]
pub struct Sensitivity {
    #[command(flatten)]
    pub analysis: Analysis,
    #[arg(long, value_parser = clap::value_parser!(u64).range(64..=100_000))]
    pub draws_each: Option<u64>,
}
