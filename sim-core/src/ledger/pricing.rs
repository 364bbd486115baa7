//! From one way of working in one draw to its ledger, in the prices of the price year.

use crate::compile::plan::{BenefitPlan, Plan};
use crate::ledger::accounts::{BENEFIT, Ledger, Lines, N_ACCOUNTS, Transfer};
use crate::ledger::book::{Book, FlowBook, WayBook};
use crate::ledger::posts::{Cover, cover};
use crate::scenario::money::{Account, FlowKind};
use crate::scenario::staff::Booking;
use crate::tally::counted::Counted;
use crate::tally::outcome::WayOutcome;

/// What one way of working costs in one draw, SEK of the price year.
///
/// # Shapes and units
///
/// `benefit[month]`; `reallocated[account][month]`, positive is time used;
/// `needed_fte[profession][month]`; `available_fte[profession][month]`, zero where the
/// scenario states none.
#[derive(Clone, Debug, PartialEq)]
pub struct WayPriced {
    /// Cash.
    pub ledger: Ledger,
    /// Benefit paid.
    pub benefit: Vec<f64>,
    /// Time of people already employed: no cash.
    pub reallocated: Vec<f64>,
    /// Full-time posts needed.
    pub needed_fte: Vec<f64>,
    /// Full-time posts available.
    pub available_fte: Vec<f64>,
}

/// Returns the benefit for a household-day on assistance at weight one, by segment and month.
///
/// The segment's ratio and every reform that holds for it in the month are in it.
/// `days_in_year` is benefit-weighted days by segment for each household with any payment in
/// a calendar year: it turns a published mean over such households into an amount for a day.
pub fn benefit_per_day(plan: &Plan, values: &[f64], days_in_year: &[f64]) -> Vec<f64> {
    let base = match plan.money.benefit {
        BenefitPlan::PerDay(sek) => sek.of(values),
        BenefitPlan::PerHouseholdYear(sek) => {
            let segments = plan.segments.iter().zip(days_in_year);
            let days: f64 = segments
                .map(|(segment, days)| segment.benefit_ratio.of(values) * days)
                .sum();
            if days > 0.0 {
                sek.of(values) / days
            } else {
                0.0
            }
        }
    };
    let n_months = plan.calendar.n_months;
    let mut rates = Vec::with_capacity(plan.segments.len() * n_months);
    for (segment_idx, segment) in plan.segments.iter().enumerate() {
        let own = base * segment.benefit_ratio.of(values);
        rates.extend((0..n_months).map(|month| {
            let in_force = plan
                .reforms
                .iter()
                .filter(|reform| reform.from_month <= month && reform.segments[segment_idx]);
            in_force.fold(own, |rate, reform| rate * reform.benefit_ratio.of(values))
        }));
    }
    rates
}

/// Returns what one way of working costs, in the prices of the price year.
///
/// # Shapes and units
///
/// `way` is the position among the ways that are run; `benefit` is
/// [`benefit_per_day`] of the same draw.
pub fn price(
    plan: &Plan,
    book: &Book,
    way: usize,
    (values, benefit): (&[f64], &[f64]),
    outcome: &WayOutcome,
) -> WayPriced {
    let counted = (&outcome.tally, outcome.discontinued_at_month);
    price_counted(plan, book, way, (values, benefit), counted)
}

/// The same for a tally of either engine, and the month at which the design stopped.
pub fn price_counted<T: Counted>(
    plan: &Plan,
    book: &Book,
    way: usize,
    (values, benefit): (&[f64], &[f64]),
    (tally, discontinued_at_month): (&T, f64),
) -> WayPriced {
    let n_months = plan.calendar.n_months;
    let n_professions = plan.money.professions.len();
    let mut priced = WayPriced {
        ledger: Ledger::new(&book.lines, n_months),
        benefit: vec![0.0; n_months],
        reallocated: vec![0.0; N_ACCOUNTS * n_months],
        needed_fte: vec![0.0; n_professions * n_months],
        available_fte: vec![0.0; n_professions * n_months],
    };
    let own = &book.ways[way];
    book_benefit(&mut priced, &book.lines, tally, benefit);
    for flow in &own.flows {
        let rate = flow_rate(flow, values);
        let kept = flow
            .equalised
            .then(|| plan.money.retained_tax_share.of(values));
        for month in 0..n_months {
            let sek = flow.rows.quantity(tally, month) * rate;
            post_flow(&mut priced.ledger, &book.lines, (flow, kept), month, sek);
        }
    }
    let notice = own.notice_months.of(values);
    let covers = cover(n_months, own.go_live_month, discontinued_at_month, notice);
    book_running(&mut priced.ledger, &book.lines, own, values, &covers);
    book_set_up(&mut priced.ledger, plan, &book.lines, own, values);
    count_work(&mut priced, plan, own, values, tally);
    book_staff(&mut priced, plan, (&book.lines, own), values, &covers);
    priced
}

/// Returns SEK for each day or event of a flow, shares of shares included.
#[inline]
pub fn flow_rate(flow: &FlowBook, values: &[f64]) -> f64 {
    let rate = flow.rate.of(values);
    flow.shares
        .iter()
        .rev()
        .fold(rate, |rate, share| rate * share.of(values))
}

/// Books a flow's amount, and what equalisation takes of it: `kept` is the share that stays.
#[inline]
pub fn post_flow(
    ledger: &mut Ledger,
    lines: &Lines,
    (flow, kept): (&FlowBook, Option<f64>),
    month: usize,
    sek: f64,
) {
    ledger.post(lines, flow.transfer, month, sek);
    if let Some(kept) = kept {
        let on = flow.transfer.equalisation();
        ledger.post(lines, on, month, sek * (1.0 - kept));
    }
}

fn book_benefit<T: Counted>(priced: &mut WayPriced, lines: &Lines, tally: &T, benefit: &[f64]) {
    let n_months = priced.ledger.n_months;
    for segment in 0..tally.n_segments() {
        let rates = &benefit[segment * n_months..(segment + 1) * n_months];
        for (month, rate) in rates.iter().enumerate() {
            let sek = tally.benefit_in(segment, month) * rate;
            priced.benefit[month] += sek;
            priced.ledger.post(lines, BENEFIT, month, sek);
        }
    }
}

fn book_running(
    ledger: &mut Ledger,
    lines: &Lines,
    own: &WayBook,
    values: &[f64],
    covers: &[Cover],
) {
    for group in &own.running {
        let levels = group.sek_per_month.levels(values);
        let transfer = Transfer::outside(group.payer, FlowKind::Running);
        for (month, cover) in covers.iter().enumerate() {
            ledger.post(lines, transfer, month, levels.in_month(*cover));
        }
    }
}

fn book_set_up(ledger: &mut Ledger, plan: &Plan, lines: &Lines, own: &WayBook, values: &[f64]) {
    let upward = plan
        .money
        .optimism
        .map_or(1.0, |[_, set_up]| set_up.of(values));
    let n_months = ledger.n_months;
    for cost in own.set_up.iter().filter(|it| it.month < n_months) {
        let transfer = Transfer::outside(cost.payer, FlowKind::SetUp);
        ledger.post(lines, transfer, cost.month, cost.sek.of(values) * upward);
    }
}

fn count_work<T: Counted>(
    priced: &mut WayPriced,
    plan: &Plan,
    own: &WayBook,
    values: &[f64],
    tally: &T,
) {
    let n_months = priced.ledger.n_months;
    for work in &own.minutes {
        let hours_per_month = plan.money.professions[work.profession]
            .hours_per_year
            .of(values)
            / 12.0;
        let fte_each = work.minutes.of(values) / 60.0 / hours_per_month;
        let needed = &mut priced.needed_fte[work.profession * n_months..][..n_months];
        for (month, fte) in needed.iter_mut().enumerate() {
            *fte += work.rows.quantity(tally, month) * fte_each;
        }
    }
}

/// Books new posts as cash, and reallocated time beside the ledger.
///
/// Reallocated time is what is needed or set aside, whichever is more, less what new
/// posts do. Up to what is set aside it stands on the accounts that set it aside, in
/// proportion; the rest on the employer's.
fn book_staff(
    priced: &mut WayPriced,
    plan: &Plan,
    (lines, own): (&Lines, &WayBook),
    values: &[f64],
    covers: &[Cover],
) {
    let n_months = covers.len();
    for (profession_idx, profession) in plan.money.professions.iter().enumerate() {
        let groups: Vec<_> = own
            .posts
            .iter()
            .filter(|group| group.profession == profession_idx)
            .map(|group| (group.payer, group.booking, group.fte.levels(values)))
            .collect();
        let sek_new = profession.sek_per_year_new.of(values) / 12.0;
        let sek_reallocated = profession.sek_per_year_reallocated.of(values) / 12.0;
        let stated = profession.available_fte.map(|fte| fte.of(values));
        for (month, cover) in covers.iter().enumerate() {
            let cell = profession_idx * n_months + month;
            let (mut new_fte, mut set_aside, mut extra) = (0.0, 0.0, 0.0);
            for (payer, booking, levels) in &groups {
                let fte = levels.in_month(*cover);
                extra += fte - levels.today;
                if *booking == Booking::New {
                    new_fte += fte;
                    let transfer = Transfer::outside(*payer, FlowKind::Staff);
                    priced.ledger.post(lines, transfer, month, fte * sek_new);
                } else {
                    set_aside += fte;
                }
            }
            priced.available_fte[cell] = stated.map_or(0.0, |fte| fte + extra);
            let used = (priced.needed_fte[cell].max(set_aside) - new_fte).max(0.0);
            let mut add = |account: Account, fte: f64| {
                priced.reallocated[account as usize * n_months + month] += fte * sek_reallocated;
            };
            if set_aside > 0.0 {
                let share = (used / set_aside).min(1.0);
                for (payer, booking, levels) in &groups {
                    if *booking == Booking::Reallocated {
                        add(*payer, levels.in_month(*cover) * share);
                    }
                }
            }
            add(profession.employer, (used - set_aside).max(0.0));
        }
    }
}
