//! From the scenario to what an engine runs: numbers without names.
