//! The distributions an uncertain number may have, before the unit's bounds cut them.

use crate::diagnostic::DistributionRule as Rule;
use crate::math::{
    beta_cdf, beta_quantile, exp, gamma_cdf, gamma_quantile, ln, logistic, logit, normal_cdf,
    normal_quantile, sqrt,
};
use crate::scenario::distribution::{
    Beta, Gamma, LogNormal, Named, Normal, Pert, Triangular, Uniform,
};
use crate::units::UnitKind;

/// The scale on which three quantiles become a two-piece normal.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) enum Scale {
    /// As written.
    Identity,
    /// ln, for units without negative values.
    Ln,
    /// Logit of the position between the unit's two bounds.
    Logit { low: f64, width: f64 },
}

impl Scale {
    fn forth(self, value: f64) -> f64 {
        match self {
            Self::Identity => value,
            Self::Ln => ln(value),
            Self::Logit { low, width } => logit((value - low) / width),
        }
    }

    fn back(self, scaled: f64) -> f64 {
        match self {
            Self::Identity => scaled,
            Self::Ln => exp(scaled),
            Self::Logit { low, width } => low + width * logistic(scaled),
        }
    }
}

/// A continuous distribution, without a unit.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) enum Shape {
    /// Two half-normals of weight one half that meet in the median.
    TwoPieceNormal {
        scale: Scale,
        median: f64,
        sd_below: f64,
        sd_above: f64,
    },
    Normal {
        mean: f64,
        sd: f64,
    },
    LogNormal {
        mean_of_ln: f64,
        sd_of_ln: f64,
    },
    Uniform {
        min: f64,
        max: f64,
    },
    Triangular {
        min: f64,
        mode: f64,
        max: f64,
    },
    /// Stretched from 0 to 1 to lie between `min` and `max`.
    Beta {
        alpha: f64,
        beta: f64,
        min: f64,
        max: f64,
    },
    Gamma {
        shape: f64,
        scale: f64,
    },
}

impl Shape {
    /// Returns the two-piece normal with that 5th, 50th and 95th percentile.
    pub(super) fn of_quantiles(quantiles: [f64; 3], unit: UnitKind) -> Result<Self, Rule> {
        let [p05, p50, p95] = quantiles;
        let (low, high) = unit.bounds();
        require(p05 < p50 && p50 < p95, Rule::BoundsMustRise)?;
        let are_inside = p05 >= low && p95 <= high && p05.is_finite() && p95.is_finite();
        require(are_inside, Rule::NothingInsideUnit)?;
        let scale = if p05 == low || p95 == high {
            Scale::Identity
        } else if low.is_finite() && high.is_finite() {
            let width = high - low;
            Scale::Logit { low, width }
        } else if low == 0.0 {
            Scale::Ln
        } else {
            Scale::Identity
        };
        let [lower, median, upper] = quantiles.map(|value| scale.forth(value));
        let z95 = normal_quantile(0.95);
        let (sd_below, sd_above) = ((median - lower) / z95, (upper - median) / z95);
        let are_finite = sd_below.is_finite() && sd_above.is_finite();
        require(are_finite, Rule::NothingInsideUnit)?;
        Ok(Self::TwoPieceNormal {
            scale,
            median,
            sd_below,
            sd_above,
        })
    }

    /// Returns the distribution that is written by name.
    pub(super) fn of_named(named: &Named, unit: UnitKind) -> Result<Self, Rule> {
        None.or_else(|| named.normal.as_ref().map(|it| Self::normal(it, unit)))
            .or_else(|| named.lognormal.as_ref().map(|it| Self::lognormal(it, unit)))
            .or_else(|| named.uniform.as_ref().map(Self::uniform))
            .or_else(|| {
                let triangular = named.triangular.as_ref();
                triangular.map(|it| Self::triangular(it, unit))
            })
            .or_else(|| named.pert.as_ref().map(|it| Self::pert(it, unit)))
            .or_else(|| named.beta.as_ref().map(Self::beta))
            .or_else(|| named.gamma.as_ref().map(|it| Self::gamma(it, unit)))
            // The reader lets no table through that names no distribution.
            .unwrap_or(Err(Rule::NothingInsideUnit))
    }

    fn normal(written: &Normal, unit: UnitKind) -> Result<Self, Rule> {
        let (mean, sd) = (written.mean.0, written.sd.0);
        require_centre(mean, unit)?;
        require_spread(sd)?;
        Ok(Self::Normal { mean, sd })
    }

    fn lognormal(written: &LogNormal, unit: UnitKind) -> Result<Self, Rule> {
        let (median, p95) = (written.median.0, written.p95.0);
        require_centre(median, unit)?;
        require(median > 0.0, Rule::CentreOutsideUnit)?;
        require_spread(p95 - median)?;
        let mean_of_ln = ln(median);
        let sd_of_ln = (ln(p95) - mean_of_ln) / normal_quantile(0.95);
        require_spread(sd_of_ln)?;
        Ok(Self::LogNormal {
            mean_of_ln,
            sd_of_ln,
        })
    }

    fn uniform(written: &Uniform) -> Result<Self, Rule> {
        let (min, max) = (written.min.0, written.max.0);
        require_rise(min, min, max)?;
        Ok(Self::Uniform { min, max })
    }

    fn triangular(written: &Triangular, unit: UnitKind) -> Result<Self, Rule> {
        let (min, mode, max) = (written.min.0, written.mode.0, written.max.0);
        require_rise(min, mode, max)?;
        require_centre(mode, unit)?;
        Ok(Self::Triangular { min, mode, max })
    }

    /// The beta of PERT: Malcolm, Roseboom, Clark and Fazar (1959), weight 4 on the mode.
    fn pert(written: &Pert, unit: UnitKind) -> Result<Self, Rule> {
        let (min, mode, max) = (written.min.0, written.mode.0, written.max.0);
        require_rise(min, mode, max)?;
        require_centre(mode, unit)?;
        Ok(Self::Beta {
            alpha: 1.0 + 4.0 * (mode - min) / (max - min),
            beta: 1.0 + 4.0 * (max - mode) / (max - min),
            min,
            max,
        })
    }

    fn beta(written: &Beta) -> Result<Self, Rule> {
        let (mean, weight) = (written.mean.0, written.weight.0);
        require(mean > 0.0 && mean < 1.0, Rule::CentreOutsideUnit)?;
        let (alpha, beta) = (mean * weight, (1.0 - mean) * weight);
        require_spread(alpha)?;
        require_spread(beta)?;
        let (min, max) = (0.0, 1.0);
        Ok(Self::Beta {
            alpha,
            beta,
            min,
            max,
        })
    }

    fn gamma(written: &Gamma, unit: UnitKind) -> Result<Self, Rule> {
        let (mean, sd) = (written.mean.0, written.sd.0);
        require_centre(mean, unit)?;
        require(mean > 0.0, Rule::CentreOutsideUnit)?;
        require_spread(sd)?;
        let (shape, scale) = (mean / sd * (mean / sd), sd * (sd / mean));
        require_spread(shape)?;
        require_spread(scale)?;
        Ok(Self::Gamma { shape, scale })
    }

    /// Returns the probability of values up to `x`. Infinite `x` is allowed.
    pub(super) fn cdf(self, x: f64) -> f64 {
        match self {
            Self::TwoPieceNormal {
                scale,
                median,
                sd_below,
                sd_above,
            } => {
                let off = scale.forth(x) - median;
                normal_cdf(off / if off < 0.0 { sd_below } else { sd_above })
            }
            Self::Normal { mean, sd } => normal_cdf((x - mean) / sd),
            Self::LogNormal { .. } if x <= 0.0 => 0.0,
            Self::LogNormal {
                mean_of_ln,
                sd_of_ln,
            } => normal_cdf((ln(x) - mean_of_ln) / sd_of_ln),
            Self::Uniform { min, max } => ((x - min) / (max - min)).clamp(0.0, 1.0),
            Self::Triangular { min, mode, max } => triangular_cdf(min, mode, max, x),
            Self::Beta {
                alpha,
                beta,
                min,
                max,
            } => beta_cdf(alpha, beta, (x - min) / (max - min)),
            Self::Gamma { shape, scale } => gamma_cdf(shape, x / scale),
        }
    }

    /// Returns the value below which lies the probability `u`; may be infinite at 0 and 1.
    pub(super) fn quantile(self, u: f64) -> f64 {
        match self {
            Self::TwoPieceNormal {
                scale,
                median,
                sd_below,
                sd_above,
            } => {
                let z = normal_quantile(u);
                scale.back(median + z * if z < 0.0 { sd_below } else { sd_above })
            }
            Self::Normal { mean, sd } => mean + sd * normal_quantile(u),
            Self::LogNormal {
                mean_of_ln,
                sd_of_ln,
            } => exp(mean_of_ln + sd_of_ln * normal_quantile(u)),
            Self::Uniform { min, max } => min + u * (max - min),
            Self::Triangular { min, mode, max } => triangular_quantile(min, mode, max, u),
            Self::Beta {
                alpha,
                beta,
                min,
                max,
            } => min + (max - min) * beta_quantile(alpha, beta, u),
            Self::Gamma { shape, scale } => gamma_quantile(shape, scale, u),
        }
    }
}

fn triangular_cdf(min: f64, mode: f64, max: f64, x: f64) -> f64 {
    if x <= min {
        0.0
    } else if x >= max {
        1.0
    } else if x < mode {
        (x - min) / (max - min) * ((x - min) / (mode - min))
    } else {
        1.0 - (max - x) / (max - min) * ((max - x) / (max - mode))
    }
}

fn triangular_quantile(min: f64, mode: f64, max: f64, u: f64) -> f64 {
    let width = max - min;
    if u < (mode - min) / width {
        min + width * sqrt(u * ((mode - min) / width))
    } else {
        max - width * sqrt((1.0 - u) * ((max - mode) / width))
    }
}

fn require(holds: bool, rule: Rule) -> Result<(), Rule> {
    if holds { Ok(()) } else { Err(rule) }
}

fn require_centre(value: f64, unit: UnitKind) -> Result<(), Rule> {
    let (low, high) = unit.bounds();
    require(
        value.is_finite() && value >= low && value <= high,
        Rule::CentreOutsideUnit,
    )
}

fn require_spread(value: f64) -> Result<(), Rule> {
    let holds = value > 0.0 && value.is_finite();
    require(holds, Rule::SpreadMustBePositive)
}

fn require_rise(min: f64, mode: f64, max: f64) -> Result<(), Rule> {
    let holds = min <= mode && mode <= max && min < max && (max - min).is_finite();
    require(holds, Rule::BoundsMustRise)
}
