//! What an uncertain number is about.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// What a number of the scenario is about: four themes, each number in exactly one.
#[derive(
    Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize, JsonSchema,
)]
#[serde(rename_all = "snake_case")]
pub enum NumberTheme {
    /// Who comes and how many, and the way from application to the first choice.
    Intake,
    /// What is offered, how it is chosen, how often it is offered again, how much of it there is.
    Choice,
    /// How fast and where households leave and come back, with and without interventions, and
    /// what a design does to that.
    Transitions,
    /// Prices, benefit levels, tax, displacement, and how much work and how many posts there are.
    Money,
}

impl NumberTheme {
    /// Every theme, in the order of reports.
    pub const ALL: [Self; 4] = [Self::Intake, Self::Choice, Self::Transitions, Self::Money];

    /// Returns its name in files.
    pub const fn word(self) -> &'static str {
        match self {
            Self::Intake => "intake",
            Self::Choice => "choice",
            Self::Transitions => "transitions",
            Self::Money => "money",
        }
    }
}
