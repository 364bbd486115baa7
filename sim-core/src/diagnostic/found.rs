//! A problem at a place, and how bad it is.

use crate::diagnostic::place::Place;
use crate::diagnostic::problem::Problem;

/// Whether the scenario can still be run.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Severity {
    /// The scenario cannot be run.
    Error,
    /// The scenario runs, but its author should know.
    Warning,
}

/// One problem at one place.
#[derive(Clone, Debug, PartialEq)]
pub struct Diagnostic {
    /// What is wrong.
    pub problem: Problem,
    /// Where, if it is anywhere.
    pub place: Option<Place>,
}

impl Diagnostic {
    /// Returns a diagnostic at a place.
    pub fn at(place: Place, problem: Problem) -> Self {
        Self {
            problem,
            place: Some(place),
        }
    }

    /// Returns a diagnostic about the scenario as a whole.
    pub fn nowhere(problem: Problem) -> Self {
        Self {
            problem,
            place: None,
        }
    }

    /// Returns the code under which the problem is documented; never reused.
    pub fn code(&self) -> &'static str {
        self.problem.code()
    }

    /// Returns whether the scenario can still be run.
    pub fn severity(&self) -> Severity {
        if self.code().starts_with('W') {
            Severity::Warning
        } else {
            Severity::Error
        }
    }
}

/// Returns problems sorted by place, each once: what two designs inherit is met twice.
pub fn in_order(mut diagnostics: Vec<Diagnostic>) -> Vec<Diagnostic> {
    diagnostics.sort_by_key(|diagnostic| diagnostic.place);
    let mut kept: Vec<Diagnostic> = Vec::with_capacity(diagnostics.len());
    for diagnostic in diagnostics {
        let at_same_place = |known: &&Diagnostic| known.place == diagnostic.place;
        let mut same_place = kept.iter().rev().take_while(at_same_place);
        if !same_place.any(|known| known == &diagnostic) {
            kept.push(diagnostic);
        }
    }
    kept
}
