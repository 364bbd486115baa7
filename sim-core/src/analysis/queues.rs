//! Limited places and slots under one way of working, over draws.

use crate::analysis::collected::Collected;
use crate::analysis::columns::POOL_FIGURES;
use crate::analysis::one_draw::Frame;
use crate::analysis::people::{MonthsOf, monthly};
use crate::analysis::series::{Counted, PoolFigure};
use crate::analysis::spread::spread;
use crate::compile::plan::{PoolKind, PoolPlan};
use crate::results::queues::{Limited, QueueResult};
use crate::results::spread::{MonthlySpread, Spread};
use crate::scenario::Scenario;
use crate::scenario::text::Bilingual;
use crate::tally::queues::{N_WAIT_BINS, wait_quantile};
use crate::units::{TICKS_PER_DAY, TICKS_PER_MONTH};

/// Returns what happened at every pool under a way of working.
pub(super) fn queues(
    frame: &Frame<'_>,
    scenario: &Scenario,
    collected: &Collected,
    way: usize,
) -> Vec<QueueResult> {
    let pools = frame.plan.pools.iter().enumerate();
    let of = |(pool, plan): (usize, &PoolPlan)| {
        let at = At {
            frame,
            collected,
            way,
            pool,
        };
        at.result(scenario, plan)
    };
    pools.map(of).collect()
}

/// One pool under one way of working.
struct At<'a> {
    frame: &'a Frame<'a>,
    collected: &'a Collected,
    way: usize,
    pool: usize,
}

impl At<'_> {
    fn result(&self, scenario: &Scenario, plan: &PoolPlan) -> QueueResult {
        use PoolFigure as F;
        let month = TICKS_PER_MONTH as f64;
        let in_all: Vec<i64> = self.waits().fold(vec![0; N_WAIT_BINS], |mut sums, bins| {
            sums.iter_mut().zip(bins).for_each(|(sum, n)| *sum += n);
            sums
        });
        let quantile = |bins: &[i64]| wait_quantile(bins, 0.9);
        QueueResult {
            pool: plan.id.to_string(),
            title: title(scenario, plan),
            limited: match plan.kind {
                PoolKind::Places(_) => Limited::Places,
                PoolKind::Slots => Limited::Slots,
                PoolKind::Posts(_) => Limited::Posts,
            },
            asked: self.months(F::Asked, 1.0),
            served: self.months(F::Served, 1.0),
            left: self.months(F::Left, 1.0),
            waiting: self.months(F::Queued, month),
            longest: self.months(F::Longest, 1.0),
            taken: self.months(F::Taken, month),
            there: self.ratio(F::There, F::Limited, 1.0),
            used_share: self.ratio(F::Used, F::There, 1.0),
            mean_wait_days: self.ratio(F::Waited, F::Served, TICKS_PER_DAY),
            p90_wait_days: self.waits().map(quantile).collect(),
            wait_days: self.by_draw(F::Waited, F::Served, TICKS_PER_DAY),
            p90_wait_days_in_all: quantile(&in_all),
            served_share: self.by_draw(F::Served, F::Asked, 1.0),
            used_share_in_all: self.by_draw(F::Used, F::There, 1.0),
        }
    }

    fn series(&self, figure: PoolFigure) -> usize {
        let wanted = Counted::Pool(figure, self.pool);
        let series = &self.frame.series[self.way];
        let found = series.iter().position(|series| series.counted == wanted);
        found.unwrap_or_default()
    }

    fn months(&self, figure: PoolFigure, unit: f64) -> MonthlySpread {
        let of = MonthsOf {
            frame: self.frame,
            collected: self.collected,
            way: self.way,
        };
        monthly(of, &[self.series(figure)], unit)
    }

    fn sums(&self, figure: PoolFigure) -> &[i64] {
        let n_months = self.frame.plan.calendar.n_months;
        let sums = &self.collected.people[self.way].series;
        &sums[self.series(figure) * n_months..][..n_months]
    }

    /// Returns a quotient by month over all draws together; none where there is nothing to divide by.
    fn ratio(&self, top: PoolFigure, bottom: PoolFigure, unit: f64) -> Vec<Option<f64>> {
        let months = self.sums(top).iter().zip(self.sums(bottom));
        months
            .map(|(top, bottom)| (*bottom > 0).then(|| *top as f64 / unit / *bottom as f64))
            .collect()
    }

    /// Returns a quotient of each draw, over its whole horizon.
    fn by_draw(&self, top: PoolFigure, bottom: PoolFigure, unit: f64) -> Spread {
        let start = self.frame.columns.ways[self.way].pools + self.pool * POOL_FIGURES;
        let rows = self.collected.rows.iter();
        let figures = rows.map(|row| (row[start + top as usize], row[start + bottom as usize]));
        let some = figures.filter(|(_, bottom)| *bottom > 0.0);
        spread(some.map(|(top, bottom)| top / unit / bottom).collect())
    }

    /// Returns the histograms of waits by month.
    fn waits(&self) -> impl Iterator<Item = &[i64]> {
        let n_cells = self.frame.plan.calendar.n_months * N_WAIT_BINS;
        let all = &self.collected.people[self.way].waits;
        all[self.pool * n_cells..][..n_cells].chunks(N_WAIT_BINS)
    }
}

fn title(scenario: &Scenario, plan: &PoolPlan) -> Option<Bilingual> {
    match plan.kind {
        PoolKind::Places(_) => scenario.intervention.get(&plan.id)?.title.clone(),
        PoolKind::Slots => scenario.pool.get(&plan.id)?.title.clone(),
        PoolKind::Posts(_) => scenario.staff.get(&plan.id)?.title.clone(),
    }
}
