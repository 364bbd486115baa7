//! What is said of queues is said where there can be one.

use crate::diagnostic::{Diagnostic, Place, Problem};
use crate::scenario::Scenario;
use crate::scenario::number::Amount;
use crate::scenario::staff::{OverCapacity, Weekday};
use crate::units::WORKING_DAYS_PER_WEEK;

/// Reports queues without anything to wait for, and work that cannot wait.
pub fn check_queues(scenario: &Scenario) -> Vec<Diagnostic> {
    let mut found = Vec::new();
    check_places(scenario, &mut found);
    check_open_days(scenario, &mut found);
    check_posts(scenario, &mut found);
    check_minutes_a_month(scenario, &mut found);
    found
}

/// A queue for places needs places under some design.
fn check_places(scenario: &Scenario, found: &mut Vec<Diagnostic>) {
    for (id, of) in scenario.intervention.iter() {
        let mut designs = scenario.design.values();
        if of.places.is_some()
            || !of.places_from.is_empty()
            || designs.any(|design| design.places.get(id).is_some())
        {
            continue;
        }
        let of_queue: [Option<Place>; 3] = [
            of.longest_wait_days.as_ref().map(|number| number.place),
            of.longest_queue.as_ref().map(|number| number.place),
            of.queue_search_ratio.as_ref().map(|number| number.place),
        ];
        for place in of_queue.into_iter().flatten() {
            let (key, table) = ("places".to_owned(), format!("intervention.{id}"));
            found.push(Diagnostic::at(place, Problem::MissingKey { key, table }));
        }
    }
}

/// A pool is open on some day, and no longer than on its days.
fn check_open_days(scenario: &Scenario, found: &mut Vec<Diagnostic>) {
    for (id, of) in scenario.pool.iter() {
        let Some(open) = &of.open_weekdays else {
            continue;
        };
        let n_open = Weekday::ALL.iter().filter(|day| open.contains(day)).count();
        if n_open == 0 {
            let problem = Problem::NeverOpen {
                pool: id.to_owned(),
            };
            found.push(Diagnostic::at(of.place, problem));
            continue;
        }
        let most = (n_open as f64 / WORKING_DAYS_PER_WEEK).min(1.0);
        if let Some(share) = &of.open_share
            && let Amount::Fixed(written) = share.amount
            && written > most
        {
            let problem = Problem::LongerThanItsDays {
                share: written,
                most,
            };
            found.push(Diagnostic::at(share.place, problem));
        }
    }
}

/// A queue for a profession needs work that queues.
fn check_posts(scenario: &Scenario, found: &mut Vec<Diagnostic>) {
    for (id, of) in scenario.staff.iter() {
        if of.over_capacity == Some(OverCapacity::Queue) {
            continue;
        }
        let of_queue: [Option<Place>; 2] = [
            of.longest_queue.as_ref().map(|number| number.place),
            of.queue_search_ratio.as_ref().map(|number| number.place),
        ];
        for place in of_queue.into_iter().flatten() {
            let (key, table) = (
                "over_capacity = \"queue\"".to_owned(),
                format!("staff.{id}"),
            );
            found.push(Diagnostic::at(place, Problem::MissingKey { key, table }));
        }
    }
}

/// What is done all through a month has no moment at which it could wait for its turn.
fn check_minutes_a_month(scenario: &Scenario, found: &mut Vec<Diagnostic>) {
    for (intervention, of) in scenario.intervention.iter() {
        for (profession, place, _) in &of.minutes_per_month.items {
            let staff = scenario.staff.get(profession);
            if staff.is_some_and(|of| of.over_capacity == Some(OverCapacity::Queue)) {
                let problem = Problem::MinutesDoNotQueue {
                    profession: profession.clone(),
                    intervention: intervention.to_owned(),
                };
                found.push(Diagnostic::at(*place, problem));
            }
        }
    }
}
