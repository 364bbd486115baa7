//! Designs differ from what they are based on, and happen within the horizon.

use crate::compile::check::typical::{certain, typical};
use crate::diagnostic::{Diagnostic, Problem};
use crate::read::inherit::TODAY;
use crate::scenario::Scenario;
use crate::scenario::design::Design;
use crate::scenario::text::CalendarMonth;

/// Reports designs in which nothing happens, or not in time.
pub fn check_designs(scenario: &Scenario) -> Vec<Diagnostic> {
    let mut found = Vec::new();
    for (id, place, design) in &scenario.design.items {
        if differs_in_nothing(design, scenario) {
            let what = format!("design.{id}");
            found.push(Diagnostic::at(*place, Problem::NothingHappens { what }));
        }
        check_menu(id, design, scenario, &mut found);
        check_transition(design, scenario, &mut found);
    }
    check_months(scenario, &mut found);
    found
}

fn differs_in_nothing(design: &Design, scenario: &Scenario) -> bool {
    let Some(base_id) = &design.based_on else {
        return false;
    };
    let Some(base) = scenario.design.get(&base_id.id) else {
        return false;
    };
    // A name makes no difference; how much of nothing is done, and from when, neither.
    let mut same = base.clone();
    same.title.clone_from(&design.title);
    same.description.clone_from(&design.description);
    same.based_on.clone_from(&design.based_on);
    same.remove.clone_from(&design.remove);
    same.place = design.place;
    if base_id.id == TODAY {
        same.go_live = design.go_live;
        same.ramp_up_months.clone_from(&design.ramp_up_months);
        same.treated.clone_from(&design.treated);
        same.volume_share.clone_from(&design.volume_share);
        same.discontinuation.clone_from(&design.discontinuation);
    }
    same == *design
}

/// A choice needs something to choose.
fn check_menu(id: &str, design: &Design, scenario: &Scenario, found: &mut Vec<Diagnostic>) {
    for (segment, place, menu) in &design.menu.items {
        let without_weight = menu.values().all(|w| certain(w, scenario) == Some(0.0));
        if menu.unread.is_empty() && without_weight {
            let what = format!("design.{id}.menu.{segment}");
            found.push(Diagnostic::at(*place, Problem::NothingHappens { what }));
        }
    }
}

fn check_transition(design: &Design, scenario: &Scenario, found: &mut Vec<Diagnostic>) {
    let Some(transition) = &design.transition else {
        return;
    };
    let hold = typical(&transition.hold_months, scenario);
    if typical(&transition.until_month, scenario) < hold {
        let key = "until_month".to_owned();
        let place = transition.until_month.place;
        found.push(Diagnostic::at(place, Problem::PiecesOutOfOrder { key }));
    }
}

fn check_months(scenario: &Scenario, found: &mut Vec<Diagnostic>) {
    let start = scenario.about.start;
    let horizon = i64::from(scenario.about.horizon_months);
    if horizon == 0 {
        return;
    }
    let mut within = |key: &str, month: CalendarMonth, may_be_earlier: bool| {
        let after = i64::from(month.months_after(start));
        if after >= horizon || (after < 0 && !may_be_earlier) {
            let problem = Problem::BeyondHorizon {
                key: key.to_owned(),
                month: format!("{:04}-{:02}", month.year, month.month),
            };
            found.push(Diagnostic::at(month.place, problem));
        }
    };
    for design in scenario.design.values() {
        if let Some(month) = design.go_live {
            within("go_live", month, false);
        }
        // What is set up before the start is paid then, and counts in the first month.
        for month in design.set_up.values().filter_map(|cost| cost.month) {
            within("month", month, true);
        }
    }
    for reform in scenario.reform.values() {
        within("from", reform.from, true);
    }
    for month in scenario.list.values().filter_map(|list| list.starts) {
        within("starts", month, false);
    }
}
