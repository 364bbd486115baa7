//! New applications on the grid: how many, and under a way of working how many of them apply.

use crate::compile::plan::Plan;
use crate::exact::grid::Grid;
use crate::model::inflow::{InflowModel, entry_ratio};
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
    let Some(inflow) = InflowModel::of(plan, values) else {
        return by_cell;
    };
    for (cell, applications) in by_cell.iter_mut().enumerate() {
        let factor = match grid.month(cell) {
            Some(month) => inflow.by_month[month],
            None if !plan.stock.present => 0.0,
            None => {
                // The warm-up may begin inside a cell.
                let ends = -(grid.begins(cell) + grid.step());
                ((warm_up_days - ends) / grid.step()).clamp(0.0, 1.0)
            }
        };
        *applications = inflow.per_day * factor * grid.step();
    }
    by_cell
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
            let begins = month as f64 * DAYS_PER_MONTH;
            entry_ratio(plan, way, segment, (begins, values))
        })
        .collect()
}
