//! New applications with a draw's numbers in place: how many, and how ways of working change them.

use crate::compile::plan::{InflowPlan, Plan};
use crate::math::pow;
use crate::model::ways::WayModel;
use crate::units::DAYS_PER_MONTH;

/// The rate of new applications under `today`.
pub(crate) struct InflowModel {
    /// Applications a day at the start, before season and trend.
    pub(crate) per_day: f64,
    /// Season and trend by month from the start on.
    pub(crate) by_month: Vec<f64>,
}

impl InflowModel {
    /// Returns the inflow under a draw's values; none without inflow.
    pub(crate) fn of(plan: &Plan, values: &[f64]) -> Option<Self> {
        let inflow = plan.inflow.as_ref()?;
        let season = season(inflow, values);
        let growth = 1.0 + inflow.trend_per_year.of(values);
        let calendar = &plan.calendar;
        let in_month = |month: usize| {
            let calendar_month = (calendar.start_month as usize - 1 + month) % 12;
            let years = (month as f64 + 0.5) / 12.0;
            season[calendar_month] * pow(growth, years)
        };
        Some(Self {
            per_day: inflow.per_month.of(values) / DAYS_PER_MONTH,
            by_month: (0..calendar.n_months).map(in_month).collect(),
        })
    }
}

/// Returns the season by calendar month, with mean one.
fn season(inflow: &InflowPlan, values: &[f64]) -> [f64; 12] {
    let mut ratios = [1.0; 12];
    for (ratio, num) in ratios.iter_mut().zip(&inflow.season) {
        *ratio = num.of(values);
    }
    let mean = ratios.iter().sum::<f64>() / 12.0;
    if mean > 0.0 {
        ratios.map(|ratio| ratio / mean)
    } else {
        [1.0; 12]
    }
}

/// Returns by how much new applications of a segment differ under a way of working at a time,
/// days from the start.
pub(crate) fn entry_ratio(
    plan: &Plan,
    way: &WayModel,
    segment: usize,
    (at, values): (f64, &[f64]),
) -> f64 {
    let month = (at / DAYS_PER_MONTH) as usize;
    reform_ratio(plan, segment, (month, values)) * own_entry_ratio(way, segment, at)
}

/// Returns what reforms make of it in a month.
pub(crate) fn reform_ratio(plan: &Plan, segment: usize, (month, values): (usize, &[f64])) -> f64 {
    plan.reforms
        .iter()
        .filter(|reform| month >= reform.from_month && reform.segments[segment])
        .map(|reform| reform.entry_ratio.of(values))
        .product()
}

/// Returns what a way of working itself makes of it at a time.
#[inline]
pub(crate) fn own_entry_ratio(way: &WayModel, segment: usize, at: f64) -> f64 {
    let in_force = at >= way.go_live && at < way.gone;
    let own = way.entry_ratio.as_ref().filter(|_| in_force);
    own.map_or(1.0, |ratios| ratios[segment])
}
