//! How good a prediction was, once the months have come.

use crate::analysis::register::Registered;
use crate::results::follow_up::{
    Coverage, FOLLOW_UP_FORMAT, FollowUp, Followed, MoreLike, Scored, ScoredMonth, Verdict,
};
use crate::results::prediction::{Forecast, MonthlyQuantiles, Prediction};

/// What a municipality counted in a month.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct ActualMonth {
    /// Year and month.
    pub month: (i32, u32),
    /// Households with payment; none where it is not known.
    pub households: Option<f64>,
    /// Social assistance paid, SEK; none where it is not known.
    pub paid_sek: Option<f64>,
}

/// Why nothing could be followed up.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum NotFollowed {
    /// No month with a figure is among those predicted.
    NoMonthPredicted,
    /// Every month with a figure was over when the prediction was made.
    AllKnownBefore,
}

/// Returns a prediction against what came.
///
/// A month is scored if it was not over when the prediction was made. The latest month before the
/// first one scored gives the level that a forecast of no change would have stuck to.
///
/// # Errors
///
/// [`NotFollowed`], where no month can be scored.
pub fn follow_up(registered: &Registered, actual: &[ActualMonth]) -> Result<FollowUp, NotFollowed> {
    let prediction = &registered.prediction;
    let made = (prediction.made_on.year, prediction.made_on.month);
    let is_predicted = |one: &ActualMonth| {
        let at = prediction.months_after_start(one.month);
        (0..prediction.n_months() as i64).contains(&at)
    };
    let mut months = actual.to_vec();
    months.sort_by_key(|one| one.month);
    months.retain(|one| one.households.is_some() || one.paid_sek.is_some());
    let (predicted, outside): (Vec<ActualMonth>, Vec<ActualMonth>) =
        months.iter().copied().partition(is_predicted);
    let (known_before, later): (Vec<ActualMonth>, Vec<ActualMonth>) =
        predicted.iter().copied().partition(|one| one.month < made);
    if predicted.is_empty() {
        return Err(NotFollowed::NoMonthPredicted);
    }
    if later.is_empty() {
        return Err(NotFollowed::AllKnownBefore);
    }
    let score = |actual_of: fn(&ActualMonth) -> Option<f64>,
                 series_of: fn(&Forecast) -> &MonthlyQuantiles| {
        let wanted = Wanted {
            prediction,
            actual_of,
            series_of,
        };
        wanted.score(&later, &months)
    };
    Ok(FollowUp {
        utfall_follow_up: FOLLOW_UP_FORMAT,
        prediction: followed(registered),
        households: score(|one| one.households, |forecast| &forecast.households),
        paid_sek: score(|one| one.paid_sek, |forecast| &forecast.paid_sek),
        known_before: known_before.iter().map(|one| one.month).collect(),
        outside: outside.iter().map(|one| one.month).collect(),
    })
}

fn followed(registered: &Registered) -> Followed {
    let prediction = &registered.prediction;
    Followed {
        number: registered.number,
        checksum: registered.checksum.clone(),
        made_on: prediction.made_on,
        title: prediction.title.clone(),
        scenario_hash: prediction.scenario_hash.clone(),
        program_version: prediction.program_version.clone(),
        seed: prediction.seed,
        draws: prediction.draws,
        design: prediction.design.clone(),
        design_title: prediction.design_title.clone(),
        first_month: prediction.start,
        last_month: prediction.last_month(),
    }
}

/// One figure of a prediction.
struct Wanted<'p> {
    prediction: &'p Prediction,
    actual_of: fn(&ActualMonth) -> Option<f64>,
    series_of: fn(&Forecast) -> &MonthlyQuantiles,
}

impl Wanted<'_> {
    fn score(&self, later: &[ActualMonth], all: &[ActualMonth]) -> Option<Scored> {
        let first = later
            .iter()
            .find(|one| (self.actual_of)(one).is_some())?
            .month;
        let before = all.iter().rev().filter(|one| one.month < first);
        let mut levels = before.filter_map(|one| Some((one.month, (self.actual_of)(one)?)));
        let last_known = levels.next();
        let months = later.iter().filter_map(|one| {
            let actual = (self.actual_of)(one)?;
            self.month(one.month, actual, last_known.map(|(_, level)| level))
        });
        let months: Vec<ScoredMonth> = months.collect();
        Some(together(months, last_known))
    }

    fn month(
        &self,
        month: (i32, u32),
        actual: f64,
        last_known: Option<f64>,
    ) -> Option<ScoredMonth> {
        let prediction = self.prediction;
        let levels = &prediction.levels;
        let at = usize::try_from(prediction.months_after_start(month)).ok()?;
        let series = (self.series_of)(&prediction.forecast);
        let quantiles = series.quantiles.get(at)?;
        let level = |wanted: f64| {
            let found = levels.iter().position(|level| *level == wanted);
            found.map_or(f64::NAN, |at| quantiles[at])
        };
        let today = prediction.today.as_ref().map(self.series_of);
        let today = today.and_then(|series| series.quantiles.get(at));
        Some(ScoredMonth {
            month,
            actual,
            mean: series.mean[at],
            p05_p95: (level(0.05), level(0.95)),
            p10_p90: (level(0.1), level(0.9)),
            p25_p75: (level(0.25), level(0.75)),
            p50: level(0.5),
            pit: pit(levels, quantiles, actual),
            crps: crps(levels, quantiles, actual),
            crps_today: today.map(|quantiles| crps(levels, quantiles, actual)),
            crps_last_known: last_known.map(|level| (actual - level).abs()),
        })
    }
}

/// How much smaller a score must be before it says anything, as a share of the larger one.
const TELLING: f64 = 0.05;

/// Returns which of two forecasts what came is more like.
///
/// Months are one story, so no error of the difference can be had from them; a twentieth is a
/// convention.
fn more_like(design: f64, today: f64) -> MoreLike {
    let telling = TELLING * design.max(today);
    match today - design {
        gain if gain > telling => MoreLike::Design,
        gain if gain < -telling => MoreLike::Today,
        _ => MoreLike::Neither,
    }
}

fn together(months: Vec<ScoredMonth>, last_known: Option<((i32, u32), f64)>) -> Scored {
    let n = months.len().max(1) as f64;
    let mean = |of: fn(&ScoredMonth) -> f64| months.iter().map(of).sum::<f64>() / n;
    let mean_where_known = |of: fn(&ScoredMonth) -> Option<f64>| {
        let known: Option<Vec<f64>> = months.iter().map(of).collect();
        known.map(|known| known.iter().sum::<f64>() / n)
    };
    let inside = |ends: fn(&ScoredMonth) -> (f64, f64), level: f64| {
        let is_inside = |one: &&ScoredMonth| {
            let (low, high) = ends(one);
            low <= one.actual && one.actual <= high
        };
        Coverage {
            level,
            inside: months.iter().filter(is_inside).count() as u32,
        }
    };
    let coverage = vec![
        inside(|one| one.p25_p75, 0.5),
        inside(|one| one.p10_p90, 0.8),
        inside(|one| one.p05_p95, 0.9),
    ];
    let crps = mean(|one| one.crps);
    let crps_today = mean_where_known(|one| one.crps_today);
    Scored {
        mean_actual: mean(|one| one.actual),
        mean_forecast: mean(|one| one.mean),
        mean_pit: mean(|one| (one.pit.0 + one.pit.1) / 2.0),
        crps,
        crps_today,
        more_like: crps_today.map(|today| more_like(crps, today)),
        crps_last_known: mean_where_known(|one| one.crps_last_known),
        verdict: verdict(&months),
        coverage,
        last_known,
        months,
    }
}

fn verdict(months: &[ScoredMonth]) -> Verdict {
    let count = |is: fn(&&ScoredMonth) -> bool| months.iter().filter(is).count();
    let above = count(|one| one.actual > one.p10_p90.1);
    let below = count(|one| one.actual < one.p10_p90.0);
    let n_months = months.len();
    if 2 * (above + below) <= n_months {
        Verdict::MostlyInside
    } else if 2 * above > n_months {
        Verdict::MostlyAbove
    } else if 2 * below > n_months {
        Verdict::MostlyBelow
    } else {
        Verdict::MostlyOutside
    }
}

/// Returns the continuous ranked probability score of a forecast given by quantiles.
///
/// In the unit of the value; zero for a forecast that was sure and right. Beyond the outermost
/// quantiles the forecast is taken to be those, so that a sure forecast scores its distance.
///
/// # Source
///
/// CRPS = 2 * integral over p of (p - 1{y < q(p)}) (y - q(p)), the quantile score: Laio and Tamea
/// (2007), *Hydrology and Earth System Sciences* 11, 1267-1277; Gneiting and Raftery (2007), *Journal of
/// the American Statistical Association* 102, 359-378, section 4.2. The integral is taken by trapezoids
/// between the levels.
///
/// ```
/// use sim_core::analysis::crps;
/// assert!((crps(&[0.25, 0.5, 0.75], &[8.0, 8.0, 8.0], 5.0) - 3.0).abs() < 1e-12);
/// ```
pub fn crps(levels: &[f64], quantiles: &[f64], actual: f64) -> f64 {
    let (Some(&lowest), Some(&highest)) = (quantiles.first(), quantiles.last()) else {
        return f64::NAN;
    };
    let score = |level: f64, quantile: f64| {
        let is_below = if actual < quantile { 1.0 } else { 0.0 };
        (level - is_below) * (actual - quantile)
    };
    let inner = levels.iter().copied().zip(quantiles.iter().copied());
    let points = std::iter::once((0.0, lowest))
        .chain(inner)
        .chain([(1.0, highest)]);
    let mut total = 0.0;
    let mut before: Option<(f64, f64)> = None;
    for (level, quantile) in points {
        let here = score(level, quantile);
        if let Some((level_before, score_before)) = before {
            total += (level - level_before) * (score_before + here);
        }
        before = Some((level, here));
    }
    total
}

/// Returns the lowest and the highest probability that a forecast given by quantiles gives to less than a value.
///
/// Between two quantiles it is interpolated; beyond the outermost, and where several quantiles are
/// the value itself, all that is known is an interval.
///
/// ```
/// use sim_core::analysis::pit;
/// assert_eq!(pit(&[0.25, 0.5, 0.75], &[0.0, 2.0, 4.0], 3.0), (0.625, 0.625));
/// assert_eq!(pit(&[0.25, 0.5, 0.75], &[0.0, 2.0, 4.0], 9.0), (0.75, 1.0));
/// ```
pub fn pit(levels: &[f64], quantiles: &[f64], actual: f64) -> (f64, f64) {
    let below = quantiles
        .iter()
        .filter(|quantile| **quantile < actual)
        .count();
    let up_to = quantiles
        .iter()
        .filter(|quantile| **quantile <= actual)
        .count();
    let level = |at: usize| levels.get(at).copied().unwrap_or(1.0);
    if up_to - below == 1 {
        return (level(below), level(below));
    }
    if up_to > below {
        let low = if below == 0 { 0.0 } else { level(below) };
        let high = if up_to == levels.len() {
            1.0
        } else {
            level(up_to - 1)
        };
        return (low, high);
    }
    match below {
        0 => (0.0, level(0)),
        last if last == levels.len() => (level(last - 1), 1.0),
        at => {
            let part = (actual - quantiles[at - 1]) / (quantiles[at] - quantiles[at - 1]);
            let between = level(at - 1) + part * (level(at) - level(at - 1));
            (between, between)
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{MoreLike, more_like};

    #[test]
    fn scores_that_differ_by_less_than_a_twentieth_say_nothing() {
        assert_eq!(more_like(0.935, 0.936), MoreLike::Neither);
        assert_eq!(more_like(0.0, 0.0), MoreLike::Neither);
        assert_eq!(more_like(0.94, 1.0), MoreLike::Design);
        assert_eq!(more_like(0.96, 1.0), MoreLike::Neither);
        assert_eq!(more_like(1.0, 0.94), MoreLike::Today);
    }
}
