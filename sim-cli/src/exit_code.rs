//! What the program tells whoever started it.

/// Done as asked.
pub const DONE: u8 = 0;
/// A mistake of ours.
pub const BROKEN: u8 = 1;
/// What was typed is not understood.
pub const USAGE: u8 = 2;
/// The scenario has errors.
pub const SCENARIO: u8 = 3;
/// Data handed to the program, kept draws or results, cannot be used.
pub const INPUT: u8 = 4;
/// The answer cannot be written.
pub const OUTPUT: u8 = 5;
/// Stopped early; what was finished is reported.
pub const STOPPED: u8 = 6;
