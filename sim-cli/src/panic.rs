//! What is said when the program itself is at fault.

use crate::exit_code;
use crate::terminal;
use crate::texts::{Lang, program};

/// Replaces Rust's report of a panic by a short one that asks to be passed on.
///
/// RUST_BACKTRACE brings Rust's own report back.
pub fn speak_when_it_happens(lang: Lang) {
    let usual = std::panic::take_hook();
    std::panic::set_hook(Box::new(move |fault| {
        if std::env::var_os("RUST_BACKTRACE").is_some_and(|value| value != "0") {
            usual(fault);
        }
        let place = fault
            .location()
            .map(|at| format!("{}:{}", at.file(), at.line()))
            .unwrap_or_default();
        let what = fault.payload_as_str().unwrap_or_default();
        terminal::complain(&program::panicked(lang, what, &place));
        std::process::exit(exit_code::BROKEN.into());
    }));
}
