//! What multiplies hazards in calendar time: one factor a month, the same for everyone it holds for.

use crate::units::DAYS_PER_MONTH;

/// Monthly factors from the start on; before the start the factor is one.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Path {
    is_one: bool,
    most: f64,
    factor: Vec<f64>,
    /// Factor-days from the start to the beginning of each month, and to the end.
    behind: Vec<f64>,
}

impl Path {
    /// Returns the path of these monthly factors.
    pub(crate) fn new(factor: Vec<f64>) -> Self {
        let mut behind = Vec::with_capacity(factor.len() + 1);
        let mut sum = 0.0;
        behind.push(sum);
        for step in &factor {
            sum += step * DAYS_PER_MONTH;
            behind.push(sum);
        }
        let is_one = factor.iter().all(|step| *step == 1.0);
        // Before the start and after the end the factor is one.
        let most = factor.iter().copied().fold(1.0, f64::max);
        Self {
            is_one,
            most,
            factor,
            behind,
        }
    }

    /// Returns whether every factor is one.
    #[inline]
    pub(crate) fn is_one(&self) -> bool {
        self.is_one
    }

    /// Returns the largest factor.
    #[inline]
    pub(crate) fn most(&self) -> f64 {
        self.most
    }

    /// Returns the factor in the month of a time, and when that month ends.
    #[inline]
    pub(crate) fn at(&self, time: f64) -> (f64, f64) {
        if time < 0.0 {
            return (1.0, 0.0);
        }
        let (month, begins) = month(time);
        match self.factor.get(month) {
            Some(factor) => (*factor, begins + DAYS_PER_MONTH),
            None => (1.0, f64::INFINITY),
        }
    }

    #[inline]
    fn level(&self, time: f64) -> f64 {
        if time <= 0.0 {
            return time;
        }
        let (month, begins) = month_about(time);
        match self.factor.get(month) {
            Some(factor) => self.behind[month] + factor * (time - begins),
            None => self.last() + (time - self.factor.len() as f64 * DAYS_PER_MONTH),
        }
    }

    #[inline]
    fn last(&self) -> f64 {
        self.behind[self.behind.len() - 1]
    }

    /// Returns the factor-days between two times.
    #[inline]
    pub(crate) fn between(&self, from: f64, to: f64) -> f64 {
        if self.is_one || to <= 0.0 {
            to - from
        } else {
            self.level(to) - self.level(from)
        }
    }

    /// Returns when so many factor-days have passed since a time.
    #[inline]
    pub(crate) fn after(&self, from: f64, amount: f64) -> f64 {
        if self.is_one {
            return from + amount;
        }
        let target = self.level(from) + amount;
        if target <= 0.0 {
            return target;
        }
        if target >= self.last() {
            return self.factor.len() as f64 * DAYS_PER_MONTH + (target - self.last());
        }
        // Factors lie around one: as many months on as there are in the amount is a good guess.
        let last = self.factor.len() - 1;
        let mut month = month_about(from.max(0.0) + amount).0.min(last);
        while self.behind[month] > target {
            month -= 1;
        }
        while self.behind[month + 1] <= target {
            month += 1;
        }
        month as f64 * DAYS_PER_MONTH + (target - self.behind[month]) / self.factor[month]
    }
}

/// Returns the month of a time from the start on, and when it begins.
///
/// Within a rounding of a border it may be the month beside; what is worked out from that is
/// the same but for the last bit.
#[inline]
fn month_about(time: f64) -> (usize, f64) {
    let month = (time * (1.0 / DAYS_PER_MONTH)) as i64;
    (month as usize, month as f64 * DAYS_PER_MONTH)
}

/// Returns the month of a time from the start on, and when it begins.
#[inline]
fn month(time: f64) -> (usize, f64) {
    // Through signed integers: a conversion to or from unsigned ones costs several instructions.
    let month = (time / DAYS_PER_MONTH) as i64;
    (month as usize, month as f64 * DAYS_PER_MONTH)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn after_undoes_between() {
        let path = Path::new(vec![1.2, 0.0, 0.5, 2.0]);
        for from in [-40.0, 0.0, 10.0, 45.0, 70.0] {
            for amount in [0.5, 20.0, 33.0, 60.0, 500.0] {
                let to = path.after(from, amount);
                assert!(
                    (path.between(from, to) - amount).abs() < 1e-9,
                    "{from} {amount} {to}"
                );
            }
        }
    }

    #[test]
    fn a_month_without_factor_is_jumped_over() {
        let path = Path::new(vec![1.0, 0.0, 1.0]);
        assert!((path.after(30.0, 1.0) - (2.0 * DAYS_PER_MONTH + 0.5625)).abs() < 1e-9);
    }
}
