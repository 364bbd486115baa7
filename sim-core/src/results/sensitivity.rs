//! Which uncertain numbers the answer rests on, and which of them would change it.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::results::perspective::Perspective;
use crate::results::run::Stopped;
use crate::results::spread::Estimate;
use crate::results::theme::NumberTheme;
use crate::scenario::number::Grade;

/// What decides the answer.
///
/// Always net saving at the headline month in SEK, never a ratio.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Sensitivity {
    /// The perspective that was asked for; the municipality and the public sector are there too.
    pub perspective: Perspective,
    /// What it took.
    pub effort: Effort,
    /// Each design against `today`.
    pub designs: Vec<DesignSensitivity>,
    /// Which way of working has the largest expected net saving, by perspective, and what would change that.
    pub recommendations: Vec<Recommendation>,
}

impl Sensitivity {
    /// Returns the share of the variance that rests on numbers of grade D or without grade: of the
    /// first design, seen from the perspective asked for.
    pub fn weak_variance_share(&self) -> Option<Estimate> {
        let seen = self.designs.first()?.seen.iter();
        let seen = seen
            .clone()
            .find(|seen| seen.perspective == self.perspective)?;
        let weak = seen.shares.as_ref()?.weak.total;
        Some(Estimate {
            value: weak.value,
            mc_se: weak.mc_se,
        })
    }
}

/// How many draws were spent on what.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Effort {
    /// Uncertain numbers looked at.
    pub numbers: u32,
    /// Draws for each end of each bar, and for each total share, in the first round.
    pub screening_draws: u64,
    /// The same for the strongest numbers and for groups.
    pub draws_each: u64,
    /// How many numbers had the larger number of draws.
    pub strongest: u32,
    /// Draws simulated besides those of the comparison.
    pub simulated: u64,
    /// Why it ended; what is here was finished.
    pub stopped: Stopped,
}

/// One design.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct DesignSensitivity {
    /// The design.
    pub design: String,
    /// By perspective.
    pub seen: Vec<SeenSensitivity>,
}

/// One design seen from one perspective.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct SeenSensitivity {
    /// Seen by whom.
    pub perspective: Perspective,
    /// One bar for each uncertain number, the widest first.
    pub bars: Vec<Bar>,
    /// How the variance of the answer divides; none where the draws do not tell.
    pub shares: Option<Shares>,
    /// Where `shares` is none: about how many draws of the comparison would tell; none where the run was stopped before, or nothing varies.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub draws_needed: Option<u64>,
}

/// One end of a bar: the number fixed at a value in every draw, all else and all luck as drawn.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct BarEnd {
    /// The value, in the number's own unit, four digits: `utfall compare --set ADDRESS=VALUE` with the same seed and the bar's draws gives `net_sek` again.
    pub value: f64,
    /// Mean net saving there, SEK.
    pub net_sek: Estimate,
    /// How much that is above the mean with the number as drawn, in the same draws, SEK.
    pub change_sek: Estimate,
}

/// What one number does to the answer when it alone is moved.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Bar {
    /// Address of the number.
    pub address: String,
    /// What it is about.
    pub theme: NumberTheme,
    /// At its 10th percentile.
    pub low: BarEnd,
    /// At its 90th percentile.
    pub high: BarEnd,
    /// Net saving at `high` less that at `low`, draw by draw, SEK.
    pub width_sek: Estimate,
    /// Draws for each end.
    pub draws: u64,
}

/// A share with its Monte Carlo error and a 95 % confidence interval; cut at zero.
#[derive(Clone, Copy, Debug, Default, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct ShareInterval {
    /// The share.
    pub value: f64,
    /// Its Monte Carlo standard error.
    pub mc_se: f64,
    /// Lower end of the interval.
    pub low: f64,
    /// Upper end of the interval.
    pub high: f64,
}

/// How the variance of the answer divides.
///
/// Shares are of the variance that is not the luck of households: of E[net | numbers, world].
/// First-order shares say how much variance would go, on average, if the number were known; total
/// shares how much would be left if all else were known. They sum to more than one where
/// numbers act together.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Shares {
    /// Share of the whole variance that is the luck of households; of the rest speak all other shares.
    pub luck_share: Estimate,
    /// Uncertain numbers, the largest total share first; correlated ones together.
    pub by_number: Vec<NumberShares>,
    /// Numbers by theme.
    pub by_theme: Vec<ThemeShares>,
    /// Numbers by grade of evidence.
    pub by_grade: Vec<GradeShares>,
    /// What no number decides: the labour market, and whether a design goes on; none where the scenario has neither.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub world: Option<GroupShares>,
    /// Numbers of grade D or without grade, together.
    pub weak: GroupShares,
}

/// The shares of some numbers together.
#[derive(Clone, Copy, Debug, Default, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct GroupShares {
    /// How many numbers.
    pub numbers: u32,
    /// Alone: what all of them do without anything else.
    pub first_order: ShareInterval,
    /// With everything they take part in.
    pub total: ShareInterval,
    /// Draws.
    pub draws: u64,
}

/// The shares of one number, or of numbers that are drawn together.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct NumberShares {
    /// Addresses; more than one where they are correlated.
    pub addresses: Vec<String>,
    /// Their shares. The first-order share of a single number rests on the draws of the comparison, not on `draws`.
    #[serde(flatten)]
    pub shares: GroupShares,
}

/// The shares of one theme.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct ThemeShares {
    /// The theme. Correlated numbers all have the theme of most of them.
    pub theme: NumberTheme,
    /// Its shares.
    #[serde(flatten)]
    pub shares: GroupShares,
}

/// The shares of one grade of evidence.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct GradeShares {
    /// The grade; none for numbers without. Correlated numbers all have the weakest of theirs.
    pub grade: Option<Grade>,
    /// Its shares.
    #[serde(flatten)]
    pub shares: GroupShares,
}

/// Which way of working is best on expectation, and which single number would change that.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Recommendation {
    /// Seen by whom.
    pub perspective: Perspective,
    /// The way of working with the largest expected net saving; `today` where none saves.
    pub best: String,
    /// Its expected net saving, SEK; zero for `today`.
    pub net_sek: Estimate,
    /// The next best.
    pub next: String,
    /// How far the best is ahead of it, SEK.
    pub ahead_sek: Estimate,
    /// Whether that is more than two Monte Carlo errors.
    pub is_clear: bool,
    /// Where it is not clear: about how many draws of the comparison would make it so; none where the first two are equal in every draw.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub draws_needed: Option<u64>,
    /// Numbers that alone change which is best inside their 5th to 95th percentile, the most likely to do so first.
    pub flips: Vec<Flip>,
    /// Numbers that were simulated at both of those percentiles; the others came nowhere near.
    pub numbers_tried: u32,
    /// Of these, numbers for which the draws do not tell.
    pub undecided: Vec<String>,
    /// Whether every number was looked at.
    pub is_complete: bool,
}

/// On which side of a value the answer changes.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Side {
    /// Below it.
    Below,
    /// Above it.
    Above,
}

/// A number that alone changes which way of working is best.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Flip {
    /// Address of the number.
    pub address: String,
    /// Its median.
    pub median: f64,
    /// The value at which the answer changes.
    pub value: f64,
    /// Values between which that lies, by two Monte Carlo errors, inside the believable range.
    pub between: (f64, f64),
    /// On which side of it another way of working is best.
    pub side: Side,
    /// How probable it is that the number lies on that side.
    pub probability: f64,
    /// What is best there.
    pub best_there: String,
    /// The believable end on that side: the 5th or 95th percentile.
    pub end_value: f64,
    /// How far ahead the other is at that end, SEK.
    pub ahead_at_end_sek: Estimate,
    /// Draws for each value tried.
    pub draws: u64,
}
