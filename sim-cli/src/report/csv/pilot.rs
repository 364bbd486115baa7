//! Facts of a pilot: `kind` holds the outcome, `everything`, and of other sizes `size_50_50` after the
//! households of both arms, with the months they are followed in `month`.

use sim_core::results::pilot::{Pilot, PilotOutcome, PilotSeen, PilotShows};

use crate::report::csv::information::worth;
use crate::report::csv_rows::{Of, Rows};

/// Writes what a pilot can show, and what it is worth.
pub fn write(rows: &mut Rows, found: &Pilot) -> Result<(), csv::Error> {
    let of = Of {
        section: "pilot",
        design: found.design.clone(),
        ..Of::default()
    };
    rows.fact(&of, "households_new", found.arms.0)?;
    rows.fact(&of, "households_today", found.arms.1)?;
    rows.fact(&of, "months", found.months)?;
    rows.fact(&of, "contamination_share", found.contamination_share)?;
    rows.fact(&of, "drop_out_share", found.drop_out_share)?;
    for (name, known) in [
        ("office_sd", found.office_sd),
        ("recruiting_months", found.recruiting_months),
    ] {
        if let Some(value) = known {
            rows.fact(&of, name, value)?;
        }
    }
    rows.fact(&of, "cost_sek", found.cost_sek)?;
    rows.fact(&of, "cost_sek_per_household", found.cost_sek_per_household)?;
    rows.fact(&of, "draws", found.draws)?;
    rows.fact(&of, "pilots", found.pilots)?;
    rows.fact(&of, "households_lived", found.households_lived)?;
    for shows in &found.shows {
        outcome(rows, &of, shows)?;
    }
    for one in &found.seen {
        let of = Of {
            perspective: one.perspective.word(),
            ..of.clone()
        };
        seen(rows, &of, one)?;
    }
    Ok(())
}

fn outcome(rows: &mut Rows, of: &Of, shows: &PilotShows) -> Result<(), csv::Error> {
    let of = of.kind(match shows.outcome {
        PilotOutcome::OffAssistance => "off_assistance",
        PilotOutcome::SelfSupport => "self_support",
        PilotOutcome::TimeToSelfSupport => "time_to_self_support",
    });
    rows.fact(&of, "today_share", shows.today_share)?;
    rows.spread(&of, "difference", &shows.difference)?;
    rows.estimate(&of, "power", &shows.power)?;
    rows.fact(&of, "power_by_formula", shows.power_by_formula)?;
    rows.estimate(&of, "wrong_sign", &shows.wrong_sign)?;
    rows.estimate(&of, "shown_wrong", &shows.shown_wrong)?;
    for (name, known) in [
        ("interval_width", shows.interval_width),
        ("detectable_difference", shows.detectable_difference),
    ] {
        if let Some(value) = known {
            rows.fact(&of, name, value)?;
        }
    }
    Ok(())
}

fn seen(rows: &mut Rows, of: &Of, seen: &PilotSeen) -> Result<(), csv::Error> {
    worth(rows, of, &seen.worth)?;
    rows.fact(of, "net_of_cost_sek", seen.net_sek)?;
    rows.estimate(of, "wrong_now", &seen.wrong_now)?;
    rows.estimate(of, "wrong_after", &seen.wrong_after)?;
    rows.estimate(of, "changes", &seen.changes)?;
    worth(rows, &of.kind("everything"), &seen.perfect)?;
    for (at, size) in seen.sizes.iter().enumerate() {
        let kind = format!("size_{}_{}", size.arms.0, size.arms.1);
        let of = of.kind(&kind).month(size.months);
        worth(rows, &of, &size.worth)?;
        rows.fact(&of, "cost_sek", size.cost_sek)?;
        rows.fact(&of, "pays", size.pays)?;
        rows.fact(&of, "is_smallest_that_pays", seen.smallest == Some(at))?;
    }
    Ok(())
}
