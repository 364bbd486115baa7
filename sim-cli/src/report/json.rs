//! Results as JSON: the documented, versioned form, the same bytes every time.

use sim_core::results::Results;
use sim_core::results::backtest::Backtests;
use sim_core::results::expected::Expected;

use crate::error::Failure;

/// Returns the results as JSON.
///
/// # Errors
///
/// `Failure::Broken` where a figure is not a number; that is a fault of the program.
pub fn write(results: &Results) -> Result<String, Failure> {
    let text = serde_json::to_string_pretty(results);
    text.map(|text| text + "\n")
        .map_err(|why| Failure::Broken(why.to_string()))
}

/// Returns any of the program's answers as JSON.
///
/// # Errors
///
/// As [`write()`].
pub fn write_any(answer: &impl serde::Serialize) -> Result<String, Failure> {
    let text = serde_json::to_string_pretty(answer);
    text.map(|text| text + "\n")
        .map_err(|why| Failure::Broken(why.to_string()))
}

/// Returns expected values as JSON.
///
/// # Errors
///
/// As [`write()`].
pub fn write_expected(expected: &Expected) -> Result<String, Failure> {
    let text = serde_json::to_string_pretty(expected);
    text.map(|text| text + "\n")
        .map_err(|why| Failure::Broken(why.to_string()))
}

/// Returns backtests as JSON.
///
/// # Errors
///
/// As [`write()`].
pub fn write_backtests(found: &Backtests) -> Result<String, Failure> {
    let text = serde_json::to_string_pretty(found);
    text.map(|text| text + "\n")
        .map_err(|why| Failure::Broken(why.to_string()))
}
