//! Questions that use the engine.

mod columns;
mod series;
mod calendar_years;
mod one_draw;
mod net_saving;
mod movable;
mod number_place;
mod changed;
mod lever_range;
mod all_together;
mod packed;
mod kept;
mod collected;
mod spread;
mod enough;
mod assumptions;
mod titles;
mod theme;
mod about;
mod people;
mod queues;
mod budget;
mod what_if;
mod savings;
mod answer;
mod outside_prior;
mod draw_table;
mod drawn;
mod comparing;
mod table;
pub mod sensitivity;
pub mod compare;
pub mod break_even;
pub mod information;
pub mod choice;
pub mod search;
pub mod expected;
pub mod backtest;
pub mod calibrate;
mod verify_rows;
mod verify_scores;
pub mod verify;
mod diff_levers;
mod diff_groups;
pub mod diff;
mod prediction;
mod register;
mod follow_up;
mod pilot;
pub mod fit;

pub use answer::{Compared, OverCapacity};
pub use assumptions::{assumptions, evidence};
pub use backtest::{backtest, together};
pub use break_even::{BreakEvenSettings, NotBrokenEven, break_even};
pub use calibrate::{
    CalibrateMethod, CalibrateSettings, FactMistake, FactProblem, NotCalibrated, NotFree, calibrate,
};
pub use changed::NotChanged;
pub use choice::ChoiceSettings;
pub use compare::{CompareSettings, compare, compare_with, ways_to_run};
pub use comparing::{Comparing, NotAdded, Question, Simulate};
pub use diff::{DiffSettings, NotDiffed, diff};
pub use drawn::Drawn;
pub use enough::{Goal, Until};
pub use expected::expected;
pub use follow_up::{ActualMonth, NotFollowed, crps, follow_up, pit};
pub use information::{
    DEFAULT_SIZES, NestedSettings, NestedWorth, NotValued, StudyAsked, ValueSettings, information,
    nested_partial,
};
pub use kept::KeptBatch;
pub use lever_range::LeverAsked;
pub use movable::NoLever;
pub use outside_prior::effects_outside_prior;
pub use pilot::{
    NotPiloted, PilotSettings, detectable_difference, log_rank_power, pilot, two_proportion_power,
};
pub use prediction::predict;
pub use register::{LineProblem, Register, RegisterBroken, Registered};
pub use search::{NotSearched, SearchSettings, search};
pub use sensitivity::{SensitivitySettings, sensitivity};
pub use table::{Manifest, TABLE_FORMAT, TableProblem, TableReader, table_batch, table_start};
pub use theme::{known_theme, theme_of, themes};
pub use verify::{NotVerified, Verified, VerifySettings, verify};
pub use verify_scores::{Found, When};
