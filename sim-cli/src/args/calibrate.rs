//! `utfall calibrate`.

use std::path::PathBuf;

use clap::{Args, ValueEnum};

use crate::args::shared::{Format, Luck};

/// Sets of values tried where nothing is said.
pub const DEFAULT_CALIBRATION_DRAWS: u64 = 2000;
/// Cohorts for each where nothing is said.
pub const DEFAULT_CALIBRATION_COHORTS: u32 = 8;

#[derive(Args, Clone)]
pub struct Calibrate {
    pub file: PathBuf,
    #[arg(long = "to")]
    pub facts: PathBuf,
    #[arg(long, required = true, value_delimiter = ',')]
    pub free: Vec<String>,
    #[arg(long)]
    pub out: Option<PathBuf>,
    #[arg(long, default_value_t = DEFAULT_CALIBRATION_DRAWS, hide_default_value = true,
          value_parser = clap::value_parser!(u64).range(64..=1_000_000))]
    pub draws: u64,
    #[arg(long, default_value_t = DEFAULT_CALIBRATION_COHORTS, hide_default_value = true,
          value_parser = clap::value_parser!(u32).range(2..=1_000))]
    pub cohorts: u32,
    #[arg(long, value_enum, default_value_t = Figures::Auto,
          hide_default_value = true, hide_possible_values = true)]
    pub method: Figures,
    #[command(flatten)]
    pub luck: Luck,
    #[arg(long, value_enum, default_value_t = Format::Text,
          hide_default_value = true, hide_possible_values = true)]
    pub format: Format,
    #[arg(long)]
    pub report: Option<PathBuf>,
    #[arg(long, short)]
    pub quiet: bool,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum Figures {
    Auto,
    MonteCarlo,
    Exact,
}
