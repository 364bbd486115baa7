//! What an engine runs: the scenario as flat tables of positions and number slots.
//!
//! A plan holds no value that is uncertain, only the slot it stands in; a draw fills the
//! slots ([`Num::of`]) and everything else stays as it is.

mod numbers;
mod households;
mod ways;
mod pools;
mod columns;
mod money;
mod watches;
mod whole;

pub use columns::*;
pub use households::*;
pub use money::*;
pub use numbers::*;
pub use pools::*;
pub use watches::*;
pub use ways::*;
pub use whole::*;
