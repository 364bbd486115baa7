//! Which files a verb writes when it is done.

use std::path::{Path, PathBuf};

use crate::args::{Analysis, Verb};

impl Verb {
    /// Returns the files that are written once something has been worked out: those that must have a place beforehand.
    pub fn writes(&self) -> Vec<&Path> {
        let files = match self {
            Self::Compare(asked) => vec![&asked.out, &asked.report],
            Self::Sensitivity(asked) => of_analysis(&asked.analysis),
            Self::Breakeven(asked) => of_analysis(&asked.analysis),
            Self::Choose(asked) => of_analysis(&asked.analysis),
            Self::Value(asked) => of_analysis(&asked.analysis),
            Self::Pilot(asked) => of_analysis(&asked.analysis),
            Self::Merge(asked) => vec![&asked.out],
            Self::Diff(asked) => vec![&asked.output.out],
            Self::FollowUp(asked) => vec![&asked.output.out],
            Self::Backtest(asked) => vec![&asked.out],
            Self::Calibrate(asked) => vec![&asked.out, &asked.report],
            Self::Fit(asked) => vec![&asked.out, &asked.report, &asked.mapping_template],
            Self::SimulateRecords(asked) => {
                let mapping = asked.mapping.as_deref();
                return mapping.into_iter().chain([asked.out.as_path()]).collect();
            }
            Self::Report(asked) => return vec![&asked.out],
            // The register is added to, and is looked at by the verb itself.
            Self::Predict(_) => Vec::new(),
            Self::Verify(_)
            | Self::Check(_)
            | Self::Explain(_)
            | Self::New(_)
            | Self::Schema(_)
            | Self::Completions(_) => Vec::new(),
        };
        files.into_iter().filter_map(Option::as_deref).collect()
    }
}

fn of_analysis(asked: &Analysis) -> Vec<&Option<PathBuf>> {
    vec![&asked.output.out, &asked.report]
}
