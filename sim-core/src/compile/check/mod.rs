//! Rules across fields. Each file checks one subject; `all` runs them.

pub mod typical;
pub mod names;
pub mod references;
pub mod numbers;
pub mod shares;
pub mod households;
pub mod moves;
pub mod designs;
pub mod money;
pub mod queues;
pub mod documented;
pub mod all;

pub use all::{check, check_reading, is_sound};
