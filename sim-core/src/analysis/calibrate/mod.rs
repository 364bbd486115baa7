//! Which values of chosen uncertain numbers reproduce facts: a posterior, not a point.

mod situation;
mod counting;
mod checked;
mod free;
mod model;
mod noise;
mod told;
mod agreement;
mod numbers;
mod written;
mod warnings;
mod search;
mod answer;
mod run;

pub use checked::{FactMistake, FactProblem};
pub use free::NotFree;
pub use run::{CalibrateMethod, CalibrateSettings, NotCalibrated, calibrate};
