//! `utfall predict` and `utfall follow-up`.

use std::path::PathBuf;

use clap::Args;

use crate::args::shared::{Luck, Output};

#[derive(Args, Clone)]
pub struct Predict {
    pub file: PathBuf,
    #[arg(long, required = true)]
    pub register: PathBuf,
    #[arg(long)]
    pub design: Option<String>,
    // Fewer would not fill forty equally likely parts; more would only take memory.
    #[arg(long, value_parser = clap::value_parser!(u64).range(200..=100_000))]
    pub draws: Option<u64>,
    #[command(flatten)]
    pub luck: Luck,
    #[arg(long, short)]
    pub quiet: bool,
}

#[derive(Args, Clone)]
pub struct FollowUp {
    pub actual: PathBuf,
    #[arg(long, required = true)]
    pub register: PathBuf,
    #[arg(long)]
    pub prediction: Option<String>,
    #[command(flatten)]
    pub output: Output,
}
