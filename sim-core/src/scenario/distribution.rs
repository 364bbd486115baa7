//! How an uncertain number may be described: ignorance about one true value.

use schemars::{JsonSchema, Schema, SchemaGenerator, json_schema};

use crate::diagnostic::{DistributionRule, Kind, Problem};
use crate::tree::fields::{FromNode, Problems};
use crate::tree::node::{Node, Value};
use crate::tree::shape::Shape;
use crate::units::UnitKind;

/// A plain, finite number.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Figure(pub f64);

impl JsonSchema for Figure {
    fn inline_schema() -> bool {
        true
    }
    fn schema_name() -> std::borrow::Cow<'static, str> {
        "Figure".into()
    }
    fn json_schema(_: &mut SchemaGenerator) -> Schema {
        json_schema!({ "type": "number" })
    }
}

impl FromNode for Figure {
    fn from_node(node: &Node, key: &str, problems: &mut Problems) -> Option<Self> {
        let number = match &node.value {
            #[allow(clippy::cast_precision_loss)]
            Value::Whole(whole) => *whole as f64,
            Value::Real(real) => *real,
            Value::Text(text) => return quoted_number(node, text, key, problems),
            _ => return problems.wrong_kind(node, key, Kind::Number),
        };
        if number.is_finite() {
            return Some(Self(number));
        }
        problems.add(
            node.place,
            Problem::NotFinite {
                key: key.to_owned(),
            },
        );
        None
    }

    fn shape() -> Shape {
        Shape::Figure
    }
}

fn quoted_number<T>(node: &Node, text: &str, key: &str, problems: &mut Problems) -> Option<T> {
    use crate::diagnostic::NumberHabit;
    use crate::tree::parse::number_habit;
    let habit = number_habit(text)
        .map(|(_, _, right, habit)| (right, habit))
        .or_else(|| {
            text.trim()
                .parse::<f64>()
                .ok()
                .map(|_| (text.trim().to_owned(), NumberHabit::Quoted))
        });
    match habit {
        Some((right, habit)) => {
            let problem = Problem::NumberSpelling {
                written: text.to_owned(),
                right,
                habit,
            };
            problems.add(node.place, problem);
            None
        }
        None => problems.wrong_kind(node, key, Kind::Number),
    }
}

crate::record! {
    /// A normal distribution.
    pub struct Normal {
        /// Its mean.
        mean: Figure,
        /// Its standard deviation.
        sd: Figure,
    }
}
crate::record! {
    /// A lognormal distribution.
    pub struct LogNormal {
        /// Its median.
        median: Figure,
        /// Its 95th percentile.
        p95: Figure,
    }
}
crate::record! {
    /// A uniform distribution.
    pub struct Uniform {
        /// Its smallest value.
        min: Figure,
        /// Its largest value.
        max: Figure,
    }
}
crate::record! {
    /// A triangular distribution.
    pub struct Triangular {
        /// Its smallest value.
        min: Figure,
        /// Its most likely value.
        mode: Figure,
        /// Its largest value.
        max: Figure,
    }
}
crate::record! {
    /// A PERT distribution: a beta between two bounds with weight 4 on the most likely value.
    pub struct Pert {
        /// Its smallest value.
        min: Figure,
        /// Its most likely value.
        mode: Figure,
        /// Its largest value.
        max: Figure,
    }
}
crate::record! {
    /// A beta distribution on 0 to 1.
    pub struct Beta {
        /// Its mean.
        mean: Figure,
        /// How many observations it is worth (alpha + beta).
        weight: Figure,
    }
}
crate::record! {
    /// A gamma distribution.
    pub struct Gamma {
        /// Its mean.
        mean: Figure,
        /// Its standard deviation.
        sd: Figure,
    }
}
crate::record! {
    /// A named distribution of what the true value may be; write exactly one.
    pub struct Named {
        /// Normal, truncated to what the unit allows.
        normal: Option<Normal>,
        /// Lognormal, by median and 95th percentile.
        lognormal: Option<LogNormal>,
        /// Every value between two bounds equally likely.
        uniform: Option<Uniform>,
        /// Triangular.
        triangular: Option<Triangular>,
        /// PERT.
        pert: Option<Pert>,
        /// Beta, for shares.
        beta: Option<Beta>,
        /// Gamma, for amounts above zero.
        gamma: Option<Gamma>,
    }
    one_of normal | lognormal | uniform | triangular | pert | beta | gamma;
}

/// What the one true value of a number may be.
#[derive(Clone, Debug, PartialEq)]
pub enum Distribution {
    /// Three quantiles, from which a two-piece normal is fitted on the scale of the unit.
    Quantiles {
        /// 5th percentile.
        p05: f64,
        /// Median.
        p50: f64,
        /// 95th percentile.
        p95: f64,
    },
    /// A named distribution.
    Named(Box<Named>),
}

impl Named {
    /// Returns the middle of the distribution: its median where that is written, else its
    /// mean or most likely value. For checks that need one value, not for drawing.
    pub fn centre(&self) -> f64 {
        let middle = |min: Figure, mode: Figure, max: Figure| {
            // The mean of a PERT distribution; near enough for a triangular one.
            (min.0 + 4.0 * mode.0 + max.0) / 6.0
        };
        None.or(self.normal.as_ref().map(|d| d.mean.0))
            .or(self.lognormal.as_ref().map(|d| d.median.0))
            .or(self.uniform.as_ref().map(|d| (d.min.0 + d.max.0) / 2.0))
            .or(self
                .triangular
                .as_ref()
                .map(|d| middle(d.min, d.mode, d.max)))
            .or(self.pert.as_ref().map(|d| middle(d.min, d.mode, d.max)))
            .or(self.beta.as_ref().map(|d| d.mean.0))
            .or(self.gamma.as_ref().map(|d| d.mean.0))
            .unwrap_or(f64::NAN)
    }

    /// Returns the rule the distribution breaks as that of a number of some unit, if any.
    pub fn broken_rule(&self, unit: UnitKind) -> Option<DistributionRule> {
        let (low, high) = unit.bounds();
        self.broken_bounds().or_else(|| {
            let (min, max) = self.support();
            if max < low || min > high {
                Some(DistributionRule::NothingInsideUnit)
            } else if !(low..=high).contains(&self.centre()) {
                Some(DistributionRule::CentreOutsideUnit)
            } else {
                None
            }
        })
    }

    fn broken_bounds(&self) -> Option<DistributionRule> {
        use DistributionRule::{BoundsMustRise, SpreadMustBePositive};
        let broken = |is_broken: bool, rule| is_broken.then_some(rule);
        let rises = |min: f64, mode: f64, max: f64| min <= mode && mode <= max && min < max;
        let no_spread = |sd: Figure| broken(sd.0 <= 0.0, SpreadMustBePositive);
        None.or_else(|| no_spread(self.normal.as_ref()?.sd))
            .or_else(|| no_spread(self.gamma.as_ref()?.sd))
            .or_else(|| no_spread(self.beta.as_ref()?.weight))
            .or_else(|| {
                let d = self.lognormal.as_ref()?;
                broken(d.p95.0 <= d.median.0, BoundsMustRise)
            })
            .or_else(|| {
                let d = self.uniform.as_ref()?;
                broken(d.min.0 >= d.max.0, BoundsMustRise)
            })
            .or_else(|| {
                let d = self.triangular.as_ref()?;
                broken(!rises(d.min.0, d.mode.0, d.max.0), BoundsMustRise)
            })
            .or_else(|| {
                let d = self.pert.as_ref()?;
                broken(!rises(d.min.0, d.mode.0, d.max.0), BoundsMustRise)
            })
            .or_else(|| self.centre_off_support())
    }

    /// A distribution on positive numbers, or on 0 to 1, has its centre inside.
    fn centre_off_support(&self) -> Option<DistributionRule> {
        let (min, max) = self.support();
        let open_ended = self.lognormal.is_some() || self.gamma.is_some() || self.beta.is_some();
        let centre = self.centre();
        let is_off = open_ended && (centre <= min || centre >= max);
        is_off.then_some(DistributionRule::CentreOutsideUnit)
    }

    fn support(&self) -> (f64, f64) {
        if let Some(d) = &self.uniform {
            return (d.min.0, d.max.0);
        }
        if let Some(d) = &self.triangular {
            return (d.min.0, d.max.0);
        }
        if let Some(d) = &self.pert {
            return (d.min.0, d.max.0);
        }
        if self.beta.is_some() {
            return (0.0, 1.0);
        }
        if self.lognormal.is_some() || self.gamma.is_some() {
            return (0.0, f64::INFINITY);
        }
        (f64::NEG_INFINITY, f64::INFINITY)
    }
}
