//! The parts of a net saving give what a run under other rules of reckoning gives.

use sim_core::analysis::Goal;
use sim_core::math::{exp, exp_m1, ln_1p};
use sim_core::results::Results;
use sim_core::results::draw_table::DrawTable;
use sim_core::results::what_if::Parts;

use crate::comparing::MONEY;
use crate::ready::Ready;

const DRAWS: u64 = 64;

fn answered(text: &str) -> (Results, DrawTable) {
    let ready = Ready::of(text);
    let comparing = ready.make(ready.comparing(Goal::of_draws(DRAWS)).with_parts());
    let results = comparing.answer().expect("there are draws").results;
    (results, comparing.draw_table())
}

fn ruled(discount: f64, kept: f64, displaced: f64) -> String {
    let turned = [
        ("discount_per_year = ", "0.035", discount),
        ("retained_tax_share = ", "0.1", kept),
        ("\nshare = ", "0.25", displaced),
    ];
    turned
        .iter()
        .fold(MONEY.to_owned(), |text, (key, old, new)| {
            let line = format!("{key}{old}");
            assert!(text.contains(&line), "{line} is written");
            text.replace(&line, &format!("{key}{new}"))
        })
}

/// The formula as its docstring states it.
fn present(parts: &Parts, discount: f64, kept: f64, displaced: f64) -> f64 {
    let per_month = ln_1p(discount) / 12.0;
    let months = parts.own.iter().enumerate().map(|(month, own)| {
        let net = own
            + kept * parts.retained[month]
            + displaced * (parts.displaced[month] + kept * parts.displaced_retained[month]);
        let mean_of_month = if per_month == 0.0 {
            1.0
        } else {
            -exp_m1(-per_month) / per_month
        };
        net * exp(-per_month * month as f64) * mean_of_month
    });
    months.sum()
}

fn assert_close(found: f64, expected: f64, what: &str) {
    let room = 1e-9 * (1.0 + expected.abs());
    assert!(
        (found - expected).abs() < room,
        "{what}: {found} is not {expected}"
    );
}

#[test]
fn the_parts_give_the_mean_of_a_run_under_other_rules() {
    let (base, _) = answered(MONEY);
    for (discount, kept, displaced) in [
        (0.035, 0.1, 0.25),
        (0.0, 0.4, 0.25),
        (0.02, 1.0, 0.6),
        (0.08, 0.0, 0.0),
    ] {
        let (again, _) = answered(&ruled(discount, kept, displaced));
        for (base, again) in base.comparisons.iter().zip(&again.comparisons) {
            let parts = &base.what_if.as_ref().expect("they were asked for").parts;
            for (parts, saving) in parts.iter().zip(&again.savings) {
                assert_eq!(parts.perspective, saving.perspective);
                let found = present(parts, discount, kept, displaced);
                assert_close(found, saving.net.mean, &base.design);
            }
        }
    }
}

#[test]
fn rules_that_are_known_are_told_and_make_the_parts_exact() {
    let (found, _) = answered(MONEY);
    let what_if = found.comparisons[1]
        .what_if
        .as_ref()
        .expect("they were asked for");
    assert_eq!(
        (
            what_if.discount_per_year,
            what_if.retained_tax_share,
            what_if.displaced_share
        ),
        (0.035, 0.1, 0.25)
    );
    assert!(what_if.is_exact);
    let savings = &found.comparisons[1].savings;
    for (parts, saving) in what_if.parts.iter().zip(savings) {
        assert_close(parts.present_sek, saving.net.mean, "at its own rules");
    }
    let text = MONEY.replace(
        "retained_tax_share = 0.1",
        "retained_tax_share = { p05 = 0.05, p50 = 0.1, p95 = 0.3 }",
    );
    let (found, table) = answered(&text);
    let what_if = found.comparisons[1]
        .what_if
        .as_ref()
        .expect("they were asked for");
    assert!(!what_if.is_exact);
    let drawn = table
        .columns
        .iter()
        .position(|column| column.name.contains("retained_tax_share"));
    let drawn = &table.values[drawn.expect("it is uncertain")];
    let mean = drawn.iter().sum::<f64>() / drawn.len() as f64;
    assert_close(what_if.retained_tax_share, mean, "share kept");
}

#[test]
fn the_table_of_draws_holds_what_the_answer_is_made_from() {
    let (found, table) = answered(MONEY);
    let mean = |name: &str| {
        let at = table.columns.iter().position(|column| column.name == name);
        let draws = &table.values[at.unwrap_or_else(|| panic!("no column {name}"))];
        assert_eq!(draws.len() as u64, DRAWS);
        draws.iter().sum::<f64>() / draws.len() as f64
    };
    let last = found.run.headline_month;
    for comparison in &found.comparisons {
        for saving in &comparison.savings {
            let seen = saving.perspective.word();
            let design = &comparison.design;
            let net = mean(&format!("net_saving_present:{design}:{seen}:{last}"));
            assert_close(net, saving.net.mean, "net saving");
            for (year, spread) in &saving.by_year {
                let net = mean(&format!("net_saving_nominal:{design}:{seen}:{year}"));
                assert_close(net, spread.mean, "net saving of a year");
            }
        }
    }
    for design in &found.designs {
        for line in &design.budget.lines {
            let (account, kind) = (line.account.word(), line.kind.word());
            let name = format!(
                "net_to_account_nominal:{}:{account}:{kind}:{}",
                design.id, line.year
            );
            assert_close(mean(&name), line.sek.mean, &name);
        }
    }
    let mut names: Vec<&str> = table
        .columns
        .iter()
        .map(|column| column.name.as_str())
        .collect();
    names.sort_unstable();
    names.dedup();
    assert_eq!(names.len(), table.columns.len(), "every name stands once");
}
