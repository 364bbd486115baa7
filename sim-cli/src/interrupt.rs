//! Ctrl-C: the first press asks to stop after the current batch, the second one ends the program.

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

use crate::exit_code;
use crate::terminal;
use crate::texts::{Lang, program};

/// Whether someone asked to stop.
#[derive(Clone, Default)]
pub struct Interrupt(Arc<AtomicBool>);

impl Interrupt {
    /// Listens for Ctrl-C and for a request to end.
    pub fn listen(lang: Lang) -> Self {
        let interrupt = Self::default();
        let pressed = Arc::clone(&interrupt.0);
        let heard = ctrlc::set_handler(move || {
            if pressed.swap(true, Ordering::SeqCst) {
                std::process::exit(exit_code::STOPPED.into());
            }
            terminal::complain(&program::stopping(lang));
        });
        // Without a handler Ctrl-C ends the program at once, as anywhere else.
        let _ = heard;
        interrupt
    }

    /// Returns whether someone asked to stop.
    pub fn asked(&self) -> bool {
        self.0.load(Ordering::SeqCst)
    }
}
