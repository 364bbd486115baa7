//! The only file that knows what day it is.

use sim_core::results::prediction::Date;

/// Returns today's date where the person is.
pub fn date() -> Date {
    let today = jiff::Zoned::now().date();
    Date {
        year: i32::from(today.year()),
        month: u32::from(today.month().unsigned_abs()),
        day: u32::from(today.day().unsigned_abs()),
    }
}
