//! What it cost and whom, and the statistics of draws.
//!
//! The engine leaves time and events; here they become money in double entry, month by
//! month, and draws become means, quantiles and shares of variance.

pub mod accounts;
pub mod prices;
pub mod rows;
pub mod posts;
pub mod book;
pub mod pricing;
pub mod difference;
pub mod parts;
pub mod moments;
pub mod quantiles;
pub mod ranks;
pub mod paired;
pub mod variance;
pub mod sobol;
pub mod given_data;
