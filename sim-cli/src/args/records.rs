//! `utfall fit` and `utfall simulate-records`.

use std::path::PathBuf;

use clap::Args;

#[derive(Args, Clone)]
pub struct Fit {
    pub records: PathBuf,
    #[arg(long, required_unless_present = "mapping_template")]
    pub out: Option<PathBuf>,
    #[arg(long)]
    pub mapping: Option<PathBuf>,
    #[arg(long)]
    pub onto: Option<PathBuf>,
    #[arg(long)]
    pub report: Option<PathBuf>,
    #[arg(long, conflicts_with_all = ["out", "mapping", "onto", "report"])]
    pub mapping_template: Option<PathBuf>,
}

#[derive(Args, Clone)]
pub struct SimulateRecords {
    pub file: PathBuf,
    #[arg(long, required = true)]
    pub out: PathBuf,
    #[arg(long)]
    pub mapping: Option<PathBuf>,
    #[arg(long)]
    pub with_segments: bool,
    #[arg(long)]
    pub start: Option<String>,
    #[arg(long)]
    pub seed: Option<u64>,
    #[arg(long)]
    pub force: bool,
}
