//! Questions that use the engine.

mod columns;
mod series;
mod one_draw;
mod packed;
mod kept;
mod collected;
mod spread;
mod enough;
mod assumptions;
mod about;
mod people;
mod queues;
mod budget;
mod savings;
mod answer;
mod outside_prior;
mod comparing;
mod table;
pub mod compare;
pub mod expected;
pub mod backtest;
mod verify_rows;
pub mod verify;

pub use answer::{Compared, OverCapacity};
pub use assumptions::{assumptions, evidence};
pub use backtest::{backtest, together};
pub use compare::{CompareSettings, compare, compare_with, ways_to_run};
pub use comparing::{Comparing, NotAdded, Question, Simulate};
pub use enough::{Goal, Until};
pub use expected::expected;
pub use kept::KeptBatch;
pub use outside_prior::effects_outside_prior;
pub use table::{Manifest, TABLE_FORMAT, TableProblem, TableReader, table_batch, table_start};
pub use verify::{Found, NotVerified, Verified, VerifySettings, When, verify};
