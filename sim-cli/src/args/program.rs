//! What the program says of itself: `utfall schema`, `completions`.

use std::path::PathBuf;

use clap::Args;

#[derive(Args, Clone)]
pub struct Schema {
    #[arg(long)]
    pub results: bool,
    #[arg(long, conflicts_with = "results")]
    pub reference: bool,
    #[arg(long, conflicts_with_all = ["results", "reference"])]
    pub diff: bool,
    #[arg(long, conflicts_with_all = ["results", "reference", "diff"])]
    pub follow_up: bool,
    #[arg(long, conflicts_with_all = ["results", "reference", "diff", "follow_up"])]
    pub calibration: bool,
    #[arg(long)]
    pub out: Option<PathBuf>,
}

#[derive(Args, Clone)]
pub struct Completions {
    #[arg(value_enum, hide_possible_values = true)]
    pub shell: clap_complete::Shell,
}
