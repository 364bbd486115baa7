//! The verbs that run nothing: `utfall check`, `explain`, `new`.

use std::path::PathBuf;

use clap::Args;

#[derive(Args, Clone)]
pub struct Check {
    #[arg(required = true)]
    pub files: Vec<PathBuf>,
}

#[derive(Args, Clone)]
pub struct Explain {
    pub file: PathBuf,
    #[arg(long)]
    pub design: Option<String>,
    #[arg(long, conflicts_with = "design")]
    pub resolved: bool,
    #[arg(long)]
    pub out: Option<PathBuf>,
}

#[derive(Args, Clone)]
pub struct New {
    pub path: Option<PathBuf>,
    #[arg(long)]
    pub force: bool,
}
