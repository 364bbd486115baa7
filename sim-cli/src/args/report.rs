//! `utfall report`.

use std::path::PathBuf;

use clap::Args;

use crate::args::compare::RunAsked;

#[derive(Args, Clone)]
pub struct Report {
    pub file: PathBuf,
    #[arg(long)]
    pub out: PathBuf,
    #[command(flatten)]
    pub run: RunAsked,
    #[arg(long)]
    pub one_page: bool,
    #[arg(long)]
    pub with_draws: bool,
    #[arg(long)]
    pub browser: Option<PathBuf>,
    #[arg(long, short)]
    pub quiet: bool,
}
