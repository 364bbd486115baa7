//! How far the draws have come, shown on a terminal only.

use std::time::Duration;

use indicatif::{ProgressBar, ProgressDrawTarget, ProgressState, ProgressStyle};

use crate::number::{HARD_SPACE, Numbers};
use crate::terminal;
use crate::texts::{Lang, program};

/// A bar with the time left, or nothing where nobody is watching.
pub struct Progress {
    bar: ProgressBar,
    first: u64,
}

impl Progress {
    /// Starts a bar for the draws of a range.
    pub fn start(lang: Lang, (first, end): (u64, u64), quiet: bool) -> Self {
        if quiet || !terminal::someone_is_watching() {
            let bar = ProgressBar::hidden();
            return Self { bar, first };
        }
        let bar =
            ProgressBar::with_draw_target(Some(end - first), ProgressDrawTarget::stderr_with_hz(8));
        bar.set_style(style(lang));
        bar.enable_steady_tick(Duration::from_millis(250));
        Self { bar, first }
    }

    /// Says how many draws were there already; they took no time.
    pub fn goes_on_after(&self, draws: u64) {
        self.finished(draws);
        self.bar.reset_eta();
    }

    /// Says how many draws there will be, where that becomes known on the way.
    pub fn of(&self, draws: u64) {
        self.bar.set_length(draws);
    }

    /// Says how many draws are finished.
    pub fn finished(&self, draws: u64) {
        self.bar.set_position(draws.saturating_sub(self.first));
    }

    /// Takes the bar away.
    pub fn clear(&self) {
        self.bar.finish_and_clear();
    }
}

fn style(lang: Lang) -> ProgressStyle {
    let template = program::progress_template(lang);
    let count = move |state: &ProgressState, out: &mut dyn std::fmt::Write| {
        let numbers = Numbers::new(lang);
        let (done, all) = (state.pos(), state.len().unwrap_or_default());
        let text = format!("{}/{}", numbers.count(done), numbers.count(all));
        let _ = out.write_str(&text.replace(HARD_SPACE, " "));
    };
    let left = |state: &ProgressState, out: &mut dyn std::fmt::Write| {
        // Before the first batch there is nothing to reckon with.
        let _ = match (state.pos(), state.eta().as_secs()) {
            (0, _) => out.write_str("?"),
            (_, seconds @ 0..120) => write!(out, "{seconds} s"),
            (_, seconds) => write!(out, "{} min", seconds.div_ceil(60)),
        };
    };
    ProgressStyle::with_template(&template)
        .unwrap_or_else(|_| ProgressStyle::default_bar())
        .with_key("count", count)
        .with_key("left", left)
        .progress_chars("=> ")
}
