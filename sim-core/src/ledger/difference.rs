//! A design less `today` in one draw, with displacement, by month and by year.

use crate::compile::plan::{Calendar, Plan};
use crate::ledger::accounts::{BENEFIT, Ledger, Lines};
use crate::ledger::book::{Book, FlowBook};
use crate::ledger::prices::Prices;
use crate::ledger::pricing::{WayPriced, flow_rate, post_flow};
use crate::ledger::rows::Rows;
use crate::tally::counted::Counted;

/// Returns the design's ledger less `today`'s, displacement included, in price-year SEK.
///
/// # Shapes and units
///
/// `way` is the position among the ways that are run; `priced` and `tallies` are those of
/// `today` and of the design; `benefit` is the benefit per day by segment and month.
pub fn difference<T: Counted>(
    plan: &Plan,
    book: &Book,
    way: usize,
    (values, benefit): (&[f64], &[f64]),
    (priced, tallies): ([&WayPriced; 2], [&T; 2]),
) -> Ledger {
    let [today, design] = priced;
    let mut difference = design.ledger.clone().less(&today.ledger);
    if let Some(displacement) = plan.money.displacement {
        let shares = displacement.map(|share| share.of(values));
        displace(
            &mut difference,
            plan,
            (book, way),
            (values, benefit, shares),
            tallies,
        );
    }
    difference
}

/// Takes a share of the extra job time out again, and books what the displaced cost instead.
///
/// What is paid for each day in job is taken back at the extra time's own rates; shares of
/// those flows follow them. Of the displaced, some are on assistance at the mean benefit of
/// new applications, some on unemployment insurance at the rate of every flow that is
/// paid for a day there. What is paid once, at the start of a job, is not taken back.
fn displace<T: Counted>(
    difference: &mut Ledger,
    plan: &Plan,
    (book, way): (&Book, usize),
    (values, benefit, shares): (&[f64], &[f64], [f64; 3]),
    [today, design]: [&T; 2],
) {
    let [displaced_share, on_assistance, on_unemployment] = shares;
    let n_months = difference.n_months;
    let (before, after) = (&book.ways[0], &book.ways[way]);
    let extra_days = |old: &Rows, new: &Rows, month: usize| {
        new.quantity(design, month) - old.quantity(today, month)
    };
    for (old, new) in before.flows.iter().zip(&after.flows) {
        if new.job_rows.is_empty() && new.unemployment_columns == 0 {
            continue;
        }
        let rate = flow_rate(new, values);
        let kept = kept_share(plan, new, values);
        for month in 0..n_months {
            let lost = extra_days(&old.job_rows, &new.job_rows, month);
            let mut days = -displaced_share * lost;
            if new.unemployment_columns > 0 {
                let extra: f64 = (0..after.jobs.len())
                    .filter(|&segment| new.segments[segment])
                    .map(|segment| extra_days(&before.jobs[segment], &after.jobs[segment], month))
                    .sum();
                let columns = f64::from(new.unemployment_columns);
                days += displaced_share * on_unemployment * extra * columns;
            }
            post_flow(difference, &book.lines, (new, kept), month, days * rate);
        }
    }
    let mean_benefit = mean_benefit_per_day(plan, values, benefit);
    for (month, sek_per_day) in mean_benefit.iter().enumerate() {
        let extra: f64 = (0..after.jobs.len())
            .map(|segment| extra_days(&before.jobs[segment], &after.jobs[segment], month))
            .sum();
        let sek = displaced_share * on_assistance * extra * sek_per_day;
        difference.post(&book.lines, BENEFIT, month, sek);
    }
}

fn kept_share(plan: &Plan, flow: &FlowBook, values: &[f64]) -> Option<f64> {
    flow.equalised
        .then(|| plan.money.retained_tax_share.of(values))
}

/// Returns the benefit per day of a mean new application, by month.
fn mean_benefit_per_day(plan: &Plan, values: &[f64], benefit: &[f64]) -> Vec<f64> {
    let weights: Vec<f64> = plan
        .segments
        .iter()
        .map(|segment| segment.share_of_new.of(values))
        .collect();
    let total: f64 = weights.iter().sum();
    let n_segments = weights.len().max(1) as f64;
    let n_months = plan.calendar.n_months;
    (0..n_months)
        .map(|month| {
            let each = weights.iter().enumerate().map(|(segment, weight)| {
                let share = if total > 0.0 {
                    weight / total
                } else {
                    1.0 / n_segments
                };
                benefit[segment * n_months + month] * share
            });
            each.sum()
        })
        .collect()
}

/// Returns a ledger's lines by calendar year, nominal SEK.
///
/// # Shapes and units
///
/// `[line][year]`, year fastest.
pub fn nominal_by_year(
    ledger: &Ledger,
    lines: &Lines,
    prices: &Prices,
    calendar: &Calendar,
) -> Vec<f64> {
    let n_years = calendar.years.len();
    let mut sums = vec![0.0; lines.all.len() * n_years];
    for (position, line) in lines.all.iter().enumerate() {
        let factors = prices.nominal(line.kind as usize);
        let row = &mut sums[position * n_years..(position + 1) * n_years];
        for (month, sek) in ledger.line(position).iter().enumerate() {
            row[calendar.year_of_month[month]] += sek * factors[month];
        }
    }
    sums
}

/// Returns the sum of some lines by month, each amount times its kind's factor for the month.
pub fn by_month<'p>(
    ledger: &Ledger,
    lines: &Lines,
    seen: &[usize],
    factors: impl Fn(usize) -> &'p [f64],
) -> Vec<f64> {
    let mut sums = vec![0.0; ledger.n_months];
    for &position in seen {
        let factors = factors(lines.all[position].kind as usize);
        for ((sum, sek), factor) in sums.iter_mut().zip(ledger.line(position)).zip(factors) {
            *sum += sek * factor;
        }
    }
    sums
}
