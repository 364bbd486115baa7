//! Lengths of time that vary between households.

use crate::compile::plan;
use crate::luck::{HouseholdKey, Purpose};
use crate::math::{exp_quick, ln, pow, sqrt};

/// 90th percentile of the standard normal.
const Z90: f64 = 1.281_551_565_544_600_4;

/// A length of time in days with a draw's numbers in place.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) enum Length {
    Same(f64),
    LogNormal { mean_of_ln: f64, sd_of_ln: f64 },
    Exponential { mean: f64 },
    Uniform { min: f64, max: f64 },
    Weibull { one_over_shape: f64, scale: f64 },
}

impl Length {
    /// Returns the length under a draw's values.
    pub(crate) fn of(length: &plan::Length, values: &[f64]) -> Self {
        let positive = |num: &plan::Num| num.of(values).max(1e-9);
        match length {
            plan::Length::Same(days) => Self::Same(days.of(values)),
            plan::Length::LogNormalMedian { median, p90 } => {
                let mean_of_ln = ln(positive(median));
                Self::LogNormal {
                    mean_of_ln,
                    sd_of_ln: ((ln(positive(p90)) - mean_of_ln) / Z90).max(0.0),
                }
            }
            plan::Length::LogNormalMean { mean, sd } => {
                let cv = sd.of(values) / positive(mean);
                let variance = ln(1.0 + cv * cv);
                Self::LogNormal {
                    mean_of_ln: ln(positive(mean)) - variance / 2.0,
                    sd_of_ln: sqrt(variance),
                }
            }
            plan::Length::Exponential(mean) => Self::Exponential {
                mean: mean.of(values),
            },
            plan::Length::Uniform { min, max } => Self::Uniform {
                min: min.of(values),
                max: max.of(values),
            },
            plan::Length::Weibull { shape, scale } => Self::Weibull {
                one_over_shape: 1.0 / positive(shape),
                scale: scale.of(values),
            },
        }
    }

    /// Returns one household's length on one occasion.
    #[inline(always)]
    pub(crate) fn sample(&self, key: HouseholdKey, purpose: Purpose, occasion: u32) -> f64 {
        match *self {
            Self::Same(days) => days,
            Self::LogNormal {
                mean_of_ln,
                sd_of_ln,
            } => exp_quick(mean_of_ln + sd_of_ln * key.stream(purpose, occasion).normal()),
            _ => self.sample_other(key, purpose, occasion),
        }
    }

    #[inline(never)]
    fn sample_other(&self, key: HouseholdKey, purpose: Purpose, occasion: u32) -> f64 {
        match *self {
            Self::Same(_) | Self::LogNormal { .. } => self.sample(key, purpose, occasion),
            Self::Exponential { mean } => mean * key.stream(purpose, occasion).exponential(),
            Self::Uniform { min, max } => {
                min + (max - min) * key.stream(purpose, occasion).uniform()
            }
            Self::Weibull {
                one_over_shape,
                scale,
            } => scale * pow(key.stream(purpose, occasion).exponential(), one_over_shape),
        }
    }
}
