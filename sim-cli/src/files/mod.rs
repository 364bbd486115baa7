//! The only room that opens, creates or names a file.
//!
//! What is written goes to a temporary name beside its place and is then renamed, so that
//! nothing is ever half-written.

mod reading;
mod names;
mod whole;
mod growing;
mod room;

pub use growing::Growing;
pub use names::{as_seen_beside, is_same, is_there};
pub use reading::{STANDARD_INPUT, read_bytes, read_large, read_small, read_text};
pub use room::Room;
pub use whole::{has_a_place, write_new, write_together, write_whole};
