//! `utfall backtest`.

use std::path::PathBuf;

use clap::Args;

use crate::args::shared::{Luck, TableFormat};

/// Draws made for a backtest where nothing is said.
pub const DEFAULT_BACKTEST_DRAWS: u64 = 1000;

#[derive(Args, Clone)]
pub struct Backtest {
    #[arg(required = true)]
    pub files: Vec<PathBuf>,
    #[arg(long, default_value_t = DEFAULT_BACKTEST_DRAWS, hide_default_value = true,
          value_parser = clap::value_parser!(u64).range(1..=1_000_000))]
    pub draws: u64,
    #[command(flatten)]
    pub luck: Luck,
    #[arg(long, value_enum, default_value_t = TableFormat::Text,
          hide_default_value = true, hide_possible_values = true)]
    pub format: TableFormat,
    #[arg(long)]
    pub out: Option<PathBuf>,
    #[arg(long, short)]
    pub quiet: bool,
}
