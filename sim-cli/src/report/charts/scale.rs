//! Round steps on an axis, and places along it.

/// An axis from a round number to a round number.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Scale {
    /// Its lowest value.
    pub low: f64,
    /// Its highest value.
    pub high: f64,
    /// Between two ticks.
    pub step: f64,
}

impl Scale {
    /// Returns an axis that holds some values, with so many ticks at most.
    pub fn around(values: impl IntoIterator<Item = f64>, most_ticks: usize) -> Self {
        let finite = values.into_iter().filter(|value| value.is_finite());
        // Beyond this no difference is a number any more.
        let finite = finite.map(|value| value.clamp(-1e290, 1e290));
        let (low, high) = finite.fold((f64::INFINITY, f64::NEG_INFINITY), |(low, high), value| {
            (low.min(value), high.max(value))
        });
        let (low, high) = match (low <= high, high - low > 0.0) {
            (false, _) => (0.0, 1.0),
            (true, false) => (low.min(0.0), high.max(low.min(0.0) + 1.0)),
            (true, true) => (low, high),
        };
        let step = round_step((high - low) / (most_ticks.max(2) - 1) as f64);
        let (first, last) = ((low / step).floor() * step, (high / step).ceil() * step);
        Self {
            low: first,
            high: last,
            step,
        }
    }

    /// Returns the ticks from the lowest to the highest: whole steps from zero.
    pub fn ticks(&self) -> Vec<f64> {
        let first = (self.low / self.step - 1e-6).ceil() as i64;
        let last = (self.high / self.step + 1e-6).floor() as i64;
        (first..=last.min(first.saturating_add(100)))
            .map(|idx| idx as f64 * self.step)
            .collect()
    }

    /// Returns the axis cut off a little beyond the values it is to hold.
    pub fn cut_to(self, low: f64, high: f64) -> Self {
        let room = (high - low) * 0.04;
        Self {
            low: self.low.max(low - room),
            high: self.high.min(high + room),
            step: self.step,
        }
    }

    /// Returns where a value lies, 0 at the lowest and 1 at the highest.
    pub fn share(&self, value: f64) -> f64 {
        (value - self.low) / (self.high - self.low)
    }
}

/// Returns the smallest of 1, 2, 5, 10, 20, 50 ... that is not below a step.
fn round_step(least: f64) -> f64 {
    let mut decade = 1.0;
    while decade > least && decade > 1e-12 {
        decade /= 10.0;
    }
    while decade * 10.0 <= least && decade < 1e290 {
        decade *= 10.0;
    }
    let factors = [1.0, 2.0, 5.0, 10.0];
    let fits = factors
        .into_iter()
        .find(|factor| decade * factor >= least * 0.999_999);
    decade * fits.unwrap_or(10.0)
}

#[cfg(test)]
mod tests {
    use super::Scale;

    #[test]
    fn an_axis_begins_and_ends_at_round_numbers_around_what_it_holds() {
        let scale = Scale::around([-3.4e6, 0.6e6], 6);
        assert_eq!((scale.low, scale.high, scale.step), (-4e6, 1e6, 1e6));
        assert_eq!(scale.ticks().len(), 6);
        assert_eq!(scale.ticks()[4], 0.0);
        let cut = scale.cut_to(-3.4e6, 0.6e6);
        assert!(cut.low > -3.7e6 && cut.high < 0.8e6);
        assert_eq!(cut.ticks(), [-3e6, -2e6, -1e6, 0.0]);
        assert_eq!(scale.share(-4e6), 0.0);
    }

    #[test]
    fn an_axis_of_one_value_or_of_none_has_a_length() {
        for values in [vec![], vec![0.0], vec![5.0], vec![f64::NAN]] {
            let scale = Scale::around(values, 5);
            assert!(scale.high > scale.low && !scale.ticks().is_empty());
        }
    }
}
