//! Money has two ends and a price year, and arises somewhere.

use std::collections::BTreeSet;

use crate::compile::check::households::above_zero;
use crate::compile::check::typical::typical;
use crate::diagnostic::{Diagnostic, Place, Problem};
use crate::scenario::Scenario;
use crate::scenario::money::Flow;
use crate::scenario::staff::{Booking, OverCapacity};
use crate::tree::fields::FromNode;
use crate::units::UnitKind;

/// Reports money that goes nowhere, arises nowhere or cannot be priced.
pub fn check_money(scenario: &Scenario) -> Vec<Diagnostic> {
    let mut found = Vec::new();
    for (id, place, flow) in &scenario.flow.items {
        check_flow(id, *place, flow, &mut found);
    }
    flow_loops(scenario, &mut found);
    check_new_posts(scenario, &mut found);
    check_price_index(scenario, &mut found);
    check_price_years(scenario, &mut found);
    check_staff(scenario, &mut found);
    found
}

fn check_flow(id: &str, place: Place, flow: &Flow, found: &mut Vec<Diagnostic>) {
    if flow.payer == flow.receiver {
        let problem = Problem::LedgerAccountsSame {
            flow: id.to_owned(),
            account: flow.payer.word().to_owned(),
        };
        found.push(Diagnostic::at(place, problem));
    }
    let missing = if flow.sek_per_month.is_some() && flow.while_in.is_empty() {
        "while_in"
    } else if flow.sek_each.is_some() && flow.at.is_empty() {
        "at"
    } else {
        return;
    };
    found.push(missing_key(missing, format!("flow.{id}"), place));
}

fn missing_key(key: &str, table: String, place: Place) -> Diagnostic {
    let key = key.to_owned();
    Diagnostic::at(place, Problem::MissingKey { key, table })
}

/// New posts need a price.
fn check_new_posts(scenario: &Scenario, found: &mut Vec<Diagnostic>) {
    let posts = scenario
        .design
        .values()
        .flat_map(|design| design.posts.values());
    let new = posts.filter(|post| post.booking == Booking::New);
    let mut reported: BTreeSet<&str> = BTreeSet::new();
    for post in new {
        let id = post.profession.id.as_str();
        let without_price = scenario
            .staff
            .get(id)
            .filter(|staff| staff.sek_per_year_new.is_none());
        if let Some(staff) = without_price.filter(|_| reported.insert(id)) {
            found.push(missing_key(
                "sek_per_year_new",
                format!("staff.{id}"),
                staff.place,
            ));
        }
    }
}

/// A flow that is a share of itself, perhaps through others, has no amount.
fn flow_loops(scenario: &Scenario, found: &mut Vec<Diagnostic>) {
    let mut reported: BTreeSet<&str> = BTreeSet::new();
    for (id, place, _) in &scenario.flow.items {
        let mut chain: Vec<&str> = vec![id];
        let next_of = |id: &str| {
            let share = scenario.flow.get(id)?.share_of.as_ref()?;
            Some(share.flow.id.as_str())
        };
        while let Some(next) = next_of(chain[chain.len() - 1]) {
            let known = chain.contains(&next);
            chain.push(next);
            if known {
                break;
            }
        }
        let closes = chain.len() > 1 && chain.first() == chain.last();
        if closes && !chain.iter().any(|id| reported.contains(id)) {
            reported.extend(chain.iter().copied());
            let chain = chain.iter().map(|id| (*id).to_owned()).collect();
            found.push(Diagnostic::at(*place, Problem::ReferenceLoop { chain }));
        }
    }
}

fn check_price_index(scenario: &Scenario, found: &mut Vec<Diagnostic>) {
    let index = scenario
        .money
        .iter()
        .flat_map(|money| &money.price_index.items);
    for (year, place, level) in index {
        if year.len() != 4 || year.parse::<u16>().is_err() {
            let written = year.clone();
            found.push(Diagnostic::at(*place, Problem::BadYear { written }));
        }
        let value = typical(level, scenario);
        above_zero(year, value, UnitKind::Ratio, level.place, found);
    }
}

/// Returns whether there is a price index for a year.
pub fn has_price_index(scenario: &Scenario, year: i32) -> bool {
    let money = scenario.money.as_ref();
    money.is_some_and(|money| money.price_index.has(&year.to_string()))
}

/// An amount in another year's prices needs the index of both years.
fn check_price_years(scenario: &Scenario, found: &mut Vec<Diagnostic>) {
    let price_year = scenario.about.price_year;
    let has_index = |year: i32| has_price_index(scenario, year);
    let mut check = |year: Option<i32>, place: Place| {
        let Some(year) = year.filter(|year| *year != price_year) else {
            return;
        };
        if !has_index(year) || !has_index(price_year) {
            let problem = Problem::PriceYearWithoutIndex { year, price_year };
            found.push(Diagnostic::at(place, problem));
        }
    };
    scenario.visit_numbers(&mut |number| {
        if number.unit == UnitKind::Sek {
            check(number.price_year, number.place);
        }
    });
    for parameter in scenario.parameter.values() {
        check(parameter.price_year, parameter.place);
    }
}

fn check_staff(scenario: &Scenario, found: &mut Vec<Diagnostic>) {
    for (id, place, profession) in &scenario.staff.items {
        if let Some(hours) = &profession.hours_per_year {
            let value = typical(hours, scenario);
            above_zero("hours_per_year", value, UnitKind::Count, hours.place, found);
        }
        let compares = matches!(
            profession.over_capacity,
            Some(OverCapacity::Error | OverCapacity::Queue)
        );
        if compares && profession.available_fte.is_none() {
            found.push(missing_key("available_fte", format!("staff.{id}"), *place));
        }
    }
}
