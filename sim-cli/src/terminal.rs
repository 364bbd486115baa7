//! The only file that writes to the screen.

use std::io::{IsTerminal, Write};

use crate::error::Failure;
use crate::number::HARD_SPACE;

/// Width of what is printed where the terminal does not say.
pub const WIDTH: usize = 96;

/// Prints an answer, with ordinary spaces for those that do not break.
///
/// # Errors
///
/// `Failure::Screen` where nobody takes it.
pub fn print(text: &str) -> Result<(), Failure> {
    let plain = text.replace(HARD_SPACE, " ");
    print_exactly(plain.as_bytes())
}

/// Prints bytes as they are, for other programs to read.
///
/// # Errors
///
/// `Failure::Screen` where nobody takes it.
pub fn print_exactly(bytes: &[u8]) -> Result<(), Failure> {
    let mut out = std::io::stdout().lock();
    out.write_all(bytes)
        .and_then(|()| out.flush())
        .map_err(Failure::Screen)
}

/// Tells the person something beside the answer. Nothing is said where there is nothing to say.
pub fn complain(text: &str) {
    if text.is_empty() {
        return;
    }
    let plain = text.replace(HARD_SPACE, " ");
    let mut err = std::io::stderr().lock();
    // Where the person cannot be reached there is nobody to tell that to.
    let _ = writeln!(err, "{}", plain.trim_end());
}

/// Returns whether a person is watching what is said beside the answer.
pub fn someone_is_watching() -> bool {
    std::io::stderr().is_terminal()
}
