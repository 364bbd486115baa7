//! Plain integer data that an engine fills: time in states, events, per-household counters.

pub mod layout;
pub mod occupancy;
pub mod probes;
pub mod entry;
pub mod queues;
pub mod outcome;
pub mod expected;
pub mod counted;
