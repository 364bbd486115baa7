//! `utfall verify`.

use std::path::PathBuf;

use clap::Args;

use crate::args::shared::Luck;

/// Sets of numbers verified where nothing is said.
pub const DEFAULT_SETS: u64 = 3;
/// Cohorts for each where nothing is said.
pub const DEFAULT_COHORTS: u64 = 400;

#[derive(Args, Clone)]
pub struct Verify {
    pub file: PathBuf,
    #[arg(long, default_value_t = DEFAULT_SETS, hide_default_value = true,
          value_parser = clap::value_parser!(u64).range(1..=1000))]
    pub sets: u64,
    #[arg(long, default_value_t = DEFAULT_COHORTS, hide_default_value = true,
          value_parser = clap::value_parser!(u64).range(2..=10_000_000))]
    pub cohorts: u64,
    #[command(flatten)]
    pub luck: Luck,
    #[arg(long, short)]
    pub quiet: bool,
}
