//! New applications on the grid: how many, and under a way of working how many of them apply.

use crate::compile::plan::Plan;
use crate::exact::grid::Grid;
use crate::math::pow;
use crate::model::ways::WayModel;
use crate::units::DAYS_PER_MONTH;

/// Applications under `today` by cell, before any way of working or reform changes them.
///
/// # Shapes and units
///
/// `by_cell[cell]`: expected applications. Before the start the rate is that of the first day,
/// without season and trend.
pub(crate) fn applications(
    plan: &Plan,
    values: &[f64],
    grid: &Grid,
    warm_up_days: f64,
) -> Vec<f64> {
    let mut by_cell = vec![0.0; grid.n_cells];
    let Some(inflow) = &plan.inflow else {
        return by_cell;
    };
    let per_day = inflow.per_month.of(values) / DAYS_PER_MONTH;
    let season = season(plan, values);
    let growth = 1.0 + inflow.trend_per_year.of(values);
    for (cell, applications) in by_cell.iter_mut().enumerate() {
        let factor = match grid.month(cell) {
            Some(month) => {
                let calendar_month = (plan.calendar.start_month as usize - 1 + month) % 12;
                season[calendar_month] * pow(growth, (month as f64 + 0.5) / 12.0)
            }
            None if !plan.stock.present => 0.0,
            None => {
                // The warm-up may begin inside a cell.
                let ends = -(grid.begins(cell) + grid.step());
                ((warm_up_days - ends) / grid.step()).clamp(0.0, 1.0)
            }
        };
        *applications = per_day * factor * grid.step();
    }
    by_cell
}

fn season(plan: &Plan, values: &[f64]) -> [f64; 12] {
    let mut ratios = [1.0; 12];
    let stated = plan
        .inflow
        .as_ref()
        .map_or(&[][..], |inflow| &inflow.season);
    for (ratio, num) in ratios.iter_mut().zip(stated) {
        *ratio = num.of(values);
    }
    let mean = ratios.iter().sum::<f64>() / 12.0;
    if mean > 0.0 {
        ratios.map(|ratio| ratio / mean)
    } else {
        [1.0; 12]
    }
}

/// Returns by how much applications of a segment differ under a way of working, by month.
pub(crate) fn entry_ratios(
    plan: &Plan,
    way: &WayModel,
    segment: usize,
    values: &[f64],
) -> Vec<f64> {
    (0..plan.calendar.n_months)
        .map(|month| {
            let reforms: f64 = plan
                .reforms
                .iter()
                .filter(|reform| month >= reform.from_month && reform.segments[segment])
                .map(|reform| reform.entry_ratio.of(values))
                .product();
            let begins = month as f64 * DAYS_PER_MONTH;
            let in_force = begins >= way.go_live && begins < way.gone;
            let own = way.entry_ratio.as_ref().filter(|_| in_force);
            reforms * own.map_or(1.0, |ratios| ratios[segment])
        })
        .collect()
}
