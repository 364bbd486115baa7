//! A design against `today`, over draws.

use crate::analysis::budget::difference;
use crate::analysis::collected::Collected;
use crate::analysis::columns::PairColumns;
use crate::analysis::one_draw::Frame;
use crate::analysis::spread::{estimate, push_month, share_where, spread, spread_sorted};
use crate::analysis::what_if::what_if;
use crate::compile::plan::Plan;
use crate::ledger::moments::{moments, share};
use crate::ledger::paired::{month_quantile, payback_month};
use crate::ledger::quantiles::{equally_likely, median, worst_tenth_mean};
use crate::ledger::ranks::{mid_ranks, rank_correlation};
use crate::ledger::variance::{Again, variance_shares};
use crate::results::comparison::{Comparison, Driver, Payback, Perspective, Saving, Variance};
use crate::results::spread::{MonthlySpread, Spread};

/// How many drivers are listed.
const N_DRIVERS: usize = 10;

/// Returns one design against `today`; `pair` counts designs from 0.
pub(super) fn comparison(frame: &Frame<'_>, collected: &Collected, pair: usize) -> Comparison {
    let ways = &frame.plan.ways;
    let design = &ways[frame.prepared.ways[pair + 1]];
    let (today, own) = (&frame.columns.ways[0], &frame.columns.ways[pair + 1]);
    let marks = frame.columns.marks.iter().enumerate();
    let extra_self_support_at: Vec<(u32, Spread)> = marks
        .map(|(at, mark)| {
            let extra = collected.column_less(own.self_support + at, today.self_support + at);
            (*mark, spread(extra))
        })
        .collect();
    let extra = extra_self_support_at.last().map(|(_, extra)| *extra);
    let perspectives = Perspective::ALL.into_iter().enumerate();
    let less = |a: usize, b: usize| spread(collected.column_less(a, b));
    Comparison {
        design: design.id.to_string(),
        baseline: ways[0].id.to_string(),
        savings: perspectives
            .map(|at| saving(frame, collected, pair, at, extra.unwrap_or_default()))
            .collect(),
        difference: difference(frame, collected, pair),
        extra_self_support_at,
        months_with_payment_saved: less(today.months_with_payment, own.months_with_payment),
        extra_job_months: less(own.job_months, today.job_months),
        drivers: drivers(frame, collected, pair),
        discontinued_share: share_where(&collected.column(own.discontinued), |it| it > 0.0),
        what_if: what_if(frame, collected, pair),
    }
}

fn saving(
    frame: &Frame<'_>,
    collected: &Collected,
    pair: usize,
    (at, perspective): (usize, Perspective),
    extra: Spread,
) -> Saving {
    let (columns, calendar) = (&frame.columns.pairs[pair], &frame.plan.calendar);
    let start = columns.cumulative[at];
    let last = start + calendar.n_months.saturating_sub(1);
    let (net, sorted) = spread_sorted(collected.column(last));
    let large_loss = frame.plan.money.large_loss_sek;
    let large_loss = large_loss.of(&frame.plan.numbers.stated());
    let is_saving = |position: usize| share_where(&collected.column(position), |sek| sek > 0.0);
    let years = calendar.years.iter().enumerate();
    Saving {
        perspective,
        net,
        equally_likely_sek: equally_likely(&sorted, 100),
        worst_tenth_mean_sek: worst_tenth_mean(&sorted),
        saving_probability: is_saving(last),
        saving_probability_by_year: years
            .map(|(year, name)| {
                let months = calendar.year_of_month.iter();
                let month = months.clone().rposition(|of| *of == year).unwrap_or(0);
                (*name, is_saving(start + month))
            })
            .collect(),
        large_loss_probability: share_where(&sorted, |sek| sek < -large_loss),
        cumulative_sek: by_month(collected, start, calendar.n_months),
        cumulative_p50_sek: (start..start + calendar.n_months)
            .map(|month| median(&mut collected.column(month)))
            .collect(),
        by_year: by_year(frame, collected, columns, at),
        payback: payback(collected, start, calendar.n_months),
        run_off_sek_per_year: spread(collected.column(columns.run_off[at])),
        variance: variance(frame, collected, pair, at),
        cost_per_extra_self_support_sek: cost_per_extra(net, extra),
    }
}

/// None unless the extra households are more than two errors above zero: a cost for each
/// household fewer in self-support would read as its opposite.
fn cost_per_extra(net: Spread, extra: Spread) -> Option<f64> {
    let is_clear = extra.mean > 0.0 && extra.mean >= 2.0 * extra.mc_se;
    is_clear.then(|| 0.0 - net.mean / extra.mean)
}

fn by_month(collected: &Collected, start: usize, n_months: usize) -> MonthlySpread {
    let mut months = MonthlySpread::default();
    for month in 0..n_months {
        let mut draws = collected.column(start + month);
        push_month(&mut months, moments(&draws).mean, &mut draws);
    }
    months
}

fn by_year(
    frame: &Frame<'_>,
    collected: &Collected,
    columns: &PairColumns,
    perspective: usize,
) -> Vec<(i32, Spread)> {
    let n_years = frame.columns.n_years;
    let years = frame.plan.calendar.years.iter().enumerate();
    years
        .map(|(at, year)| {
            let net = |row: &Vec<f64>| -> f64 {
                let seen = frame.seen[perspective].iter();
                seen.map(|line| row[columns.lines + line * n_years + at])
                    .sum()
            };
            (*year, spread(collected.rows.iter().map(net).collect()))
        })
        .collect()
}

fn payback(collected: &Collected, start: usize, n_months: usize) -> Payback {
    let rows = collected.rows.iter();
    let months: Vec<Option<u32>> = rows
        .map(|row| payback_month(&row[start..start + n_months]))
        .collect();
    let n_never = months.iter().filter(|month| month.is_none()).count();
    Payback {
        never_share: estimate(share(n_never, months.len())),
        p10_month: month_quantile(&months, 0.1),
        p50_month: month_quantile(&months, 0.5),
        p90_month: month_quantile(&months, 0.9),
    }
}

pub(super) fn variance(
    frame: &Frame<'_>,
    collected: &Collected,
    pair: usize,
    perspective: usize,
) -> Variance {
    let draws: Vec<Again> = collected
        .again
        .iter()
        .map(|again| Again {
            first: again.first[pair][perspective],
            second: again.second[pair][perspective],
            third: again.third.as_ref().map(|net| net[pair][perspective]),
        })
        .collect();
    let shares = variance_shares(&draws, has_world(frame.plan, &frame.prepared.ways));
    Variance {
        ignorance_share: estimate(shares.ignorance),
        world_share: estimate(shares.world),
        luck_share: estimate(shares.luck),
    }
}

/// Returns whether anything in the scenario belongs to the world.
pub(super) fn has_world(plan: &Plan, ways: &[usize]) -> bool {
    plan.labour.is_some()
        || ways
            .iter()
            .map(|way| &plan.ways[*way])
            .any(|way| way.discontinuation.is_some())
}

/// Returns the uncertain numbers that go most strongly with the municipality's net saving.
fn drivers(frame: &Frame<'_>, collected: &Collected, pair: usize) -> Vec<Driver> {
    let start = frame.columns.pairs[pair].cumulative[0];
    let last = start + frame.plan.calendar.n_months.saturating_sub(1);
    let net = mid_ranks(&collected.column(last));
    // A number without any effect has a rank correlation of about 1 / sqrt(n): three times
    // that, and among a hundred such numbers hardly one is shown.
    let noise = 9.0 / (net.len().max(1) as f64);
    let slots = frame.plan.numbers.uncertain.iter().enumerate();
    let mut found: Vec<Driver> = slots
        .map(|(position, slot)| {
            let ranks = mid_ranks(&collected.column(frame.columns.uncertain + position));
            let rank_correlation = rank_correlation(&ranks, &net);
            Driver {
                address: frame.plan.numbers.slots[*slot as usize].address.to_string(),
                rank_correlation,
                squared: rank_correlation * rank_correlation,
            }
        })
        .filter(|driver| driver.squared > noise)
        .collect();
    found.sort_by(|a, b| {
        let by_strength = b.squared.total_cmp(&a.squared);
        by_strength.then_with(|| a.address.cmp(&b.address))
    });
    found.truncate(N_DRIVERS);
    found
}
