//! What is expected of every way of working at given values of all numbers.

use crate::compile::plan::Plan;
use crate::exact::asked::{Asked, ExpectedDraw, Setting};
use crate::exact::solver::Solver;
use crate::exact::unsupported::{Unsupported, found};
use crate::model::purposes::Purposes;
use crate::model::whole::Model;

/// Returns what is expected under every way asked for.
///
/// # Errors
///
/// Everything in the plan that this engine does not cover.
pub fn expect_at(
    plan: &Plan,
    asked: Asked<'_>,
    setting: Setting,
) -> Result<ExpectedDraw, Vec<Unsupported>> {
    let purposes = Purposes::new(plan);
    let model = Model::new(plan, &purposes, asked.values, asked.world);
    let unsupported = found(plan, &model);
    if !unsupported.is_empty() {
        return Err(unsupported);
    }
    let solver = Solver::new(plan, &model, asked, setting);
    Ok(solver.solve())
}
