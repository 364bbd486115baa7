//! `utfall compare`, and the joining of its parts.

use std::path::{Path, PathBuf};

use clap::{Args, ValueEnum};

use crate::args::shared::{Format, Luck};
use crate::typed;

/// The most draws made for a precision where nothing is said.
pub const DEFAULT_MAX_DRAWS: u64 = 100_000;

#[derive(Args, Clone)]
pub struct Compare {
    pub file: PathBuf,
    #[command(flatten)]
    pub run: RunAsked,
    #[arg(long = "set", value_parser = typed::fixed,
          conflicts_with_all = ["method", "keep_draws"])]
    pub fixed: Vec<(String, f64)>,
    #[arg(long, value_enum, default_value_t = Format::Text,
          hide_default_value = true, hide_possible_values = true)]
    pub format: Format,
    #[arg(long, value_enum, default_value_t = Method::MonteCarlo,
          hide_default_value = true, hide_possible_values = true)]
    pub method: Method,
    #[arg(long)]
    pub out: Option<PathBuf>,
    #[arg(long, conflicts_with = "shard")]
    pub report: Option<PathBuf>,
    #[command(flatten)]
    pub long: LongRun,
    #[arg(long, short)]
    pub quiet: bool,
}

impl Compare {
    /// Returns a comparison of a file with nothing else asked for.
    pub fn of(file: &Path, run: RunAsked, is_quiet: bool) -> Self {
        Self {
            file: file.to_owned(),
            run,
            fixed: Vec::new(),
            format: Format::Text,
            method: Method::MonteCarlo,
            out: None,
            report: None,
            long: LongRun::default(),
            quiet: is_quiet,
        }
    }
}

// How a comparison is run; a report runs one too.
#[derive(Args, Clone)]
pub struct RunAsked {
    #[arg(long, value_parser = clap::value_parser!(u64).range(1..=10_000_000))]
    pub draws: Option<u64>,
    #[command(flatten)]
    pub luck: Luck,
    #[arg(long, value_delimiter = ',')]
    pub designs: Vec<String>,
}

#[derive(Args, Clone, Default)]
pub struct LongRun {
    #[arg(long, value_parser = typed::percent, conflicts_with = "precision_sek")]
    pub precision: Option<f64>,
    #[arg(long, value_parser = typed::amount)]
    pub precision_sek: Option<f64>,
    #[arg(long, value_parser = clap::value_parser!(u64).range(1..=10_000_000))]
    pub max_draws: Option<u64>,
    #[arg(long)]
    pub keep_draws: Option<PathBuf>,
    #[arg(long, requires = "keep_draws")]
    pub resume: bool,
    #[arg(long, requires = "keep_draws", value_parser = typed::shard,
          conflicts_with_all = ["precision", "precision_sek", "max_draws", "out"])]
    pub shard: Option<(u32, u32)>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum Method {
    MonteCarlo,
    Exact,
}

#[derive(Args, Clone)]
pub struct Merge {
    #[arg(required = true)]
    pub draws_files: Vec<PathBuf>,
    #[arg(long)]
    pub out: Option<PathBuf>,
    #[arg(long, value_enum, hide_possible_values = true)]
    pub format: Option<Format>,
}
