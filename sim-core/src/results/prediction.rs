//! A dated prediction of what the municipality will count and pay, month by month.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::scenario::text::Bilingual;

/// Version of the JSON form; raised when a field changes meaning or goes.
pub const PREDICTION_FORMAT: u32 = 1;

/// A day of the calendar.
#[derive(
    Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, JsonSchema,
)]
#[serde(into = "String", try_from = "String")]
#[schemars(with = "String")]
pub struct Date {
    /// The year.
    pub year: i32,
    /// The month, 1 to 12.
    pub month: u32,
    /// The day, 1 to 31.
    pub day: u32,
}

impl std::fmt::Display for Date {
    fn fmt(&self, to: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(to, "{:04}-{:02}-{:02}", self.year, self.month, self.day)
    }
}

impl From<Date> for String {
    fn from(date: Date) -> Self {
        date.to_string()
    }
}

impl TryFrom<String> for Date {
    type Error = String;

    fn try_from(written: String) -> Result<Self, String> {
        let mut parts = written.split('-').map(str::parse::<u32>);
        let found = match (parts.next(), parts.next(), parts.next(), parts.next()) {
            (Some(Ok(year)), Some(Ok(month)), Some(Ok(day)), None) => Some((year, month, day)),
            _ => None,
        };
        match found {
            Some((year, month @ 1..=12, day @ 1..=31)) if year <= 9999 => Ok(Self {
                year: year as i32,
                month,
                day,
            }),
            _ => Err(format!("not a date: {written}")),
        }
    }
}

/// A number by month, as its distribution over draws.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct MonthlyQuantiles {
    /// Mean by month.
    pub mean: Vec<f64>,
    /// By month, the quantiles at the prediction's levels.
    pub quantiles: Vec<Vec<f64>>,
}

/// What a municipality counts and pays each month.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Forecast {
    /// Households with any payment in the month: everyone the scenario follows, each counted once.
    pub households: MonthlyQuantiles,
    /// Social assistance paid to them in the month, nominal SEK.
    pub paid_sek: MonthlyQuantiles,
}

/// A prediction as it is kept in a register.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Prediction {
    /// Version of this form.
    pub utfall_prediction: u32,
    /// The day it was made.
    pub made_on: Date,
    /// Title of the scenario.
    pub title: Bilingual,
    /// The municipality.
    pub municipality: Option<String>,
    /// SHA-256 of the resolved scenario, in hexadecimal.
    pub scenario_hash: String,
    /// Version of the program.
    pub program_version: String,
    /// The seed.
    pub seed: u64,
    /// Draws.
    pub draws: u64,
    /// Id of the design that the municipality will run.
    pub design: String,
    /// What readers call it.
    pub design_title: Option<Bilingual>,
    /// First month: year and month.
    pub start: (i32, u32),
    /// The probabilities of the quantiles, rising.
    pub levels: Vec<f64>,
    /// What is predicted.
    pub forecast: Forecast,
    /// The same under `today`, where another design is predicted: what would come without it.
    pub today: Option<Forecast>,
}

impl Prediction {
    /// Returns how many months after the first one a month lies; negative before it.
    pub fn months_after_start(&self, (year, month): (i32, u32)) -> i64 {
        let months = |(year, month): (i32, u32)| i64::from(year) * 12 + i64::from(month);
        months((year, month)) - months(self.start)
    }

    /// Returns how many months are predicted.
    pub fn n_months(&self) -> usize {
        self.forecast.households.mean.len()
    }

    /// Returns the last month predicted: year and month.
    pub fn last_month(&self) -> (i32, u32) {
        let months = i64::from(self.start.0) * 12 + i64::from(self.start.1) - 1;
        let last = months + self.n_months() as i64 - 1;
        (last.div_euclid(12) as i32, last.rem_euclid(12) as u32 + 1)
    }

    /// Returns whether every series has all months and every month all levels, in order.
    pub fn is_whole(&self) -> bool {
        let n_months = self.n_months();
        let forecasts = [Some(&self.forecast), self.today.as_ref()];
        let mut series = forecasts
            .into_iter()
            .flatten()
            .flat_map(|forecast| [&forecast.households, &forecast.paid_sek]);
        let rises = |values: &[f64]| values.windows(2).all(|pair| pair[0] <= pair[1]);
        let has_level = |level: f64| self.levels.contains(&level);
        n_months > 0
            && (1..=12).contains(&self.start.1)
            && rises(&self.levels)
            && self.levels.iter().all(|level| *level > 0.0 && *level < 1.0)
            && [0.05, 0.1, 0.25, 0.5, 0.75, 0.9, 0.95]
                .into_iter()
                .all(has_level)
            && series.all(|series| {
                series.mean.len() == n_months
                    && series.quantiles.len() == n_months
                    && series
                        .quantiles
                        .iter()
                        .all(|month| month.len() == self.levels.len() && rises(month))
            })
    }
}
