//! What it would be worth to know more before deciding.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::results::perspective::Perspective;
use crate::results::spread::Estimate;
use crate::results::theme::NumberTheme;
use crate::scenario::number::Grade;
use crate::scenario::text::Bilingual;

/// Whether a value can be relied on.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Trust {
    /// Yes.
    Yes,
    /// Its Monte Carlo error is too large.
    TooFewDraws {
        /// About how many draws would do.
        draws_needed: u64,
    },
    /// The regression behind it does not follow what it is fitted to; the value may be too low.
    PoorFit,
}

/// What knowing something is worth to whom the perspective is, SEK.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct InformationValue {
    /// The expected gain from deciding after it is known, SEK; 0 where it could change no decision.
    pub sek: f64,
    /// Its Monte Carlo standard error, SEK.
    pub mc_se: f64,
    /// What is gained by deciding by draws other than those it is counted in, SEK: not above the value but by chance.
    pub at_least_sek: f64,
    /// Share of the variance of the net saving of the best design but `today` that the regression predicts in draws it was not fitted to.
    pub predicted_share: f64,
    /// How far what is left over strays from zero along the prediction, in standard deviations of net saving.
    pub residual_trend: f64,
    /// Whether it can be relied on.
    pub trust: Trust,
}

/// One way to decide, seen from now.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct OptionNow {
    /// The design; `today` is one of them.
    pub design: String,
    /// Expected net saving against `today`, SEK.
    pub net_sek: Estimate,
    /// Probability that it is the best one, given what is uncertain but not how households fare by luck.
    pub best_share: Estimate,
    /// What is lost on average by choosing it instead of what would have been best, SEK.
    pub expected_loss_sek: f64,
}

/// What one uncertain number is worth to know.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct NumberWorth {
    /// Its address in the scenario.
    pub address: String,
    /// What readers call it, where the scenario says.
    pub title: Option<Bilingual>,
    /// What it is about.
    pub theme: NumberTheme,
    /// How well it is supported, where the scenario says.
    pub grade: Option<Grade>,
    /// What knowing it exactly is worth.
    pub worth: InformationValue,
}

/// Numbers that are learnt together.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum NumberGroup {
    /// Those about one thing.
    Theme(NumberTheme),
    /// Those supported equally well; none for those nobody has graded.
    Grade(Option<Grade>),
}

/// What a group of uncertain numbers is worth to know.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct GroupWorth {
    /// Which.
    pub group: NumberGroup,
    /// How many numbers are in it.
    pub numbers: u32,
    /// What knowing all of them exactly is worth.
    pub worth: InformationValue,
}

/// What a study counts.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum StudyCounts {
    /// Households, each of which did or did not: a share.
    Households,
    /// Households followed for a year, and what happened to them: a rate.
    HouseholdYears,
    /// Outcomes in two equally large groups that are compared: a ratio.
    Outcomes,
    /// Measurements that vary as much as they are large: an amount or a length of time.
    Measurements,
}

/// What a study of a size is worth.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct StudySize {
    /// How much it counts.
    pub n: u32,
    /// What deciding after it is worth, its cost not taken off.
    pub worth: InformationValue,
}

/// What studies of one number are worth.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct StudyWorth {
    /// Address of the number.
    pub address: String,
    /// What readers call it, where the scenario says.
    pub title: Option<Bilingual>,
    /// What is counted.
    pub counts: StudyCounts,
    /// By size, rising.
    pub sizes: Vec<StudySize>,
}

/// What knowing more is worth to one perspective, which decides by its own net saving.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct InformationSeen {
    /// Who decides and whose money it is.
    pub perspective: Perspective,
    /// The ways to decide, the best one first.
    pub options: Vec<OptionNow>,
    /// What knowing every uncertain number is worth: the expected loss of deciding now.
    pub perfect: InformationValue,
    /// What it is at most worth, SEK: the mean of two cohorts under the same numbers, of which the better is
    /// taken, which takes their luck for knowledge. None without second cohorts.
    pub at_most_sek: Option<Estimate>,
    /// Share of the variance of the best design's net saving, the first but `today`, that numbers decide; the rest is luck and
    /// the labour market, which nobody can know.
    pub knowable_share: Estimate,
    /// What each number is worth to know, most first.
    pub numbers: Vec<NumberWorth>,
    /// What groups of them are worth.
    pub groups: Vec<GroupWorth>,
    /// What studies of some of them are worth.
    pub studies: Vec<StudyWorth>,
}

/// What it would be worth to know more before deciding.
///
/// Perfect and partial information are about E(net saving | numbers), never about the maximum of single
/// draws, whose luck cannot be known.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Information {
    /// Draws it rests on.
    pub draws: u64,
    /// The perspective asked for, then the others of the two that always stand side by side.
    pub seen: Vec<InformationSeen>,
}
