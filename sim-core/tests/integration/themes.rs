//! Every number of a scenario is about one thing.

use sim_core::analysis::{known_theme, themes};
use sim_core::results::theme::NumberTheme;
use sim_core::scenario::Scenario;
use sim_core::tree::fields::FromNode;
use sim_core::tree::shape::Shape;

use crate::comparing::scenario_and_plan;

fn number_keys(shape: Shape, path: &str, found: &mut Vec<String>) {
    let below = |name: &str| match path {
        "" => name.to_owned(),
        _ => format!("{path}.{name}"),
    };
    match shape {
        Shape::Number(_) | Shape::Varying(_) => found.push(path.to_owned()),
        Shape::Table(table) => {
            for key in table.keys {
                number_keys((key.shape)(), &below(key.name), found);
            }
        }
        Shape::ById(inner) | Shape::List(inner) => number_keys(inner(), &below("id"), found),
        _ => {}
    }
}

#[test]
fn every_number_that_a_file_may_hold_has_a_theme() {
    let mut keys = Vec::new();
    number_keys(Scenario::shape(), "", &mut keys);
    assert!(keys.len() > 80, "{} keys", keys.len());
    // What documents say, what is counted and how numbers go together are no numbers of the model.
    let of_model = keys.iter().filter(|key| {
        let table = key.split('.').next().unwrap_or_default();
        !["documented", "correlation", "probe"].contains(&table)
    });
    let without: Vec<&String> = of_model.filter(|key| known_theme(key).is_none()).collect();
    assert!(without.is_empty(), "{without:?}");
}

#[test]
fn a_shared_number_has_the_theme_of_the_places_that_use_it() {
    let text = r#"
utfall = 1
[about]
title = { sv = "T", en = "T" }
start = "2027-01"
horizon_months = 12
price_year = 2026
[parameter.found]
p05 = 0.1
p50 = 0.2
p95 = 0.3
[parameter.work]
p05 = 10
p50 = 20
p95 = 30
[benefit]
sek_per_month_on_assistance = 8000
[inflow]
per_month = 2
[segment.one]
share_of_new = 1.0
hazard.job.per_month = 0.1
[staff.officer]
employer = "municipality"
sek_per_year_reallocated = 600000
[[design.today.intake]]
id = "decision"
wait_days = 14
lost_share = { parameter = "found" }
minutes = { officer = { parameter = "work" } }
[design.today.review]
every_days = 91
finds_lost_share = { parameter = "found" }
offers_menu_share = { parameter = "found" }
minutes = { officer = { parameter = "work" } }
[design.other]
based_on = "today"
"#;
    let (scenario, plan) = scenario_and_plan(text);
    let themes = themes(&plan, &scenario);
    let of = |address: &str| {
        let mut slots = plan.numbers.slots.iter();
        let slot = slots.position(|slot| &*slot.address == address);
        themes[slot.expect("it is a number")]
    };
    assert_eq!(of("parameter.found"), NumberTheme::Intake);
    assert_eq!(of("parameter.work"), NumberTheme::Money);
    assert_eq!(of("parameter.default_volume_share"), NumberTheme::Intake);
    assert_eq!(
        of("segment.one.hazard.job.per_month"),
        NumberTheme::Transitions
    );
}
