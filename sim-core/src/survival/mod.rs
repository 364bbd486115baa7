//! How long things last: survival curves and their parametric fits, with censoring and late entry.

pub mod stay;
pub mod risk;
pub mod curves;
pub mod incidence;
pub mod intervals;
pub mod newton;
pub mod parametric;
pub mod path;
pub mod two_types;
pub mod readiness;
