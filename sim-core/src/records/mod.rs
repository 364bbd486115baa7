//! A municipality's own records: rows as they were read, and the stays on assistance they tell of.

pub mod dates;
pub mod mapping;
pub mod reasons;
pub mod rows;
pub mod account;
pub mod stays;
pub mod payments;
