//! Facts of the people: where they are, queues, staff, published statistics.

use sim_core::results::people::{People, PublishedStatistics};
use sim_core::results::queues::QueueResult;

use crate::report::csv_rows::{Of, Rows};

/// Writes the people of a design.
pub fn people(rows: &mut Rows, of: &Of, people: &People) -> Result<(), csv::Error> {
    rows.monthly(of, "households_on_assistance", &people.on_assistance)?;
    rows.monthly(of, "households_in_interventions", &people.in_interventions)?;
    rows.monthly(of, "households_elsewhere", &people.elsewhere)?;
    for series in &people.states {
        rows.monthly(&of.kind(&series.state), "households", &series.households)?;
    }
    for series in &people.events {
        rows.monthly(&of.kind(&series.event), "events", &series.count)?;
    }
    rows.spread(of, "months_with_payment", &people.months_with_payment)?;
    rows.spread(of, "job_months", &people.job_months)?;
    for (month, spread) in &people.self_support_at {
        rows.spread(&of.month(month), "self_support", spread)?;
    }
    published(rows, &of.section("statistics"), &people.published)?;
    for queue in &people.queues {
        queue_rows(rows, &of.section("queue").kind(&queue.pool), queue)?;
    }
    for need in &people.staff {
        let of = of.section("staff").kind(&need.profession);
        rows.monthly(&of, "needed_fte", &need.needed_fte)?;
        for (idx, fte) in need.available_fte.iter().flatten().enumerate() {
            rows.fact(&of.month(idx + 1), "available_fte", fte)?;
        }
    }
    for probe in &people.probes {
        let of = Of {
            account: probe.probe.clone(),
            ..of.section("probe").month(probe.after_months)
        };
        rows.spread(&of, "followed", &probe.followed)?;
        for (class, share) in &probe.shares {
            rows.spread(&of.kind(class), "share", share)?;
        }
    }
    Ok(())
}

fn queue_rows(rows: &mut Rows, of: &Of, queue: &QueueResult) -> Result<(), csv::Error> {
    rows.spread(of, "wait_days", &queue.wait_days)?;
    rows.spread(of, "served_share", &queue.served_share)?;
    rows.spread(of, "used_share", &queue.used_share_in_all)?;
    if let Some(days) = queue.p90_wait_days_in_all {
        rows.fact(of, "p90_wait_days", days)?;
    }
    for (name, series) in [
        ("asked", &queue.asked),
        ("served", &queue.served),
        ("left", &queue.left),
        ("waiting", &queue.waiting),
        ("longest_queue", &queue.longest),
        ("taken", &queue.taken),
    ] {
        rows.monthly(of, name, series)?;
    }
    for (name, months) in [
        ("places", &queue.there),
        ("month_used_share", &queue.used_share),
        ("mean_wait_days", &queue.mean_wait_days),
        ("p90_wait_days", &queue.p90_wait_days),
    ] {
        for (idx, value) in months.iter().enumerate() {
            if let Some(value) = value {
                rows.fact(&of.month(idx + 1), name, value)?;
            }
        }
    }
    Ok(())
}

fn published(rows: &mut Rows, of: &Of, facts: &PublishedStatistics) -> Result<(), csv::Error> {
    rows.estimate(of, "months_in_year", &facts.months_in_year)?;
    rows.estimate(
        of,
        "ten_months_or_more_share",
        &facts.ten_months_or_more_share,
    )?;
    rows.estimate(
        of,
        "under_four_months_share",
        &facts.under_four_months_share,
    )?;
    rows.estimate(
        of,
        "spells_over_twelve_months_share",
        &facts.spells_over_twelve_months_share,
    )?;
    rows.estimate(
        of,
        "return_within_three_months_share",
        &facts.return_within_three_months_share,
    )?;
    rows.spread(of, "households_in_year", &facts.households_in_year)?;
    rows.spread(
        of,
        "sek_per_household_in_year",
        &facts.sek_per_household_in_year,
    )
}
