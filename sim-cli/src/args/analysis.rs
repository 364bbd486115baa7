//! What every analysis of a comparison takes.

use std::path::PathBuf;

use clap::{Args, ValueEnum};
use sim_core::results::comparison::Perspective;

use crate::args::shared::{Luck, Output};

#[derive(Args, Clone)]
pub struct Analysis {
    pub file: PathBuf,
    #[arg(long, value_parser = clap::value_parser!(u64).range(1..=1_000_000))]
    pub draws: Option<u64>,
    #[command(flatten)]
    pub luck: Luck,
    #[arg(long, value_delimiter = ',')]
    pub designs: Vec<String>,
    #[arg(long, value_enum, default_value_t = SeenBy::Municipality,
          hide_default_value = true, hide_possible_values = true)]
    pub perspective: SeenBy,
    #[command(flatten)]
    pub output: Output,
    #[arg(long)]
    pub report: Option<PathBuf>,
    #[arg(long, short)]
    pub quiet: bool,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum SeenBy {
    #[value(alias = "kommun", alias = "kommunen")]
    Municipality,
    #[value(alias = "offentlig-sektor")]
    PublicSector,
    #[value(alias = "samhälle", alias = "samhället")]
    Society,
}

impl From<SeenBy> for Perspective {
    fn from(seen_by: SeenBy) -> Self {
        match seen_by {
            SeenBy::Municipality => Self::Municipality,
            SeenBy::PublicSector => Self::PublicSector,
            SeenBy::Society => Self::Society,
        }
    }
}
