//! Uncertain numbers calibrated to facts.

use sim_core::analysis::NotCalibrated;
use sim_core::read::{FactsReading, Reading};
use sim_core::results::calibration::Calibration;
use sim_core::scenario::facts::Facts;

use crate::commands::core::{Watching, why};
use crate::commands::scenario::Read;
use crate::error::Failure;
use crate::files;
use crate::texts::{Lang, calibration_refused as say};

pub use sim_core::analysis::{CalibrateMethod, CalibrateSettings};

/// What to calibrate, and to what.
#[derive(Clone, Copy)]
pub struct Calibrate<'a> {
    /// The scenario.
    pub read: &'a Read,
    /// The facts.
    pub facts: &'a Facts,
    /// Their name and text, for what is wrong with them.
    pub text: (&'a str, &'a str),
    /// The numbers, as typed.
    pub free: &'a [String],
}

/// Returns the JSON Schema of the JSON form of a calibration.
pub fn calibration_schema() -> serde_json::Value {
    sim_core::results::calibration::calibration_schema()
}

/// Returns what came of reading facts.
pub fn read_facts(name: &str, text: &str) -> FactsReading {
    sim_core::read::read_facts(name, text)
}

/// Returns what came of reading a scenario whose own text is not in a file yet.
pub fn read_with(name: &str, text: &str) -> Reading {
    sim_core::read::read_scenario(name, &mut |asked| match asked == name {
        true => Ok(text.to_owned()),
        false => files::read_text(asked),
    })
}

/// Returns what the facts say about the numbers.
///
/// # Errors
///
/// What is wrong with the numbers or the facts, and what stops a comparison.
pub fn calibrate(
    what: Calibrate<'_>,
    settings: CalibrateSettings,
    lang: Lang,
    watch: &dyn Fn(u64) -> bool,
) -> Result<Calibration, Failure> {
    let Calibrate {
        read,
        facts,
        text: (name, text),
        free,
    } = what;
    let about = (&read.plan, &read.scenario, &read.resolved);
    let found = sim_core::analysis::calibrate(about, facts, free, settings, &Watching(watch));
    found.map_err(|not| match not {
        NotCalibrated::Numbers(problems) => Failure::Usage(say::numbers_refused(lang, &problems)),
        NotCalibrated::Facts(problems) => {
            Failure::Results(say::facts_refused(lang, name, text, &problems))
        }
        NotCalibrated::NothingCounted { facts } => {
            Failure::Results(say::nothing_counted(lang, &facts.join(", ")))
        }
        NotCalibrated::Unsupported(what) => Failure::NotCovered(what),
        NotCalibrated::Run(stopped) => why(stopped),
    })
}
