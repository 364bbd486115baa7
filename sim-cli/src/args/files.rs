//! Which files a verb reads, and which it writes when it is done.

use std::path::{Path, PathBuf};

use crate::args::{Analysis, Verb};

/// Files by what is done with them.
pub struct Files<'a> {
    /// Those that are read.
    pub read: Vec<&'a Path>,
    /// Those that are written, over what has their names.
    pub written: Vec<&'a Path>,
}

impl Verb {
    /// Returns the files of a verb. A register, which is only added to, is not among them.
    pub fn files(&self) -> Files<'_> {
        match self {
            Self::Compare(asked) => of(
                [Some(&asked.file)],
                [
                    asked.out.as_ref(),
                    asked.report.as_ref(),
                    asked.long.keep_draws.as_ref(),
                ],
            ),
            Self::Report(asked) => of([Some(&asked.file)], [Some(&asked.out)]),
            Self::Sensitivity(asked) => of_analysis(&asked.analysis),
            Self::Breakeven(asked) => of_analysis(&asked.analysis),
            Self::Choose(asked) => of_analysis(&asked.analysis),
            Self::Value(asked) => of_analysis(&asked.analysis),
            Self::Pilot(asked) => of_analysis(&asked.analysis),
            Self::Merge(asked) => of(asked.draws_files.iter().map(Some), [asked.out.as_ref()]),
            Self::Diff(asked) => of([Some(&asked.file)], [asked.output.out.as_ref()]),
            Self::FollowUp(asked) => of(
                [Some(&asked.actual), Some(&asked.register)],
                [asked.output.out.as_ref()],
            ),
            Self::Backtest(asked) => of(asked.files.iter().map(Some), [asked.out.as_ref()]),
            Self::Calibrate(asked) => of(
                [Some(&asked.file), Some(&asked.facts)],
                [asked.out.as_ref(), asked.report.as_ref()],
            ),
            Self::Fit(asked) => of(
                [
                    Some(&asked.records),
                    asked.mapping.as_ref(),
                    asked.onto.as_ref(),
                ],
                [
                    asked.out.as_ref(),
                    asked.report.as_ref(),
                    asked.mapping_template.as_ref(),
                ],
            ),
            Self::SimulateRecords(asked) => of(
                [Some(&asked.file)],
                [asked.mapping.as_ref(), Some(&asked.out)],
            ),
            Self::Explain(asked) => of([Some(&asked.file)], [asked.out.as_ref()]),
            Self::Schema(asked) => of([], [asked.out.as_ref()]),
            // They write nothing, or only what is not there yet.
            Self::Predict(_)
            | Self::Verify(_)
            | Self::Check(_)
            | Self::New(_)
            | Self::Completions(_) => of([], []),
        }
    }
}

fn of<'a>(
    read: impl IntoIterator<Item = Option<&'a PathBuf>>,
    written: impl IntoIterator<Item = Option<&'a PathBuf>>,
) -> Files<'a> {
    let paths = |of: Option<&'a PathBuf>| of.map(PathBuf::as_path);
    Files {
        read: read.into_iter().filter_map(paths).collect(),
        written: written.into_iter().filter_map(paths).collect(),
    }
}

fn of_analysis(asked: &Analysis) -> Files<'_> {
    of(
        [Some(&asked.file)],
        [asked.output.out.as_ref(), asked.report.as_ref()],
    )
}
