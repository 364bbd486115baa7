//! What several verbs take.

use std::path::PathBuf;

use clap::{Args, ValueEnum};

/// Draws made where nothing is said.
pub const DEFAULT_DRAWS: u64 = 2000;
/// The seed where nothing is said.
pub const DEFAULT_SEED: u64 = 1;

// No doc comments on what may be typed: clap would print them.
#[derive(Args, Clone, Default)]
pub struct Luck {
    #[arg(long)]
    pub seed: Option<u64>,
    #[arg(long, value_parser = clap::value_parser!(u16).range(1..=1024))]
    pub threads: Option<u16>,
}

impl Luck {
    /// Returns the seed.
    pub fn seed(&self) -> u64 {
        self.seed.unwrap_or(DEFAULT_SEED)
    }

    /// Returns how many threads; none means as many as the machine has cores.
    pub fn threads(&self) -> Option<usize> {
        self.threads.map(usize::from)
    }
}

#[derive(Args, Clone)]
pub struct Output {
    #[arg(long, value_enum, default_value_t = Format::Text,
          hide_default_value = true, hide_possible_values = true)]
    pub format: Format,
    #[arg(long)]
    pub out: Option<PathBuf>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum Format {
    Text,
    Json,
    Csv,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum TableFormat {
    Text,
    Json,
    Csv,
    Markdown,
}
