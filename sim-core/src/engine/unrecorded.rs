//! Recorders for the time before the start, which no tally holds.

use crate::engine::life::{Life, Recorder};
use crate::model::facts::{Facts, Given};
use crate::model::lanes::Place;
use crate::tally::layout::Happening;

/// Writes nothing down: for the time before the start.
pub(crate) struct Unrecorded;

impl Recorder for Unrecorded {
    #[inline]
    fn stay<F: Facts>(&mut self, _: Given<'_, F>, _: &Life, _: &Place, _: (f64, f64)) {}
    #[inline]
    fn happened(&mut self, _: &Life, _: Happening) {}
}

/// Adds up time on assistance by years since the first application.
pub(crate) struct YearsOnAssistance {
    pub(crate) entered: f64,
    pub(crate) days: Vec<f64>,
}

impl YearsOnAssistance {
    fn add(&mut self, share: f64, (from, to): (f64, f64)) {
        if share <= 0.0 {
            return;
        }
        let n_years = self.days.len();
        let year = crate::units::DAYS_PER_YEAR;
        let (mut from, to) = (from - self.entered, to - self.entered);
        while from < to {
            let at = (from / year) as usize;
            if at >= n_years {
                return;
            }
            let end = ((at + 1) as f64 * year).min(to);
            self.days[at] += end - from;
            from = if end > from { end } else { to };
        }
    }
}

impl Recorder for YearsOnAssistance {
    fn stay<F: Facts>(&mut self, _: Given<'_, F>, life: &Life, place: &Place, span: (f64, f64)) {
        self.add(life.benefit_share(place), span);
    }

    fn happened(&mut self, _: &Life, _: Happening) {}
}
