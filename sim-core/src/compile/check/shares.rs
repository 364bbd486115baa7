//! Shares of one whole sum to one, or to no more than one.

use crate::compile::check::typical::sum_of;
use crate::diagnostic::{Diagnostic, Place, Problem};
use crate::read::texts::ROOT_IDX;
use crate::scenario::Scenario;
use crate::scenario::number::Number;
use crate::tree::fields::ById;
use crate::units::Share;

/// Reports shares that do not fill their whole, or overflow it.
pub fn check_shares(scenario: &Scenario) -> Vec<Diagnostic> {
    let mut found = Vec::new();
    segment_shares(scenario, &mut found);
    for (id, place, list) in &scenario.list.items {
        let what = format!("list.{id}.segment_share");
        sums_to_one(
            &what,
            *place,
            list.segment_share.values(),
            scenario,
            &mut found,
        );
    }
    for (id, place, intervention) in &scenario.intervention.items {
        let tables = [
            ("outcome_share", &intervention.outcome_share),
            ("then", &intervention.then),
        ];
        for (key, table) in tables {
            let what = format!("intervention.{id}.{key}");
            at_most_one(&what, *place, table, scenario, &mut found);
        }
    }
    for (id, place, exit) in &scenario.exit.items {
        let what = format!("exit.{id}.ends_in");
        at_most_one(&what, *place, &exit.ends_in, scenario, &mut found);
    }
    intake_shares(scenario, &mut found);
    displaced_shares(scenario, &mut found);
    found
}

fn segment_shares(scenario: &Scenario, found: &mut Vec<Diagnostic>) {
    let segments = &scenario.segment;
    if !segments.unread.is_empty() {
        return;
    }
    let of_new: Vec<&Number<Share>> = segments.values().map(|s| &s.share_of_new).collect();
    if let Some(place) = last_written(&of_new) {
        let of_new = of_new.into_iter();
        sums_to_one("share_of_new", place, of_new, scenario, found);
    }
    let of_stock: Vec<&Number<Share>> = segments
        .values()
        .filter_map(|segment| segment.share_of_stock.as_ref())
        .collect();
    let Some(place) = last_written(&of_stock) else {
        return;
    };
    let without = segments
        .items
        .iter()
        .filter(|s| s.2.share_of_stock.is_none());
    for (id, place, _) in without {
        let problem = Problem::MissingKey {
            key: "share_of_stock".to_owned(),
            table: format!("segment.{id}"),
        };
        found.push(Diagnostic::at(*place, problem));
    }
    if of_stock.len() == segments.len() {
        sums_to_one(
            "share_of_stock",
            place,
            of_stock.into_iter(),
            scenario,
            found,
        );
    }
}

/// Returns where the last of some shares is written, in the scenario itself if any is.
fn last_written(shares: &[&Number<Share>]) -> Option<Place> {
    let places = shares.iter().map(|share| share.place);
    places.max_by_key(|place| (place.text_idx == ROOT_IDX, *place))
}

fn intake_shares(scenario: &Scenario, found: &mut Vec<Diagnostic>) {
    for step in scenario.design.values().flat_map(|design| &design.intake) {
        let shares = step.withdrawal_share.iter().chain(&step.lost_share);
        let (sum, tolerance) = sum_of(shares, scenario);
        if sum > 1.0 + tolerance {
            let what = format!("{}: withdrawal_share + lost_share", step.id.id);
            found.push(Diagnostic::at(
                step.id.place,
                Problem::SharesAboveOne { what, sum },
            ));
        }
    }
}

fn displaced_shares(scenario: &Scenario, found: &mut Vec<Diagnostic>) {
    let Some(displacement) = &scenario.displacement else {
        return;
    };
    let shares = [
        &displacement.on_assistance_share,
        &displacement.on_unemployment_insurance_share,
    ];
    let (sum, tolerance) = sum_of(shares.into_iter(), scenario);
    if sum > 1.0 + tolerance {
        let what = "on_assistance_share + on_unemployment_insurance_share".to_owned();
        let place = displacement.on_unemployment_insurance_share.place;
        found.push(Diagnostic::at(place, Problem::SharesAboveOne { what, sum }));
    }
}

fn sums_to_one<'a>(
    what: &str,
    place: Place,
    shares: impl Iterator<Item = &'a Number<Share>>,
    scenario: &Scenario,
    found: &mut Vec<Diagnostic>,
) {
    let (sum, tolerance) = sum_of(shares, scenario);
    if (sum - 1.0).abs() > tolerance {
        let what = what.to_owned();
        found.push(Diagnostic::at(place, Problem::SharesDoNotSum { what, sum }));
    }
}

fn at_most_one(
    what: &str,
    place: Place,
    shares: &ById<Number<Share>>,
    scenario: &Scenario,
    found: &mut Vec<Diagnostic>,
) {
    let (sum, tolerance) = sum_of(shares.values(), scenario);
    if sum > 1.0 + tolerance {
        let what = what.to_owned();
        let place = shares.items.first().map_or(place, |item| item.1);
        found.push(Diagnostic::at(place, Problem::SharesAboveOne { what, sum }));
    }
}
