//! All rules together.

use crate::compile::check::designs::check_designs;
use crate::compile::check::documented::check_documented;
use crate::compile::check::households::{check_horizon, check_households};
use crate::compile::check::money::check_money;
use crate::compile::check::moves::check_moves;
use crate::compile::check::names::reserved_ids;
use crate::compile::check::numbers::{check_correlations, check_parameters};
use crate::compile::check::queues::check_queues;
use crate::compile::check::references::{check_references, check_unused};
use crate::compile::check::shares::check_shares;
use crate::diagnostic::{Diagnostic, Problem, Severity, in_order};
use crate::read::Reading;
use crate::scenario::Scenario;

/// Returns every problem across a scenario's fields, in the order of the texts.
///
/// A scenario without errors among them can be run.
pub fn check(scenario: &Scenario) -> Vec<Diagnostic> {
    let mut found = check_references(scenario);
    found.extend(reserved_ids(scenario));
    found.extend(check_unused(scenario));
    found.extend(check_parameters(scenario));
    found.extend(check_correlations(scenario));
    found.extend(check_shares(scenario));
    found.extend(check_horizon(scenario));
    found.extend(check_households(scenario));
    found.extend(check_moves(scenario));
    found.extend(check_designs(scenario));
    found.extend(check_money(scenario));
    found.extend(check_queues(scenario));
    found.extend(check_documented(scenario));
    in_order(found)
}

/// Returns everything that is wrong with what was read: the problems met on reading, and
/// those across fields, as far as they can be told.
pub fn check_reading(reading: &Reading) -> Vec<Diagnostic> {
    let mut found = reading.diagnostics.clone();
    if let Some(scenario) = &reading.scenario {
        found.extend(check(scenario));
    } else if let Some(draft) = &reading.draft {
        // What uses a parameter, or makes a difference, may be what could not be read.
        let is_certain = |problem: &Problem| {
            let on_use = matches!(
                problem,
                Problem::ParameterUnused { .. }
                    | Problem::SourceUnused { .. }
                    | Problem::NothingHappens { .. }
            );
            !on_use
        };
        found.extend(check(draft).into_iter().filter(|d| is_certain(&d.problem)));
    }
    in_order(found)
}

/// Returns whether a scenario with these problems can be run.
pub fn is_sound(diagnostics: &[Diagnostic]) -> bool {
    let mut severities = diagnostics.iter().map(Diagnostic::severity);
    severities.all(|severity| severity != Severity::Error)
}
