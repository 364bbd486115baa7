//! `utfall diff`.

use std::path::PathBuf;

use clap::Args;

use crate::args::shared::{Luck, Output};

#[derive(Args, Clone)]
pub struct Diff {
    pub file: PathBuf,
    pub from: String,
    pub to: String,
    #[arg(long, value_parser = clap::value_parser!(u64).range(1..=1_000_000))]
    pub draws: Option<u64>,
    #[command(flatten)]
    pub luck: Luck,
    #[arg(long)]
    pub in_order: bool,
    #[command(flatten)]
    pub output: Output,
    #[arg(long, short)]
    pub quiet: bool,
}
