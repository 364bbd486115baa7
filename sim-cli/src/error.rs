//! Why the program ends without having done what was asked, and the code it ends with.

use std::path::PathBuf;

use sim_core::analysis::{NotFollowed, NotPiloted, NotValued, RegisterBroken};

use crate::actual::ActualProblem;
use crate::browser::NotPrinted;
use crate::exit_code;
use crate::records::RecordsProblem;
use crate::texts::{Lang, draws, follow_up, information, piloted, predict, program, records, twin};

/// Why the program could not do what was asked.
#[derive(Debug)]
pub enum Failure {
    /// What was typed is not understood; the whole message, in the right language.
    Usage(String),
    /// The scenario has errors, which have been shown already.
    Scenario,
    /// A design asked for is not in the scenario.
    UnknownDesign {
        /// As typed.
        id: String,
        /// Those that are there.
        known: Vec<String>,
    },
    /// There is nothing to compare with.
    NothingToCompare,
    /// A file cannot be written.
    Output {
        /// The file.
        path: PathBuf,
        /// What the operating system said.
        why: std::io::Error,
    },
    /// A page could not be printed; it is kept.
    NotPrinted {
        /// Where the page is.
        kept: PathBuf,
        /// Why.
        why: NotPrinted,
    },
    /// A file is there already.
    FileExists {
        /// The file.
        path: PathBuf,
    },
    /// Draws would be kept in a file that is there already.
    DrawsExist {
        /// The file.
        path: PathBuf,
    },
    /// A file of draws cannot be used.
    Draws {
        /// The file.
        path: PathBuf,
        /// Why.
        what: DrawsProblem,
    },
    /// A register of predictions cannot be used.
    Register {
        /// The file.
        path: PathBuf,
        /// Why.
        what: RegisterProblem,
    },
    /// Actual figures cannot be read: every problem.
    Actual {
        /// The file, as typed.
        name: String,
        /// In the order of the lines.
        problems: Vec<ActualProblem>,
    },
    /// Records cannot be used: every reason.
    Records {
        /// The file, as typed.
        name: String,
        /// Why.
        problems: Vec<RecordsProblem>,
    },
    /// The mapping of records has errors, which have been shown already.
    Mapping,
    /// No month of the actual figures can be scored.
    NotFollowed {
        /// Why.
        why: NotFollowed,
        /// The first and the last month predicted.
        predicted: [(i32, u32); 2],
    },
    /// The screen, or the program that reads from us, cannot be written to.
    Screen(std::io::Error),
    /// Stopped with some draws finished; the answer has been shown.
    StoppedWithAnswer {
        /// Draws that were finished.
        draws: u64,
        /// Draws asked for.
        asked: u64,
    },
    /// An analysis of a finished comparison was stopped; what was finished has been shown.
    AnalysisStopped,
    /// Stopped while values were tried; the answer rests on fewer of them.
    StoppedSampling {
        /// Sets of values that were tried.
        tried: u64,
        /// How many were asked for.
        asked: u64,
    },
    /// Stopped before a first batch was finished.
    StoppedEmpty,
    /// Stopped before a prediction was finished; nothing was written.
    StoppedUnwritten,
    /// Stopped in the middle; what was finished is kept in a file.
    StoppedKept {
        /// Draws that were finished, of the shard or of the whole.
        draws: u64,
        /// Draws asked for.
        asked: u64,
        /// The file.
        path: PathBuf,
    },
    /// A draw gave something that is not a number.
    NotANumber {
        /// Which draw.
        draw: u64,
    },
    /// A household moved on and on without time passing.
    Restless {
        /// Which draw.
        draw: u64,
    },
    /// The threads asked for could not be started.
    NoThreads,
    /// The exact engine does not cover the scenario: what, and where.
    NotCovered(Vec<sim_core::exact::Unsupported>),
    /// It cannot be said what knowing more is worth.
    NotValued(NotValued),
    /// No pilot can be simulated.
    NotPiloted(NotPiloted),
    /// The engines do not agree; how has been shown.
    EnginesDisagree,
    /// Results handed to the program cannot be used; the whole message.
    Results(String),
    /// Something that cannot be.
    Broken(String),
}

/// Why a register of predictions cannot be used.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum RegisterProblem {
    /// It is not there.
    Missing,
    /// The system does not let us read it.
    Unreadable(String),
    /// Another run writes to it.
    InUse,
    /// A line cannot be trusted.
    Broken(RegisterBroken),
    /// It holds no prediction.
    Empty,
    /// It does not hold the prediction asked for.
    NoSuchPrediction {
        /// As typed.
        asked: String,
        /// How many it holds.
        held: usize,
    },
}

/// Why a file of draws cannot be used.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum DrawsProblem {
    /// It is not there.
    Missing,
    /// The system does not let us read it.
    Unreadable(String),
    /// Another run writes to it.
    InUse,
    /// It is something else.
    NotDraws,
    /// It is in another version of the format.
    OtherFormat {
        /// Its version.
        found: String,
        /// Ours.
        ours: u32,
    },
    /// It has been changed since it was written.
    Damaged {
        /// From this byte on.
        at_byte: u64,
    },
    /// Its draws were not made by this program from this scenario.
    DoesNotFit,
    /// It was made otherwise than it is to be used.
    Differs {
        /// In what.
        what: DrawsDiffer,
        /// How it was made.
        here: String,
        /// How it should have been, or how another file was.
        there: String,
        /// The other file; none where the difference is to what was typed.
        other: Option<PathBuf>,
    },
    /// It holds more draws than are asked for.
    HoldsMore {
        /// How many.
        held: u64,
        /// How many are asked for.
        asked: u64,
    },
    /// Draws are in no file.
    Gap {
        /// The first that is missing.
        first: u64,
        /// The one after the last.
        end: u64,
    },
    /// Draws are in two files.
    Overlap {
        /// The other file.
        other: PathBuf,
    },
}

/// In what a file of draws differs.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum DrawsDiffer {
    /// The scenario.
    Scenario,
    /// The version of the program.
    Version,
    /// The seed.
    Seed,
    /// The designs.
    Designs,
    /// How many draws the whole run has.
    Draws,
    /// Which shard it is.
    Shard,
}

impl Failure {
    /// Returns the code the program ends with.
    pub fn exit_code(&self) -> u8 {
        match self {
            Self::Usage(_)
            | Self::UnknownDesign { .. }
            | Self::NothingToCompare
            | Self::NotValued(_)
            | Self::NotPiloted(_) => exit_code::USAGE,
            Self::Scenario
            | Self::NotANumber { .. }
            | Self::Restless { .. }
            | Self::NotCovered(_) => exit_code::SCENARIO,
            Self::Output { .. }
            | Self::NotPrinted { .. }
            | Self::FileExists { .. }
            | Self::DrawsExist { .. }
            | Self::Screen(_) => exit_code::OUTPUT,
            Self::Draws { .. }
            | Self::Register { .. }
            | Self::Actual { .. }
            | Self::Records { .. }
            | Self::Mapping
            | Self::Results(_)
            | Self::NotFollowed { .. } => exit_code::INPUT,
            Self::StoppedWithAnswer { .. }
            | Self::AnalysisStopped
            | Self::StoppedSampling { .. }
            | Self::StoppedEmpty
            | Self::StoppedUnwritten
            | Self::StoppedKept { .. } => exit_code::STOPPED,
            Self::NoThreads | Self::EnginesDisagree | Self::Broken(_) => exit_code::BROKEN,
        }
    }

    /// Returns what to tell the person; empty where everything has been said.
    pub fn sentence(&self, lang: Lang) -> String {
        match self {
            Self::Usage(text) | Self::Results(text) => text.clone(),
            Self::Scenario | Self::Mapping => String::new(),
            Self::UnknownDesign { id, known } => program::unknown_design(lang, id, known),
            Self::NothingToCompare => program::nothing_to_compare(lang),
            Self::Output { path, why } => {
                program::cannot_write(lang, &path.display().to_string(), why)
            }
            Self::NotPrinted { kept, why } => {
                program::not_printed(lang, &kept.display().to_string(), why)
            }
            Self::FileExists { path } => program::file_exists(lang, &path.display().to_string()),
            Self::DrawsExist { path } => draws::there_already(lang, &path.display().to_string()),
            Self::Draws { path, what } => draws::problem(lang, &path.display().to_string(), what),
            Self::Register { path, what } => {
                follow_up::register_problem(lang, &path.display().to_string(), what)
            }
            Self::Actual { name, problems } => follow_up::actual_problems(lang, name, problems),
            Self::Records { name, problems } => records::problems(lang, name, problems),
            Self::NotFollowed { why, predicted } => follow_up::not_followed(lang, *why, *predicted),
            Self::Screen(why) if why.kind() == std::io::ErrorKind::BrokenPipe => String::new(),
            Self::Screen(why) => program::cannot_print(lang, &why.to_string()),
            Self::StoppedWithAnswer { draws, asked } => {
                program::stopped_with_answer(lang, *draws, *asked)
            }
            Self::StoppedKept { draws, asked, path } => {
                draws::stopped(lang, *draws, *asked, &path.display().to_string())
            }
            Self::AnalysisStopped => program::analysis_stopped(lang),
            Self::StoppedSampling { tried, asked } => {
                program::stopped_sampling(lang, *tried, *asked)
            }
            Self::StoppedEmpty => program::stopped_empty(lang),
            Self::StoppedUnwritten => predict::stopped(lang),
            Self::NotANumber { draw } => program::not_a_number(lang, *draw),
            Self::Restless { draw } => program::restless(lang, *draw),
            Self::NotCovered(what) => not_covered(lang, what),
            Self::NotValued(not) => information::not_valued(lang, not),
            Self::NotPiloted(not) => piloted::not_piloted(lang, not),
            Self::EnginesDisagree => twin::disagrees(lang),
            Self::NoThreads => program::no_threads(lang),
            Self::Broken(what) => program::broken(lang, what),
        }
    }
}

fn not_covered(lang: Lang, what: &[sim_core::exact::Unsupported]) -> String {
    let mut text = twin::not_covered(lang);
    for one in what {
        let feature = twin::feature(lang, one.feature);
        text = format!("{text}\n  {}: {feature}", one.address);
    }
    format!("{text}\n{}", twin::not_covered_hint(lang))
}
