//! How an uncertain number may be described: ignorance about one true value.

use schemars::{JsonSchema, Schema, SchemaGenerator, json_schema};

use crate::diagnostic::{Kind, Problem};
use crate::tree::fields::{FromNode, Problems};
use crate::tree::node::{Node, Value};
use crate::tree::shape::Shape;

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
