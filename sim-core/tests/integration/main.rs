//! What sim-core promises, one file a subject; one binary, so that there is only one to link.

mod bad_scenarios;
mod calibration;
mod comparing;
mod dead_parameters;
mod exact;
mod independence;
mod known_answers;
mod laws;
mod layers;
mod ledger;
mod luck;
mod named_tallies;
mod numbers;
mod reading;
mod reproducibility;
mod semantics_arrivals;
mod semantics_benefit;
mod semantics_designs;
mod semantics_intake;
mod semantics_interventions;
mod semantics_levers;
mod semantics_tallies;
mod simulate;
mod statistics;
mod uncertain_numbers;
mod value_stability;
