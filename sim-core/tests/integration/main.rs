//! What sim-core promises, from outside.

mod reading;
