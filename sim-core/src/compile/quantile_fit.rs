//! From what an author knows about a number to its quantile function.

use crate::compile::shape::Shape;
use crate::diagnostic::DistributionRule;
use crate::math::{normal_cdf, normal_pdf};
use crate::scenario::distribution::Distribution;
use crate::units::UnitKind;

/// What the true value of one number may be, as a quantile function inside its unit's bounds.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Fitted {
    shape: Shape,
    /// Probability that `shape` gives to values below the unit's bounds, and to those not above them.
    kept: (f64, f64),
    /// The unit's bounds, or the largest finite numbers where it has none.
    bounds: (f64, f64),
}

/// Returns the distribution of a number that has that unit.
///
/// Three quantiles give two half-normals of weight one half each that meet in the median, on
/// the unit's scale: the logit between two bounds, ln for units without negative values,
/// the plain number otherwise. All three quantiles are then hit exactly, whatever they
/// are. A quantile on the unit's bound (`p05 = 0` for a share) puts the number on the
/// plain scale, and what falls beyond the bound is set to the bound: 5 % lie on it, as was
/// written. A named distribution is truncated to the unit's bounds.
///
/// # Errors
///
/// - [`DistributionRule::BoundsMustRise`]: quantiles, or smallest, most likely and largest
///   value, do not rise.
/// - [`DistributionRule::SpreadMustBePositive`]: a standard deviation or weight is not above 0
///   (or so small beside the mean that it cannot be told from 0), or a 95th percentile is
///   not above its median.
/// - [`DistributionRule::CentreOutsideUnit`]: a mean, median or mode lies outside the unit's range.
/// - [`DistributionRule::NothingInsideUnit`]: nothing is left inside the unit's range.
///
/// # Source
///
/// Two-piece normal: Wallis (2014), *Statistical Science* 29(1), which tells its history from
/// Fechner (1897) on. Fechner's own form joins the pieces at the mode without a
/// step in the density; it cannot reach every three quantiles (the upper half may be at most
/// 2.10 times the lower), so the pieces are joined at the median here.
///
/// ```
/// use sim_core::compile::quantile_fit::fit;
/// use sim_core::scenario::distribution::Distribution;
/// use sim_core::units::UnitKind;
/// let lost = Distribution::Quantiles { p05: 0.02, p50: 0.08, p95: 0.20 };
/// let fitted = fit(&lost, UnitKind::Share).unwrap();
/// assert!((fitted.quantile(0.95) - 0.20).abs() < 1e-12);
/// assert!(fitted.quantile(1e-9) > 0.0);
/// ```
pub fn fit(distribution: &Distribution, unit: UnitKind) -> Result<Fitted, DistributionRule> {
    let (low, high) = unit.bounds();
    let bounds = (low.max(f64::MIN), high.min(f64::MAX));
    let shape = match distribution {
        Distribution::Quantiles { p05, p50, p95 } => {
            let shape = Shape::of_quantiles([*p05, *p50, *p95], unit)?;
            // Values beyond a bound are set to the bound by `quantile`: censored, not truncated.
            return Ok(Fitted {
                shape,
                kept: (0.0, 1.0),
                bounds,
            });
        }
        Distribution::Named(named) => Shape::of_named(named, unit)?,
    };
    let kept = (shape.cdf(low), shape.cdf(high));
    // Below this share of the distribution too few bits of u are left to tell values apart.
    if kept.1 - kept.0 < 1e-9 {
        return Err(DistributionRule::NothingInsideUnit);
    }
    Ok(Fitted {
        shape,
        kept,
        bounds,
    })
}

impl Fitted {
    /// Returns the value that the number is below with probability `u`.
    ///
    /// Finite and inside the unit's bounds for every `u` in 0 to 1, both excluded; never falls
    /// as `u` rises, but for the last bits of an iteration.
    ///
    /// ```
    /// # use sim_core::compile::quantile_fit::fit;
    /// # use sim_core::scenario::distribution::Distribution;
    /// # use sim_core::units::UnitKind;
    /// let cost = Distribution::Quantiles { p05: 80.0, p50: 100.0, p95: 150.0 };
    /// let cost = fit(&cost, UnitKind::Sek).unwrap();
    /// assert_eq!(cost.quantile(0.5), 100.0);
    /// ```
    pub fn quantile(&self, u: f64) -> f64 {
        let (below, not_above) = self.kept;
        // Rounding may bring the sum to 1, where a quantile is infinite.
        let inside = (below + u * (not_above - below)).min(1.0 - f64::EPSILON / 2.0);
        let value = self.shape.quantile(inside);
        value.clamp(self.bounds.0, self.bounds.1)
    }

    /// Returns the median.
    ///
    /// ```
    /// # use sim_core::compile::quantile_fit::fit;
    /// # use sim_core::scenario::distribution::Distribution;
    /// # use sim_core::units::UnitKind;
    /// let ratio = Distribution::Quantiles { p05: 0.95, p50: 1.2, p95: 1.5 };
    /// assert!((fit(&ratio, UnitKind::Ratio).unwrap().median() - 1.2).abs() < 1e-15);
    /// ```
    pub fn median(&self) -> f64 {
        self.quantile(0.5)
    }

    /// Returns the mean, to about five digits.
    ///
    /// It is the quantile function integrated by Simpson's rule over the normal scale
    /// from -8 to 8, in two halves because the two pieces meet in the median.
    ///
    /// ```
    /// # use sim_core::compile::quantile_fit::fit;
    /// # use sim_core::scenario::distribution::Distribution;
    /// # use sim_core::units::UnitKind;
    /// let cost = Distribution::Quantiles { p05: 80.0, p50: 100.0, p95: 120.0 };
    /// assert!((fit(&cost, UnitKind::Sek).unwrap().mean() - 100.0).abs() < 1e-3);
    /// ```
    pub fn mean(&self) -> f64 {
        const N_STEPS: u32 = 400;
        const STEP: f64 = 8.0 / N_STEPS as f64;
        let half = |sign: f64| -> f64 {
            let at = |step: u32| {
                let z = sign * f64::from(step) * STEP;
                self.quantile(normal_cdf(z)) * normal_pdf(z)
            };
            let inner: f64 = (1..N_STEPS)
                .map(|step| at(step) * if step % 2 == 1 { 4.0 } else { 2.0 })
                .sum();
            (at(0) + inner + at(N_STEPS)) * STEP / 3.0
        };
        half(-1.0) + half(1.0)
    }
}
