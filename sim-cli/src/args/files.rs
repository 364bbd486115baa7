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
                [&asked.out, &asked.report, &asked.long.keep_draws],
            ),
            Self::Report(asked) => Files {
                read: vec![&asked.file],
                written: vec![&asked.out],
            },
            Self::Sensitivity(asked) => of_analysis(&asked.analysis),
            Self::Breakeven(asked) => of_analysis(&asked.analysis),
            Self::Choose(asked) => of_analysis(&asked.analysis),
            Self::Value(asked) => of_analysis(&asked.analysis),
            Self::Pilot(asked) => of_analysis(&asked.analysis),
            Self::Merge(asked) => of(asked.draws_files.iter().map(Some), [&asked.out]),
            Self::Diff(asked) => of([Some(&asked.file)], [&asked.output.out]),
            Self::FollowUp(asked) => of(
                [Some(&asked.actual), Some(&asked.register)],
                [&asked.output.out],
            ),
            Self::Backtest(asked) => of(asked.files.iter().map(Some), [&asked.out]),
            Self::Calibrate(asked) => of(
                [Some(&asked.file), Some(&asked.facts)],
                [&asked.out, &asked.report],
            ),
            Self::Fit(asked) => of(
                [
                    Some(&asked.records),
                    asked.mapping.as_ref(),
                    asked.onto.as_ref(),
                ],
                [&asked.out, &asked.report, &asked.mapping_template],
            ),
            Self::SimulateRecords(asked) => {
                let mapping = asked.mapping.as_deref();
                Files {
                    read: vec![&asked.file],
                    written: mapping.into_iter().chain([asked.out.as_path()]).collect(),
                }
            }
            Self::Explain(asked) => of([Some(&asked.file)], [&asked.out]),
            Self::Schema(asked) => of([], [&asked.out]),
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
    written: impl IntoIterator<Item = &'a Option<PathBuf>>,
) -> Files<'a> {
    let read = read.into_iter().flatten();
    let written = written.into_iter().flatten();
    Files {
        read: read.map(PathBuf::as_path).collect(),
        written: written.map(PathBuf::as_path).collect(),
    }
}

fn of_analysis(asked: &Analysis) -> Files<'_> {
    of([Some(&asked.file)], [&asked.output.out, &asked.report])
}
