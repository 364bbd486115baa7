//! What a pilot with two arms can show, by simulating it many times inside the model.

mod power;
mod log_rank;
mod trial;
mod course;
mod arms;
mod settings;
mod shows;
mod worth;
mod answer;

pub use answer::{NotPiloted, pilot};
pub use power::{detectable_difference, log_rank_power, two_proportion_power};
pub use settings::PilotSettings;
