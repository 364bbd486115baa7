//! Questions that use the engine.

mod columns;
mod series;
mod one_draw;
mod collected;
mod spread;
mod assumptions;
mod about;
mod people;
mod budget;
mod savings;
mod outside_prior;
pub mod compare;
pub mod expected;
mod verify_rows;
pub mod verify;

pub use assumptions::{assumptions, evidence};
pub use compare::{CompareSettings, Compared, OverCapacity, Question, compare, compare_with};
pub use expected::expected;
pub use outside_prior::effects_outside_prior;
pub use verify::{Found, NotVerified, Verified, VerifySettings, When, verify};
