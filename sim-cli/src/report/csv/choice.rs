//! Facts of the choice: `kind` holds `rank`, `dominates`, `price_50000`, `switch`, `weighed`, and of a search
//! `search`, `heat_1`, `found_1`, `as_written`, or the address of a number that was moved.

use sim_core::results::choice::{Acceptability, Candidate, Choice, Search};

use crate::report::csv::break_even::lever;
use crate::report::csv_rows::{Of, Rows};

/// Writes which way of working to choose.
pub fn write(rows: &mut Rows, choice: &Choice) -> Result<(), csv::Error> {
    let whole = Of {
        section: "choice",
        perspective: choice.perspective.word(),
        ..Of::default()
    };
    let of = |design: &str, kind: &str| with_design(&whole, design).kind(kind);
    for one in &choice.ranked {
        let of = of(&one.design, "rank");
        rows.estimate(&of, "net_sek", &one.net)?;
        rows.estimate(&of, "behind_best_sek", &one.behind_best)?;
        rows.estimate(&of, "best_probability", &one.best_probability)?;
        if let Some(given) = &one.best_given_numbers {
            rows.estimate(&of, "best_given_numbers", given)?;
        }
        rows.estimate(&of, "regret_sek", &one.regret)?;
    }
    rows.estimate(
        &whole.kind("rank"),
        "same_best_again",
        &choice.same_best_again,
    )?;
    for one in &choice.dominance {
        rows.fact(&of(&one.better, "dominates"), &one.worse, 1)?;
    }
    if let Some(needed) = choice.dominance_draws_needed {
        rows.fact(&whole.kind("dominates"), "draws_needed", needed)?;
    }
    prices(rows, &whole, &choice.acceptability)?;
    for row in &choice.pareto {
        let of = of(&row.design, "weighed");
        rows.estimate(&of, "municipality_sek", &row.municipality)?;
        rows.estimate(&of, "public_sector_sek", &row.public_sector)?;
        rows.estimate(&of, "extra_self_support", &row.extra_self_support)?;
        rows.estimate(&of, "worst_tenth_sek", &row.worst_tenth)?;
    }
    match &choice.search {
        Some(known) => search(rows, &with_design(&whole, &known.design), known),
        None => Ok(()),
    }
}

fn with_design(of: &Of, design: &str) -> Of {
    Of {
        design: design.to_owned(),
        ..of.clone()
    }
}

fn prices(rows: &mut Rows, whole: &Of, curves: &Acceptability) -> Result<(), csv::Error> {
    for one in &curves.designs {
        for (price, share) in curves.prices_sek.iter().zip(&one.best_probability) {
            let of = with_design(whole, &one.design).kind(&format!("price_{price}"));
            rows.fact(&of, "best_probability", share)?;
            rows.fact(&of, "best_probability_mc_se", curves.mc_se)?;
        }
    }
    for switch in &curves.switches {
        let of = with_design(whole, &switch.design).kind("switch");
        rows.estimate(&of, "from_sek", &switch.from_sek)?;
    }
    Ok(())
}

fn search(rows: &mut Rows, of: &Of, search: &Search) -> Result<(), csv::Error> {
    let about = of.kind("search");
    rows.fact(&about, "tried", search.tried)?;
    rows.fact(&about, "too_expensive", search.too_expensive)?;
    rows.fact(&about, "draws_made", search.draws_made)?;
    rows.fact(&about, "refined", search.refined)?;
    rows.fact(&about, "draws", search.draws)?;
    if let Some(budget) = search.budget_sek {
        rows.fact(&about, "budget_sek", budget)?;
    }
    for (at, heat) in search.heats.iter().enumerate() {
        let of = of.kind(&format!("heat_{}", at + 1));
        rows.fact(&of, "candidates", heat.candidates)?;
        rows.fact(&of, "draws", heat.draws)?;
    }
    for one in &search.levers {
        lever(rows, of, one)?;
    }
    for (at, one) in search.best.iter().enumerate() {
        candidate(rows, &of.kind(&format!("found_{}", at + 1)), (search, one))?;
    }
    match &search.as_written {
        Some(one) => candidate(rows, &of.kind("as_written"), (search, one)),
        None => Ok(()),
    }
}

fn candidate(
    rows: &mut Rows,
    of: &Of,
    (search, one): (&Search, &Candidate),
) -> Result<(), csv::Error> {
    for (lever, value) in search.levers.iter().zip(&one.values) {
        rows.fact(of, &lever.path, value)?;
    }
    for (who, net) in &one.net {
        rows.estimate(of, &format!("net_{}_sek", who.word()), net)?;
    }
    rows.estimate(of, "behind_best_sek", &one.behind_best)?;
    rows.estimate(of, "saving_probability", &one.saving_probability)?;
    rows.estimate(of, "extra_self_support", &one.extra_self_support)?;
    rows.estimate(of, "cost_sek", &one.cost_sek)
}
