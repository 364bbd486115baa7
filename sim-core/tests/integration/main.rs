//! What sim-core promises, one file a subject; one binary, so that there is only one to link.

mod bad_scenarios;
mod layers;
mod luck;
mod numbers;
mod reading;
mod simulate;
mod known_answers;
mod semantics_arrivals;
mod semantics_intake;
mod semantics_interventions;
mod semantics_benefit;
mod semantics_designs;
mod named_tallies;
mod laws;
mod semantics_tallies;
mod reproducibility;
mod uncertain_numbers;
mod value_stability;
