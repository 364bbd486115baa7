//! Means of lengths of time cut off at a limit, from which everything on the grid follows.

use crate::compile::plan;
use crate::math::{exp, ln, normal_cdf, pow};
use crate::model::course::Course;
use crate::model::length::Length;

/// A length of time: how a stay ends by itself.
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum Stay {
    /// Never.
    Endless,
    /// As long as a varying length.
    Lasts(Length),
    /// By a hazard since the stay began.
    Hazard(Course),
}

impl Stay {
    /// Returns a varying length of a plan under a draw's values.
    pub(crate) fn lasting(length: &plan::Length, values: &[f64]) -> Self {
        Self::Lasts(Length::of(length, values))
    }

    /// Returns whether it always has no length at all.
    pub(crate) fn is_nothing(&self) -> bool {
        matches!(self, Self::Lasts(Length::Same(days)) if *days <= 0.0)
    }

    /// Returns the probability that it is over after so many days.
    pub(crate) fn over_by(&self, days: f64) -> f64 {
        match self {
            Self::Endless => 0.0,
            Self::Lasts(length) => over_by(*length, days),
            Self::Hazard(course) => 1.0 - exp(-cumulative(course, days)),
        }
    }

    /// Returns points in days, and weights that add up to one: medians of equal parts.
    pub(crate) fn points(&self) -> Vec<(f64, f64)> {
        const N_PARTS: u32 = 40;
        if let Self::Lasts(Length::Same(days)) = self {
            return vec![(*days, 1.0)];
        }
        let quantile = |p: f64| {
            let (mut low, mut high) = (0.0, 1.0);
            while self.over_by(high) < p && high < 1e6 {
                high *= 2.0;
            }
            for _ in 0..60 {
                let middle = (low + high) / 2.0;
                if self.over_by(middle) < p {
                    low = middle;
                } else {
                    high = middle;
                }
            }
            high
        };
        let n = f64::from(N_PARTS);
        (0..N_PARTS)
            .map(|part| (quantile((f64::from(part) + 0.5) / n), 1.0 / n))
            .collect()
    }

    /// Returns the mean of the length cut off at so many days: the time from 0 to there during
    /// which it is not over.
    ///
    /// # Source
    ///
    /// Limited expected values: Klugman, Panjer and Willmot (2012), *Loss Models*, appendix A.
    pub(crate) fn mean_up_to(&self, days: f64) -> f64 {
        match self {
            Self::Endless => days,
            Self::Lasts(length) => mean_up_to(*length, days),
            Self::Hazard(course) => mean_of_hazard(course, days),
        }
    }
}

fn over_by(length: Length, days: f64) -> f64 {
    match length {
        Length::Same(same) => f64::from(u8::from(days >= same)),
        _ if days <= 0.0 => 0.0,
        Length::LogNormal {
            mean_of_ln,
            sd_of_ln,
        } if sd_of_ln <= 0.0 => over_by(Length::Same(exp(mean_of_ln)), days),
        Length::LogNormal {
            mean_of_ln,
            sd_of_ln,
        } => normal_cdf((ln(days) - mean_of_ln) / sd_of_ln),
        Length::Exponential { mean } if mean <= 0.0 => 1.0,
        Length::Exponential { mean } => 1.0 - exp(-days / mean),
        Length::Uniform { min, max } if max <= min => over_by(Length::Same(min), days),
        Length::Uniform { min, max } => ((days - min) / (max - min)).clamp(0.0, 1.0),
        Length::Weibull { scale, .. } if scale <= 0.0 => 1.0,
        Length::Weibull {
            one_over_shape,
            scale,
        } => 1.0 - exp(-pow(days / scale, 1.0 / one_over_shape)),
    }
}

fn mean_up_to(length: Length, days: f64) -> f64 {
    match length {
        _ if days <= 0.0 => 0.0,
        Length::Same(same) => days.min(same),
        Length::LogNormal {
            mean_of_ln,
            sd_of_ln,
        } if sd_of_ln <= 0.0 => days.min(exp(mean_of_ln)),
        Length::LogNormal {
            mean_of_ln,
            sd_of_ln,
        } => {
            let z = (ln(days) - mean_of_ln) / sd_of_ln;
            let mean = exp(mean_of_ln + sd_of_ln * sd_of_ln / 2.0);
            mean * normal_cdf(z - sd_of_ln) + days * normal_cdf(-z)
        }
        Length::Exponential { mean } if mean <= 0.0 => 0.0,
        Length::Exponential { mean } => -mean * crate::math::exp_m1(-days / mean),
        Length::Uniform { min, max } if max <= min => days.min(min),
        Length::Uniform { min, max } => {
            let inside = days.clamp(min, max) - min;
            days.min(min) + inside - inside * inside / (2.0 * (max - min))
        }
        Length::Weibull { scale, .. } if scale <= 0.0 => 0.0,
        Length::Weibull {
            one_over_shape,
            scale,
        } => weibull_mean(1.0 / one_over_shape, scale, days),
    }
}

/// Mean of a Weibull length cut off: scale * gamma(1 + 1/k) * P(1 + 1/k, (days / scale)^k) + days * S(days),
/// with P the regularised lower incomplete gamma function.
fn weibull_mean(shape: f64, scale: f64, days: f64) -> f64 {
    let level = pow(days / scale, shape);
    let full = scale * crate::math::gamma(1.0 + 1.0 / shape);
    full * crate::math::gamma_cdf(1.0 + 1.0 / shape, level) + days * exp(-level)
}

/// Returns the hazard accumulated since the stay began.
pub(crate) fn cumulative(course: &Course, days: f64) -> f64 {
    if days <= 0.0 {
        return 0.0;
    }
    match course {
        Course::Constant(rate) => rate * days,
        Course::Weibull { shape, scale } => pow(days / scale, *shape),
        Course::Pieces(pieces) => {
            let ends = pieces.iter().skip(1).map(|piece| piece.0);
            let ends = ends.chain(std::iter::once(f64::INFINITY));
            let pieces = pieces.iter().zip(ends);
            pieces
                .map(|((from, rate), end)| rate * (days.min(end) - from).max(0.0))
                .sum()
        }
    }
}

/// Returns the integral of the hazard accumulated since the stay began.
pub(crate) fn twice_cumulative(course: &Course, days: f64) -> f64 {
    if days <= 0.0 {
        return 0.0;
    }
    match course {
        Course::Constant(rate) => rate * days * days / 2.0,
        Course::Weibull { shape, scale } => scale * pow(days / scale, shape + 1.0) / (shape + 1.0),
        Course::Pieces(pieces) => {
            let (mut sum, mut before) = (0.0, 0.0);
            // Each change of the hazard bends the line from there on.
            for (from, rate) in pieces.iter().filter(|piece| piece.0 < days) {
                sum += (rate - before) * (days - from) * (days - from) / 2.0;
                before = *rate;
            }
            sum
        }
    }
}

fn mean_of_hazard(course: &Course, days: f64) -> f64 {
    if days <= 0.0 {
        return 0.0;
    }
    let stretch = |rate: f64, length: f64| {
        if rate > 0.0 {
            -crate::math::exp_m1(-rate * length) / rate
        } else {
            length
        }
    };
    match course {
        Course::Constant(rate) => stretch(*rate, days),
        Course::Weibull { shape, scale } => weibull_mean(*shape, *scale, days),
        Course::Pieces(pieces) => {
            let (mut sum, mut left) = (0.0, 1.0);
            for (at, (from, rate)) in pieces.iter().enumerate() {
                let end = pieces.get(at + 1).map_or(f64::INFINITY, |next| next.0);
                let length = days.min(end) - from;
                if length <= 0.0 {
                    break;
                }
                sum += left * stretch(*rate, length);
                left *= exp(-rate * length);
            }
            sum
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_mean_cut_off_is_the_integral_of_what_is_not_over() {
        let lengths = [
            Stay::Lasts(Length::Same(17.3)),
            Stay::Lasts(Length::LogNormal {
                mean_of_ln: 3.0,
                sd_of_ln: 0.7,
            }),
            Stay::Lasts(Length::Exponential { mean: 40.0 }),
            Stay::Lasts(Length::Uniform {
                min: 10.0,
                max: 60.0,
            }),
            Stay::Lasts(Length::Weibull {
                one_over_shape: 1.0 / 1.4,
                scale: 30.0,
            }),
            Stay::Hazard(Course::Pieces(vec![(0.0, 0.02), (30.0, 0.0), (50.0, 0.1)])),
            Stay::Hazard(Course::Weibull {
                shape: 0.8,
                scale: 30.0,
            }),
        ];
        for stay in &lengths {
            for days in [3.0, 25.0, 90.0] {
                let n = 200_000;
                let sum: f64 = (0..n)
                    .map(|k| 1.0 - stay.over_by((k as f64 + 0.5) * days / n as f64))
                    .sum();
                let numeric = sum * days / n as f64;
                let found = stay.mean_up_to(days);
                assert!(
                    (numeric - found).abs() < 1e-3,
                    "{stay:?} {days} {numeric} {found}"
                );
            }
        }
    }
}
