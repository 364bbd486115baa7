//! `utfall report`.

use std::path::PathBuf;

use clap::Args;

use crate::args::shared::Luck;

#[derive(Args, Clone)]
pub struct Report {
    pub file: PathBuf,
    #[arg(long)]
    pub out: PathBuf,
    #[arg(long, value_parser = clap::value_parser!(u64).range(1..=10_000_000))]
    pub draws: Option<u64>,
    #[command(flatten)]
    pub luck: Luck,
    #[arg(long, value_delimiter = ',')]
    pub designs: Vec<String>,
    #[arg(long)]
    pub one_page: bool,
    #[arg(long)]
    pub with_draws: bool,
    #[arg(long)]
    pub browser: Option<PathBuf>,
    #[arg(long, short)]
    pub quiet: bool,
}
