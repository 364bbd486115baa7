//! Plain lives by the table: many households side by side, with the same bits as `life`.
//!
//! In a plain model what a household may do next depends on where it is, its counters and its luck alone.
//! So a draw's model is lowered to a table of states once, and households are walked through it by the
//! list: all that are in one state end their stays together, then choose together, then cross together.
//! Each of these is a short loop over independent households without a branch that anybody would have
//! to guess. Tallies are integers, so the order in which households come to it cannot show.
//!
//! What the rules are stands in the rest of the engine; [`lower`] only lays them out, and a test holds that
//! both give the same to the bit.

mod count;
mod table;
mod lower;
mod slots;
mod stays;
mod turns;
mod crossings;
mod payments;
mod walker;
mod places;
mod today;

pub(crate) use today::{is_walked, walk_today};
